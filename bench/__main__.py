"""`make bench`: every figure, or those named; a table, and bench/results.json."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.bulk_posting_vs_hordak import BENCH as BULK_POSTING
from bench.choosing_p99_vs_gig_list import BENCH as CHOOSING
from bench.delivery_build_vs_copy import BENCH as DELIVERY_BUILD
from bench.journal_export_200k import BENCH as JOURNAL_EXPORT
from bench.ledger_append_vs_insert import BENCH as LEDGER_APPEND
from bench.ledger_audit_vs_sha256 import BENCH as LEDGER_AUDIT
from bench.ledger_proof_at_1m import BENCH as LEDGER_PROOF
from bench.machine_check import BENCH as MACHINE_CHECK
from bench.page_vs_flask_hello import BENCH as PAGE
from bench.pay_run_local_vs_insert import BENCH as PAY_RUN_LOCAL
from bench.pay_run_rate_fill import BENCH as PAY_RUN
from bench.posting_vs_insert import BENCH_PG as POSTING_PG
from bench.posting_vs_insert import BENCH_SQLITE as POSTING
from bench.recall_in_1000_deliveries import BENCH as RECALL
from bench.review_queue import BENCH as REVIEW_QUEUE
from bench.rights_3m_vs_100k import BENCH as RIGHTS_3M
from bench.rights_differential import BENCH as RIGHTS_DIFFERENTIAL
from bench.rights_manifest_vs_cedar_batch import BENCH as RIGHTS_MANIFEST
from bench.rights_manifest_vs_duckdb import BENCH as RIGHTS_DUCKDB
from bench.rights_single_vs_cedar import BENCH as RIGHTS_SINGLE
from bench.rows import Bench, Row
from bench.search_p99_vs_tantivy import BENCH as SEARCH
from bench.search_p99_vs_tantivy import BENCH_PG as SEARCH_PG
from bench.upload_vs_disk import BENCH as UPLOAD

BENCHES: tuple[Bench, ...] = (
    BULK_POSTING,
    JOURNAL_EXPORT,
    DELIVERY_BUILD,
    CHOOSING,
    LEDGER_APPEND,
    LEDGER_AUDIT,
    LEDGER_PROOF,
    MACHINE_CHECK,
    PAGE,
    PAY_RUN_LOCAL,
    PAY_RUN,
    POSTING,
    POSTING_PG,
    RECALL,
    REVIEW_QUEUE,
    RIGHTS_3M,
    RIGHTS_DIFFERENTIAL,
    RIGHTS_MANIFEST,
    RIGHTS_DUCKDB,
    RIGHTS_SINGLE,
    SEARCH,
    SEARCH_PG,
    UPLOAD,
)
RESULTS = Path(__file__).parent / "results.json"


def main(names: Sequence[str]) -> int:
    known = {bench.name: bench for bench in BENCHES}
    if unknown := set(names) - known.keys():
        print(
            f"There is no bench called {', '.join(sorted(unknown))}. There are: {', '.join(known)}"
        )
        return 2
    missed = 0
    print(f"{'name':<28} {'ours':>12} {'peer':>12} {'ratio':>9} {'min':>9} {'max':>9}  goal")
    for bench in (known[name] for name in names or known):
        row = bench.measure()
        keep(row)
        met = bench.goal.met(row)
        missed += not met
        figures = f"{row.ours:>12,.1f} {row.peer:>12,.1f} {row.ratio:>9} {row.min:>9} {row.max:>9}"
        said = f"{bench.goal}: {'met' if met else 'MISSED'}" if str(bench.goal) else "no goal"
        print(f"{row.name:<28} {figures}  {said}", flush=True)
    return 1 if missed else 0


def keep(row: Row, path: Path = RESULTS) -> None:
    """The rows of earlier runs stay, so that some can be measured again by name."""
    rows = json.loads(path.read_text()) if path.exists() else []
    others = [each for each in rows if each["name"] != row.name]
    kept = sorted([*others, row.as_json()], key=lambda each: str(each["name"]))
    path.write_text(json.dumps(kept, indent=2) + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
