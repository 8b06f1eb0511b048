"""Where bars stand."""

import pytest

from foundation.charts import Series, round_step, stacked_bars

TWO = (Series("a", (1, 0, 4)), Series("b", (1, 2, 0)))


@pytest.mark.parametrize(
    ("largest", "step"), [(0, 1), (4, 1), (5, 2), (604, 200), (900, 250), (10_001, 5000)]
)
def test_the_axis_has_round_steps_and_reaches_the_top(largest, step):
    assert round_step(largest) == step


def test_bars_stand_on_each_other_and_inside_the_drawing():
    drawn = stacked_bars("phone", TWO)
    lower, upper = drawn.bars[0], drawn.bars[1]
    assert lower.x == upper.x
    assert upper.y + upper.height == pytest.approx(lower.y, abs=0.11)
    assert all(bar.y >= 0 and bar.x + bar.width <= drawn.width for bar in drawn.bars)


def test_nothing_to_draw_is_no_error():
    assert stacked_bars("desk", ()).bars == ()


def test_a_phone_leaves_out_labels_that_would_collide():
    year = (Series("a", range(12)),)
    assert [len(stacked_bars(screen, year).labels) for screen in ("desk", "phone")] == [12, 6]
