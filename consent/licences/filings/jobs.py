"""Files of filings whose version never came: we were killed between the one and the other."""

from datetime import timedelta

from consent.licences.filings.content import FOLDER
from consent.licences.filings.models import FilingVersion
from foundation.jobs import Job, Lease
from foundation.storage.strays import remove_strays


def sweep_files(lease: Lease) -> str:
    return f"{remove_strays(lease, FOLDER, FilingVersion.storage_key)} strays removed"


JOBS = (Job("filings.sweep_files", sweep_files, timedelta(days=1)),)
