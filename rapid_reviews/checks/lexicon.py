"""What words mean to the checks: closed lists in code, so that anybody can see why two rows were held together.

Local rule throughout. A word that is missing makes a check find less, never anything about anybody.
"""

from __future__ import annotations

import re
from typing import Final

STOP: Final = frozenset(
    re.findall(
        r"\w+",
        "a about after again all also am an and any are as at away back be because been before being both but by can "
        "could did do does done down during each few for from further get given go goes going gone got had has have "
        "having he her here him his how i if in into is it its just made make may me more most much my new no nor not "
        "now of off on one only or other our out over own said same say says see seen she should since so some still "
        "such than that the their them then there these they this those through to told too took under until up us "
        "very was we went were what when where which while who why will with would yet you your today yesterday day "
        "days week weeks month months year years time times asked agreed recorded record noted attended visit visited "
        "left right monday tuesday wednesday thursday friday saturday sunday january february march april june july "
        "august september october november december "
        "home family child children mother father mum dad parent parents",
    )
)
"""Words that nearly every row has, or that say nothing about which event it is."""

PHRASES: Final = {
    "hospital": r"accident and emergency|a ?& ?e|emergency department|casualty|children'?s ward",
    "missed": r"(?:was )?not brought|did not attend|didn'?t attend|failed to attend|no show|dna'?d|wnb|not in|no reply"
    r"|no answer|no access",
    "domestic abuse": r"domestic (?:abuse|violence|incident|dispute)|da incident|violence between|verbal argument",
    "social care": r"children'?s (?:social care|services)|social care|social services|social workers?",
    "front door": r"front door|mash|multi[- ]agency safeguarding hub",
    "strategy": r"strategy (?:meeting|discussion)",
    "health visitor": r"health visitors?|hv",
    "gp": r"general practitioner|gps?|family doctor|doctor'?s surgery",
    "child protection": r"child protection|section 47|s47|s\.47",
    "child in need": r"child in need|section 17|s17|s\.17",
    "partner": r"(?:new )?(?:partner|boyfriend|girlfriend)|stepfather|step-father",
    "fracture": r"fractur\w*|broken(?= (?:left |right )?(?:bone|arm|leg|wrist|rib|finger|ankle|collar))",
    "bruise": r"bruis\w*",
    "burn": r"burn(?:s|t|ed)?|scald\w*",
    "drugs": r"cannabis|cocaine|heroin|drug misuse|substance misuse|drug use",
    "alcohol": r"alcohol|intoxicated|drunk|drinking",
    "pregnant": r"pregnan\w*|expecting a baby",
    "prison": r"prison|custody|jail",
    "weapon": r"knife|weapon|machete",
    "police": r"police|officers?",
    "school": r"school|nursery|pre-?school",
}
"""Ways of saying one thing. The longest of them that stands in a text counts as that thing."""
PHRASE: Final = re.compile(
    "|".join(f"(?P<p{at}>{pattern})" for at, pattern in enumerate(PHRASES.values())).join((r"\b(?:", r")\b"))
)
MEANINGS: Final = tuple(PHRASES)

NUMBERS: Final = {
    word: at
    for at, word in enumerate(
        (
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        )
    )
}
UNCOUNTED: Final = frozenset(
    re.findall(
        r"\w+",
        "am pm minute hour day night week month year time pound th st nd rd old aged per child person people weekly of "
        "to in on at and or the for from by was is more further other",
    )
)
"""After a number, words that count no fact of one event: how long, how old, how late."""

LEARNED: Final = re.compile(
    r"\b(?:first (?:learn(?:s|ed|t)|told|heard|knew|informed|made aware|knowledge)|made aware|bec(?:a|o)mes? aware"
    r"|became known|learn(?:s|ed|t) (?:of|that|about|from|only)|discover(?:s|ed)|found out|finds out"
    r"|c(?:a|o)mes? to light"
    r"|emerged|now known|not previously known|previously unknown|did not know|had not known|not been aware"
    r"|(?:was|were) (?:not aware|unaware)|until now|for the first time)\b"
)
"""Words by which a row says that somebody came to know something then."""
REPORTED: Final = re.compile(
    r"\b(?:notice|referral|referred|e-?mail(?:ed)?|letter|liaison form|discharge summary|rang|telephoned|phoned|called"
    r"|told|informed|notified|reports?|reported|mentioned|received|shared by|wrote|asked)\b"
)
"""Words by which a row says that it tells of something that somebody else had to do with."""

TELLING: Final = (
    r"(?:told|tells|informed|informs|notified|notifies|alerted|advised|rang|rings|called|phoned|telephoned|e-?mailed"
    r"|wrote to|writes to|contacted|(?:referred|referral|reported|passed|sent|copied|letter|notification|faxed"
    r"|handed|message)(?: [\w’'-]+){0,6}? (?:to|with)|shared(?: [\w’'-]+){0,8}? with|discussed(?: [\w’'-]+){0,6}? with"
    r"|spoke (?:to|with)|left a message (?:for|with))"
)
"""Words by which a row says that somebody was told; the name of whom follows."""
UNTOLD: Final = re.compile(
    r"\b(?:not|never|no|nobody|neither|without|nor|didn['’]?t|wasn['’]?t|un)\b[\w\s]{0,20}$"
)
"""Right before them, words that turn it round."""

