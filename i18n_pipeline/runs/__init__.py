"""What goes over all pages of a project: drafting, and the halves of sync with drafting between them."""
