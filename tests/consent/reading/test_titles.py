"""A record is called by what it is about, wherever one is chosen from several."""

import pytest

from consent.grants.models import Grant
from consent.keeping.jobs import keep
from consent.ledger.explaining.words import Signature
from consent.recordings.registering import register_recording
from consent.signing.queries import signed_terms
from foundation.database import transaction
from tests.cast import Cast, sign_in
from tests.consent.recordings.performed import a_recording
from tests.consent.signing.asked import ENGAGEMENT, ask_all, sign

pytestmark = pytest.mark.usefixtures("each_database")


@pytest.fixture
def grant(cast: Cast) -> Grant:
    papers = ask_all(cast.omar)
    sign(cast.omar, papers[Signature.GENERATIVE_TRAINING], Signature.GENERATIVE_TRAINING)
    recording = a_recording()
    with transaction() as session:
        terms = signed_terms(session, ENGAGEMENT, cast.omar.id)
        register_recording(session, recording, terms)
        grant = session.query(Grant).one()
        session.expunge(grant)
    keep()
    return grant


def test_records_are_listed_by_recording_and_paper(client, cast, grant):
    sign_in(client, cast.omar)
    page = client.get("/threads").text
    assert "Recording of 2 March 2026 for Northlab" in page
    assert "Paper about generative training for Northlab" in page


def test_a_record_says_this_recording_and_what_was_signed_and_no_ids(client, cast, grant):
    sign_in(client, cast.omar)
    page = client.get(f"/threads/{grant.thread}").text
    assert "for this recording under agreement “Generative training”" in page
    assert str(grant.recording_id) not in page.replace(f"/rights/{grant.recording_id}", "")
    assert f'href="/rights/{grant.recording_id}"' in page


def test_whoever_erases_is_told_which_recording_it_is_about(client, cast, grant):
    sign_in(client, cast.omar)
    assert "Recording of 2 March 2026 for Northlab" in client.get("/erasure").text


def test_compliance_goes_on_from_a_record_to_its_story_and_back_to_rights(client, cast, grant):
    sign_in(client, cast.cora)
    page = client.get(f"/threads/{grant.thread}").text
    assert f'href="/compliance/recordings/{grant.recording_id}"' in page
    page = client.get("/threads").text
    assert "<h1>Rights records</h1>" in page
    assert "When you sign for a recording" not in page
