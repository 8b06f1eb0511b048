"""Tests of reading what another may read."""
