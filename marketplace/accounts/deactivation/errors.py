"""Why an account cannot be deactivated, and why somebody who is cannot do something."""

from dataclasses import dataclass

from foundation.errors import Conflict, DomainError, NotFound, NotPermitted


class AccountDeactivated(NotPermitted):
    title = "Your account is deactivated"
    message = (
        "Your account is deactivated. You can still read why, appeal, export your data, and see"
        " and change your rights. Nothing that you earned is touched."
    )


class DeactivationNotFound(NotFound):
    message = "There is no such deactivation."


class OwnAccount(DomainError):
    message = "Nobody decides about their own account."


class StaffAccount(DomainError):
    message = "This person is staff. An administrator ends their role first."


class AlreadyDeactivated(Conflict):
    message = "This account is deactivated already."


class OwnDecision(NotPermitted):
    title = "Somebody else decides this"
    message = "You decided to deactivate this account. Somebody else decides the appeal."


class NothingToDecide(Conflict):
    message = "There is no appeal that waits for a decision."


class NothingToAppeal(Conflict):
    message = "There is nothing to appeal, or you have appealed already."


class DeactivationOver(Conflict):
    message = "This deactivation is over."


@dataclass(eq=False)
class NoticeTooShort(DomainError):
    days: int
    message = "Give {days} days of notice. Only where others are in danger it takes effect at once."
