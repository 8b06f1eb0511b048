"""Why a self-report cannot be made."""

from foundation.errors import Conflict, NotFound


class ReportNotFound(NotFound):
    message = "We could not find this report."


class NotOptedIn(Conflict):
    message = "You have not agreed to say what you felt. Nothing was kept."
