"""What agencies are asked and what they answer: each its own request, its leads and whoever it names.

Those inside the review read the request and what was signed off, and take none of the agency's steps.
"""

from __future__ import annotations

from tests.architecture.permissions.people import Row
from tests.architecture.permissions.reviewing import ASKED, INSIDE

ANSWERED = ("hospital_lead", "hospital_practitioner")


def read(name: str, *args: str) -> Row:
    """A page of the request to the school that both sides read."""
    return Row(f"rapid_reviews:{name}", 404, {200: (*INSIDE, *ASKED)}, args=("request", *args))


def agencys(name: str, *args: str, now: int = 200, entitled: tuple[str, ...] = ASKED) -> Row:
    """What the school alone does; the others who see the request are told that it is not theirs."""
    refused = tuple(one for one in (*INSIDE, *ASKED) if one not in entitled)
    return Row(f"rapid_reviews:{name}", 404, {403: refused, now: entitled}, args=("request", *args))


def signed(name: str, *args: str) -> Row:
    """A page of the hospital's return, signed off twice."""
    gets = {200: (*INSIDE, *ANSWERED)}
    return Row(f"rapid_reviews:{name}", 404, gets, args=("returned_request", *args))


LEAD = ("school_lead",)
RETURNS = [
    read("request"),
    read("return_files"),
    agencys("return"),
    agencys("return_check"),
    agencys("return_section", "return_section", now=302),
    agencys("return_page", "return_section", "return_page"),
    agencys("request_safety"),
    agencys("suggest"),
    agencys("give_back"),
    agencys("add_return_file"),
    agencys("take_back_return_file", "return_file"),
    agencys("nil", entitled=LEAD),
    agencys("decline", entitled=LEAD),
    agencys("set_people", entitled=LEAD),
    agencys("check_return", entitled=LEAD),
    agencys("sign_return", entitled=LEAD),
    signed("request"),
    signed("return_version", "first"),
    signed("return_changes", "first", "second"),
]
