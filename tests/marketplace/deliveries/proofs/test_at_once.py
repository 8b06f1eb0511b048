"""Two at the same moment: rights that end, and spans that are marked, between any two statements of
a hand-over; two who build or hand over the same delivery."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest

from consent.holders import handing as gate
from foundation import clock
from foundation.database import db, transaction
from foundation.jobs import run_due
from foundation.storage.local import LocalStorage
from marketplace.deliveries.building import handing, jobs
from marketplace.deliveries.building.errors import CalledOff
from marketplace.deliveries.building.models import DeliveryState
from marketplace.takes import steps
from marketplace.takes.checking.models import Mark
from tests.cast import assemble
from tests.consent.licences.licensed import licensed
from tests.consent.recalls.ending import withdraw
from tests.databases.crowd import at_once
from tests.marketplace.deliveries.building.delivered import (
    alone,
    asked,
    build,
    files,
    flac,
    found,
    made_without,
)
from tests.marketplace.deliveries.choosing.played import scene
from tests.marketplace.deliveries.proofs.racing import (
    Race,
    grant_of,
    handed_over,
    holding,
    recalled,
)
from tests.marketplace.takes.arriving.sent import tone

pytestmark = pytest.mark.usefixtures("lightly")
NEVER = 10_000
FEW, EVERY = 5, pytest.param(0, marks=pytest.mark.proof)
"""How many instants are looked at: some, or all."""


@pytest.fixture
def people(postgresql_app):
    """On SQLite one who writes is alone anyway."""
    found = assemble()
    licensed(found.ada)
    return found


def instants(count: int, few: int) -> list[int]:
    return list(range(count)) if not few else list(range(0, count, max(1, count // few)))


def statements(app, people) -> int:
    """Of one hand-over."""
    race = Race(app, NEVER, lambda: None)
    asked(people, alone(people.omar.id, scene()))
    with race.on():
        build()
    assert race.statements > 10
    return race.statements


def withdrawn_at(app, people, at, level: int) -> tuple[Race, object, object]:
    kept = alone(people.omar.id, scene(), level=level)
    delivery = asked(people, kept)
    (recording,) = kept.recordings
    grant = grant_of(recording)
    race = Race(app, at, lambda: withdraw(grant))
    with race.on():
        build()
    return race, delivery, recording


def faults(delivery, recording) -> list[str]:
    """Whichever was first: who has a copy of what ended is asked for it, once; and whoever has
    none is not."""
    has, asked_back = holding(recording), recalled(recording)
    state = found(delivery).state
    told = [
        (bool(has) != (state is DeliveryState.DELIVERED), f"it is {state}: {len(has)} hold it"),
        (len(has) > 1, "one client has it twice"),
        (len(asked_back) != len(has), f"{len(has)} have it, {len(asked_back)} are asked for it"),
    ]
    return [said for is_so, said in told if is_so]


@pytest.mark.parametrize("few", [FEW, EVERY])
def test_a_withdrawal_between_any_two_statements_is_before_or_after(postgresql_app, people, few):
    outcomes = set()
    for number, at in enumerate(instants(statements(postgresql_app, people), few)):
        race, delivery, recording = withdrawn_at(postgresql_app, people, at, number + 2)
        assert faults(delivery, recording) == [], at
        is_delivered = found(delivery).state is DeliveryState.DELIVERED
        assert is_delivered is not race.was_through, at
        outcomes.add(is_delivered)
    assert outcomes == {True, False}


def test_without_the_locks_it_would_be_handed_over_unseen(postgresql_app, people, monkeypatch):
    """The planted fault: a decision that nobody holds on to."""
    monkeypatch.setattr(gate, "lock_threads", lambda *_: None)
    monkeypatch.setattr(handing, "look_again", lambda *_: None)
    registered = "INSERT INTO consent_handed_over"
    race, delivery, recording = withdrawn_at(postgresql_app, people, registered, 1)
    assert race.was_through
    assert faults(delivery, recording) == ["1 have it, 0 are asked for it"]


def mark(kept) -> None:
    """As the action does it: under the take's lock, at its own instant."""
    with transaction() as session:
        steps.locked(session, kept.id)
        session.add(
            Mark(
                take_id=kept.id,
                recording_id=kept.recordings[0],
                kind="real_name",
                begins_ms=0,
                ends_ms=50,
                by=uuid4(),
                acted_as="reviewer",
            )
        )


