"""Why an appeal cannot be made or decided."""

from foundation.errors import Conflict, NotFound


class AppealNotFound(NotFound):
    message = "We could not find this appeal."


class TooLateToAppeal(Conflict):
    message = "A rejection can be appealed once, within 14 days. That is over."


class GrantedByNow(Conflict):
    message = "The time to answer this appeal is over: it is granted. Nothing was changed."


class OwnDecision(Conflict):
    message = "You had a part in this decision. Somebody else answers the appeal."
