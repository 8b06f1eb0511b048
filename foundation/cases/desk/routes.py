"""The desk: where the staff find cases and answer them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import Schema, ValidationError

from foundation import hooks
from foundation.actors import SYSTEM, Power
from foundation.cases import attachments
from foundation.cases.attachments import UNFIT
from foundation.cases.desk import actions, queries
from foundation.cases.desk.queries import Which
from foundation.cases.errors import CaseChanged
from foundation.cases.pages import labels, show_case
from foundation.cases.queries import case_for
from foundation.cases.schemas import CloseForm, DeskForm, HandOverForm
from foundation.clock import now
from foundation.database import db
from foundation.web import current_actor

WAYS = {
    Which.ALL: "Open",
    Which.MINE: "Mine",
    Which.UNOWNED: "Without owner",
    Which.OVERDUE: "Overdue",
    Which.CLOSED: "Closed",
}
blueprint = Blueprint("desk", __name__, url_prefix="/desk")


@blueprint.get("")
def queue() -> ResponseReturnValue:
    current_actor().require_power(Power.ANSWER_CASES)
    session, reader_id = db.session(), current_actor().id
    asked = request.args.get("which", "")
    which = Which(asked) if asked in list(Which) else Which.ALL
    cases = queries.queue(session, which, reader_id)
    lengths = queries.lengths(session, reader_id)
    people = {case.opened_by for case in cases} | {case.owner_id for case in cases if case.owner_id}
    return render_template(
        "foundation/cases/desk/queue.html",
        cases=cases,
        ways=[
            (f"{WAYS[each]} ({lengths[each]})", url_for("desk.queue", which=each), each is which)
            for each in Which
        ],
        in_all=lengths[which],
        names={SYSTEM.id: "The system", **hooks.names(session, people)},
        labels=labels(),
        now=now(),
    )


@blueprint.post("/<uuid:case_id>/take")
def take_case(case_id: UUID) -> ResponseReturnValue:
    actions.take_case(case_id, actor=current_actor())
    flash("This case is yours.")
    return _back_to(case_id)


@blueprint.post("/<uuid:case_id>/hand-over")
def hand_over(case_id: UUID) -> ResponseReturnValue:
    try:
        form = HandOverForm().load(request.form)
    except ValidationError as invalid:
        return show_case(case_id, request.form, invalid.messages_dict, 422)
    actions.hand_over(case_id, **form, actor=current_actor())
    flash("Handed over.")
    return _back_to(case_id)


@blueprint.post("/<uuid:case_id>/answer")
def answer_case(case_id: UUID) -> ResponseReturnValue:
    return _write(case_id, DeskForm(), actions.answer_case, "Answered.")


@blueprint.post("/<uuid:case_id>/ask-back")
def ask_back(case_id: UUID) -> ResponseReturnValue:
    return _write(case_id, DeskForm(), actions.ask_back, "Asked.")


@blueprint.post("/<uuid:case_id>/note")
def add_note(case_id: UUID) -> ResponseReturnValue:
    return _write(case_id, DeskForm(), actions.add_note, "Noted for colleagues.")


@blueprint.post("/<uuid:case_id>/close")
def close_case(case_id: UUID) -> ResponseReturnValue:
    return _write(case_id, CloseForm(), actions.close_case, "Closed.")


def _write(
    case_id: UUID, schema: Schema, action: Callable[..., None], done: str
) -> ResponseReturnValue:
    """Whatever is refused, the page comes back with every word that was typed."""
    case_for(db.session(), case_id, current_actor())  # No files from strangers.
    try:
        form: dict[str, Any] = schema.load(request.form)
        attached = attachments.keep(request.files.getlist("files"))
    except ValidationError as invalid:
        return show_case(case_id, request.form, invalid.messages_dict, 422)
    except UNFIT as unfit:
        return show_case(case_id, request.form, {"files": str(unfit)}, 422)
    try:
        with attachments.dropped_on_failure(attached):
            action(case_id, **form, attached=attached, actor=current_actor())
    except CaseChanged as changed:
        return show_case(case_id, request.form, {"_form": str(changed)}, 409)
    flash(done)
    return _back_to(case_id)


def _back_to(case_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("cases.page", case_id=case_id))
