"""Grants to try things on, made by the steps that pages will take."""

from datetime import date
from typing import Any
from uuid import UUID

from consent.grants.following import begin, follow
from consent.grants.models import Grant
from consent.ledger.explaining.consenting import (
    ConsentGiven,
    ConsentNarrowed,
    ConsentResumed,
    ConsentSuspended,
    ConsentWithdrawn,
)
from consent.ledger.explaining.opening import Opening
from consent.ledger.explaining.terms import Limits
from consent.ledger.explaining.words import Answer, SuspensionCause, Use
from consent.ledger.explaining.working import TakeAccepted
from consent.ledger.fresh_ids import fresh_id
from consent.terms.purpose import Purpose
from foundation import clock
from foundation.database import transaction
from foundation.ids import new_id

LAB, STUDIO = UUID(int=4), UUID(int=5)
USES = {
    Use.REVIEW: Answer.ALLOWED,
    Use.EVALUATION: Answer.ALLOWED,
    Use.GENERATIVE_TRAINING: Answer.ALLOWED,
}
ENDS_ON = date(2029, 3, 1)
LIMITS = Limits(ends_on=ENDS_ON)
TO_EVALUATE = Purpose(client=LAB, use=Use.EVALUATION)
TO_REVIEW = Purpose(client=LAB, use=Use.REVIEW)


def registered(recording: UUID | None = None, performer: UUID | None = None) -> Grant:
    with transaction() as session:
        grant = begin(
            session,
            recording=recording or new_id(),
            performer=performer or new_id(),
            agreement=new_id(),
            thread=fresh_id(),
        )
        session.flush()
        session.expunge(grant)
    return grant


def tell(grant: Grant, *openings: Opening) -> None:
    with transaction() as session:
        for opening in openings:
            follow(session, grant, opening)


def about(grant: Grant, **more: Any) -> dict[str, Any]:
    return {
        "person": grant.performer_id,
        "recording": grant.recording_id,
        "agreement": grant.agreement_id,
        "at": clock.now(),
        **more,
    }


def given(grant: Grant, **more: Any) -> ConsentGiven:
    return ConsentGiven(**about(grant, **{"uses": USES, "limits": LIMITS, **more}))


def narrowed(grant: Grant, **more: Any) -> ConsentNarrowed:
    return ConsentNarrowed(**about(grant, **{"uses": USES, "limits": LIMITS, **more}))


def accepted(grant: Grant, **more: Any) -> TakeAccepted:
    return TakeAccepted(**about(grant, take=UUID(int=6), **more))


def withdrawn(grant: Grant, **more: Any) -> ConsentWithdrawn:
    return ConsentWithdrawn(**about(grant, **more))


def suspended(grant: Grant, **more: Any) -> ConsentSuspended:
    return ConsentSuspended(**about(grant, **{"cause": SuspensionCause.STRIKE, **more}))


def resumed(grant: Grant, **more: Any) -> ConsentResumed:
    return ConsentResumed(**about(grant, **{"cause": SuspensionCause.STRIKE, **more}))


def allowing(recording: UUID | None = None, performer: UUID | None = None, **more: Any) -> Grant:
    """Given and its take accepted."""
    grant = registered(recording, performer)
    tell(grant, given(grant, **more), accepted(grant))
    return grant
