"""Tests of the record in other vocabularies."""
