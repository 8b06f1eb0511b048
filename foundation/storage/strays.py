"""Files whose row never came: we were killed between the one and the other."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from foundation import storage
from foundation.clock import now
from foundation.database import db
from foundation.jobs import Lease
from foundation.web import settings

STRAY_AFTER = timedelta(days=1)
"""Far longer than any request takes to write the row after its file."""


def remove_strays(lease: Lease, folder: str, *known: InstrumentedAttribute[Any]) -> int:
    """How many there were. `known` are the columns that have the keys of the folder's files."""
    store = storage.of(settings())
    old = [stored.key for stored in store.list(folder) if stored.kept_at < now() - STRAY_AFTER]
    session = db.session()
    with_a_row = {key for column in known for key in session.scalars(select(column))}
    session.rollback()
    strays = [key for key in old if key not in with_a_row]
    for key in strays:
        lease.refuse_lost()
        store.delete(key)
    return len(strays)
