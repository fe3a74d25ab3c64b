"""What is in a text: pieces that must come through unchanged, Markdown, list markers, numbers."""
