"""Extract, merge and sync beside po4a, translate-toolkit and hugo-gettext, in one run."""
