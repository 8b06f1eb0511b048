"""A version is said in words: languages by name, days as people write them."""

import pytest

from foundation.formats import language
from marketplace.requests.saying import rows_of
from tests.marketplace.market import content


def test_nobody_reads_codes_or_machine_dates(app, session):
    said = {row.field: row.value for row in rows_of(content(), ())}
    assert said["language"] == "English"
    assert said["apply_by"].endswith(" 2026")
    assert "-" not in said["first_day"] + said["last_day"]


@pytest.mark.parametrize(
    ("tag", "name"), [("pt-BR", "Portuguese (Brazil)"), ("qq", "qq"), ("no tag", "no tag")]
)
def test_what_nobody_has_a_name_for_stays_as_it_was_written(tag, name):
    assert language(tag) == name
