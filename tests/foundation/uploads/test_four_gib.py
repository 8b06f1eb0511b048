"""The largest upload there may be, through the real server: whole, hashed, in little memory."""

import hashlib
from collections.abc import Iterator

import pytest

from foundation import clock, uploads
from foundation.uploads import spool
from tests.cast import sign_in
from tests.foundation.uploads.serving import Served, serving
from tests.foundation.uploads.tus import id_of

MIB = 1 << 20
SIZE_MIB = 4096
MORE_MEMORY_MIB = 32


@pytest.fixture
def served(settings, client, cast) -> Iterator[Served]:
    clock.release()  # The server's clock is the real one.
    sign_in(client, cast.omar)
    yield from serving(settings, f"session={client.get_cookie('session').value}")


@pytest.mark.proof
def test_four_gib_arrive_whole_in_little_memory(served, session, cast, settings, record_property):
    piece, digest = bytes(range(256)) * (MIB // 256), hashlib.sha256()
    warm = served.begin(8 * MIB)
    assert served.append(warm, 0, piece * 8) == 204
    before = served.peak_memory_mib()
    place = served.begin(SIZE_MIB * MIB)
    with served.appending(place, 0, SIZE_MIB * MIB) as sending:
        for number in range(SIZE_MIB):
            part = number.to_bytes(8, "big") + piece[8:]
            digest.update(part)
            sending.send(part)
        assert sending.status() == 204
    grown = served.peak_memory_mib() - before
    session.rollback()
    found = uploads.finished(session, id_of(place), cast.omar.id)
    try:
        assert (found.size_bytes, found.sha256) == (SIZE_MIB * MIB, digest.hexdigest())
        assert grown < MORE_MEMORY_MIB, f"{grown:.0f} MiB more"
    finally:
        spool.remove(settings.var, id_of(place))
