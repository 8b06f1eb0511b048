"""Pay runs for programs of finance, and payouts for performers'."""

from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView
from sqlalchemy.orm import Session

from foundation import api
from foundation.cursors import Page
from foundation.database import db
from foundation.problems import problem
from foundation.web import current_actor
from payouts.pay_runs import approving, limits, queries, sums
from payouts.pay_runs.errors import RunChanged
from payouts.pay_runs.models import Payout, PayRun
from payouts.pay_runs.schemas import (
    OnePayoutSchema,
    OnePayRunSchema,
    PayoutSchema,
    PayRunApprovalSchema,
    PayRunRejectionSchema,
    PayRunSchema,
)

READ = api.Scope("payouts:read", "Read payouts: your own, or all for who approves them")
APPROVE = api.Scope("pay_runs:approve", "Approve or reject pay runs")
SCOPES = (READ, APPROVE)

runs = api.ApiBlueprint(
    "api_pay_runs", __name__, url_prefix="/api/v1/pay-runs", description="Pay runs"
)
payouts = api.ApiBlueprint(
    "api_payouts", __name__, url_prefix="/api/v1/payouts", description="Payouts"
)
BLUEPRINTS = (runs, payouts)
_PAGE_OF_PAYOUTS = api.page_schema(PayoutSchema)


@runs.route("")
class PayRuns(MethodView):
    @runs.scope(READ.name)
    @runs.arguments(api.PageQuery, location="query")
    @runs.response(200, api.page_schema(PayRunSchema))
    def get(self, asked: api.PageAsked) -> Page[PayRun]:
        """Pay runs, newest first"""
        return queries.runs(db.session(), current_actor(), **asked)


@runs.route("/<uuid:run_id>")
class OnePayRun(MethodView):
    @runs.scope(READ.name)
    @runs.response(200, OnePayRunSchema)
    @runs.alt_response(404, "NOT_FOUND")
    def get(self, run_id: UUID) -> dict[str, Any]:
        """A pay run: its sums, what it skipped, and whose approval it has"""
        return _run(db.session(), queries.visible_run(db.session(), run_id, current_actor()))


@runs.route("/<uuid:run_id>/payouts")
class PayoutsOfRun(MethodView):
    @runs.scope(READ.name)
    @runs.arguments(api.PageQuery, location="query")
    @runs.response(200, _PAGE_OF_PAYOUTS)
    @runs.alt_response(404, "NOT_FOUND")
    def get(self, asked: api.PageAsked, run_id: UUID) -> Page[Payout]:
        """The payouts of a pay run"""
        run = queries.visible_run(db.session(), run_id, current_actor())
        return queries.payouts_of(db.session(), run, **asked)


@runs.route("/<uuid:run_id>/approval")
class PayRunApprovals(MethodView):
    @runs.scope(APPROVE.name)
    @runs.arguments(PayRunApprovalSchema)
    @runs.response(201, OnePayRunSchema)
    @runs.alt_response(404, "NOT_FOUND")
    @runs.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], run_id: UUID) -> dict[str, Any] | Response:
        """Approve exactly the plan with this fingerprint"""
        try:
            approving.approve_run(run_id, form["fingerprint"], actor=current_actor())
        except RunChanged as changed:
            # An answer and no error: what was counted again is kept, or it would be so for ever.
            return problem(409, str(changed))
        return _run(db.session(), queries.visible_run(db.session(), run_id, current_actor()))


@runs.route("/<uuid:run_id>/rejection")
class PayRunRejections(MethodView):
    @runs.scope(APPROVE.name)
    @runs.arguments(PayRunRejectionSchema)
    @runs.response(201, OnePayRunSchema)
    @runs.alt_response(404, "NOT_FOUND")
    @runs.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], run_id: UUID) -> dict[str, Any]:
        """Reject a pay run: its earnings are for the next"""
        approving.reject_run(run_id, form["because"], actor=current_actor())
        return _run(db.session(), queries.visible_run(db.session(), run_id, current_actor()))


@payouts.route("")
class Payouts(MethodView):
    @payouts.scope(READ.name)
    @payouts.arguments(api.PageQuery, location="query")
    @payouts.response(200, _PAGE_OF_PAYOUTS)
    def get(self, asked: api.PageAsked) -> Page[Payout]:
        """Your own payouts, newest first"""
        return queries.own_payouts(db.session(), current_actor(), **asked)


@payouts.route("/<uuid:payout_id>")
class OnePayout(MethodView):
    @payouts.scope(READ.name)
    @payouts.response(200, OnePayoutSchema)
    @payouts.alt_response(404, "NOT_FOUND")
    def get(self, payout_id: UUID) -> dict[str, Any]:
        """A payout with each of its lines"""
        session = db.session()
        payout, _ = queries.visible_payout(session, payout_id, current_actor())
        traced = queries.traced(session, [payout.id])[payout.id]
        names = ("label", "worked_on", "quantity", "unit", "rate_minor", "rule", "decided_by")
        lines = [
            {
                "earning_id": each.earning.id,
                "fact_id": each.fact.id,
                "amount_minor": each.amount_minor,
                **{name: getattr(each.fact, name) for name in names},
            }
            for each in traced
        ]
        kept = {name: getattr(payout, name) for name in OnePayoutSchema().fields if name != "lines"}
        return {**kept, "lines": lines}


def _run(session: Session, run: PayRun) -> dict[str, Any]:
    found = sums.totals(session, [run.id])[run.id]
    left: dict[str, int] = {}
    for each in sums.skipped(session, run.id):
        left[each.reason] = left.get(each.reason, 0) + each.earnings
    return {
        **{name: getattr(run, name) for name in PayRunSchema().fields},
        "fingerprint": sums.fingerprint(run, found),
        "people_needed": limits.people_needed(session, run, current_actor().id),
        "approved_by": [each.approved_by for each in approving.approvals_of(session, run.id)],
        "totals": [
            {
                "currency": each.amount.currency,
                "payouts": each.payouts,
                "amount_minor": each.amount.amount_minor,
                "withheld_minor": each.withheld.amount_minor,
            }
            for each in found
        ],
        "skipped": left,
    }
