"""What every opening has, and how a value object becomes the payload that is committed to."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from typing import Any, ClassVar
from uuid import UUID

from consent.ledger.entries import EntryType


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The private content of one entry, about one person. Subclasses name an entry type each."""

    type: ClassVar[EntryType]
    person: UUID
    """The account: the performer, or for a client's licence who signed it."""
    at: datetime
    """The exact instant; the entry itself shows only its day."""

    def payload(self) -> dict[str, Any]:
        """Plain JSON values; what is None is left out."""
        return plain_fields(self)


def plain_fields(value: Any) -> dict[str, Any]:
    found = {field.name: getattr(value, field.name) for field in fields(value)}
    return {name: plain(each) for name, each in found.items() if each is not None}


def plain(value: Any) -> Any:
    if is_dataclass(value):
        return plain_fields(value)
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    if isinstance(value, datetime):
        return write_instant(value)
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, int) else str(value)


def write_instant(at: datetime) -> str:
    """RFC 3339 in its one spelling here: UTC, six decimals, Z."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
