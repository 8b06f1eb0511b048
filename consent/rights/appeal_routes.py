"""The page on which a performer appeals what we decided about their consent."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from consent.recordings.naming import titles
from consent.rights import appealing, queries
from consent.rights.errors import AppealOpen, NothingToAppeal
from consent.rights.schemas import AppealForm
from foundation.database import db
from foundation.web import current_actor

blueprint = Blueprint("appeals", __name__, url_prefix="/rights")


@blueprint.get("/<uuid:recording_id>/appeal")
def ask(recording_id: UUID) -> ResponseReturnValue:
    return _page(recording_id, {}, {})


@blueprint.post("/<uuid:recording_id>/appeal")
def appeal(recording_id: UUID) -> ResponseReturnValue:
    filled = {name: value for name, value in request.form.items() if value.strip()}
    queries.recording_of(db.session(), recording_id, current_actor())
    try:
        form = AppealForm().load(filled)
        appealing.appeal(recording_id, form["against"], form["note"], actor=current_actor())
    except ValidationError as wrong:
        return _page(recording_id, filled, wrong.messages_dict), 422
    except (AppealOpen, NothingToAppeal) as refused:
        return _page(recording_id, filled, {"against": str(refused)}), 409
    flash("We have your appeal. Somebody who did not decide it looks at it again.")
    return redirect(url_for("rights.recording", recording_id=recording_id))


def _page(recording_id: UUID, values: Any, errors: object) -> str:
    session, actor = db.session(), current_actor()
    recording = queries.recording_of(session, recording_id, actor)
    grants = queries.own_grants_of(session, actor.id, [recording_id])
    decisions = appealing.appealable(session, grants)
    return render_template(
        "consent/rights/appeal.html",
        recording_id=recording_id,
        title=titles(session, [recording])[recording_id],
        choices=[(each.kind.value, each.sentence) for each in decisions],
        values=values,
        errors=errors,
    )
