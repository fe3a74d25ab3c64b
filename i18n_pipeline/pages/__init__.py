"""Pages: parse, select, encode, splice, verify. The only place that knows YAML."""
