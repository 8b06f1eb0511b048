"""What programs read of statements."""

from marshmallow import Schema, fields

from payouts.pay_runs.models import PayoutState, SkipReason
from payouts.pay_runs.schemas import KeptSentence, PayoutLineSchema


class StatementSumSchema(Schema):
    amount_minor = fields.Integer(required=True)
    currency = fields.String(required=True)


class StatementSchema(Schema):
    id = fields.UUID(required=True, metadata={"description": "The pay run's."})
    number = fields.String(required=True)
    pay_on = fields.Date(required=True)
    planned_at = fields.AwareDateTime(required=True)
    paid = fields.List(
        fields.Nested(StatementSumSchema),
        required=True,
        metadata={"description": "Paid or on its way."},
    )
    withheld = fields.List(
        fields.Nested(StatementSumSchema),
        required=True,
        metadata={"description": "Of what is paid or on its way, kept back for taxes; not in it."},
    )
    not_paid = fields.List(
        fields.Nested(StatementSumSchema),
        required=True,
        metadata={"description": "Planned, and not sent or come back: owed as before."},
    )
    waits = fields.List(fields.Nested(StatementSumSchema), required=True)


class StatementPayoutSchema(Schema):
    id = fields.UUID(required=True)
    state = fields.Enum(PayoutState, by_value=True, required=True)
    amount_minor = fields.Integer(required=True)
    currency = fields.String(required=True)
    carried_in_minor = fields.Integer(required=True)
    carried_out_minor = fields.Integer(required=True)
    withheld_minor = fields.Integer(
        required=True,
        metadata={"description": "For taxes, by law; not in the amount. Of what is void, nothing."},
    )
    withheld_because = KeptSentence(
        required=True,
        metadata={"description": "In a sentence, which form is missing and where it is given."},
    )
    expected_on = fields.Date(required=True, allow_none=True)
    paid_at = fields.AwareDateTime(required=True, allow_none=True)
    returned_at = fields.AwareDateTime(required=True, allow_none=True)
    lines = fields.List(fields.Nested(PayoutLineSchema), required=True)


class StatementWaitSchema(PayoutLineSchema):
    currency = fields.String(required=True)
    reason = fields.Enum(SkipReason, by_value=True, required=True)
    why = fields.String(required=True, metadata={"description": "In a sentence."})
    until = fields.AwareDateTime(
        required=True, allow_none=True, metadata={"description": "Where it ends by itself."}
    )


class OneStatementSchema(Schema):
    id = fields.UUID(required=True)
    number = fields.String(required=True)
    pay_on = fields.Date(required=True)
    planned_at = fields.AwareDateTime(required=True)
    payouts = fields.List(fields.Nested(StatementPayoutSchema), required=True)
    waits = fields.List(fields.Nested(StatementWaitSchema), required=True)
    later = fields.List(
        fields.Nested(StatementSumSchema),
        required=True,
        metadata={"description": "Was too much, and is still to be taken from later earnings."},
    )
