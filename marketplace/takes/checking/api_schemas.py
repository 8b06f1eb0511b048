"""What programs send and get about checks of takes, withheld spans and transcripts."""

from marshmallow import RAISE, Schema, fields, validate

from foundation.api.shapes import Whole
from marketplace.takes.checking.misses import Miss
from marketplace.takes.checking.models import MarkKind
from marketplace.takes.checking.webvtt import MOST_CHARACTERS
from marketplace.takes.models import TrackState

LONGEST_MS = 24 * 3_600_000


class _Asked(Schema):
    class Meta:
        unknown = RAISE


class TrackMarkBodySchema(_Asked):
    track_id = fields.UUID(required=True)
    kind = fields.Enum(
        MarkKind,
        by_value=True,
        required=True,
        metadata={"description": "`cut`: by its performer, within 48 hours."},
    )
    begins_ms = Whole(required=True, validate=validate.Range(0, LONGEST_MS))
    ends_ms = Whole(required=True, validate=validate.Range(0, LONGEST_MS))


class TranscriptBodySchema(_Asked):
    text = fields.String(
        required=True,
        validate=validate.Length(min=1, max=MOST_CHARACTERS),
        metadata={"description": "WebVTT."},
    )


class TrackSpanSchema(Schema):
    begins_ms = fields.Integer(required=True)
    ends_ms = fields.Integer(required=True)


class TrackMarkSchema(TrackSpanSchema):
    id = fields.UUID(required=True)
    kind = fields.String(required=True, validate=validate.OneOf([each.value for each in MarkKind]))
    at = fields.AwareDateTime(required=True)


class TrackMissSchema(Schema):
    code = fields.Enum(Miss, by_value=True, required=True)
    found = fields.String(required=True)
    wanted = fields.String(required=True)
    sentence = fields.String(required=True)


class CheckedTrackSchema(Schema):
    id = fields.UUID(required=True)
    state = fields.Enum(TrackState, by_value=True, required=True)
    progress = fields.Integer(required=True)
    seconds = fields.Float(required=True, allow_none=True)
    loudness_lufs = fields.Float(required=True, allow_none=True)
    signal_to_noise_db = fields.Float(required=True, allow_none=True)
    missed = fields.List(fields.Nested(TrackMissSchema), required=True)
    turns = fields.List(fields.Nested(TrackSpanSchema), required=True)
    withheld = fields.List(fields.Nested(TrackMarkSchema), required=True)


class TakeCheckSchema(Schema):
    take_id = fields.UUID(required=True)
    cut_by = fields.AwareDateTime(
        required=True,
        allow_none=True,
        metadata={"description": "Until then a performer may cut spans of their own track."},
    )
    tracks = fields.List(fields.Nested(CheckedTrackSchema), required=True)
    overlaps = fields.List(
        fields.Nested(TrackSpanSchema),
        required=True,
        metadata={"description": "Where more than one is heard, to who sees all tracks."},
    )


class TranscriptSchema(Schema):
    number = fields.Integer(required=True, allow_none=True)
    versions = fields.List(fields.Integer(), required=True)
    text = fields.String(
        required=True,
        metadata={"description": "WebVTT. To others, lines that are withheld have no words."},
    )
    skeleton = fields.String(
        required=True, metadata={"description": "A line to fill in for each turn."}
    )


class VersionQuerySchema(_Asked):
    version = fields.Integer(
        load_default=None, validate=validate.Range(1, 1_000_000), allow_none=False
    )
