"""The parts of the ``gloss`` engine: scan, segment, look up, arrange, join."""
