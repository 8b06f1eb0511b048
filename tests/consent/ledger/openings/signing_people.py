"""People who consent to something, and what an attacker with the disk would find of it."""

from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from consent.keeping.openings import write_opened
from consent.ledger.explaining.consenting import ConsentGiven, ConsentRefused, ConsentWithdrawn
from consent.ledger.explaining.delivering import LicenceExtended, LicenceSigned
from consent.ledger.explaining.opening import Opening
from consent.ledger.explaining.terms import Limits
from consent.ledger.explaining.words import Answer, Use
from consent.ledger.fresh_ids import fresh_id
from consent.ledger.openings.models import LedgerDataKey, LedgerOpening
from consent.ledger.openings.writing import Opened
from foundation.clock import now
from foundation.database import db, transaction
from tests.cast import START
from tests.consent.ledger.stories import LAB

RECORDING, AGREEMENT = UUID(int=2), UUID(int=3)
ABOUT = {"recording": RECORDING, "agreement": AGREEMENT}


def given(person: UUID) -> ConsentGiven:
    limits = Limits(ends_on=START.date().replace(year=2029))
    uses = {Use.REVIEW: Answer.ALLOWED}
    return ConsentGiven(person=person, at=now(), uses=uses, limits=limits, **ABOUT)


def withdrawn(person: UUID, reason: str | None = None) -> ConsentWithdrawn:
    return ConsentWithdrawn(person=person, at=now(), reason=reason, **ABOUT)


def refused(person: UUID) -> ConsentRefused:
    return ConsentRefused(person=person, at=now(), **ABOUT)


def licensed(signer: UUID, extender: UUID, thread: str) -> tuple[Opened, Opened]:
    """One licence, signed by one and extended by another of the same client."""
    terms = given(signer)
    about = {"licence": LAB, "client": LAB, "at": terms.at}
    about |= {"uses": terms.uses, "limits": terms.limits}
    signed = LicenceSigned(person=signer, **about)
    return opened(signed, thread), opened(LicenceExtended(person=extender, **about), thread)


def opened(opening: Opening, thread: str = "", **other: str) -> Opened:
    return Opened(opening=opening, thread=thread or fresh_id(), actor="performer", **other)


def write(*some: Opened) -> None:
    with transaction() as session:
        write_opened(session, some)


def openings() -> list[str]:
    db.session.rollback()
    return sorted(db.session().scalars(select(LedgerOpening.event_id)))


def keys() -> set[UUID]:
    db.session.rollback()
    return set(db.session().scalars(select(LedgerDataKey.person_id)))


def secrets_of(person: UUID) -> list[bytes]:
    """The very bytes that must be nowhere once they are erased."""
    session = db.session()
    sealed = select(LedgerOpening.sealed).where(LedgerOpening.person_id == person)
    wrapped = select(LedgerDataKey.wrapped).where(LedgerDataKey.person_id == person)
    found = [*session.scalars(sealed), *session.scalars(wrapped)]
    session.rollback()
    return found


def on_disk() -> bytes:
    """The database's files as they lie there, SQLite's log too."""
    assert db.engine.url.database
    path = Path(db.engine.url.database)
    return b"".join(each.read_bytes() for each in sorted(path.parent.glob(f"{path.name}*")))
