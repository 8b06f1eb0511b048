"""What is asked about orders of renewals."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from consent.grants.models import Grant, Right
from foundation import cursors
from foundation.actors import Actor
from foundation.hooks import Waiting
from foundation.money import Money
from foundation.statements import among
from marketplace.budgets.queries import Asked, asked_for_one
from marketplace.renewals import policy
from marketplace.renewals.due import due
from marketplace.renewals.errors import RenewalOrderNotFound
from marketplace.renewals.models import RenewalLine, RenewalOrder, RenewalState
from marketplace.requests.costing import with_fee

_COSTS = (RenewalState.UNFUNDED, RenewalState.ASKED, RenewalState.RENEWED)


@dataclass(frozen=True, slots=True)
class Shown:
    order: RenewalOrder
    lines: Sequence[RenewalLine]
    asked: Asked
    """What it costs, and what of that is there."""

    @property
    def unfunded(self) -> int:
        return sum(each.state is RenewalState.UNFUNDED for each in self.lines)


def price(line: RenewalLine) -> Money:
    """What it costs the client: the fee of the platform beside the performer's."""
    return with_fee(line.fee)


def visible(session: Session, order_id: UUID, actor: Actor) -> Shown:
    found = session.get(RenewalOrder, order_id)
    if found is None:
        raise RenewalOrderNotFound
    if not policy.may_view(actor, found.client_id):
        raise RenewalOrderNotFound
    return Shown(found, lines_of(session, found.id), asked_for_one(session, found.id))


def lines_of(session: Session, order_id: UUID) -> Sequence[RenewalLine]:
    of = RenewalLine
    wanted = select(of).where(of.order_id == order_id)
    return session.scalars(wanted.order_by(of.ends_on, of.agreement_id, of.id)).all()


def page(
    session: Session, client_id: UUID, *, after: str | None, limit: int
) -> cursors.Page[RenewalOrder]:
    """Newest first."""
    of = RenewalOrder
    own = select(of.id, of.asked_at).where(of.client_id == client_id)
    found = cursors.page_of(session, own, of.asked_at, of.id, after=after, limit=limit)
    return cursors.loaded(session, of, found)


def standing(session: Session, orders: Collection[UUID]) -> Mapping[UUID, Mapping[str, int]]:
    """Of each, how many papers are in which state."""
    of = RenewalLine
    rows = session.execute(
        select(of.order_id, of.state, func.count())
        .where(among(session, of.order_id, orders))
        .group_by(of.order_id, of.state)
    )
    found: dict[UUID, dict[str, int]] = {}
    for order_id, state, count in rows:
        found.setdefault(order_id, {})[state.value] = count
    return found


def wanted_for(session: Session, order_ids: Collection[UUID]) -> Mapping[UUID, Money]:
    """For `budgets.asking.wanted_for`."""
    of = RenewalLine
    these = select(of).where(among(session, of.order_id, order_ids))
    by_order: dict[UUID, list[RenewalLine]] = {}
    for line in session.scalars(these):
        by_order.setdefault(line.order_id, []).append(line)
    return {order: _sum(lines[0].currency, lines) for order, lines in by_order.items()}


def references_of(session: Session, ids: Collection[UUID]) -> Mapping[UUID, str]:
    """For `hooks.references_of`."""
    of = RenewalOrder
    rows = session.execute(select(of.id, of.number).where(among(session, of.id, ids)))
    return {row[0]: row[1] for row in rows}


def asked_for() -> ColumnElement[bool]:
    """For `renewing.only_where`: the client asked for it and the money is promised."""
    of = RenewalLine
    return (
        select(of.id)
        .where(
            of.performer_id == Grant.performer_id,
            of.agreement_id == Grant.agreement_id,
            and_(of.ends_on == Right.ends_on, of.state == RenewalState.ASKED),
        )
        .exists()
    )


def waiting_for(session: Session, actor: Actor) -> Iterator[Waiting]:
    """For `hooks.waiting_for`."""
    if not policy.may_ask(actor) or actor.on_behalf_of is None:
        return
    ending = due(session, actor.on_behalf_of)
    if ending:
        label = "1 consent ends soon" if len(ending) == 1 else f"{len(ending)} consents end soon"
        yield Waiting(label, "/renewals")
    for order in _unfunded(session, actor.on_behalf_of):
        yield Waiting(f"Pay for renewals {order.number}", f"/renewals/{order.id}")


def _unfunded(session: Session, client_id: UUID) -> Sequence[RenewalOrder]:
    of = RenewalOrder
    lines = select(RenewalLine.id).where(
        RenewalLine.order_id == of.id, RenewalLine.state == RenewalState.UNFUNDED
    )
    wanted = select(of).where(of.client_id == client_id, lines.exists())
    return session.scalars(wanted.order_by(of.asked_at, of.id).limit(20)).all()


def _sum(currency: str, lines: Collection[RenewalLine]) -> Money:
    """What was declined or lapsed costs nothing."""
    total = Money(0, currency)
    for line in lines:
        if line.state in _COSTS:
            total += price(line)
    return total
