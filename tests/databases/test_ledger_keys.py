"""Keys of the ledger: lost, spoiled, half rotated, changed by two at once."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from consent.keeping import actions, places
from consent.keeping.jobs import keep
from consent.keeping.starting import findings, refusals
from consent.ledger import key_ring, origins, outbox, signing
from consent.ledger.keys import BadKey, Kind, SigningKey
from consent.ledger.models import LedgerCheckpoint
from consent.ledger.outbox import LedgerBusy
from foundation import clock
from foundation.web import settings
from tests.consent.ledger.writing import entries, event, write
from tests.databases.crowd import at_once

pytestmark = pytest.mark.usefixtures("each_connection")


@pytest.fixture
def file(app):
    return places.key_file(settings())


def here() -> list[str]:
    return [str(key.verifier) for key in places.keys(settings())]


def signers(note: bytes) -> list[bytes]:
    return note.partition(b"\n\n")[2].splitlines()


def test_many_who_create_at_once_agree_on_one_key(app):
    made = at_once(app, 8, lambda _: str(actions.create_key(settings=settings()).verifier))
    assert set(made) == set(here())
    assert len(here()) == 1


def test_of_many_who_rotate_at_once_none_takes_the_others_key_away(app, session):
    keep()
    made = at_once(app, 4, lambda _: str(actions.rotate_key(settings=settings()).verifier))
    assert set(made) <= set(here())
    assert len(here()) == 5
    assert {str(key) for key in origins.verifier_keys(session)} == set(here())


def test_a_rotation_that_is_refused_changes_nothing(app, monkeypatch):
    keep()
    before = here()
    write(event(), event())
    monkeypatch.setattr(outbox, "MOST_WAITING", 1)
    with pytest.raises(LedgerBusy):
        actions.rotate_key(settings=settings())
    assert here() == before


def test_a_key_that_a_crash_kept_off_the_record_is_not_what_finishing_keeps(file, session):
    """The file is written, then the machine stops before the commit."""
    keep()
    (recorded,) = places.keys(settings())
    key_ring.keep(file, (origins.made(recorded.name), recorded))
    actions.finish_rotation(settings=settings())
    assert here() == [str(recorded.verifier)]
    write(event())
    clock.move(signing.EVERY)
    assert keep() == "1 entries placed, 1 signed"


def test_a_first_key_that_a_crash_kept_off_the_record_is_taken_up(file):
    key = key_ring.create(file, origins.made(places.origin(settings())))
    assert keep() == "0 entries placed, 0 signed"
    assert here() == [str(key.verifier)]


def test_a_lost_key_is_not_replaced_in_silence(file, session):
    keep()
    file.unlink()
    write(event())
    clock.move(signing.EVERY)
    with pytest.raises(key_ring.NoKey, match="new-origin"):
        keep()
    with pytest.raises(actions.KeyIsElsewhere):
        actions.rotate_key(settings=settings())
    assert not file.exists()
    assert len(entries(session)) == 1, "what happens goes on being written, unsigned"


def test_with_a_lost_key_a_new_origin_goes_on(file, session):
    keep()
    file.unlink()
    actions.begin_origin(settings=settings(), close=places.origin(settings()))
    assert keep() == "1 entries placed, 1 signed"


@pytest.mark.parametrize("spoiled", [b"", b"\xff\xfe", b"PRIVATE+KEY+", b"\0" * 80])
def test_a_spoiled_key_file_is_named_and_left_as_it_is(file, spoiled):
    keep()
    file.write_bytes(spoiled)
    write(event())
    clock.move(signing.EVERY)
    with pytest.raises(BadKey, match=r"ledger-key: .*key"):
        keep()
    assert file.read_bytes() == spoiled
    assert any("cannot be used" in each.sentence for each in findings(settings()))


def test_a_key_file_that_cannot_be_read_is_a_sentence(file):
    file.mkdir()
    (found,) = findings(settings())
    assert "cannot be read: Is a directory" in found.sentence
    file.rmdir()


def test_the_key_of_a_witness_does_not_sign_a_log():
    seed = SigningKey.create("log", Kind.WITNESS)
    with pytest.raises(BadKey, match="witness"):
        key_ring.parse(key_ring.spelled(seed))


def test_garbage_in_the_setting_stops_no_reader_and_shows_nothing(app):
    garbage = replace(settings(), ledger_key="PRIVATE+KEY+secret-words")
    (found,) = findings(garbage)
    assert "secret-words" not in found.sentence
    assert list(refusals(_session(app), garbage)) == [
        "FAIRTAKE_LEDGER_KEY cannot be used: that is no private key"
    ]


def _session(app: Flask):
    return app.extensions["sqlalchemy"].session()


def test_both_sign_while_a_rotation_lasts_and_one_after_it(session):
    keep()
    actions.rotate_key(settings=settings())
    clock.move(signing.EVERY)
    keep()
    actions.finish_rotation(settings=settings())
    write(event())
    clock.move(signing.EVERY)
    keep()
    notes = session.scalars(select(LedgerCheckpoint.note).order_by(LedgerCheckpoint.number)).all()
    assert [len(signers(note)) for note in notes] == [1, 2, 1]
