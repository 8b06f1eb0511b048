"""The Python module: kept as it is written, with types that hold, and nothing is done twice."""

import copy
import os
import subprocess
import sys

import pytest

from assembly import fairtake
from assembly.fairtake import Fairtake, Problem, Unreachable
from foundation.api.description import described
from foundation.api.operation_names import operations, with_names
from foundation.api.python.writing import written
from tests.api.scripted import CUT, Said, saying
from tests.architecture.code import ROOT

KEPT = ROOT / "assembly" / "fairtake.py"
USER = """
from fairtake import Fairtake, Problem

def references(token: str) -> list[str]:
    with_it = Fairtake(token, server="https://example.org")
    try:
        take = with_it.post_take(booking_id="b")
        with_it.post_take_stop(take["id"], idempotency_key="my-own-key")
    except Problem as problem:
        print(problem.status, problem.detail, problem.errors)
    return [each["reference"] for each in with_it.list_deliveries()]
"""
WRONG = """
from fairtake import Fairtake

found = Fairtake("token").post_take(booking="b")
number: int = found["id"]
nothing = found["nothing"]
Fairtake("token").get_recall("r")["cause"] == 3
"""


@pytest.fixture
def document(app):
    return described().spec


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch):
    monkeypatch.setattr(fairtake.time, "sleep", lambda _: None)


def test_what_is_kept_is_written_from_the_document(document):
    """`flask --app wsgi api module > assembly/fairtake.py` after a change of the API."""
    assert KEPT.read_text() == written(document, server="")


def test_every_operation_has_its_method_and_a_change_is_seen(document):
    names = [operation["operationId"] for _, _, operation in operations(document)]
    assert len(set(names)) == len(names) > 200
    assert all(hasattr(Fairtake, each) for each in names)
    changed = copy.deepcopy(document)
    del changed["components"]["schemas"]["Take"]["properties"]["number"]
    assert written(changed, server="") != KEPT.read_text()


def test_two_operations_of_one_name_are_refused():
    operation = {"parameters": []}
    spec = {"paths": {"/api/v1/take/{take_id}": {"get": operation}}}
    spec["paths"]["/api/v1/takes/{take_id}"] = {"get": dict(operation)}
    with pytest.raises(ValueError, match="both be called get_take"):
        with_names(spec)


def test_a_schema_that_would_hide_a_name_of_the_module_is_refused(document):
    changed = copy.deepcopy(document)
    changed["components"]["schemas"]["Path"] = changed["components"]["schemas"]["Take"]
    changed["components"]["schemas"]["Take"] = {"$ref": "#/components/schemas/Path"}
    with pytest.raises(ValueError, match="Path"):
        written(changed, server="")


def test_mypy_reads_it_strictly_and_finds_what_is_wrong(tmp_path):
    (tmp_path / "fairtake.py").write_text(KEPT.read_text())
    (tmp_path / "user.py").write_text(USER)
    (tmp_path / "wrong.py").write_text(WRONG)
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--python-version", "3.11", "."],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    found = [line for line in done.stdout.splitlines() if ": error:" in line]
    assert all(line.startswith("wrong.py:") for line in found), done.stdout
    assert [int(line.split(":")[1]) for line in found] == [4, 5, 6, 7], done.stdout


