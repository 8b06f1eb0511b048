"""Nothing that is not permitted leaves: whatever ends, is marked or falls due between choosing,
building and handing over is left out or made again, and the reason is told."""

import hashlib
import io
import json
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from consent.grants.models import Grant
from consent.holders.models import HandedOver, Holder
from consent.ledger.explaining.words import DestructionCause, Ending, RecallCause
from consent.ledger.outbox import LedgerBusy
from consent.licences.ending import terminate_licence
from consent.media.destroying import order_destruction
from consent.recalls.models import Recall
from foundation import clock, storage
from foundation.database import db, transaction
from foundation.notices.models import Notice
from foundation.web import settings
from marketplace.deliveries.building import handing, jobs, standing
from marketplace.deliveries.building.errors import RecallsOverdue
from marketplace.deliveries.building.models import DeliveryFile, DeliveryState
from marketplace.deliveries.building.shards import Shard
from marketplace.deliveries.choosing.form import Form, Layout
from marketplace.takes.models import TrackFile
from tests.cast import NORTHLAB, sign_in
from tests.consent.holders.holding import held
from tests.consent.recalls.ending import withdraw
from tests.marketplace.deliveries.building.delivered import (
    alone,
    asked,
    build,
    delivered,
    dropped,
    files,
    flac,
    found,
    made_without,
    manifest,
    members,
    version,
)
from tests.marketplace.deliveries.choosing.played import Scene, earned, marked, scene
from tests.marketplace.takes.arriving.sent import tone

pytestmark = pytest.mark.usefixtures("licence", "indexed_here", "hardly_described", "unsigned")


@pytest.fixture
def two(cast):
    """One take of each."""
    of = scene()
    return alone(cast.omar.id, of), alone(cast.mira.id, of, level=9)


@pytest.fixture
def just_before(monkeypatch):
    """Something happens once all is built, right before it is handed over."""

    def at(do):
        whole, left = jobs.hand_over_whole, [do]

        def hand_over_whole(*given):
            if left:
                left.pop()()
            whole(*given)

        monkeypatch.setattr(jobs, "hand_over_whole", hand_over_whole)

    return at


def grant_of(kept) -> Grant:
    with transaction() as session:
        recording = kept.recordings[0]
        grant = session.scalars(select(Grant).where(Grant.recording_id == recording)).one()
        session.expunge(grant)
        return grant


def recordings(delivery) -> set[str]:
    return {each for file in manifest(delivery)["files"] for each in file["recordings"]}


def holders() -> set:
    db.session.rollback()
    return set(db.session().scalars(select(Holder.recording_id)))


def state(delivery):
    return found(delivery).state


def ends_before_building(delivery, kept, at):
    withdraw(grant_of(kept))


def ends_before_handing_over(delivery, kept, at):
    at(lambda: withdraw(grant_of(kept)))


@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("ends", [ends_before_building, ends_before_handing_over])
def test_what_was_withdrawn_is_in_nothing_and_told(cast, two, just_before, layout, ends):
    omars, miras = two
    delivery = asked(cast, *two, layout=layout, mixed=True)
    ends(delivery, omars, just_before)
    build()
    assert state(delivery) is DeliveryState.DELIVERED
    assert recordings(delivery) == {str(miras.recordings[0])}
    assert holders() == set(miras.recordings)
    assert set(dropped(delivery)) == {omars.id}
    assert str(omars.recordings[0]) not in json.dumps(manifest(delivery))
    contents = files(delivery)
    inside = [
        name for path in contents if path.endswith(".tar") for name in members(contents[path])
    ]
    assert not any(omars.id.hex[-12:] in name for name in (*contents, *inside))


@pytest.fixture
def destroyed_later(monkeypatch):
    """Files whose rights ended are not ordered to be destroyed yet: the gate is alone."""
    monkeypatch.setattr(standing, "_doomed", lambda *_: set())


@pytest.mark.usefixtures("destroyed_later")
def test_the_gate_alone_keeps_it_back(cast, two, just_before):
    omars, miras = two
    delivery = asked(cast, *two)
    just_before(lambda: withdraw(grant_of(omars)))
    build()
    assert holders() == set(miras.recordings)
    assert "withdrawn" in dropped(delivery)[omars.id]


