"""Reports as people read them, as counts are drawn, and as JSON has them. Prints nothing."""
