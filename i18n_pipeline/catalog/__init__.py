"""Catalogs: gettext PO and POT files. The only place that knows their syntax."""
