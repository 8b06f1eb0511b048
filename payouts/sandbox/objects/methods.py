"""What a client pays with here: Stripe's test cards and bank accounts, and how each ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from payouts.sandbox.refusals import Document


class Ends(StrEnum):
    WELL = "succeeds"
    AT_ONCE = "succeeds, and its funds are available at once"
    DECLINED = "is declined"
    NO_FUNDS = "is declined for insufficient funds"
    DISPUTED = "succeeds, and is disputed a day later"
    REFUND_FAILS = "succeeds; a refund of it fails a day later"
    LATER = "settles after 4 banking days"
    FAILS_LATER = "fails after 4 banking days"


@dataclass(frozen=True, slots=True)
class Method:
    token: str
    number: str
    ends: Ends
    debit: bool = False

    @property
    def kind(self) -> str:
        return "us_bank_account" if self.debit else "card"

    @property
    def spelled(self) -> str:
        """In groups of four, as on a card."""
        if self.debit:
            return self.number
        return " ".join(self.number[at : at + 4] for at in range(0, len(self.number), 4))

    @property
    def last4(self) -> str:
        return self.number[-4:]

    @property
    def details(self) -> Document:
        """As a charge shows them."""
        if self.debit:
            of_bank = {"bank_name": "STRIPE TEST BANK", "last4": self.last4}
            return {"type": self.kind, self.kind: {**of_bank, "account_type": "checking"}}
        card = {"brand": "visa", "country": "US", "funding": "credit", "last4": self.last4}
        return {"type": "card", "card": {**card, "exp_month": 12, "exp_year": 2034}}


ALL = (
    Method("pm_card_visa", "4242424242424242", Ends.WELL),
    Method("pm_card_bypassPending", "4000000000000077", Ends.AT_ONCE),
    Method("pm_card_chargeDeclined", "4000000000000002", Ends.DECLINED),
    Method("pm_card_chargeDeclinedInsufficientFunds", "4000000000009995", Ends.NO_FUNDS),
    Method("pm_card_createDispute", "4000000000000259", Ends.DISPUTED),
    Method("pm_card_refundFail", "4000000000005126", Ends.REFUND_FAILS),
    Method("pm_usBankAccount_success", "000123456789", Ends.LATER, debit=True),
    Method("pm_usBankAccount_insufficientFunds", "000222222227", Ends.FAILS_LATER, debit=True),
)
BY_TOKEN: Mapping[str, Method] = {
    **{each.token: each for each in ALL},
    "pm_usBankAccount": ALL[6],
}


def by_number(number: str) -> Method | None:
    digits = "".join(each for each in number if each.isdigit())
    return next((each for each in ALL if each.number == digits), None)


def fee_of(amount: int, *, debit: bool) -> int:
    """A card 2.9 % and 30; a bank debit 0.8 %, at most 500. Half a minor unit rounds up."""
    if debit:
        return min(500, (amount * 8 + 500) // 1000)
    return (amount * 29 + 500) // 1000 + 30
