"""Tests of compliance's console."""
