"""Earnings for programs: one's own with their totals; holds and reductions, as on the pages."""

from typing import Any
from uuid import UUID

from flask.views import MethodView

from foundation import api, cursors
from foundation.actors import Power
from foundation.database import db
from foundation.web import current_actor
from payouts.earnings import finance, holding, queries, reducing
from payouts.earnings.api_schemas import (
    AllEarningTotalsSchema,
    EarningSchema,
    LongerPayHoldSchema,
    NewPayHoldSchema,
    NewReductionSchema,
    ObjectionSchema,
    PayHoldSchema,
    PayWordsSchema,
    ReductionDecisionSchema,
    ReductionSchema,
)
from payouts.earnings.hold_models import PayHold
from payouts.earnings.holding import Why
from payouts.earnings.models import Earning, EarningState
from payouts.earnings.reduction_models import Reduction

READ = api.Scope("earnings:read", "Read what was earned, held, paid and reduced")
WRITE = api.Scope("earnings:write", "Object to holds and appeal against reductions")
KEEP = api.Scope("earnings:keep", "Hold pay, and propose and decide reductions")
SCOPES = (READ, WRITE, KEEP)
blueprint = api.ApiBlueprint("api_earnings", __name__, url_prefix="/api/v1", description="Earnings")


@blueprint.route("/earnings")
class Earnings(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(api.PageQuery, location="query")
    @blueprint.response(200, api.page_schema(EarningSchema))
    def get(self, asked: api.PageAsked) -> cursors.Page[dict[str, Any]]:
        """What you earned and where it stands, newest first

        What was approved only just now has no id yet.
        """
        found = queries.page(db.session(), current_actor(), queries.Asked(), **asked)
        return cursors.Page([_line(each) for each in found.items], found.next)


@blueprint.route("/earnings/totals")
class EarningsTotals(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, AllEarningTotalsSchema)
    def get(self) -> dict[str, Any]:
        """Your sums, in each currency"""
        found = queries.totals(db.session(), current_actor())
        return {"items": [_sums(each) for each in found]}


@blueprint.route("/holds")
class PayHolds(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(api.PageQuery, location="query")
    @blueprint.response(200, api.page_schema(PayHoldSchema))
    def get(self, asked: api.PageAsked) -> cursors.Page[finance.HoldRow]:
        """What waits or waited, of everybody: for those who keep pay"""
        current_actor().require_power(Power.KEEP_PAY)
        return finance.holds_page(db.session(), **asked)


@blueprint.route("/earnings/<uuid:earning_id>/holds")
class EarningHolds(MethodView):
    @blueprint.scope(KEEP.name)
    @blueprint.arguments(NewPayHoldSchema)
    @blueprint.response(201, PayHoldSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def post(self, form: dict[str, Any], earning_id: UUID) -> finance.HoldRow:
        """Make it wait until a day; the performer is told at once"""
        why = Why(form["until_on"], form["text"])
        return _hold(holding.place_hold(earning_id, form["reason"], why, actor=current_actor()))


@blueprint.route("/holds/<uuid:hold_id>/extensions")
class PayHoldExtensions(MethodView):
    @blueprint.scope(KEEP.name)
    @blueprint.arguments(LongerPayHoldSchema)
    @blueprint.response(201, PayHoldSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def post(self, form: dict[str, Any], hold_id: UUID) -> finance.HoldRow:
        """Until a later day: a new decision, and the performer is told again"""
        why = Why(form["until_on"], form["text"])
        holding.extend_hold(hold_id, why, actor=current_actor())
        return _hold(hold_id)


@blueprint.route("/holds/<uuid:hold_id>/ending")
class PayHoldEnds(MethodView):
    @blueprint.scope(KEEP.name)
    @blueprint.arguments(PayWordsSchema)
    @blueprint.response(201, PayHoldSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def post(self, form: dict[str, Any], hold_id: UUID) -> finance.HoldRow:
        """End it now"""
        holding.end_hold(hold_id, form["text"], actor=current_actor())
        return _hold(hold_id)


@blueprint.route("/holds/<uuid:hold_id>/objections")
class PayHoldObjections(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(PayWordsSchema)
    @blueprint.response(201, ObjectionSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def post(self, form: dict[str, Any], hold_id: UUID) -> dict[str, UUID]:
        """Object: a case for somebody else than who decided it"""
        return {"case_id": holding.object_to_hold(hold_id, form["text"], actor=current_actor())}


@blueprint.route("/earnings/<uuid:earning_id>/reductions")
class EarningReductions(MethodView):
    @blueprint.scope(KEEP.name)
    @blueprint.arguments(NewReductionSchema)
    @blueprint.response(201, ReductionSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def post(self, form: dict[str, Any], earning_id: UUID) -> Reduction:
        """Propose that it was too much; nothing is taken for 14 days"""
        made = reducing.propose_reduction(
            earning_id,
            form["amount_minor"],
            form["reason"],
            form["evidence"],
            actor=current_actor(),
        )
        return _reduction(made)


@blueprint.route("/reductions/<uuid:reduction_id>/appeals")
class ReductionAppeals(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(PayWordsSchema)
    @blueprint.response(201, ReductionSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def post(self, form: dict[str, Any], reduction_id: UUID) -> Reduction:
        """Appeal: nothing is taken before somebody else has decided"""
        reducing.appeal_reduction(reduction_id, form["text"], actor=current_actor())
        return _reduction(reduction_id)


@blueprint.route("/reductions/<uuid:reduction_id>/decisions")
class ReductionDecisions(MethodView):
    @blueprint.scope(KEEP.name)
    @blueprint.arguments(ReductionDecisionSchema)
    @blueprint.response(201, ReductionSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def post(self, form: dict[str, Any], reduction_id: UUID) -> Reduction:
        """Decide an appeal against what somebody else proposed"""
        upheld, text = form["upheld"], form["text"]
        reducing.decide_reduction(reduction_id, upheld, text, actor=current_actor())
        return _reduction(reduction_id)


@blueprint.route("/reductions/<uuid:reduction_id>/taking-back")
class ReductionBack(MethodView):
    @blueprint.scope(KEEP.name)
    @blueprint.response(200, ReductionSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def post(self, reduction_id: UUID) -> Reduction:
        """Take a proposal back"""
        reducing.take_back_reduction(reduction_id, actor=current_actor())
        return _reduction(reduction_id)


def _line(each: queries.Line) -> dict[str, Any]:
    fact, earning, hold = each.fact, each.earning, each.hold
    return {
        "id": earning.id if earning else None,
        "fact_id": fact.id,
        "label": fact.label,
        "amount_minor": fact.amount_minor,
        "taken_minor": earning.taken_minor if earning else 0,
        "currency": fact.currency,
        "state": each.state,
        "held_because": hold.reason if hold else None,
        "held_until": hold.until_on if hold else None,
        "worked_on": fact.worked_on,
        "pay_by": fact.pay_by,
    }


def _sums(each: queries.Totals) -> dict[str, Any]:
    states = (
        EarningState.PAYABLE,
        EarningState.HELD,
        EarningState.ON_ITS_WAY,
        EarningState.PAID,
    )
    sums = {f"{state.value}_minor": each.by_state.get(state, 0) for state in states}
    return {
        "currency": each.currency,
        "earned_minor": each.earned_minor,
        "taken_minor": each.taken_minor,
        **sums,
    }


def _hold(hold_id: UUID) -> finance.HoldRow:
    session = db.session()
    hold = session.get_one(PayHold, hold_id)
    return finance.hold_row(hold, session.get_one(Earning, hold.earning_id))


def _reduction(reduction_id: UUID) -> Reduction:
    return db.session().get_one(Reduction, reduction_id)
