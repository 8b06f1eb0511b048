"""Why somebody's factors are not taken away."""

from foundation.errors import Conflict, NotFound, NotPermitted


class PersonNotFound(NotFound):
    message = "There is no such person."


class OwnFactorsStay(NotPermitted):
    """Whoever took over an administrator's browser must not get further by it."""

    message = "You cannot reset your own second step. Ask another administrator."


class NothingToReset(Conflict):
    message = "This person has no second step that could be reset."
