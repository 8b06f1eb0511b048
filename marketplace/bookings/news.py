"""Who is told what about a booking."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation import hooks, notices
from foundation.actors import Power
from marketplace.accounts.roles import Role
from marketplace.bookings.models import Booking
from marketplace.bookings.steps import held, live
from marketplace.gigs.models import Gig

_GROUP = "Bookings"


def _kind(name: str, label: str, sentence: str, *, may_turn_off: bool = False) -> notices.Kind:
    return notices.Kind(f"booking.{name}", label, _GROUP, may_turn_off, sentence)


KINDS = (
    _kind(
        "proposed",
        "You are asked for a time",
        "{{ title }}: can you be there on {{ at|when }}? Answer by {{ by|when }}.",
    ),
    _kind(
        "confirmed",
        "A booking is confirmed",
        "{{ title }}: {{ at|when }} is confirmed.",
    ),
    _kind(
        "moved",
        "A booking was moved",
        "{{ title }}: moved to {{ at|when }}. Please say whether you can.",
    ),
    _kind(
        "changed",
        "A booking changed",
        "{{ title }}: the booking of {{ at|when }} changed.",
        may_turn_off=True,
    ),
    _kind(
        "cancelled",
        "A booking was cancelled",
        "{{ title }}: the booking of {{ at|when }} is cancelled.",
    ),
    _kind(
        "answered",
        "Somebody answered for a booking",
        "{{ title }}: {{ name }} {{ said }} for {{ at|when }}.",
        may_turn_off=True,
    ),
    _kind(
        "soon",
        "A booking begins soon",
        "{{ title }}: the call is on {{ at|when }}, in {{ hours }} h. Test your microphone before.",
        may_turn_off=True,
    ),
    _kind(
        "missed",
        "Somebody did not come",
        "{{ title }}: {{ name }} did not check in on {{ at|when }}.",
    ),
    notices.Kind(
        "booking.disputed",
        "Whether somebody came is disputed",
        _GROUP,
        False,
        "{{ title }}: a performer says that they came on {{ at|when }}. Please decide.",
        powers=frozenset((Power.KEEP_RIGHTS,)),
    ),
)


def tell_performers(
    session: Session, booking: Booking, kind: str, only: Collection[UUID] = (), **values: object
) -> None:
    """Those who play in it, or some of those who did."""
    to = only or {each.place.performer_id for each in live(held(session, booking))}
    tell(session, booking, kind, to, **values)


def tell_arranger(session: Session, booking: Booking, kind: str, **values: object) -> None:
    tell(session, booking, kind, arrangers(session, booking), **values)


def arrangers(session: Session, booking: Booking) -> set[UUID]:
    """Whoever asked for it, as long as they work for its client or cast for all. After them: all
    who produce for the client."""
    producing = hooks.acting_for(session, booking.client_id, Power.OPEN_RECORDINGS)
    casts = Role.CASTING in hooks.held(session, booking.made_by).roles
    still = casts or booking.made_by in producing
    return {booking.made_by} if still else producing


def tell_compliance(session: Session, booking: Booking) -> None:
    tell(session, booking, "disputed", hooks.holders(session, Power.KEEP_RIGHTS))


def tell(
    session: Session, booking: Booking, kind: str, to: Collection[UUID], **values: object
) -> None:
    if to:
        notices.tell(
            session,
            kind=f"booking.{kind}",
            to=sorted(to),
            subject_id=booking.id,
            url=f"/bookings/{booking.id}",
            title=title(session, booking),
            at=booking.starts_at,
            **values,
        )


def title(session: Session, booking: Booking) -> str:
    return session.scalars(select(Gig.title).where(Gig.id == booking.gig_id)).one()


def name_of(session: Session, person_id: UUID) -> str:
    """As others know them."""
    return hooks.names(session, [person_id]).get(person_id, "Somebody")
