"""Why something about a person is not possible."""

from foundation.errors import NotFound


class PersonNotFound(NotFound):
    message = "There is no such person."


class GrantNotFound(NotFound):
    message = "This person does not hold that role."
