"""How a take was judged, its appeal and the answer, for programs."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from marshmallow import RAISE, Schema, fields, validate

from consent.recordings.api import JUDGE
from foundation import api, cursors
from foundation.database import db
from foundation.web import current_actor
from marketplace.bookings.reading import put_on_record
from marketplace.takes.appeals import actions, queries, showing
from marketplace.takes.appeals.models import AppealOutcome
from marketplace.takes.appeals.queries import Overturns
from marketplace.takes.appeals.routes import LONGEST
from marketplace.takes.appeals.showing import Judgement
from marketplace.takes.codes import Code
from marketplace.takes.models import TakeState
from marketplace.takes.reviewing import policy
from marketplace.takes.reviewing.models import TakeVerdict
from marketplace.takes.scopes import READ, WRITE

blueprint = api.ApiBlueprint(
    "api_take_appeals", __name__, url_prefix="/api/v1", description="Appeals of takes"
)
_WORDS = [validate.Length(min=1, max=LONGEST), validate.Regexp(r"[\s\S]*\S")]
_ANSWERS = (AppealOutcome.OVERTURNED.value, AppealOutcome.UPHELD.value)


class TakeAppealBodySchema(Schema):
    class Meta:
        unknown = RAISE

    note = fields.String(required=True, validate=_WORDS)


class TakeAppealAnswerSchema(Schema):
    class Meta:
        unknown = RAISE

    outcome = fields.String(required=True, validate=validate.OneOf(_ANSWERS))
    note = fields.String(required=True, validate=_WORDS)


class TakeReviewSchema(Schema):
    reviewer_id = fields.UUID(required=True, attribute="review.reviewer_id")
    at = fields.AwareDateTime(required=True, attribute="review.at")
    verdict = fields.Enum(TakeVerdict, by_value=True, required=True, attribute="review.verdict")
    overall = fields.Integer(required=True, attribute="review.overall")
    code = fields.Enum(Code, by_value=True, required=True, allow_none=True, attribute="review.code")
    first_ms = fields.Integer(required=True, allow_none=True, attribute="review.first_ms")
    last_ms = fields.Integer(required=True, allow_none=True, attribute="review.last_ms")
    note = fields.String(required=True)


class OverturnsSchema(Schema):
    decided = fields.Integer(required=True)
    overturned = fields.Integer(required=True)
    hundredths = fields.Integer(
        required=True, allow_none=True, metadata={"description": "Null as long as none is."}
    )


class TakeAppealSchema(Schema):
    made_at = fields.AwareDateTime(required=True)
    due_at = fields.AwareDateTime(required=True, metadata={"description": "Then it is granted."})
    outcome = fields.Enum(AppealOutcome, by_value=True, required=True, allow_none=True)
    decided_at = fields.AwareDateTime(required=True, allow_none=True)


class TakeJudgementSchema(Schema):
    take_id = fields.UUID(required=True, attribute="take.id")
    state = fields.Enum(TakeState, by_value=True, required=True, attribute="take.state")
    appeal_by = fields.AwareDateTime(required=True, allow_none=True, attribute="take.appeal_by")
    reviews = fields.List(fields.Nested(TakeReviewSchema), required=True, attribute="said")
    appeal = fields.Nested(TakeAppealSchema, required=True, allow_none=True)
    appeal_note = fields.String(required=True)
    answer_note = fields.String(required=True)
    overturns = fields.Nested(OverturnsSchema, required=True)


class WaitingAppealSchema(Schema):
    take_id = fields.UUID(required=True, attribute="appeal.take_id")
    title = fields.String(required=True)
    number = fields.Integer(required=True)
    due_at = fields.AwareDateTime(required=True, attribute="appeal.due_at")


@blueprint.route("/judging/appeals")
class WaitingAppeals(MethodView):
    @blueprint.scope(JUDGE.name)
    @blueprint.arguments(api.PageQuery, location="query")
    @blueprint.response(200, api.page_schema(WaitingAppealSchema))
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, asked: api.PageAsked) -> cursors.Page[Any]:
        """Appeals that you may answer, what is due first first"""
        actor = current_actor()
        actor.require(policy.may_answer_appeals(actor))
        after = cursors.read(asked["after"]) if asked["after"] else None
        return queries.open_page(db.session(), actor.id, after=after, limit=asked["limit"])


@blueprint.route("/clients/<uuid:client_id>/overturns")
class ClientOverturns(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, OverturnsSchema)
    def get(self, client_id: UUID) -> Overturns:
        """How many appeals against a client were decided, and how many granted: for everybody"""
        return queries.overturns_of(db.session(), client_id)


@blueprint.route("/takes/<uuid:take_id>/judgement")
class OneJudgement(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, TakeJudgementSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, take_id: UUID) -> Judgement:
        """How a take was judged, and what became of its appeal"""
        return _whole(take_id)


@blueprint.route("/takes/<uuid:take_id>/appeal")
class TakeAppeals(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(TakeAppealBodySchema)
    @blueprint.response(201, TakeJudgementSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], take_id: UUID) -> Judgement:
        """Appeal a rejection: any of those who play in it, once"""
        actions.appeal_take(take_id, form["note"], actor=current_actor())
        return _whole(take_id)


@blueprint.route("/takes/<uuid:take_id>/appeal/answer")
class TakeAppealAnswers(MethodView):
    @blueprint.scope(JUDGE.name)
    @blueprint.arguments(TakeAppealAnswerSchema)
    @blueprint.response(201, TakeJudgementSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], take_id: UUID) -> Judgement:
        """Answer an appeal: one of our reviewers who had no part in the decision"""
        outcome = AppealOutcome(form["outcome"])
        actions.decide_appeal(take_id, outcome, form["note"], actor=current_actor())
        return _whole(take_id)


def _whole(take_id: UUID) -> Judgement:
    actor = current_actor()
    found = showing.shown(db.session(), take_id, actor)
    put_on_record(found.performers, actor=actor)
    return showing.shown(db.session(), take_id, actor)
