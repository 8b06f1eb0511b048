"""Endpoints for programs: where events are sent, and what became of each."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask.typing import ResponseReturnValue
from flask.views import MethodView
from marshmallow import RAISE, Schema, fields, validate

from foundation import api
from foundation.actors import Power
from foundation.database import db
from foundation.web import current_actor, settings
from foundation.webhooks import actions, policy, queries
from foundation.webhooks.models import DeliveryStatus, Endpoint, EndpointStatus
from foundation.webhooks.urls import LONGEST

READ = api.Scope("webhooks:read", "See your webhooks and what was sent")
WRITE = api.Scope("webhooks:write", "Add and remove webhooks")
SCOPES = (READ, WRITE)

blueprint = api.ApiBlueprint(
    "api_webhooks", __name__, url_prefix="/api/v1/webhooks", description="Webhooks"
)


class NewEndpointSchema(Schema):
    class Meta:
        unknown = RAISE

    url = fields.String(
        required=True,
        validate=validate.Length(1, LONGEST),
        metadata={"description": "https, on the public internet."},
    )
    note = fields.String(load_default="", validate=validate.Length(max=100))


class EndpointSchema(Schema):
    id = fields.UUID(required=True)
    url = fields.String(required=True)
    note = fields.String(required=True)
    status = fields.Enum(EndpointStatus, by_value=True, required=True)
    created_at = fields.AwareDateTime(required=True)
    last_delivered_at = fields.AwareDateTime(required=True, allow_none=True)


class AddedEndpointSchema(EndpointSchema):
    secret = fields.String(
        required=True, metadata={"description": "Signs what is sent. Shown this once."}
    )


class SentSchema(Schema):
    id = fields.UUID(required=True)
    event_id = fields.UUID(required=True, metadata={"description": "The webhook-id header."})
    type = fields.String(required=True)
    queued_at = fields.AwareDateTime(required=True)
    status = fields.Enum(DeliveryStatus, by_value=True, required=True)
    attempts = fields.Integer(required=True)


@blueprint.route("")
class Endpoints(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, EndpointSchema(many=True))
    def get(self) -> Sequence[Endpoint]:
        """Your endpoints: those of the organisation, where the token acts for one"""
        actor = current_actor()
        actor.require_power(Power.KEEP_WEBHOOKS)
        return queries.endpoints_of(db.session(), policy.owner_of(actor))

    @blueprint.scope(WRITE.name)
    @api.secret_answer
    @blueprint.arguments(NewEndpointSchema)
    @blueprint.response(201, AddedEndpointSchema)
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, str]) -> dict[str, Any]:
        """Add an endpoint

        What is sent is signed as Standard Webhooks says, with the secret in this answer.
        """
        loopback = not settings().production
        added = actions.add_endpoint(**form, loopback_allowed=loopback, actor=current_actor())
        endpoint = queries.own_endpoint(db.session(), added.endpoint_id, current_actor())
        shown = {name: getattr(endpoint, name) for name in EndpointSchema().fields}
        return shown | {"secret": added.secret}


@blueprint.route("/<uuid:endpoint_id>")
class OneEndpoint(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.response(204)
    @blueprint.alt_response(404, "NOT_FOUND")
    def delete(self, endpoint_id: UUID) -> ResponseReturnValue:
        """Remove an endpoint

        What waits for it is never sent.
        """
        actions.remove_endpoint(endpoint_id, actor=current_actor())
        return ""


@blueprint.route("/<uuid:endpoint_id>/deliveries")
class Deliveries(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, SentSchema(many=True))
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, endpoint_id: UUID) -> list[dict[str, Any]]:
        """What was sent to an endpoint lately, newest first"""
        session = db.session()
        queries.own_endpoint(session, endpoint_id, current_actor())
        return [
            {
                "id": sent.delivery.id,
                "event_id": sent.event.id,
                "type": sent.event.type,
                "queued_at": sent.delivery.queued_at,
                "status": sent.delivery.status,
                "attempts": sent.delivery.attempts,
            }
            for sent in queries.sent_to(session, endpoint_id)
        ]
