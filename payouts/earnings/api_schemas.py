"""What programs send and read about earnings."""

from marshmallow import Schema, fields, validate

from foundation.api.shapes import Body, Whole, words
from payouts.earnings.hold_models import HoldReason
from payouts.earnings.models import EarningState
from payouts.earnings.reduction_models import ReductionReason, ReductionState
from payouts.earnings.schemas import LARGEST_MINOR, TEXT_MOST


class EarningSchema(Schema):
    id = fields.UUID(required=True, allow_none=True, metadata={"description": "Of the earning."})
    fact_id = fields.UUID(required=True)
    label = fields.String(required=True)
    amount_minor = fields.Integer(required=True)
    taken_minor = fields.Integer(
        required=True, metadata={"description": "By reductions, after notice and appeal."}
    )
    currency = fields.String(required=True)
    state = fields.Enum(EarningState, by_value=True, required=True)
    held_because = fields.Enum(HoldReason, by_value=True, required=True, allow_none=True)
    held_until = fields.Date(required=True, allow_none=True)
    worked_on = fields.Date(required=True)
    pay_by = fields.Date(required=True)


class EarningTotalsSchema(Schema):
    currency = fields.String(required=True)
    earned_minor = fields.Integer(required=True)
    taken_minor = fields.Integer(required=True)
    payable_minor = fields.Integer(required=True)
    held_minor = fields.Integer(required=True)
    on_its_way_minor = fields.Integer(required=True)
    paid_minor = fields.Integer(required=True)


class AllEarningTotalsSchema(Schema):
    items = fields.List(fields.Nested(EarningTotalsSchema), required=True)


class PayHoldSchema(Schema):
    id = fields.UUID(required=True)
    earning_id = fields.UUID(required=True)
    performer_id = fields.UUID(required=True)
    reason = fields.Enum(HoldReason, by_value=True, required=True)
    amount_minor = fields.Integer(required=True)
    currency = fields.String(required=True)
    until_on = fields.Date(required=True)
    placed_by = fields.UUID(required=True)
    placed_at = fields.AwareDateTime(required=True)
    case_id = fields.UUID(required=True, allow_none=True)
    ended_at = fields.AwareDateTime(required=True, allow_none=True)


class NewPayHoldSchema(Body):
    reason = fields.Enum(HoldReason, by_value=True, required=True)
    until_on = fields.Date(required=True)
    text = words(TEXT_MOST)


class LongerPayHoldSchema(Body):
    until_on = fields.Date(required=True)
    text = words(TEXT_MOST)


class PayWordsSchema(Body):
    text = words(TEXT_MOST)


class NewReductionSchema(Body):
    amount_minor = Whole(required=True, validate=validate.Range(1, LARGEST_MINOR))
    reason = fields.Enum(ReductionReason, by_value=True, required=True)
    evidence = words(TEXT_MOST)


class ReductionDecisionSchema(Body):
    upheld = fields.Boolean(required=True)
    text = words(TEXT_MOST)


class ReductionSchema(Schema):
    id = fields.UUID(required=True)
    earning_id = fields.UUID(required=True)
    performer_id = fields.UUID(required=True)
    amount_minor = fields.Integer(required=True)
    currency = fields.String(required=True)
    reason = fields.Enum(ReductionReason, by_value=True, required=True)
    evidence = fields.String(required=True)
    state = fields.Enum(ReductionState, by_value=True, required=True)
    answer_by = fields.AwareDateTime(required=True)
    later_minor = fields.Integer(required=True)


class ObjectionSchema(Schema):
    case_id = fields.UUID(required=True)
