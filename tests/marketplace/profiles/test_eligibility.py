"""Who may be engaged from where: what is not known stops an offer, and says whom to ask."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from foundation import clock
from foundation.database import db
from foundation.errors import NotPermitted
from marketplace.clients.engaging import why_not
from marketplace.profiles.content import ProfileContent
from marketplace.profiles.eligibility import queries
from marketplace.profiles.eligibility.actions import set_rule
from marketplace.profiles.eligibility.supplied import Rule
from marketplace.profiles.words import Engagement
from tests.cast import NORTHLAB, sign_in
from tests.marketplace.profiles import known

GERMANY = Rule(
    lives_in="DE",
    engagement=Engagement.FREELANCE,
    asks="An invoice.",
    source="Compliance",
    known_on=date(2026, 1, 1),
)


@pytest.fixture
def from_bavaria(cast, session):
    known.profile(cast.omar, "O. Harrow", ProfileContent(works_from="DE-BY"))
    return cast


def hindered(cast):
    return why_not(db.session(), cast.omar.id, NORTHLAB)


def test_who_did_not_say_where_they_work_from_waits(cast, session):
    assert hindered(cast) == (queries.UNSAID,)


def test_of_an_unknown_place_compliance_is_asked(from_bavaria):
    assert "Ask compliance" in hindered(from_bavaria)[0]


def test_the_country_holds_for_its_parts_until_a_part_says_otherwise(from_bavaria):
    compliance = from_bavaria.cora.actor
    set_rule(GERMANY, actor=compliance)
    assert hindered(from_bavaria) == ()
    bavaria = replace(GERMANY, lives_in="DE-BY", engagement=Engagement.PERMIT)
    set_rule(bavaria, actor=compliance)
    assert "permit" in hindered(from_bavaria)[0]


def test_the_newest_of_two_holds(from_bavaria):
    set_rule(GERMANY, actor=from_bavaria.cora.actor)
    clock.move(timedelta(minutes=1))
    set_rule(replace(GERMANY, engagement=Engagement.ASK), actor=from_bavaria.cora.actor)
    assert hindered(from_bavaria) != ()


def test_california_presumes_an_employee(cast, session):
    known.profile(cast.omar, "O. Harrow", ProfileContent(works_from="US-CA"))
    assert "employee" in hindered(cast)[0]


def test_nobody_but_compliance_says_how(cast, session):
    with pytest.raises(NotPermitted):
        set_rule(GERMANY, actor=cast.cleo.actor)


def test_a_wrong_place_is_said_at_its_field(cast, client):
    sign_in(client, cast.cora)
    answer = client.post("/engagement-rules", data={"lives_in": "Germany", "asks": "An invoice."})
    assert answer.status_code == 422
    assert "Write a code" in answer.text
    assert "An invoice." in answer.text
