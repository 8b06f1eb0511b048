"""When a performer is free, for programs: the hours of a week, and days that differ."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask.typing import ResponseReturnValue
from flask.views import MethodView
from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from foundation import api
from foundation.clock import now
from foundation.database import db
from foundation.web import current_actor
from marketplace.profiles import policy, week
from marketplace.profiles.availability import Span, weeks_of
from marketplace.profiles.hours import clock_at, joined, read_hours
from marketplace.profiles.queries import days_of
from marketplace.profiles.schemas import DAYS
from marketplace.profiles.scopes import READ, WRITE
from marketplace.profiles.week import ThatDay

MOST_SPANS = 24
_CLOCK = validate.Regexp(r"(([01]\d|2[0-3]):[0-5][05]|24:00)\Z")

blueprint = api.ApiBlueprint(
    "api_availability",
    __name__,
    url_prefix="/api/v1/profile/availability",
    description="When you are free",
)


class SpanSchema(api.Body):
    """In steps of five minutes, by the clock on your wall."""

    begins = fields.String(required=True, validate=_CLOCK)
    ends = fields.String(required=True, validate=_CLOCK)

    @validates_schema
    def _forward(self, span: dict[str, str], **_: Any) -> None:
        if span["begins"] >= span["ends"]:
            raise ValidationError({"ends": ["This is not after the beginning."]})


def _spans() -> Any:
    return fields.List(
        fields.Nested(SpanSchema), load_default=list, validate=validate.Length(max=MOST_SPANS)
    )


class FreeWeekSchema(api.Body.from_dict({day: _spans() for day in DAYS})):  # type: ignore[misc]
    """A day without spans is one on which you are not free."""


class FreeDaySchema(api.Body):
    day = fields.Date(required=True)
    free = fields.Boolean(required=True)
    spans = fields.List(
        fields.Nested(SpanSchema),
        load_default=list,
        validate=validate.Length(max=MOST_SPANS),
        metadata={"description": "None is the whole day."},
    )


class ExceptedDaySchema(FreeDaySchema):
    id = fields.UUID(required=True)


class AvailabilitySchema(Schema):
    zone = fields.String(required=True, metadata={"description": "Of all these clocks."})
    said = fields.Boolean(
        required=True, metadata={"description": "Who said no week is free on every other day."}
    )
    week = fields.Nested(FreeWeekSchema, required=True)
    days = fields.List(
        fields.Nested(ExceptedDaySchema),
        required=True,
        metadata={"description": "From today on; each holds instead of its week."},
    )


@blueprint.route("")
class Availability(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, AvailabilitySchema)
    def get(self) -> dict[str, Any]:
        """When you said that you are free"""
        return _said()

    @blueprint.scope(WRITE.name)
    @blueprint.arguments(FreeWeekSchema)
    @blueprint.response(201, AvailabilitySchema)
    def post(self, form: dict[str, Any]) -> dict[str, Any]:
        """Say your week anew

        The whole of it, each time. Spans that touch or overlap become one.
        """
        hours = {weekday: _minutes(form[day]) for weekday, day in enumerate(DAYS)}
        week.save_week(hours, actor=current_actor())
        return _said()


@blueprint.route("/days")
class AvailabilityDays(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(FreeDaySchema)
    @blueprint.response(201, AvailabilitySchema)
    def post(self, form: dict[str, Any]) -> dict[str, Any]:
        """Say that one day differs from its week"""
        that = ThatDay(form["day"], form["free"], _minutes(form["spans"]))
        week.except_day(that, actor=current_actor())
        return _said()


@blueprint.route("/days/<uuid:exception_id>")
class AvailabilityDay(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.response(204)
    @blueprint.alt_response(404, "NOT_FOUND")
    def delete(self, exception_id: UUID) -> ResponseReturnValue:
        """Let a day follow its week again"""
        week.remove_day(exception_id, actor=current_actor())
        return ""


def _said() -> dict[str, Any]:
    session, actor = db.session(), current_actor()
    actor.require(policy.may_perform(actor))
    own = weeks_of(session, [actor.id])[actor.id]
    return {
        "zone": own.zone,
        "said": own.is_said,
        "week": {day: _clocks(own.hours.get(n, ())) for n, day in enumerate(DAYS)},
        "days": [
            {"id": row.id, "day": row.day, "free": row.free, "spans": _clocks(read_hours(hours))}
            for row, hours in days_of(session, actor.id, now().date())
        ],
    }


def _minutes(spans: Iterable[dict[str, str]]) -> tuple[Span, ...]:
    return joined(sorted((_minute(each["begins"]), _minute(each["ends"])) for each in spans))


def _minute(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def _clocks(spans: Iterable[Span]) -> list[dict[str, str]]:
    return [{"begins": clock_at(begins), "ends": clock_at(ends)} for begins, ends in sorted(spans)]
