"""A program with a token, as the API's tests use it."""

from collections.abc import Collection
from itertools import count
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from foundation import api
from marketplace.accounts.tokens import actions
from tests.cast import Person

_numbers = count(1)


class Program:
    """Sends what a program sends; a fresh idempotency key for each POST unless one is given."""

    def __init__(self, app: Flask, person: Person, scopes: Collection[str] | None = None) -> None:
        known = [scope.name for scope in api.scopes()]
        self.secret = actions.create_token(
            "test", known if scopes is None else scopes, 30, known_scopes=known, actor=person.actor
        )
        self._client = app.test_client()

    def get(self, path: str, **query: Any) -> TestResponse:
        return self._client.get(path, query_string=query, headers=self._headers())

    def delete(self, path: str) -> TestResponse:
        return self._client.delete(path, headers=self._headers())

    def put(self, path: str, body: Any) -> TestResponse:
        return self._client.put(path, json=body, headers=self._headers())

    def post(self, path: str, body: Any, key: str = "") -> TestResponse:
        headers = {**self._headers(), "Idempotency-Key": key or f"test-key-{next(_numbers)}"}
        return self._client.post(path, json=body, headers=headers)

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}"}
