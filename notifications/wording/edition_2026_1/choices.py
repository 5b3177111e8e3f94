"""Lists of answers that several sections of this edition share."""

from notifications.wording.shapes import Choice

YES = Choice("yes", "Yes")
NO = Choice("no", "No")
UNSURE = Choice("unsure", "I am not sure")

YES_NO_UNSURE = (YES, NO, UNSURE)


def yes_reveals(*questions: str, unsure: bool = True) -> tuple[Choice, ...]:
    """Yes, which asks more; no; and "I am not sure" where it is allowed."""
    return (Choice("yes", "Yes", reveals=questions), NO, *((UNSURE,) if unsure else ()))
