"""Statements as a file that spreadsheets open: every line, and all that waits with its reason."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import hooks
from foundation.formats import with_money
from foundation.money import Money, as_decimal
from foundation.spreadsheets import written
from payouts.pay_runs.models import PayRun
from payouts.pay_runs.spreadsheet import of_fact
from payouts.statements import explaining, saying
from payouts.statements.explaining import Paid, Statement, Waits

COLUMNS = (
    *("statement", "what", "where", "currency", "amount", "amount_minor", "client", "earning_id"),
    *("fact_id", "label", "worked_on", "quantity", "unit", "rate_minor", "rule", "decided_by"),
    *("completed_on", "pay_by", "payout_id", "paid_at", "why"),
)
_NO_FACT = ("",) * 10


def of_statement(session: Session, found: Statement) -> Iterator[str]:
    yield written([COLUMNS])
    yield written(_rows(found, hooks.names(session, found.people)))


def of_runs(session: Session, runs: Sequence[PayRun], performer_id: UUID) -> Iterator[str]:
    yield written([COLUMNS])
    for run in runs:
        found = explaining.made(session, run, performer_id)
        yield written(_rows(found, hooks.names(session, found.people)))


def _rows(found: Statement, names: Mapping[UUID, str]) -> Iterator[Sequence[str]]:
    for each in found.paid:
        yield from _paid(found.run, each, names)
    for left in found.waits:
        yield _waits(found.run, left, names)
    for later in found.later:
        row = (found.run.number, "to be taken later", "Not in this run", *_money(-later), "", "")
        yield (*row, *_NO_FACT, "", "", "")


def _paid(run: PayRun, each: Paid, names: Mapping[UUID, str]) -> Iterator[Sequence[str]]:
    payout, where = each.payout, saying.where(each)
    at = each.paid_at.astimezone(UTC).isoformat() if each.paid_at else ""
    end = (str(payout.id), at, payout.because)
    for line in each.lines:
        money = Money(line.amount_minor, payout.currency)
        client = names.get(line.fact.client_id, "")
        fact = of_fact(line.fact, names)
        yield (run.number, "line", where, *_money(money), client, str(line.earning.id), *fact, *end)
    beside = (
        ("left over from before", payout.carried_in_minor),
        ("left for the next payout", -payout.carried_out_minor),
    )
    for what, minor in beside:
        if minor:
            money = Money(minor, payout.currency)
            yield (run.number, what, where, *_money(money), "", "", *_NO_FACT, *end)
    if payout.withheld_minor:
        name = "withheld for taxes"
        because = (str(payout.id), at, with_money(payout.withheld_because))
        money = -payout.withheld
        yield (run.number, name, where, *_money(money), "", "", *_NO_FACT, *because)
    yield (run.number, "payout", where, *_money(payout.amount), "", "", *_NO_FACT, *end)


def _waits(run: PayRun, left: Waits, names: Mapping[UUID, str]) -> Sequence[str]:
    money = Money(left.skipped.amount_minor, left.skipped.currency)
    client, why = names.get(left.fact.client_id, ""), saying.why(left, names)
    fact = of_fact(left.fact, names)
    return (
        *(run.number, "waits", "Not in this run", *_money(money), client, str(left.earning.id)),
        *(*fact, "", "", why),
    )


def _money(money: Money) -> tuple[str, str, str]:
    minor, currency = money.amount_minor, money.currency
    return currency, as_decimal(minor, currency), str(minor)
