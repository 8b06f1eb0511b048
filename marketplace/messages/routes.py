"""Pages of what performers and those who cast write to each other."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from foundation.cases import attachments
from foundation.database import db
from foundation.web import current_actor
from marketplace.messages import actions, files, queries, reading, showing
from marketplace.messages.models import About
from marketplace.messages.schemas import ReportForm, WriteForm

blueprint = Blueprint("messages", __name__, url_prefix="/messages")
_ABOUT = "<any(application, engagement, booking):about>/<uuid:about_id>"


@blueprint.get("")
def page() -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    rows = queries.page(session, actor, after=request.args.get("after"))
    return render_template(
        "marketplace/messages/list.html",
        rows=rows.items,
        whom=showing.with_whom(session, list(rows.items), actor),
        words=showing.WORDS,
        older=url_for("messages.page", after=rows.next) if rows.next else "",
    )


@blueprint.get(f"/{_ABOUT}")
def show(about: str, about_id: UUID) -> ResponseReturnValue:
    """Opening it is reading it: the other side sees that, and staff stand on record."""
    said = _page(About(about), about_id, {})
    db.session.rollback()
    actions.mark_read(About(about), about_id, actor=current_actor())
    return said


@blueprint.post(f"/{_ABOUT}")
def write(about: str, about_id: UUID) -> ResponseReturnValue:
    where, actor = About(about), current_actor()
    session = db.session()
    reading.writing_side(session, reading.opened(session, where, about_id, actor), actor)
    try:
        form = WriteForm().load(request.form)
        attached = files.keep(request.files.getlist("files"))
    except ValidationError as invalid:
        return _page(where, about_id, request.form, invalid.messages_dict), 422
    except files.UNFIT as unfit:
        return _page(where, about_id, request.form, {"files": str(unfit)}), 422
    with attachments.dropped_on_failure(attached):
        actions.write_message(where, about_id, form["text"], attached=attached, actor=actor)
    flash("Sent.")
    return redirect(url_for("messages.show", about=about, about_id=about_id))


@blueprint.get("/files/<uuid:file_id>")
def file(file_id: UUID) -> ResponseReturnValue:
    found, _ = reading.file_for(db.session(), file_id, current_actor())
    return attachments.send(found)


@blueprint.get("/reports/<uuid:message_id>")
def ask_to_report(message_id: UUID) -> ResponseReturnValue:
    return _report(message_id, {})


@blueprint.post("/reports/<uuid:message_id>")
def report(message_id: UUID) -> ResponseReturnValue:
    try:
        form = ReportForm().load(request.form)
    except ValidationError as invalid:
        return _report(message_id, request.form, invalid.messages_dict), 422
    case_id = actions.report_message(message_id, form["reason"], actor=current_actor())
    flash("Compliance looks at it. What they answer stands here.")
    return redirect(url_for("cases.page", case_id=case_id))


def _page(about: About, about_id: UUID, typed: Any, errors: Any = None) -> str:
    session, actor = db.session(), current_actor()
    opened = reading.opened(session, about, about_id, actor)
    return render_template(
        "marketplace/messages/show.html",
        shown=showing.shown(session, opened, actor),
        subject=opened.subject,
        may_report=opened.side is not None,
        reader_id=actor.id,
        typed=typed,
        errors=errors or {},
    )


def _report(message_id: UUID, typed: Any, errors: Any = None) -> str:
    session, actor = db.session(), current_actor()
    message, opened = reading.message_for(session, message_id, actor)
    shown = showing.shown(session, opened, actor)
    return render_template(
        "marketplace/messages/report.html",
        said=next(each for each in shown.said if each.message.id == message.id),
        shown=shown,
        subject=opened.subject,
        typed=typed,
        errors=errors or {},
    )