@pytest.mark.usefixtures("destroyed_later")
def test_that_the_gate_was_skipped_would_be_found(cast, two, just_before, monkeypatch):
    omars, _ = two

    def skipped(session, handover, *, publish, actor):
        publish(session)

    monkeypatch.setattr(handing, "hand_over", skipped)
    delivery = asked(cast, *two)
    just_before(lambda: withdraw(grant_of(omars)))
    build()
    assert str(omars.recordings[0]) in recordings(delivery)


def test_only_what_held_it_is_made_again(cast, just_before):
    of = scene()
    takes = [alone(cast.omar.id, of), alone(cast.mira.id, of, level=9), alone(cast.otto.id, of)]
    takes.sort(key=lambda each: each.id)
    form = Form(layout=Layout.WEBDATASET, shard_bytes=1)
    delivery = asked(cast, *takes, form=form)
    before: dict = {}

    def end():
        db.session.rollback()
        before.update(_keys(delivery))
        withdraw(grant_of(takes[1]))

    just_before(end)
    build()
    after = _keys(delivery)
    assert {path for path in before if path.endswith(".tar")} - set(after) == {
        "shards/train-000001.tar"
    }
    for path in ("shards/train-000000.tar", "shards/train-000002.tar"):
        assert after[path] == before[path]


def _keys(delivery):
    session = db.session()
    rows = session.query(DeliveryFile).filter_by(delivery_id=delivery)
    found = {row.path: row.id for row in rows}
    session.rollback()
    return found


def test_a_span_marked_since_is_not_in_it(cast, two, just_before):
    omars, _ = two
    delivery = asked(cast, *two)

    def mark():
        marked(omars)
        made_without(omars, omars.recordings[0], flac(level=77), marks=1)

    just_before(mark)
    build()
    assert state(delivery) is DeliveryState.DELIVERED
    contents = files(delivery)
    assert flac(level=77) in contents.values()
    assert tone(level=1) not in contents.values()


def test_that_nobody_looked_again_would_be_found(cast, two, just_before, monkeypatch):
    omars, _ = two
    monkeypatch.setattr(handing, "look_again", lambda *_: None)
    delivery = asked(cast, *two)
    just_before(lambda: marked(omars))
    build()
    assert tone(level=1) in files(delivery).values()


def test_as_long_as_a_copy_is_missing_it_waits_and_then_goes_on(cast, two, just_before):
    omars, _ = two
    delivery = asked(cast, *two)
    just_before(lambda: marked(omars))
    build()
    assert state(delivery) is not DeliveryState.DELIVERED
    assert "Copies" in found(delivery).problem
    made_without(omars, omars.recordings[0], flac(level=77), marks=1)
    clock.move(timedelta(minutes=1))
    build()
    assert state(delivery) is DeliveryState.DELIVERED
    assert found(delivery).problem == ""


def test_of_whom_is_owed_too_late_nothing_is_handed_over(cast, two, just_before):
    omars, miras = two
    delivery = asked(cast, *two)
    of = Scene(NORTHLAB, uuid4(), uuid4(), uuid4(), uuid4())
    just_before(lambda: earned(of, omars, cast.omar.id, pay_by=date(2026, 3, 1)))
    build()
    assert holders() == set(miras.recordings)
    assert "overdue" in dropped(delivery)[omars.id]


def test_what_is_to_be_destroyed_is_not_handed_over(cast, two, just_before):
    omars, miras = two
    delivery = asked(cast, *two)

    def order():
        with transaction() as session:
            cause = DestructionCause.RETENTION_ENDED
            order_destruction(session, omars.recordings[0], cause, due_on=date(2026, 4, 1))

    just_before(order)
    build()
    assert holders() == set(miras.recordings)
    assert "destroyed" in dropped(delivery)[omars.id]


def test_with_nothing_left_nothing_is_handed_over_and_who_asked_is_told(cast, just_before):
    kept = alone(cast.omar.id, scene())
    delivery = asked(cast, kept)
    just_before(lambda: withdraw(grant_of(kept)))
    build()
    assert state(delivery) is DeliveryState.FAILED
    assert found(delivery).problem.startswith("Nothing is left")
    assert holders() == set()
    kinds = db.session().scalars(select(Notice.kind).where(Notice.account_id == cast.ben.id))
    assert "delivery.failed" in set(kinds)


