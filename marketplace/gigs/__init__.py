"""The public posting of an approved, funded scene request: found, searched, paused, closed."""
