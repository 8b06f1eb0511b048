"""Links to our own files that change whenever the file does, so that browsers may keep them."""

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, current_app, url_for

_KEPT_SECONDS = 86_400


def init_app(app: Flask) -> None:
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = _KEPT_SECONDS
    app.jinja_env.globals["asset"] = asset


def asset(name: str) -> str:
    path = Path(current_app.static_folder or "") / name
    return url_for("static", filename=name, v=digest(path, path.stat().st_mtime_ns))


@lru_cache(maxsize=256)
def digest(path: Path, _changed_at: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
