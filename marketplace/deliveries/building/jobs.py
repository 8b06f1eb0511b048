"""Builds what was asked for, one delivery after the other, and hands it over."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import structlog
from sqlalchemy import select

from consent.keeping.openings import ThreadNotFound
from consent.ledger.proving import EntryNotProvenYet
from foundation.clock import now
from foundation.database import db, transaction
from foundation.errors import DomainError
from foundation.jobs import Job, Lease, LeaseLost, in_turn
from foundation.storage import StoredFileMissing
from foundation.web import settings
from marketplace.deliveries.building import news
from marketplace.deliveries.building.errors import (
    CalledOff,
    CopiesAwaited,
    TakesChanged,
    TakesUnfit,
    TriedTooOften,
)
from marketplace.deliveries.building.finishing import finish
from marketplace.deliveries.building.handing import hand_over_whole
from marketplace.deliveries.building.making import Making
from marketplace.deliveries.building.models import UNDER_WAY, Delivery, DeliveryState
from marketplace.deliveries.building.reusing import Before, before
from marketplace.deliveries.building.starting import Begun, begin, begun, drop
from marketplace.deliveries.building.working import Bench, emptied
from marketplace.deliveries.describing.evidence import Unproven
from marketplace.deliveries.describing.signing_key import BadSigningKey, NoSigningKey

_AT_ONCE = 20
_MOST_FAILURES = 8
"""With the waits between them it is tried for most of a day."""
_COPIES_WITHIN = timedelta(seconds=20)
_PROVEN_WITHIN = timedelta(seconds=5)
WAITS_FOR_LEDGER = "The rights ledger is proving what is inside."
WAITS_FOR_COPIES = "Copies without what is withheld are still being made."
_log = structlog.get_logger()


def build_deliveries(lease: Lease) -> str:
    """Killed in the middle, the next run goes on with what is written down."""
    folder = emptied(settings().var / "deliveries")
    built = in_turn(lease, _waiting(), lambda each: _try(lease, each, folder))
    return f"{built} handed over"


def _try(lease: Lease, delivery_id: UUID, folder: Path) -> int:
    """What cannot be helped is told. What may pass is tried again, each time later."""
    try:
        return build(lease, delivery_id, folder)
    except CalledOff:
        return 0
    except CopiesAwaited:
        _wait(lease, delivery_id, _COPIES_WITHIN, WAITS_FOR_COPIES)
        return 0
    except LeaseLost:
        raise
    except (EntryNotProvenYet, ThreadNotFound, Unproven):
        _wait(lease, delivery_id, _PROVEN_WITHIN, WAITS_FOR_LEDGER)
        return 0
    except (StoredFileMissing, NoSigningKey, BadSigningKey):  # Ours to mend, not theirs to read.
        _failed_once(lease, delivery_id)
        raise
    except DomainError as why:
        _give_up(lease, delivery_id, str(why))
        return 0
    except Exception:
        _failed_once(lease, delivery_id)
        raise


def build(lease: Lease, delivery_id: UUID, folder: Path) -> int:
    """All of it. What may not be in it is left out, and what held that is made again."""
    begin(lease, delivery_id)
    while True:
        lease.refuse_lost()
        try:
            return _once(lease, _begun(delivery_id), folder)
        except TakesUnfit as unfit:
            drop(lease, delivery_id, unfit.reasons)
        except TakesChanged as changed:
            _log.info("made again", delivery=str(delivery_id), takes=len(changed.takes))


def _once(lease: Lease, begun: Begun, folder: Path) -> int:
    bench = Bench(lease, folder, begun.folder)
    making = Making(lease, begun, bench, _before(begun.id))
    making.run()
    finished = finish(lease, begun, bench, making)
    hand_over_whole(lease, _begun(begun.id), finished.rows, finished.listed)
    return 1


def _begun(delivery_id: UUID) -> Begun:
    session = db.session()
    found = begun(session, delivery_id)
    session.expunge_all()
    session.rollback()
    return found


def _before(delivery_id: UUID) -> Before:
    session = db.session()
    found = before(session, session.get_one(Delivery, delivery_id))
    session.expunge_all()
    session.rollback()
    return found


def _wait(lease: Lease, delivery_id: UUID, wait: timedelta, problem: str) -> None:
    with transaction() as session:
        lease.confirm(session)
        delivery = session.get_one(Delivery, delivery_id, populate_existing=True)
        if delivery.state in UNDER_WAY:
            delivery.try_at, delivery.problem = now() + wait, problem


def _failed_once(lease: Lease, delivery_id: UUID) -> None:
    db.session.rollback()
    session = db.session()
    failures = session.get_one(Delivery, delivery_id, populate_existing=True).failures + 1
    session.rollback()
    if failures >= _MOST_FAILURES:
        _give_up(lease, delivery_id, str(TriedTooOften()))
        return
    with transaction() as writing:
        lease.confirm(writing)
        delivery = writing.get_one(Delivery, delivery_id, populate_existing=True)
        delivery.failures = failures
        delivery.try_at = now() + timedelta(minutes=2**failures)
        delivery.problem = "Something went wrong on our side. It is tried again by itself."


def _give_up(lease: Lease, delivery_id: UUID, why: str) -> None:
    db.session.rollback()
    with transaction() as session:
        lease.confirm(session)
        delivery = session.get_one(Delivery, delivery_id, populate_existing=True)
        if delivery.state not in UNDER_WAY:
            return
        delivery.state, delivery.problem, delivery.stage = DeliveryState.FAILED, why, ""
        news.tell_failed(session, delivery)


def _waiting() -> list[UUID]:
    session, of = db.session(), Delivery
    due = select(of.id).where(of.state.in_(UNDER_WAY), of.try_at <= now())
    found = list(session.scalars(due.order_by(of.asked_at, of.id).limit(_AT_ONCE)))
    session.rollback()
    return found


def _has_work() -> bool:
    return bool(_waiting())


JOBS = (
    Job(
        "deliveries.build",
        build_deliveries,
        timedelta(seconds=5),
        thread="deliveries",
        has_work=_has_work,
    ),
)
"""Beside the others: a delivery of a day's work never delays a payment or a check."""
