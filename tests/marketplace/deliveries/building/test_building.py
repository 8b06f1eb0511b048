"""A delivery is built as it was asked for, handed over, and is what its manifest says."""

import hashlib

import pytest

from marketplace.deliveries.building.models import DeliveryState
from tests.marketplace.deliveries.building.delivered import (
    delivered,
    files,
    found,
    manifest,
    sisters,
)

pytestmark = pytest.mark.usefixtures("each_database", "licence")


def test_both_tracks_and_the_mix_come_in_folders_with_their_labels(cast):
    kept = sisters(cast)
    delivery = delivered(cast, kept, mixed=True)
    assert found(delivery).problem == ""
    assert found(delivery).state is DeliveryState.DELIVERED
    names = [path.rsplit("/", 1)[-1] for path in files(delivery) if path.startswith("media/")]
    assert sorted(names) == [
        "lena.json",
        "lena.wav",
        "mix.flac",
        "mix.json",
        "rosa.json",
        "rosa.wav",
    ]


def test_the_manifest_tells_every_file_as_it_is(cast):
    delivery = delivered(cast, sisters(cast))
    told = manifest(delivery)
    contents = files(delivery)
    assert [each["path"] for each in told["files"]] == sorted(contents)
    for each in told["files"]:
        content = contents[each["path"]]
        assert each["sha256"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert each["bytes"] == len(content)
