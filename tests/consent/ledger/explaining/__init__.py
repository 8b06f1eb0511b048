"""Tests of what entries mean."""
