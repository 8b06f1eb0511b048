"""Why something with an application, an offer or an engagement is not possible."""

from dataclasses import dataclass

from foundation.errors import Conflict, DomainError, NotFound


class GigNotFound(NotFound):
    message = "There is no such gig."


class ApplicationNotFound(NotFound):
    message = "There is no such application."


class OfferNotFound(NotFound):
    message = "There is no such offer."


class EngagementNotFound(NotFound):
    message = "There is no such engagement."


class InvitationNotFound(NotFound):
    message = "There is no such invitation."


@dataclass(eq=False)
class CannotInvite(Conflict):
    reason: str
    message = "{reason}"


class TapeNotFound(NotFound):
    message = "There is no such self-tape, or it is no longer kept."


class TapeClosed(NotFound):
    message = "A self-tape stays open for an hour. Open it again from the board."


class NotOpenToApplications(Conflict):
    message = "This gig takes no applications now. What you wrote is kept as a draft."


@dataclass(eq=False)
class ApplicationNotInThatState(Conflict):
    said: str
    message = "This application is {said}, so that is not possible now. Nothing was changed."


@dataclass(eq=False)
class ApplicationIncomplete(DomainError):
    """By field of the form."""

    sentences: dict[str, str]
    message = "Something is missing before this can be submitted."


class NoSuchPart(DomainError):
    message = "Choose one of the parts of this gig."


class AuditionsTaken(Conflict):
    message = (
        "All the auditions that this posting pays for are taken, and nobody auditions here unpaid."
        " Apply with a note, without a self-tape."
    )


@dataclass(eq=False)
class UnfitTape(DomainError):
    reason: str
    message = "{reason}"


class PartIsFilled(Conflict):
    title = "The part is filled"
    message = (
        "Somebody else accepted first, and this part has no seat left. Nothing was signed, and"
        " nothing else changes for you."
    )


@dataclass(eq=False)
class OfferIsOver(Conflict):
    said: str
    title = "This offer is over"
    message = "This offer {said}. Nothing was changed."


class CounteredOnce(Conflict):
    message = "Each side answers once with other terms. Accept this offer or decline it."


class LicenceMissing(Conflict):
    message = (
        "No licence of this client is signed and in force. It must be, before anybody is offered"
        " anything."
    )


@dataclass(eq=False)
class BelowPosted(DomainError):
    """By field of the form."""

    sentences: dict[str, str]
    message = "An offer is never below what was posted."


class GigIsOver(Conflict):
    message = "This gig has ended, and everybody has their answer. Nothing was changed."


@dataclass(eq=False)
class CannotBeOffered(Conflict):
    reason: str
    title = "No offer can be made"
    message = "{reason} Nothing was offered."


class NothingToUndo(Conflict):
    message = "There is no move to undo, or something was done to these applications since."


class AddressMissing(Conflict):
    title = "An address is missing"


@dataclass(eq=False)
class OwnAddressMissing(AddressMissing):
    message = (
        "The contract must name your postal address. Say it on the page of your application, under"
        " “The offer”, and then sign. Nothing was signed."
    )


@dataclass(eq=False)
class ClientAddressMissing(AddressMissing):
    message = (
        "The contract must name the postal address of the client, and it is not said yet. Nothing"
        " was offered or signed."
    )
