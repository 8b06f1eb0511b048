"""What programs send and read about top-ups of ours."""

from marshmallow import Schema, fields, validate

from foundation.api.shapes import Body, Whole, words
from payouts.capital.models import OwnTopUpState

_LARGEST = 1_000_000_000


class OwnTopUpSchema(Schema):
    id = fields.UUID(required=True)
    state = fields.Enum(OwnTopUpState, by_value=True, required=True)
    amount_minor = fields.Integer(required=True)
    currency = fields.String(required=True)
    because = fields.String(required=True)
    asked_by = fields.UUID(required=True)
    needs_second = fields.Boolean(required=True)
    approved_by = fields.UUID(required=True, allow_none=True)
    failure = fields.String(required=True, metadata={"description": "Stripe's word; empty: none."})
    asked_at = fields.AwareDateTime(required=True)
    expected_at = fields.AwareDateTime(required=True, allow_none=True)
    changed_at = fields.AwareDateTime(required=True)


class NewOwnTopUpSchema(Body):
    amount_minor = Whole(required=True, validate=validate.Range(1, _LARGEST))
    currency = fields.String(required=True, validate=validate.Regexp(r"[A-Z]{3}\Z"))
    because = words(500)
