"""What the console's JSON looks like."""

from marshmallow import Schema, fields

from consent.console.deadlines.due import About


class GrantSchema(Schema):
    id = fields.UUID(required=True)
    recording_id = fields.UUID(required=True)
    performer_id = fields.UUID(required=True)
    agreement_id = fields.UUID(required=True)
    stands = fields.String(required=True, metadata={"description": "How it stands today."})
    ends_on = fields.Date(required=True, metadata={"description": "The last day."})
    made_at = fields.AwareDateTime(required=True)


class StandingSchema(Schema):
    performer_id = fields.UUID(required=True)
    agreement_id = fields.UUID(required=True)
    thread = fields.String(required=True)
    state = fields.String(
        required=True, metadata={"description": "Empty where it was not known yet."}
    )
    terms = fields.List(fields.String(), required=True)


class ToldSchema(Schema):
    id = fields.String(required=True)
    type = fields.String(required=True)
    thread = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    says = fields.String(required=True)


class StatedSchema(Schema):
    delivery_id = fields.UUID(required=True)
    client_id = fields.UUID(required=True)
    recipient_id = fields.UUID(required=True, allow_none=True)
    at = fields.AwareDateTime(required=True)
    purpose = fields.List(fields.String(), required=True)
    licence_signed_at = fields.AwareDateTime(required=True, allow_none=True)


class RecordingStorySchema(Schema):
    recording_id = fields.UUID(required=True)
    on = fields.Date(required=True)
    known_at = fields.AwareDateTime(required=True)
    grants = fields.List(fields.Nested(StandingSchema), required=True)
    entries = fields.List(fields.Nested(ToldSchema), required=True)
    deliveries = fields.List(fields.Nested(StatedSchema), required=True)


class DeadlineSchema(Schema):
    about = fields.Enum(About, by_value=True, required=True)
    due_at = fields.AwareDateTime(required=True)
    what = fields.String(required=True)
    owner = fields.String(
        required=True,
        metadata={"description": "Whose turn it is: a part of the platform, or a client's id."},
    )
    url = fields.String(required=True, metadata={"description": "The page that opens it."})
    recording_id = fields.UUID(required=True, allow_none=True)
    agreement_id = fields.UUID(required=True, allow_none=True)


class ComplianceCheckSchema(Schema):
    name = fields.String(required=True)
    holds = fields.String(required=True, metadata={"description": "What must be so."})
    owner = fields.String(required=True)
    asked_at = fields.AwareDateTime(required=True, allow_none=True)
    found = fields.Integer(required=True, allow_none=True)
    failed = fields.String(required=True)


class ComplianceFindingSchema(Schema):
    about = fields.String(required=True)
    sentence = fields.String(required=True)
    recording_id = fields.UUID(required=True, allow_none=True)
    first_seen_at = fields.AwareDateTime(required=True)
    last_seen_at = fields.AwareDateTime(required=True)
    case_id = fields.UUID(required=True, allow_none=True)
