"""Pages of the breach register: clients see their own, compliance all, performers a word."""

from datetime import UTC
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from consent.licences.breaches import actions, policy, queries
from consent.licences.breaches.actions import NewBreach
from consent.licences.breaches.errors import LearnedLater, NotOpenToClient
from consent.licences.breaches.models import BreachOutcome, BreachState
from consent.licences.breaches.schemas import BreachForm, CloseForm, TellForm
from foundation import hooks
from foundation.actors import Power
from foundation.clock import now
from foundation.database import db
from foundation.web import current_actor

blueprint = Blueprint("breaches", __name__, url_prefix="/licences/breaches")
_OUTCOMES = [(each.value, each.value.replace("_", " ").capitalize()) for each in BreachOutcome]


@blueprint.get("")
def page() -> ResponseReturnValue:
    return _page({}, {})


@blueprint.post("")
def record_breach() -> ResponseReturnValue:
    actor = current_actor()
    try:
        form = BreachForm().load(_filled())
        client_id = actor.on_behalf_of or form.pop("client_id")
        if client_id is None:
            return _page(request.form, {"client_id": "Choose one."}), 422
        learned_at = form["learned_at"].replace(tzinfo=UTC)
        form = {**form, "client_id": client_id, "learned_at": learned_at}
        breach = actions.record_breach(NewBreach(**form), actor=actor)
    except ValidationError as invalid:
        return _page(request.form, invalid.messages_dict), 422
    except LearnedLater as refused:
        return _page(request.form, {"learned_at": str(refused)}), 422
    except NotOpenToClient as refused:
        return _page(request.form, {"recordings": str(refused)}), 422
    return _back(breach, "It is recorded, and compliance was told.")


@blueprint.get("/<uuid:breach_id>")
def show(breach_id: UUID) -> ResponseReturnValue:
    return _show(breach_id, {}, {})


@blueprint.post("/<uuid:breach_id>/tell")
def tell_performers(breach_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    actor.require_power(Power.KEEP_RIGHTS)
    try:
        form = TellForm().load(_filled())
    except ValidationError as invalid:
        return _show(breach_id, request.form, invalid.messages_dict), 422
    actions.tell_performers(breach_id, form["seen"], form["told"], actor=actor)
    return _back(breach_id, "The performers concerned were told.")


@blueprint.post("/<uuid:breach_id>/close")
def close_breach(breach_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    actor.require_power(Power.KEEP_RIGHTS)
    try:
        form = CloseForm().load(_filled())
    except ValidationError as invalid:
        return _show(breach_id, request.form, invalid.messages_dict), 422
    actions.close_breach(breach_id, form["seen"], form["outcome"], form["closing"], actor=actor)
    return _back(breach_id, "It is closed, and the client was told.")


def _filled() -> dict[str, Any]:
    """A field that was left empty says nothing."""
    return {name: each.strip() for name, each in request.form.items() if each.strip()}


def _page(values: object, errors: object) -> str:
    session, actor = db.session(), current_actor()
    found = queries.breaches(session, actor)
    keeps = policy.may_keep(actor)
    clients = hooks.organisations(session) if keeps else {}
    return render_template(
        "consent/licences/breaches/page.html",
        breaches=found,
        names=hooks.names(session, {each.client_id for each in found}),
        keeps=keeps,
        clients=[(str(each), name) for each, name in clients.items()],
        may_record=policy.may_record(actor, actor.on_behalf_of) if actor.on_behalf_of else keeps,
        now=now(),
        values=values,
        errors=errors,
    )


def _show(breach_id: UUID, values: object, errors: object) -> str:
    session, actor = db.session(), current_actor()
    found = queries.breach(session, breach_id, actor)
    breach = found.breach
    in_full = policy.may_view(actor, breach.client_id)
    concerned = queries.performers(session, breach) if in_full else set()
    return render_template(
        "consent/licences/breaches/breach.html",
        breach=breach,
        words=found.words,
        recordings=found.recordings if in_full else [],
        client=hooks.names(session, [breach.client_id]).get(breach.client_id, "A client"),
        concerned=len(concerned),
        in_full=in_full,
        may_decide=Power.KEEP_RIGHTS in actor.powers and breach.state is not BreachState.CLOSED,
        may_pause=Power.KEEP_RIGHTS in actor.powers,
        outcomes=_OUTCOMES,
        now=now(),
        values=values,
        errors=errors,
    )


def _back(breach_id: UUID, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for("breaches.show", breach_id=breach_id))
