"""No byte of a recording, and no row of a manifest, leaves but by one of the two gates."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.code import MODULES, relative

GATES = {"read_bytes", "hand_over"}
"""`consent.media.viewing.read_bytes`, which decides review for each range; `hand_over`."""
LETS_OUT = {"open", "link", "path", "generate_presigned_url"}
"""What a storage gives bytes by, or an address of them."""
STORES = {"store", "storage", "_client"}
NOT_RECORDINGS = {
    "consent/console/bundles/routes.py: file": "entries, openings, proofs, never a recording",
    "consent/licences/filings/routes.py: file": "a filing, to who may read it",
    "foundation/cases/attachments.py: send": "what was attached to a case, to who may read it",
    "foundation/backup/making.py: _add_files": "the operator's own copy of all that is kept",
    "foundation/storage/doctor.py: trouble": "a file that it put there itself, to see it come back",
    "foundation/storage/routes.py: fetch": "follows a link that somebody was given",
    "foundation/storage/s3.py: link": "makes the link that others ask for",
    "foundation/storage/s3.py: origin_of": "makes a link to nothing, to see where links lead",
}
"""Every other way out, and what goes there."""
MANIFEST_ROWS = {"HandedOver", "Holder"}
ONLY_IN = "consent/holders/handing.py: _register"


def functions(source: str) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            yield node


def calls(function: ast.FunctionDef) -> Iterator[ast.Call]:
    return (node for node in ast.walk(function) if isinstance(node, ast.Call))


def name_of(call: ast.Call) -> str:
    return ast.unparse(call.func).rpartition(".")[2]


def lets_bytes_out(function: ast.FunctionDef) -> bool:
    """It asks a storage for bytes or an address, by whichever name it calls the storage."""
    return any(
        isinstance(call.func, ast.Attribute)
        and call.func.attr in LETS_OUT
        and _is_a_store(call.func.value)
        for call in calls(function)
    )


def _is_a_store(value: ast.expr) -> bool:
    words = ast.unparse(value)
    last = words.rpartition(".")[2]
    return (
        last in STORES or "storage.of(" in words or last.endswith("storage") or "connect(" in words
    )


def ways_out(path: str, source: str) -> dict[str, bool]:
    """By place, whether a gate stands in it."""
    return {
        f"{path}: {function.name}": any(name_of(call) in GATES for call in calls(function))
        for function in functions(source)
        if lets_bytes_out(function)
    }


def manifest_rows(path: str, source: str) -> set[str]:
    return {
        f"{path}: {function.name}"
        for function in functions(source)
        if any(name_of(call) in MANIFEST_ROWS for call in calls(function))
    }


def everywhere() -> Iterator[tuple[str, str]]:
    return ((relative(path), Path(path).read_text()) for path in MODULES)


def test_every_way_out_has_a_gate_or_lets_out_no_recording():
    found = {place: gate for each in everywhere() for place, gate in ways_out(*each).items()}
    assert {place for place, gate in found.items() if not gate} == set(NOT_RECORDINGS)
    assert {place for place, gate in found.items() if gate} == {"consent/media/sending.py: send"}


def test_who_holds_what_is_written_by_the_gate_alone():
    assert {place for each in everywhere() for place in manifest_rows(*each)} == {ONLY_IN}


def test_only_those_who_keep_files_know_where_they_are():
    """Without its key nobody can ask for the bytes of a recording."""
    asks = {path for path, source in everywhere() if "MediaFile" in source}
    outside = {path for path in asks if not path.startswith("consent/media/")}
    for path, source in everywhere():
        if path in outside:
            assert "storage_key" not in source, path


PLANTED = """
def download(file):
    store = storage.of(settings())
    return Response(store.open(file.storage_key))
"""


@pytest.mark.parametrize(
    "source",
    [
        PLANTED,
        PLANTED.replace("store.open(", "storage.of(settings()).link("),
        PLANTED.replace("store.open(", "self.storage.open("),
    ],
)
def test_a_way_past_the_gates_would_be_found(source):
    assert ways_out("planted.py", source) == {"planted.py: download": False}


def test_a_way_with_a_gate_in_it_is_none_past_them():
    guarded = PLANTED.replace("store = ", "read_bytes(actor=actor)\n    store = ")
    assert ways_out("planted.py", guarded) == {"planted.py: download": True}


def test_a_manifest_row_written_elsewhere_would_be_found():
    assert manifest_rows("planted.py", "def quietly(s):\n    s.add(Holder(files=[]))") == {
        "planted.py: quietly"
    }
