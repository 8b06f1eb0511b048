"""Differences and reconciliations for programs of finance: to read."""

from typing import Any
from uuid import UUID

from flask.views import MethodView

from foundation import api
from foundation.cursors import Page
from foundation.database import db
from foundation.web import current_actor
from payouts.reconciliation import queries
from payouts.reconciliation.models import Difference, Reconciliation
from payouts.reconciliation.schemas import (
    DifferenceSchema,
    DifferencesQuery,
    OneReconciliationSchema,
    ReconciliationSchema,
)

READ = api.Scope("reconciliation:read", "Read what our books and Stripe's disagree about")
SCOPES = (READ,)

differences = api.ApiBlueprint(
    "api_differences", __name__, url_prefix="/api/v1/differences", description="Differences"
)
reconciliations = api.ApiBlueprint(
    "api_reconciliations",
    __name__,
    url_prefix="/api/v1/reconciliations",
    description="Reconciliations with Stripe",
)
BLUEPRINTS = (differences, reconciliations)


@differences.route("")
class Differences(MethodView):
    @differences.scope(READ.name)
    @differences.arguments(DifferencesQuery, location="query")
    @differences.response(200, api.page_schema(DifferenceSchema))
    def get(self, asked: dict[str, Any]) -> Page[Difference]:
        """Differences between our books and Stripe's, newest first"""
        more = {"after": asked.get("after"), "limit": asked["limit"]}
        return queries.differences(db.session(), current_actor(), only_open=asked["open"], **more)


@differences.route("/<uuid:difference_id>")
class OneDifference(MethodView):
    @differences.scope(READ.name)
    @differences.response(200, DifferenceSchema)
    @differences.alt_response(404, "NOT_FOUND")
    def get(self, difference_id: UUID) -> Difference:
        """One difference"""
        return queries.visible_difference(db.session(), difference_id, current_actor())


@reconciliations.route("")
class Reconciliations(MethodView):
    @reconciliations.scope(READ.name)
    @reconciliations.arguments(api.PageQuery, location="query")
    @reconciliations.response(200, api.page_schema(ReconciliationSchema))
    def get(self, asked: api.PageAsked) -> Page[Reconciliation]:
        """Reconciliations, newest first"""
        return queries.reconciliations(db.session(), current_actor(), **asked)


@reconciliations.route("/<uuid:reconciliation_id>")
class OneReconciliation(MethodView):
    @reconciliations.scope(READ.name)
    @reconciliations.response(200, OneReconciliationSchema)
    @reconciliations.alt_response(404, "NOT_FOUND")
    def get(self, reconciliation_id: UUID) -> dict[str, Any]:
        """A reconciliation with its totals"""
        session = db.session()
        run = queries.visible_reconciliation(session, reconciliation_id, current_actor())
        kept = {name: getattr(run, name) for name in ReconciliationSchema().fields}
        return {**kept, "totals": queries.totals(session, run.id)}
