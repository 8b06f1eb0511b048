"""Scene requests for programs: write, submit, read what was submitted, judge, see the budget."""

import json
from typing import Any
from uuid import UUID

from flask.views import MethodView

from foundation import api, cursors
from foundation.actors import Actor
from foundation.database import db
from foundation.web import current_actor
from marketplace.budgets import queries as budgets
from marketplace.requests import actions, copying, drafts, queries, reviewing
from marketplace.requests.api_schemas import (
    ChoosablePaperSchema,
    NewRequestSchema,
    RequestBudgetSchema,
    RequestDraftBodySchema,
    RequestDraftSchema,
    RequestReviewBodySchema,
    RequestSchema,
    WholeRequestSchema,
    WholeRequestVersionSchema,
)
from marketplace.requests.checking import against
from marketplace.requests.costing import Cost
from marketplace.requests.models import RequestKind, Verdict
from marketplace.requests.sections import Section, sections_of
from marketplace.requests.typed import mark

READ = api.Scope("requests:read", "Read scene requests and their budgets")
WRITE = api.Scope("requests:write", "Write, submit and judge scene requests")
SCOPES = (READ, WRITE)

blueprint = api.ApiBlueprint(
    "api_requests", __name__, url_prefix="/api/v1/requests", description="Scene requests"
)


@blueprint.route("")
class Requests(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(api.PageQuery, location="query")
    @blueprint.response(200, api.page_schema(RequestSchema))
    def get(self, asked: api.PageAsked) -> cursors.Page[Any]:
        """Your organisation's scene requests, newest first; for compliance, those submitted"""
        return queries.page(db.session(), current_actor(), **asked)

    @blueprint.scope(WRITE.name)
    @blueprint.arguments(NewRequestSchema)
    @blueprint.response(201, WholeRequestSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def post(self, form: dict[str, Any]) -> dict[str, Any]:
        """Begin a scene request, empty or as a copy of an earlier one"""
        actor, earlier = current_actor(), form["copied_from"]
        begun = (
            copying.copy_request(earlier, actor=actor)
            if earlier
            else drafts.begin_request(RequestKind(form["kind"]), actor=actor)
        )
        return _whole(begun, actor)


@blueprint.route("/papers")
class Papers(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, ChoosablePaperSchema(many=True))
    def get(self) -> list[dict[str, Any]]:
        """The published agreements that a request may ask performers to sign"""
        return [
            {
                "version_id": each.version_id,
                "name": each.name,
                "signature": each.signature,
                "says": each.summary,
                "options": [{"use": one.use, "price": one.usual} for one in each.options],
            }
            for each in queries.offered_papers(db.session(), current_actor())
        ]


@blueprint.route("/<uuid:request_id>")
class OneRequest(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, WholeRequestSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, request_id: UUID) -> dict[str, Any]:
        """A scene request with its versions"""
        return _whole(request_id, current_actor())


@blueprint.route("/<uuid:request_id>/draft")
class Draft(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, RequestDraftSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, request_id: UUID) -> dict[str, Any]:
        """What is being written, what is missing, and what it may cost"""
        return _draft(request_id, current_actor())

    @blueprint.scope(WRITE.name)
    @blueprint.arguments(RequestDraftBodySchema)
    @blueprint.response(200, RequestDraftSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], request_id: UUID) -> dict[str, Any]:
        """Write sections

        Amounts are in units of the currency, as people write them. What is missing is no error
        here: it stands in `findings`.
        """
        actor = current_actor()
        said = {Section(name): each for name, each in form["sections"].items()}
        drafts.save_sections(request_id, said, seen=form["seen"], actor=actor)
        return _draft(request_id, actor)


@blueprint.route("/<uuid:request_id>/submission")
class Submission(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.response(201, WholeRequestSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, request_id: UUID) -> dict[str, Any]:
        """Submit the draft as the next version"""
        actions.submit_request(request_id, actor=current_actor())
        return _whole(request_id, current_actor())


@blueprint.route("/<uuid:request_id>/versions/<int:number>")
class OneVersion(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, WholeRequestVersionSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, request_id: UUID, number: int) -> dict[str, Any]:
        """A version, whole"""
        session = db.session()
        found = queries.readable(session, request_id, current_actor())
        wanted = queries.version(session, found.id, number)
        shown = next(each for each in _versions(found.id) if each["id"] == wanted.id)
        return shown | {"content": json.loads(wanted.content)}


@blueprint.route("/<uuid:request_id>/review")
class Review(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(RequestReviewBodySchema)
    @blueprint.response(201, WholeRequestSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], request_id: UUID) -> dict[str, Any]:
        """Approve what was submitted, or return it with notes"""
        actor, version_id = current_actor(), form["version_id"]
        if form["verdict"] is Verdict.APPROVED:
            reviewing.approve_request(request_id, version_id, actor=actor)
        else:
            reviewing.return_request(request_id, version_id, form["notes"], actor=actor)
        return _whole(request_id, actor)


@blueprint.route("/<uuid:request_id>/budget")
class Budget(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, RequestBudgetSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, request_id: UUID) -> dict[str, Any]:
        """The money set aside for a request, once it was approved"""
        session = db.session()
        budget = budgets.visible(session, request_id, current_actor())
        asked = budgets.asked_of(session, [budget])[0]
        return {
            "currency": budget.currency,
            "wanted_minor": asked.wanted.amount_minor,
            "confirmed_minor": budget.confirmed_minor,
            "committed_minor": budget.committed_minor,
            "free_minor": budget.free.amount_minor,
        }


def _whole(request_id: UUID, actor: Actor) -> dict[str, Any]:
    found = queries.readable(db.session(), request_id, actor)
    shown = {name: getattr(found, name) for name in RequestSchema().fields}
    return shown | {"versions": _versions(found.id)}


def _versions(request_id: UUID) -> list[dict[str, Any]]:
    plain = ("id", "number", "hash", "dated_at")
    return [
        {name: getattr(each.version, name) for name in plain}
        | {
            "verdict": each.review.verdict if each.review else None,
            "notes": dict(each.review.notes) if each.review else {},
        }
        for each in queries.versions(db.session(), request_id)
    ]


def _draft(request_id: UUID, actor: Actor) -> dict[str, Any]:
    session = db.session()
    found = queries.visible(session, request_id, actor)
    typed = queries.draft_of(session, found).typed
    reading, findings = against(session, found.client_id, typed, found.kind)
    return {
        "sections": dict(typed),
        "marks": {each.value: mark(typed, each) for each in sections_of(found.kind)},
        "findings": findings,
        "cost": _cost(reading.cost) if reading.cost else None,
    }


def _cost(cost: Cost) -> dict[str, Any]:
    return {
        "currency": cost.total.currency,
        "lines": [
            {"label": each.label, "amount_minor": each.amount.amount_minor} for each in cost.lines
        ],
        "pay_minor": cost.pay.amount_minor,
        "fee_minor": cost.fee.amount_minor,
        "total_minor": cost.total.amount_minor,
    }
