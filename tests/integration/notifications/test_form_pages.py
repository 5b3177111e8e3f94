"""The pages of the form over HTTP: what is shown, what is saved, what survives the end of a session."""

import re
from urllib.parse import unquote

import pytest
from django.urls import reverse

from lscp.audit.models import AuditEvent
from lscp.messaging.models import OutboundMessage
from notifications.actions.agreement import ask_lead
from notifications.actions.drafts import start
from notifications.actions.family import add_person
from notifications.models import Notification
from notifications.queries import answers

NAME = "Zebedee"


@pytest.fixture
def draft(cast):
    return start(cast.here, cast.agencies["hospital"], by=cast.hospital_practitioner)


@pytest.fixture
def author(draft, signed_in):
    return signed_in(draft.raised_by)


def address(draft, section="incident", page="what"):
    return reverse("notifications:form_page", args=[draft.public_id, section, page])


def hidden(response, name):
    found = re.search(rf'name="{name}" value="([^"]*)"', response.content.decode())
    return found[1] if found else ""


def posted(response, **fields):
    return {
        "seen_version": hidden(response, "seen_version"),
        "page_ticket": hidden(response, "page_ticket"),
        **fields,
    }


def test_strategy_discussion_is_explained_and_blank_answers_are_called_alike(cast, draft, author, signed_in):
    page = author.get(reverse("notifications:form_page", args=[draft.public_id, "about", "route"]))
    assert "Social care, police, health and others talk together" in page.content.decode()
    ask_lead(draft.public_id, lead=cast.hospital_lead, by=cast.hospital_practitioner)
    read = signed_in(cast.hospital_lead).get(reverse("notifications:lead_view", args=[draft.public_id]))
    assert set(re.findall(r'<span class="app-missing">([^<]+)</span>', read.content.decode())) == {
        "Not answered yet"
    }


def test_first_screen_says_what_it_is_not_for_and_whom_to_call(cast, signed_in):
    page = signed_in(cast.hospital_practitioner).get(reverse("notifications:start"))
    text = page.content.decode()
    assert "This is not how to report a child at risk now." in text
    assert 'the Northtown front door: <a class="govuk-link" href="tel:01000000001">01000 000001</a>' in text
    assert "Southtown" not in text


def test_person_in_two_partnerships_chooses_and_sees_both_front_doors(cast, signed_in):
    client = signed_in(cast.police_rag)
    page = client.get(reverse("notifications:start"))
    text = page.content.decode()
    assert "01000 000001" in text
    assert "01000 000002" in text
    refused = client.post(reverse("notifications:start"), {"draft": hidden(page, "draft")})
    assert "Select the agency and partnership you raise it for" in refused.content.decode()
    place = f"{cast.there.public_id}.{cast.agencies['police'].public_id}"
    client.post(reverse("notifications:start"), {"draft": hidden(page, "draft"), "place": place})
    assert Notification.all_records.get().partnership == cast.there


def test_role_that_raises_nothing_gets_no_first_screen(cast, signed_in):
    assert signed_in(cast.lscp_admin).get(reverse("notifications:start")).status_code == 403
    assert Notification.all_records.count() == 0


def test_start_button_pressed_twice_begins_one_form(cast, signed_in):
    client = signed_in(cast.hospital_practitioner)
    page = client.get(reverse("notifications:start"))
    data = {"draft": hidden(page, "draft")}
    first = client.post(reverse("notifications:start"), data)
    again = client.post(reverse("notifications:start"), data)
    assert first.url == again.url
    assert Notification.all_records.count() == 1


def test_every_page_opens_and_leaves_no_name_in_title_or_address(draft, author):
    child = add_person(draft.public_id, "child", by=draft.raised_by)
    adult = add_person(draft.public_id, "household", by=draft.raised_by)
    sibling = add_person(draft.public_id, "sibling", by=draft.raised_by)
    from notifications import wording

    for person in (child, adult, sibling):
        section = "children" if person.kind == "child" else "family"
        url = reverse(
            "notifications:form_person_page", args=[draft.public_id, section, person.public_id, "name"]
        )
        author.post(url, posted(author.get(url), given_name=NAME, family_name="Quillfeather", later="1"))
    seen = 0
    for section in wording.edition("2026-1").sections:
        people = [p for p in (child, adult, sibling) if (p.kind == "child") == (section.key == "children")]
        for page in section.pages:
            for person in people if section.is_repeating else [None]:
                if person and page not in section.pages_for(person.kind):
                    continue
                args = [draft.public_id, section.key, *([person.public_id] if person else []), page.key]
                name = "form_person_page" if person else "form_page"
                response = author.get(reverse(f"notifications:{name}", args=args))
                text = response.content.decode()
                assert response.status_code == 200
                assert "no-store" in response["Cache-Control"]
                title = re.search(r"<title>(.*?)</title>", text, re.S)[1]
                assert NAME not in title
                assert (NAME in text) == (person is not None)
                seen += 1
    assert seen > 40


