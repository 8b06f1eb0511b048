"""Why a choice cannot be answered or saved."""

from foundation.errors import Conflict, DomainError, NotFound


class NoUseChosen(DomainError):
    message = "Say what the takes are for: choose at least one use."


class DatasetNotFound(NotFound):
    message = "There is no such dataset."


class VersionNotFound(NotFound):
    message = "This dataset has no such version."


class NameTaken(Conflict):
    message = "You have a dataset of this name. Choose another, or save a version of that one."


class NothingChosen(DomainError):
    message = (
        "This choice holds no take, so there is nothing to save. See below what left them out."
    )


class OtherVersionSaved(Conflict):
    message = "Somebody saved another version meanwhile. Look at it, then save yours."
