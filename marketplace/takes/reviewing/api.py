"""Judging takes for programs: the queue, a take with its brief, and the decision."""

from typing import Any
from uuid import UUID

from flask.views import MethodView

from consent.recordings.api import JUDGE
from foundation import api, cursors
from foundation.database import db
from foundation.web import current_actor
from marketplace.bookings.reading import put_on_record
from marketplace.takes.reviewing import actions, policy, queries, showing
from marketplace.takes.reviewing.api_schemas import (
    TakeOpinionSchema,
    TakeToJudgeSchema,
    WaitingTakeSchema,
    scores_in,
)
from marketplace.takes.reviewing.opinion import Opinion
from marketplace.takes.reviewing.rubric import Line, ScoredBeat
from marketplace.takes.reviewing.showing import Judged

blueprint = api.ApiBlueprint(
    "api_judging", __name__, url_prefix="/api/v1/judging", description="Judging takes"
)


@blueprint.route("")
class Queue(MethodView):
    @blueprint.scope(JUDGE.name)
    @blueprint.arguments(api.PageQuery, location="query")
    @blueprint.response(200, api.page_schema(WaitingTakeSchema))
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, asked: api.PageAsked) -> cursors.Page[Any]:
        """Takes that wait for you to judge them, what is due first first"""
        actor = current_actor()
        actor.require(policy.may_have_queue(actor))
        after = cursors.read(asked["after"]) if asked["after"] else None
        return queries.queue_page(db.session(), actor, after=after, limit=asked["limit"])


@blueprint.route("/<uuid:take_id>")
class TakeToJudge(MethodView):
    @blueprint.scope(JUDGE.name)
    @blueprint.response(200, TakeToJudgeSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, take_id: UUID) -> Judged:
        """A take with its brief, its tracks, and what a retake of it would cost"""
        return _whole(take_id)

    @blueprint.scope(JUDGE.name)
    @blueprint.arguments(TakeOpinionSchema)
    @blueprint.response(201, TakeToJudgeSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], take_id: UUID) -> Judged:
        """Decide it: accept it, ask for a retake, or reject it

        The first who decides has decided. Pay and rights follow at once.
        """
        actions.decide_take(take_id, opinion_in(form), actor=current_actor())
        return _whole(take_id)


@blueprint.route("/<uuid:take_id>/claim")
class TakeToClaim(MethodView):
    @blueprint.scope(JUDGE.name)
    @blueprint.response(201, TakeToJudgeSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, take_id: UUID) -> Judged:
        """Take it, so that nobody else judges it for half an hour"""
        actions.claim_take(take_id, actor=current_actor())
        return _whole(take_id)


@blueprint.route("/<uuid:take_id>/leave")
class TakeToLeave(MethodView):
    @blueprint.scope(JUDGE.name)
    @blueprint.response(201, TakeToJudgeSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, take_id: UUID) -> Judged:
        """Leave it to somebody else"""
        actions.leave_take(take_id, actor=current_actor())
        return _whole(take_id)


def opinion_in(form: dict[str, Any]) -> Opinion:
    beats = tuple(
        ScoredBeat(
            perceived=each["perceived"],
            scores={Line(name): score for name, score in scores_in(each).items()},
        )
        for each in form["beats"]
    )
    return Opinion(**{**form, "beats": beats})


def _whole(take_id: UUID) -> Judged:
    actor = current_actor()
    found = showing.shown(db.session(), take_id, actor)
    put_on_record([each.track.performer_id for each in found.heard], actor=actor)
    return showing.shown(db.session(), take_id, actor)
