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
    ("family", "adults"): {"adults": "One mother worked nights; the other had no telephone."},
    ("family", "fathers"): {"fathers": "Neither father was asked."},
    ("family", "siblings"): {"siblings": ""},
    ("equality", "identity"): {
        "identity": "One family had moved here the year before and needed an interpreter."
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
