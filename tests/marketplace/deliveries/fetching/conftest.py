"""A delivery of files and a shard, the delta that follows it, and the client in this process."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from marketplace.deliveries.fetching import fairtake_fetch
from tests.marketplace.deliveries.fetching import served as of
from tests.marketplace.deliveries.fetching.served import Served, entry, member, tar_of

ANNA_WAV, BEN_WAV = bytes(range(256)) * 40, bytes(reversed(range(256))) * 50
MEMBERS = {
    "aa.anna.wav": b"anna in a shard" * 20,
    "aa.ben.wav": b"ben in a shard" * 30,
    "bb.ben.wav": b"ben again" * 40,
}
WHO = {"aa.anna.wav": of.ANNA, "aa.ben.wav": of.BEN, "bb.ben.wav": of.BEN}
SHARD = "shards/train-000000.tar"
Command = Callable[..., int]


def first_files() -> dict[str, bytes]:
    return {
        "media/train/aa/anna.wav": ANNA_WAV,
        "media/train/aa/anna.wav.c2pa": b"about anna's track",
        "media/train/aa/anna.json": b'{"beats":[]}',
        "media/train/aa/ben.wav": BEN_WAV,
        SHARD: tar_of(MEMBERS),
        "README.md": b"# A delivery\n",
        "empty.txt": b"",
    }


def first_manifest(files: dict[str, bytes]) -> bytes:
    shard = [member(name, body, WHO[name]) for name, body in MEMBERS.items()]
    about = {
        "media/train/aa/anna.wav": ("media", of.ANNA),
        "media/train/aa/anna.json": ("labels", of.ANNA),
        "media/train/aa/ben.wav": ("media", of.BEN),
    }
    more = {
        SHARD: {"members": shard},
        "media/train/aa/anna.wav": {"credential": "sidecar:media/train/aa/anna.wav.c2pa"},
    }
    entries = [
        entry(path, body, *about.get(path, ("describing",)), **more.get(path, {}))
        for path, body in sorted(files.items())
    ]
    return of.manifest_of(of.FIRST, entries)


def delta_of(first: dict[str, bytes], before: bytes) -> tuple[bytes, dict[str, bytes]]:
    """Without Anna; Ben's track moved, the shard is smaller, the words are new."""
    left = {name: body for name, body in MEMBERS.items() if WHO[name] == of.BEN}
    files = {
        "media/test/aa/ben.wav": BEN_WAV,
        SHARD: tar_of(left),
        "README.md": b"# A delivery without what was recalled\n",
        "empty.txt": b"",
    }
    shard = [member(name, body, of.BEN) for name, body in left.items()]
    entries = [
        entry("README.md", files["README.md"], "describing"),
        entry("empty.txt", b"", "describing"),
        entry("media/test/aa/ben.wav", BEN_WAV, "media", of.BEN),
        entry(SHARD, files[SHARD], "shard", members=shard),
    ]
    return of.manifest_of(of.DELTA, entries, follows=before), files


def recall_of(recording: str, files: list[str]) -> dict[str, object]:
    return {
        "id": of.RECALL,
        "recording_id": recording,
        "cause": "withdrawn",
        "files": files,
        "use_ends_at": "2026-11-23T16:32:03.761606+00:00",
        "attest_due_at": "2026-12-22T16:32:03.761606+00:00",
        "attested_at": None,
    }


@pytest.fixture
def served() -> Served:
    found = Served()
    files = first_files()
    found.put(of.FIRST, first_manifest(files), files)
    found.put(of.DELTA, *delta_of(files, first_manifest(files)))
    return found


@pytest.fixture
def anna_recalled(served: Served) -> Served:
    """Her track, and a member of the shard. Labels and sidecar are found by the recording."""
    hashes = [of.hash_of(ANNA_WAV), of.hash_of(MEMBERS["aa.anna.wav"])]
    hashes.append(of.hash_of(tar_of(MEMBERS)))  # Of a shard itself too, as Fairtake says it.
    served.recalls = [recall_of(of.ANNA, hashes)]
    return served


@pytest.fixture
def address(served: Served) -> Iterator[str]:
    with of.serving(served) as found:
        yield found


@pytest.fixture
def command(address: str, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The client as a person runs it. Pauses between tries are a moment."""
    monkeypatch.setenv("FAIRTAKE_TOKEN", of.TOKEN)
    monkeypatch.setenv("FAIRTAKE_SERVER", address)
    monkeypatch.setattr(fairtake_fetch, "PAUSE_S", 0.001)

    def run(*words: object) -> int:
        return fairtake_fetch.main([str(each) for each in words])

    return run


@pytest.fixture
def copy(command: Command, tmp_path: Path) -> Path:
    folder = tmp_path / "copy"
    assert command("fetch", of.FIRST, folder) == fairtake_fetch.WELL
    return folder
