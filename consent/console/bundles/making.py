"""Makes the file of a bundle: read, packed, kept, and only then said to be there.

A crash leaves it asked for: the next run makes it again under the same key.
"""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.console.bundles import choosing
from consent.console.bundles.models import Bundle, BundleState
from consent.keeping import openings, places
from consent.keeping.openings import ThreadNotFound
from consent.keeping.readings import Shown, put_on_record
from consent.ledger.evidence import Evidence, pack
from consent.ledger.key_ring import NoKey
from consent.ledger.openings import reading
from consent.ledger.proving import EntryNotProvenYet
from consent.reading.bundling import evidence_of
from foundation import notices, storage
from foundation.actors import Actor, Power
from foundation.clock import now
from foundation.database import db, transaction
from foundation.jobs import Job, Lease
from foundation.sealing import BrokenSeal
from foundation.settings import Settings
from foundation.web import settings

KEPT_FOR = timedelta(days=7)
LARGE = 500
"""Entries. Whoever asked for more than that has gone on to something else, and is told."""
BROKEN = (
    "What is private in it could not be unsealed. The standing check of openings says which entry"
    " it is; until that is mended, ask for it without what is private."
)
READY = notices.Kind(
    "bundle.made",
    "Evidence that you asked for is ready",
    "Rights ledger",
    may_turn_off=True,
    powers=frozenset((Power.READ_RIGHTS,)),
    sentence="The evidence that you asked for is ready: {{ entries }} entries. It is kept until"
    " {{ until|when }}.",
)


@dataclass(frozen=True, slots=True)
class _Packed:
    body: bytes
    people: frozenset[UUID]
    threads: int
    entries: int


def make_asked(lease: Lease) -> str:
    made = 0
    for bundle_id in _asked():
        lease.refuse_lost()
        _make(bundle_id, settings())
        made += 1
    return f"{made} bundles made"


def has_work() -> bool:
    return bool(_asked())


def _asked() -> list[UUID]:
    session = db.session()
    waiting = select(Bundle.id).where(Bundle.state == BundleState.ASKED)
    try:
        return list(session.scalars(waiting.order_by(Bundle.asked_at)))
    finally:
        session.rollback()


def _make(bundle_id: UUID, given: Settings) -> None:
    session = db.session()
    try:
        packed = _packed(session, session.get_one(Bundle, bundle_id), given)
    except EntryNotProvenYet:
        return  # Its newest entry is signed within seconds; the next run packs it.
    except (NoKey, ThreadNotFound) as why:
        _give_up(bundle_id, str(why))
        return
    except BrokenSeal:
        _give_up(bundle_id, BROKEN)
        return
    finally:
        session.rollback()
    storage.of(given).put(f"evidence/{bundle_id}.zip", BytesIO(packed.body))
    with transaction() as writing:
        bundle = writing.get_one(Bundle, bundle_id, with_for_update=True)
        bundle.state, bundle.made_at = BundleState.MADE, now()
        bundle.threads, bundle.entries = packed.threads, packed.entries
        bundle.size_bytes = len(packed.body)
        bundle.sha256 = hashlib.sha256(packed.body).hexdigest()
        asker = Actor(bundle.asked_by, bundle.asked_as)
        put_on_record(writing, asker, Shown.BUNDLE, packed.people)
        _tell(writing, bundle)


def _packed(session: Session, bundle: Bundle, given: Settings) -> _Packed:
    threads = choosing.threads_of(session, bundle)
    opened = openings.found_in(session, threads) if bundle.opened else {}
    evidence: Evidence = evidence_of(
        session,
        threads,
        opened,
        about=f"A {bundle.scope}: {len(threads)} threads",
        keys=places.keys(given),
        policy=places.policy(given),
    )
    people = reading.people_of(session, threads) if bundle.opened else {}
    return _Packed(
        pack(evidence), frozenset().union(*people.values()), len(threads), len(evidence.items)
    )


def _give_up(bundle_id: UUID, why: str) -> None:
    with transaction() as session:
        bundle = session.get_one(Bundle, bundle_id, with_for_update=True)
        bundle.state, bundle.said = BundleState.FAILED, why


def _tell(session: Session, bundle: Bundle) -> None:
    if bundle.entries > LARGE:
        notices.tell(
            session,
            kind=READY.name,
            to=[bundle.asked_by],
            subject_id=bundle.id,
            url=f"/compliance/evidence/{bundle.id}",
            entries=bundle.entries,
            until=now() + KEPT_FOR,
        )


def drop_old(lease: Lease) -> str:
    """Files go first: were we stopped here, the next run would do it again."""
    session, store = db.session(), storage.of(settings())
    old = Bundle.state == BundleState.MADE, Bundle.made_at < now() - KEPT_FOR
    ids = session.scalars(select(Bundle.id).where(*old)).all()
    session.rollback()
    for bundle_id in ids:
        lease.refuse_lost()
        store.delete(f"evidence/{bundle_id}.zip")
    with transaction() as writing:
        for bundle_id in ids:
            bundle = writing.get_one(Bundle, bundle_id, with_for_update=True)
            bundle.state = BundleState.GONE
    return f"{len(ids)} files of evidence deleted"


JOBS = (
    Job("bundles.make", make_asked, timedelta(seconds=2), thread="checks", has_work=has_work),
    Job("bundles.drop", drop_old, timedelta(hours=1)),
)
