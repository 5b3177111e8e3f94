"""How the product words time that is left, and numbers. Pure."""


def plural(count: int, one: str, many: str = "") -> str:
    """ "1 day", "2 days", "1,000 days"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def due_in(remaining: int, unit: str = "working day") -> str:
    """Time left on a clock in days: "3 working days left", "due today", "2 working days overdue".

    `remaining` counts from today to the due day; a negative number is late. Due today is not overdue.
    """
    if remaining == 0:
        return "due today"
    if remaining > 0:
        return f"{plural(remaining, unit)} left"
    return f"{plural(-remaining, unit)} overdue"


def due_in_hours(minutes: int) -> str:
    """Time left on a clock in hours: "5 hours left", "45 minutes left", "due now", "2 hours overdue".

    Whole hours are rounded towards zero, so that nobody is promised time they do not have.
    """
    size = abs(minutes)
    if size == 0:
        return "due now"
    amount = plural(size // 60, "hour") if size >= 60 else plural(size, "minute")
    return f"{amount} {'left' if minutes > 0 else 'overdue'}"
