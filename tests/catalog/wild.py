"""PO files in all the forms that GNU gettext reads, drawn by Hypothesis."""

from __future__ import annotations

from random import Random

from hypothesis import strategies as st

from i18n_pipeline.catalog.entries import Entry

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'

LETTERS = dict(zip('\a\b\f\n\r\t\v"\\', 'abfnrtv"\\', strict=True))
_TEXT = st.text(st.sampled_from('ab1 中。é🎈"\\\n\t\b\v\f\u00a0\u2028\x85#~|%{msgid'), max_size=12)
_COMMENT = st.text(st.sampled_from('ab 中"\u2028\u3000#~.,:|'), max_size=8).map(str.strip)
_COMMENTS = st.lists(_COMMENT, max_size=3).map("\n".join)
_FLAGS = st.lists(st.sampled_from(["fuzzy", "c-format", "no-wrap", "range: 0..5"]), unique=True, max_size=3)
_PLURAL = st.tuples(_TEXT, st.tuples(_TEXT, _TEXT))


@st.composite
def entries(draw: st.DrawFn) -> list[Entry]:
    keys = draw(
        st.lists(st.tuples(st.none() | _TEXT, _TEXT.filter(bool)), min_size=1, max_size=4, unique=True)
    )
    return [_entry(draw, *key) for key in keys]


def _entry(draw: st.DrawFn, msgctxt: str | None, msgid: str) -> Entry:
    plural = draw(st.none() | _PLURAL)
    return Entry(
        msgid,
        "" if plural else draw(_TEXT),
        msgctxt,
        comment=draw(_COMMENTS),
        extracted=draw(_COMMENTS),
        files=draw(st.sampled_from([(), ("a.md",), ("a.md:1", "b.md:2")])),
        flags=tuple(draw(_FLAGS)),
        previous=draw(st.none() | st.tuples(st.none() | _TEXT, _TEXT.filter(bool))),
        obsolete=draw(st.booleans()),
        plural=plural,
    )


def written(entries: list[Entry], random: Random) -> str:
    """The entries as somebody may have written them."""
    gaps = ["", "\n", "\n\n", " \n\t\n", "\r\n\r\n"]
    return "".join(_written(entry, random) + random.choice(gaps) for entry in entries)


def _written(entry: Entry, random: Random) -> str:
    lines = []
    for sign, text in (("", entry.comment), (".", entry.extracted), (":", " ".join(entry.files))):
        for line in text.split("\n") if text else ():
            tight = line and line[0] not in " .,:=!~|#" and random.random() < 0.3
            lines.append(f"{_indent(random)}#{sign}{'' if tight or not line else ' '}{line}")
    if entry.flags:  # in one line: of several, gettext 0.21 forgets all but the last
        blank, comma = random.choice(["", " ", " \t"]), random.choice([", ", ",", " ", " ,\t"])
        lines.append(f"{_indent(random)}#{random.choice(',,,!')}{blank}{comma.join(entry.flags)}")
    gone = "#~" if entry.obsolete else ""
    text = "".join(f"{line}\n" for line in lines)
    if entry.previous:
        context, msgid = entry.previous
        words = [("msgctxt", context), ("msgid", msgid)]
        text += _statements(f"{gone or '#'}|", words, random) + "\n"
    words = [("msgctxt", entry.msgctxt), ("msgid", entry.msgid)]
    if entry.plural:
        words.append(("msgid_plural", entry.plural[0]))
        words += [
            (random.choice([f"msgstr[{at}]", f"msgstr [ {at} ]"]), form)
            for at, form in enumerate(entry.plural[1])
        ]
    else:
        words.append(("msgstr", entry.msgstr))
    return text + _statements(gone, words, random) + random.choice(["\n", "\n", " \n", "\r\n"])


def _indent(random: Random) -> str:
    return random.choice(["", "", "", " ", "\t"])


def _statements(mark: str, words: list[tuple[str, str | None]], random: Random) -> str:
    def gap() -> str:
        if random.random() < 0.6:
            return random.choice(["", " ", "\t", "  ", "\f", "\v", "\r"])
        return random.choice(["\n", " \n", "\n\n", "\r\n"]) + _indent(random) + mark + _indent(random)

    text = _indent(random) + mark + random.choice(["", " "])
    for at, (word, said) in enumerate((word, said) for word, said in words if said is not None):
        text += (gap() if at else "") + word + gap()
        text += gap().join(_strings(said or "", random))
    return text


def _strings(text: str, random: Random) -> list[str]:
    """The text in one or several strings, some of its characters as escapes."""
    strings = [""]
    for char in text:
        octets = char.encode()
        must = char in '"\\\n'
        escapes = [rf"\{LETTERS[char]}"] if char in LETTERS else []
        if must or random.random() < 0.3:
            escapes.append("".join(f"\\{octet:03o}" for octet in octets))
            escapes.append("".join(f"\\x{octet:02x}" for octet in octets))
            escape = random.choice(escapes)
            strings[-1] += escape
            if "x" in escape or random.random() < 0.3:
                strings.append("")  # a digit behind it would be one of its own
        else:
            strings[-1] += char
            if random.random() < 0.1:
                strings.append("")
    return [f'"{string}"' for string in strings]
