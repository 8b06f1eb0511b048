"""Asking Stripe how it stands with an account: after a visit, when we are told, each night."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from foundation.actors import SYSTEM, Actor
from foundation.clock import now
from foundation.database import db
from foundation.ids import new_id
from foundation.jobs import Lease
from payouts.payees import actions, queries, steps
from payouts.payees.errors import NoAccountYet
from payouts.payees.models import Payee
from payouts.payees.steps import Seen
from payouts.stripe_gateway import accounts, payout_methods, payout_settings
from payouts.stripe_gateway.conversation import Stripe
from payouts.stripe_gateway.errors import NoAccessAtStripe, NotAtStripe
from payouts.stripe_gateway.making import stripe
from payouts.stripe_gateway.one_by_one import one_by_one
from payouts.webhooks.handling import Step, Told

KINDS = frozenset(
    (
        "account.application.deauthorized",
        "account.external_account.created",
        "account.external_account.deleted",
        "account.external_account.updated",
        "account.updated",
        "balance_settings.updated",
        "capability.updated",
        "v2.core.account.closed",
        "v2.core.account.updated",
        "v2.core.account[configuration.recipient].capability_status_updated",
        "v2.core.account[requirements].updated",
        "v2.core.account_link.returned",
    )
)
EVERY = timedelta(hours=20)


def seen(asked: Stripe, account: str, at: datetime | None = None) -> Seen:
    at = at or now()
    try:
        return Seen(
            at,
            accounts.retrieve(asked, account),
            tuple(payout_methods.of_account(asked, account)),
            payout_settings.is_manual(asked, account),
        )
    except (NoAccessAtStripe, NotAtStripe):
        return Seen(at, None)


def keep_manual(asked: Stripe, account: str) -> None:
    """Else Stripe would pay out by itself, and nobody would know when. To say it once more is
    harmless, and an old key would only bring the old answer."""
    payout_settings.keep_manual(asked, account, key=f"manual:{account}:{new_id()}")


def read_own(*, actor: Actor) -> str:
    """For who comes back from Stripe."""
    session = db.session()
    account = str(queries.own_payee(session, actor).stripe_account)
    session.rollback()
    return _read(actor.id, account, actor)


def read_again(performer_id: UUID, *, actor: Actor) -> str:
    """For finance, before they call somebody."""
    session = db.session()
    account = queries.visible(session, performer_id, actor).stripe_account
    session.rollback()
    if not account:
        raise NoAccountYet
    return _read(performer_id, account, actor)


def read_told(told: Told) -> Step | None:
    """For `webhooks.handling`: whatever happened to an account, it is read whole."""
    session = db.session()
    payee = queries.with_account(session, told.account or told.about)
    session.rollback()
    if payee is None or not payee.stripe_account:
        return None
    found = _seen_and_manual(payee.stripe_account)

    def keep(writing: Session) -> str:
        row = writing.get_one(Payee, payee.performer_id, with_for_update=True)
        return steps.take_in(writing, row, found, actor=SYSTEM)

    return keep


def read_all(lease: Lease) -> str:
    """Each night: what nobody told us."""
    session = db.session()
    rows = queries.to_read_again(session, now() - EVERY)
    wanted = [(row.performer_id, row.stripe_account) for row in rows if row.stripe_account]
    session.rollback()
    return str(one_by_one(lease, wanted, lambda each: _read(*each, SYSTEM)))


def _read(performer_id: UUID, account: str, actor: Actor) -> str:
    return actions.take_in(performer_id, _seen_and_manual(account), actor=actor)


def _seen_and_manual(account: str) -> Seen:
    asked = stripe()
    found = seen(asked, account)
    if found.account is None or found.account.closed or found.manual:
        return found
    keep_manual(asked, account)
    return seen(asked, account)
