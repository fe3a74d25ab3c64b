"""The disk: exact reads, atomic writes, folders, and what a block of code sees or did of it."""
