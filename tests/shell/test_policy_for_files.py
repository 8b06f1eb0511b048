"""Where pages may load media from: ourselves, and the bucket's own host where there is one."""

from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from foundation import storage
from wsgi import create_app

OPENED = {"img-src", "media-src", "connect-src"}
PLACES = {
    "https://s3.example.net": {
        "storage": "s3://kept/files",
        "s3_endpoint": "https://s3.example.net",
    },
    "http://127.0.0.1:9000": {"storage": "s3://kept", "s3_endpoint": "http://127.0.0.1:9000"},
    "https://kept.s3.amazonaws.com": {"storage": "s3://kept", "s3_region": "us-east-1"},
}


def policy(app) -> dict[str, list[str]]:
    said = app.test_client().get("/").headers["Content-Security-Policy"]
    parts = [part.split() for part in said.split("; ")]
    return {part[0]: part[1:] for part in parts}


@pytest.mark.parametrize("origin", PLACES)
def test_the_bucket_s_host_is_open_to_media_and_to_nothing_else(settings, app, origin):
    plain = policy(app)
    with_bucket = policy(create_app(replace(settings, **PLACES[origin])))
    for directive, sources in with_bucket.items():
        more = [origin] if directive in OPENED else []
        assert sources == plain[directive] + more, directive


@pytest.mark.parametrize("origin", PLACES)
def test_it_is_where_links_lead(settings, app, origin):
    given = replace(settings, **PLACES[origin], s3_key_id="id", s3_secret="secret")
    link = storage.of(given).link("take", filename="a.wav", media_type="audio/wav")
    assert urlsplit(link)[:2] == urlsplit(origin)[:2]


def test_a_folder_opens_nothing(app):
    assert not [each for sources in policy(app).values() for each in sources if "://" in each]


def test_errors_and_files_of_the_shell_have_the_same_policy(settings, app):
    opened = create_app(replace(settings, **PLACES["https://s3.example.net"])).test_client()
    said = {
        opened.get(path).headers["Content-Security-Policy"] for path in ("/", "/no", "/api/v1/me")
    }
    assert len(said) == 1