def overdue(cast, kept):
    """A copy of another delivery was recalled, and nobody said what became of it."""
    grant = grant_of(kept)
    held(grant)
    with transaction() as session:
        session.add(
            Recall(
                grant_id=grant.id,
                recording_id=grant.recording_id,
                performer_id=grant.performer_id,
                client_id=NORTHLAB,
                recipient_id=None,
                cause=RecallCause.WITHDRAWN,
                files=["sha256:" + "0a" * 32],
                attest_due_at=clock.now() - timedelta(days=1),
            )
        )


def test_who_owes_an_answer_to_a_recall_gets_nothing_new(cast, two):
    overdue(cast, two[0])
    with pytest.raises(RecallsOverdue):
        asked(cast, *two)


def test_who_owes_an_answer_reads_so_before_they_ask(client, cast, two):
    saved = version(cast, two[0])
    sign_in(client, cast.ben)
    assert "nothing new is delivered" not in client.get(f"/deliveries/of/{saved}").text
    overdue(cast, two[0])
    page = client.get(f"/deliveries/of/{saved}").text
    assert "nothing new is delivered before" in page
    assert 'href="/recalls"' in page


@pytest.mark.parametrize("when", ["before", "at"])
def test_who_owes_an_answer_meanwhile_gets_nothing_either(cast, two, just_before, when):
    delivery = asked(cast, *two)
    if when == "before":
        overdue(cast, two[0])
    else:
        just_before(lambda: overdue(cast, two[0]))
    build()
    assert state(delivery) is DeliveryState.FAILED
    assert "recalls" in found(delivery).problem
    assert found(delivery).delivered_at is None
    assert not {row.delivery_id for row in db.session().scalars(select(HandedOver))} & {delivery}


def test_without_a_licence_it_ends_with_the_reason(cast, two, licence, just_before):
    delivery = asked(cast, *two)
    just_before(
        lambda: terminate_licence(licence, Ending.CLIENT_BREACH, "Sold on.", actor=cast.cora.actor)
    )
    build()
    assert state(delivery) is DeliveryState.FAILED
    assert "licence" in found(delivery).problem
    assert holders() == set()


def damage(kept) -> str:
    """Other bytes, as many of them; what the hash of the right ones is."""
    file = db.session().get_one(TrackFile, kept.recordings[0])
    key, sha256 = file.storage_key, file.sha256
    db.session.rollback()
    storage.of(settings()).put(key, io.BytesIO(tone(level=66)))
    return sha256


@pytest.mark.parametrize("layout", [Layout.FOLDERS, Layout.WEBDATASET])
def test_a_file_that_is_not_what_came_in_is_left_out(cast, two, layout):
    omars, miras = two
    damage(omars)
    delivery = delivered(cast, *two, layout=layout)
    assert holders() == set(miras.recordings)
    assert "not what came in" in dropped(delivery)[omars.id]


def test_that_a_shard_was_not_compared_would_be_found(cast, two, monkeypatch):
    omars, _ = two
    right = damage(omars)
    wrong = f"sha256:{hashlib.sha256(tone(level=66)).hexdigest()}"
    add = Shard.add

    def blind(*given) -> str:
        found = add(*given)
        return right if found == wrong else found

    monkeypatch.setattr(Shard, "add", blind)
    delivered(cast, *two, layout=Layout.WEBDATASET)
    assert set(omars.recordings) <= holders()


def test_while_the_ledger_is_busy_it_waits_and_then_goes_on(cast, two, monkeypatch):
    def busy(*_):
        raise LedgerBusy(9)

    delivery = asked(cast, *two)
    with monkeypatch.context() as patched:
        patched.setattr(jobs, "hand_over_whole", busy)
        build()
    assert state(delivery) is DeliveryState.BUILT
    assert "ledger" in found(delivery).problem
    clock.move(timedelta(minutes=1))
    build()
    assert state(delivery) is DeliveryState.DELIVERED
