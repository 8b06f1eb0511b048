"""What a performer does about being paid; Stripe is asked between these, in `opening`."""

from uuid import UUID

from sqlalchemy.orm import Session

from foundation import audit, hooks
from foundation.actors import SYSTEM, Actor
from foundation.clock import now
from foundation.database import transaction
from foundation.statements import insert_unless_there
from payouts.intents import steps as intents
from payouts.intents.steps import Planned
from payouts.payees import policy, queries, steps
from payouts.payees.countries import is_served
from payouts.payees.errors import AccountGone, AddressMissing, CountryNotServed
from payouts.payees.models import Payee, Standing
from payouts.payees.steps import Seen
from payouts.stripe_gateway import accounts
from payouts.stripe_gateway.accounts import Account
from payouts.stripe_gateway.outcomes import Done, Outcome
from payouts.stripe_gateway.sending import Sending

ACCOUNT = "account"
GONE = (Standing.DEAUTHORISED, Standing.CLOSED)
PERFORMER = "performer"
"""What an account at Stripe is labelled with, so that one of unknown outcome can be found."""


def plan_account(country: str, *, actor: Actor) -> Planned | None:
    """What to ask Stripe, kept before it is asked. None where there is an account already."""
    with transaction() as session:
        actor.require(policy.may_be_paid(actor))
        if not is_served(country):
            raise CountryNotServed
        payee = _row_of(session, actor.id, country)
        if payee.stripe_account and payee.standing not in GONE:
            return None
        _begin_anew(payee, country)
        session.flush()
        sending = _asked_for(session, actor.id, payee)
        audit.record(session, actor, "payee.opened", actor.id, country=country)
        return intents.plan(session, _about(payee), actor.id, sending, actor=actor)


def keep_account(planned: Planned, outcome: Outcome[Account], *, actor: Actor) -> None:
    with transaction() as session:
        made = outcome.answer.id if isinstance(outcome, Done) else ""
        intents.keep_outcome(session, planned, outcome, made)
        if made:
            _adopt(session, made, actor)


def keep_found(planned: Planned, found: str, *, actor: Actor) -> None:
    """Looked up, because nobody knew any more whether it was made. Empty: it was not."""
    with transaction() as session:
        intents.keep_looked_up(session, planned, found)
        if found:
            _adopt(session, found, actor)


def leave_for_stripe(*, actor: Actor) -> str:
    """The account that a link may lead to; that somebody took one is on record."""
    with transaction() as session:
        payee = queries.own_payee(session, actor)
        if payee.standing in GONE:
            raise AccountGone
        audit.record(session, actor, "payee.sent_to_stripe", actor.id)
        return str(payee.stripe_account)


def take_in(performer_id: UUID, seen: Seen, *, actor: Actor = SYSTEM) -> str:
    with transaction() as session:
        payee = session.get_one(Payee, performer_id, with_for_update=True)
        return steps.take_in(session, payee, seen, actor=actor)


def _row_of(session: Session, performer_id: UUID, country: str) -> Payee:
    """Of two first clicks the later waits here, and finds what the earlier wrote."""
    found = session.get(Payee, performer_id, with_for_update=True)
    if found is None:
        insert_unless_there(
            session,
            Payee,
            performer_id=performer_id,
            country=country,
            standing=Standing.UNMADE,
            needs=[],
            methods={},
            broken=[],
            manual=False,
            rounds=1,
            opened_at=now(),
            version=1,
        )
        found = session.get_one(Payee, performer_id, with_for_update=True)
    return found


def _begin_anew(payee: Payee, country: str) -> None:
    """Whoever left Stripe and comes back gets another account; the old one stays there."""
    if payee.standing in GONE:
        if payee.has_had_a_place:
            payee.paused_until = now() + steps.PAUSE
        payee.stripe_account, payee.standing, payee.methods = None, Standing.UNMADE, {}
        payee.read_at, payee.rounds = None, payee.rounds + 1
    if payee.stripe_account is None:
        payee.country = country


def _about(payee: Payee) -> str:
    return ACCOUNT if payee.rounds == 1 else f"{ACCOUNT}-{payee.rounds}"


def _asked_for(session: Session, performer_id: UUID, payee: Payee) -> Sending:
    person = hooks.addresses(session, [performer_id]).get(performer_id)
    if person is None:
        raise AddressMissing
    return accounts.prepare(
        email=person.email,
        name=person.name,
        country=payee.country,
        metadata={PERFORMER: str(performer_id), "round": str(payee.rounds)},
    )


def _adopt(session: Session, stripe_account: str, actor: Actor) -> None:
    payee = session.get_one(Payee, actor.id, with_for_update=True)
    if payee.stripe_account is None:
        payee.stripe_account, payee.standing = stripe_account, Standing.STARTED
        audit.record(session, actor, "payee.started", actor.id)
        session.flush()
