"""Noting that withheld tax was paid on to the tax office. The payment itself is made from our bank,
by a person; here it reduces what we owe."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from foundation.money import Money
from payouts.journal.chart import Account, Kind, Purpose, platform
from payouts.journal.owing import left
from payouts.journal.posting import Line, post
from payouts.pay_runs import rules
from payouts.taxes import news, passed_on, policy
from payouts.taxes.errors import (
    AlreadyNoted,
    MoreThanWithheld,
    NotedByYou,
    NotNoted,
    NotProposed,
    NotYetPaid,
)
from payouts.taxes.passing_models import PassingState, Period, TaxPassedOn
from payouts.taxes.thresholds import CURRENCY


@dataclass(frozen=True, slots=True)
class Paid:
    year: int
    """In which it was withheld: the payment is made then, or after it."""
    period: Period
    amount: Money
    paid_on: date
    reference: str


def note(paid: Paid, *, actor: Actor) -> UUID:
    """Above the limit that a run has, a second person approves it, and nothing is posted yet."""
    actor.require(policy.may_keep_taxes(actor))
    if not date(paid.year, 1, 1) <= paid.paid_on <= now().date():
        raise NotYetPaid(paid.year)
    with transaction() as session:
        _queue(session)
        if passed_on.is_known(session, paid.year, paid.reference):
            raise AlreadyNoted(paid.reference)
        _refuse_more(session, paid.year, paid.amount.amount_minor)
        limit = rules.limits_for(session, actor.id)[CURRENCY]
        needs_second = paid.amount.amount_minor > limit
        row = TaxPassedOn(
            year=paid.year,
            period=paid.period,
            amount_minor=paid.amount.amount_minor,
            currency=paid.amount.currency,
            paid_on=paid.paid_on,
            reference=paid.reference,
            noted_by=actor.id,
            needs_second=needs_second,
            state=PassingState.PROPOSED if needs_second else PassingState.NOTED,
        )
        session.add(row)
        session.flush()
        audit.record(session, actor, "tax.passed_on", row.id, amount_minor=row.amount_minor)
        news.announce_payment(session, row)
        if needs_second:
            news.tell_second(session, row, but=actor.id)
        else:
            _post(session, row)
        return row.id


def approve_passing(note_id: UUID, *, actor: Actor) -> None:
    with transaction() as session:
        row = _proposed(session, note_id, actor)
        if row.noted_by == actor.id:
            raise NotedByYou
        # What came back since it was proposed was not withheld in the end.
        _refuse_more(session, row.year, 0)
        row.approved_by, row.state, row.changed_at = actor.id, PassingState.NOTED, now()
        session.flush()
        audit.record(session, actor, "tax.passing_approved", row.id)
        news.announce_payment(session, row)
        _post(session, row)


def drop_passing(note_id: UUID, *, actor: Actor) -> None:
    """By whoever noted it, or whoever looked at it: nothing is posted."""
    with transaction() as session:
        row = _proposed(session, note_id, actor)
        row.state, row.ended_by, row.changed_at = PassingState.DROPPED, actor.id, now()
        audit.record(session, actor, "tax.passing_dropped", row.id)
        news.announce_payment(session, row)


def take_back_passing(note_id: UUID, because: str, *, actor: Actor) -> None:
    """Owed again from now on: it was noted wrongly, or the tax office paid it back."""
    with transaction() as session:
        _queue(session)
        row = passed_on.visible(session, note_id, actor, lock=True)
        if row.state is not PassingState.NOTED:
            raise NotNoted
        row.state, row.because, row.ended_by = PassingState.TAKEN_BACK, because, actor.id
        row.changed_at = now()
        audit.record(session, actor, "tax.passing_taken_back", row.id)
        news.announce_payment(session, row)
        ours, theirs = platform(Kind.CAPITAL, row.currency), _of_office(row)
        line = Line(ours, theirs, row.amount, Purpose.CORRECT, row.id)
        post(session, f"tax-taken-back:{row.id}", [line])


def _post(session: Session, row: TaxPassedOn) -> None:
    """Out of our own bank, for which our capital stands: what lies at Stripe for it is ours now.
    Beside what is withheld and not out of it, so that a payment that comes back later can always
    be given back whole."""
    ours, theirs = platform(Kind.CAPITAL, row.currency), _of_office(row)
    line = Line(theirs, ours, row.amount, Purpose.PASS_ON, row.id)
    on = datetime.combine(row.paid_on, time(), UTC)
    post(session, f"tax-passed-on:{row.id}", [line], effective_at=on)


def _of_office(row: TaxPassedOn) -> Account:
    return platform(Kind.TAX_PASSED_ON, row.currency)


def _proposed(session: Session, note_id: UUID, actor: Actor) -> TaxPassedOn:
    _queue(session)
    row = passed_on.visible(session, note_id, actor, lock=True)
    if row.state is not PassingState.PROPOSED:
        raise NotProposed
    return row


def _queue(session: Session) -> None:
    """One after the other, by the row of what is withheld, so that two never note the last of it
    both."""
    left(session, {platform(Kind.TAX_WITHHELD, CURRENCY)})


def _refuse_more(session: Session, year: int, more_minor: int) -> None:
    there = passed_on.passed_on(session, year).left
    if more_minor > there or there < 0:
        raise MoreThanWithheld(year, Money(max(there, 0), CURRENCY))
