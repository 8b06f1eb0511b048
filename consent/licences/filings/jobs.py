"""Files of filings whose version never came: we were killed between the one and the other."""

from datetime import timedelta

from sqlalchemy import select

from consent.licences.filings.content import FOLDER
from consent.licences.filings.models import FilingVersion
from foundation import storage
from foundation.clock import now
from foundation.database import db
from foundation.jobs import Job, Lease
from foundation.web import settings

STRAY_AFTER = timedelta(days=1)
"""Far longer than any request takes to write the version after its file."""


def sweep_files(lease: Lease) -> str:
    store = storage.of(settings())
    kept = store.list(FOLDER)
    old = [stored.key for stored in kept if stored.kept_at < now() - STRAY_AFTER]
    session = db.session()
    known = set(session.scalars(select(FilingVersion.storage_key)))
    session.rollback()
    strays = [key for key in old if key not in known]
    for key in strays:
        lease.refuse_lost()
        store.delete(key)
    return f"{len(strays)} strays removed"


JOBS = (Job("filings.sweep_files", sweep_files, timedelta(days=1)),)
