"""Why a bank did not take somebody's pay, in words for the person whose pay it is."""

from payouts.stripe_gateway.bank_payouts import BankPayout

_UNKNOWN = "Your bank did not take it, and did not say why."
_NO_SUCH = "Your bank knows no account with the number that Stripe has."
_OTHER_HOLDER = "Your bank knows the holder of the account by other details than Stripe does."
_CARD = "Your bank takes no payments to this card."
_WORDS = {
    "account_closed": "The bank account is closed.",
    "account_frozen": "The bank account is frozen. Your bank can say why.",
    "bank_account_restricted": "It takes no such payments. Your bank can say why.",
    "bank_ownership_changed": "The account has moved to another bank, so its number has changed.",
    "could_not_process": _UNKNOWN,
    "declined": _UNKNOWN,
    "incorrect_account_holder_address": _OTHER_HOLDER,
    "incorrect_account_holder_name": _OTHER_HOLDER,
    "incorrect_account_holder_tax_id": _OTHER_HOLDER,
    "invalid_account_number": _NO_SUCH,
    "invalid_account_number_length": _NO_SUCH,
    "invalid_card": _CARD,
    "invalid_currency": "The bank account does not take this currency.",
    "no_account": _NO_SUCH,
    "unsupported_card": _CARD,
}
"""By Stripe's code. Those that it may add later are said in Stripe's own sentence."""


def why(seen: BankPayout) -> str:
    return _WORDS.get(seen.failure) or seen.failure_sentence or _UNKNOWN