def test_it_is_offered_with_the_address_of_its_server(client, settings, tmp_path):
    answer = client.get("/api/fairtake.py")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="fairtake.py"'
    assert f'\nSERVER = "{settings.url}"\n' in answer.text
    (tmp_path / "fairtake.py").write_bytes(answer.data)
    done = subprocess.run(
        [sys.executable, "-I", "-c", "import sys; sys.path.append('.'); import fairtake"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_a_post_that_broke_is_sent_again_with_its_key():
    with saying(Said(CUT), Said(503), Said(201, {"id": "t"})) as script:
        found = Fairtake("secret", server=script.address).post_take(booking_id="b")
    assert found["id"] == "t"
    keys = {each.headers["Idempotency-Key"] for each in script.heard}
    assert (len(script.heard), len(keys)) == (3, 1)
    assert {each.body for each in script.heard} == {b'{"booking_id": "b"}'}


def test_two_posts_have_two_keys_and_ones_own_is_sent():
    with saying(*[Said(201, {})] * 3) as script:
        one = Fairtake("secret", server=script.address)
        one.post_take(booking_id="b")
        one.post_take(booking_id="b")
        one.post_take(booking_id="b", idempotency_key="my-own-key")
    keys = [each.headers["Idempotency-Key"] for each in script.heard]
    assert len(set(keys)) == 3
    assert keys[2] == "my-own-key"


@pytest.mark.parametrize("status", [CUT, 503])
def test_what_has_no_key_is_not_sent_twice(status):
    with saying(Said(status), Said(200, {})) as script, pytest.raises((Unreachable, Problem)):
        Fairtake("secret", server=script.address).put_take_track("t", upload_id="u")
    assert len(script.heard) == 1


def test_too_fast_waits_as_long_as_it_is_told(monkeypatch):
    waited = []
    monkeypatch.setattr(fairtake.time, "sleep", waited.append)
    with saying(Said(429, {}, {"Retry-After": "7"}), Said(200, {})) as script:
        Fairtake("secret", server=script.address).put_take_track("t", upload_id="u")
    assert waited == [7.0]


def test_a_refusal_is_typed():
    said = {"type": "about:blank", "title": "Conflict", "status": 409, "detail": "It is judged."}
    said |= {"instance": "urn:uuid:1", "errors": {"json": {"overall": ["Too high."]}}}
    with saying(Said(409, said)) as script, pytest.raises(Problem) as refused:
        Fairtake("secret", server=script.address).post_take_stop("t")
    problem = refused.value
    assert (problem.status, problem.detail, problem.title) == (409, "It is judged.", "Conflict")
    assert problem.errors == {"json": {"overall": ["Too high."]}}
    assert problem.instance == "urn:uuid:1"


def test_no_answer_ends_in_a_sentence():
    with saying(*[Said(CUT)] * 3) as script, pytest.raises(Unreachable, match="broke"):
        Fairtake("secret", server=script.address, tries=3).get_me()
    with pytest.raises(Unreachable, match="cannot be reached"):
        Fairtake("secret", server=script.address, tries=2).get_me()


def test_an_answer_that_was_cut_off_is_none():
    half = Said(200, b'{"id": 1}', {"Content-Length": "100"})
    with saying(half, Said(200, {"id": "me"})) as script:
        assert Fairtake("secret", server=script.address).get_me()["id"] == "me"


def test_the_token_goes_nowhere_else_and_is_never_shown():
    with saying() as elsewhere, saying(Said(302, {}, {"Location": elsewhere.address})) as script:
        one = Fairtake("secret", server=script.address)
        with pytest.raises(Problem):
            one.get_me()
        assert elsewhere.heard == []
    assert script.heard[0].headers["Authorization"] == "Bearer secret"
    assert "secret" not in repr(one)


@pytest.mark.parametrize("server", ["", "http://example.org", "ftp://example.org"])
def test_a_server_that_would_hear_the_token_in_clear_is_refused(server):
    with pytest.raises(ValueError, match="https"):
        Fairtake("secret", server=server)


def test_a_list_is_read_page_by_page_as_far_as_it_is_wanted():
    pages = [Said(200, {"items": [{"id": f"{n}"}], "next": f"after {n}"}) for n in (1, 2)]
    with saying(*pages, Said(200, {"items": [], "next": None})) as script:
        found = Fairtake("secret", server=script.address).list_recalls(unanswered=True, limit=1)
        assert next(found)["id"] == "1"
        assert len(script.heard) == 1
        assert [each["id"] for each in found] == ["2"]
    assert [each.path for each in script.heard] == [
        "/api/v1/recalls?limit=1&unanswered=true",
        "/api/v1/recalls?limit=1&unanswered=true&after=after+1",
        "/api/v1/recalls?limit=1&unanswered=true&after=after+2",
    ]


def test_a_step_of_a_path_stays_one():
    with saying(Said(200, {})) as script:
        Fairtake("secret", server=script.address).get_take("../me?all=1")
    assert script.heard[0].path == "/api/v1/takes/..%2Fme%3Fall%3D1"


def test_an_upload_goes_on_where_it_broke(monkeypatch, tmp_path):
    monkeypatch.setattr(fairtake, "_PIECE", 4)
    (tmp_path / "track.wav").write_bytes(b"0123456789")
    begun = Said(201, b"", {"Location": "/api/v1/uploads/the-id"})
    arrived = [Said(204, b"", {"Upload-Offset": f"{n}"}) for n in (4, 8, 10)]
    broke = [Said(CUT), Said(200, b"", {"Upload-Offset": "6"})]
    with saying(begun, arrived[0], *broke, arrived[2]) as script:
        one = Fairtake("secret", server=script.address)
        assert one.upload(tmp_path / "track.wav", "audio/wav", "track.wav") == "the-id"
    assert [each.method for each in script.heard] == ["POST", "PATCH", "PATCH", "HEAD", "PATCH"]
    assert [each.body for each in script.heard if each.method == "PATCH"][::2] == [b"0123", b"6789"]
    assert (
        script.heard[0].headers["Upload-Metadata"] == "filetype YXVkaW8vd2F2,filename dHJhY2sud2F2"
    )
