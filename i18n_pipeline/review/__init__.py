"""The review sheet: one HTML file that shows every string and takes a reviewer's changes.

Pure functions: what the sheet says, how it is written, and what comes back from it.
"""
