"""What can be asked about fetching: the files of a delivery, who took them, what follows it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation import cursors, hooks
from foundation.actors import Actor
from foundation.hooks import TakenHome
from foundation.statements import among
from marketplace.deliveries.building.errors import DeliveryNotFound
from marketplace.deliveries.building.models import Delivery, DeliveryFile, DeliveryFilePart
from marketplace.deliveries.building.queries import followed_by
from marketplace.deliveries.taking import policy
from marketplace.deliveries.taking.deciding import Standing, standing
from marketplace.deliveries.taking.errors import FileNotFound, NotDelivered
from marketplace.deliveries.taking.models import Taking


@dataclass(frozen=True, slots=True)
class Listed:
    """One file, and why it may not be fetched now, where it may not."""

    file: DeliveryFile
    why_not: str | None

    @property
    def available(self) -> bool:
        return self.why_not is None


@dataclass(frozen=True, slots=True)
class Files:
    """One page of them, by path."""

    items: Sequence[Listed]
    next: str | None
    """Pass it back to read on; None at the end."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A delivery as it stands now, all of its files together."""

    delivery: Delivery
    files: int
    size_bytes: int
    shut: int
    """Files that may not be fetched any more."""
    ended: int
    """Recordings in it whose consent has ended or is paused."""
    withheld: int
    """Recordings of which a part is withheld since it was handed over."""
    followed_by: Delivery | None
    follows: Delivery | None
    """What it takes the place of."""


@dataclass(frozen=True, slots=True)
class Taker:
    """One row of who took something, for the client's own people."""

    at: Any
    taken_by: UUID
    path: str
    door: str


def delivery(session: Session, delivery_id: UUID, actor: Actor) -> Delivery:
    found = session.get(Delivery, delivery_id)
    if found is None:
        raise DeliveryNotFound
    if not policy.may_view(actor, found):
        raise DeliveryNotFound
    return found


def delivered(session: Session, delivery_id: UUID, actor: Actor) -> Delivery:
    found = delivery(session, delivery_id, actor)
    if found.delivered_at is None:
        raise NotDelivered
    return found


def delivered_to(session: Session, delivery_id: UUID, actor: Actor) -> Delivery:
    """To fetch from: whoever of ours may look at it has nothing to fetch."""
    found = delivered(session, delivery_id, actor)
    if not policy.is_theirs(actor, found):
        raise DeliveryNotFound
    return found


def file_of(session: Session, found: Delivery, file_id: UUID) -> DeliveryFile:
    file = session.get(DeliveryFile, file_id)
    if file is None or file.delivery_id != found.id:
        raise FileNotFound
    return file


def files(session: Session, found: Delivery, *, after: str | None, limit: int) -> Files:
    of = DeliveryFile
    wanted = select(of).where(of.delivery_id == found.id).order_by(of.path).limit(limit + 1)
    if after is not None:
        wanted = wanted.where(of.path > _path_of(session, found, after))
    rows = session.scalars(wanted).all()
    shown = rows[:limit]
    stands = standing(session, found.id, shown)
    items = [Listed(each, stands.why_not.get(each.id)) for each in shown]
    return Files(items, str(shown[-1].id) if len(rows) > limit else None)


TO_READ = {
    "README.md": "For engineers: what is where, how to open and to check it",
    "data-card.pdf": "For people: what is inside and what it must not be used for",
    "drafts/eu-ai-act-53-1-d.md": "Draft for the EU AI Act, Article 53(1)(d)",
    "drafts/california-ab-2013.md": "Draft for California AB 2013",
}
"""Files that tell of the whole, among thousands, by path; each with what it is for."""


def to_read(session: Session, found: Delivery) -> list[tuple[DeliveryFile, str]]:
    of = DeliveryFile
    these = select(of).where(of.delivery_id == found.id, of.path.in_(TO_READ))
    by_path = {each.path: each for each in session.scalars(these)}
    return [(by_path[path], says) for path, says in TO_READ.items() if path in by_path]


def _path_of(session: Session, found: Delivery, cursor: str) -> str:
    try:
        return file_of(session, found, UUID(cursor)).path
    except (ValueError, FileNotFound):
        raise cursors.BadCursor from None


def whole(session: Session, found: Delivery) -> Whole:
    of = DeliveryFile
    rows = session.scalars(select(of).where(of.delivery_id == found.id)).all()
    stands = standing(session, found.id, rows) if found.delivered_at else Standing({}, frozenset())
    return Whole(
        delivery=found,
        files=len(rows),
        size_bytes=sum(each.size_bytes for each in rows),
        shut=len(stands.why_not),
        ended=len(stands.ended),
        withheld=len(stands.withheld - stands.ended),
        followed_by=followed_by(session, found.id),
        follows=session.get(Delivery, found.follows_id) if found.follows_id else None,
    )


def takers(session: Session, delivery_id: UUID, limit: int) -> Sequence[Taker]:
    """Newest first."""
    rows = (
        select(Taking.at, Taking.taken_by, DeliveryFile.path, Taking.door)
        .outerjoin(DeliveryFile, DeliveryFile.id == Taking.file_id)
        .where(Taking.delivery_id == delivery_id)
        .order_by(Taking.at.desc(), Taking.id.desc())
        .limit(limit)
    )
    return [
        Taker(at, by, path or "manifest.json", door) for at, by, path, door in session.execute(rows)
    ]


def taken_home(
    session: Session, recordings: Collection[UUID]
) -> Mapping[UUID, Sequence[TakenHome]]:
    """For `hooks.taken_home_in`: newest first, one line for each person and delivery."""
    part, last = DeliveryFilePart, func.max(Taking.at)
    rows = (
        select(
            part.recording_id,
            Delivery.reference,
            Taking.taken_by,
            Taking.on_behalf_of,
            func.min(Taking.at),
            last,
            func.count(Taking.id.distinct()),
        )
        .join(Taking, Taking.file_id == part.file_id)
        .join(Delivery, Delivery.id == Taking.delivery_id)
        .where(among(session, part.recording_id, recordings))
        .group_by(part.recording_id, Delivery.reference, Taking.taken_by, Taking.on_behalf_of)
        .order_by(last.desc(), Delivery.reference)
    )
    found: dict[UUID, list[TakenHome]] = {}
    for recording, reference, by, on_behalf_of, first_at, last_at, times in session.execute(rows):
        told = TakenHome(reference, by, on_behalf_of, first_at, last_at, times)
        found.setdefault(recording, []).append(told)
    return found


def names_in(session: Session, rows: Sequence[Taker]) -> dict[UUID, str]:
    return hooks.names(session, {each.taken_by for each in rows})
