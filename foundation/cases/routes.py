"""Asking, and reading what was answered."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from marshmallow import ValidationError

from foundation import hooks
from foundation.cases import actions, attachments, queries
from foundation.cases.attachments import UNFIT
from foundation.cases.pages import KIND_LABELS, labels, show_case
from foundation.cases.schemas import OpenForm, WriteForm
from foundation.database import db
from foundation.web import current_actor, settings

blueprint = Blueprint("cases", __name__, url_prefix="/cases")


@blueprint.get("")
def mine() -> ResponseReturnValue:
    session = db.session()
    cases = queries.opened_by(session, current_actor().id)
    owners = hooks.names(session, {case.owner_id for case in cases if case.owner_id})
    return render_template("foundation/cases/mine.html", cases=cases, names=owners, labels=labels())


@blueprint.get("/new")
def new() -> ResponseReturnValue:
    """Linked from every page, so a visitor gets here too and is told how to reach us."""
    about = own_path(request.args.get("about", ""))
    if not current_user.is_authenticated:
        return render_template(
            "foundation/cases/visitor.html", help_mail=settings().help_mail, about=about
        )
    return _form({"about": about})


@blueprint.post("")
def open_case() -> ResponseReturnValue:
    try:
        form = OpenForm().load(request.form)
        attached = attachments.keep(request.files.getlist("files"))
    except ValidationError as invalid:
        return _form(request.form, invalid.messages_dict), 422
    except UNFIT as unfit:
        return _form(request.form, {"files": str(unfit)}), 422
    form["about"] = own_path(form["about"])
    with attachments.dropped_on_failure(attached):
        case_id = actions.open_case(**form, attached=attached, actor=current_actor())
    flash("We have your case. You can follow it here.")
    return redirect(url_for("cases.page", case_id=case_id))


@blueprint.get("/<uuid:case_id>")
def page(case_id: UUID) -> ResponseReturnValue:
    return show_case(case_id)


@blueprint.post("/<uuid:case_id>/write")
def write_more(case_id: UUID) -> ResponseReturnValue:
    return _add(case_id, actions.write_more, "Added. We answer it here.")


@blueprint.post("/<uuid:case_id>/reopen")
def reopen_case(case_id: UUID) -> ResponseReturnValue:
    return _add(case_id, actions.reopen_case, "Your case is open again.")


@blueprint.get("/attachments/<uuid:attachment_id>")
def attachment(attachment_id: UUID) -> ResponseReturnValue:
    found = queries.attachment_for(db.session(), attachment_id, current_actor())
    return attachments.send(found)


def own_path(path: str) -> str:
    """The page a case is about is one of ours, or none."""
    ours = path.startswith("/") and not path.startswith(("//", "/\\")) and len(path) <= 500
    return path if ours and path.isprintable() else ""


def _add(case_id: UUID, action: attachments.Adds, done: str) -> ResponseReturnValue:
    queries.case_for(db.session(), case_id, current_actor())  # No files from strangers.
    try:
        form = WriteForm().load(request.form)
        attached = attachments.keep(request.files.getlist("files"))
    except ValidationError as invalid:
        return show_case(case_id, request.form, invalid.messages_dict, 422)
    except UNFIT as unfit:
        return show_case(case_id, request.form, {"files": str(unfit)}, 422)
    with attachments.dropped_on_failure(attached):
        action(case_id, form["text"], attached=attached, actor=current_actor())
    flash(done)
    return redirect(url_for("cases.page", case_id=case_id))


def _form(typed: object, errors: object = None) -> str:
    kinds = [(kind, label, hint) for kind, (label, hint) in KIND_LABELS.items()]
    return render_template(
        "foundation/cases/new.html", typed=typed, errors=errors or {}, kinds=kinds
    )
