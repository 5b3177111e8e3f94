"""A form filled in from beginning to end, through the real saving, with plainly invented people."""

import datetime as dt

from lscp.kernel import clock
from notifications.actions.answers import save_page
from notifications.actions.family import add_person
from notifications.queries import answers

GIVEN_NAME, FAMILY_NAME = "Zebedee", "Quillfeather"


def day(value, prefix=""):
    """The three boxes of a date."""
    return {
        f"{prefix}day": str(value.day),
        f"{prefix}month": str(value.month),
        f"{prefix}year": str(value.year),
    }


def moment(value, time=""):
    """The boxes of a day and time."""
    return {**day(value), "time": time}


def exactly(value):
    """The boxes of an exact date."""
    return {"precision": "exact", **day(value, "exact_")}


NOT_KNOWN = {"precision": "unknown"}


def save(draft, section, page, typed, *, by=None, seen=None, person=None):
    """Save one page as its author, having seen the newest state unless `seen` says otherwise."""
    revision = answers.load(draft).revision(section) if seen is None else seen
    return save_page(
        draft.public_id, section, page, typed=typed, by=by or draft.raised_by, seen_version=revision,
        person_id=person,
    )  # fmt: skip


def simple_pages():
    """What is typed on the pages of sections that do not repeat, by section and page."""
    today = clock.today()
    happened = today - dt.timedelta(days=3)
    return {
        ("first", "safety"): {"colleague_involved": "no", "at_risk_now": "no"},
        ("about", "you"): {
            "your_name": "Hospital Practitioner", "your_role": "Nurse", "your_team": "Ward 1",
            "your_email": "practitioner@hospital.example", "your_phone": "01000 000010",
        },
        ("about", "aware"): {"agency_aware": moment(today - dt.timedelta(days=2), "2:30pm")},
        ("about", "authority"): {
            "la_knows": "yes", "la_aware": moment(today - dt.timedelta(days=1)), "la_told_how": "A call",
        },
        ("about", "route"): {"route": "agency", "route_detail": ""},
        ("about", "kinds"): {"kinds": ["serious_incident"]},
        ("about", "areas"): {"incident_authority": "Northtown", "other_areas": ""},
        ("agreement", "lead"): {
            "lead_discussed": "yes", "lead_name": "Hospital Lead", "lead_role": "Named nurse",
            "lead_discussed_on": day(today), "lead_said": "Send it", "lead_not_why": "",
        },
        ("agreement", "lead_involved"): {"lead_is_involved": "no"},
        ("incident", "when"): {"happened_on": exactly(happened), "happened_time": "at night"},
        ("incident", "place"): {"place_type": "home", "place_detail": ""},
        ("incident", "what"): {"what_happened": "The child was found in the cold room"},
        ("incident", "condition"): {"injuries": "Two broken bones"},
        ("incident", "death"): {"child_died": "no", "death_at": {}, "sudden": ""},
        ("incident", "cause"): {"suspected_cause": "Not known", "thought_responsible": ""},
        ("incident", "others"): {"police_reference": "", "coroner_told": "na", "post_mortem": "na"},
        ("criteria", "abuse"): {
            "abuse": "suspected", "categories": ["physical"], "abuse_why": "Nobody can say how",
        },
        ("criteria", "harm"): {"harm": "seriously_harmed", "harm_why": "The doctors say so"},
        ("criteria", "place"): {"place": "in_area", "place_why": "It is the child's home"},
        ("voice", "voice"): {
            "voice": "recorded", "voice_words": "“I was cold”", "voice_life": "Often alone",
            "voice_source": "A nurse heard it", "voice_not_why": "",
        },
        ("voice", "unknown"): {"voice_unknown": ""},
        ("agencies", "known"): {"agencies_known": [], "agencies_other": "A club"},
        ("parallel", "processes"): {"processes": ["criminal"], "processes_detail": ""},
        ("actions", "done"): {"actions_taken": "The child is safe in hospital"},
        ("actions", "media"): {"media_interest": "no", "media_detail": ""},
    }  # fmt: skip


def child_pages():
    """What is typed about the child."""
    return {
        "name": {"given_name": GIVEN_NAME, "family_name": FAMILY_NAME, "other_names": ""},
        "birth": {
            "born": "yes", "birth_date": exactly(clock.today() - dt.timedelta(days=800)), "born_then": "yes",
            "due_date": {},
        },
        "outcome": {"outcome": "seriously_harmed"},
        "person": {"sex": "male", "gender": "", "ethnicity": "unknown", "first_language": "", "religion": ""},
        "disability": {"disability": "no", "disability_detail": ""},
        "home": {"address": "1 Invented Street", "home_authority": "Northtown"},
        "services": {"school": "", "doctor": "", "nhs_number": ""},
        "plan": {"child_in_need": "no", "plan_now": "no", "plan_ever": "no"},
        "care": {"legal_status": ["none"], "looked_after": "no", "care_leaver": "no"},
        "education": {"home_educated": "", "missing_education": ""},
    }  # fmt: skip


def adult_pages():
    """What is typed about the adult."""
    return {
        "name": {"given_name": "Wilhelmina", "family_name": FAMILY_NAME, "other_names": ""},
        "relations": {"relation_1": "mother", "responsibility_1": "yes"},
        "birth": {"birth_date": NOT_KNOWN},
        "home": {"address": "same as Child 1"},
        "risks": {"known_risks": ""},
    }


def fill(draft, **changes):
    """Fill in the whole form; `changes` replaces pages, as `incident_death={...}`."""
    for (section, page), typed in simple_pages().items():
        save(draft, section, page, changes.get(f"{section}_{page}", typed))
    child = add_person(draft.public_id, "child", by=draft.raised_by)
    adult = add_person(draft.public_id, "household", by=draft.raised_by)
    for page, typed in child_pages().items():
        save(draft, "children", page, changes.get(f"child_{page}", typed), person=child.public_id)
    for page, typed in adult_pages().items():
        save(draft, "family", page, changes.get(f"adult_{page}", typed), person=adult.public_id)
    return draft
