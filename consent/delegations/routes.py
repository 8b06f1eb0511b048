"""A performer's page of who may read their rights, and an observer's of what is open to them."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from marshmallow import ValidationError

from consent.delegations import actions, queries, reading
from consent.delegations.errors import NotThatLong, NotYourself
from consent.delegations.schemas import BY_PERFORMERS, DelegationForm
from consent.keeping import readings
from consent.reading.titles import record_titles
from foundation import fresh, hooks, typed
from foundation.clock import now
from foundation.database import db
from foundation.web import current_actor

blueprint = Blueprint("delegations", __name__, url_prefix="/rights/delegations")
observers = Blueprint("delegated", __name__, url_prefix="/delegated")
_FORM = "delegation"


@blueprint.get("")
def page() -> ResponseReturnValue:
    return _page(typed.waiting(_FORM) or {"reach": "all"}, {})


@blueprint.post("")
def delegate_reading() -> ResponseReturnValue:
    sent = {**request.form.to_dict(), "clients": request.form.getlist("clients")}
    try:
        form = DelegationForm().load(sent)
    except ValidationError as invalid:
        return _page(sent, invalid.messages_dict), 422
    typed.keep_unless_fresh(current_user, _FORM, {**sent, "email": form["email"]})
    fresh.require(current_user)
    clients = form["clients"] if form["reach"] == "some" else None
    try:
        actions.delegate_reading(
            form["email"],
            form["observing"],
            form["until"],
            clients=clients,
            actor=current_actor(),
        )
    except NotYourself as refused:
        return _page(sent, {"email": str(refused)}), 422
    except NotThatLong as refused:
        return _page(sent, {"until": str(refused)}), 422
    flash("They may read from now on, as soon as they sign in with that address.")
    return redirect(url_for("delegations.page"))


@blueprint.post("/<uuid:delegation_id>/end")
def end(delegation_id: UUID) -> ResponseReturnValue:
    actions.end_delegation(delegation_id, actor=current_actor())
    flash("Ended. Nobody reads by it any more.")
    return redirect(url_for("delegations.page"))


@observers.get("", endpoint="page")
def page_of_open() -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    held = queries.held(session, actor)
    people = {each.performer_id for each in held if each.performer_id}
    return render_template(
        "consent/delegations/held.html", held=held, names=hooks.names(session, people)
    )


@observers.get("/<uuid:delegation_id>")
def read_delegated(delegation_id: UUID) -> ResponseReturnValue:
    delegation, shown = reading.read_delegated(delegation_id, actor=current_actor())
    people = {each.performer_id for each in shown}
    if delegation.performer_id is not None:
        people.add(delegation.performer_id)
    return render_template(
        "consent/delegations/read.html",
        delegation=delegation,
        shown=shown,
        titles=record_titles(db.session(), [each.record.thread for each in shown]),
        names=hooks.names(db.session(), people),
    )


def _page(values: Any, errors: object) -> str:
    session, actor = db.session(), current_actor()
    given = queries.given(session, actor.id)
    ids = [each.id for each in given]
    looks = [each for each in readings.readings_of(session, actor.id) if each.by_observer]
    clients = queries.clients_of(session, actor.id)
    names = hooks.names(session, clients | {each.by for each in looks})
    return render_template(
        "consent/delegations/page.html",
        given=given,
        ends=queries.ends(session, ids),
        addresses=queries.addresses(session, ids),
        reached=queries.named_clients(session, ids),
        readings=looks,
        names=names,
        clients=sorted(((each, names.get(each, str(each))) for each in clients), key=_by_name),
        kinds=[(each.value, each.value.capitalize()) for each in BY_PERFORMERS],
        today=now().date(),
        latest=now().date() + actions.LONGEST,
        values=values,
        errors=errors,
    )


def _by_name(client: tuple[UUID, str]) -> str:
    return client[1].casefold()
