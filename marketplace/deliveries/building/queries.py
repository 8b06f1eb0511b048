"""A client's deliveries: how far they are, what is in them, what was left out and why."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consent.licences.recipients.queries import announced_of
from consent.recalls.models import Recall
from foundation import hooks
from foundation.actors import Actor
from foundation.cursors import Page, page_of
from foundation.statements import among
from marketplace.deliveries.building import news, policy
from marketplace.deliveries.building.emptiness import empty_of
from marketplace.deliveries.building.errors import DeliveryNotFound, RecallsOverdue
from marketplace.deliveries.building.models import (
    GIVEN_UP,
    UNDER_WAY,
    Delivery,
    DeliveryFile,
    DeliveryFilePart,
    DeliveryState,
    DeliveryTake,
)
from marketplace.deliveries.building.standing import refuse_overdue_recalls
from marketplace.deliveries.choosing.errors import VersionNotFound
from marketplace.deliveries.choosing.form import Form
from marketplace.deliveries.choosing.laying import EmptySplit
from marketplace.deliveries.choosing.models import Dataset, DatasetVersion

SAID: dict[DeliveryState, str] = {
    DeliveryState.ASKED: "Asked for",
    DeliveryState.BUILDING: "Being built",
    DeliveryState.BUILT: "Built, to be handed over",
    DeliveryState.DELIVERED: "Ready",
    DeliveryState.FAILED: "Not made",
    DeliveryState.CALLED_OFF: "Called off",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    because: str
    takes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    delivery: Delivery
    dataset: str
    number: int
    recipient: str | None
    form: Form
    takes: int
    left_out: Sequence[LeftOut]
    empty_splits: Sequence[EmptySplit]
    """Of those that were asked for."""
    files: int
    size_bytes: int
    """Of its files, once it is handed over."""
    recalled: int
    """Recordings in it that were recalled from whoever it is for, answered or not."""
    follows: Delivery | None
    """What it takes the place of."""
    followed_by: Delivery | None
    may_call_off: bool
    may_ask_again: bool

    @property
    def said(self) -> str:
        return SAID[self.delivery.state]

    @property
    def is_under_way(self) -> bool:
        return self.delivery.state in UNDER_WAY

    @property
    def hundredths(self) -> int:
        total = self.delivery.total
        return min(100, 100 * self.delivery.done // total) if total else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    delivery: Delivery
    dataset: str
    number: int
    follows: str = ""
    """What it takes the place of, by its reference."""
    followed_by: str = ""

    @property
    def said(self) -> str:
        return SAID[self.delivery.state]


def find(session: Session, delivery_id: UUID, actor: Actor) -> Delivery:
    found = session.get(Delivery, delivery_id)
    if found is None:
        raise DeliveryNotFound
    if not policy.may_view(actor, found):
        raise DeliveryNotFound
    return found


def locked(session: Session, delivery_id: UUID, actor: Actor) -> Delivery:
    """A step: who builds it waits, or it waits for them. To those of us who read it, it is not
    there to be changed."""
    if find(session, delivery_id, actor).client_id != actor.on_behalf_of:
        raise DeliveryNotFound
    wanted = select(Delivery).where(Delivery.id == delivery_id).with_for_update()
    return session.scalars(wanted.execution_options(populate_existing=True)).one()


def shown(session: Session, delivery_id: UUID, actor: Actor) -> Shown:
    delivery = find(session, delivery_id, actor)
    (listed,) = _listed(session, [delivery])
    recipient = delivery.recipient_id
    names = hooks.names(session, {recipient}) if recipient else {}
    files, size_bytes = _files(session, delivery)
    own = policy.may_ask(actor) and delivery.client_id == actor.on_behalf_of
    return Shown(
        delivery=delivery,
        dataset=listed.dataset,
        number=listed.number,
        recipient=names.get(recipient, "An end recipient") if recipient else None,
        form=Form.read(delivery.form),
        takes=news.counts(session, delivery)[0],
        left_out=_left_out(session, delivery_id),
        empty_splits=empty_of(session, delivery),
        files=files,
        size_bytes=size_bytes,
        recalled=_recalled(session, delivery),
        follows=session.get(Delivery, delivery.follows_id) if delivery.follows_id else None,
        followed_by=followed_by(session, delivery_id),
        may_call_off=own and delivery.state in UNDER_WAY,
        may_ask_again=own and delivery.state in GIVEN_UP,
    )


def _recalled(session: Session, delivery: Delivery) -> int:
    of, part = Recall, DeliveryFilePart
    inside = (
        select(part.recording_id)
        .join(DeliveryFile, DeliveryFile.id == part.file_id)
        .where(DeliveryFile.delivery_id == delivery.id)
    )
    wanted = select(func.count(of.recording_id.distinct())).where(
        of.client_id == delivery.client_id,
        of.recipient_id.is_not_distinct_from(delivery.recipient_id),
        of.recording_id.in_(inside),
    )
    return session.scalars(wanted).one() if delivery.delivered_at else 0


def followed_by(session: Session, delivery_id: UUID) -> Delivery | None:
    """The newest delta after it that is there or on its way."""
    of = Delivery
    wanted = select(of).where(of.follows_id == delivery_id, of.state.not_in(GIVEN_UP))
    return session.scalars(wanted.order_by(of.asked_at.desc(), of.id.desc()).limit(1)).first()


def page(session: Session, actor: Actor, *, after: str | None, limit: int) -> Page[Listed]:
    """One's organisation's, or everybody's, newest first."""
    actor.require(policy.may_list(actor))
    of = Delivery
    theirs = select(of.id, of.asked_at)
    if not policy.sees_all(actor):
        theirs = theirs.where(of.client_id == actor.on_behalf_of)
    found = page_of(session, theirs, of.asked_at, of.id, after=after, limit=limit)
    ids = [row.id for row in found.items]
    rows = {each.id: each for each in session.scalars(select(of).where(among(session, of.id, ids)))}
    return Page(_listed(session, [rows[each] for each in ids]), found.next)


