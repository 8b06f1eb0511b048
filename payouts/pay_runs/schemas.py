"""What is typed and sent about pay runs: shape and bounds only."""

from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from marshmallow import EXCLUDE, RAISE, Schema, ValidationError, fields, validate

from foundation.formats import with_money
from payouts.pay_runs.models import PayoutState, RunKind, RunState, SkipReason

_WHY = "Write a few words about why."
_MOST = 500


def _because() -> fields.String:
    shape = validate.Regexp(r"[\s\S]*\S", error=_WHY)
    return fields.String(
        required=True,
        validate=[validate.Length(1, _MOST, error=f"Write 1 to {_MOST} letters."), shape],
        error_messages={"required": _WHY},
    )


class _Form(Schema):
    class Meta:
        unknown = EXCLUDE


class ReasonForm(_Form):
    because = _because()


class ApproveForm(_Form):
    fingerprint = fields.String(required=True, validate=validate.Length(1, 64))


def _zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValidationError("Write a zone such as Europe/Berlin.") from None


class ScheduleForm(_Form):
    weekday = fields.Integer(required=True, validate=validate.Range(0, 6))
    cut_off = fields.Time(
        "%H:%M", required=True, error_messages={"invalid": "Write a time, such as 17:30."}
    )
    zone = fields.String(required=True, validate=[validate.Length(1, 60), _zone])
    pay_weekday = fields.Integer(required=True, validate=validate.Range(0, 6))
    because = _because()


def _amount() -> fields.Decimal:
    wrong = "Write an amount, such as 5 or 10000.00."
    return fields.Decimal(
        required=True,
        validate=validate.Range(0, 1_000_000_000, error=wrong),
        error_messages={"invalid": wrong, "special": wrong, "required": wrong},
    )


class CurrencyForm(_Form):
    currency = fields.String(
        required=True, validate=validate.Regexp(r"[A-Z]{3}\Z", error="Write a code such as EUR.")
    )
    payable = fields.Boolean(load_default=False)
    minimum = _amount()
    second = _amount()
    because = _because()


class _Sent(Schema):
    class Meta:
        unknown = RAISE


class PayRunApprovalSchema(_Sent):
    fingerprint = fields.String(
        required=True,
        validate=validate.Length(1, 64),
        metadata={"description": "Of the plan as you read it: another is not approved."},
    )


class PayRunRejectionSchema(_Sent):
    because = _because()


def _sent() -> fields.Integer:
    return fields.Integer(required=True, metadata={"description": "What is sent."})


def _withheld() -> fields.Integer:
    said = "Kept back by law for the tax office; not in the amount. Of what is void, nothing is."
    return fields.Integer(required=True, metadata={"description": said})


class KeptSentence(fields.String):
    """With its amounts as programs read them."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **more: Any) -> Any:
        return super()._serialize(with_money(value), attr, obj, **more)


class PayRunSumSchema(Schema):
    currency = fields.String(required=True)
    payouts = fields.Integer(required=True)
    amount_minor = _sent()
    withheld_minor = _withheld()


class PayRunSchema(Schema):
    id = fields.UUID(required=True)
    number = fields.String(required=True)
    kind = fields.Enum(RunKind, by_value=True, required=True)
    state = fields.Enum(RunState, by_value=True, required=True)
    starts_at = fields.AwareDateTime(required=True)
    ends_at = fields.AwareDateTime(
        required=True, metadata={"description": "The cut-off: what was approved before it."}
    )
    zone = fields.String(required=True)
    pay_on = fields.Date(required=True)
    planned_at = fields.AwareDateTime(required=True)
    decided_at = fields.AwareDateTime(required=True, allow_none=True)


class OnePayRunSchema(PayRunSchema):
    fingerprint = fields.String(required=True)
    people_needed = fields.Integer(required=True)
    approved_by = fields.List(fields.UUID(), required=True)
    totals = fields.List(fields.Nested(PayRunSumSchema), required=True)
    skipped = fields.Dict(
        keys=fields.String(validate=validate.OneOf([each.value for each in SkipReason])),
        values=fields.Integer(),
        required=True,
        metadata={"description": "How many earnings, by reason."},
    )


class PayoutSchema(Schema):
    id = fields.UUID(required=True)
    run_id = fields.UUID(required=True)
    performer_id = fields.UUID(required=True)
    amount_minor = _sent()
    withheld_minor = _withheld()
    withheld_because = KeptSentence(
        required=True,
        metadata={"description": "In a sentence, which form is missing and where it is given."},
    )
    currency = fields.String(required=True)
    state = fields.Enum(PayoutState, by_value=True, required=True)
    planned_at = fields.AwareDateTime(required=True)
    changed_at = fields.AwareDateTime(required=True)


class PayoutLineSchema(Schema):
    earning_id = fields.UUID(required=True)
    fact_id = fields.UUID(required=True)
    label = fields.String(required=True)
    amount_minor = fields.Integer(required=True)
    worked_on = fields.Date(required=True)
    quantity = fields.Integer(required=True)
    unit = fields.String(required=True)
    rate_minor = fields.Integer(required=True)
    rule = fields.String(required=True)
    decided_by = fields.UUID(required=True)


class OnePayoutSchema(PayoutSchema):
    carried_in_minor = fields.Integer(
        required=True,
        metadata={"description": "Left over from earlier payouts: the currency could not send it."},
    )
    carried_out_minor = fields.Integer(required=True)
    lines = fields.List(fields.Nested(PayoutLineSchema), required=True)
