"""Writes the index of a delivery as Parquet, in a process apart: the server never loads it.

`python -m marketplace.deliveries.building.indexing ROWS TARGET`: a JSON object a line, in order.
"""

import json
import sys
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from foundation.apart import give_up

MEMORY_BYTES = 4 << 30
CPU_S = 1_800
_AT_ONCE = 10_000
_TEXTS = pa.list_(pa.string())
SCHEMA = pa.schema(
    [
        ("path", pa.string()),
        ("member", pa.string()),
        ("split", pa.string()),
        ("take", pa.string()),
        ("part", pa.string()),
        ("request", pa.string()),
        ("recordings", _TEXTS),
        ("performers", _TEXTS),
        ("media_type", pa.string()),
        ("sha256", pa.string()),
        ("original", pa.string()),
        ("bytes", pa.int64()),
        ("seconds", pa.float64()),
        ("sample_rate_hz", pa.int32()),
        ("channels", pa.int16()),
        ("language", pa.string()),
        ("begins", pa.string()),
        ("ends", pa.string()),
        ("overall", pa.float64()),
        ("labels", pa.string()),
        ("transcript", pa.string()),
    ]
)
"""One row for each media file. Of a shard `member` is the name in it, and so are the last two."""


def main(rows: Path, target: Path) -> None:
    give_up(memory_bytes=MEMORY_BYTES, cpu_s=CPU_S)
    pa.set_memory_pool(pa.system_memory_pool())
    write_index(rows, target)


def write_index(rows: Path, target: Path) -> None:
    with parquet.ParquetWriter(target, SCHEMA, compression="zstd") as made, rows.open() as lines:
        waiting = []
        for line in lines:
            waiting.append(json.loads(line))
            if len(waiting) == _AT_ONCE:
                made.write_table(pa.Table.from_pylist(waiting, schema=SCHEMA))
                waiting = []
        if waiting:
            made.write_table(pa.Table.from_pylist(waiting, schema=SCHEMA))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
