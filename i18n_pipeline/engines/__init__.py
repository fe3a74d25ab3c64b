"""Draft engines: one small file each, found by its name."""
