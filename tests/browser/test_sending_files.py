"""static/uploads.js in a real browser: what it waits for, and what it takes as an answer."""

import hashlib
import random
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Page, Route

from foundation import uploads

SIZE = 20 << 20
FASTER = "Array(20).fill(50)"
SEND = f"""() => new Promise((resolve) => sendFile(document.querySelector("#take").files[0], {{
  retryDelays: {FASTER},
  chunkSize: 1 << 20,
  onSuccess: () => resolve("sent"),
  onError: (error) => resolve("refused " + error.originalResponse.getStatus()),
}}).then((upload) => {{ window.upload = upload; }}))"""


@pytest.fixture
def take(tmp_path) -> Path:
    file = tmp_path / "take.txt"
    file.write_bytes(random.Random(1).randbytes(SIZE))
    return file


@pytest.fixture
def page_of_omar(page: Page, sign_in_as, cast, take) -> Page:
    sign_in_as(cast.omar)
    page.goto("/")
    for script in ("/static/vendor/tus/tus.min.js", "/static/uploads.js"):
        page.add_script_tag(url=script)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<input type=file id=take>')")
    page.set_input_files("#take", take)
    return page


def answering(page: Page, *instead: int | str) -> list[int | str]:
    """The next PATCH requests get these answers, or no answer; the ones after reach us."""
    left, given = list(instead), []

    def answer(route: Route) -> None:
        if route.request.method != "PATCH" or not left:
            route.continue_()
            return
        given.append(left.pop(0))
        if given[-1] == "lost":
            route.abort("internetdisconnected")
        else:
            route.fulfill(status=given[-1], body="No.")

    page.route("**/uploads/*", answer)
    return given


def whole(page: Page, cast, session, take) -> bool:
    session.rollback()
    upload_id = UUID(page.evaluate("upload.url").rpartition("/")[2])
    found = uploads.finished(session, upload_id, cast.omar.id)
    return found.sha256 == hashlib.sha256(take.read_bytes()).hexdigest()


@pytest.mark.parametrize("fault", [500, 502, 503, 409, 423, "lost"])
def test_what_passes_is_waited_for(page_of_omar, cast, session, take, fault):
    given = answering(page_of_omar, fault, fault, fault)
    assert page_of_omar.evaluate(SEND) == "sent"
    assert given == [fault] * 3
    assert whole(page_of_omar, cast, session, take)


@pytest.mark.parametrize("refusal", [400, 401, 403, 404, 413, 415, 460])
def test_a_refusal_is_taken_as_an_answer(page_of_omar, refusal):
    given = answering(page_of_omar, *[refusal] * 5)
    assert page_of_omar.evaluate(SEND) == f"refused {refusal}"
    assert given == [refusal]


def test_a_network_that_comes_back_is_gone_on_with(page_of_omar, context, cast, session, take):
    page_of_omar.evaluate(f"window.ended = ({SEND})(); undefined")
    with page_of_omar.expect_event("requestfailed"):
        context.set_offline(True)
    context.set_offline(False)
    assert page_of_omar.evaluate("window.ended") == "sent"
    assert whole(page_of_omar, cast, session, take)
