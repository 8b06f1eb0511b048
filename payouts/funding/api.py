"""A client's payments for programs: seen, begun, and the way to pay them."""

from typing import Any

from flask import url_for
from flask.views import MethodView
from marshmallow import RAISE, Schema, fields, validate

from foundation import api
from foundation.api.shapes import Whole
from foundation.cursors import Page
from foundation.database import db
from foundation.money import Money
from foundation.web import current_actor
from payouts.funding import actions, queries
from payouts.funding.actions import Wanted
from payouts.funding.models import Funding, FundingState, Means

READ = api.Scope("funding:read", "Read your organisation's payments and balance")
PAY = api.Scope("funding:write", "Begin payments for your organisation, and set its balance aside")
SCOPES = (READ, PAY)
blueprint = api.ApiBlueprint(
    "api_funding", __name__, url_prefix="/api/v1/funding", description="Clients' payments"
)
_LARGEST = 1_000_000_000


def _one_of(kinds: Any) -> validate.OneOf:
    return validate.OneOf([each.value for each in kinds])


class FundingSchema(Schema):
    id = fields.UUID(required=True)
    client_id = fields.UUID(required=True)
    order_id = fields.UUID(
        required=True, allow_none=True, metadata={"description": "None: into the balance."}
    )
    means = fields.String(required=True, validate=_one_of(Means))
    state = fields.String(required=True, validate=_one_of(FundingState))
    amount_minor = fields.Integer(required=True)
    settles = fields.Boolean(
        required=True, metadata={"description": "It pays what your organisation owes us."}
    )
    refunded_minor = fields.Integer(required=True)
    currency = fields.String(required=True)
    purchase_order = fields.String(required=True)
    invoice_number = fields.String(required=True)
    disputed = fields.Boolean(required=True)
    asked_at = fields.AwareDateTime(required=True)
    paid_at = fields.AwareDateTime(required=True, allow_none=True)
    pay_at = fields.String(
        required=True, metadata={"description": "Our page on which a person goes on to pay."}
    )


class BalanceSchema(Schema):
    amount_minor = fields.Integer(required=True)
    currency = fields.String(required=True)


class BalancesSchema(Schema):
    items = fields.List(fields.Nested(BalanceSchema), required=True)


class NewFundingSchema(Schema):
    class Meta:
        unknown = RAISE

    order_id = fields.UUID(
        required=True,
        allow_none=True,
        metadata={"description": "A scene request or another order. None: into the balance."},
    )
    means = fields.Enum(Means, by_value=True, required=True)
    amount_minor = Whole(required=True, validate=validate.Range(1, _LARGEST))
    currency = fields.String(required=True, validate=validate.Regexp(r"[A-Z]{3}\Z"))
    purchase_order = fields.String(
        load_default="", validate=validate.Regexp(r"[^\x00-\x1f]{0,30}\Z")
    )
    settles = fields.Boolean(
        load_default=False,
        metadata={"description": "Pay what your organisation owes us; then without an order."},
    )


@blueprint.route("")
class Fundings(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(api.PageQuery, location="query")
    @blueprint.response(200, api.page_schema(FundingSchema))
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, asked: api.PageAsked) -> Page[dict[str, Any]]:
        """Your organisation's payments, newest first"""
        found = queries.listed(db.session(), queries.own_client(current_actor()), **asked)
        return Page([_plain(each) for each in found.items], found.next)

    @blueprint.scope(PAY.name)
    @blueprint.arguments(NewFundingSchema)
    @blueprint.response(201, FundingSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any]) -> dict[str, Any]:
        """Begin a payment, or set some of your balance aside

        By checkout or invoice a person goes on at `pay_at`; from the balance it is done at once.
        """
        amount = Money(form["amount_minor"], form["currency"])
        wanted = Wanted(form["order_id"], amount, form["means"], form["purchase_order"].strip())
        begin = actions.fund_order if wanted.order_id else actions.top_up
        if form["settles"]:
            begin = actions.settle_debt
        funding_id = begin(wanted, actor=current_actor())
        return _plain(queries.visible(db.session(), funding_id, current_actor()))


@blueprint.route("/balance")
class OwnBalance(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, BalancesSchema)
    def get(self) -> dict[str, Any]:
        """What your organisation has here that no order has, in each currency"""
        return {"items": queries.balances(db.session(), queries.own_client(current_actor()))}


def _plain(funding: Funding) -> dict[str, Any]:
    names = [name for name in FundingSchema().fields if name != "pay_at"]
    return {
        **{name: getattr(funding, name) for name in names},
        "pay_at": url_for("funding.show", funding_id=funding.id, _external=True),
    }
