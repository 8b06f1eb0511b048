"""Adding reference material to a request, taking it out, reading it."""

from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from foundation.database import db
from foundation.web import current_actor
from marketplace.requests import drafts, reference_files, references
from marketplace.requests.routes import show_request

blueprint = Blueprint("request_references", __name__, url_prefix="/requests")


@blueprint.post("/<uuid:request_id>/references")
def add(request_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    drafts.written(db.session(), request_id, actor)  # No files from strangers.
    db.session.rollback()
    try:
        new = reference_files.keep_file(request.files.get("file"))
    except reference_files.UNFIT as unfit:
        return show_request(request_id, {"file": str(unfit)}), 422
    try:
        references.add_reference(request_id, new, actor=actor)
    except Exception as failed:
        reference_files.drop_file(new)
        if isinstance(failed, reference_files.UNFIT):
            return show_request(request_id, {"file": str(failed)}), 422
        raise
    flash(f"{new.name} is added. It goes with the next version that you submit.")
    return redirect(url_for("requests.show", request_id=request_id))


@blueprint.post("/<uuid:request_id>/references/<uuid:reference_id>/remove")
def remove(request_id: UUID, reference_id: UUID) -> ResponseReturnValue:
    references.remove_reference(request_id, reference_id, actor=current_actor())
    flash("It is taken out of what you submit next.")
    return redirect(url_for("requests.show", request_id=request_id))


@blueprint.get("/references/<uuid:reference_id>")
def read(reference_id: UUID) -> ResponseReturnValue:
    row = references.readable(db.session(), reference_id, current_actor())
    return reference_files.send(row)
