"""What is asked about orders for using again."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from sqlalchemy import Select, Uuid, bindparam, func, select
from sqlalchemy.orm import Session

from foundation import cursors
from foundation.actors import Actor
from foundation.hooks import Waiting
from foundation.money import Money
from foundation.statements import among
from marketplace.budgets.queries import Asked, asked_for_one
from marketplace.requests.costing import with_fee
from marketplace.reuse import policy
from marketplace.reuse.errors import ReuseOrderNotFound
from marketplace.reuse.models import ReuseLine, ReuseOrder, ReuseRecording, ReuseState
from marketplace.takes.models import Track

_COSTS = (ReuseState.UNFUNDED, ReuseState.ASKED, ReuseState.ALLOWED)


@dataclass(frozen=True, slots=True)
class Shown:
    order: ReuseOrder
    lines: Sequence[ReuseLine]
    counts: Mapping[UUID, int]
    """By line, how many recordings."""
    asked: Asked
    """What it costs, and what of that is there."""

    @property
    def unfunded(self) -> int:
        return sum(each.state is ReuseState.UNFUNDED for each in self.lines)


def cost(line: ReuseLine) -> Money:
    """For the client: the fee of the platform beside the performer's price."""
    return with_fee(line.price)


def visible(session: Session, order_id: UUID, actor: Actor) -> Shown:
    found = session.get(ReuseOrder, order_id)
    if found is None:
        raise ReuseOrderNotFound
    if not policy.may_view(actor, found.client_id):
        raise ReuseOrderNotFound
    lines = lines_of(session, found.id)
    counts = {each.id: len(recordings_of(session, each)) for each in lines}
    return Shown(found, lines, counts, asked_for_one(session, found.id))


def lines_of(session: Session, order_id: UUID) -> Sequence[ReuseLine]:
    of = ReuseLine
    return session.scalars(select(of).where(of.order_id == order_id).order_by(of.id)).all()


def recordings_of(session: Session, line: ReuseLine) -> Sequence[UUID]:
    of = ReuseRecording
    wanted = select(of.recording_id).where(of.line_id == line.id)
    return session.scalars(wanted.order_by(of.recording_id)).all()


def page(
    session: Session, client_id: UUID, *, after: str | None, limit: int
) -> cursors.Page[ReuseOrder]:
    """Newest first."""
    of = ReuseOrder
    own = select(of.id, of.asked_at).where(of.client_id == client_id)
    found = cursors.page_of(session, own, of.asked_at, of.id, after=after, limit=limit)
    return cursors.loaded(session, of, found)


def standing(session: Session, orders: Collection[UUID]) -> Mapping[UUID, Mapping[str, int]]:
    """Of each, how many performers are in which state."""
    of = ReuseLine
    rows = session.execute(
        select(of.order_id, of.state, func.count())
        .where(among(session, of.order_id, orders))
        .group_by(of.order_id, of.state)
    )
    found: dict[UUID, dict[str, int]] = {}
    for order_id, state, count in rows:
        found.setdefault(order_id, {})[state.value] = count
    return found


def takes_allowed(session: Session, client_id: UUID) -> Sequence[UUID]:
    """Takes that were made for others, and of which somebody allowed this client their part.
    Whether all of them did, consent decides."""
    return session.scalars(_allowed(), {"client": client_id}).all()


@cache
def _allowed() -> Select[UUID]:
    """Put into words once: it is asked for each change of a choice."""
    client = ReuseOrder.client_id == bindparam("client", type_=Uuid())
    return (
        select(Track.take_id)
        .join(ReuseRecording, ReuseRecording.recording_id == Track.recording_id)
        .join(ReuseLine, ReuseLine.id == ReuseRecording.line_id)
        .join(ReuseOrder, ReuseOrder.id == ReuseLine.order_id)
        .where(client, ReuseLine.state == ReuseState.ALLOWED)
        .distinct()
    )


def wanted_for(session: Session, order_ids: Collection[UUID]) -> Mapping[UUID, Money]:
    """For `budgets.asking.wanted_for`."""
    of = ReuseLine
    by_order: dict[UUID, list[ReuseLine]] = {}
    for line in session.scalars(select(of).where(among(session, of.order_id, order_ids))):
        by_order.setdefault(line.order_id, []).append(line)
    return {order: _sum(lines[0].currency, lines) for order, lines in by_order.items()}


def references_of(session: Session, ids: Collection[UUID]) -> Mapping[UUID, str]:
    """For `hooks.references_of`."""
    of = ReuseOrder
    rows = session.execute(select(of.id, of.number).where(among(session, of.id, ids)))
    return {row[0]: row[1] for row in rows}


def waiting_for(session: Session, actor: Actor) -> Iterator[Waiting]:
    """For `hooks.waiting_for`."""
    if not policy.may_ask(actor) or actor.on_behalf_of is None:
        return
    of = ReuseOrder
    lines = select(ReuseLine.id).where(
        ReuseLine.order_id == of.id, ReuseLine.state == ReuseState.UNFUNDED
    )
    wanted = select(of).where(of.client_id == actor.on_behalf_of, lines.exists())
    for order in session.scalars(wanted.order_by(of.asked_at, of.id).limit(20)):
        yield Waiting(f"Pay for using again {order.number}", f"/reuse/{order.id}")


def _sum(currency: str, lines: Collection[ReuseLine]) -> Money:
    """What was refused or lapsed costs nothing."""
    total = Money(0, currency)
    for line in lines:
        if line.state in _COSTS:
            total += cost(line)
    return total
