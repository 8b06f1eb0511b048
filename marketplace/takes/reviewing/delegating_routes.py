"""Where a client says which of our reviewers judge the takes of a request."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from foundation.database import db
from foundation.web import current_actor
from marketplace.takes.reviewing import delegating, queries, sampling
from marketplace.takes.reviewing.errors import NoSuchReviewer

blueprint = Blueprint("take_delegations", __name__, url_prefix="/requests/<uuid:request_id>/judges")


@blueprint.get("")
def page(request_id: UUID) -> ResponseReturnValue:
    return judges_page(request_id, {})


@blueprint.post("")
def give(request_id: UUID) -> ResponseReturnValue:
    try:
        reviewer_id = UUID(request.form.get("reviewer", ""))
        delegating.delegate(request_id, reviewer_id, actor=current_actor())
    except (ValueError, NoSuchReviewer):
        return judges_page(request_id, {"reviewer": str(NoSuchReviewer())}), 422
    return _back(request_id, "They judge the takes of this request from now on.")


@blueprint.post("/<uuid:reviewer_id>/end")
def end(request_id: UUID, reviewer_id: UUID) -> ResponseReturnValue:
    delegating.end_delegation(request_id, reviewer_id, actor=current_actor())
    return _back(request_id, "They no longer judge the takes of this request.")


def judges_page(request_id: UUID, errors: dict[str, str]) -> str:
    session = db.session()
    found = delegating.own_request(session, request_id, current_actor())
    names = queries.reviewers(session)
    given = queries.delegations(session, request_id)
    chosen = {each.reviewer_id for each in given}
    return render_template(
        "marketplace/takes/reviewing/judges.html",
        request_id=found.id,
        number=found.number,
        given=[(each, names.get(each.reviewer_id, "Somebody")) for each in given],
        share=sampling.share_of(session, request_id),
        others=[(key, name) for key, name in names.items() if key not in chosen],
        values=request.form,
        errors=errors,
    )


def _back(request_id: UUID, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for("take_delegations.page", request_id=request_id))
