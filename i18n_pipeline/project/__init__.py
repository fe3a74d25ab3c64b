"""A project on disk: its pages, its catalogs, and what is known of them from one run to the next."""
