"""Statements for programs: each performer's own."""

from typing import Any
from uuid import UUID

from flask.views import MethodView

from foundation import api, hooks
from foundation.cursors import Page
from foundation.database import db
from foundation.web import current_actor
from marketplace.facts.models import Fact
from payouts.earnings.models import Earning
from payouts.pay_runs.models import PayRun, SkipReason
from payouts.pay_runs.schemas import PayoutLineSchema
from payouts.statements import explaining, queries, saying
from payouts.statements.explaining import Paid
from payouts.statements.schemas import OneStatementSchema, StatementSchema

READ = api.Scope("statements:read", "Read your own statements of pay")
SCOPES = (READ,)
statements = api.ApiBlueprint(
    "api_statements", __name__, url_prefix="/api/v1/statements", description="Statements"
)
_OF_RUN = ("id", "number", "pay_on", "planned_at")
_OF_PAYOUT = (
    *("id", "state", "amount_minor", "currency", "carried_in_minor", "carried_out_minor"),
    *("withheld_minor", "withheld_because"),
)
_OF_FACT = tuple(
    name for name in PayoutLineSchema().fields if name not in ("earning_id", "fact_id")
)


@statements.route("")
class Statements(MethodView):
    @statements.scope(READ.name)
    @statements.arguments(api.PageQuery, location="query")
    @statements.response(200, api.page_schema(StatementSchema))
    def get(self, asked: api.PageAsked) -> Page[Any]:
        """Your own statements, newest first"""
        found = queries.page(db.session(), current_actor(), **asked)
        items = [
            {
                **_of_run(each.run),
                "paid": each.paid,
                "withheld": each.withheld,
                "not_paid": each.not_paid,
                "waits": each.waits,
            }
            for each in found.items
        ]
        return Page(items, found.next)


@statements.route("/<uuid:run_id>")
class OneStatement(MethodView):
    @statements.scope(READ.name)
    @statements.response(200, OneStatementSchema)
    @statements.alt_response(404, "NOT_FOUND")
    def get(self, run_id: UUID) -> dict[str, Any]:
        """A statement: what a run paid, line by line, and why the rest waits"""
        session = db.session()
        found = explaining.statement(session, run_id, current_actor())
        names = hooks.names(session, found.people)
        waits = [
            {
                **_line(each.earning, each.fact, each.skipped.amount_minor),
                "currency": each.skipped.currency,
                "reason": SkipReason(each.skipped.reason),
                "why": saying.why(each, names),
                "until": each.skipped.until,
            }
            for each in found.waits
        ]
        return {
            **_of_run(found.run),
            "payouts": [_payout(each) for each in found.paid],
            "waits": waits,
            "later": found.later,
        }


def _of_run(run: PayRun) -> dict[str, Any]:
    return {name: getattr(run, name) for name in _OF_RUN}


def _payout(each: Paid) -> dict[str, Any]:
    return {
        **{name: getattr(each.payout, name) for name in _OF_PAYOUT},
        "expected_on": each.expected_on,
        "paid_at": each.paid_at,
        "returned_at": each.returned_at,
        "lines": [_line(line.earning, line.fact, line.amount_minor) for line in each.lines],
    }


def _line(earning: Earning, fact: Fact, amount_minor: int) -> dict[str, Any]:
    of_fact = {name: getattr(fact, name) for name in _OF_FACT}
    return {
        **of_fact,
        "earning_id": earning.id,
        "fact_id": fact.id,
        "amount_minor": amount_minor,
    }
