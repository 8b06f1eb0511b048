"""Why a take is left out: one reason for each, the first that holds, in this order."""

from dataclasses import dataclass
from enum import StrEnum


class Because(StrEnum):
    NOT_ACCEPTED = "not_accepted"
    REQUEST = "request"
    MEDIUM = "medium"
    LANGUAGE = "language"
    BEGINS = "begins"
    ENDS = "ends"
    STYLE = "style"
    SPEAKERS = "speakers"
    LENGTH = "length"
    OVERALL = "overall"
    RECORDED = "recorded"
    INCOMPLETE = "incomplete"
    DESTROYED = "destroyed"
    COPY_MISSING = "copy_missing"
    OVERDUE = "overdue"
    REFUSED = "refused"
    ENDS_TOO_SOON = "ends_too_soon"


SENTENCES: dict[Because, str] = {
    Because.NOT_ACCEPTED: "not accepted, or not yet",
    Because.REQUEST: "of another scene request",
    Because.MEDIUM: "recorded in another medium",
    Because.LANGUAGE: "in another language",
    Because.BEGINS: "begins in another feeling",
    Because.ENDS: "ends in another feeling",
    Because.STYLE: "played in another style",
    Because.SPEAKERS: "more or fewer performers",
    Because.LENGTH: "shorter or longer, or of no known length",
    Because.OVERALL: "judged lower, or accepted without an opinion",
    Because.RECORDED: "recorded on another day",
    Because.INCOMPLETE: "a track of it is missing",
    Because.DESTROYED: "its files are destroyed, or will be",
    Because.COPY_MISSING: "part of it is withheld, and the copy without that part is not made yet",
    Because.OVERDUE: "pay of somebody in it is overdue; it is free again once they have it",
    Because.REFUSED: "a performer's consent does not allow it",
    Because.ENDS_TOO_SOON: "a performer's consent does not last to the day that you named",
}


@dataclass(frozen=True, slots=True, order=True)
class Reason:
    because: Because
    sentence: str = ""
    """Of a consent that refuses, as the decision says it."""

    @property
    def text(self) -> str:
        said = SENTENCES[self.because]
        return f"{said}: {self.sentence}" if self.sentence else said
