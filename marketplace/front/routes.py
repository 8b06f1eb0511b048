"""The page that says what Fairtake is."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

blueprint = Blueprint("front", __name__)


@blueprint.get("/")
def page() -> ResponseReturnValue:
    return render_template("front.html")
