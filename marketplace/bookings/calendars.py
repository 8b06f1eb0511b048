"""Bookings as iCalendar (RFC 5545), in UTC: no zone can be read wrongly."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

_LONGEST_LINE = 75
"""Octets; the rest goes on after a space."""


class Method(StrEnum):
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


class Status(StrEnum):
    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    booking_id: UUID
    sequence: int
    changed_at: datetime
    starts_at: datetime
    ends_at: datetime
    summary: str
    description: str
    url: str
    room: str
    status: Status
    organizer: str = ""
    """An email address; only in what is mailed."""
    attendee: str = ""


def calendar(events: Iterable[Event], *, host: str, method: Method | None = None) -> str:
    """What a feed answers, or with a method what an invitation carries."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Fairtake//Bookings//EN"]
    lines += ["CALSCALE:GREGORIAN"]
    if method:
        lines += [f"METHOD:{method.value}"]
    else:
        lines += ["X-WR-CALNAME:Fairtake bookings", "NAME:Fairtake bookings"]
        lines += ["REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H"]
    for event in events:
        lines += _event(event, host)
    return "".join(f"{folded}\r\n" for line in [*lines, "END:VCALENDAR"] for folded in _fold(line))


def _event(event: Event, host: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.booking_id}@{host}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTAMP:{_utc(event.changed_at)}"
    yield f"DTSTART:{_utc(event.starts_at)}"
    yield f"DTEND:{_utc(event.ends_at)}"
    yield f"SUMMARY:{_text(event.summary)}"
    yield f"DESCRIPTION:{_text(event.description)}"
    yield f"STATUS:{event.status.value}"
    yield f"URL:{event.url}"
    if event.room:
        yield f"LOCATION:{_text(event.room)}"
    if event.organizer:
        yield f"ORGANIZER:mailto:{event.organizer}"
    if event.attendee:
        said = "ACCEPTED" if event.status is Status.CONFIRMED else "NEEDS-ACTION"
        yield f"ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT={said}:mailto:{event.attendee}"
    yield "END:VEVENT"


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(said: str) -> str:
    """What means something to a calendar is marked; what no calendar can hold is a space."""
    kept = said.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    lines = kept.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\\n".join("".join(c if c.isprintable() else " " for c in line) for line in lines)


def _fold(line: str) -> Iterator[str]:
    """By octets and never within a letter."""
    room, part = _LONGEST_LINE, ""
    for letter in line:
        if len((part + letter).encode()) > room:
            yield part
            part = " "
        part += letter
    yield part
