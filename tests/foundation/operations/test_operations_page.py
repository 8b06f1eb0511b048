"""The operations page: what runs, what failed, what waits, and hurrying a job."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from foundation import audit, clock
from foundation.database import db, transaction
from foundation.errors import NotPermitted
from foundation.ids import new_id
from foundation.jobs import Job, leases, run_due
from foundation.jobs.models import JobRun, Outcome, Worker
from foundation.jobs.worker import say_alive
from foundation.operations import actions, queries
from foundation.operations.actions import NoSuchJob
from foundation.operations.jobs import JOBS as OPERATIONS_JOBS
from tests.cast import START, sign_in

HOURLY = timedelta(hours=1)
SWEEP = Job("sweep", lambda _lease: "3 swept", HOURLY)


def fail(_lease):
    raise RuntimeError("the broom is missing")


FAILING = Job("fail", fail, HOURLY)


@pytest.mark.parametrize("name", ["omar", "ada", "cora", "otto"])
@pytest.mark.parametrize("path", ["/operations", "/operations/jobs/jobs.prune"])
def test_who_does_not_run_the_machine_does_not_see_it(client, cast, name, path):
    sign_in(client, getattr(cast, name))
    assert client.get(path).status_code == 403


def test_a_run_is_shown_with_its_outcome_and_its_next_time(session):
    run_due([SWEEP], new_id())
    (standing,) = queries.standings(session, [SWEEP])
    assert (standing.last.outcome, standing.last.said) == (Outcome.DONE, "3 swept")
    assert (standing.next_due_at, standing.held_by) == (START + HOURLY, None)


def test_a_job_that_never_ran_is_shown_too(session):
    (standing,) = queries.standings(session, [SWEEP])
    assert (standing.last, standing.next_due_at) == (None, None)


def test_who_holds_a_job_is_shown_until_the_lease_ends(session):
    holder = new_id()
    leases.claim("sweep", holder, HOURLY)
    assert queries.standings(session, [SWEEP])[0].held_by == holder
    clock.move(leases.HELD_FOR + timedelta(seconds=1))
    db.session.rollback()
    assert queries.standings(session, [SWEEP])[0].held_by is None


def test_a_job_nobody_runs_is_late(session):
    run_due([SWEEP], new_id())
    clock.move(HOURLY + queries.LATE_AFTER)
    assert not queries.standings(session, [SWEEP])[0].is_late
    clock.move(timedelta(seconds=1))
    assert queries.standings(session, [SWEEP])[0].is_late


def test_a_failing_job_does_not_stop_the_others_and_its_error_is_kept(session):
    assert run_due([FAILING, SWEEP], new_id()) == 2
    said = dict(session.execute(select(JobRun.job, JobRun.said)).all())
    assert said == {"fail": "RuntimeError: the broom is missing", "sweep": "3 swept"}


def test_the_page_shows_jobs_workers_queues_and_failures(client, cast):
    run_due([FAILING], new_id())
    say_alive(new_id())
    sign_in(client, cast.admin)
    page = client.get("/operations").text
    for part in ("jobs.prune", "the broom is missing", "Workers alive", "Mail to send"):
        assert part in page, part
    assert "No worker is running" not in page


def test_without_a_worker_the_page_says_what_to_do(client, cast):
    say_alive(new_id())
    clock.move(timedelta(minutes=2))
    sign_in(client, cast.admin)
    assert "No worker is running" in client.get("/operations").text


def test_a_worker_that_went_silent_is_forgotten_in_time(session):
    say_alive(new_id())
    clock.move(timedelta(days=2))
    say_alive(new_id())
    assert session.scalar(select(func.count()).select_from(Worker)) == 1


def test_the_page_of_a_job_lists_its_runs(client, cast):
    run_due(OPERATIONS_JOBS, new_id())
    sign_in(client, cast.admin)
    assert "0 runs forgotten" in client.get("/operations/jobs/jobs.prune").text
    assert client.get("/operations/jobs/no-such-job").status_code == 404


def test_hurrying_a_job_makes_it_due_and_is_audited(client, cast, session):
    run_due(OPERATIONS_JOBS, new_id())
    sign_in(client, cast.admin)
    assert run_due(OPERATIONS_JOBS, new_id()) == 0
    client.post("/operations/jobs/jobs.prune/run-now")
    assert run_due(OPERATIONS_JOBS, new_id()) == 1
    events = select(audit.AuditEvent).where(audit.AuditEvent.action == "job.hurried")
    event = session.scalars(events).one()
    assert (event.actor_id, event.details) == (cast.admin.id, {"job": "jobs.prune"})


def test_hurrying_is_for_those_who_run_the_machine(cast):
    with pytest.raises(NotPermitted):
        actions.run_now("sweep", {"sweep"}, actor=cast.cora.actor)


def test_an_unknown_job_cannot_be_hurried(cast):
    with pytest.raises(NoSuchJob):
        actions.run_now("no-such-job", {"sweep"}, actor=cast.admin.actor)


def test_old_runs_are_forgotten_but_never_a_jobs_last(session):
    for _ in range(3):
        run_due([SWEEP], new_id())
        clock.move(HOURLY)
    clock.move(timedelta(days=31))
    run_due(OPERATIONS_JOBS, new_id())
    db.session.rollback()
    fences = session.scalars(select(JobRun.fence).where(JobRun.job == "sweep")).all()
    assert fences == [3]


def said_of(session, job) -> list[str]:
    db.session.rollback()
    runs = select(JobRun.said).where(JobRun.job == job).order_by(JobRun.fence)
    return list(session.scalars(runs))


def test_runs_that_found_nothing_are_forgotten_within_the_hour(session):
    counts = iter(["0 swept, 0 left", "2 swept, 0 left", "0 swept, 10 left", "0 swept, 0 left"])
    often = Job("sweep", lambda _lease: next(counts), timedelta(minutes=1))
    for _ in range(4):
        run_due([often, FAILING], new_id())
        clock.move(HOURLY)
    run_due(OPERATIONS_JOBS, new_id())
    assert said_of(session, "sweep") == ["2 swept, 0 left", "0 swept, 10 left", "0 swept, 0 left"]
    assert len(said_of(session, "fail")) == 4


def test_when_a_failing_job_last_went_well_stays_known(session):
    run_due([Job("sweep", lambda _lease: "0 swept", HOURLY)], new_id())
    for _ in range(4):
        clock.move(HOURLY)
        run_due([Job("sweep", fail, HOURLY), *OPERATIONS_JOBS], new_id())
    assert said_of(session, "sweep")[0] == "0 swept"


def test_a_run_that_found_nothing_is_seen_for_an_hour(session):
    often = Job("sweep", lambda _lease: "0 swept", timedelta(minutes=1))
    for _ in range(3):
        run_due([often], new_id())
        clock.move(timedelta(minutes=20))
    run_due(OPERATIONS_JOBS, new_id())
    assert len(said_of(session, "sweep")) == 3


def test_a_day_of_a_frequent_job_leaves_an_hour_of_runs(session):
    often = Job("sweep", lambda _lease: "0 swept", timedelta(minutes=5))
    for _ in range(24 * 12):
        run_due([often, *OPERATIONS_JOBS], new_id())
        clock.move(timedelta(minutes=5))
    assert len(said_of(session, "sweep")) <= 25


@pytest.mark.parametrize("path", ["/operations", "/operations/jobs/jobs.prune"])
def test_the_pages_say_how_long_runs_are_kept(client, cast, path):
    sign_in(client, cast.admin)
    page = client.get(path).text
    assert "30 days" in page
    assert "60 minutes" in page


def test_worker_once_runs_everything_due_or_not_and_ends(app, session):
    with transaction() as writing:
        writing.add(JobRun(job="kept", holder=new_id(), fence=1, started_at=START))
    runner = app.test_cli_runner()
    for _ in range(2):
        result = runner.invoke(args=["worker", "--once"])
        assert result.exit_code == 0, result.output
    db.session.rollback()
    count = select(func.count()).where(JobRun.job == "jobs.prune", JobRun.outcome == Outcome.DONE)
    assert session.scalar(count) == 2
