"""Localise Chinese-first sites: YAML pages to gettext catalogs and back, byte for byte."""

__version__ = "0.1.0"
