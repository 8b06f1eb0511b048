"""The application's ledger and real witnesses: asked at each checkpoint, counted by the policy."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from consent.keeping import alarms, places, witnesses
from consent.keeping.jobs import keep
from consent.ledger import witnessed
from consent.ledger.checkpoints import open_checkpoint
from consent.ledger.keys import Kind, SigningKey
from consent.ledger.models import LedgerAlarm, LedgerCheckpoint, LedgerCosignature
from consent.ledger.signing import newest_row
from consent.ledger.witness.home import open_home
from foundation import clock
from foundation.database import db, transaction
from foundation.notices.models import Notice
from foundation.web import settings
from tests.consent.ledger.grown_log import GrownLog
from tests.consent.ledger.served_witness import served
from tests.consent.ledger.writing import event, write
from tests.running.programs import free_port

pytestmark = pytest.mark.usefixtures("each_connection")
GONE = SigningKey.from_seed("gone.example.org", Kind.WITNESS, b"\5" * 32).verifier


@pytest.fixture(autouse=True)
def _fresh_patience(monkeypatch):
    monkeypatch.setattr(witnesses, "patience", witnesses.Patience())


@pytest.fixture
def pair(tmp_path, app):
    """A log with two entries and two witnesses that know it."""
    write(event(), event())
    keep()
    with served(tmp_path / "union") as union, served(tmp_path / "lab", "lab.example.org") as lab:
        for witness in (union, lab):
            witness.home.store.trust(places.keys(settings())[0].verifier)
        yield union, lab


@pytest.fixture
def policy(pair, tmp_path, app, monkeypatch):
    """Puts a policy into force."""

    def given(needed: str = "all", *, lab_url: str = "", more: str = "") -> None:
        union, lab = pair
        path = tmp_path / f"policy-{needed}-{len(lab_url)}-{len(more)}"
        path.write_text(
            f"log {places.keys(settings())[0].verifier}\n"
            f"witness union {union.vkey} {union.url}\n"
            f"witness lab {lab.vkey} {lab_url or lab.url}\n{more}"
            f"group both {needed} union lab\nquorum both\n"
        )
        changed = replace(settings(), ledger_policy=str(path))
        monkeypatch.setitem(app.extensions, "fairtake_settings", changed)

    given()
    return given


def grow(by: int = 1) -> None:
    clock.move(timedelta(seconds=2))
    write(*(event() for _ in range(by)))
    keep()


def witnessed_size() -> int | None:
    db.session.rollback()
    found = witnessed.newest_witnessed(db.session(), places.policy(settings()))
    return found.size if found else None


def told(session) -> list[str]:
    session.rollback()
    return [notice.kind for notice in session.scalars(select(Notice).order_by(Notice.told_at))]


def test_without_a_policy_nobody_is_asked(app):
    write(event())
    keep()
    assert not witnesses.has_work()
    assert witnesses.cosign() == "no witness is to be asked"


def test_each_new_checkpoint_is_signed_by_all_witnesses(policy):
    assert witnesses.has_work()
    assert witnesses.cosign() == "2 of 2 witnesses signed 2"
    assert not witnesses.has_work()
    grow(5)
    assert witnesses.cosign() == "2 of 2 witnesses signed 7"
    assert witnessed_size() == 7


def test_a_second_run_asks_nobody(policy, session):
    witnesses.cosign()
    assert witnesses.cosign() == "no witness is to be asked"
    assert len(session.scalars(select(LedgerCosignature)).all()) == 2


def test_a_published_checkpoint_carries_both_kinds_of_signatures(policy, pair, session):
    witnesses.cosign()
    note = witnessed.with_witnesses(session, newest_row(session))
    keys = [witness.home.key.verifier for witness in pair]
    opened = open_checkpoint(note, [places.keys(settings())[0].verifier], tuple(keys)).opened
    assert len(opened.signers) == 3


def test_a_witness_that_is_away_holds_up_neither_log_nor_the_other(policy, pair):
    witnesses.cosign()
    policy("all", lab_url=f"http://127.0.0.1:{free_port()}")
    grow(3)
    assert witnesses.cosign().startswith("1 of 2 witnesses signed 5; lab.example.org: ")
    assert witnessed_size() == 2
    policy("any", lab_url=f"http://127.0.0.1:{free_port()}")
    assert witnessed_size() == 5


def test_a_witness_that_was_away_is_asked_from_where_it_is(policy):
    witnesses.cosign()
    policy("all", lab_url=f"http://127.0.0.1:{free_port()}")
    for _ in range(3):
        grow(2)
        witnesses.cosign()
    clock.move(witnesses.LONGEST_PAUSE)
    policy()
    assert witnesses.cosign() == "1 of 1 witnesses signed 8"
    assert witnessed_size() == 8


def test_a_witness_that_refuses_is_asked_less_and_less_often(policy):
    policy("all", lab_url=f"http://127.0.0.1:{free_port()}")
    witnesses.cosign()
    assert not witnesses.has_work()
    asked = 0
    for _ in range(120):
        clock.move(timedelta(seconds=1))
        if witnesses.has_work():
            asked += 1
            witnesses.cosign()
    assert 3 <= asked <= 8


def test_a_lying_witness_s_line_is_not_stored(policy, pair, tmp_path, session):
    """It signs, but with a key that the policy does not name."""
    impostor = open_home(tmp_path / "impostor", "lab.example.org")
    impostor.store.trust(places.keys(settings())[0].verifier)
    with served(tmp_path / "impostor", "lab.example.org") as liar:
        policy("all", lab_url=liar.url)
        assert "no key that we know" in witnesses.cosign()
    assert witnessed_size() is None


def test_only_a_checkpoint_that_enough_have_signed_counts(policy, session):
    """Each witness alone signed something newer; together they signed only the first."""
    witnesses.cosign()
    for name in ("union", "lab"):
        grow()
        checkpoint = newest_row(session)
        key = places.policy(settings()).witnesses[name]
        with transaction() as writing:
            row = LedgerCosignature(
                number=checkpoint.number,
                vkey=str(key),
                origin=witnessed.origin_of(checkpoint),
                size=checkpoint.size,
                line="planted\n",
                signed_at=clock.now(),
            )
            writing.add(row)
    assert witnessed_size() == 2
    policy("any")
    assert witnessed_size() == 4


def test_a_policy_without_a_quorum_needs_nobody(policy, tmp_path, app, monkeypatch):
    path = tmp_path / "none"
    path.write_text(f"log {places.keys(settings())[0].verifier}\nquorum none\n")
    changed = replace(settings(), ledger_policy=str(path))
    monkeypatch.setitem(app.extensions, "fairtake_settings", changed)
    assert witnessed_size() == 2
    assert not witnesses.has_work()


def test_signed_and_witnessed_stand_side_by_side(policy, session):
    witnesses.cosign()
    grow(3)
    found = witnessed.standing(session, places.policy(settings()))
    assert (found.signed.size, found.witnessed.size, found.entries_apart) == (5, 2, 3)
    (queue,) = alarms.queues(session)
    assert (queue.waiting, queue.oldest_at) == (3, found.signed.signed_at)


def test_compliance_is_told_once_when_they_part_for_an_hour(policy, session, cast):
    witnesses.cosign()
    grow(3)
    clock.move(timedelta(minutes=59))
    assert alarms.watch() == "0 told"
    assert not [each for each in alarms.findings(settings()) if each.hurts]
    clock.move(timedelta(minutes=2))
    assert [alarms.watch(), alarms.watch()] == ["1 told", "0 told"]
    assert set(told(session)) == {"ledger.unwitnessed"}
    to = set(session.scalars(select(Notice.account_id)))
    assert to == {cast.cora.id, cast.admin.id}
    (finding,) = (each for each in alarms.findings(settings()) if each.hurts)
    assert "has signed 5 entries, its witnesses 2" in finding.sentence


def test_a_ledger_that_no_witness_ever_signed_is_late_too(policy, session, cast):
    clock.move(timedelta(minutes=61))
    assert alarms.watch() == "1 told"


def test_an_alarm_without_the_clock_would_never_sound(policy, session, cast, monkeypatch):
    """The planted fault."""
    monkeypatch.setattr(witnessed, "LATE", timedelta.max)
    clock.move(timedelta(days=9))
    assert alarms.watch() == "0 told"


def test_a_witness_that_saw_another_history_is_an_alarm_at_once(policy, pair, session, cast):
    union, _ = pair
    forked = GrownLog(key=places.keys(settings())[0]).grow(2)
    assert union.add(forked.asks(0)) == 200
    assert "another tree of 2" in witnesses.cosign()
    clock.move(timedelta(minutes=5))
    witnesses.cosign()
    assert told(session) == ["ledger.disputed"] * 2  # compliance and administrator, once each
    assert len(session.scalars(select(LedgerAlarm)).all()) == 1


def test_a_size_that_another_worker_has_asked_meanwhile_is_no_alarm(policy, session, cast):
    """This worker read the newest checkpoint, stalled, and asks when the other has long asked."""
    witnesses.cosign()
    grow(3)
    refusal = alarms.Refusal(GONE, "it has signed 5 entries, and there are 2", 5)
    witnesses._note(refusal, 2)
    assert told(session) == []
    witnesses._note(replace(refusal, disputed=6), 2)
    assert set(told(session)) == {"ledger.disputed"}


def test_a_policy_that_cannot_be_read_is_said_by_the_doctor(policy, app, monkeypatch, tmp_path):
    path = tmp_path / "broken"
    path.write_text("quorum nobody\n")
    for where in (path, tmp_path / "missing"):
        changed = replace(settings(), ledger_policy=str(where))
        monkeypatch.setitem(app.extensions, "fairtake_settings", changed)
        (finding,) = alarms.findings(settings())
        assert finding.hurts
        assert "FAIRTAKE_LEDGER_POLICY" in finding.sentence
        assert not witnesses.has_work()
        assert list(alarms.queues(db.session())) == []


def test_nobody_is_asked_inside_a_transaction(policy):
    with transaction(), pytest.raises(RuntimeError, match="no network"):
        witnesses.cosign()


def test_what_a_witness_signed_stays(policy, session):
    witnesses.cosign()
    with pytest.raises(Exception, match="append-only"), transaction() as writing:
        writing.query(LedgerCosignature).delete()


def test_how_far_a_witness_is_counts_for_one_origin(policy, session):
    witnesses.cosign()
    origin = witnessed.origin_of(session.scalars(select(LedgerCheckpoint)).one())
    for key in places.policy(settings()).witnesses.values():
        assert witnessed.known_size(session, origin, str(key)) == 2
        assert witnessed.known_size(session, "another.example.org/1", str(key)) == 0
