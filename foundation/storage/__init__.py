"""Where files are kept: one interface, a local folder or S3 behind it, chosen by a setting."""

from functools import lru_cache

from foundation.settings import Settings
from foundation.storage.interface import BadKey, Storage, Stored, StoredFileMissing, exists
from foundation.storage.local import LocalStorage

__all__ = ["BadKey", "Storage", "Stored", "StoredFileMissing", "exists", "of", "origin"]


@lru_cache(maxsize=8)
def of(settings: Settings) -> Storage:
    """The same one for the whole process: an S3 client keeps its connections."""
    if not settings.storage.startswith("s3://"):
        return LocalStorage(settings.var / "storage", settings.secret_key)
    # boto3 takes a second to import, and most installations never need it.
    from foundation.storage.s3 import connect  # noqa: PLC0415

    return connect(settings)


def origin(settings: Settings) -> str:
    """Where links lead, for the policy of our pages; empty where that is this very site."""
    if not settings.storage.startswith("s3://"):
        return ""
    from foundation.storage.s3 import origin_of  # noqa: PLC0415 - as above

    return origin_of(settings)
