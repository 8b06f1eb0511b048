"""Our own top-ups for programs of finance. Our bank is asked a few minutes later: nobody calls
Stripe while a program waits for its answer."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask.views import MethodView

from foundation import api
from foundation.cursors import Page
from foundation.database import db
from foundation.money import Money
from foundation.web import current_actor
from payouts.capital import actions, policy, queries
from payouts.capital.api_schemas import NewOwnTopUpSchema, OwnTopUpSchema
from payouts.capital.models import OwnTopUp

READ = api.Scope("own_top_ups:read", "Read top-ups of our own balance at Stripe")
WRITE = api.Scope("own_top_ups:write", "Bring our own money to Stripe, approve, drop, cancel it")
SCOPES = (READ, WRITE)
blueprint = api.ApiBlueprint(
    "api_own_top_ups",
    __name__,
    url_prefix="/api/v1/own-top-ups",
    description="Our own money at Stripe",
)
_ONE = "/<uuid:top_up_id>"


def _decides(view: Callable[..., OwnTopUp]) -> Callable[..., OwnTopUp]:
    """What approving, dropping and cancelling answer alike, and how each may be refused."""
    for says in (
        blueprint.alt_response(409, "CONFLICT"),
        blueprint.alt_response(404, "NOT_FOUND"),
        blueprint.response(201, OwnTopUpSchema),
        blueprint.scope(WRITE.name),
    ):
        view = says(view)
    return view


@blueprint.route("")
class OwnTopUps(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(api.PageQuery, location="query")
    @blueprint.response(200, api.page_schema(OwnTopUpSchema))
    def get(self, asked: api.PageAsked) -> Page[OwnTopUp]:
        """Top-ups of ours, newest first"""
        actor = current_actor()
        actor.require(policy.may_top_up(actor))
        return queries.listed(db.session(), **asked)

    @blueprint.scope(WRITE.name)
    @blueprint.arguments(NewOwnTopUpSchema)
    @blueprint.response(201, OwnTopUpSchema)
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any]) -> OwnTopUp:
        """Bring some of our own money in

        Above the limit of its currency a second person approves it first. Our bank is asked within
        a quarter of an hour.
        """
        amount = Money(form["amount_minor"], form["currency"])
        top_up_id, _ = actions.propose(amount, form["because"], actor=current_actor())
        return _one(top_up_id)


@blueprint.route(_ONE)
class OneOwnTopUp(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, OwnTopUpSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, top_up_id: UUID) -> OwnTopUp:
        """A top-up of ours"""
        return _one(top_up_id)


@blueprint.route(f"{_ONE}/approval")
class OwnTopUpApprovals(MethodView):
    @_decides
    def post(self, top_up_id: UUID) -> OwnTopUp:
        """Approve what somebody else proposed"""
        actions.approve(top_up_id, actor=current_actor())
        return _one(top_up_id)


@blueprint.route(f"{_ONE}/dropping")
class OwnTopUpDroppings(MethodView):
    @_decides
    def post(self, top_up_id: UUID) -> OwnTopUp:
        """Drop what nobody has approved"""
        actions.drop(top_up_id, actor=current_actor())
        return _one(top_up_id)


@blueprint.route(f"{_ONE}/cancellation")
class OwnTopUpCancellings(MethodView):
    @_decides
    def post(self, top_up_id: UUID) -> OwnTopUp:
        """Cancel it, unless our bank has paid it by then

        Stripe is asked within a quarter of an hour; its state says what came of it.
        """
        actions.ask_to_cancel(top_up_id, actor=current_actor())
        return _one(top_up_id)


def _one(top_up_id: UUID) -> OwnTopUp:
    return queries.visible(db.session(), top_up_id, current_actor())
