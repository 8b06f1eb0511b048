"""Pages about end recipients: naming one, and what performers are told of it."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from consent.licences import queries as licences
from consent.licences.recipients import actions, policy, queries
from consent.licences.recipients.actions import NewRecipient
from consent.licences.recipients.errors import NoSuchCountry
from foundation import hooks
from foundation.actors import Power
from foundation.clock import now
from foundation.database import db
from foundation.web import current_actor

blueprint = Blueprint("recipients", __name__, url_prefix="/licences")


_NO_ADDRESS = "Write an address such as rights@example.com, or leave it empty."


class MailForm(Schema):
    class Meta:
        unknown = EXCLUDE

    mail = fields.Email(
        load_default=None,
        validate=validate.Length(max=254, error=_NO_ADDRESS),
        error_messages={"invalid": _NO_ADDRESS},
    )


class RecipientForm(MailForm):
    name = fields.String(
        required=True,
        validate=validate.Length(2, 200, error="Write its name, 2 to 200 characters."),
    )
    country = fields.String(
        required=True, validate=validate.Length(2, 2, error="Write a code of two letters.")
    )
    purpose = fields.String(
        required=True,
        validate=validate.Length(10, 500, error="Say what for, in 10 to 500 characters."),
    )


@blueprint.get("/<uuid:licence_id>/recipients/new")
def new(licence_id: UUID) -> ResponseReturnValue:
    return _new(licence_id, {}, {})


@blueprint.post("/<uuid:licence_id>/recipients/new")
def name_recipient(licence_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    try:
        form = RecipientForm().load(_sent())
        form["country"] = form["country"].upper()
        named = actions.name_recipient(licence_id, NewRecipient(**form), actor=actor)
    except ValidationError as invalid:
        return _new(licence_id, request.form, invalid.messages_dict), 422
    except NoSuchCountry as refused:
        return _new(licence_id, request.form, {"country": str(refused)}), 422
    flash("It is named. Every performer concerned was told.")
    return redirect(url_for("recipients.page", recipient_id=named))


@blueprint.get("/recipients/<uuid:recipient_id>")
def page(recipient_id: UUID) -> ResponseReturnValue:
    return _page(recipient_id, {}, {})


def _sent() -> dict[str, str]:
    """What was left empty was not said."""
    sent = {name: each.strip() for name, each in request.form.items()}
    return {name: each for name, each in sent.items() if each or name != "mail"}


def _page(recipient_id: UUID, values: object, errors: object) -> str:
    session, actor = db.session(), current_actor()
    found = queries.recipient(session, recipient_id, actor)
    client_id = found.recipient.client_id
    return render_template(
        "consent/licences/recipients/page.html",
        named=found,
        client=hooks.names(session, [client_id]).get(client_id, "A client"),
        today=now().date(),
        may_end=policy.ends_it(actor, found.recipient),
        may_change=policy.changes_it(actor, found.recipient),
        values=values or {"mail": found.mail or ""},
        errors=errors,
        of_the_trade=policy.sees_licence(actor, found.recipient),
    )


@blueprint.post("/recipients/<uuid:recipient_id>/mail")
def change_mail(recipient_id: UUID) -> ResponseReturnValue:
    queries.recipient(db.session(), recipient_id, current_actor())
    try:
        form = MailForm().load(_sent())
    except ValidationError as invalid:
        return _page(recipient_id, request.form, invalid.messages_dict), 422
    actions.change_mail(recipient_id, form["mail"], actor=current_actor())
    flash("The address is kept.")
    return redirect(url_for("recipients.page", recipient_id=recipient_id))


@blueprint.post("/recipients/<uuid:recipient_id>/end")
def end_recipient(recipient_id: UUID) -> ResponseReturnValue:
    actions.end_recipient(recipient_id, actor=current_actor())
    flash("It receives nothing more from today.")
    return redirect(url_for("recipients.page", recipient_id=recipient_id))


def _new(licence_id: UUID, values: object, errors: object) -> str:
    session, actor = db.session(), current_actor()
    licence = licences.own_licence(session, licence_id, actor)
    actor.require_power(Power.SIGN_LICENCES)
    terms = licences.signed_terms(session, licence)
    return render_template(
        "consent/licences/recipients/new.html",
        licence=licence,
        days=terms.duties.recipient_notice_days if terms else 0,
        client=hooks.names(session, [licence.client_id]).get(licence.client_id, "A client"),
        values=values,
        errors=errors,
    )
