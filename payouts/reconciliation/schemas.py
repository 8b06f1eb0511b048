"""What is typed and sent about differences: shape and bounds only."""

from marshmallow import EXCLUDE, Schema, fields, validate

from foundation import api
from payouts.journal.chart import Kind
from payouts.reconciliation.models import DifferenceKind, Ending, ReconciliationState
from payouts.reconciliation.settling import AGAINST

_WHY = "Write a few words about what it was."
_WHICH = "Choose what it is posted against."


class ResolveForm(Schema):
    class Meta:
        unknown = EXCLUDE

    against = fields.Enum(
        Kind,
        by_value=True,
        required=True,
        validate=validate.OneOf(AGAINST, error=_WHICH),
        error_messages={"required": _WHICH, "unknown": _WHICH},
    )
    off_minor = fields.Integer(
        required=True,
        validate=validate.Range(-(10**15), 10**15),
        error_messages={"required": "Look at the difference again, and post it there."},
    )
    because = fields.String(
        required=True,
        validate=[
            validate.Length(1, 500, error="Write 1 to 500 letters."),
            validate.Regexp(r"[\s\S]*\S", error=_WHY),
        ],
        error_messages={"required": _WHY},
    )


class ApproveForm(Schema):
    class Meta:
        unknown = EXCLUDE

    off_minor = fields.Integer(required=True, validate=validate.Range(-(10**15), 10**15))


class RefuseForm(Schema):
    class Meta:
        unknown = EXCLUDE

    refused_because = fields.String(
        required=True,
        validate=[
            validate.Length(1, 500, error="Write 1 to 500 letters."),
            validate.Regexp(r"[\s\S]*\S", error="Write a few words about why not."),
        ],
        error_messages={"required": "Write a few words about why not."},
    )


class DifferenceSchema(Schema):
    id = fields.UUID(required=True)
    kind = fields.String(
        required=True, validate=validate.OneOf([each.value for each in DifferenceKind])
    )
    place = fields.String(
        required=True,
        metadata={"description": "Empty for our balance, or the performer whose account it is."},
    )
    subject = fields.String(required=True)
    currency = fields.String(required=True)
    ours_minor = fields.Integer(required=True)
    theirs_minor = fields.Integer(required=True)
    off_minor = fields.Integer(
        required=True, metadata={"description": "What a posting would add to our books there."}
    )
    says = fields.String(required=True)
    about_at = fields.AwareDateTime(required=True)
    first_seen_at = fields.AwareDateTime(required=True)
    last_seen_at = fields.AwareDateTime(required=True)
    owner_id = fields.UUID(required=True, allow_none=True)
    ended_at = fields.AwareDateTime(required=True, allow_none=True)
    ending = fields.Enum(Ending, by_value=True, required=True, allow_none=True)
    because = fields.String(required=True)


class DifferencesQuery(api.PageQuery):
    open = fields.Boolean(
        load_default=False, metadata={"description": "Only those that are still there."}
    )


class ReconciledTotalSchema(Schema):
    place = fields.String(required=True, validate=validate.OneOf(("ours", "performers")))
    currency = fields.String(required=True)
    ours_minor = fields.Integer(required=True)
    theirs_minor = fields.Integer(required=True)


class ReconciliationSchema(Schema):
    id = fields.UUID(required=True)
    state = fields.Enum(ReconciliationState, by_value=True, required=True)
    night = fields.Date(required=True, allow_none=True)
    asked_at = fields.AwareDateTime(required=True)
    ended_at = fields.AwareDateTime(required=True, allow_none=True)
    since = fields.AwareDateTime(required=True, allow_none=True)
    until = fields.AwareDateTime(required=True, allow_none=True)
    unread = fields.String(required=True)
    new = fields.Integer(required=True)
    gone = fields.Integer(required=True)
    still_open = fields.Integer(required=True)


class OneReconciliationSchema(ReconciliationSchema):
    totals = fields.List(fields.Nested(ReconciledTotalSchema), required=True)
