"""A whole notification form, written page by page through the real action. Invented people only."""

import datetime as dt

from lscp.kernel import clock
from notifications.actions import submission
from notifications.actions.agreement import revision_of
from notifications.actions.answers import save_page, say_nobody
from notifications.actions.drafts import start
from notifications.actions.family import add_person
from notifications.models import Notification
from notifications.queries import answers, completeness
from tests.remembered import state

CHILD = ("Zebedee", "Quillfeather")


def day(value):
    return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}


def exactly(value):
    return {"precision": "exact", **{f"exact_{part}": text for part, text in day(value).items()}}


def pages(**changes):
    """What is typed on each page; `changes` replaces single answers by their question's key."""
    today = clock.today()
    aware = {**day(today - dt.timedelta(days=1)), "time": ""}
    whole = {
        ("first", "safety"): {"colleague_involved": "no", "at_risk_now": "no"},
        ("about", "you"): {
            "your_name": "Ottoline Brackenbury", "your_role": "Ward sister", "your_team": "",
            "your_email": "o@hospital.example", "your_phone": "01000 000003",
        },
        ("about", "aware"): {"agency_aware": aware},
        ("about", "authority"): {"la_knows": "no", "la_aware": {}, "la_told_how": ""},
        ("about", "route"): {"route": "agency", "route_detail": ""},
        ("about", "kinds"): {"kinds": ["serious_incident"]},
        ("about", "areas"): {"incident_authority": "Northtown", "other_areas": ""},
        ("agreement", "lead"): {
            "lead_discussed": "no", "lead_name": "", "lead_role": "", "lead_discussed_on": {},
            "lead_said": "",
            "lead_not_why": "There was no time",
        },
        ("agreement", "lead_involved"): {"lead_is_involved": "no"},
        ("incident", "when"): {"happened_on": exactly(today - dt.timedelta(days=2)), "happened_time": ""},
        ("incident", "place"): {"place_type": "home", "place_detail": ""},
        ("incident", "what"): {"what_happened": "The child was found with burns."},
        ("incident", "condition"): {"injuries": "Burns to both hands"},
        ("incident", "death"): {"child_died": "no", "death_at": {}, "sudden": ""},
        ("incident", "cause"): {"suspected_cause": "Hot water", "thought_responsible": ""},
        ("incident", "others"): {"police_reference": "", "coroner_told": "", "post_mortem": ""},
        ("criteria", "abuse"): {"abuse": "suspected", "categories": ["physical"], "abuse_why": "The burns"},
        ("criteria", "harm"): {"harm": "seriously_harmed", "harm_why": "Burns need surgery"},
        ("criteria", "place"): {"place": "in_area", "place_why": "It happened at home"},
        ("voice", "voice"): {
            "voice": "recorded", "voice_words": "I want my dog", "voice_life": "Played outside",
            "voice_not_why": "",
            "voice_source": "A nurse",
        },
        ("voice", "unknown"): {"voice_unknown": ""},
        ("agencies", "known"): {"agencies_known": [], "agencies_other": "A nursery"},
        ("parallel", "processes"): {"processes": ["none"], "processes_detail": ""},
        ("actions", "done"): {"actions_taken": "The child stays on the ward"},
        ("actions", "media"): {"media_interest": "no", "media_detail": ""},
    }  # fmt: skip
    return {
        place: {key: changes.get(key, value) for key, value in typed.items()}
        for place, typed in whole.items()
    }


def child_pages(given, family, *, born=dt.date(2019, 3, 4), school="Invented Primary"):
    return {
        "name": {"given_name": given, "family_name": family, "other_names": ""},
        "birth": {"born": "yes", "birth_date": exactly(born), "born_then": "", "due_date": {}},
        "outcome": {"outcome": "seriously_harmed"},
        "person": {
            "sex": "female", "gender": "", "ethnicity": "white_british", "first_language": "", "religion": "",
        },
        "disability": {"disability": "no", "disability_detail": ""},
        "home": {"address": "1 Invented Row", "home_authority": "Northtown"},
        "services": {"school": school, "doctor": "", "nhs_number": ""},
        "plan": {
            "child_in_need": "no", "plan_now": "no", "plan_category": "", "plan_from": {}, "plan_ever": "no",
            "plan_ever_detail": "", "plan_until": {},
        },
        "care": {
            "legal_status": ["none"], "looked_after": "no", "placing_authority": "", "placement_type": "",
            "care_leaver": "no",
        },
        "education": {"home_educated": "no", "missing_education": "no"},
    }  # fmt: skip


def save(notification, section, page, typed, *, by=None, person=None):
    form = answers.load(notification)
    return save_page(
        notification.public_id, section, page, typed=typed, by=by or notification.raised_by,
        seen_version=form.revision(section), person_id=person,
    )  # fmt: skip


def add_child(notification, *, name=CHILD, by=None, **details):
    by = by or notification.raised_by
    child = add_person(notification.public_id, "child", by=by)
    for page, typed in child_pages(*name, **details).items():
        save(notification, "children", page, typed, by=by, person=str(child.public_id))
    return child


@state
def filled_draft(cast, *, by=None, agency="hospital", name=CHILD, partnership=None, child=(), **changes):
    """A complete draft of the hospital's practitioner."""
    by = by or cast.hospital_practitioner
    draft = start(partnership or cast.here, cast.agencies[agency], by=by)
    return fill(draft, by=by, name=name, child=child, **changes)


def fill(draft, *, by, name=CHILD, child=(), **changes):
    """Answer every question that must be answered."""
    for (section, page), typed in pages(**changes).items():
        save(draft, section, page, typed, by=by)
    add_child(draft, name=name, by=by, **dict(child))
    say_nobody(draft.public_id, "family", by=by)
    draft = fresh(draft)
    assert [problem.sentence for problem in completeness.problems(draft)] == []
    return draft


@state
def submitted(cast, **kwargs):
    """A notification that was sent through the real action."""
    draft = filled_draft(cast, **kwargs)
    submission.submit(
        draft.public_id, seen_revision=revision_of(draft), by=kwargs.get("by") or draft.raised_by
    )
    return fresh(draft)


def fresh(notification):
    """The notification as it now stands."""
    found = Notification.all_records.select_related("case__partnership", "partnership", "agency", "raised_by")
    return found.get(pk=notification.pk)
