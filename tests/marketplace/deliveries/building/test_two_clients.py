"""A recording that two clients may use: neither delivery tells what the other one has."""

import csv
import io
import json
from datetime import date

import pytest
from sqlalchemy import select

from consent.grants.models import Grant
from consent.ledger.explaining.terms import Limits
from consent.ledger.explaining.words import Answer, Use
from consent.projections.answers import answers_of
from consent.recordings.again import allow_again
from foundation import clock
from foundation.database import db, transaction
from marketplace.deliveries.building import making
from marketplace.deliveries.choosing.form import LabelKind
from marketplace.gigs.models import Gig
from marketplace.requests.models import RequestVersion
from marketplace.takes.models import Take
from tests.cast import NORTHLAB, RIVALLAB, sign_in
from tests.consent.recordings.performed import ENDS_ON, signed
from tests.marketplace.deliveries.building.delivered import alone, delivered, files, scene

pytestmark = pytest.mark.usefixtures("session", "licence", "indexed_here")
LATER = date(2030, 6, 1)


@pytest.fixture
def kept(cast):
    """Of Northlab; and the rival may use it for longer, and for more."""
    found = alone(cast.omar.id, scene())
    limits = Limits(ends_on=LATER, starts_on=date(2026, 1, 1), clients=(RIVALLAB,))
    uses = dict.fromkeys((Use.EVALUATION, Use.MARKETING), Answer.ALLOWED)
    theirs = signed(cast.omar.id, client=RIVALLAB, limits=limits, uses=uses)
    with transaction() as session:
        allow_again(session, found.recordings, theirs, role="performer")
    return found


def grant(kept, client):
    db.session.rollback()
    of = Grant
    wanted = select(of).where(of.recording_id == kept.recordings[0])
    found = db.session().scalars(wanted).all()
    return next(each for each in found if (each.client_id or NORTHLAB) == client)


def test_of_the_other_ones_grant_there_is_not_a_word(cast, kept, unsigned):
    delivery = delivered(cast, kept)
    found = files(delivery)
    ours, theirs = grant(kept, NORTHLAB), grant(kept, RIVALLAB)
    threads = [each["thread"] for each in json.loads(found["evidence/threads.json"])]
    assert threads == [ours.thread]
    whole = b"\n".join(body for path, body in found.items() if not path.endswith(".zip"))
    for word in (theirs.thread, str(theirs.id), LATER.isoformat(), "2030"):
        assert word.encode() not in whole
    assert ours.thread.encode() in whole
    rows = csv.DictReader(io.StringIO(found["records/consents.csv"].decode()))
    assert {row["until"] for row in rows} == {ENDS_ON.isoformat()}


def test_its_page_for_auditors_says_its_own_last_day(cast, kept, unsigned, client):
    delivery = delivered(cast, kept)
    sign_in(client, cast.ada)
    page = client.get(f"/deliveries/{delivery}/proof").text
    assert ENDS_ON.isoformat() in page
    assert "2030" not in page


def test_its_credentials_speak_of_its_own_rights(cast, kept, monkeypatch):
    asked = set()
    monkeypatch.setattr(making, "credits_of", lambda _session, _files, who: asked.add(who) or {})
    delivered(cast, kept)
    assert asked == {NORTHLAB}


def test_what_is_allowed_to_one_is_not_what_is_allowed_to_both(kept):
    session, on = db.session(), clock.now().date()
    (recording,) = kept.recordings
    both = answers_of(session, [recording], on)[recording]
    for client, uses, until in (
        (NORTHLAB, {Use.REVIEW, Use.EVALUATION, Use.GENERATIVE_TRAINING}, ENDS_ON),
        (RIVALLAB, {Use.EVALUATION, Use.MARKETING}, LATER),
    ):
        found = answers_of(session, [recording], on, client=client)[recording]
        open_ = {use for use in Use if found[use].answer is not Answer.NOT_ALLOWED}
        assert open_ == uses
        assert {found[use].until for use in open_} == {until}
        assert all(both[use].answer is not Answer.NOT_ALLOWED for use in open_)


WORDS = {"what", "part"}
CLOSED = {"format", "language", "styles", "portrayed", "turns_to", "split", "performer"}
IDS = {"take", "request", "recording"}


def told(said, name=""):
    """Every text in labels, by the name of its field."""
    if isinstance(said, dict):
        return [each for key, value in said.items() for each in told(value, key)]
    if isinstance(said, list):
        return [each for value in said for each in told(value, name)]
    return [(name, said)] if isinstance(said, str) else []


@pytest.mark.usefixtures("hardly_described", "unsigned")
def test_what_the_first_client_wrote_goes_on_only_as_far_as_everybody_reads_it(cast, kept):
    """A gig is a public posting and stays readable, also once it is closed: the only words in
    labels and names of files are those that were posted."""
    contents = files(delivered(cast, kept, labels=tuple(LabelKind)))
    (labels,) = [
        json.loads(body)
        for path, body in contents.items()
        if path.endswith(".json") and path.startswith("media/")
    ]
    texts = told(labels)
    assert {name for name, _ in texts} - CLOSED - IDS == WORDS
    session = db.session()
    gig = session.get_one(Gig, session.get_one(Take, kept.id).gig_id)
    posted = session.get_one(RequestVersion, gig.version_id).scene().brief
    assert {said for name, said in texts if name == "part"} <= {each.key for each in posted.parts}
    assert {said for name, said in texts if name == "what"} <= {each.what for each in posted.beats}
