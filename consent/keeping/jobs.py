"""Gives waiting events their places and signs what was added; in a thread of its own."""

from datetime import timedelta

from consent.keeping import erasures, places
from consent.keeping.actions import create_key
from consent.ledger import outbox, sequencer, signing
from consent.ledger.openings import telling
from consent.ledger.origins import current_origin
from foundation.database import db, transaction
from foundation.jobs import Job, Lease
from foundation.web import settings


def has_work() -> bool:
    """A read, so that a second in which nothing happens writes nothing."""
    session = db.session()
    try:
        waits = outbox.anything_waits(session) or telling.anything_untold(session)
        return waits or signing.is_due(session, places.second_place(settings()).newest())
    finally:
        session.rollback()


def keep(_lease: Lease | None = None) -> str:
    """Proof follows within two seconds: the ticker comes by every second. Erasures are told before
    anything is signed, so that no proof of one is older than its place in a restore."""
    placed = 0
    while batch := _sequence():
        placed += batch
    erasures.tell_second_place()
    return f"{placed} entries placed, {_signed()}"


def _sequence() -> int:
    with transaction() as session:
        return sequencer.sequence(session)


def _signed() -> str:
    given = settings()
    if not given.production and current_origin(db.session()) is None:
        create_key(settings=given)
    keys, second = places.keys(given), places.second_place(given)
    try:
        found = signing.sign_newest(db.session(), transaction, second, keys)
    except signing.Overtaken:
        return "another has signed"
    return "nothing to sign" if found is None else f"{found.size} signed"


JOBS = (Job("ledger.keep", keep, every=timedelta(0), thread="ledger", has_work=has_work),)
