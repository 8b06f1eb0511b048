"""Tests of evidence bundles, and of the two verifiers that read them."""
