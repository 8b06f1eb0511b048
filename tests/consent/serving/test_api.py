"""The ledger's JSON says what its proofs prove."""

import base64

import metamorphic_log
import pytest

from consent.keeping import places
from consent.keeping.jobs import keep
from foundation.web import settings
from tests.api.asking import Program
from tests.consent.ledger.writing import event, fresh, write


@pytest.fixture
def ask(app, cast):
    program = Program(app, cast.omar, ["ledger:read"])
    return lambda path: program.get(f"/api/v1/ledger/{path}")


def test_an_entry_comes_with_the_proof_of_itself(ask, session):
    events = [event() for _ in range(5)]
    write(*events)
    keep()
    found = ask(f"entries/{events[3].id}").json
    checkpoint, leaf = found["checkpoint"], bytes.fromhex(found["leaf"])
    path = [base64.b64decode(each) for each in found["path"]]
    root = base64.b64decode(checkpoint["root"])
    metamorphic_log.verify_inclusion(found["position"], checkpoint["size"], leaf, path, root)
    vkey = str(places.keys(settings())[0].verifier)
    assert metamorphic_log.checkpoint_verify(checkpoint["note"], [vkey]).root == root


def test_the_newest_checkpoint_in_json_is_the_one_that_is_served(ask, client, session):
    write(event())
    keep()
    assert ask("checkpoint").json["note"] == client.get("/ledger/checkpoint").text


def test_what_is_too_early_says_when_to_come_back(ask, session):
    waiting = event()
    write(waiting)
    for path in ("checkpoint", f"entries/{waiting.id}"):
        answer = ask(path)
        assert (answer.status_code, answer.headers["Retry-After"]) == (409, "2"), path


def test_an_unknown_entry_is_not_found(ask, session):
    assert ask(f"entries/{fresh()}").status_code == 404


def test_a_token_without_the_scope_reads_nothing(app, cast):
    program = Program(app, cast.omar, ["account:read"])
    assert program.get("/api/v1/ledger/checkpoint").status_code == 403
