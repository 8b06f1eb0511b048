"""What is asked about applications, offers and engagements."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.casting.contract_models import Contract
from marketplace.casting.models import (
    Application,
    ApplicationState,
    CastingStep,
    Engagement,
    EngagementState,
    Offer,
    OfferState,
    Seat,
)
from marketplace.gigs.models import Gig


def engagements_of(session: Session, gig_id: UUID) -> Sequence[Engagement]:
    """Who is engaged now, in the order of accepting."""
    of = Engagement
    wanted = select(of).where(of.gig_id == gig_id, of.state == EngagementState.ENGAGED)
    return session.scalars(wanted.order_by(of.accepted_at, of.id)).all()


def with_contract(session: Session, engagement_ids: Collection[UUID]) -> set[UUID]:
    """Those of these engagements whose contract was written: nobody books another."""
    of = Contract.engagement_id
    return set(session.scalars(select(of).where(of.in_(engagement_ids))))


def contract_of(session: Session, engagement_id: UUID) -> Contract | None:
    return session.get(Contract, engagement_id)


def has_applied(session: Session, performer_id: UUID, client_id: UUID | None) -> bool:
    """For `visibility.applied_to`: whoever withdrew or never sent it did not. `None`: with any."""
    of = Application
    theirs = select(of.id).where(
        of.performer_id == performer_id,
        of.state.not_in((ApplicationState.DRAFT, ApplicationState.WITHDRAWN)),
    )
    if client_id is not None:
        theirs = theirs.join(Gig, Gig.id == of.gig_id).where(Gig.client_id == client_id)
    return session.scalar(theirs.limit(1)) is not None


def applications_of(session: Session, performer_id: UUID) -> Sequence[Application]:
    """One's own, the newest first."""
    of = Application
    wanted = select(of).where(of.performer_id == performer_id)
    return session.scalars(wanted.order_by(of.made_at.desc(), of.id)).all()


def offers_of(session: Session, application_id: UUID) -> Sequence[Offer]:
    """All that was proposed to and fro, the newest first."""
    of = Offer
    wanted = select(of).where(of.application_id == application_id)
    return session.scalars(wanted.order_by(of.made_at.desc(), of.id)).all()


def declined_offer(session: Session, application: Application) -> bool:
    """Whether it ended because an offer to its performer was declined, in their own name or by
    their agent, and not because it was taken back."""
    if application.state is not ApplicationState.WITHDRAWN:
        return False
    answered = [
        each.answered_at
        for each in offers_of(session, application.id)
        if each.state is OfferState.DECLINED and each.offered_by != each.performer_id
    ]
    since = application.submitted_at
    return any(at is not None and (since is None or at >= since) for at in answered)


def steps_of(session: Session, application_id: UUID) -> Sequence[CastingStep]:
    of = CastingStep
    wanted = select(of).where(of.application_id == application_id)
    return session.scalars(wanted.order_by(of.at, of.id)).all()


def open_to_performer(session: Session, performer_id: UUID) -> Sequence[Offer]:
    """What the client offered and nobody answered."""
    of = Offer
    wanted = select(of).where(
        of.performer_id == performer_id,
        of.state == OfferState.OPEN,
        of.offered_by != of.performer_id,
    )
    return session.scalars(wanted.order_by(of.expires_at, of.id)).all()


def seats_taken(session: Session, gig_id: UUID) -> dict[str, int]:
    """By part."""
    counted = (
        select(Seat.part_key, func.count()).where(Seat.gig_id == gig_id).group_by(Seat.part_key)
    )
    return {row[0]: row[1] for row in session.execute(counted)}
