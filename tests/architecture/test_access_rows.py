"""No endpoint without a row in the access table, and no row without its endpoint."""

from flask import Flask

from tests.access.table import TABLE

_IMPLIED = {"HEAD", "OPTIONS"}


def endpoints(app: Flask) -> set[str]:
    return {
        f"{method} {rule.endpoint}"
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - _IMPLIED
    }


def unclassified(app: Flask) -> set[str]:
    return endpoints(app) - {" ".join(row.split(" ")[:2]) for row in TABLE}


def test_every_endpoint_has_its_row(app):
    assert unclassified(app) == set(), "say in tests/access/table.py who may use these"


def test_every_row_has_its_endpoint(app):
    rows = {" ".join(row.split(" ")[:2]) for row in TABLE}
    assert rows - endpoints(app) == set(), "these are gone, so their rows should go too"


def test_an_endpoint_without_a_row_would_be_found():
    bare = Flask("bare")
    bare.add_url_rule("/planted", "planted.page", methods=["POST"])
    assert "POST planted.page" in unclassified(bare)
