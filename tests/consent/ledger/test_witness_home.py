"""A witness's folder: made once, whole or not at all, and never signed from when half is lost."""

import shutil
import socket
import stat

import pytest
from click.testing import CliRunner

from consent.ledger import key_ring
from consent.ledger.keys import BadKey, Kind, SigningKey
from consent.ledger.witness.commands import witness_cli
from consent.ledger.witness.home import KEY, MEMORY, NotAtHome, open_home
from consent.ledger.witness.store import Store
from consent.ledger.witness.witnessing import Witness
from tests.consent.ledger import grown_log

LOG_VKEY = str(grown_log.KEY.verifier)


@pytest.fixture
def folder(tmp_path):
    open_home(tmp_path / "union", "union.example.org")
    return tmp_path / "union"


def said(*arguments: object) -> str:
    return CliRunner().invoke(witness_cli, [str(each) for each in arguments]).output


def test_the_first_start_makes_a_key_that_only_its_owner_reads(folder):
    assert stat.S_IMODE((folder / KEY).stat().st_mode) == 0o600
    assert open_home(folder).key.name == "union.example.org"


def test_the_key_stays_the_same(folder):
    assert open_home(folder).key.verifier == open_home(folder).key.verifier


def test_a_witness_that_lost_its_memory_refuses_to_start(folder):
    (folder / MEMORY).unlink()
    with pytest.raises(NotAtHome, match="could sign a second truth"):
        open_home(folder)
    assert not (folder / MEMORY).exists()


def test_without_that_refusal_it_would_sign_a_second_truth(folder):
    """The planted fault: an empty memory is made by the way."""
    log = grown_log.GrownLog().grow(5)
    home = open_home(folder)
    home.store.trust(grown_log.KEY.verifier)
    assert Witness(home).add(log.asks(0)).status == 200
    (folder / MEMORY).unlink()
    Store(folder / MEMORY).make()
    forgetful = open_home(folder)
    forgetful.store.trust(grown_log.KEY.verifier)
    forked = grown_log.GrownLog().add(actor="compliance").grow(4)
    assert Witness(forgetful).add(forked.asks(0)).status == 200


def test_a_witness_that_lost_its_key_does_not_make_another(folder):
    (folder / KEY).unlink()
    with pytest.raises(NotAtHome, match="is gone"):
        open_home(folder)


def test_another_witness_s_memory_is_refused(folder, tmp_path):
    open_home(tmp_path / "other", "other.example.org")
    shutil.copy(tmp_path / "other" / MEMORY, folder / MEMORY)
    with pytest.raises(NotAtHome, match="belongs to another key"):
        open_home(folder)


def test_a_first_start_that_was_cut_off_before_its_key_goes_on(tmp_path):
    Store(tmp_path / MEMORY).make()
    assert open_home(tmp_path, "union.example.org").key.kind is Kind.WITNESS


def test_a_log_s_key_is_not_a_witness_s(folder):
    key_ring.keep(folder / KEY, [SigningKey.create("union.example.org", Kind.LOG)])
    with pytest.raises(BadKey, match="private key of a ledger"):
        open_home(folder)


def test_a_name_is_for_ever(folder):
    with pytest.raises(NotAtHome, match="part of its key"):
        open_home(folder, "another.example.org")


def test_a_key_that_others_can_read_is_refused_in_a_sentence(folder):
    (folder / KEY).chmod(0o644)
    assert said("key", "--state", folder).startswith("Error: ")


def test_a_log_is_trusted_by_its_key_and_a_witness_s_key_is_no_log(folder):
    assert "watches over ledger.example.org/1" in said("trust", "--state", folder, LOG_VKEY)
    assert open_home(folder).store.trusted() == (grown_log.KEY.verifier,)
    own = open_home(folder).key.verifier
    assert "not of a log" in said("trust", "--state", folder, own)
    assert "no verifier key" in said("trust", "--state", folder, "nonsense")


def test_a_memory_that_is_none_is_refused_in_a_sentence(folder):
    (folder / MEMORY).write_bytes(b"not a database, but a long enough text to be one" * 99)
    assert said("key", "--state", folder).startswith("Error: ")


def test_a_mistyped_folder_makes_no_second_witness(folder, tmp_path):
    """Its key would look like the right one, and be passed on."""
    mistyped = tmp_path / "unoin"
    for words in (["key"], ["trust", LOG_VKEY]):
        assert "There is no witness in" in said(*words, "--state", mistyped)
    assert not mistyped.exists()


def test_a_port_that_is_taken_is_said_in_a_sentence(folder):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"cannot answer at 127.0.0.1, port {port}" in said(
            "run", "--state", folder, "--port", port
        )
