"""No byte of a recording, and no row of a manifest, leaves but by one of the gates."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.code import MODULES, relative

GATES = {"read_bytes", "hand_over", "take_file"}
"""`consent.media.viewing.read_bytes`, which decides review for each range; `hand_over`; and
`take_file` of what was handed over, which decides its purpose again for each link."""
LETS_OUT = {"open", "link", "path"}
"""What a storage gives bytes by, or an address of them."""
SENDS = {"send_file", "send_from_directory", "get_object", "download_fileobj"}
SENDS |= {"download_file", "generate_presigned_url"}
"""What sends a file past any storage, or makes an address for who has none."""
NOT_RECORDINGS = {
    "consent/console/bundles/routes.py: file": "entries, openings, proofs, never a recording",
    "consent/licences/filings/routes.py: file": "a filing, to who may read it",
    "consent/recalls/demo.py: _tone": "writes a tone",
    "foundation/cases/attachments.py: send": "what was attached to a case, to who may read it",
    "foundation/backup/making.py: _add_files": "the operator's own copy of all that is kept",
    "foundation/backup/restoring.py: _bring_database": "out of that copy, to where it was",
    "foundation/backup/restoring.py: _bring_files": "out of that copy, to where they were",
    "foundation/storage/doctor.py: trouble": "a file that it put there itself, to see it come back",
    "foundation/storage/local.py: delete": "the storage itself",
    "foundation/storage/local.py: open": "the storage itself",
    "foundation/storage/local.py: put": "the storage itself",
    "foundation/storage/routes.py: fetch": "follows a link that somebody was given",
    "foundation/storage/s3.py: connect": "says how addresses are written",
    "foundation/storage/s3.py: link": "makes the link that others ask for",
    "foundation/storage/s3.py: open": "the storage itself",
    "foundation/storage/s3.py: origin_of": "makes a link to nothing, to see where links lead",
    "marketplace/deliveries/building/working.py: pieces": "into a shard that nobody sees before it"
    " is handed over",
    "marketplace/deliveries/building/working.py: _verified": "as above, and to the process that"
    " brings it to one loudness",
    "marketplace/casting/demo_tapes.py: _tone": "writes a tone",
    "marketplace/casting/sending.py: send_tape": "a self-tape, which is never a recording",
    "marketplace/deliveries/taking/sending.py: read_manifest": "a list of hashes, no recording",
    "marketplace/takes/checking/fetching.py: fetched": "to the machine check, which keeps no copy",
    "marketplace/requests/reference_files.py: send": "what a brief speaks of, never a recording",
    "marketplace/profiles/reels/demo.py: _tones": "writes tones",
    "marketplace/profiles/reels/jobs.py: _look": "a reel, to the process that decodes it",
    "marketplace/profiles/reels/sending.py: _send_made": "a poster or a preview of a reel",
    "marketplace/profiles/reels/sending.py: send_reel": "a reel, which is never a recording",
    "foundation/uploads/taking.py: head_of": "what somebody uploads, before it is anybody else's",
    "foundation/uploads/taking.py: path_of": "what somebody uploads, on its way in",
}
"""Every other way out, and what goes there."""
BUILDS = {
    "marketplace/deliveries/building/gathering.py": "says what a delivery is made of, which lies"
    " under a key that nobody knows until `hand_over` publishes it"
}
"""Who else knows where a recording's bytes are."""
MANIFEST_ROWS = {"HandedOver", "Holder"}
ONLY_IN = "consent/holders/handing.py: _register"


def places(source: str) -> Iterator[tuple[str, list[ast.AST]]]:
    """Each function with all that is in it, and what is outside of any."""
    tree, inside = ast.parse(source), set[ast.AST]()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            nodes = list(ast.walk(node))
            inside.update(nodes)
            yield node.name, nodes
    yield "outside", [node for node in ast.walk(tree) if node not in inside]


def calls(nodes: list[ast.AST]) -> Iterator[str]:
    return (
        ast.unparse(node.func).rpartition(".")[2] for node in nodes if isinstance(node, ast.Call)
    )


def reaches_a_store(path: str, source: str) -> bool:
    """Whatever it is called there: who keeps files is asked for by this module alone."""
    return "storage" in source and (
        path.startswith("foundation/storage/")
        or bool(re.search(r"^\s*(from|import) .*\bstorage\b", source, re.MULTILINE))
    )


def lets_bytes_out(node: ast.AST, *, reaches: bool) -> bool:
    """Also where a method is only named: somebody else will call it."""
    if isinstance(node, ast.Attribute):
        if node.attr in SENDS:
            return True
        receiver = ast.unparse(node.value)
        ours = receiver == "os" or "Path" in receiver or receiver.endswith(("path", "source"))
        return reaches and node.attr in LETS_OUT and not ours
    if isinstance(node, ast.Name):
        return node.id in SENDS
    by_name = isinstance(node, ast.Constant) and node.value in LETS_OUT
    return reaches and by_name


