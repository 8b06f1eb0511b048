"""Endpoints for programs: where events are sent, and what became of each."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask.typing import ResponseReturnValue
from flask.views import MethodView

from foundation import api
from foundation.actors import Power
from foundation.database import db
from foundation.web import current_actor, settings
from foundation.webhooks import actions, policy, queries
from foundation.webhooks.api_schemas import (
    AddedEndpointSchema,
    EndpointSchema,
    NewEndpointSchema,
    WebhookQueuedSchema,
    WebhookSecretSchema,
    WebhookSentSchema,
)
from foundation.webhooks.models import Endpoint

READ = api.Scope("webhooks:read", "See your webhooks and what was sent")
WRITE = api.Scope("webhooks:write", "Add, change, test and remove webhooks")
SCOPES = (READ, WRITE)

blueprint = api.ApiBlueprint(
    "api_webhooks", __name__, url_prefix="/api/v1/webhooks", description="Webhooks"
)


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


@blueprint.route("/<uuid:endpoint_id>/pause")
class Pausing(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.response(200, EndpointSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def post(self, endpoint_id: UUID) -> Endpoint:
        """Pause an endpoint

        What happens meanwhile waits for it.
        """
        actions.pause_endpoint(endpoint_id, actor=current_actor())
        return queries.own_endpoint(db.session(), endpoint_id, current_actor())


@blueprint.route("/<uuid:endpoint_id>/resumption")
class Resuming(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.response(200, EndpointSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def post(self, endpoint_id: UUID) -> Endpoint:
        """Switch an endpoint on again

        Also after we stopped sending there. What waited is sent.
        """
        actions.resume_endpoint(endpoint_id, actor=current_actor())
        return queries.own_endpoint(db.session(), endpoint_id, current_actor())


@blueprint.route("/<uuid:endpoint_id>/secret")
class Rotating(MethodView):
    @blueprint.scope(WRITE.name)
    @api.secret_answer
    @blueprint.response(200, WebhookSecretSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, endpoint_id: UUID) -> dict[str, str]:
        """Make a new secret

        Shown this once. The one before still signs for 24 hours, so that nothing is lost.
        """
        return {"secret": actions.rotate_secret(endpoint_id, actor=current_actor())}


@blueprint.route("/<uuid:endpoint_id>/test")
class Testing(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.response(202, WebhookQueuedSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, endpoint_id: UUID) -> dict[str, UUID]:
        """Send a test event to an endpoint"""
        return {"delivery_id": actions.send_test_event(endpoint_id, actor=current_actor())}


@blueprint.route("/<uuid:endpoint_id>/deliveries")
class Deliveries(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, WebhookSentSchema(many=True))
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


@blueprint.route("/<uuid:endpoint_id>/deliveries/<uuid:delivery_id>/replay")
class Replaying(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.response(202, WebhookQueuedSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    @blueprint.alt_response(422, "UNPROCESSABLE_ENTITY")
    def post(self, endpoint_id: UUID, delivery_id: UUID) -> dict[str, UUID]:
        """Send an event once more

        With the same webhook-id. Refused once its body was erased, after 30 days.
        """
        again = actions.replay_delivery(endpoint_id, delivery_id, actor=current_actor())
        return {"delivery_id": again}
