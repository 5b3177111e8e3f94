"""The agenda of a rapid review meeting, first edition of 2026 (local list, free to change for each meeting)."""

AGENDA = (
    "Welcome, apologies, deputies and conflicts of interest",
    "Immediate safety: is every child safe now?",
    "What happened, and what is not known yet",
    "What each agency knew and did: the merged chronology",
    "The child’s voice, identity, disability and inequality",
    "Key practice episodes: what, why, and the reasons in the system",
    "Good practice",
    "Learning already acted on, and learning to share at once",
    "The criteria for a local review, one by one, and national importance",
    "What should follow, with the reason for each recommendation",
    "Actions, who does them, and by when",
)
