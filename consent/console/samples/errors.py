"""Why something about a sample is not possible."""

from foundation.errors import Conflict, NotFound


class SampleNotFound(NotFound):
    message = "There is no such sample."


class NotDrawnYet(Conflict):
    message = "It is drawn by the next checkpoint, in a few minutes. Nothing can be judged before."


class NothingSignedYet(Conflict):
    message = "The ledger has signed no checkpoint yet, so nothing says which one comes next."
