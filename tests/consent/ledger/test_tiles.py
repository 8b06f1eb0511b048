"""The log as files: their names, their edges, and what is in a bundle."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.ledger.tiles import (
    NoSuchTile,
    Tile,
    pack_entries,
    parse_path,
    tiles_of,
    unpack_entries,
)


@pytest.mark.parametrize(
    ("tile", "path"),
    [
        (Tile(0, 0, 256), "tile/0/000"),
        (Tile(0, 1, 5), "tile/0/001.p/5"),
        (Tile(1, 1234067, 256), "tile/1/x001/x234/067"),
        (Tile(-1, 1000, 1), "tile/entries/x001/000.p/1"),
    ],
)
def test_a_tile_has_the_path_of_the_specification(tile, path):
    assert tile.path == path
    _, level, rest = path.split("/", 2)
    assert parse_path(level, rest) == tile


@pytest.mark.parametrize(
    "path",
    [
        "0/0", "0/0000", "0/x000/001", "0/001.p/0", "0/001.p/256", "0/001.p/257", "0/001.p/05",
        "00/001", "8/000", "-1/000", "0/001/002", "0/x001", "entries/",
        "0/\u0660\u0660\u0661", "0/001.p/",
    ],
)  # fmt: skip
def test_every_other_spelling_is_no_tile(path):
    with pytest.raises(NoSuchTile):
        parse_path(*path.split("/", 1))


def test_a_tree_has_its_full_tiles_and_those_at_its_edge():
    paths = {tile.path for tile in tiles_of(256 * 256 + 300)}
    assert {"tile/0/255", "tile/0/257.p/44", "tile/1/001.p/1", "tile/2/000.p/1"} <= paths
    assert len([path for path in paths if path.startswith("tile/entries/")]) == 258


@given(st.lists(st.binary(max_size=300)))
def test_a_bundle_gives_back_its_entries(entries):
    assert unpack_entries(pack_entries(entries)) == entries


def test_a_cut_bundle_is_refused():
    with pytest.raises(NoSuchTile, match="middle"):
        unpack_entries(pack_entries([b"whole", b"cut"])[:-1])
