"""The API's description: as a document for programs, as a page for people."""

from flask import Blueprint, Response, json, render_template
from flask.typing import ResponseReturnValue

from foundation.api.description import described
from foundation.api.python.writing import written
from foundation.downloads import saved_as
from foundation.web import settings

blueprint = Blueprint("api", __name__, url_prefix="/api")


@blueprint.get("/openapi.json")
def document() -> ResponseReturnValue:
    return Response(json.dumps(described().spec), content_type="application/json")


@blueprint.get("/docs")
def docs() -> ResponseReturnValue:
    """Drawn here from the document itself: no script, nothing fetched from elsewhere."""
    return render_template("api/docs.html", description=described())


@blueprint.get("/fairtake.py")
def module() -> ResponseReturnValue:
    """Written from the document as it is here, so that it fits, and knows where it came from."""
    source = written(described().spec, server=settings().url)
    answer = Response(source, content_type="text/x-python; charset=utf-8")
    return saved_as(answer, "fairtake.py")
