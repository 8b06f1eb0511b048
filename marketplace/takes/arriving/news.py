"""Who is told that a take began, and that it ended before it was judged."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation import notices
from marketplace.bookings.models import Booking
from marketplace.bookings.news import arrangers
from marketplace.gigs.models import Gig
from marketplace.takes.models import Take
from marketplace.takes.steps import tracks_of

_GROUP = "Takes"
KINDS = (
    notices.Kind(
        "take.begun",
        "A take began",
        _GROUP,
        True,
        "{{ title }}: take {{ number }} began. Send your track of it when you have played.",
    ),
    notices.Kind(
        "take.called_off",
        "A take was called off",
        _GROUP,
        True,
        "{{ title }}: take {{ number }} was begun by mistake and is called off. Send nothing.",
    ),
    notices.Kind(
        "take.not_completed",
        "A take was never completed",
        _GROUP,
        False,
        "{{ title }}: take {{ number }} ended, because not every track came in. "
        "{% if paid %}Yours was here: it is paid, and nothing of it is used."
        "{% else %}Nothing of it is used.{% endif %}",
    ),
    notices.Kind(
        "take.send_soon",
        "A track is still missing",
        _GROUP,
        True,
        "{{ title }}: your track of take {{ number }} is missing or has to be mended. "
        "Send it within {{ hours }} h; then the take ends without it.",
    ),
    notices.Kind(
        "take.stopped",
        "A take was stopped",
        _GROUP,
        False,
        "{{ title }}: take {{ number }} was stopped for safety. Whoever plays stops, and steps out "
        "of the part. Its pay is earned, and compliance is told.",
    ),
)


def tell_begun(session: Session, take: Take, *, besides: UUID) -> None:
    _tell(session, take, "begun", _players(session, take) - {besides})


def tell_called_off(session: Session, take: Take, *, besides: UUID) -> None:
    _tell(session, take, "called_off", _players(session, take) - {besides})


def tell_stopped(session: Session, take: Take, *, besides: UUID) -> None:
    """Never who said it."""
    _tell(
        session, take, "stopped", (_players(session, take) | _arrangers(session, take)) - {besides}
    )


def tell_not_completed(session: Session, take: Take, delivered: Collection[UUID]) -> None:
    """Each hears whether it is paid; who arranged it hears that it ended."""
    tracks = tracks_of(session, take.id)
    paid = {each.performer_id for each in tracks if each.id in delivered}
    _tell(session, take, "not_completed", paid, paid=True)
    others = (_players(session, take) | _arrangers(session, take)) - paid
    _tell(session, take, "not_completed", others, paid=False)


def tell_to_send(session: Session, take: Take, to: set[UUID], *, hours: int) -> None:
    _tell(session, take, "send_soon", to, hours=hours)


def title(session: Session, take: Take) -> str:
    return session.scalars(select(Gig.title).where(Gig.id == take.gig_id)).one()


def _players(session: Session, take: Take) -> set[UUID]:
    return {each.performer_id for each in tracks_of(session, take.id)}


def _arrangers(session: Session, take: Take) -> set[UUID]:
    return arrangers(session, session.get_one(Booking, take.booking_id))


def _tell(session: Session, take: Take, kind: str, to: set[UUID], **values: object) -> None:
    if to:
        notices.tell(
            session,
            kind=f"take.{kind}",
            to=sorted(to),
            subject_id=take.id,
            url=f"/takes/{take.id}",
            title=title(session, take),
            number=take.number,
            **values,
        )
