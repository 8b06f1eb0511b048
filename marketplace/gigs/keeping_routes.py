"""Pages on which a client keeps what it has posted."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from foundation import hooks
from foundation.clock import now
from foundation.database import db
from foundation.formats import day
from foundation.web import current_actor
from marketplace.gigs import actions, policy, queries
from marketplace.gigs.errors import BeforeItIsRecorded, OnlyForward
from marketplace.gigs.schemas import ExtendForm, ReasonForm

blueprint = Blueprint("own_gigs", __name__, url_prefix="/gigs")


@blueprint.get("/own")
def own() -> ResponseReturnValue:
    actor = current_actor()
    found = queries.own_gigs(db.session(), actor)
    return render_template(
        "marketplace/gigs/own.html", gigs=found, may_keep=actor.role in policy.KEEPERS
    )


@blueprint.get("/<uuid:gig_id>/keep")
def page(gig_id: UUID) -> ResponseReturnValue:
    return _page(gig_id)


@blueprint.post("/<uuid:gig_id>/pause")
def pause(gig_id: UUID) -> ResponseReturnValue:
    def act(reason: str) -> str:
        actions.pause_gig(gig_id, reason, actor=current_actor())
        return "It is paused. Nobody new can apply until you resume it."

    return _with_reason(gig_id, "pause_reason", act)


@blueprint.post("/<uuid:gig_id>/resume")
def resume(gig_id: UUID) -> ResponseReturnValue:
    actions.resume_gig(gig_id, actor=current_actor())
    return _back(gig_id, "It is open again, at its old place in the list.")


@blueprint.post("/<uuid:gig_id>/extend")
def extend(gig_id: UUID) -> ResponseReturnValue:
    try:
        form = ExtendForm().load(request.form)
        actions.extend_gig(gig_id, form["apply_by"], actor=current_actor())
    except ValidationError as invalid:
        return _page(gig_id, request.form, invalid.messages_dict), 422
    except (BeforeItIsRecorded, OnlyForward) as refused:
        return _page(gig_id, request.form, {"apply_by": str(refused)}), 422
    return _back(gig_id, f"Applications are open until {day(form['apply_by'])}.")


@blueprint.get("/<uuid:gig_id>/end")
def ask_to_end(gig_id: UUID) -> ResponseReturnValue:
    return _ending(gig_id)


@blueprint.post("/<uuid:gig_id>/close")
def close(gig_id: UUID) -> ResponseReturnValue:
    def act(reason: str) -> str:
        last_day = actions.close_gig(gig_id, reason, actor=current_actor())
        if last_day is not None:
            return f"It ends after {day(last_day)}, and everybody in it knows."
        return "It is closed, and everybody who applied has an answer."

    return _with_reason(gig_id, "close_reason", act)


@blueprint.post("/<uuid:gig_id>/cancel")
def cancel(gig_id: UUID) -> ResponseReturnValue:
    def act(reason: str) -> str:
        actions.cancel_gig(gig_id, reason, actor=current_actor())
        return "It is cancelled. Everybody in it was told and gets what they are due."

    return _with_reason(gig_id, "cancel_reason", act)


def _with_reason(gig_id: UUID, field: str, act: Callable[[str], str]) -> ResponseReturnValue:
    """The page holds several reasons, so each has a field of its own."""
    try:
        form = ReasonForm().load({"reason": request.form.get(field, "")})
    except ValidationError as invalid:
        errors = {field: invalid.messages_dict["reason"]}
        again = _page if field == "pause_reason" else _ending
        return again(gig_id, request.form, errors), 422
    return _back(gig_id, act(form["reason"].strip()))


def _page(gig_id: UUID, values: object = None, errors: object = None) -> str:
    session = db.session()
    found = queries.own_gig(session, gig_id, current_actor())
    steps = queries.steps_of(session, gig_id)
    return render_template(
        "marketplace/gigs/keep.html",
        page=found,
        card=found.card,
        steps=steps,
        names=hooks.names(session, {step.by for step in steps}),
        values=values or {},
        errors=errors or {},
        today=now().date(),
    )


def _ending(gig_id: UUID, values: object = None, errors: object = None) -> str:
    found = queries.own_gig(db.session(), gig_id, current_actor())
    return render_template(
        "marketplace/gigs/end.html",
        page=found,
        card=found.card,
        is_campaign=found.content.campaign is not None,
        notice_days=actions.NOTICE_DAYS,
        values=values or {},
        errors=errors or {},
    )


def _back(gig_id: UUID, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for("own_gigs.page", gig_id=gig_id))
