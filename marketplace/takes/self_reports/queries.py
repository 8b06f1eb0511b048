"""Whose report somebody may make, and what compliance reads."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.cursors import Page, page_of
from foundation.statements import among
from marketplace.accounts.roles import Role
from marketplace.bookings.errors import BookingNotFound
from marketplace.bookings.models import Booking, Place, PlaceState
from marketplace.casting.models import Engagement
from marketplace.gigs.models import Gig
from marketplace.requests.models import RequestVersion
from marketplace.requests.scene import Beat
from marketplace.takes.self_reports import policy
from marketplace.takes.self_reports.errors import ReportNotFound
from marketplace.takes.self_reports.models import FeltBeat, FeltOptIn, SelfReport


@dataclass(frozen=True, slots=True)
class Asked:
    """A booking that this performer was in and may say something about."""

    booking: Booking
    title: str
    beats: tuple[Beat, ...]
    report: SelfReport | None
    opted_in: bool
    felt: dict[int, FeltBeat]


def may_report(session: Session, booking_id: UUID, actor: Actor) -> Engagement:
    """Who came. To the others there is no such booking."""
    wanted = (
        select(Engagement)
        .join(Place, Place.engagement_id == Engagement.id)
        .where(
            Place.booking_id == booking_id,
            Place.performer_id == actor.id,
            Place.state == PlaceState.CHECKED_IN,
        )
    )
    found = session.scalars(wanted.limit(1)).first()
    if found is None or actor.role != Role.PERFORMER:
        raise BookingNotFound
    return found


def asked(session: Session, booking_id: UUID, actor: Actor) -> Asked:
    engagement = may_report(session, booking_id, actor)
    booking = session.get_one(Booking, booking_id)
    brief = session.get_one(RequestVersion, engagement.brief_version_id).scene().brief
    return Asked(
        booking=booking,
        title=session.get_one(Gig, booking.gig_id).title,
        beats=brief.beats,
        report=report_of(session, booking_id, actor.id),
        opted_in=session.get(FeltOptIn, actor.id) is not None,
        felt={each.beat: each for each in felt_of(session, booking_id, actor.id)},
    )


def report_of(session: Session, booking_id: UUID, performer_id: UUID) -> SelfReport | None:
    wanted = select(SelfReport).where(
        SelfReport.booking_id == booking_id, SelfReport.performer_id == performer_id
    )
    return session.scalars(wanted.with_for_update()).one_or_none()


def felt_of(session: Session, booking_id: UUID, performer_id: UUID) -> Sequence[FeltBeat]:
    wanted = select(FeltBeat).where(
        FeltBeat.booking_id == booking_id, FeltBeat.performer_id == performer_id
    )
    return session.scalars(wanted.order_by(FeltBeat.beat)).all()


def players(session: Session, booking_id: UUID) -> set[UUID]:
    return set(session.scalars(select(Place.performer_id).where(Place.booking_id == booking_id)))


def readable(session: Session, report_id: UUID, actor: Actor) -> SelfReport:
    wanted = select(SelfReport).where(SelfReport.id == report_id, _by_strangers(actor))
    found = session.scalars(wanted).one_or_none()
    if found is None or not policy.may_read_reports(actor):
        raise ReportNotFound
    return found


def bookings_of(session: Session, ids: Collection[UUID]) -> dict[UUID, Row[UUID, datetime, str]]:
    """Id, time and title of these."""
    wanted = (
        select(Booking.id, Booking.starts_at, Gig.title)
        .join(Gig, Gig.id == Booking.gig_id)
        .where(among(session, Booking.id, ids))
    )
    return {row.id: row for row in session.execute(wanted)}


def page_of_reports(
    session: Session, actor: Actor, *, after: str | None, limit: int
) -> Page[SelfReport]:
    found = page_of(
        session,
        select(SelfReport, SelfReport.made_at, SelfReport.id).where(_by_strangers(actor)),
        SelfReport.made_at,
        SelfReport.id,
        after=after,
        limit=limit,
    )
    return Page([row[0] for row in found.items], found.next)


def _by_strangers(actor: Actor) -> ColumnElement[bool]:
    """Not of bookings in which this person played: what is said of them is not theirs to read."""
    own = select(Place.booking_id).where(Place.performer_id == actor.id)
    return SelfReport.booking_id.not_in(own)
