"""Raising an incident: the form, the lead's agreement, sending it, its versions and files.

A draft is its author's, and is read by the lead who was asked. What was sent in is read by those who receive
submissions; it is changed by the author and the Business Unit only.
"""

from __future__ import annotations

from tests.architecture.permissions.people import (
    AUTHOR,
    AUTHOR_THERE,
    LEAD,
    RAG_HERE,
    RAG_THERE,
    READERS,
    RECEIVERS,
    RECEIVERS_THERE,
    UNIT,
    UNIT_THERE,
    Row,
    posted,
)

SEES_RESTRICTED = (*UNIT, *AUTHOR, "icb_rag")
CHANGES = (*UNIT, *AUTHOR)


def drafting(name: str, *args: str) -> Row:
    """A page of the draft: its author writes, the lead who was asked may know but not write."""
    return Row(f"notifications:{name}", 404, {403: LEAD, 200: AUTHOR}, args=("draft", *args))


def sent(name: str, *args: str) -> Row:
    """A page of what was sent in, for everybody who may know the people in it."""
    return Row(f"notifications:{name}", 404, {200: READERS}, args=("notification", *args))


FORM = [
    drafting("form"),
    Row("notifications:form", 404, {403: READERS, 200: CHANGES}, args=("notification",)),
    Row("notifications:form", 404, {200: AUTHOR}, args=("put_aside",)),
    drafting("form_check"),
    drafting("form_section", "section"),
    drafting("form_section", "children"),
    drafting("form_page", "section", "page"),
    Row(
        "notifications:form_page", 404, {403: READERS, 200: CHANGES}, args=("notification", "section", "page")
    ),
    Row(
        "notifications:form_page", 404, {403: ("icb_rag",), 200: CHANGES},
        args=("restricted", "section", "page"),
    ),
    posted(
        "notifications:form_people_add", 404, {403: LEAD, 302: AUTHOR}, "draft", "children", kind="child"
    ),
    drafting("form_person_page", "children", "the_child", "name_page"),
    posted(
        "notifications:form_person_remove", 404, {403: LEAD, 302: AUTHOR}, "draft", "children", "the_child"
    ),
    drafting("form_abandon"),
    Row("notifications:form_take_up", 404, {200: AUTHOR}, args=("put_aside",)),
    drafting("ask_lead"),
    Row("notifications:ask_lead", 404, {403: READERS, 200: AUTHOR}, args=("notification",)),
    Row("notifications:lead_view", 404, {200: LEAD}, args=("draft",)),
    Row("notifications:lead_view", 404, {200: LEAD}, args=("notification",)),
    drafting("submit"),
    Row("notifications:submit", 404, {403: READERS, 302: AUTHOR}, args=("notification",)),
]  # fmt: skip

SENT = [
    Row("notifications:case", 404, {200: READERS}, args=("notification",)),
    Row("notifications:case", 404, {302: (*AUTHOR, *LEAD)}, args=("draft",)),
    Row("notifications:case", 404, {200: SEES_RESTRICTED}, args=("restricted",)),
    Row("notifications:case", 404, {200: (*RECEIVERS_THERE, *AUTHOR_THERE)}, args=("theirs",)),
    sent("submitted"),
    sent("copy_pdf"),
    Row("notifications:amend", 404, {403: READERS, 200: CHANGES}, args=("notification",)),
    sent("versions"),
    sent("version", "first"),
    Row("notifications:version", 404, {200: SEES_RESTRICTED}, args=("restricted", "first")),
    sent("compare", "first", "second"),
    sent("files"),
    Row("notifications:add_file", 404, {403: READERS, 200: CHANGES}, args=("notification",)),
    drafting("take_back_file", "draft_file"),
    # What was sent in stays: its author is told so.
    Row("notifications:take_back_file", 404, {403: READERS, 409: AUTHOR}, args=("notification", "file")),
    Row("notifications:search", 403, {200: (*RECEIVERS, *RECEIVERS_THERE)}),
    Row("notifications:enter_for_other", 403, {200: (*UNIT, *UNIT_THERE, *RAG_HERE, *RAG_THERE)}),
]
