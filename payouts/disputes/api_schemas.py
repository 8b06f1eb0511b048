"""What programs send and read about disputes."""

from marshmallow import Schema, fields, validate

from foundation.api.shapes import Body, Whole, words
from payouts.disputes.models import AnswerState, Shows, Way
from payouts.disputes.schemas import MOST, MOST_BECAUSE

_LARGEST_VERSION = 2**31 - 1


class DisputeSchema(Schema):
    id = fields.UUID(required=True)
    funding_id = fields.UUID(required=True)
    client_id = fields.UUID(required=True)
    order_id = fields.UUID(
        required=True, allow_none=True, metadata={"description": "None: paid into the balance."}
    )
    status = fields.String(required=True, metadata={"description": "Stripe's word."})
    reason = fields.String(required=True, metadata={"description": "Stripe's word."})
    amount_minor = fields.Integer(required=True)
    currency = fields.String(required=True)
    answer_by = fields.AwareDateTime(required=True, allow_none=True)
    opened_at = fields.AwareDateTime(required=True)
    is_over = fields.Boolean(required=True)
    waits_for_us = fields.Boolean(required=True)


class DisputeAnswerSchema(Schema):
    way = fields.Enum(Way, by_value=True, required=True)
    state = fields.Enum(AnswerState, by_value=True, required=True)
    version = fields.Integer(
        required=True, metadata={"description": "Another with each change, its files too."}
    )
    product = fields.String(required=True)
    happened = fields.String(required=True)
    policy = fields.String(required=True)
    service_on = fields.Date(required=True, allow_none=True)
    because = fields.String(required=True)
    written_by = fields.UUID(required=True)
    written_at = fields.AwareDateTime(required=True)
    sent_by = fields.UUID(required=True, allow_none=True)
    sent_at = fields.AwareDateTime(required=True, allow_none=True)


class DisputeFileSchema(Schema):
    shows = fields.Enum(Shows, by_value=True, required=True)
    name = fields.String(required=True)
    size = fields.Integer(required=True)
    sha256 = fields.String(required=True)
    added_by = fields.UUID(required=True)
    added_at = fields.AwareDateTime(required=True)


class OneDisputeSchema(DisputeSchema):
    answer = fields.Nested(DisputeAnswerSchema, required=True, allow_none=True)
    files = fields.List(
        fields.Nested(DisputeFileSchema),
        required=True,
        metadata={"description": "Added and taken away on the dispute's page."},
    )


class NewDisputeAnswerSchema(Body):
    product = words(MOST)
    happened = words(MOST)
    policy = fields.String(load_default="", validate=validate.Length(0, MOST))
    service_on = fields.Date(load_default=None, allow_none=True)


class DisputeSendingSchema(Body):
    version = Whole(required=True, validate=validate.Range(1, _LARGEST_VERSION))


class DisputeAcceptanceSchema(Body):
    because = words(MOST_BECAUSE)
