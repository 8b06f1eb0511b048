"""Evidence of many threads in one file, which a program checks that knows nothing of us."""

import json
import subprocess
import sys
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlalchemy import delete, func, insert, select

from consent.console.bundles import actions, making
from consent.console.bundles.actions import ask_for_bundle, take_bundle
from consent.console.bundles.errors import BundleNotFound, NothingInIt, NotMade, TooLarge
from consent.console.bundles.models import Bundle, BundleState, Scope
from consent.keeping.jobs import keep
from consent.keeping.readings import readings_of
from consent.ledger.openings.models import LedgerOpening
from consent.media.jobs import JOBS as DESTROYING
from consent.reading import bundling
from consent.rights.withdrawing import withdraw_recording
from foundation import clock, storage
from foundation.audit import AuditEvent
from foundation.database import transaction
from foundation.errors import NotPermitted
from foundation.ids import new_id
from foundation.jobs import run_due
from foundation.jobs.models import JobRun, Outcome
from foundation.notices.models import Notice
from foundation.web import settings
from tests.cast import NORTHLAB, START, sign_in
from tests.consent.console.recorded import recorded, tell
from tests.consent.grants.granted import withdrawn
from tests.consent.licences.licensed import licensed
from tests.consent.media.files import kept
from tests.consent.recordings import performed


@pytest.fixture
def grants(app, cast):
    """Two of omar's and one of mira's, of which one is of a day later."""
    first, second = recorded(cast.omar.id), recorded(cast.mira.id)
    keep()
    clock.move(timedelta(days=1))
    third = recorded(cast.omar.id)
    tell(third, withdrawn(third, reason="I changed my mind."))
    keep()
    return first, second, third


def made(cast, *asked, **more):
    """The bundle's id, made by the job."""
    bundle = ask_for_bundle(*asked, actor=cast.cora.actor, **more)
    run_due([making.JOBS[0]], new_id(), even_if_not_due=True)
    return bundle


def body_of(cast, bundle):
    key = take_bundle(bundle, actor=cast.cora.actor)
    return b"".join(storage.of(settings()).open(key))


def threads_in(body):
    with ZipFile(BytesIO(body)) as files:
        found = json.loads(files.read("evidence.json"))
    return {json.loads(each["entry"])["thread"] for each in found["entries"]}


def verified(body, tmp_path):
    (tmp_path / "bundle.zip").write_bytes(body)
    with ZipFile(BytesIO(body)) as files:
        (tmp_path / "verify.py").write_bytes(files.read("verify.py"))
    command = [sys.executable, "-I", "verify.py", "bundle.zip"]
    return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)


@pytest.mark.usefixtures("each_database")
def test_a_persons_bundle_verifies_without_us(grants, cast, tmp_path):
    body = body_of(cast, made(cast, Scope.PERSON, cast.omar.id))
    said = verified(body, tmp_path)
    assert said.returncode == 0, said.stdout + said.stderr
    assert "in threads: 2" in said.stdout
    assert "I changed my mind." in said.stdout
    assert threads_in(body) == {grants[0].thread, grants[2].thread}


def test_with_one_entry_left_out_it_does_not(grants, cast, tmp_path):
    """The planted fault: the log's statement says how many there are."""
    body, fewer = body_of(cast, made(cast, Scope.PERSON, cast.omar.id)), BytesIO()
    with ZipFile(BytesIO(body)) as files, ZipFile(fewer, "w") as written:
        for name in files.namelist():
            content = files.read(name)
            if name == "evidence.json":
                found = json.loads(content)
                found["entries"].pop()
                content = json.dumps(found).encode()
            written.writestr(name, content)
    assert verified(fewer.getvalue(), tmp_path).returncode == 1


def test_a_recordings_bundle_has_its_threads_and_no_other(grants, cast):
    body = body_of(cast, made(cast, Scope.RECORDING, grants[1].recording_id))
    assert threads_in(body) == {grants[1].thread}


def test_a_clients_bundle_has_its_licence_and_its_recordings(grants, cast):
    (grant,) = performed.recorded(cast.mira.id)
    licensed(cast.ada)
    clock.move(timedelta(seconds=2))
    keep()
    found = threads_in(body_of(cast, made(cast, Scope.CLIENT, NORTHLAB)))
    assert grant.thread in found
    assert len(found) == 2


def test_a_periods_bundle_has_every_thread_that_got_an_entry_in_it(grants, cast):
    yesterday, today = START.date(), clock.now().date()
    first, second, third = (each.thread for each in grants)
    found = threads_in(body_of(cast, made(cast, Scope.PERIOD, period=(today, today))))
    assert third in found
    assert not {first, second} & found
    both = threads_in(body_of(cast, made(cast, Scope.PERIOD, period=(yesterday, today))))
    assert {first, second, third} <= both
    ever = threads_in(body_of(cast, made(cast, Scope.PERIOD, period=(date.min, date.max))))
    assert both <= ever


def test_without_what_is_private_it_names_nobody_and_is_nobodys_reading(grants, cast, session):
    body = body_of(cast, made(cast, Scope.PERSON, cast.omar.id, opened=False))
    assert str(cast.omar.id).encode() not in body
    assert readings_of(session, cast.omar.id) == []


