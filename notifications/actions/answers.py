"""Saving one page of the form. What is typed is kept whether or not it is in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from lscp.audit import service as audit
from lscp.audit.sittings import sitting_of
from lscp.kernel import clock
from lscp.kernel.access import OutOfScope, Stale, require
from lscp.kernel.scoping import ANY_VERSION, claim
from lscp.people.models import Relationship
from lscp.people.sealing import seal
from notifications.actions import involved_leads, safety
from notifications.enums import NotificationStatus as S
from notifications.models import Notification, SectionAnswers
from notifications.policies import form as policies
from notifications.queries.answers import Form, PersonAnswers, load
from notifications.queries.completeness import with_relations
from notifications.queries.involved_leads import may_be_involved, offered_on
from notifications.queries.relations import RESPONSIBLE, relation_key, responsibility_key
from notifications.wording import saving
from notifications.wording.stored import NOBODY, Document


@dataclass(frozen=True)
class Saved:
    """How a page was saved: the section's revision now, and whether anything was new."""

    revision: int
    is_new: bool


@transaction.atomic
def save_page(
    public_id: Any,
    section_key: str,
    page_key: str,
    *,
    typed: Mapping[str, Any],
    seen_version: int,
    by: Any,
    person_id: Any = None,
) -> Saved:
    """Save what was typed on one page, and what is in order as answers.

    `seen_version` is the revision of the section that the person was shown. Saving the same again changes
    nothing, so a button pressed twice is harmless. Raises `Stale` when this page was saved by somebody else,
    or in another tab, since then; `LookupError` for a page the edition does not have.
    """
    notification = claim(Notification, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_write(by, notification), record=notification)
    row = locked_section(notification, section_key)
    form = load(notification)
    section = form.edition.section(section_key)
    one = _person(form, person_id)
    page = section.page(page_key)
    if one is not None:
        page = with_relations(form, page, one)
    old = one.content if one else form.content.get(section_key, {})
    if saving.is_same(page, old, typed):
        return Saved(row.revision, is_new=False)
    if saving.saved_after(page, old, seen_version):
        raise _stale(notification, row)
    document = saving.document_after(page, old, typed, row.revision + 1, offered=offered_on(form, page))
    if one is not None:
        _save_person(notification, one, document)
        if page.asks_relations:
            _relate(form, one, document)
        note_saved(row, by=by)
    else:
        note_saved(row, by=by, content=document)
    audit.record(
        "notifications.page_saved",
        subject=notification,
        by=by,
        section=section_key,
        page=page_key,
        person=str(person_id or ""),
        changed=saving.changed_keys(page, old, document),
        **_sitting(notification, by),
    )
    _follow(form, section_key, page_key, document, by)
    return Saved(row.revision, is_new=True)


@transaction.atomic
def look_at(notification: Notification, section_key: str) -> None:
    """Remember that the author opened a section, so that its status is honest."""
    row, _made = SectionAnswers.all_records.get_or_create(notification=notification, section=section_key)
    if row.seen_at is None:
        SectionAnswers.all_records.filter(pk=row.pk, seen_at=None).update(seen_at=clock.now())


@transaction.atomic
def say_nobody(public_id: Any, section_key: str, *, by: Any) -> None:
    """Say that there is nobody to add to a section that is filled in for people."""
    notification = claim(Notification, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_write(by, notification), record=notification)
    row = locked_section(notification, section_key)
    document = {**load(notification).content.get(section_key, {}), NOBODY: True}
    note_saved(row, by=by, content=document)
    audit.record(
        "notifications.page_saved",
        subject=notification,
        by=by,
        section=section_key,
        page="",
        person="",
        changed=["nobody_to_add"],
        **_sitting(notification, by),
    )


def _sitting(notification: Notification, by: Any) -> dict[str, Any]:
    """What joins the entries of a person who goes on filling in the form."""
    sitting = sitting_of("notifications.page_saved", case=notification.case, by=by)
    return {"sitting": sitting, "draft": notification.status == S.DRAFT}


def locked_section(notification: Notification, section_key: str) -> SectionAnswers:
    """The section's row, made when first needed, locked until the transaction ends."""
    SectionAnswers.all_records.bulk_create(
        [SectionAnswers(notification=notification, section=section_key)], ignore_conflicts=True
    )
    return (
        SectionAnswers.all_records.select_for_update(of=("self",))
        .select_related("content__key", "saved_by")
        .get(notification=notification, section=section_key)
    )


def note_saved(row: SectionAnswers, *, by: Any, content: Document | None = None) -> None:
    """Move the section's revision on, with new content where it has its own."""
    if content is not None:
        row.content = seal(row.notification.case, content, replacing=row.content)
    row.revision += 1
    row.saved_at = clock.now()
    row.saved_by = by
    row.seen_at = row.seen_at or row.saved_at
    row.save()


def _follow(form: Form, section_key: str, page_key: str, document: Document, by: Any) -> None:
    """What two of the answers set off at once, however they were saved."""
    if section_key == safety.SECTION:
        is_involved = may_be_involved(form.content.get(involved_leads.SECTION, {}))
        safety.follow_answers(form.notification, document, lead_involved=is_involved, by=by)
    elif (section_key, page_key) == (involved_leads.SECTION, involved_leads.PAGE):
        involved_leads.follow_answers(form.notification, document, by=by)
        first = form.content.get(safety.SECTION, {})
        safety.follow_answers(form.notification, first, lead_involved=may_be_involved(document), by=by)


def _person(form: Form, person_id: Any) -> PersonAnswers | None:
    if person_id is None:
        return None
    found = next((one for one in form.people if one.id == str(person_id)), None)
    if found is None:
        raise OutOfScope
    return found


def _save_person(notification: Notification, one: PersonAnswers, document: Document) -> None:
    person = one.person
    person.identity = seal(notification.case, document, replacing=person.identity)
    person.is_unborn = document.get("born") == "no"
    person.save(update_fields=["identity", "is_unborn"])


def _relate(form: Form, one: PersonAnswers, document: Document) -> None:
    """Keep the rows a family diagram is drawn from in step with the answers."""
    for child in form.children:
        number = child.person.number
        kind = document.get(relation_key(number))
        rows = Relationship.all_records.filter(person=one.person, relative=child.person)
        if not kind:
            rows.delete()
            continue
        responsible = RESPONSIBLE.get(document.get(responsibility_key(number), ""))
        Relationship.all_records.update_or_create(
            person=one.person,
            relative=child.person,
            defaults={
                "case": form.notification.case,
                "kind": kind,
                "has_parental_responsibility": responsible,
            },
        )


def _stale(notification: Notification, row: SectionAnswers) -> Stale:
    return Stale(
        "This page was saved since you opened it. Your text is below",
        record=notification,
        by=str(row.saved_by) if row.saved_by else "",
        at=row.saved_at,
    )
