"""Markdown bodies: texts with spans, found by pyromark's events; nothing else of a body is touched."""
