"""Why something with a gig is not possible."""

from dataclasses import dataclass
from datetime import date

from foundation.errors import Conflict, DomainError, NotFound
from foundation.formats import day
from marketplace.gigs.models import GigState


class GigNotFound(NotFound):
    message = "There is no such gig."


@dataclass(eq=False)
class GigIs(Conflict):
    state: GigState
    message = "This gig is {state}, so that is not possible now. Nothing was changed."


class OnlyForward(DomainError):
    message = "A date that was posted can only be moved to a later one."


@dataclass(eq=False)
class BeforeItIsRecorded(DomainError):
    first_day: date

    def __str__(self) -> str:
        return f"Choose a day before recording begins, on {day(self.first_day)}."


class PostedSoon(Conflict):
    message = "A newer version of this request is approved and about to be posted. Wait for it."


class EndsByItself(Conflict):
    message = "The end of this campaign is announced already. It ends after that day by itself."


class SearchNotFound(NotFound):
    message = "There is no such saved search."


class NameIsTaken(Conflict):
    message = "You have a saved search of this name. Choose another name."


class TooManySearches(Conflict):
    message = "You have as many saved searches as there can be. Delete one first."
