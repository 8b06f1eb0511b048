"""Why a notice or a choice about them is refused."""

from foundation.errors import DomainError, NotFound


class NoticeNotFound(NotFound):
    message = "There is no such notice."


class LinkNotOurs(NotFound):
    message = "This link is not complete. Copy all of it from the mail."


class CannotBeTurnedOff(DomainError):
    message = "Notices about money, rights and security are always sent."
