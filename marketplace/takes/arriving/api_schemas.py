"""What programs send and get about takes and their tracks."""

from marshmallow import RAISE, Schema, fields

from marketplace.takes.models import TakeState, TrackState


class _Asked(Schema):
    class Meta:
        unknown = RAISE


class TakeBodySchema(_Asked):
    booking_id = fields.UUID(required=True)


class TrackBodySchema(_Asked):
    upload_id = fields.UUID(
        required=True, metadata={"description": "A finished upload of your own."}
    )


class TrackSchema(Schema):
    id = fields.UUID(required=True)
    performer_id = fields.UUID(required=True)
    state = fields.Enum(TrackState, by_value=True, required=True)
    recording_id = fields.UUID(
        required=True,
        allow_none=True,
        metadata={"description": "Of the last file that came in for it."},
    )


class TakeSchema(Schema):
    id = fields.UUID(required=True)
    booking_id = fields.UUID(required=True)
    number = fields.Integer(required=True)
    title = fields.String(required=True)
    state = fields.Enum(TakeState, by_value=True, required=True)
    begun_at = fields.AwareDateTime(required=True)
    complete_at = fields.AwareDateTime(required=True, allow_none=True)
    judge_by = fields.AwareDateTime(
        required=True,
        allow_none=True,
        metadata={"description": "Then it is accepted by itself."},
    )
    appeal_by = fields.AwareDateTime(required=True, allow_none=True)
    tracks = fields.List(fields.Nested(TrackSchema), required=True)


class TallySchema(Schema):
    label = fields.String(required=True)
    under_way = fields.Integer(required=True)
    to_judge = fields.Integer(required=True)
    accepted = fields.Integer(required=True)
    not_used = fields.Integer(required=True)
    wanted = fields.Integer(required=True, allow_none=True)


class PlayedBeatSchema(Schema):
    number = fields.Integer(required=True, metadata={"description": "As the brief counts them."})
    accepted = fields.Integer(required=True)
    reached = fields.Float(
        required=True,
        allow_none=True,
        metadata={"description": "Of 5, on average over what was scored."},
    )


class TakesProgressSchema(Schema):
    request_id = fields.UUID(required=True)
    languages = fields.List(fields.Nested(TallySchema), required=True)
    beats = fields.List(fields.Nested(PlayedBeatSchema), required=True)
    together = fields.List(fields.Nested(TallySchema), required=True)
    currency = fields.String(required=True, allow_none=True)
    earned_minor = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "By performers so far, without the fee."},
    )
    promised_minor = fields.Integer(required=True, allow_none=True)
    confirmed_minor = fields.Integer(required=True, allow_none=True)
