"""What a take earns each of its performers, by the terms that they accepted."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.grants.models import Grant, Right, State
from consent.ledger.explaining.words import said
from consent.signing.queries import signed_terms
from consent.terms.bits import BIT
from foundation.actors import Actor
from marketplace.bookings.models import Booking
from marketplace.facts.models import FactKind
from marketplace.facts.steps import published
from marketplace.pricing.engaged import Engaged, engaged
from marketplace.pricing.publishing import Earned, local_day, publish_earned
from marketplace.takes.models import Take, TakeStep, Track
from marketplace.takes.tracks import tracks_of


@dataclass(frozen=True, slots=True)
class _Price:
    kind: FactKind
    amount_minor: int
    rule: str
    label: str
    cause_id: UUID | None = None
    """The track, unless it is of something that counts once for all takes."""


def pay_accepted(session: Session, take: Take, *, actor: Actor) -> None:
    """A step, with the decision. Whom its stop has paid, it has paid."""
    for track, of in _tracks(session, take):
        _pay_granted(session, take, track, of, actor)
        if published(session, FactKind.STOP, track.id):
            continue
        price = _Price(
            FactKind.TAKE, of.pay.take_minor, "pay.take_minor", f"Accepted take {take.number}"
        )
        _publish(session, take, track, of, price, actor)


def pay_bonus(session: Session, take: Take, *, actor: Actor) -> None:
    """A step, where who judged says that it was reached: once for each engagement."""
    for track, of in _tracks(session, take):
        amount_minor, once = of.pay.bonus_minor, track.engagement_id
        price = _Price(FactKind.BONUS, amount_minor, "pay.bonus_minor", "Bonus", once)
        _publish(session, take, track, of, price, actor)


def _pay_granted(session: Session, take: Take, track: Track, of: Engaged, actor: Actor) -> None:
    """Optional uses that this performer agreed to, and that the recording's grant permits now: each
    is priced once for each engagement. What was taken back before is not used, so not paid."""
    for paper in signed_terms(session, track.engagement_id, track.performer_id):
        permitted = _permitted(session, track, paper.agreement)
        for use, amount_minor in (paper.prices or {}).items():
            if permitted & BIT[use]:
                label = f"Agreed use: {said(use)}"
                cause = uuid5(track.engagement_id, use.value)
                price = _Price(FactKind.OPTIONAL_USE, amount_minor, "usage.prices", label, cause)
                _publish(session, take, track, of, price, actor)


def _permitted(session: Session, track: Track, agreement_id: UUID) -> int:
    """A bit for each use. A pause is not an end."""
    wanted = (
        select(Right.uses)
        .join(Grant, Grant.id == Right.grant_id)
        .where(
            Grant.recording_id == track.recording_id,
            Grant.performer_id == track.performer_id,
            Grant.agreement_id == agreement_id,
            Right.state.in_((State.GIVEN, State.RENEWED)),
        )
    )
    return session.scalar(wanted) or 0


def pay_stopped(
    session: Session, take: Take, *, actor: Actor, only: Collection[UUID] | None = None
) -> None:
    """Stopped for safety, spoilt by the platform, or never completed by others: as if it had been
    accepted. `only` these tracks, where not all were played to the end."""
    for track, of in _tracks(session, take):
        if only is not None and track.id not in only:
            continue
        price = _Price(FactKind.STOP, of.pay.take_minor, "pay.take_minor", f"Take {take.number}")
        _publish(session, take, track, of, price, actor)


def pay_retake(session: Session, take: Take, *, actor: Actor) -> None:
    """A step, when a retake is complete: it was played, however it is judged. Only what was asked
    for is one, and it costs what was promised when it was asked for."""
    asked = _asked_as(session, take)
    if not asked:
        return
    for track, of in _tracks(session, take):
        if asked > of.pay.included_retakes:
            label = f"Retake {asked}, beyond {of.pay.included_retakes} included"
            price = _Price(FactKind.RETAKE, of.pay.retake_minor, "pay.retake_minor", label)
            _publish(session, take, track, of, price, actor)


def _asked_as(session: Session, take: Take) -> int:
    """As which of its booking, in the order of asking, this one was asked for; 0: as none."""
    wanted = (
        select(TakeStep.take_id)
        .join(Take, Take.id == TakeStep.take_id)
        .where(Take.booking_id == take.booking_id, TakeStep.act == "retake_asked")
        .order_by(TakeStep.at, Take.number)
    )
    asked = list(session.scalars(wanted))
    return asked.index(take.retake_of) + 1 if take.retake_of in asked else 0


def _tracks(session: Session, take: Take) -> Iterator[tuple[Track, Engaged]]:
    tracks = tracks_of(session, take.id)
    by_id = engaged(session, [each.engagement_id for each in tracks])
    for track in tracks:
        yield track, by_id[track.engagement_id]


def _publish(
    session: Session, take: Take, track: Track, of: Engaged, price: _Price, actor: Actor
) -> None:
    booking = session.get_one(Booking, take.booking_id)
    earned = Earned(
        kind=price.kind,
        cause_id=price.cause_id or track.id,
        amount=of.pay.of(price.amount_minor),
        quantity=1,
        unit="take",
        rate_minor=price.amount_minor,
        rule=price.rule,
        label=price.label,
        recording_id=track.recording_id,
    )
    worked_on = local_day(booking.starts_at, booking.zone)
    publish_earned(session, of, earned, worked_on=worked_on, zone=booking.zone, actor=actor)
