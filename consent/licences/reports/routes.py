"""The page on which a client's owner reports what was done in a period."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from consent.agreements.terms_form import items
from consent.ledger.explaining.words import Answer, Use, said
from consent.licences import queries as licences
from consent.licences.breaches.schemas import Ids
from consent.licences.reports import actions, queries
from consent.licences.reports.actions import NewReport
from consent.licences.reports.errors import NotLicensed, NotYourRecording
from foundation import hooks
from foundation.actors import Power
from foundation.database import db
from foundation.web import current_actor

blueprint = Blueprint("use_reports", __name__, url_prefix="/licences")


class ReportForm(Schema):
    class Meta:
        unknown = EXCLUDE

    from_on = fields.Date(required=True)
    uses = fields.List(fields.Enum(Use, by_value=True), load_default=list)
    models = fields.String(load_default="", validate=validate.Length(max=2000))
    recordings = Ids(load_default=list)


@blueprint.get("/<uuid:licence_id>/report")
def new(licence_id: UUID) -> ResponseReturnValue:
    return _new(licence_id, {}, {})


@blueprint.post("/<uuid:licence_id>/report")
def report_uses(licence_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    try:
        form = ReportForm().load({**request.form, "uses": request.form.getlist("uses")})
        models = items(form["models"])
        actions.report_uses(licence_id, NewReport(**{**form, "models": models}), actor=actor)
    except ValidationError as invalid:
        return _new(licence_id, request.form, invalid.messages_dict), 422
    except NotLicensed as refused:
        return _new(licence_id, request.form, {"uses": str(refused)}), 422
    except NotYourRecording as refused:
        return _new(licence_id, request.form, {"recordings": str(refused)}), 422
    flash("It is reported. Performers can see it.")
    return redirect(url_for("licences.show", licence_id=licence_id))


def _new(licence_id: UUID, values: object, errors: object) -> str:
    session, actor = db.session(), current_actor()
    licence = licences.own_licence(session, licence_id, actor)
    actor.require_power(Power.SIGN_LICENCES)
    terms = licences.signed_terms(session, licence)
    uses = terms.uses if terms else {}
    return render_template(
        "consent/licences/reports/new.html",
        licence=licence,
        client=hooks.names(session, [licence.client_id]).get(licence.client_id, "A client"),
        period=queries.next_period(session, licence),
        uses=[
            (use.value, said(use).capitalize())
            for use in Use
            if uses.get(use, Answer.NOT_ALLOWED) is not Answer.NOT_ALLOWED
        ],
        chosen=request.form.getlist("uses"),
        values=values,
        errors=errors,
    )
