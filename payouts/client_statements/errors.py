"""What a client's statement refuses."""

from foundation.errors import DomainError, NotFound


class NoSuchClient(NotFound):
    message = "There is no such statement."


class DoesNotAddUp(DomainError):
    """Rather no statement than a wrong one."""

    message = (
        "This statement does not add up with our books, so we do not show it. Write to us: it is"
        " our mistake, and your money is where it was."
    )
