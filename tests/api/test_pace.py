"""A program that asks too fast is told when to come back."""

from datetime import timedelta

from foundation import clock
from foundation.api.pace import BURST
from tests.api.asking import Program


def test_a_program_that_asks_too_fast_is_told_to_wait(app, cast):
    program = Program(app, cast.omar)
    for _ in range(int(BURST)):
        assert program.get("/api/v1/me").status_code == 200
    refused = program.get("/api/v1/me")
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "1")

    clock.move(timedelta(seconds=1))
    assert program.get("/api/v1/me").status_code == 200


def test_one_token_does_not_slow_another(app, cast):
    busy, calm = Program(app, cast.omar), Program(app, cast.mira)
    for _ in range(int(BURST) + 1):
        busy.get("/api/v1/me")
    assert calm.get("/api/v1/me").status_code == 200
