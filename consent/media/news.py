"""What performers are told about the files of their recordings."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation import notices
from foundation.clock import now
from foundation.notices.models import Notice

_GROUP = "Your recordings"

KINDS = (
    notices.Kind(
        "media.held",
        "A recording is kept because the law needs it",
        _GROUP,
        may_turn_off=False,
        sentence="The law needs a recording of yours until {{ until|day }}."
        " Until then its files are not destroyed; nobody may use them for anything else.",
    ),
    notices.Kind(
        "media.hold_lifted",
        "The law no longer needs a recording",
        _GROUP,
        may_turn_off=False,
        sentence="The law no longer needs a recording of yours."
        " If its files were to be destroyed, they are now.",
    ),
    notices.Kind(
        "media.destroyed",
        "The files of a recording were destroyed",
        _GROUP,
        may_turn_off=False,
        sentence="All files that we had of recordings of yours were destroyed, as was ordered.",
    ),
)


def tell(
    session: Session, kind: str, recording_id: UUID, people: Collection[UUID], **values: object
) -> None:
    """A step."""
    if people:
        url = f"/recordings/{recording_id}/certificate"
        notices.tell(
            session, kind=kind, to=sorted(people), url=url, subject_id=recording_id, **values
        )


def tell_destroyed(session: Session, recording_id: UUID, people: Collection[UUID]) -> None:
    """A step. A thousand that go in one night are told once, until it is read."""
    told = select(Notice.account_id).where(
        Notice.account_id.in_(people),
        Notice.kind == "media.destroyed",
        Notice.read_at.is_(None),
        Notice.told_at > now() - timedelta(days=1),
    )
    tell(session, "media.destroyed", recording_id, set(people) - set(session.scalars(told)))
