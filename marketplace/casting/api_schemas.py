"""What programs send and get about applications, offers and engagements."""

from datetime import datetime
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from foundation import api
from marketplace.casting.answering import ANSWERS
from marketplace.casting.models import (
    ApplicationState,
    DeclineReason,
    EngagementState,
    OfferState,
)
from marketplace.casting.noting import MOST_STARS
from marketplace.casting.schemas import MOST_WORDS, SLOTS

_MOST_MINOR = 10**12


def _in_reach(at: datetime) -> None:
    if not 2020 <= at.year <= 2100:
        raise ValidationError("Write a day and a time.")


class ApplicationQuery(api.PageQuery):
    state = fields.Enum(ApplicationState, by_value=True, load_default=None)


class ApplicantQuery(ApplicationQuery):
    part = fields.String(load_default=None, validate=validate.Length(1, 80))


class OfferQuery(api.PageQuery):
    state = fields.Enum(OfferState, by_value=True, load_default=None)


class NewApplicationSchema(api.Body):
    gig_id = fields.UUID(required=True)
    part = fields.String(required=True, validate=validate.Length(1, 80))
    note = fields.String(load_default="", validate=validate.Length(max=MOST_WORDS))
    starts = fields.List(
        fields.AwareDateTime(validate=_in_reach),
        load_default=list,
        validate=validate.Length(max=len(SLOTS)),
        metadata={"description": "When you could begin."},
    )


class ApplicationSchema(Schema):
    id = fields.UUID(required=True)
    gig_id = fields.UUID(required=True)
    part = fields.String(required=True, attribute="part_key")
    performer_id = fields.UUID(required=True)
    state = fields.Enum(ApplicationState, by_value=True, required=True)
    note = fields.String(required=True)
    starts = fields.List(fields.String(), required=True)
    has_tape = fields.Boolean(required=True)
    made_at = fields.AwareDateTime(required=True)
    submitted_at = fields.AwareDateTime(required=True, allow_none=True)
    answer_due_at = fields.AwareDateTime(
        required=True,
        allow_none=True,
        metadata={"description": "By when whoever has it owes an answer."},
    )

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        if attr == "starts":
            return super().get_attribute(obj, "slots", default).get("starts", [])
        if attr == "has_tape":
            return super().get_attribute(obj, "tape_id", default) is not None
        return super().get_attribute(obj, attr, default)


class ApplicantSchema(ApplicationSchema):
    """With what those who cast keep about it for themselves."""

    name = fields.String(required=True)
    stars = fields.Integer(required=True)
    tags = fields.List(fields.String(), required=True)


class ApplicationsMoveSchema(api.Body):
    application_ids = fields.List(
        fields.UUID(), required=True, validate=validate.Length(min=1, max=200)
    )
    state = fields.String(required=True, validate=validate.OneOf([each.value for each in ANSWERS]))


class ApplicationsMovedSchema(Schema):
    changed = fields.Integer(required=True)


class ApplicationMarkSchema(api.Body):
    stars = fields.Integer(required=True, validate=validate.Range(0, MOST_STARS))
    tags = fields.List(
        fields.String(validate=[validate.Length(1, 40), validate.Regexp(r"[^,]*[^,\s][^,]*\Z")]),
        load_default=list,
        validate=validate.Length(max=5),
    )


class CastingNoteBodySchema(api.Body):
    text = api.words(MOST_WORDS)
    beside_id = fields.UUID(
        load_default=None,
        allow_none=True,
        metadata={"description": "Another application of the gig: it is about the two together."},
    )


class CastingNoteSchema(Schema):
    id = fields.UUID(required=True)
    text = fields.String(required=True)
    beside_id = fields.UUID(required=True, allow_none=True)
    at = fields.AwareDateTime(required=True)


class OfferTermsSchema(api.Body):
    hourly_minor = fields.Integer(required=True, validate=validate.Range(0, _MOST_MINOR))
    take_minor = fields.Integer(required=True, validate=validate.Range(0, _MOST_MINOR))


class NewOfferSchema(OfferTermsSchema):
    application_id = fields.UUID(required=True)
    days = fields.Integer(load_default=5, validate=validate.Range(2, 14))


class OfferDeclineSchema(api.Body):
    reason = fields.Enum(
        DeclineReason,
        by_value=True,
        load_default=DeclineReason.NOT_SAID,
        metadata={"description": "Of a performer; a client that declines other terms says none."},
    )


class OfferSchema(Schema):
    id = fields.UUID(required=True)
    application_id = fields.UUID(required=True)
    gig_id = fields.UUID(required=True)
    part = fields.String(required=True, attribute="part_key")
    performer_id = fields.UUID(required=True)
    client_id = fields.UUID(required=True)
    by_performer = fields.Boolean(required=True)
    currency = fields.String(required=True)
    hourly_minor = fields.Integer(required=True)
    take_minor = fields.Integer(required=True)
    terms_hash = fields.String(required=True)
    state = fields.Enum(OfferState, by_value=True, required=True)
    made_at = fields.AwareDateTime(required=True)
    expires_at = fields.AwareDateTime(required=True)
    counters = fields.UUID(required=True, allow_none=True)
    reason = fields.String(required=True, allow_none=True)
    sign_at = fields.String(
        required=True,
        metadata={
            "description": "Accepting is signing, and a person signs: the page on which the"
            " performer does. Empty where there is nothing to sign."
        },
    )


class EngagementSchema(Schema):
    id = fields.UUID(required=True)
    gig_id = fields.UUID(required=True)
    request_id = fields.UUID(required=True)
    part = fields.String(required=True, attribute="part_key")
    performer_id = fields.UUID(required=True)
    client_id = fields.UUID(required=True)
    terms_hash = fields.String(required=True)
    accepted_at = fields.AwareDateTime(required=True)
    state = fields.Enum(EngagementState, by_value=True, required=True)
    ended_at = fields.AwareDateTime(required=True, allow_none=True)
