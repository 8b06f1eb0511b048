"""What programs send and get about takes that are judged."""

from typing import Any

from marshmallow import RAISE, Schema, fields, validate

from foundation.api.shapes import Whole
from marketplace.profiles.words import Emotion
from marketplace.takes.codes import Code
from marketplace.takes.models import TakeState
from marketplace.takes.reviewing.models import TakeVerdict
from marketplace.takes.reviewing.rubric import LEAST, MOST
from marketplace.takes.reviewing.typed import LONGEST_MS, LONGEST_NOTE

SCORE = validate.Range(LEAST, MOST)
_MS = validate.Range(0, LONGEST_MS)


class _Asked(Schema):
    class Meta:
        unknown = RAISE


class BeatOpinionSchema(_Asked):
    perceived = fields.Enum(Emotion, by_value=True, required=True)
    reached = Whole(required=True, validate=SCORE)
    in_character = Whole(required=True, validate=SCORE)
    same_character = Whole(required=True, validate=SCORE)
    listening = Whole(required=True, validate=SCORE)


class TakeOpinionSchema(_Asked):
    """One opinion of a whole take. A rejection needs code, span and note; a retake a note."""

    verdict = fields.Enum(TakeVerdict, by_value=True, required=True)
    overall = Whole(required=True, validate=SCORE)
    beats = fields.List(
        fields.Nested(BeatOpinionSchema),
        load_default=list,
        validate=validate.Length(max=100),
        metadata={"description": "One for each of the brief; none where it is not accepted."},
    )
    code = fields.Enum(Code, by_value=True, load_default=None, allow_none=True)
    first_ms = Whole(load_default=None, allow_none=True, validate=_MS)
    last_ms = Whole(load_default=None, allow_none=True, validate=_MS)
    note = fields.String(load_default="", validate=validate.Length(max=LONGEST_NOTE))
    bonus = fields.Boolean(load_default=False)
    price_minor = Whole(
        load_default=0,
        validate=validate.Range(0, 10**12),
        metadata={"description": "Of a retake, as `retake_minor` says it."},
    )


class WaitingTakeSchema(Schema):
    take_id = fields.UUID(required=True)
    title = fields.String(required=True)
    number = fields.Integer(required=True)
    judge_by = fields.AwareDateTime(required=True)
    client_id = fields.UUID(required=True)
    claimed_by = fields.UUID(required=True, allow_none=True)


class PortrayedBeatSchema(Schema):
    feeling = fields.Enum(Emotion, by_value=True, required=True)
    turns_to = fields.Enum(Emotion, by_value=True, required=True, allow_none=True)
    what = fields.String(required=True)


class JudgedTrackSchema(Schema):
    id = fields.UUID(required=True, attribute="track.id")
    performer_id = fields.UUID(required=True, attribute="track.performer_id")
    recording_id = fields.UUID(required=True, attribute="track.recording_id", allow_none=True)
    part = fields.String(required=True)


class TakeToJudgeSchema(Schema):
    take_id = fields.UUID(required=True, attribute="take.id")
    title = fields.String(required=True, attribute="gig.title")
    number = fields.Integer(required=True, attribute="take.number")
    state = fields.Enum(TakeState, by_value=True, required=True, attribute="take.state")
    judge_by = fields.AwareDateTime(required=True, attribute="take.judge_by", allow_none=True)
    beats = fields.List(fields.Nested(PortrayedBeatSchema), required=True, attribute="brief.beats")
    tracks = fields.List(fields.Nested(JudgedTrackSchema), required=True, attribute="heard")
    claimed_by = fields.Function(
        lambda page: str(page.claim.reviewer_id) if page.claim else None,
        required=True,
        metadata={"type": ["string", "null"], "format": "uuid"},
    )
    retake_minor = fields.Integer(required=True, attribute="retake.amount_minor")
    currency = fields.String(required=True, attribute="retake.currency")


def scores_in(said: dict[str, Any]) -> dict[str, int]:
    return {name: score for name, score in said.items() if name != "perceived"}
