"""What rights keep about a performer, for their own copy of it."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.grants.knowing import rights_of
from consent.grants.models import Grant, Right, Suspension
from consent.grants.suspending import not_lifted
from consent.ledger.explaining.words import Use
from consent.recordings.models import StandingPause
from consent.rights.models import BulkEnding, Invalidation, RenewalOffer
from consent.rights.trained import trained_by
from consent.terms.bits import BIT, EVERY_USE
from foundation.statements import among


def exports_of(session: Session, person_id: UUID) -> dict[str, Any]:
    """For `hooks.exports_of`."""
    wanted = select(Grant).where(Grant.performer_id == person_id)
    grants = session.scalars(wanted.order_by(Grant.made_at, Grant.id)).all()
    rights = rights_of(session, grants)
    pauses = not_lifted(session, [grant.id for grant in grants])
    return {
        "consent": [_grant(each, rights[each.id], pauses.get(each.id, ())) for each in grants],
        "standing_pauses": _standing_pauses(session, person_id),
        "renewal_offers": _offers(session, person_id),
        "withdrawals_of_many": _endings(session, person_id),
        "consent_questioned": _invalidations(session, [grant.id for grant in grants]),
        "models_trained": _trained(session, {grant.recording_id for grant in grants}),
    }


def _trained(session: Session, recordings: set[UUID]) -> list[dict[str, Any]]:
    """On one's own recordings, as clients reported it."""
    found = trained_by(session, recordings)
    return [
        {
            "recording": str(recording),
            "model": each.model,
            "by": each.who,
            "delivery": str(each.delivery),
            "dataset": each.dataset,
            "version": each.version,
            "cut_off": each.cut_off.isoformat(),
            "uses": [use.value for use in each.uses],
            "from": each.from_on.isoformat(),
            "to": each.to_on.isoformat(),
            "reported_at": each.reported_at.isoformat(),
        }
        for recording in sorted(found)
        for each in found[recording]
    ]


def _grant(grant: Grant, right: Right, pauses: Any) -> dict[str, Any]:
    return {
        "recording": str(grant.recording_id),
        "agreement": str(grant.agreement_id),
        "state": right.state.value,
        "accepted": right.accepted,
        "uses": _uses(right.uses),
        "from": right.starts_on and right.starts_on.isoformat(),
        "until": right.ends_on.isoformat(),
        "pauses": [_pause(each) for each in pauses],
    }


def _pause(pause: Suspension) -> dict[str, Any]:
    return {
        "cause": pause.cause,
        "uses": _uses(pause.uses),
        "client": pause.client_id and str(pause.client_id),
        "until": pause.until and pause.until.isoformat(),
    }


def _standing_pauses(session: Session, person_id: UUID) -> list[dict[str, Any]]:
    of = StandingPause
    wanted = select(of).where(of.performer_id == person_id).order_by(of.begun_at, of.id)
    return [
        {
            "cause": each.cause.value,
            "client": each.client_id and str(each.client_id),
            "uses": _uses(each.uses),
            "begun_at": each.begun_at.isoformat(),
            "begun_as": each.begun_as,
            "until": each.until and each.until.isoformat(),
            "lifted_at": each.lifted_at and each.lifted_at.isoformat(),
        }
        for each in session.scalars(wanted)
    ]


def _offers(session: Session, person_id: UUID) -> list[dict[str, Any]]:
    of = RenewalOffer
    wanted = select(of).where(of.performer_id == person_id).order_by(of.offered_at, of.id)
    return [
        {
            "agreement": str(each.agreement_id),
            "ends_on": each.ends_on.isoformat(),
            "renewed_until": each.renewed_until.isoformat(),
            "fee_minor": each.fee_minor,
            "currency": each.currency,
            "offered_at": each.offered_at.isoformat(),
            "answer": each.answer and each.answer.value,
            "answered_at": each.answered_at and each.answered_at.isoformat(),
            "recordings_renewed": each.renewed,
        }
        for each in session.scalars(wanted)
    ]


def _endings(session: Session, person_id: UUID) -> list[dict[str, Any]]:
    of = BulkEnding
    wanted = select(of).where(of.performer_id == person_id).order_by(of.ordered_at, of.id)
    return [
        {
            "client": each.client_id and str(each.client_id),
            "ordered_at": each.ordered_at.isoformat(),
            "as": each.ordered_as,
            "cause": each.cause and each.cause.value,
            "reason": each.reason,
            "ended": each.ended,
            "finished_at": each.finished_at and each.finished_at.isoformat(),
        }
        for each in session.scalars(wanted)
    ]


def _invalidations(session: Session, grants: list[UUID]) -> list[dict[str, Any]]:
    """Found by somebody, and what a second person made of it; their names are not the performer's
    to know."""
    of = Invalidation
    mine = among(session, of.grant_id, grants)
    wanted = select(of).where(mine).order_by(of.proposed_at, of.id)
    return [
        {
            "grant": str(each.grant_id),
            "flaw": each.flaw.value,
            "reason": each.reason,
            "proposed_at": each.proposed_at.isoformat(),
            "outcome": each.outcome and each.outcome.value,
            "decided_at": each.decided_at and each.decided_at.isoformat(),
        }
        for each in session.scalars(wanted)
    ]


def _uses(bits: int) -> list[str] | str:
    return "all" if bits == EVERY_USE else [use.value for use in Use if bits & BIT[use]]
