"""What taxes refuse."""

from dataclasses import dataclass

from foundation.errors import DomainError, NotFound, NotPermitted


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
