"""Asking Stripe, outside any transaction: by the key while Stripe keeps it, by looking then."""

from dataclasses import dataclass
from datetime import timedelta

import structlog

from foundation.clock import now
from payouts.stripe_gateway import bank_payouts, reversals, transfers
from payouts.stripe_gateway.amounts import as_sent
from payouts.stripe_gateway.bank_payouts import BankPayout
from payouts.stripe_gateway.conversation import Stripe
from payouts.stripe_gateway.errors import (
    NoAccessAtStripe,
    NotAtStripe,
    StripeRefused,
    StripeUnavailable,
)
from payouts.stripe_gateway.outcomes import Done, Outcome, Unknown
from payouts.stripe_gateway.reversals import Reversal
from payouts.stripe_gateway.transfers import Transfer
from payouts.transfers.claiming import Claimed
from payouts.transfers.models import Step

_log = structlog.get_logger()
SETTLED_AFTER = timedelta(hours=1)
"""What was asked longer ago than this and is not there now, was never done."""

Answer = Transfer | BankPayout | Reversal


@dataclass(frozen=True, slots=True)
class Absent:
    """It was looked for where it would be, and is not there."""


@dataclass(frozen=True, slots=True)
class Gone:
    """It would be in an account that is not ours to look into any more."""

    why: str


Found = Outcome[Answer] | Absent | Gone


def ask(stripe: Stripe, claimed: Claimed) -> Found:
    try:
        found = _asked(stripe, claimed)
    except Exception as why:  # Whatever it is: it may have been done, and others do not wait.
        _log.exception("asking Stripe failed", attempt=claimed.key)
        return Unknown(type(why).__name__)
    if isinstance(found, Done) and not _is_what_was_asked(claimed, found.answer):
        # Nothing is posted and nothing is sent again: finance sees that nobody knows.
        _log.error("Stripe answered with another amount or payee", attempt=claimed.key)
        return Unknown("what Stripe answered is not what was asked for")
    return found


def _is_what_was_asked(claimed: Claimed, answer: Answer) -> bool:
    asked = claimed.sending.parameters
    number, currency = as_sent(answer.amount)
    if (number, currency) != (asked["amount"], asked.get("currency", currency)):
        return False
    return not isinstance(answer, Transfer) or answer.destination == asked["destination"]


def _asked(stripe: Stripe, claimed: Claimed) -> Found:
    if claimed.is_to_be_looked_up:
        return _looked_up(stripe, claimed)
    sending, key, again = claimed.sending, claimed.key, claimed.was_sent_before
    match claimed.step:
        case Step.TRANSFER:
            return transfers.send(stripe, sending, key=key, again=again)
        case Step.BANK:
            return bank_payouts.send(stripe, sending, key=key, again=again)
        case Step.REVERSAL:
            return reversals.send(stripe, sending, key=key, again=again)


def _looked_up(stripe: Stripe, claimed: Claimed) -> Found:
    try:
        made = [each for each in _made(stripe, claimed) if each.metadata["attempt"] == claimed.key]
    except (NoAccessAtStripe, NotAtStripe) as why:
        # Of all other steps our own balance is asked, which is never gone.
        return Gone(str(why)) if claimed.step is Step.BANK else Unknown(str(why))
    except (StripeUnavailable, StripeRefused) as why:
        return Unknown(str(why))
    if made:
        return Done(made[0], replayed=True)
    return Absent() if now() - claimed.sent_last_at >= SETTLED_AFTER else Unknown("not there yet")


def _made(stripe: Stripe, claimed: Claimed) -> list[Answer]:
    """All of ours that there is where this would be."""
    sending, since = claimed.sending, claimed.sent_first_at - timedelta(minutes=5)
    found: list[Answer]
    match claimed.step:
        case Step.TRANSFER:
            parameters = sending.parameters
            found = [
                *transfers.in_group(
                    stripe, parameters["transfer_group"], destination=parameters["destination"]
                )
            ]
        case Step.BANK:
            found = [*bank_payouts.since(stripe, since, account=sending.account)]
        case Step.REVERSAL:
            transfer = sending.path.split("/")[3]
            found = [*reversals.of_transfer(stripe, transfer)]
    return [each for each in found if "attempt" in each.metadata]
