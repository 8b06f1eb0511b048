"""A statement as a document: made from what is kept, dated by the run's approval."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from foundation import formats, pdf
from foundation.formats import Reader
from foundation.money import Money
from foundation.pdf import CannotBePrinted
from foundation.settings import Settings
from marketplace.facts import saying as facts_saying
from marketplace.facts.models import Fact
from payouts.pay_runs import saying as run_words
from payouts.statements import saying
from payouts.statements.explaining import Paid, Statement, Waits

_MOST_LETTERS = 20
"""Different ones, in one statement."""
_TEMPLATE = Path(__file__).with_name("statement.typ")
_PAID_COLUMNS = ("What", "Amount", "How it is counted", "Decided by")
_WAITS_COLUMNS = ("What", "Amount", "How it is counted", "Why it waits")


def document_of(
    found: Statement, names: Mapping[UUID, str], reader: Reader, settings: Settings
) -> bytes:
    """A name with a letter that no font of ours has is left out: nobody waits for a statement
    because of a name."""
    at = found.run.decided_at or found.run.planned_at
    template = _TEMPLATE.read_bytes()
    try:
        return pdf.made(template, content_of(found, names, reader, settings), at=at)
    except CannotBePrinted:
        content = content_of(found, _printable(names), reader, settings)
        return _without_what_no_font_has(template, content, at)


def _without_what_no_font_has(template: bytes, content: Any, at: datetime) -> bytes:
    """Why something waits is in somebody's own words: nor does anybody wait for a statement because
    of a smile in them."""
    for _ in range(_MOST_LETTERS):
        try:
            return pdf.made(template, content, at=at)
        except CannotBePrinted as why:
            content = _replaced(content, why.text)
    return pdf.made(template, content, at=at)


def _replaced(value: Any, text: str) -> Any:
    if isinstance(value, dict):
        return {name: _replaced(each, text) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_replaced(each, text) for each in value]
    return value.replace(text, "?") if isinstance(value, str) and text else value


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
    if payout.withheld_minor and run_words.is_not_paid(payout):
        said.append(
            f"{withheld} were to be withheld for taxes. The tax is on what is paid, and this was"
            " not: all of it is owed to you as before."
        )
    elif payout.withheld_minor:
        said.append(f"{withheld} are withheld for taxes by law. {payout.withheld_because}")
    elif payout.withheld_because:
        said.append(payout.withheld_because)
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


def _printable(names: Mapping[UUID, str]) -> dict[UUID, str]:
    kept = {}
    for id_, name in names.items():
        try:
            pdf.refuse_unprintable(name)
            kept[id_] = name
        except CannotBePrinted:
            continue
    return kept
