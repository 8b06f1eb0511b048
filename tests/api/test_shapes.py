"""What bodies of the API have in common is said alike everywhere."""

import pytest
from marshmallow import ValidationError

from foundation.api.shapes import Whole


@pytest.mark.parametrize("sent", [5, 5.0])
def test_a_whole_number_may_be_written_with_a_point(sent):
    assert Whole().deserialize(sent) == 5


@pytest.mark.parametrize("sent", [5.5, "5", float("nan"), float("inf"), None])
def test_what_is_no_whole_number_is_refused(sent):
    with pytest.raises(ValidationError):
        Whole().deserialize(sent)
