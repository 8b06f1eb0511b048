"""What a person was told, page by page, for their programs."""

from datetime import timedelta

from foundation import clock, notices
from foundation.database import transaction
from tests.api.asking import Program
from tests.cast import Person


def tell(person: Person, times: int) -> None:
    for number in range(times):
        with transaction() as session:
            notices.tell(session, kind="test.paid", to=[person.id], url=f"/paid/{number}")
        clock.move(timedelta(minutes=1))


def test_a_list_is_read_page_by_page_without_gap_or_repeat(app, cast):
    tell(cast.omar, 5)
    program, seen, after = Program(app, cast.omar), [], None
    while True:
        asked = {"limit": 2, **({"after": after} if after else {})}
        page = program.get("/api/v1/notices", **asked).json
        seen += [item["url"] for item in page["items"]]
        tell(cast.omar, 1)  # What comes in the meantime does not push anything out of its place.
        if (after := page["next"]) is None:
            break
    seen.remove("/tokens")  # Of the token that the program was given.
    assert seen == [f"/paid/{number}" for number in (4, 3, 2, 1, 0)]


def test_a_place_that_is_none_is_refused(app, cast):
    answer = Program(app, cast.omar).get("/api/v1/notices", after="nonsense")
    assert answer.status_code == 404
    assert "first page" in answer.json["detail"]


def test_a_notice_is_marked_as_read_and_a_stranger_s_is_none(app, cast):
    [notice] = Program(app, cast.omar).get("/api/v1/notices").json["items"]
    path = f"/api/v1/notices/{notice['id']}/read"
    assert Program(app, cast.mira).post(path, None).status_code == 404
    assert Program(app, cast.omar).post(path, None).json["read_at"] is not None
