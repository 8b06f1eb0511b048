"""Asking to be verified, and what compliance found."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor, Power
from foundation.clock import now
from foundation.database import transaction
from marketplace.clients import policy, queries
from marketplace.clients.models import (
    ClientParticulars,
    ClientVerification,
    VerificationNote,
)
from marketplace.clients.verification import news
from marketplace.clients.verification.errors import (
    AlreadyDecided,
    NoteMissing,
    NothingSeen,
    NothingToVerify,
    NotThatDay,
)
from marketplace.clients.verification.words import Paper

LONGEST = timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    registered_name: str
    country: str
    register: str
    register_number: str
    sector: str
    website: str
    contact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    verified: bool
    seen: Collection[Paper]
    expires_on: date
    note: str = ""


def ask_for_verification(client_id: UUID, said: Particulars, *, actor: Actor) -> None:
    """Again too, whenever something changed: what was found before holds until it is answered."""
    with transaction() as session:
        client = queries.visible(session, client_id, actor)
        actor.require(policy.may_manage(actor, client))
        say(session, client.id, said, actor)
        news.tell_compliance(session, client.id)


def say(session: Session, client_id: UUID, said: Particulars, actor: Actor) -> None:
    """A step."""
    row = session.get(ClientParticulars, client_id, with_for_update=True)
    if row is None:
        row = ClientParticulars(client_id=client_id, asked_by=actor.id, **asdict(said))
        session.add(row)
    for name, value in asdict(said).items():
        setattr(row, name, value)
    row.asked_by, row.asked_at = actor.id, now()
    session.flush()
    audit.record(session, actor, "client.verification_asked", client_id)


def decide(client_id: UUID, found: Finding, *, actor: Actor) -> None:
    """What was seen, and until when it holds; the contact is forgotten."""
    with transaction() as session:
        actor.require_power(Power.KEEP_RIGHTS)
        row = session.get(ClientParticulars, client_id, with_for_update=True)
        if row is None:
            raise NothingToVerify
        if row.asked_at is None:
            raise AlreadyDecided
        _refuse_incomplete(found)
        row.asked_at, row.contact = None, ""
        keep(session, client_id, found, actor)
        news.tell_client(session, client_id, verified=found.verified, expires_on=found.expires_on)


def keep(session: Session, client_id: UUID, found: Finding, actor: Actor) -> None:
    """A step."""
    row = ClientVerification(
        client_id=client_id,
        verified=found.verified,
        seen={"papers": sorted(found.seen)},
        expires_on=found.expires_on,
        decided_by=actor.id,
    )
    session.add(row)
    session.flush()
    if found.note:
        session.add(VerificationNote(verification_id=row.id, note=found.note))
    audit.record(
        session,
        actor,
        "client.verified" if found.verified else "client.not_verified",
        client_id,
        seen=sorted(found.seen),
    )
    session.flush()


def _refuse_incomplete(found: Finding) -> None:
    if found.verified and not found.seen:
        raise NothingSeen
    if not found.verified and not found.note:
        raise NoteMissing
    if not now().date() <= found.expires_on <= now().date() + LONGEST:
        raise NotThatDay
