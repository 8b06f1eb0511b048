"""Lets gunicorn speak through the same lines as everything else."""

import logging

import gunicorn.glogging
from gunicorn.config import Config

from foundation.logs.writing import OfLibraries


class GunicornLogger(gunicorn.glogging.Logger):  # type: ignore[misc]
    def setup(self, cfg: Config) -> None:
        super().setup(cfg)
        self.error_log.handlers = [OfLibraries()]
        self.error_log.setLevel(logging.WARNING)
