"""What engines share that ask a service: options and keys, splitting, and judging replies."""
