"""Second opinions and agreement, for programs."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from marshmallow import RAISE, Schema, fields, validate

from consent.recordings.api import JUDGE
from foundation import api, cursors
from foundation.api.shapes import Whole
from foundation.database import db
from foundation.web import current_actor
from marketplace.takes.reviewing.api import opinion_in
from marketplace.takes.reviewing.api_schemas import SCORE, BeatOpinionSchema
from marketplace.takes.reviewing.models import TakeVerdict
from marketplace.takes.reviewing.rubric import Line
from marketplace.takes.second_opinions import actions, policy, queries
from marketplace.takes.second_opinions.agreement import Judging, agreement

blueprint = api.ApiBlueprint(
    "api_second_opinions", __name__, url_prefix="/api/v1/judging", description="Second opinions"
)


class SecondOpinionSchema(Schema):
    class Meta:
        unknown = RAISE

    verdict = fields.Enum(TakeVerdict, by_value=True, required=True)
    overall = Whole(required=True, validate=SCORE)
    beats = fields.List(
        fields.Nested(BeatOpinionSchema), required=True, validate=validate.Length(1, 100)
    )


class WantedOpinionSchema(Schema):
    take_id = fields.UUID(required=True)
    title = fields.String(required=True)
    number = fields.Integer(required=True)
    wanted_until = fields.AwareDateTime(required=True)


def _alpha() -> fields.Float:
    return fields.Float(required=True, allow_none=True)


class JudgingAgreementSchema(Schema):
    reviewer_id = fields.UUID(required=True)
    twice = fields.Integer(required=True)
    reached = _alpha()
    in_character = _alpha()
    same_character = _alpha()
    listening = _alpha()
    perceived = _alpha()
    overall = _alpha()
    verdict = _alpha()
    appeals = fields.Integer(required=True)
    overturned = fields.Integer(required=True)


class JudgingAgreementsSchema(Schema):
    items = fields.List(fields.Nested(JudgingAgreementSchema), required=True)


@blueprint.route("/second")
class WantedOpinions(MethodView):
    @blueprint.scope(JUDGE.name)
    @blueprint.arguments(api.PageQuery, location="query")
    @blueprint.response(200, api.page_schema(WantedOpinionSchema))
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, asked: api.PageAsked) -> cursors.Page[Any]:
        """Takes of which your second opinion is wanted"""
        actor = current_actor()
        actor.require(policy.may_be_asked(actor))
        after = cursors.read(asked["after"]) if asked["after"] else None
        return queries.wanted_page(db.session(), actor, after=after, limit=asked["limit"])


@blueprint.route("/second/<uuid:take_id>")
class GivenOpinion(MethodView):
    @blueprint.scope(JUDGE.name)
    @blueprint.arguments(SecondOpinionSchema)
    @blueprint.response(204)
    @blueprint.alt_response(404, "NOT_FOUND")
    def post(self, form: dict[str, Any], take_id: UUID) -> None:
        """Give it: it decides nothing"""
        actions.give_second_opinion(take_id, opinion_in(form), actor=current_actor())


@blueprint.route("/agreement")
class Agreement(MethodView):
    @blueprint.scope(JUDGE.name)
    @blueprint.response(200, JudgingAgreementsSchema)
    def get(self) -> dict[str, Any]:
        """How far you agree with others who judged the same, as Krippendorff's alpha

        An owner gets all who judge for their client, compliance everybody.
        """
        actor = current_actor()
        actor.require(policy.may_read_agreement(actor))
        return {"items": [_plain(each) for each in agreement(db.session(), actor)]}


def _plain(each: Judging) -> dict[str, Any]:
    lines = {line.value: each.lines[line] for line in Line}
    names = ("reviewer_id", "twice", "perceived", "overall", "verdict", "appeals", "overturned")
    return lines | {name: getattr(each, name) for name in names}
