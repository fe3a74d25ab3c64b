"""What a reader of YAML takes for something else than a string: numbers, dates, truth values, null."""

from __future__ import annotations

import re

from i18n_pipeline.model import Scalar

_WORDS = frozenset(
    "~ null yes no on off y n true false = << .inf +.inf -.inf .nan inf +inf -inf infinity nan".split()  # noqa: SIM905
)
#: The tag ``!``: a string by the specification, while some readers look at the value, even in quotes.
NON_SPECIFIC = "!"
_LONGEST = max(map(len, _WORDS))
_NUMERIC = re.compile(r"[-+.\d][-+.,:\dA-Fa-f_xXoObBeE]*|\d{4}-\d\d?-\d\d?(?:[Tt\s].*)?", re.DOTALL)


def looks_typed(value: str) -> bool:
    """Whether some YAML reader would take the plain ``value`` for something else than a string."""
    word = len(value) <= _LONGEST and value.lower() in _WORDS
    return not value or word or _NUMERIC.fullmatch(value) is not None


def is_typed(scalar: Scalar) -> bool:
    """Whether some YAML reader takes the scalar for a number, a date, a truth value or null, said aloud."""
    return scalar.style == "" and scalar.tag is None and bool(scalar.value) and looks_typed(scalar.value)
