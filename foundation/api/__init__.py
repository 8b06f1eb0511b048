"""The JSON API's shell: every slice's `api.py` stands on it, and none repeats it."""

from foundation.api.blueprints import ApiBlueprint, scoped
from foundation.api.document import Scope, create_api, scopes
from foundation.api.idempotency import secret_answer
from foundation.api.paging import Page, PageAsked, PageQuery, page_schema

__all__ = [
    "ApiBlueprint",
    "Page",
    "PageAsked",
    "PageQuery",
    "Scope",
    "create_api",
    "page_schema",
    "scoped",
    "scopes",
    "secret_answer",
]
