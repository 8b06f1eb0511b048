"""Numbers for Prometheus: requests as they happen, and jobs as their rows say when asked."""

from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.gc_collector import GCCollector
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector
from sqlalchemy import func, select

from foundation import hooks
from foundation.clock import now
from foundation.database import db
from foundation.jobs import liveness
from foundation.jobs.models import JobLease, JobRun, Outcome

registry = CollectorRegistry()
requests = Histogram(
    "fairtake_request_seconds",
    "Time to answer, by endpoint (never by address), method and status.",
    ("endpoint", "method", "status"),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
    registry=registry,
)
for each in (ProcessCollector, PlatformCollector, GCCollector):
    each(registry=registry)


class Jobs(Collector):
    """Read at each scrape, so that any process can be asked about all of them."""

    def collect(self) -> Iterable[GaugeMetricFamily]:
        session = db.session()
        at = now()
        runs = GaugeMetricFamily(
            "fairtake_job_runs",
            "Runs of a job that are kept, by outcome.",
            labels=("job", "outcome"),
        )
        counted = select(JobRun.job, JobRun.outcome, func.count()).group_by(
            JobRun.job, JobRun.outcome
        )
        for job, outcome, count in session.execute(counted):
            runs.add_metric((job, str(outcome)), count)
        yield runs

        last = GaugeMetricFamily(
            "fairtake_job_last_done_seconds", "Since a job last went well.", labels=("job",)
        )
        done = select(JobRun.job, func.max(JobRun.ended_at)).where(JobRun.outcome == Outcome.DONE)
        for job, ended_at in session.execute(done.group_by(JobRun.job)):
            if ended_at is not None:
                last.add_metric((job,), (at - ended_at).total_seconds())
        yield last

        late = select(func.count()).where(JobLease.holder.is_(None), JobLease.next_due_at < at)
        yield GaugeMetricFamily(
            "fairtake_jobs_due", "Jobs that are due and not running.", session.scalar(late) or 0
        )
        yield GaugeMetricFamily(
            "fairtake_workers_alive",
            "Workers heard of lately.",
            len(liveness.workers_alive(session)),
        )

        waiting = GaugeMetricFamily(
            "fairtake_queue_waiting", "What waits to be sent or answered.", labels=("queue",)
        )
        for provider in hooks.queues_in:
            for queue in provider(session):
                waiting.add_metric((queue.name,), queue.waiting)
        yield waiting


registry.register(Jobs())


def exposition() -> bytes:
    return generate_latest(registry)
