"""Planning a run, some payees at a time: whoever comes by goes on where another was stopped."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import SYSTEM
from foundation.clock import now
from foundation.database import transaction
from foundation.ids import new_id
from foundation.money import Money
from foundation.statements import among
from payouts.earnings import settling
from payouts.journal.errors import NotSoMuch
from payouts.journal.posting import Entry, post_all
from payouts.pay_runs import asking, due, news, periods, rules, setting_aside
from payouts.pay_runs.asking import Coming, payee_states
from payouts.pay_runs.deciding import Decided, Owed, Pay, Skip, decide
from payouts.pay_runs.models import (
    Carry,
    Payout,
    PayoutLine,
    PayoutState,
    PayRun,
    RunState,
    Skipped,
    SkipReason,
)

AT_ONCE = 500
"""Payees in one transaction: others may write between."""
_log = structlog.get_logger()


def go_on(run_id: UUID) -> None:
    """Until all that was approved in time is planned or skipped with a reason; then it is planned.
    Harmless for a run that is."""
    after: UUID | None = None
    while True:
        with transaction() as session:
            run = _locked(session, run_id)
            if run.state is not RunState.PLANNING:
                return
            payees = due.next_performers(session, run, after, AT_ONCE)
            if not payees and after is None:
                _finish(session, run)
                return
        if payees:
            _plan_some(run_id, payees)
        # Once through, once more from the start: somebody's earning may have come meanwhile.
        after = payees[-1] if payees else None


def _plan_some(run_id: UUID, payees: Sequence[UUID]) -> None:
    """Where the books do not add up for one, the others are planned all the same."""
    try:
        _plan(run_id, payees, trusted=True)
    except NotSoMuch as why:
        if len(payees) == 1:
            _log.error("journal holds less than earnings say", payee=str(payees[0]), why=str(why))
            _plan(run_id, payees, trusted=False)
            return
        half = len(payees) // 2
        for part in (payees[:half], payees[half:]):
            _plan_some(run_id, part)


def _plan(run_id: UUID, payees: Sequence[UUID], *, trusted: bool) -> None:
    with transaction() as session:
        run = _locked(session, run_id)
        if run.state is not RunState.PLANNING:
            return
        found = _decided(session, run, payees)
        pays, skips = (
            [each.pay for each in found if each.pay],
            [skip for each in found for skip in each.skips],
        )
        if not trusted:
            skips += [Skip(owed, SkipReason.MISMATCH) for pay in pays for owed in pay.lines]
            pays = []
        _write_payouts(session, run, pays)
        _write_skips(session, run, skips)


def _decided(session: Session, run: PayRun, payees: Sequence[UUID]) -> list[Decided]:
    groups: dict[tuple[UUID, str], list[Owed]] = defaultdict(list)
    for each in due.owed_to(session, run, payees):
        groups[each.performer_id, each.currency].append(each)
    states, known = payee_states(session, payees), rules.currency_rules(session)
    carried, next_on = _carried(session, payees), next_pay_on(session, run)
    withheld = asking.withheld(session, run, [_coming(*each) for each in groups.items()])
    return [
        decide(
            owed,
            states[performer_id],
            known.get(currency),
            carried_minor=carried.get((performer_id, currency), 0),
            next_pay_on=next_on,
            withheld=of_it,
        )
        for ((performer_id, currency), owed), of_it in zip(groups.items(), withheld, strict=True)
    ]


def _coming(whose: tuple[UUID, str], owed: Sequence[Owed]) -> Coming:
    kinds: dict[str, int] = defaultdict(int)
    for each in owed:
        if not each.held:
            kinds[each.kind] += each.amount_minor
    return Coming(*whose, kinds)


def next_pay_on(session: Session, run: PayRun) -> date:
    """When the run after this one pays."""
    history = rules.history(session)
    end, terms = periods.next_cut_off(history, run.ends_at)
    if terms.pay_day(end) <= run.pay_on:
        end, terms = periods.next_cut_off(history, end)
    return terms.pay_day(end)


def _carried(session: Session, payees: Sequence[UUID]) -> dict[tuple[UUID, str], int]:
    rows = session.scalars(
        select(Carry)
        .where(among(session, Carry.performer_id, payees))
        .execution_options(populate_existing=True)
    )
    return {(row.performer_id, row.currency): row.amount_minor for row in rows}


def _write_payouts(session: Session, run: PayRun, pays: Sequence[Pay]) -> None:
    if not pays:
        return
    ids = {id(pay): new_id() for pay in pays}
    posted = post_all(session, [_entry(ids[id(pay)], pay) for pay in pays])
    at = now()
    session.execute(
        insert(Payout),
        [
            {
                "id": ids[id(pay)],
                "run_id": run.id,
                "performer_id": pay.performer_id,
                "currency": pay.currency,
                "amount_minor": pay.amount_minor,
                "posting_group_id": group.id,
                "carried_in_minor": pay.carried_in_minor,
                "carried_out_minor": pay.carried_out_minor,
                "withheld_minor": pay.withheld.amount_minor,
                "withheld_because": pay.withheld.because,
                "counted_again": 0,
                "state": PayoutState.PLANNED,
                "because": "",
                "planned_at": at,
                "changed_at": at,
                "version": 1,
            }
            for pay, group in zip(pays, posted, strict=True)
        ],
    )
    session.execute(insert(PayoutLine), list(_lines(pays, ids)))
    wanted = {ids[id(pay)]: [owed.earning_id for owed in pay.lines] for pay in pays}
    settling.claim(session, wanted)
    for pay in pays:
        if pay.carried_in_minor or pay.carried_out_minor:
            change_carry(session, pay, pay.carried_out_minor - pay.carried_in_minor)


def _entry(payout_id: UUID, pay: Pay) -> Entry:
    sent = Money(pay.amount_minor, pay.currency)
    return setting_aside.entry(payout_id, pay.performer_id, sent, pay.withheld.amount_minor)


def _lines(pays: Sequence[Pay], ids: dict[int, UUID]) -> Iterator[dict[str, Any]]:
    for pay in pays:
        for owed in pay.lines:
            yield {
                "payout_id": ids[id(pay)],
                "earning_id": owed.earning_id,
                "amount_minor": owed.amount_minor,
            }


def _write_skips(session: Session, run: PayRun, skips: Sequence[Skip]) -> None:
    if skips:
        session.execute(insert(Skipped), [_skipped(run, each) for each in skips])


def _skipped(run: PayRun, skip: Skip) -> dict[str, Any]:
    return {
        "id": new_id(),
        "run_id": run.id,
        "earning_id": skip.owed.earning_id,
        "performer_id": skip.owed.performer_id,
        "currency": skip.owed.currency,
        "amount_minor": skip.owed.amount_minor,
        "reason": skip.reason.value,
        "until": skip.until,
    }


def change_carry(session: Session, whose: Pay | Payout, by: int) -> None:
    """Under the schedule's lock, so nobody else changes it meanwhile."""
    key = (whose.performer_id, whose.currency)
    row = session.get(Carry, key, populate_existing=True)
    if row is None:
        row = Carry(performer_id=key[0], currency=key[1], amount_minor=0)
        session.add(row)
    row.amount_minor += by
    session.flush()


def _finish(session: Session, run: PayRun) -> None:
    """A run that has nothing to pay needs nobody: it is over."""
    some = session.scalar(select(Payout.id).where(Payout.run_id == run.id).limit(1))
    run.state = RunState.PLANNED if some else RunState.APPROVED
    if not some:
        run.decided_at = now()
    session.flush()
    audit.record(session, SYSTEM, "pay_run.planned", run.id, number=run.number)
    if some:
        news.tell_planned(session, run)


def _locked(session: Session, run_id: UUID) -> PayRun:
    rules.lock(session)
    return session.get_one(PayRun, run_id, populate_existing=True)