def marked_at(app, people, at: int, level: int) -> tuple[Race, object]:
    kept = alone(people.omar.id, scene(), level=level)
    made_without(kept, kept.recordings[0], flac(level=level), marks=1)
    delivery = asked(people, kept)

    race = Race(app, at, lambda: mark(kept))
    with race.on():
        build()
    return race, delivery


@pytest.mark.parametrize("few", [FEW, EVERY])
def test_a_span_that_is_marked_between_any_two_statements_is_withheld_or_later(
    postgresql_app, people, few
):
    outcomes = set()
    for number, at in enumerate(instants(statements(postgresql_app, people), few)):
        level = number + 2
        race, delivery = marked_at(postgresql_app, people, at, level)
        assert found(delivery).state is DeliveryState.DELIVERED
        contents = files(delivery).values()
        assert (tone(level=level) in contents) is not race.was_through, at
        assert (flac(level=level) in contents) is race.was_through, at
        outcomes.add(race.was_through)
    assert outcomes == {True, False}


def test_the_same_build_begun_twice_at_once_is_one_delivery(postgresql_app, people):
    delivery = asked(people, alone(people.omar.id, scene()))
    build_in_two = at_once(
        postgresql_app, 2, lambda _: run_due([jobs.JOBS[0]], uuid4(), even_if_not_due=True)
    )
    assert all(isinstance(each, int) for each in build_in_two)
    clock.move(timedelta(minutes=1))
    build()
    assert found(delivery).state is DeliveryState.DELIVERED
    assert len(handed_over(delivery)) == 1


def test_a_worker_that_was_thought_dead_adds_nothing(postgresql_app, people, monkeypatch):
    """It stands still in the middle; another takes over, and hands over; then it goes on."""
    kept = alone(people.omar.id, scene())
    delivery = asked(people, kept)
    puts, stands, may_go_on = LocalStorage.put, threading.Event(), threading.Event()

    def put(store, key, source):
        if key.startswith("deliveries/") and not stands.is_set():
            stands.set()
            assert may_go_on.wait(30)
        return puts(store, key, source)

    monkeypatch.setattr(LocalStorage, "put", put)

    def first() -> None:
        with postgresql_app.app_context():
            run_due([jobs.JOBS[0]], uuid4(), even_if_not_due=True)
            db.session.remove()

    worker = threading.Thread(target=first)
    worker.start()
    assert stands.wait(30)
    clock.move(timedelta(minutes=3))
    build()
    assert found(delivery).state is DeliveryState.DELIVERED
    before = files(delivery)
    may_go_on.set()
    worker.join(30)
    assert files(delivery) == before
    assert len(handed_over(delivery)) == 1
    assert len(holding(kept.recordings[0])) == 1


@pytest.fixture
def handed_over_twice(postgresql_app, monkeypatch):
    """Two who hand over the same at the same moment, by the same lease."""
    whole, outcomes = jobs.hand_over_whole, []

    def hand_over_whole(*given):
        db.session.rollback()
        outcomes.extend(at_once(postgresql_app, 2, lambda _: whole(*given)))

    monkeypatch.setattr(jobs, "hand_over_whole", hand_over_whole)
    return outcomes


def test_handed_over_twice_at_once_it_is_once(people, handed_over_twice):
    kept = alone(people.omar.id, scene())
    delivery = asked(people, kept)
    build()
    assert sorted(map(repr, handed_over_twice)) == sorted(["None", repr(CalledOff())])
    assert len(handed_over(delivery)) == 1
    assert len(holding(kept.recordings[0])) == 1
