"""Asking for the check of identity and age, and keeping what came of it."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor, Power
from foundation.clock import now
from foundation.database import transaction
from marketplace.accounts.models import Account
from marketplace.profiles import policy
from marketplace.profiles.identity import news, queries
from marketplace.profiles.identity.errors import (
    AlreadyAnswered,
    NotThatDay,
    NotThatLong,
    OwnCheck,
    RequestNotFound,
)
from marketplace.profiles.identity.models import IdentityCheck, IdentityRequest
from marketplace.profiles.identity.queries import Asked
from marketplace.profiles.words import Document, Proof

LONGEST = timedelta(days=3653)
LATELY = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """All that is kept of a check."""

    document: Document
    is_person: bool
    is_adult: bool
    checked_on: date
    expires_on: date
    proof: Proof = Proof.BY_HAND


def ask_for_check(*, actor: Actor) -> None:
    """Asking again while one waits changes nothing."""
    with transaction() as session:
        actor.require(policy.may_perform(actor))
        session.execute(select(Account.id).where(Account.id == actor.id).with_for_update())
        if queries.open_request(session, actor.id) is None:
            request = IdentityRequest(performer_id=actor.id)
            session.add(request)
            session.flush()
            audit.record(session, actor, "identity.check_asked", actor.id)
            news.tell_compliance(session, request.id)


def look_at(request_id: UUID, *, actor: Actor) -> Asked:
    """For whoever makes the check. That they looked is on record for the performer."""
    with transaction() as session:
        actor.require_power(Power.KEEP_RIGHTS)
        asked = queries.asked(session, request_id)
        audit.record(session, actor, "opening.read", asked.performer_id)
        return asked


def keep_check(request_id: UUID, result: Result, *, actor: Actor) -> None:
    """By one who saw the document and the person, and is not that person."""
    with transaction() as session:
        actor.require_power(Power.KEEP_RIGHTS)
        request = session.get(IdentityRequest, request_id, with_for_update=True)
        if request is None:
            raise RequestNotFound
        if request.performer_id == actor.id:
            raise OwnCheck
        if request.answered_at is not None:
            raise AlreadyAnswered
        refuse_dates(result)
        request.answered_at = now()
        keep(session, request.performer_id, result, actor)
        news.tell_performer(
            session,
            request.performer_id,
            passed=result.is_person and result.is_adult,
            expires_on=result.expires_on,
        )


def keep(session: Session, performer_id: UUID, result: Result, actor: Actor) -> None:
    """A step."""
    check = IdentityCheck(performer_id=performer_id, checked_by=actor.id, **asdict(result))
    session.add(check)
    audit.record(session, actor, "identity.checked", performer_id, document=result.document)
    session.flush()


def refuse_dates(result: Result) -> None:
    """Whoever found it out."""
    today = now().date()
    if not today - LATELY <= result.checked_on <= today:
        raise NotThatDay
    if not today <= result.expires_on <= today + LONGEST:
        raise NotThatLong
