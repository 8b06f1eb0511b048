"""Who is told what about hours."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import notices, webhooks
from foundation.actors import Actor
from marketplace.bookings.models import Booking
from marketplace.bookings.news import arrangers, name_of, title
from marketplace.hours.models import Timesheet

_GROUP = "Hours"


def _kind(name: str, label: str, sentence: str, *, may_turn_off: bool = False) -> notices.Kind:
    return notices.Kind(f"hours.{name}", label, _GROUP, may_turn_off, sentence)


KINDS = (
    _kind(
        "made",
        "Your hours are written down",
        "{{ title }}: your hours of {{ at|when }} are there to look at. What nobody objects to is"
        " approved by {{ by|when }}.",
    ),
    _kind(
        "to_approve",
        "Hours wait for approval",
        "{{ title }}: the hours of {{ name }} on {{ at|when }} wait for you. They are approved by"
        " themselves on {{ by|when }}.",
    ),
    _kind(
        "corrected",
        "A correction of hours waits for your answer",
        "{{ title }}: {{ name }} says that a line of {{ at|when }} was different. Say within 7 days"
        " whether you agree; silence agrees.",
    ),
    _kind(
        "agreed",
        "A correction of hours was agreed to",
        "{{ title }}: {{ name }} agrees to your correction of {{ at|when }}.",
        may_turn_off=True,
    ),
    _kind(
        "disputed",
        "A line of hours is disputed",
        "{{ title }}: {{ name }} disputes a line of {{ at|when }}. Compliance decides within 5"
        " working days; the rest goes on.",
    ),
    _kind(
        "approved",
        "Hours were approved",
        "{{ title }}: hours of {{ at|when }} are approved. What they are worth is on the page.",
        may_turn_off=True,
    ),
)


def tell_made(session: Session, sheet: Timesheet, booking: Booking) -> None:
    """Both sides, the moment that the rows are there."""
    name = name_of(session, sheet.performer_id)
    announce(session, sheet, "made")
    _tell(session, sheet, booking, "made", {sheet.performer_id}, by=sheet.approve_by)
    to = arrangers(session, booking)
    _tell(session, sheet, booking, "to_approve", to, by=sheet.approve_by, name=name)


def tell_other_side(session: Session, sheet: Timesheet, kind: str, actor: Actor) -> None:
    booking = session.get_one(Booking, sheet.booking_id)
    announce(session, sheet, kind)
    theirs = actor.id == sheet.performer_id
    to = arrangers(session, booking) if theirs else {sheet.performer_id}
    _tell(session, sheet, booking, kind, to, name=name_of(session, actor.id))


def tell_approved(session: Session, sheet: Timesheet, actor: Actor) -> None:
    """The performer; and who arranged it where the clock decided."""
    booking = session.get_one(Booking, sheet.booking_id)
    announce(session, sheet, "approved")
    to = {sheet.performer_id, *arrangers(session, booking)} - {actor.id}
    _tell(session, sheet, booking, "approved", to)


def announce(session: Session, sheet: Timesheet, what: str) -> None:
    """To the machines of the client: ids, which they read on with."""
    data = {"timesheet": str(sheet.id), "booking": str(sheet.booking_id)}
    webhooks.announce(session, sheet.client_id, f"hours.{what}", data)


def _tell(
    session: Session,
    sheet: Timesheet,
    booking: Booking,
    kind: str,
    to: Collection[UUID],
    **values: object,
) -> None:
    notices.tell(
        session,
        kind=f"hours.{kind}",
        to=sorted(to),
        subject_id=sheet.id,
        url=f"/bookings/{booking.id}/hours",
        title=title(session, booking),
        at=booking.starts_at,
        **values,
    )