def ways_out(path: str, source: str) -> dict[str, bool]:
    """By place, whether a gate stands in it."""
    reaches = reaches_a_store(path, source)
    found = {}
    for name, nodes in places(source):
        takes_a_key = any(_gives_a_key(node) for node in nodes)
        if takes_a_key or any(lets_bytes_out(node, reaches=reaches) for node in nodes):
            found[f"{path}: {name}"] = any(call in GATES for call in calls(nodes))
    return found


def _gives_a_key(node: ast.AST) -> bool:
    """To something that lets out, which somebody handed in by whatever name."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in LETS_OUT
        and any("key" in ast.unparse(each) for each in node.args)
    )


def manifest_rows(path: str, source: str) -> set[str]:
    if not any(row in source for row in MANIFEST_ROWS):
        return set()
    return {
        f"{path}: {name}"
        for name, nodes in places(source)
        if any(call in MANIFEST_ROWS for call in calls(nodes))
    }


def everywhere() -> Iterator[tuple[str, str]]:
    return ((relative(path), Path(path).read_text()) for path in MODULES)


def test_every_way_out_has_a_gate_or_lets_out_no_recording():
    found = {place: gate for each in everywhere() for place, gate in ways_out(*each).items()}
    assert {place for place, gate in found.items() if not gate} == set(NOT_RECORDINGS)
    assert {place for place, gate in found.items() if gate} == {
        "consent/media/sending.py: send",
        "marketplace/deliveries/taking/sending.py: link",
    }


def test_who_holds_what_is_written_by_the_gate_alone():
    assert {place for each in everywhere() for place in manifest_rows(*each)} == {ONLY_IN}


def test_only_those_who_keep_files_know_where_they_are():
    """Without its key nobody can ask for the bytes of a recording."""
    asks = {path for path, source in everywhere() if "MediaFile" in source}
    outside = {path for path in asks if not path.startswith("consent/media/")}
    for path, source in everywhere():
        if path in outside - BUILDS.keys():
            assert "storage_key" not in source, path


def test_where_files_lie_is_known_to_the_storage_alone():
    """Around it anybody could read the folder; a link that it did not make could lead anywhere."""
    known = {path for path, source in everywhere() if knows_where_files_lie(source)}
    assert known == {"foundation/storage/__init__.py", "foundation/storage/doctor.py"}
    seals = {path for path, source in everywhere() if "links.seal(" in source}
    assert seals == {"foundation/storage/local.py"}


def knows_where_files_lie(source: str) -> bool:
    return bool(re.search(r"""/ ["']storage["']""", source))


PLANTED = """
from foundation import storage
def download(file):
    store = storage.of(settings())
    return Response(store.open(file.storage_key))
"""
OTHERWISE = (
    ("store.open(", "storage.of(settings()).link("),
    ("store.open(", "self.storage.open("),
    ("store", "keeper"),
    ("store.open(file.storage_key)", "stream(store.open, file)"),
    ("store.open(file", "getattr(store, 'open')(file"),
    ("def download", "async def download"),
    ("def download(file):", "if True:"),
    ("from foundation import storage", "from foundation import storage as kept"),
    ("from foundation import storage", "from foundation.storage import of"),
    ("from foundation import storage\ndef download(file):", "def job(lease, kept, file):"),
    ("Response(store.open(file.storage_key))", "send_file(store.folder / file.name)"),
    ("Response(store.open(file.storage_key))", "flask.send_from_directory(folder, file.name)"),
    ("store.open(file.storage_key)", "client.get_object(Bucket=bucket, Key=file.name)"),
    ("store.open(", "client.generate_presigned_url("),
)
"""The same by another name, in another kind of place, or past the storage."""


@pytest.mark.parametrize(
    "source", [PLANTED, *(PLANTED.replace(was, planted) for was, planted in OTHERWISE)]
)
def test_a_way_past_the_gates_would_be_found(source):
    assert list(ways_out("planted.py", source).values()) == [False]


def test_whoever_reads_the_folder_itself_would_be_found():
    assert knows_where_files_lie('(settings().var / "storage" / key).read_bytes()')


def test_a_way_with_a_gate_in_it_is_none_past_them():
    guarded = PLANTED.replace("store = ", "read_bytes(actor=actor)\n    store = ")
    assert ways_out("planted.py", guarded) == {"planted.py: download": True}


def test_a_manifest_row_written_elsewhere_would_be_found():
    assert manifest_rows("planted.py", "def quietly(s):\n    s.add(Holder(files=[]))") == {
        "planted.py: quietly"
    }
