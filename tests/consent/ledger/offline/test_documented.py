"""docs/ledger.md: its tables are the code's, and its example verifies with programs not ours."""

import base64
import hashlib
import json
from typing import Any

import metamorphic_log
import pytest

from consent.ledger import offline
from consent.ledger.entries import EntryType
from tests.consent.ledger.offline.bundles import packed
from tests.consent.ledger.offline.ledger_page import PAGE, example, expected_rows
from tests.consent.ledger.offline.opened import said_about, verifier

EXAMPLE = example()
ORIGIN, SIZE, ROOT = EXAMPLE["checkpoint"].split("\n")[:3]


def line(name: str) -> str:
    return EXAMPLE[name].removesuffix("\n")


@pytest.mark.parametrize("row", expected_rows())
def test_the_page_has_the_tables_of_the_code(row):
    assert row in PAGE.split("\n")


def test_the_page_names_no_type_that_there_is_not():
    rows = [row for row in PAGE.split("\n") if row.startswith("| `") and row.count(" | ") == 3]
    assert {row.split("`")[1] for row in rows} == {type_.value for type_ in EntryType}


@pytest.mark.parametrize("index", [0, 2])
def test_another_library_finds_the_example_s_entries_in_its_tree(index):
    log_key = line("policy.txt").split("\n")[0].removeprefix("log ")
    head = metamorphic_log.checkpoint_verify(EXAMPLE["checkpoint"], [log_key])
    assert (head.origin, head.size) == (ORIGIN, 3)
    leaf = hashlib.sha256(b"\0" + line(f"entry-{index}").encode()).digest()
    assert leaf.hex() == line(f"leaf-{index}")
    path = EXAMPLE[f"proof-{index}"].split("\n\n")[0].split("\n")[3:]
    metamorphic_log.verify_inclusion(
        index, 3, leaf, [base64.b64decode(each) for each in path], base64.b64decode(ROOT)
    )


def test_the_example_s_root_follows_from_its_leaves():
    leaves = [bytes.fromhex(line(f"leaf-{index}")) for index in range(3)]
    left = hashlib.sha256(b"\1" + leaves[0] + leaves[1]).digest()
    assert base64.b64encode(hashlib.sha256(b"\1" + left + leaves[2]).digest()).decode() == ROOT


@pytest.mark.parametrize("index", [0, 2])
def test_the_example_s_openings_are_what_its_entries_committed_to(index):
    salt = base64.urlsafe_b64decode(line(f"salt-{index}") + "=")
    opened = b"fairtake-ledger-commit/v1\0" + salt + line(f"payload-{index}").encode()
    commit = base64.urlsafe_b64encode(hashlib.sha256(opened).digest()).decode().rstrip("=")
    assert json.loads(line(f"entry-{index}"))["commit"] == commit


def documented_bundle() -> bytes:
    """From the page alone, as a stranger would who reads section 9."""
    entries: list[dict[str, Any]] = [
        {
            "index": index,
            "entry": line(f"entry-{index}"),
            "opening": {
                "salt": line(f"salt-{index}"),
                "payload": json.loads(line(f"payload-{index}")),
            },
            "proof": EXAMPLE[f"proof-{index}"],
        }
        for index in (0, 2)
    ]
    evidence = {
        "format": "fairtake-evidence/1",
        "origin": ORIGIN,
        "made_at": "2026-06-02T00:00:00.000000Z",
        "about": "The example of the documentation.",
        "as_of": {"size": 3, "root": ROOT, "signed_at": "2026-06-01T09:00:00.000000Z"},
        "entries": entries,
    }
    return packed(
        {
            "evidence.json": json.dumps(evidence).encode(),
            "policy.txt": EXAMPLE["policy.txt"].encode(),
            "statement.note": EXAMPLE["statement.note"].encode(),
            **{f"proofs/{each['index']}.tlog-proof": each["proof"].encode() for each in entries},
        }
    )


def test_a_bundle_made_by_the_page_is_genuine():
    said = said_about(verifier(), documented_bundle())
    assert said[0] == "GENUINE."
    assert said[2].startswith(
        "As of checkpoint 3 of ledger.example.org/1, signed by the log and se"
    )
    assert said[-1] == "- Consent was withdrawn: nothing was allowed any more."


def test_the_page_says_the_prefix_and_the_format_that_the_verifiers_use():
    for exact in ("fairtake-ledger-commit/v1", "fairtake-evidence/1", "cosignature/v1"):
        assert exact in PAGE
        assert exact.encode() in offline.page()
        assert exact.encode() in offline.script()
