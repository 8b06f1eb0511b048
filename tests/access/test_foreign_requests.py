"""Another site's page, a forged header or somebody else's host name gets nothing done here."""

import pytest

from foundation import csrf
from tests.access.examining import Answer, Prepared, Question, prepare, questions, send
from tests.access.kept import Before
from tests.access.table import TABLE
from tests.access.world import World

CHANGES = [row for row in TABLE if not row.startswith(("GET ", "HEAD ", "OPTIONS "))]
FOREIGN = {
    "another site": {"Sec-Fetch-Site": "cross-site"},
    "a neighbour": {"Sec-Fetch-Site": "same-site"},
    "another origin, from an old browser": {"Origin": "https://evil.example"},
    "an origin that hides": {"Origin": "null"},
}
HERE = "/somewhere/of/ours"
ELSEWHERE = (
    "https://evil.example/",
    "//evil.example",
    "//[",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
)


def let_in(world: World, row: str) -> Question:
    """Somebody who would be let in."""
    asked = questions(world, row, TABLE[row])
    return next(each for each in asked if each.expected is Answer.DONE)


def sent_from(world: World, asked: Prepared, *foreign: dict[str, str]) -> tuple[set[int], bool]:
    """The statuses, and whether any row is not as it was."""
    before = Before.of(world.file)
    statuses = {send(world, asked, headers).status_code for headers in foreign}
    return statuses, bool(before.changed(world.file))


@pytest.mark.parametrize("row", CHANGES)
def test_another_site_changes_nothing(world, row):
    asked = prepare(world, let_in(world, row))
    assert sent_from(world, asked, *FOREIGN.values()) == ({403}, False)


def test_a_door_that_does_not_look_would_be_found(world, monkeypatch):
    """The planted fault."""
    monkeypatch.setattr(csrf, "is_foreign", lambda _request: False)
    asked = prepare(world, let_in(world, "POST tokens.revoke"))
    statuses, changed = sent_from(world, asked, FOREIGN["another site"])
    assert 403 not in statuses
    assert changed


@pytest.mark.parametrize("row", CHANGES)
def test_nobody_is_sent_elsewhere(world, row):
    """Most rows go nowhere that the request names: one question shows it."""
    if HERE in sent_to(world, row, HERE):
        for there in ELSEWHERE:
            assert stays(sent_to(world, row, there)), there


def sent_to(world: World, row: str, there: str) -> str:
    also = {"next": there, "back": there, "url": there}
    return send(world, prepare(world, let_in(world, row), also)).location or "/"


def test_a_row_that_goes_where_the_request_names_is_known_by_it(world):
    assert HERE in sent_to(world, "POST theme.choose", HERE)


def stays(location: str) -> bool:
    own = location.removeprefix("http://127.0.0.1").removeprefix("http://localhost")
    return own.startswith("/") and own[1:2] not in ("/", "\\") and own.isprintable()


@pytest.mark.parametrize("there", ELSEWHERE)
def test_a_redirect_elsewhere_would_be_found(there):
    assert not stays(there)


@pytest.mark.parametrize("path", ["/", "/sign-in", "/api/openapi.json", "/nowhere", "/static/x"])
@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:5000"])
def test_another_host_name_is_refused(world, path, host):
    assert world.app.test_client().get(path, headers={"Host": host}).status_code == 400


def test_every_endpoint_refuses_a_trace(world):
    for rule in world.app.url_map.iter_rules():
        assert "TRACE" not in (rule.methods or set())
