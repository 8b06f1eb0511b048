"""Makes the file of a bundle: read, packed, kept, and only then said to be there.

A crash leaves it asked for: the next run makes it again under the same key.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from io import BytesIO
from uuid import UUID

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from consent.console.bundles import choosing
from consent.console.bundles.models import Bundle, BundleState, Scope
from consent.grants.models import Grant
from consent.keeping import openings, places
from consent.keeping.openings import ThreadNotFound
from consent.keeping.readings import Shown, put_on_record
from consent.ledger.evidence import Evidence, pack
from consent.ledger.key_ring import NoKey
from consent.ledger.openings import reading
from consent.ledger.proving import EntryNotProvenYet
from consent.media.models import Destruction
from consent.reading.bundling import Signers, evidence_of
from consent.recalls.certifying import standing_of
from consent.recalls.documents import document_of
from foundation import notices, storage
from foundation.actors import Actor, Power
from foundation.clock import now
from foundation.database import db, transaction
from foundation.jobs import Job, Lease, in_turn
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
NOT_NOW = (
    "It could not be made just now. It is tried again every few minutes, and those who run this"
    " see why."
)
TRIED_AGAIN_AFTER = timedelta(minutes=5)
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
    return f"{in_turn(lease, _asked(), _make)} bundles made"


def has_work() -> bool:
    return bool(_asked())


def _asked() -> list[UUID]:
    session = db.session()
    ready = or_(Bundle.try_after.is_(None), Bundle.try_after <= now())
    waiting = select(Bundle.id).where(Bundle.state == BundleState.ASKED, ready)
    try:
        return list(session.scalars(waiting.order_by(Bundle.asked_at)))
    finally:
        session.rollback()


def _make(bundle_id: UUID) -> int:
    """Gives 1 where it was made. Such as when storage does not answer, it is tried again later."""
    session, given = db.session(), settings()
    try:
        packed = _packed(session, session.get_one(Bundle, bundle_id), given)
        session.rollback()
        storage.of(given).put(f"evidence/{bundle_id}.zip", BytesIO(packed.body))
        _keep(bundle_id, packed)
    except EntryNotProvenYet:
        return 0  # Its newest entry is signed within seconds; the next run packs it.
    except (NoKey, ThreadNotFound) as why:
        return _give_up(bundle_id, str(why))
    except BrokenSeal:
        return _give_up(bundle_id, BROKEN)
    except Exception:
        session.rollback()
        _put_off(bundle_id)
        raise  # The run is shown as failed, with what it was.
    finally:
        session.rollback()
    return 1


def _keep(bundle_id: UUID, packed: _Packed) -> None:
    with transaction() as writing:
        bundle = writing.get_one(Bundle, bundle_id, with_for_update=True)
        bundle.state, bundle.made_at, bundle.said = BundleState.MADE, now(), ""
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
        Signers(places.keys(given), places.policy(given)),
        about=f"A {bundle.scope}: {len(threads)} threads",
        told=partial(_tell_how_far, bundle.id),
    )
    evidence = replace(evidence, documents=_certificates(session, bundle, given))
    people = reading.people_of(session, threads) if bundle.opened else {}
    return _Packed(
        pack(evidence), frozenset().union(*people.values()), len(threads), len(evidence.items)
    )


def _certificates(session: Session, bundle: Bundle, given: Settings) -> dict[str, bytes]:
    """Of a person's recordings of which nothing is left: each as its performer gets it."""
    if bundle.scope is not Scope.PERSON or not bundle.opened or bundle.subject_id is None:
        return {}
    person = bundle.subject_id
    mine = select(Grant.recording_id).where(Grant.performer_id == person).distinct()
    gone = mine.join(Destruction, Destruction.recording_id == Grant.recording_id)
    found = {
        recording: standing_of(session, recording, person)
        for recording in sorted(session.scalars(gone.where(Destruction.destroyed_at.is_not(None))))
    }
    return {
        f"certificate-{recording}.pdf": document_of(recording, person, each, given)
        for recording, each in found.items()
        if each.is_done
    }


def _tell_how_far(bundle_id: UUID, packed: int) -> None:
    of = Bundle
    with transaction() as session:
        session.execute(update(of).where(of.id == bundle_id).values(packed=packed))


def _give_up(bundle_id: UUID, why: str) -> int:
    with transaction() as session:
        bundle = session.get_one(Bundle, bundle_id, with_for_update=True)
        bundle.state, bundle.said = BundleState.FAILED, why
    return 0


def _put_off(bundle_id: UUID) -> None:
    with transaction() as session:
        bundle = session.get_one(Bundle, bundle_id, with_for_update=True)
        bundle.said, bundle.packed = NOT_NOW, None
        bundle.try_after = now() + TRIED_AGAIN_AFTER


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
