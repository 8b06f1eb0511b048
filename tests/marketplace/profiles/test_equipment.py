"""What a check of equipment says is short, and that only figures are kept."""

from dataclasses import replace

import pytest

from foundation.database import db
from marketplace.profiles.equipment.findings import Findings, to_mend
from marketplace.profiles.equipment.queries import newest_check
from tests.access.performers import FIGURES
from tests.cast import sign_in

GOOD = Findings(
    sample_rate_hz=48000,
    noise_db=-62,
    level_db=-9,
    width=1920,
    height=1080,
    frame_rate=30,
    headphones=True,
)


def test_where_nothing_is_short_nothing_is_said():
    assert to_mend(GOOD) == []


@pytest.mark.parametrize(
    ("short", "said"),
    [
        ({"sample_rate_hz": 16000}, "wired"),
        ({"noise_db": -30}, "loud"),
        ({"level_db": -40}, "too quiet"),
        ({"level_db": 0}, "cut off"),
        ({"width": None, "height": None}, "No camera"),
        ({"frame_rate": 10}, "slow"),
        ({"headphones": False}, "headphones"),
    ],
)
def test_each_shortcoming_says_how_to_mend_it(short, said):
    [sentence] = to_mend(replace(GOOD, **short))
    assert said in sentence


def test_the_newest_figures_are_kept(client, cast):
    sign_in(client, cast.omar)
    client.post("/profile/equipment", data=FIGURES)
    client.post("/profile/equipment", data={**FIGURES, "noise_db": "-40"})
    assert newest_check(db.session(), cast.omar.id).found.noise_db == -40


def test_without_a_measurement_nothing_is_kept(client, cast):
    sign_in(client, cast.omar)
    answer = client.post("/profile/equipment", data={"headphones": "true"})
    assert answer.status_code == 422
    assert "Run the check first" in answer.text
