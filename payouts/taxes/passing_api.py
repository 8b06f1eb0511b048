"""Payments to the tax office for programs of finance: the same notes as on the pages, and the same
two people above the limit."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask.views import MethodView

from foundation import api
from foundation.cursors import Page
from foundation.database import db
from foundation.money import Money
from foundation.web import current_actor
from payouts.taxes import passed_on, passing_on, policy, totals
from payouts.taxes.api import KEEP, READ
from payouts.taxes.api_schemas import NewTaxPaymentSchema, TaxPaymentSchema, TaxTakingBackSchema
from payouts.taxes.passing_models import TaxPassedOn
from payouts.taxes.passing_on import Paid
from payouts.taxes.thresholds import CURRENCY

blueprint = api.ApiBlueprint(
    "api_tax_payments",
    __name__,
    url_prefix="/api/v1/tax-payments",
    description="Payments to the tax office",
)
_YEAR, _ONE = "/years/<int:year>", "/<uuid:note_id>"


def _decides(view: Callable[..., TaxPassedOn]) -> Callable[..., TaxPassedOn]:
    """What approving, dropping and taking back answer alike, and how each may be refused."""
    for says in (
        blueprint.alt_response(409, "CONFLICT"),
        blueprint.alt_response(404, "NOT_FOUND"),
        blueprint.response(201, TaxPaymentSchema),
        blueprint.scope(KEEP.name),
    ):
        view = says(view)
    return view


@blueprint.route(_YEAR)
class TaxPayments(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(api.PageQuery, location="query")
    @blueprint.response(200, api.page_schema(TaxPaymentSchema))
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, asked: api.PageAsked, year: int) -> Page[TaxPassedOn]:
        """What was passed on of a year, or is proposed to be, newest first"""
        actor = current_actor()
        actor.require(policy.may_keep_taxes(actor))
        totals.bounds(year)
        return passed_on.page(db.session(), year, **asked)

    @blueprint.scope(KEEP.name)
    @blueprint.arguments(NewTaxPaymentSchema)
    @blueprint.response(201, TaxPaymentSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], year: int) -> TaxPassedOn:
        """Note a payment to the tax office of what was withheld in this year

        The payment is made from a bank, by a person. Above the limit that a pay run has, a second
        person approves the note, and nothing is posted before.
        """
        totals.bounds(year)
        amount, reference = Money(form["amount_minor"], CURRENCY), form["reference"].strip()
        paid = Paid(year, form["period"], amount, form["paid_on"], reference)
        return _one(passing_on.note(paid, actor=current_actor()))


@blueprint.route(_ONE)
class OneTaxPayment(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, TaxPaymentSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, note_id: UUID) -> TaxPassedOn:
        """A payment to the tax office"""
        return _one(note_id)


@blueprint.route(f"{_ONE}/approval")
class TaxPaymentApprovals(MethodView):
    @_decides
    def post(self, note_id: UUID) -> TaxPassedOn:
        """Approve what somebody else noted"""
        passing_on.approve_passing(note_id, actor=current_actor())
        return _one(note_id)


@blueprint.route(f"{_ONE}/dropping")
class TaxPaymentDroppings(MethodView):
    @_decides
    def post(self, note_id: UUID) -> TaxPassedOn:
        """Drop what nobody has approved: nothing is posted"""
        passing_on.drop_passing(note_id, actor=current_actor())
        return _one(note_id)


@blueprint.route(f"{_ONE}/taking-back")
class TaxPaymentTakingsBack(MethodView):
    @_decides
    @blueprint.arguments(TaxTakingBackSchema)
    def post(self, form: dict[str, Any], note_id: UUID) -> TaxPassedOn:
        """Take back what was noted wrongly, or what the tax office paid back"""
        passing_on.take_back_passing(note_id, form["because"].strip(), actor=current_actor())
        return _one(note_id)


def _one(note_id: UUID) -> TaxPassedOn:
    return passed_on.visible(db.session(), note_id, current_actor())
