"""Measurements, kept out of the test suite: nothing here is asserted."""
