"""Where payouts go: bank accounts of a connected account, and how each behaves."""

from typing import Any

from payouts.sandbox.events import tell
from payouts.sandbox.objects.requirements import BANK, settled
from payouts.sandbox.records import Record
from payouts.sandbox.refusals import invalid
from payouts.sandbox.state import State

WORKS, FAILS, RETURNS = "works", "fails", "returns"
NUMBERS = {"000123456789": WORKS, "000111111113": FAILS, "000111111116": RETURNS}
"""Test account numbers, and how a payout to each ends."""
_BANK_NAME = "STRIPE TEST BANK"


def add(
    state: State, account: Record, *, number: str, country: str, currency: str, holder: str
) -> Record:
    """The first in its currency becomes the one that payouts go to; a new one takes its place."""
    for each in of(state, account.id, currency):
        state.records.save(each, default_for_currency=False)
    routing = {"routing_number": "110000000"} if country == "US" else {}
    bank = state.records.add(
        "bank_account",
        "ba",
        {
            "account": account.id,
            "account_holder_name": holder,
            "account_holder_type": "individual",
            "bank_name": _BANK_NAME,
            "country": country,
            "currency": currency,
            "default_for_currency": True,
            "last4": number[-4:],
            "status": "new",
            "available_payout_methods": ["standard"],
            **routing,
        },
        account=account.id,
        aside={"behaviour": NUMBERS.get(number, WORKS)},
    )
    settled(account, BANK)
    tell(state, "account.external_account.created", bank.document, account=account.id)
    return bank


def add_from(state: State, account: Record, given: Any) -> Record:
    """From the parameters of a request, or a `btok_…` token."""
    if not isinstance(given, dict):
        country = account.aside["country"]
        given = {"account_number": "000123456789", "country": country, "currency": "usd"}
    return add(
        state,
        account,
        number=str(given.get("account_number", "000123456789")),
        country=str(given.get("country", "US")).upper(),
        currency=str(given.get("currency", "usd")).lower(),
        holder=str(given.get("account_holder_name") or account.aside["name"]),
    )


def of(state: State, account: str, currency: str) -> list[Record]:
    return state.records.listed("bank_account", account=account, where={"currency": currency})


def for_payout(state: State, account: str, currency: str, named: str | None) -> Record | None:
    if named:
        return state.records.get("bank_account", named, account=account)
    return next(
        (each for each in of(state, account, currency) if each["default_for_currency"]), None
    )


def spoil(state: State, bank: Record) -> None:
    """After a payout did not arrive: nothing more is sent there."""
    state.records.save(bank, status="errored")
    tell(state, "account.external_account.updated", bank.document, account=bank.account)


def remove(state: State, bank: Record) -> None:
    if bank["default_for_currency"] and len(of(state, bank.account, bank["currency"])) > 1:
        raise invalid("You cannot delete the default external account for its currency.")
    state.records.remove(bank)
    tell(state, "account.external_account.deleted", bank.document, account=bank.account)
