"""What the machine found in a take, and the spans of it that are withheld."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from foundation.web import current_actor
from marketplace.takes.checking import marks, playing, showing
from marketplace.takes.checking.errors import CutTooLate, SpanOutside, SpanOverlaps
from marketplace.takes.checking.marks import NewSpan
from marketplace.takes.checking.models import MarkKind
from marketplace.takes.checking.schemas import CutForm, SpanForm
from marketplace.takes.saying import SAID, TRACK_SAID

blueprint = Blueprint("take_checks", __name__, url_prefix="/takes")


@blueprint.get("/<uuid:take_id>/check")
def page(take_id: UUID) -> ResponseReturnValue:
    return _page(take_id, {}, {})


@blueprint.post("/<uuid:take_id>/marks")
def mark_span(take_id: UUID) -> ResponseReturnValue:
    try:
        form = SpanForm().load(request.form)
        span = NewSpan(form["kind"], form["begins"], form["ends"])
        marks.mark_span(take_id, form["track"], span, actor=current_actor())
    except ValidationError as invalid:
        return _page(take_id, request.form, invalid.messages_dict), 422
    except (SpanOutside, SpanOverlaps) as refused:
        return _page(take_id, request.form, {"begins": [str(refused)]}), 422
    flash("It is withheld from now on. What the take earns is not changed by it.")
    return redirect(url_for("take_checks.page", take_id=take_id))


@blueprint.post("/<uuid:take_id>/open")
def open_tracks(take_id: UUID) -> ResponseReturnValue:
    playing.open_tracks(take_id, actor=current_actor())
    is_last_look = request.form.get("to") == "last-look"
    to = "take_checks.last_look" if is_last_look else "take_checks.page"
    return redirect(url_for(to, take_id=take_id, _anchor="tracks"))


@blueprint.get("/<uuid:take_id>/last-look")
def last_look(take_id: UUID) -> ResponseReturnValue:
    return _last_look(take_id, {}, {})


@blueprint.post("/<uuid:take_id>/last-look")
def cut_span(take_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    own = showing.last_look_for(take_id, actor=actor).own
    try:
        form = CutForm().load(request.form)
        span = NewSpan(MarkKind.CUT, form["begins"], form["ends"])
        if own is not None:
            marks.mark_span(take_id, own.track.id, span, actor=actor)
    except ValidationError as invalid:
        return _last_look(take_id, request.form, invalid.messages_dict), 422
    except (SpanOutside, SpanOverlaps, CutTooLate) as refused:
        return _last_look(take_id, request.form, {"begins": [str(refused)]}), 422
    flash("It is cut: nobody else gets it from now on. What the take earns stays the same.")
    return redirect(url_for("take_checks.last_look", take_id=take_id))


def _last_look(take_id: UUID, values: Mapping[str, Any], errors: Mapping[str, Any]) -> str:
    page = showing.last_look_for(take_id, actor=current_actor())
    return render_template(
        "marketplace/takes/last_look.html", page=page, values=values, errors=errors
    )


def _page(take_id: UUID, values: Mapping[str, Any], errors: Mapping[str, Any]) -> str:
    return render_template(
        "marketplace/takes/check.html",
        page=showing.page_for(take_id, actor=current_actor()),
        values=values,
        errors=errors,
        said=SAID,
        track_said=TRACK_SAID,
        mark_said=marks.SAID,
    )
