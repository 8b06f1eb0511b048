"""Answers of our own that the contract does not know: a fault of the stand-in, never hidden."""

import json
from collections.abc import Sequence

from payouts.sandbox.refusals import Document
from payouts.sandbox.state import State

_SHOWN = 5


def note(state: State, method: str, path: str, sentences: Sequence[str]) -> None:
    state.execute(
        "insert into violation (method, path, sentences) values (?, ?, ?)",
        (method, path, json.dumps(sentences[:_SHOWN])),
    )


def noted(state: State) -> list[Document]:
    rows = state.execute("select method, path, sentences from violation order by sequence")
    return [
        {"method": method, "path": path, "sentences": json.loads(sentences)}
        for method, path, sentences in rows.fetchall()
    ]
