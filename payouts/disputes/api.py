"""Disputes for programs of finance. What a bank is to be told is sent on a few minutes later:
nobody calls Stripe while a program waits for its answer."""

from typing import Any
from uuid import UUID

from flask.views import MethodView

from foundation import api
from foundation.cursors import Page
from foundation.database import db
from foundation.web import current_actor
from payouts.disputes import actions, policy, queries
from payouts.disputes.actions import Words
from payouts.disputes.api_schemas import (
    DisputeAcceptanceSchema,
    DisputeSchema,
    DisputeSendingSchema,
    NewDisputeAnswerSchema,
    OneDisputeSchema,
)
from payouts.disputes.queries import Disputed

READ = api.Scope("disputes:read", "Read what clients' banks dispute, and what was answered")
ANSWER = api.Scope("disputes:answer", "Write and send answers to disputes, or accept them")
SCOPES = (READ, ANSWER)
blueprint = api.ApiBlueprint(
    "api_disputes",
    __name__,
    url_prefix="/api/v1/disputes",
    description="What clients' banks dispute",
)


@blueprint.route("")
class Disputes(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(api.PageQuery, location="query")
    @blueprint.response(200, api.page_schema(DisputeSchema))
    def get(self, asked: api.PageAsked) -> Page[dict[str, Any]]:
        """Disputes, newest first"""
        actor = current_actor()
        actor.require(policy.may_answer(actor))
        found = queries.listed(db.session(), **asked)
        return Page([_plain(each) for each in found.items], found.next)


@blueprint.route("/<uuid:dispute_id>")
class OneDispute(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, OneDisputeSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, dispute_id: UUID) -> dict[str, Any]:
        """A dispute with its answer and the files that go with it"""
        return _one(dispute_id)


@blueprint.route("/<uuid:dispute_id>/answer")
class DisputeAnswers(MethodView):
    @blueprint.scope(ANSWER.name)
    @blueprint.arguments(NewDisputeAnswerSchema)
    @blueprint.response(201, OneDisputeSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], dispute_id: UUID) -> dict[str, Any]:
        """Write an answer, or write it anew: it is kept and sent to nobody"""
        words = Words(form["product"], form["happened"], form["policy"], form["service_on"])
        actions.write_answer(dispute_id, words, actor=current_actor())
        return _one(dispute_id)


@blueprint.route("/<uuid:dispute_id>/answer/sending")
class DisputeSendings(MethodView):
    @blueprint.scope(ANSWER.name)
    @blueprint.arguments(DisputeSendingSchema)
    @blueprint.response(201, OneDisputeSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], dispute_id: UUID) -> dict[str, Any]:
        """Send the answer to the bank, exactly as it was in this version

        It goes out within a quarter of an hour, once, and cannot be taken back: its state is
        `asked` until then, and `sent` afterwards.
        """
        actions.ask_to_send(dispute_id, form["version"], actor=current_actor())
        return _one(dispute_id)


@blueprint.route("/<uuid:dispute_id>/acceptance")
class DisputeAcceptances(MethodView):
    @blueprint.scope(ANSWER.name)
    @blueprint.arguments(DisputeAcceptanceSchema)
    @blueprint.response(201, OneDisputeSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], dispute_id: UUID) -> dict[str, Any]:
        """Accept it: the client owes what its bank took

        Stripe is told within a quarter of an hour, and it cannot be taken back.
        """
        actions.ask_to_accept(dispute_id, form["because"], actor=current_actor())
        return _one(dispute_id)


def _one(dispute_id: UUID) -> dict[str, Any]:
    session = db.session()
    found = queries.visible(session, dispute_id, current_actor())
    answer, files = found.answer, queries.files_of(session, dispute_id)
    return {**_plain(found), "answer": answer, "files": files}


def _plain(found: Disputed) -> dict[str, Any]:
    of_dispute = (
        *("id", "funding_id", "status", "reason", "amount_minor", "currency"),
        *("answer_by", "opened_at", "is_over"),
    )
    return {
        **{name: getattr(found.dispute, name) for name in of_dispute},
        "client_id": found.funding.client_id,
        "order_id": found.funding.order_id,
        "waits_for_us": found.waits_for_us,
    }
