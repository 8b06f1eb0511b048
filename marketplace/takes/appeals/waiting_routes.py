"""Appeals that wait for an answer, for those of us who had no part in the decision."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from foundation.database import db
from foundation.web import current_actor
from marketplace.takes.appeals.queries import open_for
from marketplace.takes.reviewing import policy

blueprint = Blueprint("take_appeals_waiting", __name__, url_prefix="/judging/appeals")


@blueprint.get("")
def page() -> ResponseReturnValue:
    actor = current_actor()
    actor.require(policy.may_answer_appeals(actor))
    rows = open_for(db.session(), actor.id)
    return render_template("marketplace/takes/appeals/waiting.html", rows=rows)
