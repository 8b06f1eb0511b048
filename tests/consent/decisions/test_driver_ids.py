"""Ids made the quick way are the same as those made the usual way."""

from uuid import UUID, uuid4

from consent.decisions.driver_ids import as_uuid


def test_an_id_from_text_is_the_same_value():
    made = uuid4()
    found = as_uuid(made.hex)
    assert found == made
    assert hash(found) == hash(made)
    assert repr(found) == repr(made)
    assert found.is_safe is made.is_safe


def test_zeros_in_front_count():
    assert str(as_uuid("0" * 31 + "1")) == str(UUID(int=1))


def test_an_id_is_left_as_it_is():
    made = uuid4()
    assert as_uuid(made) is made
