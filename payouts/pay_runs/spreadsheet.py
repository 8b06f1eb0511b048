"""A run as a file that spreadsheets open: every line of every payout, what is withheld, and
all that was skipped."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import hooks
from foundation.formats import with_money
from foundation.spreadsheets import written
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
_NO_WORK = ("",) * 11
_AT_ONCE = 500


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
        yield written(
            [
                *("withheld", str(payout.id), payout.state.value, str(payout.performer_id)),
                names.get(payout.performer_id, ""),
                *(payout.currency, str(payout.withheld_minor), *_NO_WORK),
                with_money(payout.withheld_because),
            ]
            for payout in page.items
            if payout.withheld_minor
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
