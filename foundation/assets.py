"""Links to our own files that change whenever the file does, so that browsers may keep them."""

import hashlib
import os
from functools import lru_cache
from pathlib import Path

from flask import Flask

_KEPT_SECONDS = 86_400


def init_app(app: Flask) -> None:
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = _KEPT_SECONDS
    folder = app.static_folder or ""

    def asset(name: str) -> str:
        """Every page asks for several: one look at the file's time, the rest is remembered."""
        path = f"{folder}/{name}"
        return f"{app.static_url_path}/{name}?v={digest(path, os.stat(path).st_mtime_ns)}"

    app.jinja_env.globals["asset"] = asset


@lru_cache(maxsize=256)
def digest(path: str, _changed_at: int) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:12]
