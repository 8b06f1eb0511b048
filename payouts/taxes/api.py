"""Taxes for programs: a performer's own word and years, and what finance reads of a year."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask.views import MethodView
from sqlalchemy.orm import Session

from foundation import api
from foundation.actors import Actor
from foundation.cursors import Page
from foundation.database import db
from foundation.web import current_actor
from payouts.taxes import actions, passed_on, policy, totals
from payouts.taxes.api_schemas import (
    OwnTaxesSchema,
    PayeeTaxesSchema,
    PayeeTaxYearSchema,
    TaxFormNoteSchema,
    TaxStatusSchema,
    TaxYearSchema,
)
from payouts.taxes.errors import PayeeNotFound
from payouts.taxes.passed_on import PassedOn
from payouts.taxes.reporting import report_of
from payouts.taxes.standing import Standing, earns, standing, standings
from payouts.taxes.thresholds import rules_of
from payouts.taxes.totals import Total

READ = api.Scope("taxes:read", "Read your own years for tax, or for finance everybody's")
DECLARE = api.Scope("taxes:declare", "Say where you are resident for tax")
KEEP = api.Scope("taxes:keep", "Note tax forms, and payments to the tax office")
SCOPES = (READ, DECLARE, KEEP)
blueprint = api.ApiBlueprint("api_taxes", __name__, url_prefix="/api/v1/taxes", description="Taxes")


@blueprint.route("/own")
class OwnTaxes(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, OwnTaxesSchema)
    def get(self) -> dict[str, Any]:
        """Your word on taxes, where your form stands, and what you were paid by year"""
        actor = current_actor()
        actor.require(policy.may_declare(actor))
        return _one(db.session(), actor.id)


@blueprint.route("/own/status")
class OwnTaxStatus(MethodView):
    @blueprint.scope(DECLARE.name)
    @blueprint.arguments(TaxStatusSchema)
    @blueprint.response(201, OwnTaxesSchema)
    def post(self, form: dict[str, Any]) -> dict[str, Any]:
        """Say where you are resident for tax: the form that follows is asked for at once"""
        actor = current_actor()
        actor.require(policy.may_declare(actor))
        actions.declare_status(**form, actor=actor)
        return _one(db.session(), actor.id)


@blueprint.route("/<int:year>")
class TaxYears(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, TaxYearSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, year: int) -> dict[str, Any]:
        """A year over everybody, for finance"""
        _require()
        session = db.session()
        found = report_of(session, year)
        return {
            "year": year,
            "payees": found.payees,
            "paid": found.paid,
            "withheld": found.withheld,
            "reported": found.reported,
            "missing": found.missing_in_all,
            "passed_on": _passed_on(passed_on.passed_on(session, year)),
        }


@blueprint.route("/<int:year>/payees")
class PayeesOfTaxYear(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(api.PageQuery, location="query")
    @blueprint.response(200, api.page_schema(PayeeTaxYearSchema))
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, asked: api.PageAsked, year: int) -> Page[dict[str, Any]]:
        """Who was paid in a year, for finance, whoever was paid last first"""
        _require()
        session = db.session()
        page = totals.payees(session, year, **asked)
        found = totals.totals(session, year, page.items)
        known = standings(session, page.items)
        by_payee: dict[UUID, list[Total]] = {each: [] for each in page.items}
        for each in found:
            by_payee[each.performer_id].append(each)
        items = [_in_year(who, known[who], of, year) for who, of in by_payee.items()]
        return Page(items, page.next)


@blueprint.route("/payees/<uuid:performer_id>")
class PayeeTaxes(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, PayeeTaxesSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, performer_id: UUID) -> dict[str, Any]:
        """One payee, for finance: their word, their form and their years"""
        _require()
        return _payee(performer_id)


@blueprint.route("/payees/<uuid:performer_id>/form")
class PayeeTaxForms(MethodView):
    @blueprint.scope(KEEP.name)
    @blueprint.arguments(TaxFormNoteSchema)
    @blueprint.response(201, PayeeTaxesSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def post(self, form: dict[str, Any], performer_id: UUID) -> dict[str, Any]:
        """Note what Stripe says of a payee's form; the performer is told"""
        actions.note_form(performer_id, form["state"], actor=_require())
        return _payee(performer_id)


def _require() -> Actor:
    actor = current_actor()
    actor.require(policy.may_keep_taxes(actor))
    return actor


def _payee(performer_id: UUID) -> dict[str, Any]:
    session = db.session()
    found = _one(session, performer_id)
    if found["country"] is None and not earns(session, performer_id):
        raise PayeeNotFound
    return {"performer_id": performer_id, **found}


def _one(session: Session, performer_id: UUID) -> dict[str, Any]:
    years = [
        {"year": year, "totals": _totals(totals.totals(session, year, [performer_id]))}
        for year in totals.years_of(session, performer_id)
    ]
    return {**_standing(standing(session, performer_id)), "years": years}


def _in_year(
    performer_id: UUID, known: Standing, found: Sequence[Total], year: int
) -> dict[str, Any]:
    rules = rules_of(year)
    reported = {of for each in found for of in each.reached(rules)} if known.is_us else set()
    return {
        **_standing(known),
        "performer_id": performer_id,
        "totals": _totals(found),
        "reported": sorted(reported),
    }


def _standing(known: Standing) -> dict[str, Any]:
    declared, form = known.declaration, known.form
    return {
        "country": declared.country if declared else None,
        "us_person": declared.us_person if declared else None,
        "form": form.form if form else None,
        "form_state": form.state if form else None,
        "has_form": known.has_form,
    }


def _totals(found: Sequence[Total]) -> list[dict[str, Any]]:
    return [
        {
            "currency": each.currency,
            "amount_minor": each.amount_minor,
            "withheld_minor": each.withheld_minor,
            "kinds": [
                {"kind": kind, "amount_minor": minor} for kind, minor in sorted(each.kinds.items())
            ],
        }
        for each in found
    ]


def _passed_on(found: PassedOn) -> dict[str, int]:
    return {
        "withheld_minor": found.withheld,
        "noted_minor": found.noted,
        "proposed_minor": found.proposed,
        "left_minor": found.left,
    }