def test_save_and_continue_goes_on_and_save_for_later_goes_back(draft, author):
    url = address(draft)
    going_on = author.post(url, posted(author.get(url), what_happened="It happened"))
    assert going_on.url == address(draft, "incident", "condition")
    later = author.post(url, posted(author.get(url), what_happened="", later="1"))
    assert later.url == reverse("notifications:form", args=[draft.public_id])
    assert "what_happened" not in answers.read(draft, "incident")


def test_empty_required_answer_is_said_and_the_rest_is_saved(draft, author):
    url = address(draft, "criteria", "harm")
    page = author.post(url, posted(author.get(url), harm_why="Doctors say so"))
    text = page.content.decode()
    assert "Select whether a child died or was seriously harmed" in text
    assert "What you typed is saved." in text
    assert answers.answer(draft, "criteria", "harm_why") == "Doctors say so"
    fixed = author.post(url, posted(page, harm="died", harm_why="Doctors say so"))
    assert fixed.status_code == 302


def test_other_tab_saved_first_gives_409_with_the_text_kept(draft, author):
    url = address(draft)
    mine = posted(author.get(url), what_happened="from this tab")
    author.post(url, posted(author.get(url), what_happened="from the other tab"))
    page = author.post(url, mine)
    assert page.status_code == 409
    assert "from this tab" in page.content.decode()
    assert answers.answer(draft, "incident", "what_happened") == "from the other tab"


def test_button_pressed_twice_is_harmless(draft, author):
    url = address(draft)
    data = posted(author.get(url), what_happened="once")
    assert [author.post(url, data).status_code for _ in range(2)] == [302, 302]


def autosave(client, url, data):
    return client.post(url, data, headers={"X-Requested-With": "autosave"})


def test_autosave_answers_with_the_new_version_and_keeps_half_an_answer(draft, author):
    url = address(draft, "about", "aware")
    page = author.get(url)
    answer = autosave(author, url, posted(page, agency_aware_day="3"))
    assert answer.status_code == 200
    assert answer.json()["seen_version"] == 1
    assert answers.read(draft, "about")["_typed"]["agency_aware"]["day"] == "3"


def test_autosave_from_a_stale_tab_is_refused_in_a_sentence(draft, author):
    url = address(draft)
    page = author.get(url)
    autosave(author, url, posted(page, what_happened="one"))
    answer = autosave(author, url, posted(page, what_happened="two"))
    assert answer.status_code == 409
    assert answer.json()["message"].startswith("This page was saved since you opened it")


def test_autosave_says_when_text_is_too_long_and_loses_nothing(draft, author):
    url = address(draft)
    text = "x" * 1_048_576
    answer = autosave(author, url, posted(author.get(url), what_happened=text))
    assert answer.status_code == 200
    assert "What happened must be 100,000 characters or fewer" in answer.json()["notice"]
    assert answers.read(draft, "incident")["_typed"]["what_happened"] == text


def test_autosave_after_the_session_ended_is_told_so(draft, author):
    url = address(draft)
    data = posted(author.get(url), what_happened="words")
    author.logout()
    answer = autosave(author, url, data)
    assert answer.status_code == 401
    assert answers.read(draft, "incident") == {}


def test_text_posted_after_the_session_ended_is_saved_on_signing_in(draft, author):
    url = address(draft)
    data = posted(author.get(url), what_happened="typed before the session ended")
    author.logout()
    answer = author.post(url, data)
    assert answer.status_code == 302
    assert unquote(answer.url) == f"{reverse('account_login')}?next={url}"
    kept = author.session["kept_text"]
    assert "typed before" not in str(dict(kept))
    author.force_login(draft.raised_by)
    back = author.get(url, follow=True)
    assert "We kept your text and saved it now." in back.content.decode()
    assert answers.answer(draft, "incident", "what_happened") == "typed before the session ended"


def test_kept_text_is_given_to_nobody_else(draft, author, cast):
    url = address(draft)
    data = posted(author.get(url), what_happened="typed before the session ended")
    author.logout()
    author.post(url, data)
    author.force_login(cast.lscp_unit)
    assert author.get(url).status_code == 404
    author.logout()
    author.force_login(draft.raised_by)
    assert author.get(url).status_code == 200
    assert answers.read(draft, "incident") == {}


def test_stranger_cannot_leave_text_without_the_page_of_a_signed_in_person(draft, client):
    client.post(address(draft), {"what_happened": "planted", "seen_version": "0", "page_ticket": "forged"})
    assert "kept_text" not in client.session


def test_kept_text_meets_a_newer_save_with_409_and_is_shown_back(draft, author, client):
    url = address(draft)
    data = posted(author.get(url), what_happened="older words")
    author.logout()
    author.post(url, data)
    answers_now = {"what_happened": "newer words"}
    from notifications.actions.answers import save_page

    save_page(draft.public_id, "incident", "what", typed=answers_now, seen_version=0, by=draft.raised_by)
    author.force_login(draft.raised_by)
    page = author.get(url)
    assert page.status_code == 409
    assert "older words" in page.content.decode()
    assert answers.answer(draft, "incident", "what_happened") == "newer words"


