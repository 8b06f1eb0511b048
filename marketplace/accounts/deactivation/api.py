"""Deactivations for programs: compliance decides, whom it concerns reads why and appeals."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from marshmallow import Schema, fields, validate

from foundation import api
from foundation.database import db
from foundation.web import current_actor
from marketplace.accounts.deactivation import actions, queries
from marketplace.accounts.deactivation.models import DeactivationEnding, DeactivationReason
from marketplace.accounts.deactivation.queries import Decided
from marketplace.accounts.deactivation.rules import MOST_DAYS
from marketplace.accounts.deactivation.schemas import TEXT_MOST

READ = api.Scope("deactivations:read", "Read why your account, or for compliance any, is shut")
WRITE = api.Scope("deactivations:write", "Appeal; for compliance also decide about accounts")
SCOPES = (READ, WRITE)

blueprint = api.ApiBlueprint(
    "api_deactivations", __name__, url_prefix="/api/v1/deactivations", description="Deactivations"
)


class DeactivateSchema(api.Body):
    account_id = fields.UUID(required=True)
    reason = fields.Enum(DeactivationReason, by_value=True, required=True)
    evidence = api.words(TEXT_MOST)
    days = fields.Integer(
        required=True,
        validate=validate.Range(0, MOST_DAYS),
        metadata={"description": "Of notice. 0, which is at once, only where others are harmed."},
    )


class DeactivationAppealSchema(api.Body):
    text = api.words(TEXT_MOST)


class DeactivationDecisionSchema(api.Body):
    overturn = fields.Boolean(required=True)
    answer = api.words(TEXT_MOST)


class DeactivationSchema(Schema):
    id = fields.UUID(required=True)
    account_id = fields.UUID(required=True)
    reason = fields.Enum(DeactivationReason, by_value=True, required=True)
    decided_at = fields.AwareDateTime(required=True)
    takes_effect_at = fields.AwareDateTime(required=True)
    case_id = fields.UUID(
        required=True, allow_none=True, metadata={"description": "Of the appeal, if there is one."}
    )
    appeal_due_at = fields.AwareDateTime(required=True, allow_none=True)
    upheld_at = fields.AwareDateTime(required=True, allow_none=True)
    ended_at = fields.AwareDateTime(required=True, allow_none=True)
    ending = fields.Enum(DeactivationEnding, by_value=True, required=True, allow_none=True)


class WholeDeactivationSchema(DeactivationSchema):
    evidence = fields.String(required=True)
    answer = fields.String(required=True, metadata={"description": "To the appeal."})


class OwnDeactivationSchema(Schema):
    standing = fields.Nested(WholeDeactivationSchema, required=True, allow_none=True)


@blueprint.route("")
class Deactivations(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(api.PageQuery, location="query")
    @blueprint.response(200, api.page_schema(DeactivationSchema))
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, asked: api.PageAsked) -> dict[str, Any]:
        """All that were decided, newest first: for compliance"""
        page = queries.page(db.session(), actor=current_actor(), **asked)
        return {"items": [row.Deactivation for row in page.items], "next": page.next}

    @blueprint.scope(WRITE.name)
    @blueprint.arguments(DeactivateSchema)
    @blueprint.response(201, WholeDeactivationSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any]) -> dict[str, Any]:
        """Decide to deactivate an account: they are told why, and how to appeal"""
        account_id = form.pop("account_id")
        return _one(actions.deactivate(account_id, **form, actor=current_actor()))


@blueprint.route("/own")
class OwnDeactivation(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, OwnDeactivationSchema)
    def get(self) -> dict[str, Any]:
        """The decision that stands about your own account, if there is one"""
        return _own()


@blueprint.route("/own/appeal")
class OwnAppeal(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(DeactivationAppealSchema)
    @blueprint.response(201, OwnDeactivationSchema)
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any]) -> dict[str, Any]:
        """Appeal, once: somebody who had no part in it decides within ten working days"""
        actions.appeal(form["text"], actor=current_actor())
        return _own()


@blueprint.route("/<uuid:deactivation_id>")
class OneDeactivation(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, WholeDeactivationSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, deactivation_id: UUID) -> dict[str, Any]:
        """One decision and what it rests on: for compliance"""
        return _one(deactivation_id)


@blueprint.route("/<uuid:deactivation_id>/decision")
class AppealDecision(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(DeactivationDecisionSchema)
    @blueprint.response(200, WholeDeactivationSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], deactivation_id: UUID) -> dict[str, Any]:
        """Decide an appeal, by somebody who had no part in what it is against"""
        actions.decide_appeal(deactivation_id, **form, actor=current_actor())
        return _one(deactivation_id)


@blueprint.route("/<uuid:deactivation_id>/taking-back")
class DeactivationTakenBack(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.response(200, WholeDeactivationSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, deactivation_id: UUID) -> dict[str, Any]:
        """Take a decision back: their account is as it was"""
        actions.take_back(deactivation_id, actor=current_actor())
        return _one(deactivation_id)


def _one(deactivation_id: UUID) -> dict[str, Any]:
    return _plain(queries.decided(db.session(), deactivation_id, actor=current_actor()))


def _own() -> dict[str, Any]:
    found = queries.own(db.session(), current_actor().id)
    return {"standing": _plain(found) if found else None}


def _plain(found: Decided) -> dict[str, Any]:
    names = DeactivationSchema().fields
    plain = {name: getattr(found.row, name) for name in names}
    return {**plain, "evidence": found.evidence, "answer": found.answer}
