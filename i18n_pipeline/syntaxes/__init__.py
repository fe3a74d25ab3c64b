"""What the texts of a page are written in: one folder a syntax, with parse, encode and verify."""
