"""Samples are drawn as soon as the checkpoint is signed that decides them."""

from datetime import timedelta

from sqlalchemy import select

from consent.console.samples.actions import draw_due
from consent.console.samples.models import Sample, SampleDraw
from foundation.database import db
from foundation.jobs import Job, Lease


def has_work() -> bool:
    session = db.session()
    try:
        waiting = select(Sample.id).where(Sample.id.not_in(select(SampleDraw.sample_id)))
        return session.scalar(waiting.limit(1)) is not None
    finally:
        session.rollback()


def run(_lease: Lease) -> str:
    return f"{draw_due()} samples drawn"


JOBS = (Job("samples.draw", run, timedelta(seconds=10), has_work=has_work),)
