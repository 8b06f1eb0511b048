"""Finding grants, and being shown that somebody did."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from consent.console.search.actions import search_rights
from consent.console.search.queries import Search, found
from consent.console.search.states import SAID, state_on
from consent.keeping.readings import RightsReading, readings_of
from consent.ledger.explaining.words import Signature
from consent.signing.models import Agreement
from foundation import clock
from foundation.audit import AuditEvent
from foundation.errors import NotPermitted
from tests.cast import NORTHLAB, sign_in
from tests.consent.console.recorded import recorded, tell
from tests.consent.grants.granted import registered, resumed, suspended, withdrawn
from tests.consent.recordings import performed
from tests.consent.signing import asked

pytestmark = pytest.mark.usefixtures("each_database")


@pytest.fixture
def many(cast):
    """One grant in each of the states that a search tells apart, and one more of another."""
    running, paused, taken, resting = (recorded(cast.omar.id) for _ in range(4))
    tell(paused, suspended(paused))
    tell(taken, withdrawn(taken))
    tell(resting, suspended(resting), resumed(resting))
    clock.move(timedelta(days=1))
    return {
        "running": running,
        "suspended": paused,
        "withdrawn": taken,
        "requested": registered(performer=cast.mira.id),
    }


def ids(session, **asked):
    return {row.id for row in found(session, Search(**asked)).items}


@pytest.mark.parametrize("state", ["running", "suspended", "withdrawn", "requested"])
def test_a_state_is_found_and_no_other(many, session, state):
    rows = found(session, Search(state=state)).items
    assert many[state].id in {row.id for row in rows}
    assert {state_on(row, clock.now().date()) for row in rows} == {state}


def test_every_grant_is_in_one_state_and_only_one(many, session):
    each = [row.id for state in SAID for row in found(session, Search(state=state)).items]
    assert len(each) == len(set(each)) == 5


def test_what_is_over_is_ended_by_its_date_alone(many, session):
    clock.move(timedelta(days=2000))
    assert ids(session, state="ended") >= {many["running"].id, many["suspended"].id}
    assert ids(session, state="running") == set()


def test_a_recording_a_performer_and_an_agreement_are_found_by_id(many, cast, session):
    one = many["running"]
    assert ids(session, about=one.recording_id) == {one.id}
    assert ids(session, about=one.agreement_id) == {one.id}
    assert len(ids(session, about=cast.omar.id)) == 4
    assert ids(session, about=uuid4()) == set()


def test_days_narrow_and_nobody_by_that_name_is_nothing(many, session):
    today = clock.now().date()
    assert ids(session, since=today) == {many["requested"].id}
    assert len(ids(session, until=today - timedelta(days=1))) == 4
    assert ids(session, people=frozenset()) == set()


def test_pages_follow_each_other_and_leave_nobody_out(many, session):
    first = found(session, Search(), limit=2)
    second = found(session, Search(), after=first.next, limit=2)
    third = found(session, Search(), after=second.next, limit=2)
    rows = [row.id for page in (first, second, third) for row in page.items]
    assert len(rows) == len(set(rows)) == 5
    assert third.next is None


def test_one_search_is_one_act_and_a_row_for_each_person_shown(many, cast, session):
    search_rights(Search(), actor=cast.cora.actor)
    acts = select(func.count()).where(AuditEvent.action == "rights.read")
    assert session.scalar(acts) == 1
    shown = set(session.scalars(select(RightsReading.person_id)))
    assert shown == {cast.omar.id, cast.mira.id}
    (reading,) = readings_of(session, cast.mira.id)
    assert (reading.acted_as, reading.what) == ("compliance", "A list in which you stand")


def test_who_was_not_shown_is_not_told(many, cast, session):
    search_rights(Search(state="requested"), actor=cast.cora.actor)
    assert readings_of(session, cast.omar.id) == []


def test_the_record_of_a_search_names_nothing_that_was_typed(many, client, cast, session):
    sign_in(client, cast.cora)
    one = many["running"]
    client.get(f"/compliance/search?q={one.recording_id}")
    client.get("/compliance/search?q=Omar")
    details = str(session.scalars(select(AuditEvent.details)).all())
    assert str(one.recording_id) not in details
    assert "Omar" not in details


@pytest.mark.parametrize("name", ["omar", "ada", "cleo", "fay", "otto"])
def test_nobody_else_searches(many, cast, name):
    with pytest.raises(NotPermitted):
        search_rights(Search(), actor=getattr(cast, name).actor)


def test_the_page_finds_a_person_by_name_and_leads_to_the_story(many, client, cast):
    sign_in(client, cast.cora)
    page = client.get("/compliance/search?q=mira").text
    assert "Mira" in page
    assert "Omar" not in page
    (story,) = re.findall(r'href="(/compliance/recordings/[^"]+)"', page)
    assert "Mira" in client.get(story).text


def test_a_wrong_day_is_said_at_its_field(client, cast):
    sign_in(client, cast.cora)
    answer = client.get("/compliance/search?since=yesterday")
    assert answer.status_code == 422
    assert "Give a day as YYYY-MM-DD." in answer.text
    assert client.get("/compliance/search?state=odd").status_code == 422


@pytest.mark.parametrize("part", ["recording", "performer", "client", "agreement"])
def test_an_id_that_is_none_is_said_at_its_field(client, cast, part):
    sign_in(client, cast.cora)
    answer = client.get(f"/compliance/search?{part}=xyz")
    assert answer.status_code == 422
    assert f'id="error-{part}"' in answer.text
    assert "<details open>" in answer.text


def test_a_part_that_the_search_does_not_have_is_refused(many, client, cast, session):
    """Or somebody would take what they read for an answer to what they asked."""
    sign_in(client, cast.cora)
    answer = client.get("/compliance/search?state=running&on=never")
    assert answer.status_code == 422
    assert "no part called “on”" in answer.text
    assert readings_of(session, cast.omar.id) == []


def test_ids_narrow_together(many, cast, session):
    one = many["running"]
    assert ids(session, recording=one.recording_id, performer=cast.omar.id) == {one.id}
    assert ids(session, recording=one.recording_id, performer=cast.mira.id) == set()
    assert ids(session, agreement=one.agreement_id) == {one.id}
    assert ids(session, client=uuid4()) == set()


def test_what_nobody_has_is_said(client, cast):
    sign_in(client, cast.cora)
    assert "Nothing matches" in client.get(f"/compliance/search?q={uuid4()}").text


def test_a_client_is_found_by_id_and_by_its_whole_name(cast, client, session):
    (grant,) = performed.recorded(cast.mira.id)
    other = recorded(cast.omar.id)
    assert ids(session, about=NORTHLAB) == {grant.id}
    sign_in(client, cast.cora)
    page = client.get("/compliance/search?q=northlab").text
    assert str(grant.recording_id) in page
    assert str(other.recording_id) not in page


def test_all_that_stands_on_one_version_of_an_agreement_is_found(cast, session):
    paper = asked.ask_one(cast.omar, Signature.GENERATIVE_TRAINING)
    grant = recorded(cast.omar.id, agreement=paper)
    recorded(cast.omar.id)
    version = session.get_one(Agreement, paper).version_id
    assert ids(session, about=version) == {grant.id}
