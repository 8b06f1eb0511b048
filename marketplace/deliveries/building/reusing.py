"""What a delivery has in common with the one it takes the place of is the same bytes again, so that
whoever has those fetches only what is new."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from marketplace.deliveries.building.keeping import NewFile, Part
from marketplace.deliveries.building.models import Delivery, FileKind
from marketplace.deliveries.building.outputs import Output
from marketplace.deliveries.building.rows import FileRow, MemberRow, rows_of
from marketplace.deliveries.building.working import BESIDE, Bench, Made


@dataclass(frozen=True, slots=True)
class Before:
    """Empty where nothing came before."""

    rows: Mapping[str, FileRow] = field(default_factory=dict)

    def again(
        self, bench: Bench, paths: Sequence[str], made_by: str, outputs: Sequence[Output]
    ) -> list[NewFile]:
        """All of these files, if each was made by the same recipe and is still there as it was."""
        rows = [self.rows[path] for path in paths if path in self.rows]
        if len(rows) < len(paths) or any(not _is_same(row, made_by) for row in rows):
            return []
        named = {output.name: output for output in outputs}
        found: list[NewFile] = []
        for row in rows:
            made = bench.copy(row.file.storage_key, _made(row), f"{made_by}{len(found)}")
            if made is None:
                return []
            found.append(_file(row, made, made_by, named))
        return found


def before(session: Session, delivery: Delivery) -> Before:
    if delivery.follows_id is None:
        return Before()
    rows = rows_of(session, delivery.follows_id, delivery.client_id)
    return Before({row.file.path: row for row in rows.files})


def _is_same(row: FileRow, made_by: str) -> bool:
    return row.file.recipe == made_by and row.file.destroyed_at is None


def _made(row: FileRow) -> Made:
    file = row.file
    return Made(
        name=file.path,
        sha256=file.sha256,
        size_bytes=file.size_bytes,
        media_type=file.media_type,
        key=file.storage_key,
        credential=file.credential,
    )


def _file(row: FileRow, made: Made, made_by: str, named: Mapping[str, Output]) -> NewFile:
    is_shard = row.file.kind is FileKind.SHARD
    parts = [_member(each, named) for each in row.members] if is_shard else [_part(made, named)]
    return NewFile(
        made=made,
        kind=row.file.kind,
        recipe=made_by,
        split=row.file.split,
        take_id=row.file.take_id,
        original=row.file.original,
        parts=parts,
        is_shard=is_shard,
    )


def _part(made: Made, named: Mapping[str, Output]) -> Part:
    return Part(output=output_of(made.name, named), made=made)


def _member(row: MemberRow, named: Mapping[str, Output]) -> Part:
    made = Made(
        name=row.name,
        sha256=row.sha256,
        size_bytes=row.size_bytes,
        media_type=row.media_type,
        key="",
        credential=row.credential,
    )
    return _part(made, named)


def output_of(name: str, named: Mapping[str, Output]) -> Output:
    """Of a credential, that of the file beside which it stands."""
    if name in named:
        return named[name]
    return named[name.removesuffix(BESIDE)].beside()
