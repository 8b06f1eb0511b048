"""Tests of self-reports."""