def _listed(session: Session, deliveries: Sequence[Delivery]) -> list[Listed]:
    of = DatasetVersion
    wanted = select(of.id, of.number, Dataset.name).join(Dataset, Dataset.id == of.dataset_id)
    ids = [each.dataset_version_id for each in deliveries]
    rows = {row.id: row for row in session.execute(wanted.where(among(session, of.id, ids)))}
    before, after = _followed(session, deliveries)
    return [
        Listed(
            delivery=each,
            dataset=rows[each.dataset_version_id].name,
            number=rows[each.dataset_version_id].number,
            follows=before.get(each.follows_id, "") if each.follows_id else "",
            followed_by=after.get(each.id, ""),
        )
        for each in deliveries
    ]


def _followed(
    session: Session, deliveries: Sequence[Delivery]
) -> tuple[dict[UUID, str], dict[UUID, str]]:
    """References: of what some of these take the place of, and of what took the place of some."""
    of = Delivery
    before = [each.follows_id for each in deliveries if each.follows_id]
    earlier = select(of.id, of.reference).where(among(session, of.id, before))
    later = select(of.follows_id, of.reference).where(
        among(session, of.follows_id, [each.id for each in deliveries]),
        of.state == DeliveryState.DELIVERED,
    )
    after = session.execute(later.order_by(of.asked_at, of.id))
    return (
        {row.id: row.reference for row in session.execute(earlier)} if before else {},
        {row.follows_id: row.reference for row in after},
    )


def _left_out(session: Session, delivery_id: UUID) -> list[LeftOut]:
    of = DeliveryTake
    dropped = (of.delivery_id == delivery_id) & of.dropped_because.is_not(None)
    wanted = select(of.dropped_because, func.count()).where(dropped).group_by(of.dropped_because)
    rows = session.execute(wanted.order_by(func.count().desc(), of.dropped_because))
    return [LeftOut(because=row[0] or "", takes=row[1]) for row in rows]


def _files(session: Session, delivery: Delivery) -> tuple[int, int]:
    if delivery.state is not DeliveryState.DELIVERED:
        return 0, 0
    of = DeliveryFile
    wanted = select(func.count(), func.coalesce(func.sum(of.size_bytes), 0))
    count, size = session.execute(wanted.where(of.delivery_id == delivery.id)).one()
    return count, int(size)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What somebody is about to ask for."""

    overdue: str
    """Why nothing would be built now; empty where nothing is in the way."""

    version: DatasetVersion
    dataset: Dataset
    recipients: Sequence[tuple[str, str]]
    """Whom the client supplies: id and name."""


def asking(session: Session, version_id: UUID, actor: Actor) -> Asking:
    """To people of other organisations there is no such version."""
    version = session.get(DatasetVersion, version_id)
    dataset = session.get(Dataset, version.dataset_id) if version else None
    if version is None or dataset is None or dataset.client_id != actor.on_behalf_of:
        raise VersionNotFound
    actor.require(policy.may_ask(actor))
    named = announced_of(session, [dataset.client_id])
    pairs = [(str(each.recipient.id), each.name) for each in named]
    return Asking(
        version=version,
        dataset=dataset,
        recipients=pairs,
        overdue=_overdue(session, dataset.client_id),
    )


def _overdue(session: Session, client_id: UUID) -> str:
    try:
        refuse_overdue_recalls(session, client_id)
    except RecallsOverdue as refused:
        return str(refused)
    return ""


def same_under_way(
    session: Session, version_id: UUID, form: bytes, recipient: UUID | None
) -> Delivery | None:
    """As it was asked for before, and not handed over yet; a delta is another thing."""
    of = Delivery
    wanted = select(of).where(
        of.dataset_version_id == version_id,
        of.recipient_id.is_not_distinct_from(recipient),
        of.follows_id.is_(None),
        of.state.in_(UNDER_WAY),
    )
    return next((each for each in session.scalars(wanted) if each.form == form), None)


def references_of(session: Session, ids: Collection[UUID]) -> dict[UUID, str]:
    """For `hooks.references_of`."""
    of = Delivery
    rows = session.execute(select(of.id, of.reference).where(among(session, of.id, ids)))
    return {row[0]: row[1] for row in rows}
