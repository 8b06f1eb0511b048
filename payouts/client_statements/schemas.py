"""What a period is asked for by, and what programs read of a statement."""

from typing import Any

from marshmallow import EXCLUDE, RAISE, Schema, ValidationError, fields, validate, validates_schema

from payouts.client_statements.movements import What
from payouts.client_statements.periods import FIRST_DAY, LAST_DAY
from payouts.funding.models import FundingState, Means

_DAY = "Choose a day."
_YEARS = validate.Range(FIRST_DAY.year, LAST_DAY.year, error="There is no statement of that year.")
_DAYS = validate.Range(FIRST_DAY, LAST_DAY, error=_DAY)


def _day() -> fields.Date:
    return fields.Date(load_default=None, validate=_DAYS, error_messages={"invalid": _DAY})


class PeriodQuery(Schema):
    class Meta:
        unknown = EXCLUDE

    year = fields.Integer(
        load_default=None, validate=_YEARS, error_messages={"invalid": "Choose a year, as 2026."}
    )
    first = _day()
    last = _day()

    @validates_schema
    def _one_after_the_other(self, data: dict[str, Any], **_: Any) -> None:
        first, last = data.get("first"), data.get("last")
        if first and last and last < first:
            raise ValidationError("Choose a day that is not before the first one.", "last")


class PeriodAskedQuery(Schema):
    """For programs, which mean what they write: no day of theirs is refused."""

    class Meta:
        unknown = RAISE

    year = fields.Integer(validate=_YEARS)
    first = fields.Date(metadata={"description": "From this day on; goes before the year."})
    last = fields.Date(
        metadata={"description": "Still in it. Before `first` it is as if it was that day."}
    )


class ClientMovedSchema(Schema):
    what = fields.Enum(What, by_value=True, required=True)
    amount_minor = fields.Integer(
        required=True,
        metadata={"description": "Above zero: it came to your side. Below: it left it."},
    )


class ClientSpendSchema(Schema):
    order_id = fields.UUID(
        required=True,
        allow_none=True,
        metadata={"description": "None: your balance, or what you owe beside all orders."},
    )
    of_debt = fields.Boolean(
        required=True, metadata={"description": "What you owe beside all orders, and paid of it."}
    )
    number = fields.String(required=True)
    currency = fields.String(required=True)
    before_minor = fields.Integer(required=True)
    moved = fields.List(fields.Nested(ClientMovedSchema), required=True)
    after_minor = fields.Integer(required=True)


class ClientTotalSchema(Schema):
    currency = fields.String(required=True)
    before_minor = fields.Integer(required=True)
    moved = fields.List(fields.Nested(ClientMovedSchema), required=True)
    after_minor = fields.Integer(
        required=True, metadata={"description": "What is set aside and your balance, less owed."}
    )
    set_aside_minor = fields.Integer(required=True)
    balance_minor = fields.Integer(required=True)
    owed_minor = fields.Integer(required=True)
    going_back_minor = fields.Integer(required=True)


class StatedPaymentSchema(Schema):
    id = fields.UUID(required=True)
    order_id = fields.UUID(required=True, allow_none=True)
    means = fields.Enum(Means, by_value=True, required=True)
    state = fields.Enum(FundingState, by_value=True, required=True)
    amount_minor = fields.Integer(required=True)
    refunded_minor = fields.Integer(required=True)
    currency = fields.String(required=True)
    invoice = fields.String(required=True, metadata={"description": "Our number; empty: none."})
    purchase_order = fields.String(required=True)
    asked_at = fields.AwareDateTime(required=True)
    paid_at = fields.AwareDateTime(required=True, allow_none=True)


class OrderStandingSchema(Schema):
    order_id = fields.UUID(required=True)
    number = fields.String(required=True)
    currency = fields.String(required=True)
    committed_minor = fields.Integer(required=True)
    funded_minor = fields.Integer(required=True)
    spent_minor = fields.Integer(required=True)
    left_minor = fields.Integer(required=True)
    free_minor = fields.Integer(required=True)
    missing_minor = fields.Integer(required=True)


class ClientStatementSchema(Schema):
    client_id = fields.UUID(required=True)
    first = fields.Date(required=True)
    last = fields.Date(required=True)
    totals = fields.List(fields.Nested(ClientTotalSchema), required=True)
    spends = fields.List(fields.Nested(ClientSpendSchema), required=True)
    payments = fields.List(fields.Nested(StatedPaymentSchema), required=True)
    now = fields.List(
        fields.Nested(OrderStandingSchema),
        required=True,
        metadata={"description": "By order as of now: promised against paid."},
    )
    unmoved_orders = fields.Integer(
        required=True,
        metadata={"description": "Orders that nothing was ever paid or promised for: not listed."},
    )
