"""What is read again after the first time is what a fresh reading gives; and the quick spelling of
what is listed is that of RFC 8785."""

import json
from dataclasses import replace

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from foundation.database import db
from foundation.ids import new_id
from marketplace.deliveries.building.models import DeliveryFile, DeliveryFilePart, FileKind
from marketplace.deliveries.building.rows import rows_of
from marketplace.deliveries.building.spelling import canonical
from marketplace.deliveries.choosing.form import Layout
from tests.cast import NORTHLAB
from tests.marketplace.deliveries.building.delivered import delivered, found, read, sisters

texts = st.text(st.characters(exclude_categories=["Cs"]))
plain = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts
keys = st.text(st.characters(max_codepoint=127))
values = st.recursive(plain, lambda each: st.lists(each) | st.dictionaries(keys, each))


@pytest.fixture
def delivery(cast, licence, indexed_here, unsigned, hardly_described):
    return delivered(cast, sisters(cast), layout=Layout.WEBDATASET)


@given(values)
def test_the_quick_spelling_is_that_of_the_library(value):
    assert canonical(value) == rfc8785.dumps(value)


def test_of_fractions_it_is_not_and_they_are_not_in_a_manifest():
    assert canonical(1.0) != rfc8785.dumps(1.0)


def test_the_manifest_is_in_the_one_spelling(delivery):
    body = read(key_of_manifest(delivery))
    assert rfc8785.dumps(json.loads(body)) == body


def key_of_manifest(delivery_id) -> str:
    key = found(delivery_id).manifest_key
    db.session.rollback()
    return key


def test_what_was_added_since_is_read_with_all_that_is_in_it(delivery):
    """Were its recordings forgotten, nobody would decide about them."""
    session = db.session()
    before = rows_of(session, delivery, NORTHLAB)
    (shard,) = [row for row in before.files if row.file.kind is FileKind.SHARD]
    without = replace(before, files=[row for row in before.files if row is not shard])
    assert rows_of(session, delivery, NORTHLAB, without) == before
    _add(session, delivery, shard.recordings[0])
    after = rows_of(session, delivery, NORTHLAB, before)
    assert after == rows_of(session, delivery, NORTHLAB) != before
    (added,) = [row for row in after.files if row.file.path == "zz.wav"]
    assert added.recordings == shard.recordings[:1]
    session.rollback()


def test_what_was_forgotten_since_is_in_it_no_more(delivery):
    session = db.session()
    before = rows_of(session, delivery, NORTHLAB)
    (shard,) = [row for row in before.files if row.file.kind is FileKind.SHARD]
    session.query(DeliveryFilePart).filter_by(file_id=shard.file.id).delete()
    session.delete(shard.file)
    session.flush()
    after = rows_of(session, delivery, NORTHLAB, before)
    assert after.hashes() == {}
    assert after.performers == {}
    session.rollback()


def _add(session, delivery_id, recording) -> None:
    file = DeliveryFile(
        delivery_id=delivery_id,
        path="zz.wav",
        kind=FileKind.MEDIA,
        sha256=f"sha256:{'0' * 64}",
        size_bytes=1,
        media_type="audio/wav",
        storage_key=new_id().hex,
        recipe="",
    )
    session.add(file)
    session.flush()
    session.add(
        DeliveryFilePart(
            file_id=file.id,
            member="",
            recording_id=recording,
            take_id=new_id(),
            kind=FileKind.MEDIA,
            sha256=file.sha256,
            size_bytes=1,
            media_type="audio/wav",
        )
    )
    session.flush()
