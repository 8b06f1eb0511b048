"""Files inside a form: read whole, up to a limit, and looked at before they are kept."""

import hashlib
from dataclasses import dataclass
from io import BytesIO

from werkzeug.datastructures import FileStorage

from foundation import storage
from foundation.errors import DomainError
from foundation.ids import new_id
from foundation.uploads import sniff
from foundation.uploads.taking import HEAD_BYTES
from foundation.web import settings


@dataclass(frozen=True, slots=True)
class FormFile:
    content: bytes
    media_type: str
    """What it is by its first bytes, whatever it is called."""

    @property
    def size_bytes(self) -> int:
        return len(self.content)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    def keep(self, folder: str) -> str:
        """Its key. Outside of any transaction: storage may be far away."""
        key = f"{folder}{new_id()}"
        storage.of(settings()).put(key, BytesIO(self.content))
        return key


def read(
    file: FileStorage, most_bytes: int, *, empty: DomainError, too_large: DomainError
) -> FormFile:
    """Or the refusal that its slice words for who sent it."""
    with file.stream as stream:
        content = stream.read(most_bytes + 1)
    if len(content) > most_bytes:
        raise too_large
    if not content:
        raise empty
    return FormFile(content, sniff.checked_type(file.mimetype, content[:HEAD_BYTES]))
