"""The timeline by agency and the family's diagram in a browser: read, followed by keyboard, added to."""

import datetime as dt
import random

import pytest
from playwright.sync_api import expect

from lscp.kernel.dates import UncertainDate
from lscp.people import sealing
from lscp.people.models import Person, Relationship
from rapid_reviews.actions import family
from rapid_reviews.actions.chronology import Entry
from rapid_reviews.models import ChronologyRow, FamilyTie
from tests.given_reviews import ask, given_review

pytestmark = pytest.mark.django_db(transaction=True)
AGENCIES = ("school", "police", "hospital", "council")


def someone(case, kind, number, given, **identity):
    content = {"given_name": given, "family_name": "Zebrington", **identity}
    return Person.all_records.create(
        case=case, kind=kind, number=number, identity=sealing.seal(case, content)
    )


def given_rows(requests, number):
    """Rows of all precisions over three years, more towards the end; the same every time."""
    dice, last = random.Random(7), dt.date(2026, 3, 3)
    made = []
    for _one in range(number):
        day = last - dt.timedelta(days=int(1100 * dice.random() ** 2))
        when = dice.choice([
            *[UncertainDate.exact(day)] * 7, UncertainDate.around(day), UncertainDate.month(day.year, day.month),
            UncertainDate.year(day.year), UncertainDate.unknown(),
            UncertainDate.between(day, day + dt.timedelta(days=20)),
        ])  # fmt: skip
        texts = {"event": "Quilliam was seen at home", "significance": dice.choice(["", "", "He was hungry"])}
        made.append(
            (
                dice.choice(requests),
                Entry(when, child_seen=dice.choice(["yes", "no", "not_recorded"]), texts=texts),
            )
        )
    sealed = sealing.seal_many(requests[0].case, [one.document for _request, one in made])
    rows = []
    for (request, one), content in zip(made, sealed, strict=True):
        row = ChronologyRow(
            case=request.case, partnership=request.partnership, review=request.review, request=request,
            agency=request.agency, content=content, made_by=request.asked_by,
        )  # fmt: skip
        one.put_on(row)
        rows.append(row)
    ChronologyRow.all_records.bulk_create(rows)


@pytest.mark.parametrize("number", [10, 300, 5000])
def test_timeline_is_read_and_followed_closer(cast, browse, look, number):
    review = given_review(cast)
    requests = ask(review, *[cast.agencies[name] for name in AGENCIES], by=cast.lscp_unit)
    given_rows(requests, number)
    page = browse(cast.lscp_unit)
    page.visit(f"/rapid-reviews/{review.public_id}/chronology/")
    page.get_by_role("link", name="See it as a picture").click()
    page.get_by_role("heading", name="Chronology as a picture").wait_for()
    look(page, f"timeline-{number}")
    signs = page.locator(".app-picture__way")
    assert 5 < signs.count() < 700
    assert page.locator("#rows tbody tr").count() == signs.count()
    if number > 10:
        box = page.get_by_role("link", name=" events from ").first
        box.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").filter(has_text=" rows")).to_be_visible()
        assert "since_day=" in page.url
    else:
        signs.first.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text("Quilliam was seen at home")).to_be_visible()


def test_family_is_drawn_and_added_to(cast, browse, look):
    review = given_review(cast)
    home = "4 Larkspur Close"
    child = someone(review.case, "child", 1, "Quilliam", sex="male", address=home, outcome="died")
    sister = someone(review.case, "sibling", 1, "Wilhelmina", address="Same as Child 1")
    mother = someone(review.case, "household", 1, "Ottoline", address=home)
    father = someone(review.case, "household", 2, "Mark")
    for person, kind in ((sister, "half_sibling"), (mother, "mother"), (father, "father")):
        Relationship.all_records.create(case=review.case, person=person, relative=child, kind=kind)
    (school,) = ask(review, cast.agencies["school"], by=cast.lscp_unit)
    work = family.Bond(
        "works_with",
        str(school.agency.public_id),
        str(child.public_id),
        {"role": "class teacher", "source": "Return"},
    )
    family.tie(review.public_id, seen_version=None, bond=work, by=cast.lscp_unit)
    page = browse(cast.lscp_unit)
    page.visit(f"/rapid-reviews/{review.public_id}/")
    page.get_by_role("link", name="The family and the agencies around it").click()
    page.get_by_role("heading", name="Family and agencies").wait_for()
    look(page, "family-before")
    page.get_by_role("button", name="Add a person").click()
    page.get_by_label("First name").wait_for()
    look(page, "family-person")
    page.get_by_label("First name").fill("Peregrine")
    page.locator("[name=sex][value=male]").check()
    page.locator("[name=life][value=lives]").check()
    page.get_by_label("Who says so?").fill("The school")
    page.get_by_role("button", name="Save").click()
    for one, kind, other in (
        ("Peregrine", "Father of", "Wilhelmina"), ("Ottoline", "Mother of", "Wilhelmina"),
        ("Peregrine", "Partner of", "Ottoline"), ("Mark", "Separated from", "Ottoline"),
    ):  # fmt: skip
        page.get_by_role("button", name="Say how two people belong together").click()
        for name, wanted in (("one", one), ("other", other)):
            option = page.locator(f"[name={name}] option").filter(has_text=wanted).first
            page.locator(f"[name={name}]").select_option(value=option.get_attribute("value"))
        page.locator("[name=kind]").select_option(label=kind)
        page.get_by_label("Who says so?").fill("Return of the school")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("heading", name="Family and agencies")).to_be_visible()
    look(page, "family")
    expect(page.locator("#people tbody tr").filter(has_text="Separated from")).to_have_count(1)
    page.locator("tr").filter(has_text="Separated from").get_by_role("link").click()
    page.get_by_role("link", name="Take this out of the diagram").wait_for()
    look(page, "family-line")
    page.get_by_role("link", name="Take this out of the diagram").click()
    page.get_by_label("Why is it taken out?").fill("It was another couple")
    page.get_by_role("button", name="Take it out").click()
    expect(page.get_by_role("heading", name="Family and agencies")).to_be_visible()
    gone = page.locator("tr").filter(has_text="Separated from")
    expect(gone).not_to_be_visible()
    page.get_by_text("What was said before").click()
    expect(gone).to_contain_text("It was another couple")
    look(page, "family-earlier")
    assert FamilyTie.all_records.filter(taken_out_at=None).count() == 4
    page.get_by_role("link", name="Show roles in place of names").click()
    expect(page.get_by_text("Ottoline")).to_have_count(0)
    look(page, "family-roles")
