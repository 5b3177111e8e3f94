"""Working out what a public reference looks like. No counting here: see `lscp.cases`."""


def case_reference(prefix: str, year: int, number: int) -> str:
    """A case reference such as `LEE-2026-0007`: never drawn from a name, birth date or initials."""
    return f"{prefix}-{year}-{number:04d}"
