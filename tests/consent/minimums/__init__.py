"""Tests of standing minimums."""
