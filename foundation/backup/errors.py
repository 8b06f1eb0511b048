"""Why a backup is not written, or not restored."""

from dataclasses import dataclass

from foundation.errors import Conflict, DomainError


@dataclass(eq=False)
class NotWritten(DomainError):
    file: object
    why: str
    message = "No backup was written to {file}: {why}. What was begun of it is gone again."


@dataclass(eq=False)
class NotABackup(DomainError):
    file: object
    message = "{file} is not a backup of ours."


@dataclass(eq=False)
class DamagedBackup(DomainError):
    names: str
    message = "This backup is damaged, so nothing was restored. Damaged: {names}."


@dataclass(eq=False)
class OtherDatabase(DomainError):
    kind: str
    message = "This backup is of a {kind} database, and DATABASE_URL is of another kind."


@dataclass(eq=False)
class NewerBackup(DomainError):
    version: str
    message = (
        "This backup was made by version {version}, which has tables that this version does not"
        " know. Restore it with that version."
    )


@dataclass(eq=False)
class DatabaseNotEmpty(Conflict):
    tables: str
    message = (
        "The database is not empty: {tables}. With --over all of it is replaced; make a backup"
        " of it first."
    )
