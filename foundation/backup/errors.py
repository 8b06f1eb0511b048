"""Why a backup is not restored."""

from collections.abc import Sequence

from foundation.errors import Conflict, DomainError


class NotABackup(DomainError):
    message = "{file} is not a backup of ours."

    def __init__(self, file: object) -> None:
        super().__init__(file)
        self.file = file


class DamagedBackup(DomainError):
    message = "This backup is damaged, so nothing was restored. Damaged: {names}."

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(names)
        self.names = ", ".join(names)


class OtherDatabase(DomainError):
    message = "This backup is of a {kind} database, and DATABASE_URL is of another kind."

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class NewerBackup(DomainError):
    message = (
        "This backup was made by version {version}, which has tables that this version does not"
        " know. Restore it with that version."
    )

    def __init__(self, version: str) -> None:
        super().__init__(version)
        self.version = version


class DatabaseNotEmpty(Conflict):
    message = (
        "The database is not empty: {tables}. With --over all of it is replaced; make a backup"
        " of it first."
    )

    def __init__(self, tables: Sequence[str]) -> None:
        super().__init__(tables)
        shown = ", ".join(tables[:5])
        self.tables = shown + (" and others" if len(tables) > 5 else "")
