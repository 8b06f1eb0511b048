"""Renewals for programs of a client."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from marshmallow import RAISE, Schema, fields, validate

from foundation import api, cursors
from foundation.database import db
from foundation.web import current_actor
from marketplace.renewals import actions, policy, queries, showing
from marketplace.renewals.models import RenewalState

READ = api.Scope("renewals:read", "See which consents end soon, and what was renewed")
WRITE = api.Scope("renewals:write", "Ask performers to renew their consents")
SCOPES = (READ, WRITE)
blueprint = api.ApiBlueprint(
    "api_renewals", __name__, url_prefix="/api/v1", description="Consents that end, and go on"
)
_MOST = 1000


class RenewalMoneySchema(Schema):
    amount_minor = fields.Integer(required=True)
    currency = fields.String(required=True)


class EndingConsentSchema(Schema):
    key = fields.String(required=True, metadata={"description": "What asking for it takes."})
    performer_id = fields.UUID(required=True)
    agreement_id = fields.UUID(required=True)
    paper = fields.String(required=True)
    recordings = fields.Integer(required=True)
    ends_on = fields.Date(required=True)
    renewed_until = fields.Date(required=True)
    fee = fields.Nested(
        RenewalMoneySchema,
        required=True,
        allow_none=True,
        metadata={"description": "For the performer, as it was agreed when it was signed."},
    )
    price = fields.Nested(
        RenewalMoneySchema,
        required=True,
        allow_none=True,
        metadata={"description": "For the client: the platform's fee is in it."},
    )
    covered = fields.Boolean(
        required=True,
        metadata={
            "description": "Your licence covers a use of it when the renewal begins. Else asking is"
            " refused."
        },
    )
    licensed_until = fields.Date(
        required=True,
        allow_none=True,
        metadata={
            "description": "The last day of your licence, where that is before the renewal's: you"
            " use it no longer than that unless the licence is extended."
        },
    )


class EndingConsentsSchema(Schema):
    items = fields.List(fields.Nested(EndingConsentSchema), required=True)


class RenewalBodySchema(Schema):
    class Meta:
        unknown = RAISE

    keys = fields.List(
        fields.String(validate=validate.Length(max=120)),
        required=True,
        validate=validate.Length(min=1, max=_MOST),
    )


class RenewalLineSchema(Schema):
    id = fields.UUID(required=True, attribute="line.id")
    performer_id = fields.UUID(required=True, attribute="line.performer_id")
    agreement_id = fields.UUID(required=True, attribute="line.agreement_id")
    paper = fields.String(required=True)
    recordings = fields.Integer(required=True, attribute="line.recordings")
    ends_on = fields.Date(required=True, attribute="line.ends_on")
    renewed_until = fields.Date(required=True, attribute="line.renewed_until")
    price = fields.Nested(RenewalMoneySchema, required=True)
    state = fields.Enum(RenewalState, by_value=True, required=True, attribute="line.state")


class RenewalOrderSchema(Schema):
    id = fields.UUID(required=True)
    number = fields.String(required=True)
    currency = fields.String(required=True)
    asked_at = fields.AwareDateTime(required=True)


class WholeRenewalOrderSchema(Schema):
    order = fields.Nested(RenewalOrderSchema, required=True)
    wanted = fields.Nested(
        RenewalMoneySchema, required=True, metadata={"description": "What it costs at most."}
    )
    missing = fields.Nested(
        RenewalMoneySchema, required=True, metadata={"description": "Of this, what is not there."}
    )
    lines = fields.List(fields.Nested(RenewalLineSchema), required=True)


class RenewalOrdersSchema(Schema):
    orders = fields.List(fields.UUID(), required=True)


@blueprint.route("/renewals/ending")
class EndingConsents(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, EndingConsentsSchema)
    def get(self) -> dict[str, Any]:
        """What ends within 90 days and was not asked for yet"""
        return {"items": showing.ending(db.session(), _client())}


@blueprint.route("/renewals")
class Renewals(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(api.PageQuery, location="query")
    @blueprint.response(200, api.page_schema(RenewalOrderSchema))
    def get(self, asked: api.PageAsked) -> cursors.Page[Any]:
        """What your organisation asked for, newest first"""
        return queries.page(db.session(), _client(), **asked)

    @blueprint.scope(WRITE.name)
    @blueprint.arguments(RenewalBodySchema)
    @blueprint.response(201, RenewalOrdersSchema)
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any]) -> dict[str, Any]:
        """Ask to go on: an order for each currency; performers are asked once it is funded"""
        return {"orders": actions.ask_to_renew(form["keys"], actor=current_actor())}


@blueprint.route("/renewals/<uuid:order_id>")
class OneRenewalOrder(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, WholeRenewalOrderSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, order_id: UUID) -> dict[str, Any]:
        """One order, with what each performer answered"""
        return _whole(order_id)


@blueprint.route("/renewals/<uuid:order_id>/calling-off")
class RenewalCallingOff(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.response(201, WholeRenewalOrderSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, order_id: UUID) -> dict[str, Any]:
        """Call off what nobody was asked yet"""
        actions.call_off(order_id, actor=current_actor())
        return _whole(order_id)


def _whole(order_id: UUID) -> dict[str, Any]:
    session = db.session()
    found = queries.visible(session, order_id, current_actor())
    return {
        "order": found.order,
        "wanted": found.asked.wanted,
        "missing": found.asked.missing,
        "lines": showing.lines(session, found.lines),
    }


def _client() -> UUID:
    actor = current_actor()
    actor.require(policy.may_list(actor))
    assert actor.on_behalf_of is not None  # noqa: S101 - as the policy says
    return actor.on_behalf_of
