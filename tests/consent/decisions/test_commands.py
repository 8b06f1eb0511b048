"""`flask consent decide`: ids in, one JSON decision a line out."""

import json

from flask import Flask

from foundation import clock
from foundation.ids import new_id
from tests.consent.grants.granted import LAB, allowing, registered


def decided(app: Flask, *more: str, lines: list[object]) -> list[dict[str, object]]:
    arguments = ["consent", "decide", "--use", "evaluation", "--client", str(LAB), *more]
    told = "".join(f"{line}\n" for line in lines)
    result = app.test_cli_runner().invoke(args=arguments, input=told)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.output.splitlines()]


def test_each_recording_is_answered_in_its_order(app):
    good, bad, unknown = allowing(), registered(), new_id()
    asked = [bad.recording_id, good.recording_id, unknown]
    found = decided(app, lines=asked)
    assert [line["recording"] for line in found] == [str(each) for each in asked]
    assert [line["permitted"] for line in found] == [False, True, False]
    (against,) = found[0]["against"]
    assert against["grant"] == str(bad.id)
    assert "this consent is requested" in against["why"]
    assert found[1]["against"] == []


def test_it_looks_ahead_and_back(app):
    grant = allowing()
    ended = decided(app, "--on", "2040-01-01", lines=[grant.recording_id])
    assert not ended[0]["permitted"]
    before = f"{clock.now():%Y-%m-%dT%H:%M:%SZ}".replace("2026", "2025")
    assert not decided(app, "--known-at", before, lines=[grant.recording_id])[0]["permitted"]


def test_a_line_that_is_no_id_is_named(app):
    arguments = ["consent", "decide", "--use", "review", "--client", str(LAB)]
    result = app.test_cli_runner().invoke(args=arguments, input=f"{new_id()}\nnonsense\n")
    assert result.exit_code == 1
    assert "line 2 is no recording's id" in result.output
