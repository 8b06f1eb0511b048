"""What each section looks like on its way in, from a form or from a program: shape and bounds."""

from typing import Any

from marshmallow import EXCLUDE, RAISE, Schema, fields, validate

from consent.ledger.explaining.words import Signature, Use
from consent.minimums.wishes import Intensity
from marketplace.accounts.zones import NAMES as ZONES
from marketplace.profiles.words import Emotion, Medium, Style, Theme
from marketplace.requests.pay import FLOORS_PER_HOUR
from marketplace.requests.sections import Section
from marketplace.requests.shapes import (
    MOST_WORDS,
    Amount,
    Choice,
    Day,
    Language,
    Lines,
    Whole,
    Words,
    YesOrNo,
)
from marketplace.requests.words import Named, Remedy, Union


class _Section(Schema):
    class Meta:
        unknown = EXCLUDE


class _Row(Schema):
    class Meta:
        unknown = RAISE


class BriefSchema(_Section):
    title = Words("Give it a title that says it is for AI.", most=120)
    scenario = Words("Say what happens in the scene.", most=MOST_WORDS)
    language = Language()
    improvisation = Words(most=2_000)
    styles = fields.List(Choice(Style), load_default=list)
    takes = Whole("Say how many takes you want.", 1, 50)
    take_least = Whole("Say how short a take may be.", 5, 7_200, usual=60)
    take_most = Whole("Say how long a take may be.", 5, 7_200, usual=300)


class RequestPartSchema(_Row):
    key = Words(most=40)
    name = Words("Give the character a name.", most=80)
    sheet = Words("Say who this is.", most=MOST_WORDS)
    seats = Whole("Say how many performers.", 1, 200, usual=1)
    age_from = Whole("", 18, 110)
    age_to = Whole("", 18, 110)
    accents = Lines(most_each=80, between=",")
    continuity = Amount()


class RequestBeatSchema(_Row):
    feeling = Choice(Emotion, "Choose a feeling.")
    turns_to = Choice(Emotion, "")
    what = Words(most=300)


def _rows(kind: type[Schema], most: int, missing: str) -> fields.List[Any]:
    return fields.List(
        fields.Nested(kind),
        required=True,
        validate=validate.Length(1, most, error=f"{missing} {most} at most."),
        error_messages={"required": missing},
    )


class PartsSchema(_Section):
    parts = _rows(RequestPartSchema, 20, "Say who is played.")
    beats = _rows(RequestBeatSchema, 40, "Say which feelings the scene goes through.")


class RequestQuotaSchema(_Row):
    language = Language()
    begins = Choice(Emotion, "Choose a feeling.")
    ends = Choice(Emotion, "Choose a feeling.")
    minutes = Whole("Say how many minutes.", 1, 100_000)
    group = Words(most=120)


class CampaignSchema(_Section):
    quotas = _rows(RequestQuotaSchema, 60, "Say how many minutes of what.")
    prompts = Lines(most_each=500)
    pilot_minutes = Whole("Say how long the pilot is.", 0, 100_000, usual=0)
    most_minutes_each = Whole("Say how much one performer gives.", 1, 100_000, usual=600)


class RecordingSchema(_Section):
    medium = Choice(Medium, "Say whether it is audio or video.")
    sample_rate_hz = Whole("Say the sample rate.", 8_000, 192_000, usual=48_000)
    channels = Whole("Say how many channels.", 1, 8, usual=1)
    least_height = Whole("", 240, 4_320)
    least_frame_rate = Whole("", 12, 240)
    note = Words(most=1_000)


class ContentSchema(_Section):
    intensity = Choice(Intensity, "Say how far the scene goes.")
    themes = fields.List(Choice(Theme), load_default=list)
    limits = Lines()
    stop_word = Words("Agree on a word that stops everything.", most=30)
    de_role_minutes = Whole("Say how many paid minutes there are for de-roling.", 5, 120)


class PaySchema(_Section):
    currency = fields.String(
        required=True,
        validate=validate.OneOf(
            sorted(FLOORS_PER_HOUR), error="Choose one of the currencies that gigs are paid in."
        ),
        error_messages={"required": "Choose a currency."},
    )
    hourly = Amount("Say what an hour is paid.")
    take = Amount()
    minimum_call_minutes = Whole("Say what is paid at least.", 15, 1_440, usual=60)
    included_retakes = Whole("Say how many retakes are included.", 0, 20)
    retake = Amount()
    audition = Amount()
    most_auditions = Whole("Say how many auditions are taken.", 0, 10_000, usual=0)
    tech_check = Amount()
    briefing = Amount()
    waiting_hourly = Amount()
    bonus = Amount()
    bonus_for = Words(most=300)
    unpaid_minutes = Whole("Say how many minutes are unpaid; 0 if none.", 0, 600)
    late_change_hours = Whole("Say until when a change is free.", 0, 336, usual=48)
    late_change = Amount()
    paid_within_days = Whole("Say within how many days it is paid.", 1, 30)


class RequestPaperSchema(_Row):
    version_id = fields.UUID(error_messages={"invalid_uuid": "Choose one of the list."})
    prices = fields.Dict(keys=fields.Enum(Use, by_value=True), values=Amount(), load_default=dict)
    description = Words(most=MOST_WORDS)


class UsageSchema(_Section):
    papers = fields.Dict(
        keys=fields.Enum(Signature, by_value=True),
        values=fields.Nested(RequestPaperSchema),
        required=True,
        error_messages={"required": "Choose what performers are asked to sign."},
    )
    end_product = fields.String(
        required=True,
        validate=validate.Regexp(
            r"[a-z][a-z0-9_]{0,39}\Z", error="Write one word, such as companion or mental_health."
        ),
        error_messages={"required": "Say what it ends up in."},
    )
    client = Choice(Named, "Say whether performers see your name.")
    sector = Words(most=120)
    prohibited = Lines()
    may_say = YesOrNo("Say whether performers may speak of it.")
    may_show_in_reel = YesOrNo("Say whether performers may show it.")
    remedy = Choice(Remedy, "Say what replaces what is withdrawn.")
    union = Choice(Union, "Say whether a union agreement covers it.")
    union_name = Words(most=120)


class WindowSchema(_Section):
    first_day = Day("Say when recording begins.")
    last_day = Day("Say when recording ends.")
    apply_by = Day("Say until when one can apply.")
    zone = fields.String(
        required=True,
        validate=validate.OneOf(ZONES, error="Choose one of the list."),
        error_messages={"required": "Say in which zone these days are."},
    )
    bookings = Whole("Say how often each performer comes.", 1, 100)
    minutes = Whole("Say how long a booking is.", 15, 720)


SCHEMAS: dict[Section, type[Schema]] = {
    Section.BRIEF: BriefSchema,
    Section.PARTS: PartsSchema,
    Section.CAMPAIGN: CampaignSchema,
    Section.RECORDING: RecordingSchema,
    Section.CONTENT: ContentSchema,
    Section.PAY: PaySchema,
    Section.USAGE: UsageSchema,
    Section.WINDOW: WindowSchema,
}


def names_in(section: Section) -> set[str]:
    """The fields at its top, for whatever else a form may carry."""
    fields_there: dict[str, Any] = SCHEMAS[section]().fields
    return set(fields_there)
