"""Which text of an existing target page translates which text of its source: pure functions of two trees."""
