"""What is done to one page and its files: harvest → extract → fill → merge → check, each over a bundle."""
