"""The index of a delivery: a row for each media file, for who asks before they open any."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from marketplace.deliveries.building.contents import TakeContents
from marketplace.deliveries.building.outputs import Output, media_of, stem_of
from marketplace.deliveries.building.rows import FileRow, MemberRow, Rows
from marketplace.deliveries.choosing.form import Form

NAME, MEDIA_TYPE = "index.parquet", "application/vnd.apache.parquet"
Found = Mapping[str, tuple[FileRow, MemberRow | None]]
_ENDINGS = {"labels": "json", "transcript": "vtt"}


def write_rows(target: Path, takes: Sequence[TakeContents], form: Form, rows: Rows) -> None:
    found = _by_name(rows)
    with target.open("w") as lines:
        for take in takes:
            for output in media_of(take, form):
                said = _row(take, output, found)
                lines.write(json.dumps(said, ensure_ascii=False) + "\n")


def _by_name(rows: Rows) -> Found:
    """Files by their paths, members of shards by their names."""
    return {name: where for row in rows.files for name, where in _named(row)}


def _named(row: FileRow) -> Iterator[tuple[str, tuple[FileRow, MemberRow | None]]]:
    if not row.members:
        yield row.file.path, (row, None)
    for member in row.members:
        yield member.name, (row, member)


def _row(take: TakeContents, output: Output, found: Found) -> dict[str, Any]:
    row, member = found[output.name]
    parts = [each for each in take.parts if each.name in output.parts]
    beats, overall = take.brief.beats, [each.overall for each in take.judged if each.decided]
    stem = stem_of(output.name)
    return {
        "path": row.file.path,
        "member": member.name if member else None,
        "split": take.split,
        "take": str(take.take_id),
        "part": parts[0].name if len(parts) == 1 else "mix",
        "request": str(take.request_id),
        "recordings": [str(each) for each in output.recordings],
        "performers": list(output.performers),
        "media_type": output.media_type,
        "sha256": member.sha256 if member else row.file.sha256,
        "original": output.original,
        "bytes": member.size_bytes if member else row.file.size_bytes,
        "seconds": max(each.seconds for each in parts),
        "sample_rate_hz": parts[0].sample_rate_hz if len(parts) == 1 else None,
        "channels": parts[0].channels if len(parts) == 1 else None,
        "language": take.brief.language,
        "begins": beats[0].feeling.value if beats else None,
        "ends": (beats[-1].turns_to or beats[-1].feeling).value if beats else None,
        "overall": float(overall[-1]) if overall else None,
        **{
            kind: name if (name := f"{stem}.{ending}") in found else None
            for kind, ending in _ENDINGS.items()
        },
    }
