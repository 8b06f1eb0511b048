"""The page that says how a take was judged, on which it is appealed and the appeal answered."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from foundation import hooks
from foundation.database import db
from foundation.web import current_actor
from marketplace.bookings.reading import put_on_record
from marketplace.takes import codes
from marketplace.takes.appeals import actions, showing
from marketplace.takes.appeals.models import AppealOutcome
from marketplace.takes.saying import SAID

blueprint = Blueprint("take_appeals", __name__, url_prefix="/takes/<uuid:take_id>")
LONGEST = 2000


@blueprint.get("/judgement")
def page(take_id: UUID) -> ResponseReturnValue:
    return _page(take_id, {})


@blueprint.post("/appeal")
def appeal(take_id: UUID) -> ResponseReturnValue:
    note = request.form.get("note", "").strip()
    if not note or len(note) > LONGEST:
        return _page(take_id, {"note": f"Say why, in at most {LONGEST} characters."}), 422
    actions.appeal_take(take_id, note, actor=current_actor())
    return _back(take_id, "Somebody who had no part in it looks at it within 5 working days.")


@blueprint.post("/appeal/answer")
def decide(take_id: UUID) -> ResponseReturnValue:
    note, errors = request.form.get("answer", "").strip(), {}
    said = request.form.get("outcome", "")
    if said not in (AppealOutcome.UPHELD, AppealOutcome.OVERTURNED):
        errors["outcome"] = "Choose one of the two."
    if not note or len(note) > LONGEST:
        errors["answer"] = f"Say why, in at most {LONGEST} characters."
    if errors:
        return _page(take_id, errors), 422
    actions.decide_appeal(take_id, AppealOutcome(said), note, actor=current_actor())
    return _back(take_id, "The appeal is answered, and both sides are told.")


def _page(take_id: UUID, errors: dict[str, str]) -> str:
    actor = current_actor()
    found = showing.shown(db.session(), take_id, actor)
    put_on_record(found.performers, actor=actor)
    shown = showing.shown(db.session(), take_id, actor)
    return render_template(
        "marketplace/takes/appeals/judgement.html",
        page=shown,
        names=hooks.names(db.session(), [each.review.reviewer_id for each in shown.said]),
        state=SAID,
        reasons=codes.SAID,
        values=request.form,
        errors=errors,
    )


def _back(take_id: UUID, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for("take_appeals.page", take_id=take_id))
