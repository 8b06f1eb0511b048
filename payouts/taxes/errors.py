"""What taxes refuse."""

from dataclasses import dataclass

from foundation.errors import Conflict, DomainError, NotFound, NotPermitted
from foundation.formats import money
from foundation.money import Money


class PayeeNotFound(NotFound):
    message = "Nobody of this kind earned anything here."


class ResidentsAreUsPersons(DomainError):
    message = (
        "Who is resident for tax in the United States is a US person for tax. Choose yes, or the"
        " country where you are resident."
    )


class NotYourOwnForm(NotPermitted):
    message = "This is your own form. Somebody else must note where it stands."


class NothingDeclared(DomainError):
    message = "They have not said yet where they are resident for tax, so no form is asked for."


@dataclass(eq=False)
class NoSuchYear(NotFound):
    year: int
    message = "There is no such tax year: {year}."


class PassingNotFound(NotFound):
    message = "There is no such payment to the tax office."


class NotProposed(Conflict):
    message = "This does not wait for a second person any more."


class NotNoted(Conflict):
    message = "This was not noted, or was taken back before."


class NotedByYou(Conflict):
    message = "You noted this yourself. Somebody else must approve it."


@dataclass(eq=False)
class NotYetPaid(DomainError):
    year: int
    message = "Choose the day of the payment: from the first day of {year} until today."


@dataclass(eq=False)
class AlreadyNoted(Conflict):
    reference: str
    message = "A payment with the reference {reference} is noted for this year already."


@dataclass(eq=False)
class MoreThanWithheld(Conflict):
    year: int
    left: Money

    def __str__(self) -> str:
        left = money(self.left.amount_minor, self.left.currency)
        return f"Of what was withheld in {self.year}, {left} can still be passed on."
