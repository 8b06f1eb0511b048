"""The page on which an owner says who their organisation is, and compliance's desk for it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from foundation.actors import Power
from foundation.clock import now
from foundation.database import db
from foundation.web import current_actor
from marketplace.clients import policy
from marketplace.clients import queries as clients
from marketplace.clients.verification import actions, queries
from marketplace.clients.verification.actions import Finding, Particulars
from marketplace.clients.verification.errors import NoteMissing, NothingSeen, NotThatDay
from marketplace.clients.verification.schemas import FindingForm, ParticularsForm
from marketplace.clients.verification.words import LABELS

blueprint = Blueprint("verification_of_clients", __name__)
_FIELDS = ("registered_name", "country", "register", "register_number", "sector", "website")
_USUALLY = timedelta(days=365)
_AT_FIELD = {NothingSeen: "seen", NoteMissing: "note", NotThatDay: "expires_on"}


@blueprint.get("/clients/<uuid:client_id>/verification")
def own(client_id: UUID) -> ResponseReturnValue:
    return _own(client_id, None, {})


@blueprint.post("/clients/<uuid:client_id>/verification")
def ask_for_verification(client_id: UUID) -> ResponseReturnValue:
    try:
        form = ParticularsForm().load(request.form)
    except ValidationError as invalid:
        return _own(client_id, request.form, invalid.messages_dict), 422
    actions.ask_for_verification(client_id, Particulars(**form), actor=current_actor())
    flash("Sent. We answer within two working days, and may call the contact that you named.")
    return redirect(url_for("verification_of_clients.own", client_id=client_id))


@blueprint.get("/verifications")
def page() -> ResponseReturnValue:
    asked = queries.waiting(db.session(), current_actor())
    return render_template("marketplace/clients/verifications.html", asked=asked)


@blueprint.get("/verifications/<uuid:client_id>")
def show(client_id: UUID) -> ResponseReturnValue:
    usual = now().date() + _USUALLY
    return _show(client_id, {"expires_on": usual.isoformat()}, {})


@blueprint.post("/verifications/<uuid:client_id>")
def decide(client_id: UUID) -> ResponseReturnValue:
    sent = {**request.form.to_dict(), "seen": request.form.getlist("seen")}
    try:
        actions.decide(client_id, Finding(**FindingForm().load(sent)), actor=current_actor())
    except ValidationError as invalid:
        return _show(client_id, sent, invalid.messages_dict), 422
    except (NothingSeen, NoteMissing, NotThatDay) as refused:
        return _show(client_id, sent, {_AT_FIELD[type(refused)]: str(refused)}), 422
    flash("Kept, and its owner was told.")
    return redirect(url_for("verification_of_clients.page"))


def _own(client_id: UUID, typed: Any, errors: Any) -> str:
    session, actor = db.session(), current_actor()
    client = clients.visible(session, client_id, actor)
    stands = queries.standing(session, client_id)
    said = {name: getattr(stands.said, name) for name in _FIELDS} if stands.said else {}
    return render_template(
        "marketplace/clients/verification.html",
        client=client,
        stands=stands,
        may_manage=policy.may_manage(actor, client),
        values=said if typed is None else typed,
        errors=errors,
    )


def _show(client_id: UUID, values: Any, errors: Any) -> str:
    current_actor().require_power(Power.KEEP_RIGHTS)
    return render_template(
        "marketplace/clients/verify.html",
        client_id=client_id,
        stands=queries.standing(db.session(), client_id),
        papers=LABELS,
        values=values,
        errors=errors,
    )
