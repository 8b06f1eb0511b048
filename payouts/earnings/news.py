"""Who is told what about what was earned."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation import hooks, notices, webhooks
from foundation.actors import Actor, Power
from foundation.statements import among
from marketplace.accounts.roles import CLIENT_SIDE, Role
from marketplace.budgets.models import Budget
from marketplace.facts.models import Fact, FactKind
from payouts.earnings.hold_models import PayHold
from payouts.earnings.models import Earning
from payouts.earnings.reduction_models import Reduction
from payouts.earnings.saying import HOLD_REASONS, REDUCTION_REASONS, role_label

_GROUP = "Earnings"
BEYOND = notices.Kind(
    "earnings.beyond_budget",
    "Work beyond a budget was approved",
    _GROUP,
    may_turn_off=False,
    sentence="{{ number }}: {{ amount_minor|money(currency) }} of approved work are beyond what is"
    " set aside. They are paid in time all the same; add to the budget.",
    roles=frozenset(CLIENT_SIDE),
)

HELD = notices.Kind(
    "earnings.held",
    "Some of your pay is held",
    _GROUP,
    may_turn_off=False,
    sentence="{{ amount_minor|money(currency) }} for {{ label }} wait until {{ until|day }} at the"
    " latest: {{ why }}. Decided by {{ name }} ({{ role }}). You can object on its page.",
    roles=frozenset((Role.PERFORMER,)),
)
HOLD_EXTENDED = notices.Kind(
    "earnings.hold_extended",
    "Some of your pay is held for longer",
    _GROUP,
    may_turn_off=False,
    sentence="{{ amount_minor|money(currency) }} for {{ label }} wait until {{ until|day }} at the"
    " latest: {{ why }}. Decided by {{ name }} ({{ role }}). You can object on its page.",
    roles=frozenset((Role.PERFORMER,)),
)
RELEASED = notices.Kind(
    "earnings.released",
    "Pay that was held is free",
    _GROUP,
    may_turn_off=False,
    sentence="{{ amount_minor|money(currency) }} for {{ label }} wait no longer. They are in the"
    " next pay run.",
    roles=frozenset((Role.PERFORMER,)),
)
REDUCTION_PROPOSED = notices.Kind(
    "earnings.reduction_proposed",
    "We think that you were credited too much",
    _GROUP,
    may_turn_off=False,
    sentence="{{ amount_minor|money(currency) }} of what you earned for {{ label }} may have been"
    " too much: {{ why }}. Nothing is taken before {{ by|when }}; until then you can appeal, and"
    " somebody else decides.",
    roles=frozenset((Role.PERFORMER,)),
)
REDUCTION_APPLIED = notices.Kind(
    "earnings.reduction_applied",
    "A reduction of your pay was applied",
    _GROUP,
    may_turn_off=False,
    sentence="{{ amount_minor|money(currency) }} of what you earned for {{ label }} were too much."
    " The page says from which lines they are taken.",
    roles=frozenset((Role.PERFORMER,)),
)
REDUCTION_OVERTURNED = notices.Kind(
    "earnings.reduction_overturned",
    "Your pay stays as it was",
    _GROUP,
    may_turn_off=False,
    sentence="Nothing is taken of what you earned for {{ label }}: that it was too much is taken"
    " back.",
    roles=frozenset((Role.PERFORMER,)),
)
APPEALED = notices.Kind(
    "earnings.appealed",
    "A performer appeals against a reduction",
    _GROUP,
    may_turn_off=False,
    sentence="{{ name }} appeals against a reduction of {{ amount_minor|money(currency) }}."
    " Somebody who did not propose it decides.",
    powers=frozenset((Power.KEEP_PAY,)),
)


def tell_held(session: Session, earning: Earning, hold: PayHold, kind: str, actor: Actor) -> None:
    """Whose pay it is: why, by whom, until when. The client's machines learn that it waits, and
    not why."""
    announce(session, earning, "held")
    names = hooks.names(session, [actor.id])
    _tell(
        session,
        earning,
        kind,
        amount_minor=hold.amount_minor,
        until=hold.until_on,
        why=HOLD_REASONS[hold.reason],
        name=names.get(actor.id, "somebody of ours"),
        role=role_label(actor.role),
    )


def tell_released(session: Session, earning: Earning) -> None:
    announce(session, earning, "released")
    _tell(session, earning, "released", amount_minor=earning.left.amount_minor)


def tell_reduction(session: Session, reduction: Reduction, kind: str) -> None:
    earning = session.get_one(Earning, reduction.earning_id)
    _tell(
        session,
        earning,
        kind,
        amount_minor=reduction.amount_minor,
        why=REDUCTION_REASONS[reduction.reason],
        by=reduction.answer_by,
    )


def tell_appealed(session: Session, reduction: Reduction) -> None:
    names = hooks.names(session, [reduction.performer_id])
    to = hooks.holders(session, Power.KEEP_PAY) - {reduction.proposed_by, reduction.performer_id}
    notices.tell(
        session,
        kind=APPEALED.name,
        to=sorted(to),
        subject_id=reduction.id,
        url=f"/finance/earnings/{reduction.earning_id}",
        name=names.get(reduction.performer_id, "A performer"),
        amount_minor=reduction.amount_minor,
        currency=reduction.currency,
    )


def _tell(session: Session, earning: Earning, kind: str, **values: object) -> None:
    notices.tell(
        session,
        kind=f"earnings.{kind}",
        to=[earning.performer_id],
        subject_id=earning.id,
        url=f"/earnings/{earning.id}",
        currency=earning.currency,
        label=session.get_one(Fact, earning.fact_id).label,
        **values,
    )


def announce_made(session: Session, earnings: Sequence[Earning]) -> None:
    """To the machines of the client: ids, which they read on with."""
    # Most clients have no machines, and a pay period has many earnings: asked once for each.
    told = {each: webhooks.is_told(session, each) for each in {row.client_id for row in earnings}}
    for each in earnings:
        if told[each.client_id]:
            announce(session, each, "made")


def announce(session: Session, earning: Earning, what: str) -> None:
    data = {
        "earning": str(earning.id),
        "fact": str(earning.fact_id),
        "order": str(earning.order_id),
    }
    webhooks.announce(session, earning.client_id, f"earning.{what}", data)


def tell_beyond(session: Session, unfunded: Sequence[Earning]) -> None:
    """Who signs for the client, where all that was earned is more than what was confirmed. Money
    that is confirmed and only not here yet is no news."""
    orders = {each.order_id: each for each in unfunded}
    of = Earning
    earned = (
        select(of.order_id, func.sum(of.amount_minor + of.fee_minor))
        .where(among(session, of.order_id, list(orders)), of.kind != FactKind.REMEDY.value)
        .group_by(of.order_id)
    )
    cost = {order: int(amount) for order, amount in session.execute(earned)}
    budgets = session.scalars(select(Budget).where(among(session, Budget.order_id, list(orders))))
    numbers = hooks.references(session, list(orders))
    for budget in budgets:
        beyond = cost.get(budget.order_id, 0) - budget.confirmed_minor
        to = hooks.acting_for(session, budget.client_id, Power.SIGN_LICENCES)
        if beyond > 0 and to:
            notices.tell(
                session,
                kind=BEYOND.name,
                to=sorted(to),
                subject_id=budget.order_id,
                url=f"/budgets/{budget.order_id}",
                number=numbers.get(budget.order_id, "An order"),
                amount_minor=beyond,
                currency=budget.currency,
            )


KINDS = (
    BEYOND,
    HELD,
    HOLD_EXTENDED,
    RELEASED,
    REDUCTION_PROPOSED,
    REDUCTION_APPLIED,
    REDUCTION_OVERTURNED,
    APPEALED,
)
