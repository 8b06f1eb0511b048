"""Pages on pay runs, for those who approve them."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from marshmallow import ValidationError

from foundation import fresh, hooks
from foundation.actors import Power
from foundation.database import db
from foundation.downloads import saved_as
from foundation.web import current_actor
from payouts.pay_runs import (
    approving,
    lateness,
    limits,
    opening,
    queries,
    saying,
    spreadsheet,
    sums,
)
from payouts.pay_runs.errors import AnotherWaits, NothingToPay
from payouts.pay_runs.models import RunState
from payouts.pay_runs.own_routes import payout_page
from payouts.pay_runs.schemas import ApproveForm, ReasonForm
from payouts.pay_runs.when import upcoming

blueprint = Blueprint("pay_runs", __name__)
_RUN = "/finance/runs/<uuid:run_id>"


@blueprint.get("/finance/runs")
def page() -> ResponseReturnValue:
    return _page({}, {})


@blueprint.post("/finance/runs")
def plan_on_demand() -> ResponseReturnValue:
    try:
        form = ReasonForm().load(request.form)
        run_id = opening.plan_on_demand(because=form["because"].strip(), actor=current_actor())
    except ValidationError as invalid:
        return _page(request.form, invalid.messages_dict), 422
    except (AnotherWaits, NothingToPay) as refused:
        return _page(request.form, {"because": str(refused)}), 409
    flash("The run is planned. Look at it and approve it.")
    return redirect(url_for("pay_runs.show", run_id=run_id))


@blueprint.get(_RUN)
def show(run_id: UUID) -> ResponseReturnValue:
    return _show(run_id, {}, {})


@blueprint.post(f"{_RUN}/approval")
def approve_run(run_id: UUID) -> ResponseReturnValue:
    # First, so that others are not asked who they are for something that they may not see.
    queries.visible_run(db.session(), run_id, current_actor())
    fresh.require(current_user)
    try:
        form = ApproveForm().load(request.form)
    except ValidationError:
        return _show(run_id, {}, {"_run": "Look at the run again, and approve it there."}), 422
    enough = approving.approve_run(run_id, form["fingerprint"], actor=current_actor())
    flash(
        "Approved and frozen. It is sent from now on."
        if enough
        else "Approved. One more person must approve it: the run's page says why."
    )
    return redirect(url_for("pay_runs.show", run_id=run_id))


@blueprint.post(f"{_RUN}/rejection")
def reject_run(run_id: UUID) -> ResponseReturnValue:
    try:
        form = ReasonForm().load(request.form)
    except ValidationError as invalid:
        return _show(run_id, request.form, invalid.messages_dict), 422
    approving.reject_run(run_id, form["because"].strip(), actor=current_actor())
    flash("Rejected. What was in it is payable again, for the next run or one on demand.")
    return redirect(url_for("pay_runs.show", run_id=run_id))


@blueprint.get(f"{_RUN}/lines.csv")
def export(run_id: UUID) -> ResponseReturnValue:
    session = db.session()
    run = queries.visible_run(session, run_id, current_actor())
    text = "".join(spreadsheet.lines(session, run))
    return saved_as(Response(text, content_type="text/csv; charset=utf-8"), f"{run.number}.csv")


@blueprint.post("/payouts/<uuid:payout_id>/removal")
def take_out(payout_id: UUID) -> ResponseReturnValue:
    try:
        form = ReasonForm().load(request.form)
    except ValidationError as invalid:
        return payout_page(payout_id, request.form, invalid.messages_dict), 422
    run_id = approving.take_out(payout_id, form["because"].strip(), actor=current_actor())
    flash("Taken out. Its earnings are payable again, for the next run or one on demand.")
    return redirect(url_for("pay_runs.show", run_id=run_id))


def _page(values: Any, errors: Any) -> str:
    session, actor = db.session(), current_actor()
    actor.require_power(Power.APPROVE_PAY)
    after = request.args.get("after") or None
    found = queries.runs(session, actor, after=after, limit=queries.PAGE)
    return render_template(
        "payouts/pay_runs/page.html",
        found=found,
        newest=not after,
        totals=sums.totals(session, [each.id for each in found.items]),
        progress=sums.progress(session, [each.id for each in found.items]),
        pressing=lateness.pressing(session),
        upcoming=upcoming(session),
        saying=saying,
        values=values,
        errors=errors,
    )


def _show(run_id: UUID, values: Any, errors: Any) -> str:
    session, actor = db.session(), current_actor()
    run = queries.visible_run(session, run_id, actor)
    found = queries.payouts_of(session, run, after=request.args.get("after") or None)
    left = queries.skipped_in(session, run)
    approvals = approving.approvals_of(session, run.id)
    totals = sums.totals(session, [run.id])[run.id]
    people = {each.performer_id for each in found.items} | {run.asked_by}
    people |= {each.skipped.performer_id for each in left}
    people |= {each.approved_by for each in approvals}
    fingerprint = sums.fingerprint(run, totals)
    # What came back since is no longer in the sums; what was let go is the last approval's plan.
    let_go = approvals[-1].fingerprint if approvals and run.state is RunState.APPROVED else ""
    return render_template(
        "payouts/pay_runs/show.html",
        run=run,
        compared=queries.compared(session, run),
        payouts=found,
        left=left,
        skipped=sums.skipped(session, run.id),
        approvals=approvals,
        fingerprint=fingerprint,
        counts=let_go or fingerprint,
        progress=sums.progress(session, [run.id])[run.id],
        above=limits.above(session, run, actor.id) if run.state is RunState.PLANNED else [],
        days=limits.DAYS,
        own=queries.is_paid_in(session, run, actor.id),
        approved_before=any(
            each.approved_by == actor.id and each.fingerprint == fingerprint for each in approvals
        ),
        waits=run.state is RunState.PLANNED,
        names=hooks.names(session, people),
        saying=saying,
        values=values,
        errors=errors,
    )
