"""What agencies write in their returns to the demonstration's rapid reviews. All fictional."""

from __future__ import annotations

from typing import Any

COUNCIL: dict[tuple[str, str], dict[str, Any]] = {
    ("match", "match"): {
        "match": "all",
        "match_who": "",
        "match_how": "Names, birth dates and address agree.",
    },
    ("match", "searched"): {"searched": "Children’s social care records, the front door’s log, early help."},
    ("known", "since"): {"known_from": {"precision": "unknown"}, "known_now": "yes", "known_until": ""},
    ("known", "how"): {"known_how": "Two referrals, one assessment, and a family worker for five months."},
    ("events", "events"): {
        "key_events": "A referral about missing nights was closed after one call. The second led to an assessment.",
    },
    ("child", "life"): {"life": "Both boys were often out at night and slept in class."},
    ("child", "voice"): {
        "voice": "yes",
        "voice_words": "“They buy us trainers. Nobody else does.”",
        "voice_acted": "The words were written down and not followed up.",
        "voice_not_why": "",
    },
    ("family", "adults"): {"adults": "Their mother worked nights and had no telephone."},
    ("family", "fathers"): {"fathers": "Their father was never asked."},
    ("family", "siblings"): {"siblings": ""},
    ("equality", "identity"): {
        "identity": "The family had moved here the year before and needed an interpreter."
    },
    ("equality", "inequality"): {
        "inequality": "not_known",
        "inequality_how": "",
        "inequality_looked": "",
    },
    ("good", "good"): {"good_practice": "A family worker kept visiting when doors stayed shut."},
    ("concerns", "concerns"): {
        "has_concerns": "yes",
        "concerns": "The first referral was closed without seeing the boys.",
        "made_sense": "Missing nights were counted one by one, so no night looked serious.",
    },
    ("concerns", "system"): {"system": ["workload"], "system_detail": ""},
    ("learning", "done"): {"learning_done": "Missing nights are now read together each Monday."},
    ("actions", "actions"): {"actions": "The front door’s guide on missing children is rewritten by March."},
    ("others", "others"): {"others": [], "others_why": ""},
}
SCHOOL_SO_FAR: dict[tuple[str, str], dict[str, Any]] = {
    ("match", "match"): {"match": "all", "match_who": "", "match_how": "Both are on our roll."},
    ("events", "events"): {"key_events": "Eleven days lost in the spring term."},
}
SCHOOL: dict[tuple[str, str], dict[str, Any]] = {
    ("match", "match"): {"match": "all", "match_who": "", "match_how": "Both children are on our roll."},
    ("match", "searched"): {"searched": "Safeguarding log, registers, nursery records, staff who left."},
    ("known", "since"): {"known_from": {"precision": "unknown"}, "known_now": "yes", "known_until": ""},
    ("known", "how"): {"known_how": "The boy since reception, the girl since she came to our nursery at two."},
    ("events", "events"): {
        "key_events": (
            "We referred the bruises within forty minutes, and the boy’s words within the hour. We did not refer the "
            "mark in July, and we read his question about the cupboard as a story."
        ),
    },
    ("child", "life"): {
        "life": "Mornings with us were good. At home he did the mornings and she stood still.",
    },
    ("child", "voice"): {
        "voice": "yes",
        "voice_words": "“He makes her stand in the dark. I count so she knows how long.”",
        "voice_acted": "Told to the front door within the hour. Written down word for word.",
        "voice_not_why": "",
    },
    ("family", "adults"): {"adults": "Mother was open with us in the first years. Later a man waited at the gate."},
    ("family", "fathers"): {"fathers": "The girl’s father was never asked for. Her mother’s partner was “friend”."},
    ("family", "siblings"): {"siblings": ""},
    ("equality", "identity"): {"identity": "A white British family with little money and no car."},
    ("equality", "inequality"): {
        "inequality": "not_known", "inequality_how": "", "inequality_looked": "",
    },
    ("good", "good"): {"good_practice": "The nursery fed first and asked afterwards. The mentor kept his book safe."},
    ("concerns", "concerns"): {
        "has_concerns": "yes",
        "concerns": "The body map of July waited over a weekend, and was not referred.",
        "made_sense": "The plan had closed two weeks before. We believed that the bar was now higher.",
    },
    ("concerns", "system"): {"system": ["workload"], "system_detail": ""},
    ("learning", "done"): {"learning_done": "Every body map is now seen by two people on the same day."},
    ("actions", "actions"): {"actions": "The collection list is checked with each family every half-term."},
    ("others", "others"): {"others": [], "others_why": ""},
}  # fmt: skip
SOCIAL_CARE: dict[tuple[str, str], dict[str, Any]] = {
    ("match", "match"): {"match": "all", "match_who": "", "match_how": "Names, birth dates and addresses agree."},
    ("match", "searched"): {"searched": "Case file, front door’s log, its mailboxes, supervision notes."},
    ("known", "since"): {"known_from": {"precision": "unknown"}, "known_now": "yes", "known_until": ""},
    ("known", "how"): {"known_how": "Five contacts, then one assessment and a plan of eight months."},
    ("events", "events"): {
        "key_events": (
            "An e-mail about a conviction lay unread for sixteen weeks. The plan was closed in June for a reason that "
            "is not in its summary. Five referrals between August and October waited for capacity."
        ),
    },
    ("child", "life"): {"life": "She was good at being still. We wrote “content” and “affectionate”."},
    ("child", "voice"): {
        "voice": "yes",
        "voice_words": "Her brother, of his jobs: “bin, bottle, sister”.",
        "voice_acted": "A young carers’ service was offered and not taken up.",
        "voice_not_why": "",
    },
    ("family", "adults"): {"adults": "Two men in turn. Mother was asked to keep both of them away."},
    ("family", "fathers"): {"fathers": "The girl’s father was written to once. The partner was seen twice, by chance."},
    ("family", "siblings"): {"siblings": ""},
    ("equality", "identity"): {"identity": "Poverty was named at each meeting and was in no plan."},
    ("equality", "inequality"): {
        "inequality": "not_known", "inequality_how": "", "inequality_looked": "",
    },
    ("good", "good"): {"good_practice": "One meeting in March at which everybody sat, and a nursery place in a week."},
    ("concerns", "concerns"): {
        "has_concerns": "yes",
        "concerns": "We saw the children by appointment and never the man. We closed when our worker left.",
        "made_sense": "She had 27 children, a mother who signed everything, and a medical that said “could be”.",
    },
    ("concerns", "system"): {"system": ["workload"], "system_detail": ""},
    ("learning", "done"): {"learning_done": "The front door’s mailboxes are read by a named person every two hours."},
    ("actions", "actions"): {"actions": "No plan is closed in the month in which its worker leaves."},
    ("others", "others"): {"others": [], "others_why": ""},
}  # fmt: skip
POLICE_SO_FAR: dict[tuple[str, str], dict[str, Any]] = {
    ("match", "match"): {
        "match": "all",
        "match_who": "",
        "match_how": "Names, birth dates and address agree.",
    },
    ("events", "events"): {"key_events": "Nineteen calls and notes. The conviction was told by one e-mail."},
}
