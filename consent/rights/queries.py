"""What performers ask about their rights: lists, one recording, standing pauses, offers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Subquery, and_, func, or_, select
from sqlalchemy.orm import Session

from consent.grants.models import Grant, Lifting, Right, Suspension
from consent.holders.models import Holder
from consent.ledger.explaining.moves import PERMITTING
from consent.ledger.explaining.words import SuspensionCause
from consent.recordings.for_whom import client_of, given_to
from consent.recordings.models import Recording, StandingPause
from consent.rights.errors import RightNotFound
from consent.rights.living import living
from consent.rights.models import RenewalOffer
from foundation import cursors
from foundation.actors import Actor
from foundation.clock import now
from foundation.statements import among


class Shown(StrEnum):
    """Which recordings a list shows."""

    ALL = "all"
    ALLOWED = "allowed"
    PAUSED = "paused"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Extent:
    """How much a bulk change would reach."""

    recordings: int
    copies: int
    """Holders who have one of them."""


def page(
    session: Session,
    performer_id: UUID,
    *,
    shown: Shown = Shown.ALL,
    client_id: UUID | None = None,
    after: str | None = None,
    limit: int = 20,
) -> cursors.Page[Recording]:
    """Newest first."""
    of = Recording
    query = select(of.id, of.registered_at).where(of.id.in_(_own(performer_id)))
    if client_id is not None:
        query = query.where(of.client_id == client_id)
    if shown is not Shown.ALL:
        query = query.where(_state(performer_id, shown))
    found = cursors.page_of(session, query, of.registered_at, of.id, after=after, limit=limit)
    return cursors.loaded(session, of, found)


def recording_of(session: Session, recording_id: UUID, actor: Actor) -> Recording:
    """One in which the actor performs."""
    mine = select(Recording).where(Recording.id == recording_id, Recording.id.in_(_own(actor.id)))
    found = session.scalar(mine)
    if found is None:
        raise RightNotFound(recording_id)
    return found


def own_grants_of(
    session: Session, performer_id: UUID, recordings: Collection[UUID]
) -> Sequence[Grant]:
    mine = select(Grant).where(
        Grant.performer_id == performer_id, among(session, Grant.recording_id, recordings)
    )
    return session.scalars(mine.order_by(Grant.made_at, Grant.id)).all()


def clients_of(session: Session, performer_id: UUID) -> Sequence[UUID]:
    """For whom this performer was recorded, or allowed it since."""
    mine = select(client_of()).join(Recording, Recording.id == Grant.recording_id)
    return session.scalars(mine.where(Grant.performer_id == performer_id).distinct()).all()


def pauses_of(session: Session, performer_id: UUID) -> Sequence[StandingPause]:
    """A performer's own that stand, the oldest first."""
    mine = select(StandingPause).where(
        StandingPause.performer_id == performer_id,
        StandingPause.stands_for.is_not(None),
        or_(StandingPause.until.is_(None), StandingPause.until >= now().date()),
        StandingPause.cause.in_((SuspensionCause.OWN_CHOICE, SuspensionCause.STRIKE)),
    )
    return session.scalars(mine.order_by(StandingPause.begun_at, StandingPause.id)).all()


def offers_to(session: Session, performer_id: UUID) -> list[tuple[RenewalOffer, int]]:
    """What waits for an answer, with how many recordings it is about."""
    today = now().date()
    open_ = select(RenewalOffer).where(
        RenewalOffer.performer_id == performer_id,
        RenewalOffer.answer.is_(None),
        RenewalOffer.ends_on >= today,
    )
    offers = session.scalars(open_.order_by(RenewalOffer.ends_on, RenewalOffer.id)).all()
    counted = [(offer, _count(session, offer)) for offer in offers]
    return [(offer, count) for offer, count in counted if count]


def extent(session: Session, performer_id: UUID, client_id: UUID | None = None) -> Extent:
    """Of all that a performer allows, or allows for one client."""
    ids = _living_of(performer_id, client_id)
    return Extent(_counted(session, select(ids)), _counted(session, _held(ids)))


def _living_of(performer_id: UUID, client_id: UUID | None) -> Subquery:
    mine = living().where(Grant.performer_id == performer_id)
    if client_id is not None:
        mine = mine.where(given_to(client_id))
    return mine.with_only_columns(Grant.recording_id).distinct().subquery()


def _held(ids: Subquery) -> Select[UUID, UUID | None]:
    held = select(Holder.client_id, Holder.recipient_id)
    return held.join(ids, ids.c.recording_id == Holder.recording_id).distinct()


def holding(
    session: Session, performer_id: UUID, client_id: UUID | None = None
) -> set[tuple[UUID, UUID | None]]:
    """Whoever has a copy of what a performer allows: clients, with the end recipient or without."""
    held = _held(_living_of(performer_id, client_id))
    return {(client, recipient) for client, recipient in session.execute(held)}


def _counted(session: Session, rows: Select[*tuple[object, ...]]) -> int:
    return session.scalar(select(func.count()).select_from(rows.subquery())) or 0


def first_offered(session: Session, offer: RenewalOffer, most: int = 3) -> Sequence[Recording]:
    """Some of the recordings that an offer is about, newest first."""
    ids = _offered(offer).with_only_columns(Grant.recording_id)
    newest = select(Recording).where(Recording.id.in_(ids))
    return session.scalars(
        newest.order_by(Recording.recorded_at.desc(), Recording.id).limit(most)
    ).all()


def _count(session: Session, offer: RenewalOffer) -> int:
    return _counted(session, _offered(offer).with_only_columns(Grant.id))


def _offered(offer: RenewalOffer) -> Select[Grant]:
    return living().where(
        Grant.performer_id == offer.performer_id,
        Grant.agreement_id == offer.agreement_id,
        Right.ends_on == offer.ends_on,
    )


def _own(performer_id: UUID) -> Select[UUID]:
    return select(Grant.recording_id).where(Grant.performer_id == performer_id)


def _state(performer_id: UUID, shown: Shown) -> ColumnElement[bool]:
    today = now().date()
    lives = and_(Right.state.in_(PERMITTING), Right.ends_on >= today)
    alive = _own_rights(performer_id).where(lives).exists()
    if shown is Shown.ENDED:
        return ~alive
    paused = _own_rights(performer_id).where(lives, _paused(today)).exists()
    return paused if shown is Shown.PAUSED else and_(alive, ~paused)


def _own_rights(performer_id: UUID) -> Select[UUID]:
    mine = (Right.recording_id == Recording.id, Right.performer_id == performer_id)
    return select(Right.grant_id).where(*mine)


def _paused(today: date) -> ColumnElement[bool]:
    lifted = select(Lifting.suspension_id).where(Lifting.suspension_id == Suspension.id)
    return (
        select(Suspension.id)
        .where(
            Suspension.grant_id == Right.grant_id,
            or_(Suspension.until.is_(None), Suspension.until >= today),
            ~lifted.exists(),
        )
        .exists()
    )