def test_strangers_get_404_for_every_address_of_the_form(draft, cast, signed_in):
    child = add_person(draft.public_id, "child", by=draft.raised_by)
    client = signed_in(cast.lscp_unit)
    root = reverse("notifications:form", args=[draft.public_id])
    addresses = [
        root, f"{root}check/", f"{root}incident/", f"{root}incident/what/", f"{root}children/",
        f"{root}children/people/{child.public_id}/name/", f"{root}put-aside/", f"{root}take-up/",
    ]  # fmt: skip
    assert [client.get(url).status_code for url in addresses] == [404] * len(addresses)
    assert (
        client.post(f"{root}incident/what/", {"seen_version": "0", "what_happened": "x"}).status_code == 404
    )
    assert client.post(f"{root}children/people/add/", {"kind": "child"}).status_code == 404


def test_unknown_section_page_or_person_is_404(draft, author, cast):
    root = reverse("notifications:form", args=[draft.public_id])
    other = start(cast.here, cast.agencies["police"], by=cast.police_practitioner)
    child = add_person(other.public_id, "child", by=cast.police_practitioner)
    wrong = ["nowhere/", "incident/nowhere/", "children/name/", f"children/people/{child.public_id}/name/"]
    assert [author.get(root + end).status_code for end in wrong] == [404] * len(wrong)


def test_putting_aside_and_taking_up_again(draft, author):
    url = reverse("notifications:form_abandon", args=[draft.public_id])
    author.post(url, {"seen_version": hidden(author.get(url), "seen_version")})
    aside = author.get(reverse("notifications:form", args=[draft.public_id]))
    assert "You put this draft aside" in aside.content.decode()
    assert author.get(address(draft)).status_code == 409
    url = reverse("notifications:form_take_up", args=[draft.public_id])
    author.post(url, {"seen_version": hidden(author.get(url), "seen_version")})
    assert author.get(address(draft)).status_code == 200


def test_check_answers_links_every_problem_to_its_page(draft, author):
    page = author.get(reverse("notifications:form_check", args=[draft.public_id])).content.decode()
    assert "You cannot send the form yet." in page
    assert f'href="{address(draft, "incident", "what")}">Enter what happened</a>' in page


def test_name_appears_in_no_message_audit_entry_or_log(draft, author, caplog):
    child = add_person(draft.public_id, "child", by=draft.raised_by)
    url = reverse(
        "notifications:form_person_page", args=[draft.public_id, "children", child.public_id, "name"]
    )
    author.post(url, posted(author.get(url), given_name=NAME, family_name="Quillfeather", later="1"))
    url = address(draft, "first", "safety")
    author.post(url, posted(author.get(url), colleague_involved="no", at_risk_now="yes", later="1"))
    assert OutboundMessage.objects.count() > 0
    entries = [str(event.__dict__) for event in AuditEvent.objects.all()]
    messages = [str(message.__dict__) for message in OutboundMessage.objects.all()]
    assert len(entries) > 4
    assert [text for text in [*entries, *messages, caplog.text] if NAME in text] == []


def test_page_stays_behind_the_second_factor_and_the_terms(draft, author, settings):
    assert author.get(address(draft)).status_code == 200
    settings.MFA_REQUIRED = True
    gate = author.get(address(draft))
    assert gate.status_code == 302
    assert gate.url.startswith(reverse("mfa_index"))


@pytest.mark.parametrize("answer", ["known", "suspected"])
def test_kind_of_abuse_is_asked_for_either_answer_on_the_page_and_when_checking(draft, author, answer):
    url = address(draft, "criteria", "abuse")
    sentence = "Select what kind of abuse or neglect it is"
    page = author.post(url, posted(author.get(url), abuse=answer, abuse_why="The burns"))
    assert sentence in page.content.decode()
    assert answers.answer(draft, "criteria", "abuse") == answer
    check = reverse("notifications:form_check", args=[draft.public_id])
    assert f'href="{url}">{sentence}' in author.get(check).content.decode()
    chosen = posted(page, abuse=answer, abuse_why="The burns", categories=["neglect", "physical"])
    assert author.post(url, chosen).status_code == 302
    assert answers.answer(draft, "criteria", "categories") == ["neglect", "physical"]
    assert sentence not in author.get(check).content.decode()
    assert "Neglect; Physical abuse" in author.get(check).content.decode()


def test_kind_of_abuse_is_neither_asked_nor_shown_after_a_no(draft, author):
    url = address(draft, "criteria", "abuse")
    first = posted(author.get(url), abuse="known", abuse_why="A", categories=["physical"])
    assert author.post(url, first).status_code == 302
    second = posted(author.get(url), abuse="no", abuse_why="A", categories=["physical"])
    assert author.post(url, second).status_code == 302
    page = author.get(reverse("notifications:form_check", args=[draft.public_id])).content.decode()
    assert "Select what kind of abuse" not in page
    assert "What kind of abuse or neglect?" not in page
    assert answers.answer(draft, "criteria", "categories") == ["physical"]  # kept, should they change back
