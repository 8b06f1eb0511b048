"""Answers that a browser keeps as a file."""

from flask import Response


def saved_as(answer: Response, name: str) -> Response:
    """`name` is ours: letters, digits, dots and dashes."""
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
