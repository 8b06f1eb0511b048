"""Using again, for programs of a client."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from marshmallow import RAISE, Schema, fields, validate

from foundation import api, cursors
from foundation.api.shapes import Whole
from foundation.database import db
from foundation.web import current_actor
from marketplace.reuse import actions, policy, queries
from marketplace.reuse.actions import NewReuse
from marketplace.reuse.models import ReuseLine, ReuseState

READ = api.Scope("reuse:read", "See what was asked to be used again, and what was answered")
WRITE = api.Scope("reuse:write", "Ask performers to allow a further use")
SCOPES = (READ, WRITE)
blueprint = api.ApiBlueprint(
    "api_reuse", __name__, url_prefix="/api/v1", description="Using recordings again"
)


class ReuseMoneySchema(Schema):
    amount_minor = fields.Integer(required=True)
    currency = fields.String(required=True)


class ReuseBodySchema(Schema):
    class Meta:
        unknown = RAISE

    number = fields.String(
        required=True,
        validate=validate.Length(min=1, max=40),
        metadata={"description": "Of the work, as it stands on the gig's page."},
    )
    version_id = fields.UUID(
        required=True, metadata={"description": "Of the agreement that performers would sign."}
    )
    purpose = fields.String(
        required=True,
        validate=[validate.Length(min=10, max=500), validate.Regexp(r"[\s\S]*\S")],
        metadata={"description": "What for: it stands on each performer's paper."},
    )
    each_minor = Whole(
        load_default=0,
        validate=validate.Range(min=0, max=10_000_000),
        metadata={"description": "Offered for each recording, where that is more than is due."},
    )


class ReuseOrderSchema(Schema):
    id = fields.UUID(required=True)
    number = fields.String(required=True)
    request_id = fields.UUID(required=True)
    version_id = fields.UUID(required=True)
    purpose = fields.String(required=True)
    currency = fields.String(required=True)
    asked_at = fields.AwareDateTime(required=True)


class ReuseLineSchema(Schema):
    id = fields.UUID(required=True)
    recordings = fields.Integer(required=True)
    cost = fields.Nested(ReuseMoneySchema, required=True)
    state = fields.Enum(ReuseState, by_value=True, required=True)
    answer_by = fields.Date(required=True, allow_none=True)


class WholeReuseOrderSchema(Schema):
    order = fields.Nested(ReuseOrderSchema, required=True)
    wanted = fields.Nested(ReuseMoneySchema, required=True)
    missing = fields.Nested(ReuseMoneySchema, required=True)
    lines = fields.List(fields.Nested(ReuseLineSchema), required=True)


@blueprint.route("/reuse")
class ReuseOrders(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(api.PageQuery, location="query")
    @blueprint.response(200, api.page_schema(ReuseOrderSchema))
    def get(self, asked: api.PageAsked) -> cursors.Page[Any]:
        """What your organisation asked for, newest first"""
        actor = current_actor()
        actor.require(policy.may_list(actor))
        assert actor.on_behalf_of is not None  # noqa: S101 - as the policy says
        return queries.page(db.session(), actor.on_behalf_of, **asked)

    @blueprint.scope(WRITE.name)
    @blueprint.arguments(ReuseBodySchema)
    @blueprint.response(201, WholeReuseOrderSchema)
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any]) -> dict[str, Any]:
        """Ask to use accepted takes again; performers are asked once it is funded"""
        new = NewReuse(
            number=form["number"].strip(),
            version_id=form["version_id"],
            purpose=form["purpose"].strip(),
            each=form["each_minor"],
        )
        return _whole(actions.ask_to_use_again(new, actor=current_actor()))


@blueprint.route("/reuse/<uuid:order_id>")
class OneReuseOrder(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, WholeReuseOrderSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, order_id: UUID) -> dict[str, Any]:
        """One order, with what became of each performer's part"""
        return _whole(order_id)


@blueprint.route("/reuse/<uuid:order_id>/calling-off")
class ReuseCallingOff(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.response(201, WholeReuseOrderSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, order_id: UUID) -> dict[str, Any]:
        """Call off what nobody was asked yet"""
        actions.call_off(order_id, actor=current_actor())
        return _whole(order_id)


def _whole(order_id: UUID) -> dict[str, Any]:
    found = queries.visible(db.session(), order_id, current_actor())
    return {
        "order": found.order,
        "wanted": found.asked.wanted,
        "missing": found.asked.missing,
        "lines": [_line(each, found.counts[each.id]) for each in found.lines],
    }


def _line(line: ReuseLine, recordings: int) -> dict[str, Any]:
    return {
        "id": line.id,
        "recordings": recordings,
        "cost": queries.cost(line),
        "state": line.state,
        "answer_by": line.answer_by,
    }
