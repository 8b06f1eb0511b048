"""Why something with a scene request is not possible."""

from dataclasses import dataclass

from foundation.errors import Conflict, NotFound
from marketplace.requests.models import RequestState


class RequestNotFound(NotFound):
    message = "There is no such scene request."


@dataclass(eq=False)
class NotInThatState(Conflict):
    state: RequestState
    message = "This scene request is {state}, so that is not possible now. Nothing was changed."
