"""The small program against the application itself, behind a real port."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO

import pytest

from consent.ledger.explaining.words import Attestation
from consent.recalls.models import RecallAttestation
from foundation import storage
from foundation.database import db
from foundation.web import settings
from marketplace.deliveries.building.models import DeliveryFile
from marketplace.deliveries.fetching import fairtake_fetch as client
from tests.consent.recalls.ending import recalls, withdraw
from tests.listening import listening
from tests.marketplace.deliveries.taking.delivered import SHARD, delivered, name_of, track


@pytest.fixture
def command(app, program, monkeypatch) -> Callable[..., int]:
    monkeypatch.setenv("FAIRTAKE_TOKEN", program.secret)
    monkeypatch.setattr(client, "PAUSE_S", 0.001)
    with listening(app) as address:
        monkeypatch.setenv("FAIRTAKE_SERVER", address)
        yield lambda *words: client.main([str(each) for each in words])


def test_from_fetching_to_the_attested_recall(command, delivery, grants, tmp_path, capsys):
    copy = tmp_path / "copy"
    assert command("fetch", delivery.id, copy) == client.WELL
    assert command("verify", copy) == client.WELL
    assert command("recalls", copy) == client.WELL
    withdraw(grants[0])
    assert command("recalls", copy) == client.RECALLED
    assert command("attest", copy) == client.RECALLED  # Nothing is gone yet.
    assert command("apply", copy) == client.WELL
    assert not (copy / name_of(grants[0])).exists()
    assert (copy / name_of(grants[1])).read_bytes() == track(grants[1])
    assert command("verify", copy) == client.WELL
    assert command("attest", copy) == client.WELL
    [recall] = recalls()
    attested = db.session().get_one(RecallAttestation, recall.id)
    assert attested.said is Attestation.DESTROYED
    assert attested.files == sorted(recall.files)
    assert len(recall.files) == 3  # The file, the shard, and the member in it.


def test_the_delta_needs_no_network_for_what_is_there(command, delivery, grants, tmp_path):
    copy = tmp_path / "copy"
    command("fetch", delivery.id, copy)
    withdraw(grants[0])
    later = delivered([grants[1]], follows=delivery)
    assert command("apply", copy, "--delta", later.id) == client.WELL
    assert (copy / "manifest.json").read_bytes() == later.manifest
    assert (copy / SHARD).read_bytes() == later.files[SHARD]
    assert command("verify", copy) == client.WELL
    assert command("attest", copy) == client.WELL


def test_half_a_file_goes_on_by_a_new_link(command, delivery, grants, tmp_path):
    path, whole = name_of(grants[0]), track(grants[0])
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / f"{path}.part").write_bytes(whole[:1234])
    assert command("fetch", delivery.id, tmp_path) == client.WELL
    assert (tmp_path / path).read_bytes() == whole


def test_what_ended_before_it_was_fetched_is_refused_and_named(
    command, delivery, grants, tmp_path, capsys
):
    withdraw(grants[0])
    assert command("fetch", delivery.id, tmp_path) == client.REFUSED
    said = capsys.readouterr().out
    assert f"{name_of(grants[0])}: The consent to a recording in it has ended." in said
    assert not (tmp_path / name_of(grants[0])).exists()
    assert (tmp_path / name_of(grants[1])).exists()


def test_bytes_that_were_changed_in_storage_never_become_a_file(
    app, command, delivery, grants, tmp_path, capsys
):
    path = name_of(grants[0])
    key = db.session().get_one(DeliveryFile, delivery.ids[path]).storage_key
    db.session.rollback()
    storage.of(settings()).put(key, BytesIO(b"x" * len(track(grants[0]))))
    assert command("fetch", delivery.id, tmp_path) == client.WRONG
    assert f"{path} came with other bytes" in capsys.readouterr().err
    assert not (tmp_path / path).exists()


def test_it_runs_alone_as_it_is_served(app, command, program, delivery, tmp_path):
    """As one file in an empty folder, with nothing of ours to import."""
    browser = app.test_client()  # Of nobody: it is no secret, and does nothing without a token.
    alone = tmp_path / "alone"
    alone.mkdir()
    (alone / "fairtake_fetch.py").write_bytes(browser.get("/deliveries/client").data)
    (alone / "token").write_text(program.secret)
    words = ["fetch", str(delivery.id), "copy", "--token-file", "token"]
    done = subprocess.run(
        [sys.executable, "-I", "fairtake_fetch.py", *words],
        cwd=alone,
        env={"FAIRTAKE_SERVER": os.environ["FAIRTAKE_SERVER"], "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == client.WELL, done.stderr
    about = json.loads((alone / "copy/manifest.json").read_bytes())
    assert about["delivery"] == str(delivery.id)
