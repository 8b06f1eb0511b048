"""What is published: exact tiles of what was signed, and never a byte more."""

import pytest

from consent.keeping.jobs import keep
from consent.ledger import publishing, sequencer
from consent.ledger.merkle import leaf_hash
from consent.ledger.proving import EntryNotFound, EntryNotProvenYet, prove
from consent.ledger.tiles import NoSuchTile, Tile, unpack_entries, unpack_hashes
from consent.ledger.tree import Tree
from foundation.database import transaction
from tests.consent.ledger.writing import event, fresh, write

pytestmark = pytest.mark.usefixtures("each_database")


@pytest.fixture
def three(session):
    events = [event() for _ in range(3)]
    write(*events)
    keep()
    return events


def _place_one_more() -> None:
    write(event())
    with transaction() as session:
        sequencer.sequence(session)


def test_a_bundle_hashes_to_its_tile(session, three):
    leaves = unpack_hashes(publishing.tile_bytes(session, Tile(0, 0, 3), 3))
    entries = unpack_entries(publishing.tile_bytes(session, Tile(-1, 0, 3), 3))
    assert [leaf_hash(entry) for entry in entries] == leaves


def test_a_smaller_edge_stays_for_who_holds_an_older_checkpoint(session, three):
    small = publishing.tile_bytes(session, Tile(0, 0, 2), 3)
    assert publishing.tile_bytes(session, Tile(0, 0, 3), 3).startswith(small)


@pytest.mark.parametrize("tile", [Tile(0, 0, 4), Tile(-1, 0, 4), Tile(0, 1, 1), Tile(1, 0, 1)])
def test_what_no_checkpoint_covers_is_not_there(session, three, tile):
    _place_one_more()
    with pytest.raises(NoSuchTile):
        publishing.tile_bytes(session, tile, publishing.published_size(session))


def test_a_block_of_256_is_one_hash_in_the_level_above(session):
    write(*(event() for _ in range(257)))
    keep()
    above = publishing.tile_bytes(session, Tile(1, 0, 1), 257)
    assert above == Tree(session, 256).root()


def test_an_entry_is_proven_by_the_newest_checkpoint(session, three):
    found = prove(session, three[1].id)
    assert (found.proof.index, found.size) == (1, 3)


def test_an_entry_that_waits_is_not_proven_yet_and_an_unknown_one_is_not_there(session, three):
    late = event()
    write(late)
    with pytest.raises(EntryNotProvenYet, match="covers it yet"):
        prove(session, late.id)
    with transaction() as placing:
        sequencer.sequence(placing)
    with pytest.raises(EntryNotProvenYet):
        prove(session, late.id)
    with pytest.raises(EntryNotFound):
        prove(session, fresh())
