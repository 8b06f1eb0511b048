"""The JSON API's shell: every slice's `api.py` stands on it, and none repeats it."""

from foundation.api.blueprints import ApiBlueprint, scoped
from foundation.api.document import Scope, create_api, scopes
from foundation.api.idempotency import secret_answer
from foundation.api.paging import Page, PageAsked, PageQuery, page_schema
from foundation.api.shapes import Body, line, words

__all__ = [
    "ApiBlueprint",
    "Body",
    "Page",
    "PageAsked",
    "PageQuery",
    "Scope",
    "create_api",
    "line",
    "page_schema",
    "scoped",
    "scopes",
    "secret_answer",
    "words",
]
