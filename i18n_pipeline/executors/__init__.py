"""Where pages are worked on beside this process: one small file each, a ``concurrent.futures`` executor."""
