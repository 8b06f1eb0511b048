"""A run as a file that spreadsheets open: every line of every payout, and all that was skipped."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import hooks
from marketplace.facts import saying as facts_saying
from marketplace.facts.models import Fact
from payouts.pay_runs import queries
from payouts.pay_runs.models import PayRun
from payouts.pay_runs.saying import reason

COLUMNS = (
    *("what", "payout_id", "state", "performer_id", "performer", "currency", "amount_minor"),
    *("earning_id", "fact_id", "label", "worked_on", "quantity", "unit", "rate_minor"),
    *("rule", "decided_by", "completed_on", "pay_by", "reason"),
)
_AT_ONCE = 500
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"-\d+(\.\d+)?\Z")


def lines(session: Session, run: PayRun) -> Iterator[str]:
    yield written([COLUMNS])
    after: str | None = None
    while True:
        page = queries.payouts_of(session, run, after=after, limit=_AT_ONCE)
        traced = queries.traced(session, [each.id for each in page.items])
        facts = [line.fact for each in traced.values() for line in each]
        names = _names(session, facts)
        yield written(
            [
                *("paid", str(payout.id), payout.state.value, str(payout.performer_id)),
                names.get(payout.performer_id, ""),
                *(payout.currency, str(line.amount_minor), str(line.earning.id)),
                *of_fact(line.fact, names),
                "",
            ]
            for payout in page.items
            for line in traced[payout.id]
        )
        after = page.next
        if after is None:
            break
    yield from _skipped(session, run)


def _skipped(session: Session, run: PayRun) -> Iterator[str]:
    at = 0
    while found := queries.skipped_in(session, run, after=at, limit=_AT_ONCE):
        at += len(found)
        names = _names(session, [each.fact for each in found])
        yield written(
            [
                *("skipped", "", "", str(each.skipped.performer_id)),
                names.get(each.skipped.performer_id, ""),
                *(each.skipped.currency, str(each.skipped.amount_minor), str(each.earning.id)),
                *of_fact(each.fact, names),
                reason(each.skipped.reason),
            ]
            for each in found
        )


def of_fact(fact: Fact, names: Mapping[UUID, str]) -> list[str]:
    decided = facts_saying.decided(fact, names)
    return [
        *(str(fact.id), fact.label, fact.worked_on.isoformat(), str(fact.quantity), fact.unit),
        *(str(fact.rate_minor), fact.rule, decided),
        *(fact.completed_on.isoformat(), fact.pay_by.isoformat()),
    ]


def _names(session: Session, facts: Sequence[Fact]) -> Mapping[UUID, str]:
    people = {each.performer_id for each in facts} | {each.decided_by for each in facts}
    return hooks.names(session, people)


def written(rows: Iterable[Sequence[str]]) -> str:
    """For statements too: cells that no spreadsheet takes for a formula."""
    text = StringIO()
    csv.writer(text).writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue()


def _harmless(cell: str) -> str:
    """A name that begins like a formula must not become one when the file is opened; an amount
    below zero is none, and is to be added up."""
    formula = cell.startswith(_FORMULA) and not _NUMBER.match(cell)
    return f"'{cell}" if formula else cell
