"""Writing down what was read of somebody's account, and what follows from the difference."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from payouts.payees import news
from payouts.payees.models import Payee, Standing
from payouts.stripe_gateway.accounts import Ability, Account
from payouts.stripe_gateway.payout_methods import PayoutMethod

PAUSE = timedelta(hours=48)
"""After a change of where money goes: long enough that its owner reads the mail about it."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What Stripe said, and when it was asked."""

    asked_at: datetime
    account: Account | None
    """None: Stripe says that it is not ours, or is gone."""
    methods: tuple[PayoutMethod, ...] = ()
    manual: bool = False


def take_in(session: Session, payee: Payee, seen: Seen, *, actor: Actor) -> str:
    """Says in a word how it stands now. What was asked for before the last reading is old."""
    if payee.read_at is not None and seen.asked_at < payee.read_at:
        return "older than what is known"
    was, needed = payee.standing, set(payee.needs)
    payee.read_at = seen.asked_at
    if seen.account is None:
        payee.standing = was if was is Standing.CLOSED else Standing.DEAUTHORISED
        payee.needs, payee.due_at = [], None
    else:
        _keep_account(payee, seen.account, seen)
        if not seen.account.closed:
            _keep_methods(session, payee, seen, actor)
    if payee.standing is not was:
        audit.record(
            session, actor, "payee.changed", payee.performer_id, was=was, now=payee.standing
        )
        news.tell_standing(session, payee, was, sent_back=any(e.sent_back for e in seen.methods))
    elif payee.standing is Standing.READY and set(payee.needs) - needed:
        news.tell_needs(session, payee)
    session.flush()
    return str(payee.standing)


def _keep_account(payee: Payee, account: Account, seen: Seen) -> None:
    payee.country = account.country or payee.country
    payee.needs = [each.what for each in account.requirements if each.from_performer]
    payee.due_at = account.due_at if payee.needs else None
    payee.manual = seen.manual
    payee.standing = _standing(payee.standing, account, seen)


def _standing(was: Standing, account: Account, seen: Seen) -> Standing:
    if account.closed:
        return Standing.CLOSED
    # Without a place to go to, or with Stripe paying out when it likes, nothing is ready.
    if account.payable and account.payouts is Ability.ACTIVE and seen.methods and seen.manual:
        return Standing.READY
    began = was in (Standing.UNMADE, Standing.STARTED)
    return Standing.STARTED if began else Standing.RESTRICTED


def _keep_methods(session: Session, payee: Payee, seen: Seen, actor: Actor) -> None:
    found = {each.currency: each.id for each in seen.methods if each.default}
    payee.broken = sorted(each.currency for each in seen.methods if each.default and each.broken)
    known, had = payee.methods, payee.has_had_a_place
    payee.methods = found
    other = any(known.get(currency) != method for currency, method in found.items())
    # To take the only one away is half of a change: whoever adds theirs next must not be the first.
    taken_away = bool(known) and not found
    if had and (other or taken_away):
        payee.paused_until = now() + PAUSE
        audit.record(session, actor, "payout_method.changed", payee.performer_id)
        news.tell_method_changed(session, payee)
