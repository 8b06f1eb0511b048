"""Tests of second opinions and of agreement."""
