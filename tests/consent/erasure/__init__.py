"""Tests of erasing records on request."""
