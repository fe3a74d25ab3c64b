"""Driving engines: the chain of them, its pace and retries, and the cache of their answers."""
