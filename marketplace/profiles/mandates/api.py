"""Mandates for programs: a performer gives one, an agent accepts it, either ends it."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from marshmallow import Schema, fields, validate

from foundation import api, hooks
from foundation.database import db
from foundation.web import current_actor
from marketplace.profiles.mandates import actions, queries
from marketplace.profiles.mandates.actions import Proposed
from marketplace.profiles.mandates.models import Mandate, MandateScope

READ = api.Scope("mandates:read", "Read your agents, or whom you act for and where they stand")
WRITE = api.Scope("mandates:write", "Give, accept and end mandates, and act by them; never sign")
SCOPES = (READ, WRITE)
MOST_BASIS_POINTS = 5000

blueprint = api.ApiBlueprint(
    "api_mandates", __name__, url_prefix="/api/v1/mandates", description="Agents' mandates"
)


class NewMandateSchema(api.Body):
    email = fields.Email(required=True, validate=validate.Length(max=254))
    may_apply = fields.Boolean(load_default=False)
    may_negotiate = fields.Boolean(load_default=False)
    commission_basis_points = fields.Integer(
        required=True,
        validate=validate.Range(0, MOST_BASIS_POINTS),
        metadata={"description": "Between the two of you; we only show it. 1000 is ten percent."},
    )
    until = fields.Date(required=True, metadata={"description": "The last day."})


class MandateSchema(Schema):
    id = fields.UUID(required=True)
    performer_id = fields.UUID(required=True)
    performer = fields.String(required=True)
    email = fields.String(required=True, metadata={"description": "To whom it was offered."})
    agent_id = fields.UUID(required=True, allow_none=True)
    scopes = fields.List(fields.Enum(MandateScope, by_value=True), required=True)
    commission_basis_points = fields.Integer(required=True)
    until = fields.Date(required=True)
    given_at = fields.AwareDateTime(required=True)
    accepted_at = fields.AwareDateTime(required=True, allow_none=True)
    ended_at = fields.AwareDateTime(required=True, allow_none=True)


@blueprint.route("")
class Mandates(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(api.PageQuery, location="query")
    @blueprint.response(200, api.page_schema(MandateSchema))
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, asked: api.PageAsked) -> dict[str, Any]:
        """What you gave and what was given to you, newest first"""
        page = queries.page(db.session(), current_actor().id, **asked)
        return {"items": _shown([row.Mandate for row in page.items]), "next": page.next}

    @blueprint.scope(WRITE.name)
    @blueprint.arguments(NewMandateSchema)
    @blueprint.response(201, MandateSchema)
    def post(self, form: dict[str, Any]) -> dict[str, Any]:
        """Ask somebody to be your agent, until a day

        It holds as soon as whoever proved that address accepts it. Nobody signs for you.
        """
        return _one(actions.offer_mandate(Proposed(**form), actor=current_actor()))


@blueprint.route("/<uuid:mandate_id>/acceptance")
class MandateAcceptance(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.response(200, MandateSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, mandate_id: UUID) -> dict[str, Any]:
        """Become somebody's agent

        You act for them with a token of your role as an observer.
        """
        actions.accept_mandate(mandate_id, actor=current_actor())
        return _one(mandate_id)


@blueprint.route("/<uuid:mandate_id>/ending")
class MandateEnding(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.response(200, MandateSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, mandate_id: UUID) -> dict[str, Any]:
        """End a mandate at once, or decline it"""
        actions.end_mandate(mandate_id, actor=current_actor())
        return _one(mandate_id)


def _one(mandate_id: UUID) -> dict[str, Any]:
    (shown,) = _shown([queries.mandate_of(db.session(), mandate_id, current_actor().id)])
    return shown


def _shown(found: list[Mandate]) -> list[dict[str, Any]]:
    names = hooks.names(db.session(), {each.performer_id for each in found})
    plain = [name for name in MandateSchema().fields if name not in ("performer", "scopes")]
    return [
        {
            **{name: getattr(each, name) for name in plain},
            "performer": names.get(each.performer_id, ""),
            "scopes": [scope for scope in MandateScope if scope in each.scopes],
        }
        for each in found
    ]
