"""The page on which a client's owner signs what was done in a period, and one of each report."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from marshmallow import ValidationError

from consent.ledger.explaining.words import said
from consent.licences import queries as licences
from consent.licences.errors import NameMissing
from consent.licences.models import Licence
from consent.licences.reports import actions, queries, schemas
from consent.licences.reports.asking import Delivery
from consent.licences.reports.errors import BadTraining, NotLicensed, NotYourRecording
from consent.licences.reports.new import MOST_TRAINED
from foundation import fresh, hooks, typed
from foundation.actors import Power
from foundation.clock import now
from foundation.database import db
from foundation.errors import DomainError
from foundation.web import current_actor

blueprint = Blueprint("use_reports", __name__, url_prefix="/licences")
_FORM = "use report"
_AT: dict[type[DomainError], str] = {
    NotLicensed: "uses",
    NotYourRecording: "recordings",
    NameMissing: "name",
    BadTraining: "trained",
}
_MOST_LISTED = 200


@blueprint.get("/<uuid:licence_id>/report")
def new(licence_id: UUID) -> ResponseReturnValue:
    return _new(licence_id, typed.waiting(_FORM), {})


@blueprint.post("/<uuid:licence_id>/report")
def report_uses(licence_id: UUID) -> ResponseReturnValue:
    actor, sent = current_actor(), schemas.sent(request.form)
    licences.own_licence(db.session(), licence_id, actor)
    actor.require_power(Power.SIGN_LICENCES)
    if "more" in request.form:
        return _new(licence_id, sent, {}, more=1)
    try:
        form = schemas.ReportForm().load(sent)
        typed.keep_unless_fresh(current_user, _FORM, sent)
        fresh.require(current_user)
        new = schemas.new_report(form)
        report = actions.report_uses(licence_id, new, form["name"], actor=actor)
    except ValidationError as invalid:
        return _new(licence_id, sent, invalid.messages_dict), 422
    except (NotLicensed, NotYourRecording, NameMissing, BadTraining) as refused:
        at = next(name for kind, name in _AT.items() if isinstance(refused, kind))
        return _new(licence_id, sent, {at: str(refused)}), 422
    flash("It is signed and reported. Performers can see it.")
    return redirect(url_for("use_reports.show", licence_id=licence_id, report_id=report))


@blueprint.get("/<uuid:licence_id>/reports/<uuid:report_id>")
def show(licence_id: UUID, report_id: UUID) -> ResponseReturnValue:
    session = db.session()
    licence = licences.licence(session, licence_id, current_actor())
    whole = queries.whole(session, licence, report_id)
    trained_by = {each.recipient_id for each in whole.trained if each.recipient_id}
    return render_template(
        "consent/licences/reports/report.html",
        licence=licence,
        client=_client(licence),
        whole=whole,
        said=", ".join(said(use) for use in whole.uses).capitalize() or "Nothing",
        names=hooks.names(session, trained_by),
    )


def _new(licence_id: UUID, values: Any, errors: object, more: int = 0) -> str:
    session, actor = db.session(), current_actor()
    licence = licences.own_licence(session, licence_id, actor)
    actor.require_power(Power.SIGN_LICENCES)
    rows = [row for row in values.get("trained", ()) if any(row.values())]
    period = queries.next_period(session, licence)
    uses = queries.to_report(session, licence, period) if period else ()
    return render_template(
        "consent/licences/reports/new.html",
        licence=licence,
        client=_client(licence),
        period=period,
        is_over=period is not None and period.to_on < now().date(),
        uses=[(use.value, said(use).capitalize()) for use in uses],
        deliveries=[
            (str(each.id), _called(each))
            for each in queries.to_train_on(session, licence)[:_MOST_LISTED]
        ],
        rows=[*rows, *[{}] * (1 + more)][:MOST_TRAINED],
        chosen=values.get("uses", ()),
        values=values,
        errors=errors,
    )


def _called(delivery: Delivery) -> str:
    of = f"{delivery.dataset_name}, version {delivery.dataset_version}"
    return f"{of} ({delivery.reference}, {delivery.on:%-d %b %Y})"


def _client(licence: Licence) -> str:
    return hooks.names(db.session(), [licence.client_id]).get(licence.client_id, "A client")
