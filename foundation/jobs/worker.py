"""`flask worker`: the process that runs what is due, until it is stopped."""

import os
import signal
import socket
import threading
from collections.abc import Callable, Sequence
from datetime import timedelta
from uuid import UUID

import click
from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask
from flask.cli import with_appcontext
from flask.globals import app_ctx
from sqlalchemy import delete

from foundation.clock import now
from foundation.database import transaction
from foundation.ids import new_id
from foundation.jobs.models import Worker
from foundation.jobs.running import Job, run_due
from foundation.launch.starting import refuse_to_start

TICK_S = 1.0
SEEN_EVERY = timedelta(seconds=15)
FORGOTTEN_AFTER = timedelta(days=1)


def worker_command(jobs: Sequence[Job]) -> click.Command:
    @click.command("worker")
    @click.option("--once", is_flag=True, help="Run everything that is due now, then end.")
    @with_appcontext
    def worker(once: bool) -> None:
        """Run jobs when they are due."""
        refuse_to_start()
        holder = new_id()
        if once:
            ran = run_due(jobs, holder, even_if_not_due=True)
            click.echo(f"{ran} jobs ran")
        else:
            _tick_until_stopped(jobs, holder)

    return worker


def _tick_until_stopped(jobs: Sequence[Job], holder: UUID) -> None:
    """The scheduler only ticks; which job runs is decided by rows, so any number may tick."""
    app = app_ctx.app
    stopped = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: stopped.set())
    scheduler = BackgroundScheduler(timezone="UTC")
    ticks = {"max_instances": 1, "coalesce": True, "misfire_grace_time": None}
    for thread in sorted({job.thread for job in jobs}):
        of_thread = [job for job in jobs if job.thread == thread]
        scheduler.add_job(
            _in_context,
            "interval",
            (app, run_due, of_thread, holder),
            seconds=TICK_S,
            id=thread,
            **ticks,
        )
    with app.app_context():
        say_alive(holder)
    scheduler.add_job(
        _in_context,
        "interval",
        (app, say_alive, holder),
        seconds=SEEN_EVERY.total_seconds(),
        **ticks,
    )
    scheduler.start()
    stopped.wait()
    scheduler.shutdown(wait=True)


def _in_context(app: Flask, call: Callable[..., object], *arguments: object) -> None:
    with app.app_context():
        call(*arguments)


def say_alive(holder: UUID) -> None:
    with transaction() as session:
        at = now()
        session.execute(delete(Worker).where(Worker.seen_at < at - FORGOTTEN_AFTER))
        known = session.get(Worker, holder)
        if known is None:
            place = f"{socket.gethostname()} {os.getpid()}"
            session.add(Worker(id=holder, place=place, started_at=at, seen_at=at))
        else:
            known.seen_at = at
