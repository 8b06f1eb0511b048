"""What programs send and get about webhooks."""

from marshmallow import RAISE, Schema, fields, validate

from foundation.webhooks.models import DeliveryStatus, EndpointStatus
from foundation.webhooks.urls import LONGEST


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


class WebhookSentSchema(Schema):
    id = fields.UUID(required=True)
    event_id = fields.UUID(required=True, metadata={"description": "The webhook-id header."})
    type = fields.String(required=True)
    queued_at = fields.AwareDateTime(required=True)
    status = fields.Enum(DeliveryStatus, by_value=True, required=True)
    attempts = fields.Integer(required=True)


class WebhookSecretSchema(Schema):
    secret = fields.String(
        required=True,
        metadata={"description": "Signs from now on; the one before still does for 24 hours."},
    )


class WebhookQueuedSchema(Schema):
    delivery_id = fields.UUID(
        required=True, metadata={"description": "Its place among the deliveries."}
    )
