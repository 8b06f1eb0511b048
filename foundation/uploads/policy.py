"""Who may touch an upload."""

from uuid import UUID

from foundation.uploads.models import Upload


def may_use(owner: UUID, upload: Upload) -> bool:
    return upload.owner_id == owner
