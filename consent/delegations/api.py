"""Delegations for programs: given, ended, and what is open to oneself."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from marshmallow import RAISE, Schema, fields, validate

from consent.delegations import actions, queries
from consent.delegations.models import Delegation, Observing
from consent.delegations.schemas import BY_PERFORMERS
from foundation import api
from foundation.clock import now
from foundation.database import db
from foundation.web import current_actor

READ = api.Scope("delegations:read", "Read who may read your rights, and what is open to you")
WRITE = api.Scope("delegations:write", "Let others read your rights, and end it")
SCOPES = (READ, WRITE)

blueprint = api.ApiBlueprint(
    "api_delegations", __name__, url_prefix="/api/v1/delegations", description="Delegations"
)


class NewDelegationSchema(Schema):
    class Meta:
        unknown = RAISE

    email = fields.Email(required=True, validate=validate.Length(max=254))
    observing = fields.String(
        required=True, validate=validate.OneOf([each.value for each in BY_PERFORMERS])
    )
    until = fields.Date(required=True, metadata={"description": "The last day."})
    clients = fields.List(
        fields.UUID(),
        load_default=None,
        allow_none=True,
        validate=validate.Length(1, 200),
        metadata={"description": "Only about their recordings; null for everything."},
    )


class DelegationSchema(Schema):
    id = fields.UUID(required=True)
    observing = fields.String(required=True)
    email = fields.String(
        required=True, allow_none=True, metadata={"description": "As you typed it."}
    )
    clients = fields.List(fields.UUID(), required=True)
    opened_at = fields.AwareDateTime(required=True)
    until = fields.Date(required=True)
    ended_at = fields.AwareDateTime(required=True, allow_none=True)
    live = fields.Boolean(required=True)


class OpenRightsSchema(Schema):
    id = fields.UUID(required=True)
    performer_id = fields.UUID(
        required=True, allow_none=True, metadata={"description": "Null where compliance opened it."}
    )
    observing = fields.String(required=True)
    until = fields.Date(required=True)


@blueprint.route("")
class Delegations(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, DelegationSchema(many=True))
    def get(self) -> list[dict[str, Any]]:
        """Who may read your rights, newest first"""
        session, actor = db.session(), current_actor()
        return _shown(queries.given(session, actor.id))

    @blueprint.scope(WRITE.name)
    @blueprint.arguments(NewDelegationSchema)
    @blueprint.response(201, DelegationSchema)
    def post(self, form: dict[str, Any]) -> dict[str, Any]:
        """Let somebody read your rights until a day

        To read only: nobody signs, allows or withdraws for you.
        """
        form["observing"] = Observing(form["observing"])
        made = actions.delegate_reading(**form, actor=current_actor())
        return _one(made)


@blueprint.route("/<uuid:delegation_id>/ending")
class Ending(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.response(200, DelegationSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, delegation_id: UUID) -> dict[str, Any]:
        """End it at once"""
        actions.end_delegation(delegation_id, actor=current_actor())
        return _one(delegation_id)


@blueprint.route("/open-to-me")
class OpenToMe(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, OpenRightsSchema(many=True))
    def get(self) -> list[dict[str, Any]]:
        """What others let you read today"""
        return [
            {
                "id": each.id,
                "performer_id": each.performer_id,
                "observing": each.observing,
                "until": each.until,
            }
            for each in queries.held(db.session(), current_actor())
        ]


def _one(delegation_id: UUID) -> dict[str, Any]:
    return _shown([queries.one(db.session(), delegation_id, current_actor())])[0]


def _shown(found: Any) -> list[dict[str, Any]]:
    session, ids = db.session(), [each.id for each in found]
    ended, addresses = queries.ends(session, ids), queries.addresses(session, ids)
    named = queries.named_clients(session, ids)

    def shown(each: Delegation) -> dict[str, Any]:
        over = ended.get(each.id)
        return {
            "id": each.id,
            "observing": each.observing,
            "email": addresses.get(each.id),
            "clients": named.get(each.id, []),
            "opened_at": each.opened_at,
            "until": each.until,
            "ended_at": over,
            "live": over is None and each.until >= now().date(),
        }

    return [shown(each) for each in found]
