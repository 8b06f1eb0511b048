"""Whom a client that supplies others names: announced to performers before anything goes there."""
