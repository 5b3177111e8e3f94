"""Words of a text that may be names: what nobody knows to be one, and looks like one. A guess, and called so.

Only words with a capital letter are seen. What stands in no list of names may be a name, a place or nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from rapid_reviews.models import RapidReview

WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
OWNED = re.compile(r"['’]s$")
STARTS = re.compile(r"(?:^|[.!?:;•\n“”\"(\[])\s*$")
TITLES = frozenset(("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sgt", "nurse", "sister"))
NOT_NAMES = frozenset(
    re.findall(
        r"\w+",
        "january february march april may june july august september october november december monday tuesday "
        "wednesday thursday friday saturday sunday christmas easter ramadan diwali child adult unborn baby "
        "sibling mother father mum dad mummy daddy parent parents carer carers grandmother grandfather aunt "
        "uncle step the a an he she they it his her their this that these those there then when while after "
        "before during on in at no not none yes and but for from with as if i we you our my who what where "
        "why how also both all each some police officer officers constable sergeant inspector detective "
        "school nursery college academy primary secondary hospital ward clinic surgery practice trust health "
        "visitor visitors midwife nurse doctor paediatrician social worker workers care services service "
        "children young people family families early help hub team duty council court act section strategy "
        "discussion meeting conference plan protection need assessment referral rapid review partnership "
        "safeguarding local authority multi agency risk emergency department accident ambulance paramedic "
        "paramedics housing association probation education welfare attendance letter email call telephone "
        "text seen spoken told said rang home visit visited british english welsh scottish irish england "
        "wales scotland ireland nhs gp name removed",
    )
)
"""Words that are written with a capital letter and are nobody's name, as chronologies use them."""


def may_be_names(text: str, known: frozenset[str] = frozenset()) -> Iterator[str]:
    """Runs of words with capitals that are not only ordinary words: inside a sentence, or two and more, or a title."""
    for start, run in _runs(text):
        words = run
        if STARTS.search(text, 0, start) and words[0].casefold() not in TITLES:
            if len(words) == 1:
                continue
            if words[0].casefold() in NOT_NAMES:
                words = words[1:]
        left = [one for one in words if one.casefold() not in NOT_NAMES and one.casefold() not in known]
        if left and not all(one.casefold() in TITLES for one in left):
            yield " ".join(left)


def _runs(text: str) -> Iterator[tuple[int, list[str]]]:
    """Words with a capital letter that stand side by side, and where the first begins; possessives taken off."""
    start, end, run = 0, -1, list[str]()
    for match in WORD.finditer(text):
        word = match.group()
        is_capital = word[0].isupper() and not (len(word) > 1 and word.isupper())
        if run and not (is_capital and text[end : match.start()] == " "):
            yield start, run
            run = []
        if is_capital:
            start = start if run else match.start()
            run, end = [*run, OWNED.sub("", word)], match.end()
    if run:
        yield start, run


def counted(texts: Iterable[str], known: frozenset[str] = frozenset()) -> Counter[str]:
    """How often each stands in the texts."""
    return Counter(one for text in texts for one in may_be_names(text, known))


def known_words(review: RapidReview) -> frozenset[str]:
    """Words of the names of the partnership and its agencies: they may stand in what leaves."""
    partnership = review.partnership
    names = [partnership.name, partnership.area_name, *partnership.agencies.values_list("name", flat=True)]
    return frozenset(word.casefold() for name in names for word in re.findall(r"\w+", name))
