"""One line of a timesheet: corrected, answered, disputed, and settled by compliance."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from foundation.database import db
from foundation.web import current_actor
from marketplace.bookings.news import title
from marketplace.bookings.reading import put_on_record
from marketplace.hours import correcting, disputing, queries, saying, showing
from marketplace.hours.errors import HoursNotFound, SameAsBefore
from marketplace.hours.models import LineKind
from marketplace.hours.routes import back, blueprint
from marketplace.hours.schemas import KINDS, AnswerForm, CorrectForm, DisputeForm, TimeForm

_LINE = f"/bookings/<uuid:booking_id>/hours/<uuid:sheet_id>/<{KINDS}:kind>"


@blueprint.get(_LINE)
def line(booking_id: UUID, sheet_id: UUID, kind: str) -> ResponseReturnValue:
    return _page(booking_id, sheet_id, kind, {}, {})


@blueprint.post(f"{_LINE}/correct")
def correct(booking_id: UUID, sheet_id: UUID, kind: str) -> ResponseReturnValue:
    try:
        form = CorrectForm().load(request.form)
        seconds = form["minutes"] * 60 + form["seconds"]
        correcting.correct_line(
            sheet_id, LineKind(kind), seconds, form["because"], actor=current_actor()
        )
    except ValidationError as invalid:
        return _page(booking_id, sheet_id, kind, request.form, invalid.messages_dict), 422
    except SameAsBefore as same:
        return _page(booking_id, sheet_id, kind, request.form, {"minutes": str(same)}), 422
    return back(booking_id, "Your correction is there. It counts when the other side agrees.")


@blueprint.post(f"{_LINE}/answer")
def answer(booking_id: UUID, sheet_id: UUID, kind: str) -> ResponseReturnValue:
    form = AnswerForm().load(request.form)
    correcting.answer_correction(sheet_id, LineKind(kind), form["agreed"], actor=current_actor())
    said = "You agreed." if form["agreed"] else "You did not agree. Compliance decides."
    return back(booking_id, said)


@blueprint.post(f"{_LINE}/dispute")
def dispute(booking_id: UUID, sheet_id: UUID, kind: str) -> ResponseReturnValue:
    try:
        form = DisputeForm().load(request.form)
    except ValidationError as invalid:
        return _page(booking_id, sheet_id, kind, request.form, invalid.messages_dict), 422
    disputing.dispute_line(sheet_id, LineKind(kind), form["text"], actor=current_actor())
    return back(booking_id, "Compliance decides this line. The rest goes on.")


@blueprint.post(f"{_LINE}/settle")
def settle(booking_id: UUID, sheet_id: UUID, kind: str) -> ResponseReturnValue:
    try:
        form = TimeForm().load(request.form)
    except ValidationError as invalid:
        return _page(booking_id, sheet_id, kind, request.form, invalid.messages_dict), 422
    seconds = form["minutes"] * 60 + form["seconds"]
    disputing.settle_dispute(sheet_id, LineKind(kind), seconds, actor=current_actor())
    return back(booking_id, "It is decided and published.")


def _page(
    booking_id: UUID,
    sheet_id: UUID,
    kind: str,
    values: Mapping[str, Any],
    errors: Mapping[str, Any],
) -> str:
    actor = current_actor()
    sheet = queries.sheet_for(db.session(), sheet_id, actor)
    if sheet.booking_id != booking_id:
        raise HoursNotFound
    put_on_record([sheet.performer_id], actor=actor)
    session = db.session()
    found = showing.sheet_shown(session, queries.sheet_for(session, sheet_id, actor), actor)
    booking, _ = queries.booking_for(session, booking_id, actor)
    return render_template(
        "marketplace/hours/line.html",
        booking=booking,
        title=title(session, booking),
        page=found,
        line=next(each for each in found.lines if each.standing.kind.value == kind),
        because=saying.BECAUSE,
        saying=saying,
        values=values,
        errors=errors,
    )
