"""What programs of finance read about all money."""

from marshmallow import Schema, fields

from payouts.journal.chart import Kind
from payouts.pay_runs.models import PayoutState
from payouts.transfers.models import AttemptState, Step


class MoneySchema(Schema):
    amount_minor = fields.Integer(required=True)
    currency = fields.String(required=True)


class HeldMoneySchema(MoneySchema):
    kind = fields.Enum(Kind, by_value=True, required=True)
    says = fields.String(required=True, metadata={"description": "What such accounts are for."})


class PayoutsOnTheirWaySchema(MoneySchema):
    state = fields.Enum(PayoutState, by_value=True, required=True)
    payouts = fields.Integer(required=True)


class WrongPayoutSchema(MoneySchema):
    payout_id = fields.UUID(required=True)
    performer_id = fields.UUID(required=True)
    step = fields.Enum(Step, by_value=True, required=True)
    state = fields.Enum(
        AttemptState,
        by_value=True,
        required=True,
        metadata={"description": "`ready` waits for more than a day."},
    )
    made_at = fields.AwareDateTime(required=True)


class MoneyOverviewSchema(Schema):
    owed = fields.List(fields.Nested(HeldMoneySchema), required=True)
    at_stripe = fields.List(fields.Nested(HeldMoneySchema), required=True)
    receivable = fields.List(fields.Nested(HeldMoneySchema), required=True)
    on_their_way = fields.List(fields.Nested(PayoutsOnTheirWaySchema), required=True)
    wrong = fields.List(
        fields.Nested(WrongPayoutSchema),
        required=True,
        metadata={
            "description": "Nobody knows yet, waits for more than a day, or refused in the last"
            " thirty; the newest 50."
        },
    )