CLOSING: Final = re.compile(
    r"\b(?:case (?:was )?closed|closed (?:the|her|his|their|to|with|case|after)|close[ds]? (?:the )?case"
    r"|discharged from|no further (?:role|involvement|action)|involvement (?:ended|ends)"
    r"|ended (?:its|our|their) (?:involvement|work)"
    r"|stepped down to universal|left the (?:school|nursery|area|service)|off roll|moved out of (?:the )?area"
    r"|tenancy (?:ended|ends)|order (?:ended|ends|expired)|transferred to another|de-?registered|signed off"
    r"|nfa|end of (?:involvement|service|support)|file closed|referral closed|closure)\b",
    re.IGNORECASE,
)
"""Words by which an agency says that its part was over."""

SIDES: Final = ("left", "right")
CAUSE: Final = re.compile(
    r"\b(?:fell|fall|fallen|falling|falls|dropped|rolled|tripped|slipped|slid|hit|struck|banged|bumped|knocked|trapped"
    r"|burned|burnt|scalded|bitten|kicked|pushed)\b(?: \w+){0,2}? (?:from|off|down|out of|over|by|against|on|onto|into"
    r"|in|with|under) (?:(?:the|a|an|his|her|their|its|own|hot|top|bottom|side|edge|of|some|family|kitchen|garden|"
    r"bathroom|living room) )*(?P<what>[a-z]+)"
)
"""How an injury is said to have come about: from, by or against what."""
COMPANY: Final = re.compile(
    r"\b(?:brought|accompanied|attended|came|come|presented|collected|taken|brought in|arrived|seen|alone)"
    r"(?: (?:in|to|at|from)(?: [\w&]+){1,4})? (?:by|with) (?:(?:his|her|their|the|maternal|paternal|own|child['’]s) )*"
    r"(?P<who>mother|mum|father|dad|grandmother|grandfather|nan|aunt|uncle|stepfather|partner|boyfriend|neighbour"
    r"|sibling|brother|sister|ambulance|police|foster carer)\b"
)
"""In whose company."""
SAME_PERSON: Final = {
    "mum": "mother", "dad": "father", "nan": "grandmother", "boyfriend": "partner", "stepfather": "partner",
}  # fmt: skip
OPPOSITES: Final = (
    ("that the child was seen, or was not",
     r"\b(?:child(?:ren)?|both|baby|boy|girl)\b[\w ,]{0,30}?\b(?:was|were) seen\b",
     r"\b(?:was|were) not seen\b|\bnot seen\b"),
    ("that it was in the house, or outside", r"\b(?:in|inside|into) the (?:house|home|flat|property)\b",
     r"\boutside the (?:house|home|flat|property)\b"),
    ("that somebody came, or did not",
     r"\b(?:attended|was brought|present for the appointment|kept the appointment)\b",
     r"\b(?:did not attend|was not brought|not brought|failed to attend|missed the appointment|dna)\b"),
    ("that somebody had been drinking, or had not",
     r"\b(?:drunk|intoxicated|under the influence|smelled of alcohol|smelt of alcohol|had been drinking)\b",
     r"\b(?:sober|no sign of alcohol|not (?:drunk|intoxicated)|had not been drinking)\b"),
    ("that somebody admitted it, or denied it", r"\b(?:admitted|accepts? that|accepted that)\b",
     r"\b(?:denied|denies)\b"),
    ("that the child was alone, or was not", r"\b(?:home alone|left alone|unsupervised)\b",
     r"\b(?:supervised|in the care of|looked after by)\b"),
    ("that there was an injury, or was none",
     r"\b(?:visible injur(?:y|ies)|injuries seen|was injured|had (?:an )?injur(?:y|ies))\b",
     r"\b(?:no (?:visible )?injur(?:y|ies)|uninjured|no marks|without injury)\b"),
    ("that consent was given, or refused", r"\b(?:consented|gave consent|agreed to)\b", r"\b(?:refused|declined)\b"),
    ("that charges followed, or did not", r"\b(?:was charged|charged with|arrested)\b",
     r"\b(?:not arrested|no arrest|without charge|not charged)\b"),
)  # fmt: skip
"""Pairs of ways to tell a thing, of which only one can be right."""

HURTS: Final = frozenset(
    {"burn", "fracture", "bruise", "bump", "cut", "bite", "overdose", "domestic abuse", "arrest", "assault"}
)
"""What a row may be about that happens rarely enough to say which event it is, together with a day and a place."""
REGIONS: Final = {
    part: region
    for region, parts in (
        ("head", "head forehead face cheek ear eye nose mouth lip chin scalp temple"), ("neck", "neck throat"),
        ("arm", "arm forearm elbow shoulder"), ("hand", "hand palm finger thumb wrist fist"),
        ("body", "back chest rib tummy stomach abdomen belly side"), ("bottom", "bottom buttock groin genitals"),
        ("leg", "leg thigh knee shin calf hip"), ("foot", "foot feet toe ankle heel sole"),
    )
    for part in parts.split()
}  # fmt: skip
"""Where on the body. Two words for one place are no difference."""
