"""Machines that ask whether we are well get the truth, and no more of it than they need."""

from dataclasses import replace

import pytest
from flask import Flask

from foundation import clock
from foundation.database import db, transaction
from foundation.health import parts
from foundation.ids import new_id
from foundation.jobs.models import JobRun, Outcome, Worker
from foundation.jobs.worker import say_alive
from tests.cast import START, sign_in


@pytest.fixture
def _alive(app: Flask) -> None:
    say_alive(new_id())
    parts._storage_in.cache_clear()


def test_a_process_that_answers_is_alive(client):
    assert client.get("/healthz").json == {"status": "ok"}


@pytest.mark.usefixtures("_alive")
def test_ready_says_so_of_each_part(client):
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json["parts"] == dict.fromkeys(
        ("database", "migrations", "storage", "worker"), "ok"
    )


def test_without_a_worker_nothing_is_ready(client):
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json["parts"]["worker"] == "none alive"


def test_a_worker_that_went_silent_is_not_alive(client):
    with transaction() as session:
        session.add(Worker(id=new_id(), place="gone 1", started_at=START, seen_at=START))
    clock.move(2 * parts.liveness.SILENT_AFTER)
    assert client.get("/readyz").json["parts"]["worker"] == "none alive"


@pytest.mark.usefixtures("_alive")
def test_a_database_that_is_behind_is_not_ready(client):
    with transaction() as session:
        session.connection().exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    assert client.get("/readyz").json["parts"]["migrations"] == "not current"


@pytest.mark.usefixtures("_alive")
def test_storage_that_does_not_keep_is_not_ready(client, app, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    given = app.extensions["fairtake_settings"]
    app.extensions["fairtake_settings"] = replace(given, var=blocked)
    try:
        assert client.get("/readyz").json["parts"]["storage"] == "does not work"
    finally:
        app.extensions["fairtake_settings"] = given
        parts._storage_in.cache_clear()


def test_a_database_that_is_gone_is_told_without_a_word_about_it(client, settings):
    db.session.remove()
    db.engine.dispose()
    (settings.var / "fairtake.sqlite").unlink()
    (settings.var / "fairtake.sqlite").mkdir()
    try:
        answer = client.get("/readyz")
    finally:
        (settings.var / "fairtake.sqlite").rmdir()
    assert answer.status_code == 503
    assert answer.json["parts"]["database"] == "does not answer"
    assert "sqlite" not in answer.text


def test_numbers_are_by_endpoint_and_never_by_address(client):
    client.get("/sign-in?next=/planted-in-the-url")
    client.get("/planted-path")
    text = client.get("/metrics").text
    assert (
        'fairtake_request_seconds_count{endpoint="sign_in.page",method="GET",status="200"}' in text
    )
    assert "in-the-url" not in text
    assert "planted-path" not in text


def test_numbers_tell_how_jobs_went(client):
    with transaction() as session:
        run = JobRun(job="a job", holder=new_id(), fence=1, started_at=START, ended_at=START)
        run.outcome = Outcome.FAILED
        session.add(run)
    assert 'fairtake_job_runs{job="a job",outcome="failed"} 1.0' in client.get("/metrics").text


def test_an_invented_method_makes_no_number_of_its_own(client):
    client.open("/", method="PLANTED")
    assert "PLANTED" not in client.get("/metrics").text


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("192.0.2.7", {}),
        ("127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}),
        ("127.0.0.1", {"Forwarded": "for=127.0.0.1"}),
    ],
)
def test_without_a_token_numbers_are_for_this_machine_alone(client, address, headers):
    asked = client.get("/metrics", headers=headers, environ_base={"REMOTE_ADDR": address})
    assert asked.status_code == 404


@pytest.fixture
def _token(app: Flask):
    given = app.extensions["fairtake_settings"]
    app.extensions["fairtake_settings"] = replace(given, metrics_token="right")
    yield
    app.extensions["fairtake_settings"] = given


@pytest.mark.usefixtures("_token")
@pytest.mark.parametrize(("sent", "status"), [("right", 200), ("wrong", 404), ("", 404)])
def test_with_a_token_numbers_are_for_who_has_it(client, cast, sent, status):
    sign_in(client, cast.admin)
    asked = client.get("/metrics", headers={"Authorization": f"Bearer {sent}"} if sent else {})
    assert asked.status_code == status
