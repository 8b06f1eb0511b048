"""Lists of the API: a cursor in, a page and the next cursor out."""

from typing import TypedDict

from marshmallow import RAISE, Schema, fields, validate

from foundation.cursors import Page

LARGEST = 100


class PageAsked(TypedDict):
    after: str | None
    limit: int


class PageQuery(Schema):
    class Meta:
        unknown = RAISE

    after = fields.String(
        load_default=None,
        validate=validate.Length(min=1, max=200),
        metadata={"description": "The `next` of the page before."},
    )
    limit = fields.Integer(load_default=50, validate=validate.Range(min=1, max=LARGEST))


def page_schema(item: type[Schema]) -> type[Schema]:
    """`{"items": […], "next": "…" or null}` of this kind of item."""
    name = f"{item.__name__.removesuffix('Schema')}PageSchema"
    return type(
        name,
        (Schema,),
        {
            "items": fields.List(fields.Nested(item), required=True),
            "next": fields.String(required=True, allow_none=True),
        },
    )


__all__ = ["Page", "PageAsked", "PageQuery", "page_schema"]
