"""No endpoint without a row in the access table, and no row without its endpoint."""

from flask import Flask
from werkzeug.routing import Rule

from tests.access.table import TABLE


def endpoints(app: Flask) -> set[str]:
    return {
        f"{method} {rule.endpoint}"
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - _implied(rule)
    }


def _implied(rule: Rule) -> set[str]:
    """What Flask answers by itself, beside what was asked for."""
    methods = {"HEAD"} if "GET" in (rule.methods or ()) else set()
    return methods | ({"OPTIONS"} if getattr(rule, "provide_automatic_options", True) else set())


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