def test_whoever_is_in_it_is_shown_that_it_was_taken(grants, cast, session):
    made(cast, Scope.PERSON, cast.omar.id)
    (reading,) = readings_of(session, cast.omar.id)
    assert (reading.what, reading.acted_as) == ("Evidence that was taken away", "compliance")
    assert readings_of(session, cast.mira.id) == []


def test_a_crash_before_it_is_said_to_be_there_makes_it_again(grants, cast, session, monkeypatch):
    with monkeypatch.context() as crash:
        crash.setattr(making, "put_on_record", lambda *_: 1 / 0)
        bundle = made(cast, Scope.PERSON, cast.omar.id)
    assert session.get_one(Bundle, bundle).state is BundleState.ASKED
    session.rollback()
    clock.move(making.TRIED_AGAIN_AFTER)
    run_due([making.JOBS[0]], new_id(), even_if_not_due=True)
    session.rollback()
    assert session.get_one(Bundle, bundle).state is BundleState.MADE
    assert body_of(cast, bundle)


def test_a_large_one_is_told_when_it_is_ready(grants, cast, session, monkeypatch):
    made(cast, Scope.PERSON, cast.omar.id)
    told = select(func.count()).select_from(Notice).where(Notice.kind == "bundle.made")
    assert session.scalar(told) == 0
    session.rollback()
    monkeypatch.setattr(making, "LARGE", 3)
    made(cast, Scope.PERSON, cast.omar.id)
    assert session.scalar(told) == 1


def test_nothing_and_too_much_are_refused_at_once(grants, cast, monkeypatch):
    with pytest.raises(NothingInIt):
        ask_for_bundle(Scope.RECORDING, new_id(), actor=cast.cora.actor)
    monkeypatch.setattr(actions, "MOST_ENTRIES", 3)
    with pytest.raises(TooLarge, match="at most 3"):
        ask_for_bundle(Scope.PERSON, cast.omar.id, actor=cast.cora.actor)


def test_after_a_week_the_file_is_gone(grants, cast):
    bundle = made(cast, Scope.PERSON, cast.omar.id)
    key = take_bundle(bundle, actor=cast.cora.actor)
    clock.move(timedelta(days=8))
    run_due([making.JOBS[1]], new_id(), even_if_not_due=True)
    assert not storage.exists(storage.of(settings()), key)
    with pytest.raises(NotMade):
        take_bundle(bundle, actor=cast.cora.actor)


def test_each_taking_is_on_record(grants, cast, session):
    bundle = made(cast, Scope.PERSON, cast.omar.id)
    take_bundle(bundle, actor=cast.cora.actor)
    acts = select(AuditEvent.actor_id).where(AuditEvent.action == "bundle.taken")
    assert session.scalars(acts).all() == [cast.cora.id]


@pytest.mark.parametrize("name", ["omar", "ada", "cleo", "otto"])
def test_nobody_else_asks_or_takes(grants, cast, name):
    actor = getattr(cast, name).actor
    with pytest.raises(NotPermitted):
        ask_for_bundle(Scope.PERSON, cast.omar.id, actor=actor)
    with pytest.raises(NotPermitted):
        take_bundle(new_id(), actor=actor)


def test_one_that_is_none_is_not_found(grants, cast):
    with pytest.raises(BundleNotFound):
        take_bundle(new_id(), actor=cast.cora.actor)


def test_on_the_page_it_is_asked_for_made_and_downloaded(grants, cast, client):
    sign_in(client, cast.cora)
    form = {"scope": "recording", "subject": str(grants[1].recording_id), "opened": "yes"}
    path = client.post("/compliance/evidence", data=form).location
    assert "It is being made" in client.get(path).text
    run_due([making.JOBS[0]], new_id(), even_if_not_due=True)
    assert "Download it" in client.get(path).text
    assert client.get(f"{path}/file").status_code == 302
    assert "A recording" in client.get("/compliance/evidence").text


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({}, "Choose one."),
        ({"scope": "person"}, "Give the id of what it is about."),
        ({"scope": "person", "subject": "x"}, "An id has 32 digits"),
        ({"scope": "period", "from_on": "2026-03-02"}, "Give both days."),
        (
            {"scope": "period", "from_on": "2026-03-02", "to_on": "2026-03-01"},
            "The last day is before the first.",
        ),
        ({"scope": "recording", "subject": "0" * 32}, "The ledger has nothing about that."),
    ],
)
def test_what_is_missing_is_said_at_its_field(cast, client, form, said):
    sign_in(client, cast.cora)
    answer = client.post("/compliance/evidence", data=form)
    assert answer.status_code == 422
    assert said in answer.text


