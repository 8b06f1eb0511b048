"""Compliance's page of what is open to outside auditors, and until when."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from marshmallow import ValidationError

from consent.delegations import actions, queries
from consent.delegations.errors import NotThatLong, NotYourself
from consent.delegations.schemas import AuditorForm
from foundation import fresh, hooks, typed
from foundation.actors import Power
from foundation.clock import now
from foundation.database import db
from foundation.web import current_actor

blueprint = Blueprint("auditors", __name__, url_prefix="/auditors")
_FORM = "auditor"


@blueprint.get("")
def page() -> ResponseReturnValue:
    current_actor().require_power(Power.KEEP_RIGHTS)
    return _page(typed.waiting(_FORM) or {}, {})


@blueprint.post("")
def open_to_auditor() -> ResponseReturnValue:
    actor = current_actor()
    actor.require_power(Power.KEEP_RIGHTS)
    filled = {name: value for name, value in request.form.items() if value.strip()}
    sent = {**filled, "clients": request.form.getlist("clients")}
    try:
        form = AuditorForm().load(sent)
    except ValidationError as invalid:
        return _page(sent, invalid.messages_dict), 422
    typed.keep_unless_fresh(current_user, _FORM, sent)
    fresh.require(current_user)
    try:
        actions.open_to_auditor(
            form["email"],
            form["until"],
            clients=form["clients"],
            recordings=form["recordings"],
            registered=(form["first"], form["last"]) if form["first"] else None,
            actor=actor,
        )
    except NotYourself as refused:
        return _page(sent, {"email": str(refused)}), 422
    except NotThatLong as refused:
        return _page(sent, {"until": str(refused)}), 422
    flash("It is open from now on. Each reading is on record, and performers are shown theirs.")
    return redirect(url_for("auditors.page"))


@blueprint.post("/<uuid:delegation_id>/end")
def end(delegation_id: UUID) -> ResponseReturnValue:
    actions.end_delegation(delegation_id, actor=current_actor())
    flash("Closed. Nothing is read by it any more.")
    return redirect(url_for("auditors.page"))


def _page(values: Any, errors: object) -> str:
    session = db.session()
    opened = queries.opened_to_auditors(session)
    ids = [each.id for each in opened]
    reached = queries.named_clients(session, ids)
    clients = queries.clients_with_recordings(session)
    names = hooks.names(session, clients.union(*reached.values()))
    return render_template(
        "consent/delegations/auditors.html",
        opened=opened,
        ends=queries.ends(session, ids),
        addresses=queries.addresses(session, ids),
        reached=reached,
        counted=queries.named_recordings(session, ids),
        names=names,
        clients=sorted((each, names.get(each, str(each))) for each in clients),
        today=now().date(),
        latest=now().date() + actions.LONGEST,
        values=values,
        errors=errors,
    )
