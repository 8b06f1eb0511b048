"""Why a dispute cannot be answered, or not like this."""

from foundation.errors import Conflict, DomainError, NotFound


class DisputeNotFound(NotFound):
    message = "There is no such dispute."


class NothingToAnswer(Conflict):
    message = "The bank does not wait for an answer to this dispute any more."


class AnswerIsOut(Conflict):
    message = "It was answered already. What was sent to a bank cannot be taken back."


class NothingWritten(Conflict):
    message = "There is no answer yet. Write one first."


class AnswerChanged(Conflict):
    message = "Somebody changed the answer meanwhile. Read it again before you send it."


class NotAFileForBanks(DomainError):
    message = "Banks take PDF, JPEG and PNG files."


class TooLarge(DomainError):
    message = "A file may have 4 MB at most."
