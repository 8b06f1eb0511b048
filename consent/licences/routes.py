"""Pages about licences: a client's own, and for compliance all of them."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from marshmallow import ValidationError

from consent.agreements.choices import labelled
from consent.ledger.explaining.words import Ending
from consent.licences import ending, offering, queries, schemas, shown, signing
from consent.licences.documents import Document
from consent.licences.errors import BadTerm, HasLicence
from consent.licences.models import OfferState
from foundation import fresh, hooks
from foundation.actors import Power
from foundation.clock import now
from foundation.database import db
from foundation.web import current_actor

blueprint = Blueprint("licences", __name__, url_prefix="/licences")
_CAUSES = labelled(Ending)


@blueprint.get("")
def page() -> ResponseReturnValue:
    return _page({}, {})


@blueprint.post("")
def offer_licence() -> ResponseReturnValue:
    actor = current_actor()
    actor.require_power(Power.KEEP_RIGHTS)
    try:
        form = schemas.OfferForm().load(request.form)
        licence = offering.offer_licence(
            form["client_id"], form["version_id"], form["starts_on"], actor=actor
        )
    except ValidationError as invalid:
        return _page(request.form, invalid.messages_dict), 422
    except BadTerm as refused:
        return _page(request.form, {refused.field: str(refused)}), 422
    except HasLicence as refused:
        return _page(request.form, {"client_id": str(refused)}), 409
    flash("It is offered. The client's owners were told.")
    return redirect(url_for("licences.show", licence_id=licence))


@blueprint.get("/<uuid:licence_id>")
def show(licence_id: UUID) -> ResponseReturnValue:
    return _show(licence_id, {}, {})


@blueprint.post("/<uuid:licence_id>/extend")
def offer_extension(licence_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    actor.require_power(Power.KEEP_RIGHTS)
    try:
        form = schemas.ExtensionForm().load(request.form)
        offering.offer_extension(licence_id, form["version_id"], form["starts_on"], actor=actor)
    except ValidationError as invalid:
        return _show(licence_id, request.form, invalid.messages_dict), 422
    except BadTerm as refused:
        return _show(licence_id, request.form, {refused.field: str(refused)}), 422
    return _back(licence_id, "The extension is offered. The client's owners were told.")


@blueprint.post("/<uuid:licence_id>/terminate")
def terminate_licence(licence_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    actor.require_power(Power.KEEP_RIGHTS)
    try:
        form = schemas.EndForm().load(request.form)
    except ValidationError as invalid:
        return _show(licence_id, request.form, invalid.messages_dict), 422
    ending.terminate_licence(licence_id, form["cause"], form["reason"].strip(), actor=actor)
    return _back(licence_id, "It is ended. From now on nothing is handed over under it.")


@blueprint.get("/offers/<uuid:offer_id>")
def offer(offer_id: UUID) -> ResponseReturnValue:
    found, licence = queries.offer(db.session(), offer_id, current_actor())
    if found.state is not OfferState.OPEN:
        return redirect(url_for("licences.show", licence_id=licence.id))
    return _offer(offer_id, {}, {})


@blueprint.post("/offers/<uuid:offer_id>/sign")
def sign_offer(offer_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    queries.own_offer(db.session(), offer_id, actor)
    actor.require_power(Power.SIGN_LICENCES)
    fresh.require(current_user)
    try:
        form = schemas.SignForm().load(request.form)
    except ValidationError as invalid:
        return _offer(offer_id, request.form, invalid.messages_dict), 422
    signing.sign_offer(offer_id, form["name"], form["seen"], actor=actor)
    _, licence = queries.offer(db.session(), offer_id, actor)
    return _back(licence.id, "It is signed. What you signed stands in the rights ledger.")


@blueprint.post("/offers/<uuid:offer_id>/refuse")
def refuse_offer(offer_id: UUID) -> ResponseReturnValue:
    signing.refuse_offer(offer_id, actor=current_actor())
    flash("The offer is refused. What was signed before is as it was.")
    return redirect(url_for("licences.page"))


@blueprint.post("/offers/<uuid:offer_id>/take-back")
def take_back_offer(offer_id: UUID) -> ResponseReturnValue:
    offering.take_back_offer(offer_id, actor=current_actor())
    flash("The offer is taken back.")
    return redirect(url_for("licences.page"))


def _page(values: Any, errors: object) -> str:
    session, actor = db.session(), current_actor()
    licences = queries.licences(session, actor)
    keeps = actor.on_behalf_of is None and Power.KEEP_RIGHTS in actor.powers
    return render_template(
        "consent/licences/page.html",
        rows=shown.rows(session, licences),
        keeps_all=queries.keeps_all(actor),
        may_offer=keeps,
        clients=shown.without_licence(session) if keeps else [],
        versions=shown.offerable(session) if keeps else [],
        values=values or {"starts_on": now().date().isoformat()},
        errors=errors,
    )


def _show(licence_id: UUID, values: Any, errors: object) -> str:
    session, actor = db.session(), current_actor()
    licence = queries.licence(session, licence_id, actor)
    content = shown.page_of(session, licence, actor)
    return render_template(
        "consent/licences/licence.html",
        **content,
        versions=shown.offerable(session) if content["may_keep"] else [],
        causes=_CAUSES,
        values=values,
        errors=errors,
    )


def _offer(offer_id: UUID, values: object, errors: object) -> str:
    actor = current_actor()
    document: Document = signing.show_offer(offer_id, actor=actor)
    session = db.session()
    found, licence = queries.offer(session, offer_id, actor)
    own = actor.on_behalf_of == licence.client_id
    return render_template(
        "consent/licences/offer.html",
        offer=found,
        licence=licence,
        client=hooks.names(session, [licence.client_id]).get(licence.client_id, "A client"),
        document=document,
        may_sign=own and Power.SIGN_LICENCES in actor.powers,
        may_take_back=not own and Power.KEEP_RIGHTS in actor.powers,
        values=values,
        errors=errors,
    )


def _back(licence_id: UUID, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for("licences.show", licence_id=licence_id))
