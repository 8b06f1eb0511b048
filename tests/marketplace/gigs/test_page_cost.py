"""What a list of gigs costs the database: the same few questions, however many gigs it shows."""

from contextlib import contextmanager

from sqlalchemy import event

from foundation.database import db
from tests.cast import sign_in
from tests.marketplace.gigs.posting import open_, titled


@contextmanager
def asked():
    statements = []

    def listen(_connection, _cursor, statement, *_):
        statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", listen)
    yield statements
    event.remove(db.engine, "before_cursor_execute", listen)


def test_a_list_asks_as_much_for_three_gigs_as_for_one(client, cast):
    sign_in(client, cast.omar)
    open_(cast, titled("Two sisters"))
    with asked() as for_one:
        assert "Two sisters" in client.get("/gigs").text
    open_(cast, titled("Three brothers"))
    open_(cast, titled("Four aunts"))
    with asked() as for_three:
        assert "Four aunts" in client.get("/gigs").text
    assert len(for_three) == len(for_one) <= 7, for_three
