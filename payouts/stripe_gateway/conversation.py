"""Asking Stripe: one door for every request, outside any transaction, at the common pace."""

import random
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import structlog

from foundation.tables import JsonObject
from payouts.stripe_gateway.errors import StripeUnavailable, UnreadableAnswer, refused
from payouts.stripe_gateway.outcomes import DefiniteNo, Done, Outcome, Unknown, judged
from payouts.stripe_gateway.pace import Pace
from payouts.stripe_gateway.sdk import NamedFile, Said, Sdk
from payouts.stripe_gateway.sending import Sending

_log = structlog.get_logger()
T = TypeVar("T")
Read = Callable[[JsonObject], T]

_PAGE = 100
_TURNED_AWAY = 5
"""So often one call is sent again when Stripe says that it is too much."""
_FIRST_PAUSE_S = 0.25
_LONGEST_PAUSE_S = 8.0


class Stripe:
    def __init__(self, sdk: Sdk, pace: Pace) -> None:
        self.sdk = sdk
        self._pace = pace

    def send(
        self,
        sending: Sending,
        *,
        key: str,
        read: Read[T],
        again: bool = False,
        file: NamedFile | None = None,
    ) -> Outcome[T]:
        """Change something. The key and the request are kept before this is called.

        `again`: they were sent before, and nobody knows what came of it. A fresh refusal then
        proves nothing, since it says only what happened now.
        """
        if not key:
            raise ValueError("what has no key is done twice when it is tried twice")
        said = self._ask("post", sending.path, sending.parameters, sending.account, key, file)
        if not said.done:
            doubtful = again or said.doubtful
            return judged(said.status, said.body, doubtful=doubtful, replayed=said.replayed)
        try:
            return Done(_read(said.body, read), said.replayed)
        except UnreadableAnswer as unreadable:
            return Unknown(str(unreadable))

    def get(
        self, path: str, read: Read[T], parameters: JsonObject | None = None, *, account: str = ""
    ) -> T:
        return _read(self._got(path, parameters or {}, account), read)

    def pages(
        self, path: str, read: Read[T], parameters: JsonObject | None = None, *, account: str = ""
    ) -> Iterator[T]:
        """Everything that matches, newest first, from as many pages as there are."""
        if path.startswith("/v2"):
            yield from self._v2_pages(path, read, parameters or {})
            return
        asked = {"limit": _PAGE, **(parameters or {})}
        while True:
            page = self._got(path, asked, account)
            yield from (_read(each, read) for each in _items(page))
            if not page.get("has_more") or not page["data"]:
                return
            asked = {**asked, "starting_after": page["data"][-1]["id"]}

    def _v2_pages(self, path: str, read: Read[T], parameters: JsonObject) -> Iterator[T]:
        page = self._got(path, {"limit": _PAGE, **parameters}, "")
        yield from (_read(each, read) for each in _items(page))
        while page.get("next_page_url"):
            page = self._got(page["next_page_url"], {}, "")
            yield from (_read(each, read) for each in _items(page))

    def _got(self, path: str, parameters: JsonObject, account: str) -> JsonObject:
        said = self._ask("get", path, parameters, account, "")
        if said.done:
            found: JsonObject = said.body
            return found
        why = judged(said.status, said.body, doubtful=False, replayed=said.replayed)
        if isinstance(why, DefiniteNo) and not why.turned_away:
            raise refused(why.why)
        raise StripeUnavailable

    def _ask(
        self,
        method: str,
        path: str,
        parameters: JsonObject,
        account: str,
        key: str,
        file: NamedFile | None = None,
    ) -> Said:
        doubtful, pause_s = False, _FIRST_PAUSE_S
        for _ in range(_TURNED_AWAY):
            said = self.sdk.ask(method, path, parameters, account=account, key=key, file=file)
            if said.status == 401:
                _log.error("Stripe does not take our key: nothing is asked or paid until it does")
            doubtful = doubtful or said.doubtful
            if said.status != 429:
                break
            # All processes wait, each a little differently, or they would all come back at once.
            wait_s = max(pause_s * random.uniform(0.75, 1.25), said.retry_after_s or 0)  # noqa: S311
            self._pace.pause(min(wait_s, _LONGEST_PAUSE_S))
            pause_s *= 2
        return Said(said.status, said.body, doubtful, said.replayed)


def done(outcome: Outcome[T]) -> T:
    """For what one simply repeats when it fails: the answer, or an error for who asked."""
    if isinstance(outcome, Done):
        return outcome.answer
    if isinstance(outcome, DefiniteNo) and not outcome.turned_away:
        raise refused(outcome.why)
    raise StripeUnavailable


def _items(page: JsonObject) -> list[JsonObject]:
    try:
        return list(page["data"])
    except (KeyError, TypeError):
        raise UnreadableAnswer("a list") from None


def _read(body: Any, read: Read[T]) -> T:
    try:
        return read(body)
    except (AttributeError, KeyError, TypeError, ValueError):  # Null where something must be.
        what = body.get("object") if isinstance(body, dict) else None
        raise UnreadableAnswer(str(what or "no object")) from None
