"""People in cases of both partnerships."""

import datetime as dt

import pytest

from lscp.cases.actions import open_case
from lscp.kernel.dates import UncertainDate
from lscp.people import matching, sealing
from lscp.people.models import Person


@pytest.fixture
def given_case(cast):
    return open_case(cast.here, by=cast.lscp_unit)


@pytest.fixture
def given_person(cast):
    """Somebody in a case of their own, indexed; in the first partnership unless said otherwise."""

    def make(name, birth="", *, partnership=None, case=None, kind="child", **more):
        case = case or open_case(partnership or cast.here, by=cast.system)
        first, _, last = name.partition(" ")
        document = {"given_name": first, "family_name": last, **more}
        if birth:
            document["birth_date"] = UncertainDate.exact(dt.date.fromisoformat(birth)).to_json()
        number = Person.all_records.filter(case=case, kind=kind).count() + 1
        person = Person.all_records.create(
            case=case, kind=kind, number=number, identity=sealing.seal(case, document)
        )
        matching.index_person(person)
        return person

    return make
