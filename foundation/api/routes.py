"""The API's description: as a document for programs, as a page for people."""

from flask import Blueprint, Response, json, render_template
from flask.typing import ResponseReturnValue

from foundation.api.description import described

blueprint = Blueprint("api", __name__, url_prefix="/api")


@blueprint.get("/openapi.json")
def document() -> ResponseReturnValue:
    return Response(json.dumps(described().spec), content_type="application/json")


@blueprint.get("/docs")
def docs() -> ResponseReturnValue:
    """Drawn here from the document itself: no script, nothing fetched from elsewhere."""
    return render_template("api/docs.html", description=described())
