"""What the doctor says about storage."""

from dataclasses import replace

from foundation.storage.doctor import findings, trouble


def test_a_working_folder_has_nothing_to_say(app, settings):
    assert list(findings(settings)) == []


def test_a_folder_that_cannot_be_written_hurts(app, settings, tmp_path):
    (tmp_path / "storage").write_text("a file is in the way")
    (found,) = findings(replace(settings, var=tmp_path))
    assert found.hurts
    assert "cannot be kept" in found.sentence


def test_a_store_that_does_not_answer_is_said_in_a_sentence(app, settings):
    dead = replace(settings, storage="s3://nowhere", s3_endpoint="http://127.0.0.1:9")
    assert "s3://nowhere" in trouble(replace(dead, s3_key_id="id", s3_secret="secret"))


def test_local_files_in_production_are_mentioned(app, settings):
    (found,) = findings(replace(settings, mode="production"))
    assert not found.hurts
