"""What those who are engaged for a campaign are told."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import notices
from marketplace.bookings.queries import engagements
from marketplace.campaigns.models import Slot
from marketplace.gigs.models import Gig

_GROUP = "Bookings"


def _kind(name: str, label: str, sentence: str, *, may_turn_off: bool = True) -> notices.Kind:
    return notices.Kind(f"campaign.{name}", label, _GROUP, may_turn_off, sentence)


KINDS = (
    _kind("slots_offered", "A campaign has new slots", "{{ title }}: {{ count }} new to choose."),
    _kind("opened", "A pilot was approved", "{{ title }}: the pilot is approved, the rest opens."),
    _kind(
        "partner_wanted",
        "Somebody waits for a partner",
        "{{ title }}: somebody waits for a partner on {{ at|when }}.",
    ),
    _kind(
        "ends",
        "A campaign ends",
        "{{ title }}: the last day is {{ day|day }}. What you booked until then stays.",
        may_turn_off=False,
    ),
)


def tell_pool(session: Session, gig: Gig, kind: str, **values: object) -> None:
    _tell(
        session, gig, kind, {each.performer_id for each in engagements(session, gig.id)}, **values
    )


def tell(session: Session, gig: Gig, kind: str, to: Collection[UUID], slot: Slot) -> None:
    _tell(session, gig, kind, to, at=slot.starts_at)


def _tell(session: Session, gig: Gig, kind: str, to: Collection[UUID], **values: object) -> None:
    if to:
        notices.tell(
            session,
            kind=f"campaign.{kind}",
            to=sorted(to),
            subject_id=gig.id,
            url=f"/campaigns/{gig.id}/slots",
            title=gig.title,
            **values,
        )
