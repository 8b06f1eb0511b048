"""What can be chosen when a booking is arranged: people, times, and what is not booked yet."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from foundation import formats, hooks
from foundation.clock import now
from foundation.formats import Reader
from marketplace.bookings import finding, free_hours, queries, steps
from marketplace.bookings.models import BookingState, PlaceState
from marketplace.bookings.queries import Listed
from marketplace.casting.models import Engagement
from marketplace.gigs.models import Gig
from marketplace.requests.content import SceneContent
from marketplace.requests.models import RequestVersion

_AHEAD = timedelta(days=13)
_COUNTS = (*steps.STANDING, BookingState.OVER)


@dataclass(frozen=True, slots=True)
class Fill:
    """How much of one engagement is booked."""

    name: str
    part: str
    booked: int
    open: int


def content_of(session: Session, gig: Gig) -> SceneContent:
    return session.get_one(RequestVersion, gig.version_id).scene()


def fill(session: Session, gig: Gig, listed: Sequence[Listed]) -> list[Fill]:
    """By the terms of each engagement: what was posted later binds nobody."""
    booked = Counter(
        place.engagement_id
        for each in listed
        if each.booking.state in _COUNTS
        for place in each.places
        if place.state not in (PlaceState.DECLINED, PlaceState.SWAPPED)
    )
    engaged = queries.engagements(session, gig.id)
    names = hooks.names(session, {each.performer_id for each in engaged})
    return [_fill(each, names.get(each.performer_id, ""), booked[each.id]) for each in engaged]


def choices(session: Session, gig: Gig) -> list[tuple[str, str]]:
    """Value and label of each who is engaged."""
    engaged = queries.engagements(session, gig.id)
    names = hooks.names(session, {each.performer_id for each in engaged})
    return [
        (str(each.id), f"{names.get(each.performer_id, '')}, {_part(each)}") for each in engaged
    ]


def first_values(session: Session, gig: Gig, zone: str) -> dict[str, object]:
    """What a search begins with: the days that were posted, from tomorrow on."""
    tomorrow = (now() + timedelta(days=1)).astimezone(ZoneInfo(zone)).date()
    first = max(tomorrow, gig.first_day)
    last = max(first, min(first + _AHEAD, gig.last_day))
    minutes = content_of(session, gig).window.minutes
    return {
        "first": first.isoformat(),
        "last": last.isoformat(),
        "minutes": minutes,
        "zone": zone,
        "call": None,
        "room": "",
    }


def found(
    session: Session,
    performers: Collection[UUID],
    minutes: int,
    between: tuple[datetime, datetime],
    reader: Reader,
) -> list[tuple[str, str, str]]:
    """Value, label and note of each: the call by one's own clock, and by theirs."""
    starts = max(between[0], now() + finding.SOONEST)
    if not performers:
        return []
    hours = free_hours.hours_of(session, performers)
    taken = queries.taken(session, performers, starts - timedelta(days=1), between[1])
    times = finding.common_times(hours, taken, minutes, starts, between[1])
    names = hooks.names(session, performers)
    clocks = [(names.get(person, ""), each.zone) for person, each in hours.items()]
    zones = [zone for _, zone in clocks]
    return [
        (at.isoformat(), formats.when(at, reader), _by_their_clocks(at, clocks))
        for at in finding.some_of_each_day(times, minutes, reader.zone, zones)
    ]


def _by_their_clocks(at: datetime, clocks: Sequence[tuple[str, str]]) -> str:
    return " · ".join(f"{name} {formats.when(at, Reader(zone=zone))}" for name, zone in clocks)


def _fill(engagement: Engagement, name: str, booked: int) -> Fill:
    wanted = SceneContent.read(engagement.terms).window.bookings
    return Fill(name, _part(engagement), booked, max(0, wanted - booked))


def _part(engagement: Engagement) -> str:
    parts = SceneContent.read(engagement.terms).brief.parts
    return {part.key: part.name for part in parts}.get(engagement.part_key, engagement.part_key)
