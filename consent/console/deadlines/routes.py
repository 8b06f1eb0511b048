"""The deadline board."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from consent.console.deadlines.due import LABELS
from consent.console.deadlines.queries import deadlines
from consent.console.deadlines.schemas import WITHIN, BoardForm
from consent.console.deadlines.shown import in_names
from foundation.actors import Power
from foundation.clock import now
from foundation.database import db
from foundation.web import current_actor

blueprint = Blueprint("deadlines", __name__, url_prefix="/compliance/deadlines")


@blueprint.get("")
def page() -> ResponseReturnValue:
    current_actor().require_power(Power.READ_RIGHTS)
    try:
        return _page(BoardForm().load(request.args), {})
    except ValidationError as invalid:
        return _page(BoardForm().load({}), invalid.messages_dict), 422


def _page(form: dict[str, Any], errors: object) -> str:
    found = deadlines(db.session(), within=timedelta(days=form["within"]), about=form["about"])
    return render_template(
        "consent/console/deadlines/page.html",
        rows=in_names(found),
        now=now(),
        labels=LABELS,
        within=list(WITHIN.items()),
        typed=request.args,
        errors=errors,
    )
