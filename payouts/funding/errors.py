"""Why money cannot come in this way, or go back."""

from dataclasses import dataclass

from foundation.errors import Conflict, DomainError, NotFound
from foundation.formats import money
from foundation.money import Money


class FundingNotFound(NotFound):
    message = "There is no such payment."


class NotPayable(Conflict):
    message = "This can no longer be paid. Begin a new payment."


class KnownToStripe(Conflict):
    message = "Stripe knows of this payment already. Nothing happens unless you pay it."


@dataclass(eq=False)
class BalanceTooSmall(Conflict):
    free: Money

    def __str__(self) -> str:
        free = money(self.free.amount_minor, self.free.currency)
        return f"Your balance holds {free}. Choose a smaller amount, or pay by card or invoice."


class CannotBeWithdrawn(Conflict):
    message = "Only what Stripe knows of and nobody has paid can be withdrawn."


class NotThereYet(Conflict):
    message = "This payment has not arrived yet. It can be given back once it has."


@dataclass(eq=False)
class NotSoMuchLeft(Conflict):
    left: Money

    def __str__(self) -> str:
        left = money(self.left.amount_minor, self.left.currency)
        return f"Only {left} of this payment can be given back."


@dataclass(eq=False)
class NotMadeGood(Conflict):
    missing: Money

    def __str__(self) -> str:
        missing = money(self.missing.amount_minor, self.missing.currency)
        return (
            f"Your organisation owes us {missing}. Pay it, or keep as much in your balance: then"
            " the rest of it is yours to use again."
        )


@dataclass(eq=False)
class OwesLess(Conflict):
    owed: Money

    def __str__(self) -> str:
        if not self.owed.amount_minor:
            return "Your organisation owes us nothing in this currency."
        owed = money(self.owed.amount_minor, self.owed.currency)
        return f"Your organisation owes us {owed}, and not more."


class SettledADebt(Conflict):
    message = "This paid what your organisation owed, so it does not go back."


class ChangedSince(Conflict):
    message = "This changed since you looked. Look again: what you asked for may be done already."


class StripeDiffers(DomainError):
    """For who reconciles: nothing was posted."""

    message = "What Stripe says of this payment does not fit what was asked for."


@dataclass(eq=False)
class OtherCurrency(Conflict):
    currency: str
    message = "This order is in {currency}, and so is every payment for it."


class NotFromItself(Conflict):
    message = "A balance is not filled from itself."


class CurrencyNotKept(Conflict):
    message = "A balance is kept in USD, EUR or GBP."
