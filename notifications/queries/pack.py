"""The pack: what was submitted, in the order of the national online form, ready for copying.

The national system has no interface for programs and keeps nothing after 20 idle minutes, so its answers are
laid out beside each other. Order and items: docs/sources.md. It takes up to four children; others are further
information.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lscp.accounts.roles import Role
from lscp.kernel import clock
from lscp.kernel.dates import british_date, british_datetime
from lscp.people.typed import text_of
from notifications.enums import Harm
from notifications.models import Notification
from notifications.queries import summary
from notifications.queries.answers import snapshot

CHILDREN_ON_FORM = 4
NOTIFIERS = (Role.LA_NOTIFIER, Role.LA_DECISION_MAKER)

CHILD_ITEMS = (
    "given_name", "family_name", "other_names", "birth_date", "born_then", "due_date", "sex", "gender",
    "ethnicity", "disability", "disability_detail", "outcome", "address", "home_authority", "nhs_number",
    "doctor", "school", "legal_status", "looked_after", "placing_authority", "placement_type", "care_leaver",
    "child_in_need", "plan_now", "plan_category", "plan_from", "plan_until", "plan_ever", "plan_ever_detail",
    "home_educated", "missing_education", "first_language", "religion",
)  # fmt: skip
INCIDENT_ITEMS = (
    "incident/happened_on", "incident/happened_time", "incident/place_type", "incident/place_detail",
    "about/incident_authority", "about/other_areas",
)  # fmt: skip
NATURE_ITEMS = ("criteria/harm", "criteria/abuse", "criteria/categories", "criteria/place", "about/kinds")
STORY_ITEMS = (
    "incident/what_happened", "incident/injuries", "incident/child_died", "incident/death_at",
    "incident/sudden", "incident/suspected_cause", "incident/thought_responsible", "criteria/abuse_why",
    "criteria/harm_why", "criteria/place_why",
)  # fmt: skip
RESPONSE_ITEMS = (
    "agencies/agencies_known", "agencies/agencies_other", "parallel/processes", "parallel/processes_detail",
    "incident/police_reference", "incident/coroner_told", "incident/post_mortem", "actions/actions_taken",
    "actions/media_interest", "actions/media_detail",
)  # fmt: skip
# On the form these stand under the question that they explain; here they must say it.
LABELS = {
    "criteria/abuse_why": "Why abuse or neglect is known or suspected, or not",
    "criteria/harm_why": "Why the harm is serious, or not",
    "criteria/place_why": "Why it counts as in this area, or not",
}
FAMILY_ITEMS = ("given_name", "family_name", "other_names", "birth_date", "relation", "whereabouts")


@dataclass(frozen=True)
class PackItem:
    """One value to copy: `key` is unique on the page."""

    key: str
    label: str
    value: str
    is_narrative: bool = False


@dataclass(frozen=True)
class PackPart:
    """One part of the national form. `note` says how to use it."""

    title: str
    items: tuple[PackItem, ...]
    note: str = ""


def document_of(notification: Notification) -> Mapping[str, Any]:
    """What was submitted last, frozen; before a first version the form as it stands."""
    version = notification.versions.order_by("-number").select_related("content__key").first()
    if version is None:
        return snapshot(notification)
    content = version.content.open()
    return content if isinstance(content, dict) else snapshot(notification)


def pack_of(notification: Notification, notifier: Any) -> list[PackPart]:
    """The parts in order. `notifier` is whoever reads it: where they notify, their work contact is offered."""
    document = document_of(notification)
    rows = summary.flat(document)
    people = list(document["people"])
    children = [one for one in people if one["kind"] == "child"]
    parts = [
        _about(notification, notifier),
        PackPart(
            "2. Nature of the notification", (_nature(document, len(children)), *_picked(rows, NATURE_ITEMS))
        ),
        PackPart("3. When and where", tuple(_picked(rows, INCIDENT_ITEMS))),
    ]
    parts += [
        PackPart(f"4. Child {child['number']}", tuple(_of_person(rows, "children", child, CHILD_ITEMS)))
        for child in children[:CHILDREN_ON_FORM]
    ]
    parts += [
        PackPart("5. Family and household", tuple(_family(rows, people))),
        PackPart("6. What happened", tuple(_picked(rows, STORY_ITEMS))),
        PackPart("7. Agencies, other processes, action taken", tuple(_picked(rows, RESPONSE_ITEMS))),
    ]
    beyond = children[CHILDREN_ON_FORM:]
    if beyond:
        items = [
            item for child in beyond for item in _of_person(rows, "children", child, CHILD_ITEMS, named=True)
        ]
        note = "The national form takes four children. Give the others as further information."
        parts.append(PackPart("8. Further information: other children", tuple(items), note))
    return parts


def _about(notification: Notification, notifier: Any) -> PackPart:
    notifies = notifier.holds(*NOTIFIERS, partnership=notification.partnership_id)
    own = (
        PackItem("notifier", "Name of the person notifying", str(notifier)),
        PackItem("notifier_job", "Job", notifier.job_title),
        PackItem("notifier_phone", "Telephone", notifier.phone),
        PackItem("notifier_email", "E-mail", notifier.email),
    )
    items = (
        PackItem("authority", "Local authority", notification.partnership.area_name),
        PackItem("our_reference", "Our reference", notification.case.reference),
        *(own if notifies else ()),
        PackItem("today", "Date", british_date(clock.today())),
    )
    note = (
        ""
        if notifies
        else "Only the local authority notifies. Whoever does gives their own name and contact."
    )
    return PackPart("1. Who is notifying", tuple(item for item in items if item.value), note)


def _nature(document: Mapping[str, Any], children: int) -> PackItem:
    words = {
        Harm.DIED.value: "Death", Harm.SERIOUSLY_HARMED.value: "Serious harm",
        Harm.BOTH.value: "Death and serious harm",
    }  # fmt: skip
    harm = document["sections"].get("criteria", {}).get("harm", "")
    number = "1 child" if children == 1 else f"{children} children"
    return PackItem("nature", "Nature and number of children", f"{words.get(harm, 'Other')}, {number}")


def _picked(rows: Mapping[str, summary.AnswerRow], wanted: Iterable[str]) -> Iterable[PackItem]:
    """The answered questions of sections that do not repeat, in the wanted order."""
    for path in wanted:
        section, question = path.split("/")
        row = rows.get(f"{section}//{question}")
        if row is not None and row.is_answered:
            yield PackItem(f"{section}-{question}", LABELS.get(path, row.label), row.words, row.is_narrative)


def _of_person(
    rows: Mapping[str, summary.AnswerRow],
    section: str,
    person: Mapping[str, Any],
    wanted: Iterable[str],
    *,
    named: bool = False,
) -> Iterable[PackItem]:
    prefix = f"{section}/{person['id']}/"
    title = f"{summary.LABEL_OF[person['kind']]} {person['number']}"
    for question in wanted:
        for key, row in rows.items():
            is_it = key == prefix + question or (
                question == "relation" and key.startswith(f"{prefix}relation_")
            )
            if is_it and row.is_answered:
                label = f"{title}: {row.label}" if named else row.label
                yield PackItem(key.replace("/", "-"), label, row.words, row.is_narrative)


def _family(rows: Mapping[str, summary.AnswerRow], people: Iterable[Mapping[str, Any]]) -> Iterable[PackItem]:
    for person in people:
        if person["kind"] != "child":
            yield from _of_person(rows, "family", person, FAMILY_ITEMS, named=True)


def receipt_rows(receipt: Any) -> list[tuple[str, str]]:
    """A receipt in words: the time on the evidence and the time of typing, both."""
    sent = (
        british_datetime(receipt.sent_at)
        if receipt.sent_at
        else f"{british_date(receipt.sent_on)}, time not known"
    )
    return [
        ("National reference", receipt.reference or "None given: the attached confirmation counts"),
        ("Sent, on the evidence", sent),
        ("Sent by", text_of(receipt.sent_by)),
        ("Typed here", f"{british_datetime(receipt.recorded_at)}, by {receipt.recorded_by}"),
        ("In time?", "After the time limit" if receipt.was_late else "In time"),
    ]
