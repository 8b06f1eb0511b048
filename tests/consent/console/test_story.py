"""A recording's story, as of any moment, on record for everybody who plays in it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from consent.console.story.standing import Moment
from consent.console.story.telling import story
from consent.keeping.jobs import keep
from consent.keeping.readings import readings_of
from consent.ledger.explaining.words import Signature
from foundation import clock
from tests.cast import NORTHLAB, START, sign_in
from tests.consent.console.recorded import delivered, recorded, tell
from tests.consent.grants.granted import suspended, withdrawn
from tests.consent.holders.holding import held
from tests.consent.signing import asked

pytestmark = pytest.mark.usefixtures("each_database")


@pytest.fixture
def recording(cast):
    """Two play; a day later one withdraws, and says that it was so."""
    omars = recorded(cast.omar.id)
    miras = recorded(cast.mira.id, omars.recording_id)
    tell(omars, delivered(omars))
    clock.move(timedelta(days=1))
    tell(omars, withdrawn(omars, reason="I changed my mind."))
    tell(miras, suspended(miras))
    keep()
    return omars.recording_id


def states(session, recording, on, known_at):
    moment = Moment(on, known_at)
    return [part.state for part in story(session, recording, moment).parts]


def test_now_it_stands_as_it_was_left(recording, session):
    at = clock.now()
    assert sorted(states(session, recording, at.date(), at)) == ["suspended", "withdrawn"]


def test_yesterday_it_was_given_and_so_it_was_known_then(recording, session):
    assert states(session, recording, START.date(), clock.now()) == ["given", "given"]
    assert states(session, recording, START.date(), START) == ["given", "given"]


def test_before_anything_was_known_nothing_stood(recording, session):
    before = START - timedelta(hours=1)
    assert states(session, recording, before.date(), before) == ["", ""]
    assert story(session, recording, Moment(before.date(), before)).told == ()


def test_what_was_not_known_yet_is_not_told(recording, session):
    then = story(session, recording, Moment(START.date(), START))
    now = story(session, recording, Moment(clock.now().date(), clock.now()))
    assert len(then.told) == 7
    assert len(now.told) == 9


def test_the_page_says_what_happened_in_names_and_proves_it(recording, client, cast):
    sign_in(client, cast.cora)
    page = client.get(f"/compliance/recordings/{recording}").text
    assert "Omar" in page
    assert "Mira" in page
    assert "I changed my mind." in page
    assert page.count("/ledger/proof/") + page.count(">Proof<") >= 9
    then = client.get(f"/compliance/recordings/{recording}?known_at=2026-03-02T10:00").text
    assert "I changed my mind." not in then


def test_both_are_shown_that_it_was_read(recording, client, cast, session):
    sign_in(client, cast.cora)
    client.get(f"/compliance/recordings/{recording}")
    for person in (cast.omar, cast.mira):
        (reading,) = readings_of(session, person.id)
        assert reading.what == "The whole story of a recording of yours"
    sign_in(client, cast.omar)
    assert "The whole story of a recording of yours" in client.get("/threads").text


@pytest.mark.parametrize("name", ["omar", "ada", "cleo", "otto"])
def test_nobody_else_reads_it(recording, client, cast, name):
    sign_in(client, getattr(cast, name))
    assert client.get(f"/compliance/recordings/{recording}").status_code == 403


def test_a_recording_that_is_none_is_not_found(client, cast):
    sign_in(client, cast.cora)
    assert client.get(f"/compliance/recordings/{uuid4()}").status_code == 404


def test_a_moment_that_is_none_is_said_at_its_field(recording, client, cast):
    sign_in(client, cast.cora)
    answer = client.get(f"/compliance/recordings/{recording}?on=soon")
    assert answer.status_code == 422
    assert "Give a day as YYYY-MM-DD." in answer.text


def test_what_was_signed_stands_beside_what_the_client_was_told(client, cast):
    agreement = asked.ask_one(cast.omar, Signature.GENERATIVE_TRAINING)
    asked.sign(cast.omar, agreement, Signature.GENERATIVE_TRAINING)
    grant = recorded(cast.omar.id, agreement=agreement)
    held(grant, client=NORTHLAB, end_product="language_course")
    sign_in(client, cast.cora)
    page = client.get(f"/compliance/recordings/{grant.recording_id}").text
    assert "gave consent for this recording under agreement “" in page
    assert "generative_training" in page
    assert "Fine-tuning: yes" in page
    assert "handed to Northlab, for" in page
    assert "End product: language course" in page
    before = client.get(f"/compliance/recordings/{grant.recording_id}?known_at=2026-03-01T10:00")
    assert "No paper under this agreement was signed here by then." in before.text
    assert "Nothing was handed over by then." in before.text
