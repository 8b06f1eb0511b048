"""The operations page: is everything running, and if not, what."""

from collections.abc import Sequence
from datetime import timedelta
from typing import cast

from flask import Blueprint, Flask, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from foundation import hooks
from foundation.actors import Power
from foundation.clock import now
from foundation.database import db
from foundation.jobs import Job
from foundation.jobs.liveness import workers_alive
from foundation.operations import actions, jobs, queries
from foundation.operations.actions import NoSuchJob
from foundation.web import current_actor

blueprint = Blueprint("operations", __name__, url_prefix="/operations")
FAILURES_SHOWN_FOR = timedelta(days=2)
KEPT = (
    f"Runs that did something or failed are kept for {jobs.KEPT_FOR.days} days, and runs that found"
    f" nothing to do for {jobs.IDLE_KEPT_FOR // timedelta(minutes=1)} minutes. The last run of each"
    " job stays."
)
OUTCOME_TONES = {"done": "ok", "failed": "stop", "abandoned": "warn", "running": "info"}


def init_app(app: Flask, jobs: Sequence[Job]) -> None:
    app.extensions["fairtake_jobs"] = tuple(jobs)


@blueprint.get("")
def page() -> ResponseReturnValue:
    current_actor().require_power(Power.READ_OPERATIONS)
    session = db.session()
    workers = workers_alive(session)
    return render_template(
        "foundation/operations/page.html",
        standings=queries.standings(session, _jobs()),
        failures=queries.failed_runs(session, now() - FAILURES_SHOWN_FOR),
        workers=workers,
        places={worker.id: worker.place for worker in workers},
        queues=hooks.queues(session),
        tones=OUTCOME_TONES,
        kept=KEPT,
    )


@blueprint.get("/jobs/<job>")
def job(job: str) -> ResponseReturnValue:
    current_actor().require_power(Power.READ_OPERATIONS)
    found = next((each for each in _jobs() if each.name == job), None)
    if found is None:
        raise NoSuchJob(job)
    session = db.session()
    (standing,) = queries.standings(session, [found])
    return render_template(
        "foundation/operations/job.html",
        standing=standing,
        runs=queries.runs(session, job),
        tones=OUTCOME_TONES,
        kept=KEPT,
    )


@blueprint.post("/jobs/<job>/run-now")
def run_now(job: str) -> ResponseReturnValue:
    actions.run_now(job, {each.name for each in _jobs()}, actor=current_actor())
    flash("The next worker that looks, within seconds, runs it.")
    return redirect(url_for("operations.job", job=job))


def _jobs() -> tuple[Job, ...]:
    return cast("tuple[Job, ...]", current_app.extensions["fairtake_jobs"])
