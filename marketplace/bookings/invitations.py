"""Mails that a calendar program takes in: a booking, its changes, its end."""

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import hooks, mail
from foundation.web import settings
from marketplace.bookings.calendars import Event, Method, Status, calendar
from marketplace.bookings.events import events_of, host_of
from marketplace.bookings.models import Booking, PlaceState
from marketplace.bookings.steps import held


def invite(session: Session, booking: Booking) -> None:
    """To each who agreed. The same booking again, with a higher sequence, moves it."""
    agreed = [
        each.place.performer_id
        for each in held(session, booking)
        if each.place.state is PlaceState.ACCEPTED
    ]
    _send(session, booking, agreed, Method.REQUEST)


def move(session: Session, booking: Booking, to: Collection[UUID]) -> None:
    """To those who had it: the new time, to be confirmed."""
    _send(session, booking, to, Method.REQUEST)


def withdraw(session: Session, booking: Booking, to: Collection[UUID]) -> None:
    """Takes it out of the calendars of those who had it."""
    _send(session, booking, to, Method.CANCEL)


def _send(session: Session, booking: Booking, to: Collection[UUID], method: Method) -> None:
    session.flush()
    site = settings().url
    (event,) = events_of(session, [booking], site)
    if method is Method.CANCEL:
        event = replace(event, status=Status.CANCELLED)
    people = hooks.addresses(session, to)
    for person_id in sorted(people):
        mail.post(
            session,
            to=person_id,
            template="booking_calendar",
            calendar=_carried(event, people[person_id].email, site, method),
            title=event.summary,
            at=booking.starts_at,
            path=f"/bookings/{booking.id}",
            is_cancelled=method is Method.CANCEL,
        )


def _carried(event: Event, address: str, site: str, method: Method) -> str:
    ours = f"no-reply@{host_of(site)}"
    said = replace(event, organizer=ours, attendee=address)
    return calendar([said], host=host_of(site), method=method)
