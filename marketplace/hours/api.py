"""Hours for programs: a booking's log, timesheets and their lines, as on the pages."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from marshmallow import RAISE, Schema, fields, validate

from foundation import api, cursors
from foundation.api.shapes import Whole
from foundation.database import db
from foundation.web import current_actor
from marketplace.bookings.reading import put_on_record
from marketplace.hours import approving, correcting, disputing, pressing, queries, saying, showing
from marketplace.hours.correcting import LONGEST_SECONDS
from marketplace.hours.models import Because, LineKind, Phase
from marketplace.hours.schemas import KINDS, TEXT_MOST

READ = api.Scope("hours:read", "Read hours and the logs of bookings")
WRITE = api.Scope("hours:write", "Tap a booking's log; correct, dispute and approve hours")
SCOPES = (READ, WRITE)

blueprint = api.ApiBlueprint("api_hours", __name__, url_prefix="/api/v1", description="Hours")
_SHEET = "/hours/<uuid:sheet_id>"
_LINE = f"{_SHEET}/lines/<{KINDS}:kind>"


class _Asked(Schema):
    class Meta:
        unknown = RAISE


class LogTapSchema(_Asked):
    phase = fields.Enum(Phase, by_value=True, required=True)


class HoursApprovalSchema(_Asked):
    lines = fields.List(
        fields.Enum(LineKind, by_value=True),
        load_default=list,
        validate=validate.Length(max=len(LineKind)),
        metadata={"description": "Empty: all that nothing waits about."},
    )


class HoursCorrectionSchema(_Asked):
    seconds = Whole(required=True, validate=validate.Range(0, LONGEST_SECONDS))
    because = fields.String(
        required=True, validate=validate.OneOf([value for value, _ in saying.BECAUSE])
    )


class HoursAnswerSchema(_Asked):
    agreed = fields.Boolean(required=True, metadata={"description": "No: compliance decides."})


class HoursDisputeSchema(_Asked):
    text = fields.String(
        required=True,
        validate=[validate.Length(min=1, max=TEXT_MOST), validate.Regexp(r"[\s\S]*\S")],
    )


class LogEventSchema(Schema):
    phase = fields.Enum(Phase, by_value=True, required=True)
    at = fields.AwareDateTime(required=True)
    zone = fields.String(required=True)
    by = fields.UUID(required=True)


class BookingLogSchema(Schema):
    events = fields.List(fields.Nested(LogEventSchema), required=True)
    may_press = fields.Boolean(required=True)


class TimesheetSchema(Schema):
    id = fields.UUID(required=True)
    booking_id = fields.UUID(required=True)
    engagement_id = fields.UUID(required=True)
    performer_id = fields.UUID(required=True)
    starts_at = fields.AwareDateTime(required=True)
    ends_at = fields.AwareDateTime(required=True)
    approve_by = fields.AwareDateTime(required=True)
    end_agreed_at = fields.AwareDateTime(required=True, allow_none=True)
    settled_at = fields.AwareDateTime(required=True, allow_none=True)


class TimesheetLineSchema(Schema):
    kind = fields.Enum(LineKind, by_value=True, required=True, attribute="standing.kind")
    seconds = fields.Integer(required=True, attribute="standing.seconds")
    state = fields.Function(lambda line: line.state[0].lower(), required=True)
    worth_minor = fields.Integer(required=True, attribute="worth.amount_minor")
    currency = fields.String(required=True, attribute="worth.currency")


class TimesheetWithLinesSchema(Schema):
    timesheet = fields.Nested(TimesheetSchema, required=True, attribute="sheet")
    lines = fields.List(fields.Nested(TimesheetLineSchema), required=True)
    uncovered_minor = fields.Integer(required=True, attribute="sheet.uncovered_minor")


@blueprint.route("/hours")
class Timesheets(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(api.PageQuery, location="query")
    @blueprint.response(200, api.page_schema(TimesheetSchema))
    def get(self, asked: api.PageAsked) -> cursors.Page[Any]:
        """Your timesheets, or your client's, the newest first"""
        actor = current_actor()
        found = queries.page(db.session(), actor, **asked)
        people = {each.performer_id for each in found.items}
        db.session().expunge_all()
        put_on_record(people, actor=actor)
        return found


@blueprint.route(_SHEET)
class OneTimesheet(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, TimesheetWithLinesSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, sheet_id: UUID) -> showing.SheetShown:
        """One timesheet with its lines"""
        return _shown(sheet_id)


@blueprint.route(f"{_SHEET}/approvals")
class HoursApprovals(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(HoursApprovalSchema)
    @blueprint.response(201, TimesheetWithLinesSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def post(self, form: dict[str, Any], sheet_id: UUID) -> showing.SheetShown:
        """Approve lines: they are priced and published at once"""
        approving.approve_hours(sheet_id, form["lines"], actor=current_actor())
        return _shown(sheet_id)


@blueprint.route(f"{_LINE}/corrections")
class HoursCorrections(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(HoursCorrectionSchema)
    @blueprint.response(201, TimesheetWithLinesSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def post(self, form: dict[str, Any], sheet_id: UUID, kind: str) -> showing.SheetShown:
        """Say what a line was: it counts when the other side agrees"""
        seconds, because = form["seconds"], Because(form["because"])
        line = LineKind(kind)
        correcting.correct_line(sheet_id, line, seconds, because, actor=current_actor())
        return _shown(sheet_id)


@blueprint.route(f"{_LINE}/answers")
class HoursAnswers(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(HoursAnswerSchema)
    @blueprint.response(201, TimesheetWithLinesSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def post(self, form: dict[str, Any], sheet_id: UUID, kind: str) -> showing.SheetShown:
        """Agree to the other side's correction, or not"""
        agreed = form["agreed"]
        correcting.answer_correction(sheet_id, LineKind(kind), agreed, actor=current_actor())
        return _shown(sheet_id)


@blueprint.route(f"{_LINE}/disputes")
class HoursDisputes(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(HoursDisputeSchema)
    @blueprint.response(201, TimesheetWithLinesSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def post(self, form: dict[str, Any], sheet_id: UUID, kind: str) -> showing.SheetShown:
        """Dispute a line: compliance decides it, the rest goes on"""
        disputing.dispute_line(sheet_id, LineKind(kind), form["text"], actor=current_actor())
        return _shown(sheet_id)


@blueprint.route("/bookings/<uuid:booking_id>/log")
class BookingLog(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, BookingLogSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, booking_id: UUID) -> dict[str, Any]:
        """What was tapped in a booking"""
        return _log(booking_id)

    @blueprint.scope(WRITE.name)
    @blueprint.arguments(LogTapSchema)
    @blueprint.response(201, BookingLogSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def post(self, form: dict[str, Any], booking_id: UUID) -> dict[str, Any]:
        """Tap: this begins now, for everybody in the booking"""
        pressing.press(booking_id, form["phase"], actor=current_actor())
        return _log(booking_id)


def _log(booking_id: UUID) -> dict[str, Any]:
    actor = current_actor()
    _, places = queries.booking_for(db.session(), booking_id, actor)
    put_on_record([each.performer_id for each in places], actor=actor)
    found = showing.shown(db.session(), booking_id, actor)
    return {"events": [event for event, _, _ in found.log], "may_press": found.may_press}


def _shown(sheet_id: UUID) -> showing.SheetShown:
    actor = current_actor()
    put_on_record([queries.sheet_for(db.session(), sheet_id, actor).performer_id], actor=actor)
    session = db.session()
    return showing.sheet_shown(session, queries.sheet_for(session, sheet_id, actor), actor)
