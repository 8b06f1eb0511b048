"""What a request says, as it is read: text that no database can keep is refused here, once.

PostgreSQL takes no NUL in a text, and nothing can encode half a surrogate pair, which JSON can
spell. Wherever they went, they would be a fault of ours instead of a mistake of the sender's.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from flask import Flask, Request, request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest


class Incoming(Request):
    def _load_form_data(self) -> None:
        if "form" in self.__dict__:  # Werkzeug keeps here what has been parsed already.
            return
        super()._load_form_data()
        names = (file.filename or "" for file in self.files.values())
        _refuse_unkeepable((*_values_of(self.form), *names))

    def get_json(self, *args: Any, **named: Any) -> Any:
        try:
            found = super().get_json(*args, **named)
            _refuse_unkeepable(_texts_in(found))
        except RecursionError:  # Brackets within brackets, a thousand deep.
            raise BadRequest from None
        return found


def init_app(app: Flask) -> None:
    app.request_class = Incoming

    @app.before_request
    def read_query() -> None:
        _refuse_unkeepable(_values_of(request.args))


def _refuse_unkeepable(texts: Iterable[str]) -> None:
    if any("\x00" in text or _is_half(text) for text in texts):
        raise BadRequest


def _is_half(text: str) -> bool:
    return not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text)


def _values_of(sent: MultiDict[str, str]) -> Iterator[str]:
    return (value for values in sent.listvalues() for value in values)


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
        for each in value.values():
            yield from _texts_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts_in(each)
