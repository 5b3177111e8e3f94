"""States of an agency's request and return, reached the way people at the agency reach them."""

from lscp.accounts.roles import Role
from rapid_reviews.actions import steps, writing
from rapid_reviews.models import AgencyRequest, RapidReview
from rapid_reviews.queries.returns import load
from tests.given_reviews import ask, fresh_request, given_review
from tests.remembered import state

EVENTS = "In May the pond was frozen and Quilliam Zebrington missed school"
REASON = "The records are with the coroner"


def pages(**changes):
    """What is typed on each page of the return; `changes` replaces single answers by their question's key."""
    whole = {
        ("match", "match"): {"match": "all", "match_who": "", "match_how": "Name and address are the same"},
        ("match", "searched"): {"searched": "The pupil system and two paper files"},
        ("known", "since"): {
            "known_from": {"precision": "unknown"}, "known_now": "yes", "known_until": "",
        },
        ("known", "how"): {"known_how": "He came to our school for a year"},
        ("events", "events"): {"key_events": EVENTS},
        ("child", "life"): {"life": "He liked to draw ducks"},
        ("child", "voice"): {
            "voice": "yes", "voice_words": "“I am cold”", "voice_acted": "A coat was found", "voice_not_why": "",
        },
        ("family", "adults"): {"adults": "His mother worked at night"},
        ("family", "fathers"): {"fathers": "We never met his father"},
        ("family", "siblings"): {"siblings": ""},
        ("equality", "identity"): {"identity": "Nothing"},
        ("equality", "inequality"): {
            "inequality": "not_known", "inequality_how": "", "inequality_looked": "",
        },
        ("good", "good"): {"good_practice": "The teacher rang every day"},
        ("concerns", "concerns"): {
            "has_concerns": "yes", "concerns": "Nobody visited", "made_sense": "The class had no deputy",
        },
        ("concerns", "system"): {"system": ["workload"], "system_detail": ""},
        ("learning", "done"): {"learning_done": "Nothing yet"},
        ("actions", "actions"): {"actions": "A deputy is found by June"},
        ("others", "others"): {"others": [], "others_why": ""},
    }  # fmt: skip
    for typed in whole.values():
        typed.update({key: value for key, value in changes.items() if key in typed})
    return whole


@state
def given_request(cast, agency="school", *, people=None, **kwargs):
    """One agency of a review just opened was asked."""
    review = kwargs.pop("review", None) or given_review(cast)
    asked = cast.agencies[agency]
    (request,) = ask(review, asked, by=cast.lscp_unit, people={asked.pk: people or ()}, **kwargs)
    return fresh_request(request)


def save(request, section, page, typed, *, by, seen=None):
    """Save one page, having seen the newest state unless `seen` says otherwise."""
    revision = load(fresh_request(request)).revision(section) if seen is None else seen
    return writing.save_page(request.public_id, section, page, typed=typed, seen_version=revision, by=by)


def write(request, by, **changes):
    """Every page of the return, filled in."""
    for (section, page), typed in pages(**changes).items():
        save(request, section, page, typed, by=by)
    return fresh_request(request)


def finish(request, by):
    """Its author says that it is ready, having seen it as it is."""
    now = fresh_request(request)
    return steps.finish_writing(
        now.public_id, seen_version=now.version, seen_revision=load(now).seen_revision, by=by
    )


def step(action, request, by, **kwargs):
    """One more step, having seen the request as it is."""
    now = AgencyRequest.all_records.get(pk=request.pk)
    return action(now.public_id, seen_version=now.version, by=by, **kwargs)


@state
def given_written(cast, agency="school", **kwargs):
    """A return that its author finished: the agency's practitioner, who was named on the request."""
    author = getattr(cast, f"{agency}_practitioner")
    request = given_request(cast, agency, people=[author], **kwargs)
    write(request, author)
    finish(request, author)
    return fresh_request(request)


@state
def given_checked(cast, agency="school", **kwargs):
    """A return checked by a second lead of the agency, `cast.<agency>_deputy`."""
    request = given_written(cast, agency, **kwargs)
    step(steps.check, request, deputy(cast, agency))
    return fresh_request(request)


@state
def given_returned(cast, agency="school", **kwargs):
    """A return signed off by the agency's lead."""
    request = given_checked(cast, agency, **kwargs)
    step(steps.sign_off, request, getattr(cast, f"{agency}_lead"))
    return fresh_request(request)


def deputy(cast, agency):
    """A second safeguarding lead of the agency, made when first needed."""
    name = f"{agency}_deputy"
    return getattr(cast, name, None) or cast.person("deputy", agency, Role.SAFEGUARDING_LEAD)


def review_of(request):
    """The review of a request as it now stands."""
    return RapidReview.all_records.select_related("case__partnership", "partnership", "notification").get(
        pk=request.review_id
    )
