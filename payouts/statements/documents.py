"""A statement as a document: made from what is kept, dated by the run's approval."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from foundation import formats, pdf
from foundation.formats import Reader
from foundation.money import Money
from foundation.settings import Settings
from marketplace.facts import saying as facts_saying
from marketplace.facts.models import Fact
from payouts.pay_runs import saying as run_words
from payouts.statements import saying
from payouts.statements.explaining import Paid, Statement, Waits

_TEMPLATE = Path(__file__).with_name("statement.typ")
_PAID_COLUMNS = ("What", "Amount", "How it is counted", "Decided by")
_WAITS_COLUMNS = ("What", "Amount", "How it is counted", "Why it waits")


def document_of(
    found: Statement, names: Mapping[UUID, str], reader: Reader, settings: Settings
) -> bytes:
    at = found.run.decided_at or found.run.planned_at
    template, content = _TEMPLATE.read_bytes(), content_of(found, names, reader, settings)
    return pdf.made_anyway(template, content, at=at, noted_in="asking")


def content_of(
    found: Statement, names: Mapping[UUID, str], reader: Reader, settings: Settings
) -> dict[str, Any]:
    run = found.run
    name = names.get(found.performer_id, "the performer")
    return {
        "title": f"Statement of {run.number}",
        "operator": settings.operator_name,
        "subject": f"Statement of pay for {name}",
        "footer": f"{settings.operator_name}, {run.number}",
        "summary": (
            f"What was approved before {formats.when(run.ends_at, reader)}, to be paid on"
            f" {formats.day(run.pay_on, reader)}."
        ),
        "sections": [
            *(_paid(each, names, reader) for each in found.paid),
            *([_waits(found.waits, names, reader)] if found.waits else []),
            *([_later(found, reader)] if found.later else []),
        ],
        "asking": (
            f"Each line is also on {settings.url}/statements/{run.id}, as a file for spreadsheets"
            f" too. If one is wrong, say so at {settings.url}/cases/new: a person answers."
        ),
    }


def _paid(each: Paid, names: Mapping[UUID, str], reader: Reader) -> dict[str, Any]:
    payout = each.payout
    amount = formats.money(payout.amount_minor, payout.currency, reader)
    rows = [
        [
            *_what(line.fact, Money(line.amount_minor, payout.currency), names, reader),
            f"{facts_saying.decided(line.fact, names)},"
            f" {formats.day(line.fact.completed_on, reader)}",
        ]
        for line in each.lines
    ]
    return {
        "title": f"{amount}: {saying.where(each, reader)}",
        "says": payout.because,
        "columns": _PAID_COLUMNS,
        "rows": rows,
        "after": beside(each, reader),
    }


def beside(each: Paid, reader: Reader) -> list[str]:
    """What an amount has or lacks beside its lines, each in a sentence."""
    payout, said = each.payout, []
    if payout.carried_in_minor:
        amount = formats.money(payout.carried_in_minor, payout.currency, reader)
        said.append(f"{amount} are left over from before.")
    if payout.carried_out_minor:
        amount = formats.money(payout.carried_out_minor, payout.currency, reader)
        said.append(
            f"{amount} are left for the next payout: banks take whole {payout.currency} only."
        )
    withheld = formats.money(payout.withheld_minor, payout.currency, reader)
    because = formats.with_money(payout.withheld_because, reader)
    if payout.withheld_minor and run_words.is_not_paid(payout):
        said.append(
            f"{withheld} were to be withheld for taxes. The tax is on what is paid, and this was"
            " not: all of it is owed to you as before."
        )
    elif payout.withheld_minor:
        said.append(f"{withheld} are withheld for taxes by law. {because}")
    elif because:
        said.append(because)
    return said


def _waits(waits: Any, names: Mapping[UUID, str], reader: Reader) -> dict[str, Any]:
    return {
        "title": "What was not paid by this run",
        "says": "It stays yours.",
        "columns": _WAITS_COLUMNS,
        "rows": [_waiting(each, names, reader) for each in waits],
        "after": [],
    }


def _later(found: Statement, reader: Reader) -> dict[str, Any]:
    return {
        "title": "What is taken later",
        "says": "",
        "columns": [],
        "rows": [],
        "after": saying.later(found, reader),
    }


def _waiting(each: Waits, names: Mapping[UUID, str], reader: Reader) -> list[str]:
    money = Money(each.skipped.amount_minor, each.skipped.currency)
    return [*_what(each.fact, money, names, reader), saying.why(each, names, reader)]


def _what(fact: Fact, money: Money, names: Mapping[UUID, str], reader: Reader) -> list[str]:
    client = names.get(fact.client_id, "a client")
    return [
        f"{fact.label}, {client}, {formats.day(fact.worked_on, reader)}",
        formats.money(money.amount_minor, money.currency, reader),
        saying.counted(fact, reader),
    ]
