"""Why an account that is paid into cannot be opened or changed."""

from foundation.errors import Conflict, DomainError, NotFound


class PayeeNotFound(NotFound):
    message = "There is no account here that money could be paid into."


class NoAccountYet(NotFound):
    message = "First say in which country you are paid. Then Stripe opens your account."


class AccountGone(Conflict):
    message = (
        "Your account at Stripe is closed, or no longer ours to pay into. What you earned stays"
        " owed to you: open a new one, or ask us."
    )


class CountryNotServed(DomainError):
    message = "Choose a country from the list. Is yours missing? Ask us: we look for another way."


class AddressMissing(Conflict):
    message = "Confirm your email address first: Stripe writes to it."
