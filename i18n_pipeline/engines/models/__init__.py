"""Models on this machine: which can be got, where they are kept, and the thread they live in."""
