"""Why a proof or a change of factors was refused."""

from foundation.errors import Conflict, DomainError, NotFound


class WrongCode(DomainError):
    message = (
        "This code is not right, or was used before. Wait for the next one, and check that the"
        " clock of your phone is set by the network."
    )


class WrongPasskey(DomainError):
    message = "This passkey could not be checked. Try again, or use another way."


class PasskeyCountedBackwards(WrongPasskey):
    message = (
        "This passkey counts backwards, as a copy of it would. For your safety it was refused;"
        " use another way to sign in and remove it."
    )


class PasskeyAlreadyHere(Conflict):
    message = "This passkey is already on your account."


class FactorNotFound(NotFound):
    message = "There is no such app or passkey on your account."


class TooManyFactors(Conflict):
    message = "You have as many of these as one can have. Remove one you no longer use first."


class AppAlreadyConfirmed(Conflict):
    message = "This app is already set up."


class LastFactorNeeded(Conflict):
    message = (
        "Your role needs a second step when you sign in, and this is the only one you have."
        " Add another app or passkey first, then remove this one."
    )
