"""Standing checks: what must always be so, asked every night and whenever somebody wants."""