def test_what_could_not_be_made_says_why_and_is_tried_again_from_its_page(grants, cast, client):
    sealed = _broken(grants[1].thread, b"nothing that was sealed")
    bundle = made(cast, Scope.RECORDING, grants[1].recording_id)
    sign_in(client, cast.cora)
    page = client.get(f"/compliance/evidence/{bundle}").text
    assert "could not be unsealed" in page
    assert "Try again" in page
    _broken(grants[1].thread, sealed)
    assert "It is being made" in _again(client, bundle)
    run_due([making.JOBS[0]], new_id(), even_if_not_due=True)
    assert "Download it" in client.get(f"/compliance/evidence/{bundle}").text
    assert client.post(f"/compliance/evidence/{bundle}/again").status_code == 409


def test_one_that_breaks_holds_up_no_other(grants, cast, session):
    _broken(grants[1].thread, b"nothing that was sealed")
    broken = ask_for_bundle(Scope.RECORDING, grants[1].recording_id, actor=cast.cora.actor)
    other = made(cast, Scope.RECORDING, grants[0].recording_id)
    states = [session.get_one(Bundle, each).state for each in (broken, other)]
    assert states == [BundleState.FAILED, BundleState.MADE]


def test_the_page_says_its_turn_among_those_that_wait(grants, cast, client):
    ask_for_bundle(Scope.PERSON, cast.omar.id, actor=cast.cora.actor)
    clock.move(timedelta(seconds=1))
    second = ask_for_bundle(Scope.PERSON, cast.mira.id, actor=cast.cora.actor)
    sign_in(client, cast.cora)
    assert "Its turn is 2 of 2 that wait." in client.get(f"/compliance/evidence/{second}").text


def _again(client, bundle):
    return client.post(f"/compliance/evidence/{bundle}/again", follow_redirects=True).text


def _broken(thread, sealed):
    """The planted fault: other bytes where one opening was. Gives what was there."""
    with transaction() as session:
        of_thread = select(LedgerOpening).where(LedgerOpening.thread == thread)
        row = session.scalars(of_thread.order_by(LedgerOpening.event_id).limit(1)).one()
        kept = {each.key: getattr(row, each.key) for each in LedgerOpening.__table__.columns}
        session.execute(delete(LedgerOpening).where(LedgerOpening.event_id == row.event_id))
        session.execute(insert(LedgerOpening).values(**{**kept, "sealed": sealed}))
        return kept["sealed"]


def test_where_storage_fails_others_are_made_and_it_is_tried_again(grants, cast, client, session):
    stuck = ask_for_bundle(Scope.RECORDING, grants[0].recording_id, actor=cast.cora.actor)
    other = ask_for_bundle(Scope.RECORDING, grants[1].recording_id, actor=cast.cora.actor)
    in_the_way = storage.of(settings()).path(f"evidence/{stuck}.zip")
    in_the_way.mkdir(parents=True)
    run_due([making.JOBS[0]], new_id(), even_if_not_due=True)
    (said,) = session.scalars(select(JobRun.said).where(JobRun.outcome == Outcome.FAILED))
    assert said.startswith("SomeFailed: 1 done, 1 tried again by the next run")
    assert session.get_one(Bundle, other).state is BundleState.MADE
    assert not making.has_work()
    sign_in(client, cast.cora)
    assert "It could not be made just now." in client.get(f"/compliance/evidence/{stuck}").text
    in_the_way.rmdir()
    clock.move(making.TRIED_AGAIN_AFTER)
    run_due([making.JOBS[0]], new_id(), even_if_not_due=True)
    page = client.get(f"/compliance/evidence/{stuck}").text
    assert "Download it" in page
    assert "just now" not in page


def test_its_page_says_how_far_it_is(grants, cast, client, monkeypatch):
    bundle = ask_for_bundle(Scope.PERSON, cast.omar.id, actor=cast.cora.actor)
    monkeypatch.setattr(bundling, "TOLD_EVERY", 1)
    with monkeypatch.context() as stopped:
        stopped.setattr(making, "pack", lambda _: 1 / 0)
        stopped.setattr(making, "_put_off", lambda _: None)
        run_due([making.JOBS[0]], new_id(), even_if_not_due=True)
    sign_in(client, cast.cora)
    assert "of them are packed." in client.get(f"/compliance/evidence/{bundle}").text
    run_due([making.JOBS[0]], new_id(), even_if_not_due=True)
    assert "Download it" in client.get(f"/compliance/evidence/{bundle}").text


def test_a_persons_bundle_has_the_certificate_of_what_is_gone(app, cast, client):
    (grant,) = performed.recorded(cast.omar.id)
    kept(grant.recording_id, client=NORTHLAB)
    withdraw_recording(grant.recording_id, actor=cast.omar.actor)
    clock.move(timedelta(days=31))
    run_due(DESTROYING, new_id(), even_if_not_due=True)
    keep()
    name = f"documents/certificate-{grant.recording_id}.pdf"
    with ZipFile(BytesIO(body_of(cast, made(cast, Scope.PERSON, cast.omar.id)))) as files:
        body = files.read(name)
    sign_in(client, cast.omar)
    assert body == client.get(f"/recordings/{grant.recording_id}/certificate.pdf").data
    closed = body_of(cast, made(cast, Scope.PERSON, cast.omar.id, opened=False))
    with ZipFile(BytesIO(closed)) as files:
        assert name not in files.namelist()
