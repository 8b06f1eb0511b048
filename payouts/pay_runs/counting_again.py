"""What is withheld of a plan, counted again until somebody approves it: a form may have come since,
or another run was approved before it and took the year's sum further."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from uuid import UUID

from sqlalchemy import Row, func, select, tuple_
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import SYSTEM
from foundation.clock import now
from foundation.database import db, transaction
from foundation.formats import with_money
from foundation.statements import among
from payouts.earnings.models import Earning
from payouts.journal.posting import post_all
from payouts.journal.resolving import void_pending
from payouts.pay_runs import asking, rules, setting_aside, voiding
from payouts.pay_runs.asking import Coming, Withheld
from payouts.pay_runs.deciding import sendable
from payouts.pay_runs.models import Payout, PayoutLine, PayoutState, PayRun, RunState
from payouts.pay_runs.planning import change_carry
from payouts.pay_runs.rules import Rule

_AT_ONCE = 500


def count_all_again(confirm: Callable[[Session], object]) -> int:
    """Of every run that waits, so that its page shows what would be paid. How many payouts changed;
    `confirm` is asked in each transaction."""
    waiting = select(PayRun.id).where(PayRun.state == RunState.PLANNED)
    run_ids = db.session().scalars(waiting.order_by(PayRun.planned_at)).all()
    changed = 0
    for run_id in run_ids:
        with transaction() as session:
            confirm(session)
            rules.lock(session)
            run = session.get_one(PayRun, run_id, populate_existing=True)
            if run.state is RunState.PLANNED:
                changed += count_again(session, run)
    return changed


def count_again(session: Session, run: PayRun) -> int:
    """A step, under the schedule's lock. How many of its payouts changed."""
    known, changed = rules.currency_rules(session), 0
    after: tuple[UUID, str] | None = None
    while some := _planned(session, run, after):
        after = some[-1].performer_id, some[-1].currency
        withheld = asking.withheld(session, run, _coming(session, some))
        for row, found in zip(some, withheld, strict=True):
            if (row.withheld_minor, row.withheld_because) == (found.amount_minor, found.because):
                continue
            payout = session.get_one(Payout, row.id, populate_existing=True)
            if payout.withheld_minor != found.amount_minor:
                _change(session, run, payout, found, known[payout.currency])
                changed += 1
            else:
                payout.withheld_because = found.because
        session.flush()
    return changed


def _planned(
    session: Session, run: PayRun, after: tuple[UUID, str] | None
) -> Sequence[Row[UUID, UUID, str, int, str]]:
    """Columns alone, because there are many, in the order of the key by which a run has them."""
    of = Payout
    wanted = (
        select(of.id, of.performer_id, of.currency, of.withheld_minor, of.withheld_because)
        .where(of.run_id == run.id, of.state == PayoutState.PLANNED)
        .order_by(of.performer_id, of.currency)
        .limit(_AT_ONCE)
    )
    if after is not None:
        wanted = wanted.where(tuple_(of.performer_id, of.currency) > tuple_(*after))
    return session.execute(wanted).all()


def _coming(session: Session, payouts: Sequence[Row[UUID, UUID, str, int, str]]) -> list[Coming]:
    kinds: dict[UUID, dict[str, int]] = defaultdict(dict)
    rows = session.execute(
        select(PayoutLine.payout_id, Earning.kind, func.sum(PayoutLine.amount_minor))
        .join(Earning, Earning.id == PayoutLine.earning_id)
        .where(among(session, PayoutLine.payout_id, [each.id for each in payouts]))
        .group_by(PayoutLine.payout_id, Earning.kind)
    )
    for payout_id, kind, amount in rows:
        kinds[payout_id][kind] = int(amount)
    return [Coming(each.performer_id, each.currency, kinds[each.id]) for each in payouts]


def _change(session: Session, run: PayRun, payout: Payout, found: Withheld, rule: Rule) -> None:
    """What was set aside was never sent: it is void, and the new sums are set aside."""
    total = payout.earned.amount_minor + payout.carried_out_minor
    sent, left = sendable(total, found, rule)
    audit.record(session, SYSTEM, "payout.counted_again", payout.id, number=run.number)
    if sent <= 0:
        voiding.void(session, payout, with_money(found.because))
        return
    void_pending(session, f"void plan {payout.posting_group_id}", payout.posting_group_id)
    if left != payout.carried_out_minor:
        change_carry(session, payout, left - payout.carried_out_minor)
    payout.amount_minor, payout.carried_out_minor = sent, left
    payout.withheld_minor, payout.withheld_because = found.amount_minor, found.because
    payout.counted_again += 1
    payout.changed_at = now()
    entry = setting_aside.entry(
        payout.id,
        payout.performer_id,
        payout.amount,
        payout.withheld_minor,
        again=payout.counted_again,
    )
    payout.posting_group_id = post_all(session, [entry])[0].id
