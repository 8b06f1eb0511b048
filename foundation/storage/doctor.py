"""Whether files can really be kept: tried, not guessed from the settings."""

import io
from collections.abc import Iterator

from foundation import storage
from foundation.hooks import Finding
from foundation.ids import new_id
from foundation.settings import Settings


def trouble(settings: Settings) -> str:
    """Why the storage does not work, in a sentence; empty where it does."""
    key, said = f"probe/{new_id()}", b"kept"
    try:
        store = storage.of(settings)
        store.put(key, io.BytesIO(said))
        came_back = b"".join(store.open(key))
        store.delete(key)
    except Exception as error:  # Whatever it is, it is what the operator must read.
        return f"Files cannot be kept in {settings.storage}: {error or type(error).__name__}."
    return "" if came_back == said else f"{settings.storage} gives back other bytes than it got."


def findings(settings: Settings) -> Iterator[Finding]:
    """For `hooks.doctor`."""
    if sentence := trouble(settings):
        yield Finding(sentence, hurts=True)
    elif settings.production and not settings.storage.startswith("s3://"):
        where = settings.var / "storage"
        yield Finding(
            f"Files are kept in {where.absolute()} on this machine: every web and worker process"
            " must see the same folder, and backups must hold it.",
            hurts=False,
        )
