"""Network addresses behind acts are personal: they are erased in time, the acts stay."""

from datetime import timedelta

from sqlalchemy import delete

from foundation.audit import AuditOrigin
from foundation.clock import now
from foundation.database import transaction
from foundation.jobs import Job, Lease
from foundation.statements import changed

ORIGINS_KEPT_FOR = timedelta(days=180)


def erase_origins(lease: Lease) -> str:
    with transaction() as session:
        lease.confirm(session)
        old = delete(AuditOrigin).where(AuditOrigin.at < now() - ORIGINS_KEPT_FOR)
        return f"{changed(session, old)} addresses erased"


JOBS = (Job("audit.erase_origins", erase_origins, timedelta(days=1)),)
