"""How far a request's takes are, for its client."""

from uuid import UUID

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from foundation.database import db
from foundation.web import current_actor
from marketplace.takes.arriving.progress import progress_of

blueprint = Blueprint("take_progress", __name__)


@blueprint.get("/requests/<uuid:request_id>/takes")
def page(request_id: UUID) -> ResponseReturnValue:
    found = progress_of(db.session(), request_id, current_actor())
    return render_template("marketplace/takes/progress.html", page=found)
