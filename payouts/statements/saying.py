"""Statements in words."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from foundation import formats
from foundation.formats import NOBODY, Reader
from foundation.money import Money
from marketplace.facts import saying as facts_saying
from marketplace.facts.models import Fact
from payouts.earnings.collecting import SHARE_PERCENT
from payouts.earnings.saying import TO_THEMSELVES
from payouts.pay_runs.models import PayoutState, SkipReason
from payouts.pay_runs.saying import REASONS, STATES
from payouts.statements.explaining import Paid, Statement, Waits

ABOUT_ACCOUNTS = frozenset(
    reason.value
    for reason in (
        SkipReason.NO_ACCOUNT,
        SkipReason.NOT_READY,
        SkipReason.PAUSED,
        SkipReason.RESTRICTED,
    )
)
"""What the performer can do something about, on the page of their payout account."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def where(each: Paid, reader: Reader = NOBODY) -> str:
    """Where the money of a payout is."""
    if each.payout.state is PayoutState.RETURNED and each.returned_at is None:
        return "Your bank did not take it. It is yours, and the next run pays it again"
    if each.payout.state is PayoutState.RETURNED and each.returned_at:
        return f"Came back from your bank on {formats.day(each.returned_at.date(), reader)}"
    if each.payout.state is PayoutState.PAID and each.paid_at:
        return f"Paid on {formats.day(each.paid_at.date(), reader)}"
    if each.expected_on:
        return f"On its way, with your bank by about {formats.day(each.expected_on, reader)}"
    if each.returned_at:
        day = formats.day(each.returned_at.date(), reader)
        return (
            f"Came back from your bank on {day}. It is yours, and goes with the next run that can"
        )
    return STATES[each.payout.state][0]


def why(each: Waits, names: Mapping[UUID, str], reader: Reader = NOBODY) -> str:
    """Why it waits, until when, and who decided that."""
    reason = SkipReason(each.skipped.reason)
    if each.hold:
        by = names.get(each.hold.placed_by, "somebody who has left")
        until = formats.day(each.hold.until_on, reader)
        said = f"Held until {until} by {by}, because {TO_THEMSELVES[each.hold.reason]}"
        return f"{said}: {each.words}" if each.words else said
    said = REASONS[reason]
    if each.skipped.until:
        return f"{said}. Until {formats.day(each.skipped.until.date(), reader)}"
    return said


def later(found: Statement, reader: Reader = NOBODY) -> list[str]:
    """What is still owed to us of what was too much, a sentence for each currency."""
    return [
        f"{formats.money(each.amount_minor, each.currency, reader)} that were too much are still to"
        f" be taken from what you earn later, never more than {SHARE_PERCENT} percent of each"
        " earning."
        for each in found.later
    ]


def counted(fact: Fact, reader: Reader = NOBODY) -> str:
    """How a line comes to its amount."""
    return facts_saying.counted(fact, formats.money(fact.rate_minor, fact.currency, reader))


def amounts(sums: Sequence[Money], reader: Reader = NOBODY) -> str:
    return ", ".join(formats.money(each.amount_minor, each.currency, reader) for each in sums)
