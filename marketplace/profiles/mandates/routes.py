"""A performer's page of their agents, and an agent's of whom they act for."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from marshmallow import ValidationError

from foundation import fresh, hooks, typed
from foundation.clock import now
from foundation.database import db
from foundation.web import current_actor
from marketplace.profiles import policy
from marketplace.profiles.mandates import actions, queries
from marketplace.profiles.mandates.actions import Proposed
from marketplace.profiles.mandates.errors import NotThatLong, NotYourself, OnTheOtherSide
from marketplace.profiles.mandates.schemas import MandateForm

blueprint = Blueprint("mandates", __name__)
_FORM = "mandate"


@blueprint.get("/profile/agents")
def page() -> ResponseReturnValue:
    return _page(typed.waiting(_FORM) or {"may_apply": "true"}, {})


@blueprint.post("/profile/agents")
def offer_mandate() -> ResponseReturnValue:
    actor = current_actor()
    actor.require(policy.may_perform(actor))
    sent = request.form.to_dict()
    try:
        form = MandateForm().load(sent)
    except ValidationError as invalid:
        return _page(sent, invalid.messages_dict), 422
    typed.keep_unless_fresh(current_user, _FORM, sent)
    fresh.require(current_user)
    basis_points = int(form.pop("commission") * 100)
    try:
        proposed = Proposed(**form, commission_basis_points=basis_points)
        actions.offer_mandate(proposed, actor=actor)
    except NotYourself as refused:
        return _page(sent, {"email": str(refused)}), 422
    except NotThatLong as refused:
        return _page(sent, {"until": str(refused)}), 422
    flash("Offered. It holds as soon as they sign in with that address and accept.")
    return redirect(url_for("mandates.page"))


@blueprint.get("/mandates")
def held() -> ResponseReturnValue:
    session = db.session()
    theirs = queries.held_by(session, current_actor().id)
    return render_template(
        "marketplace/profiles/mandates.html",
        held=theirs,
        names=hooks.names(session, {each.performer_id for each in theirs}),
        today=now().date(),
    )


@blueprint.post("/mandates/<uuid:mandate_id>/accept")
def accept_mandate(mandate_id: UUID) -> ResponseReturnValue:
    try:
        actions.accept_mandate(mandate_id, actor=current_actor())
    except OnTheOtherSide as refused:
        flash(str(refused), "error")
    else:
        flash("Accepted. You act for them as an observer: choose that role in the account menu.")
    return redirect(url_for("mandates.held"))


@blueprint.post("/mandates/<uuid:mandate_id>/end")
def end_mandate(mandate_id: UUID) -> ResponseReturnValue:
    actions.end_mandate(mandate_id, actor=current_actor())
    flash("Ended. Nothing can be done by it any more.")
    own = policy.may_perform(current_actor())
    return redirect(url_for("mandates.page" if own else "mandates.held"))


def _page(values: Any, errors: Any) -> str:
    session, actor = db.session(), current_actor()
    actor.require(policy.may_perform(actor))
    return render_template(
        "marketplace/profiles/agents.html",
        given=queries.given(session, actor.id),
        today=now().date(),
        latest=now().date() + actions.LONGEST,
        values=values,
        errors=errors,
    )
