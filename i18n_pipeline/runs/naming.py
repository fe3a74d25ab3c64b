"""The names that stay as they are in drafts of a page, as nobody has put them into the target language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from i18n_pipeline.config import Config, Language
from i18n_pipeline.engines.glossing import page_names
from i18n_pipeline.engines.glossing.lexicon import Lexicon
from i18n_pipeline.engines.glossing.page_names import Name
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.locales import is_written_in_han
from i18n_pipeline.model import Message

# Once for all pages, of which there are many.
_lexicon = lru_cache(maxsize=8)(Lexicon.of)
#: Pages, each with its texts.
Pages = Iterable[tuple[str, Sequence[Message]]]


def can_be_found(config: Config, target: Language) -> bool:
    """Whether names are told by the dictionary: from Chinese into another script."""
    return config.source.locale[:2] == "zh" and not is_written_in_han(target.locale)


def kept(
    config: Config, target: Language, messages: Sequence[Message], glossary: Glossary
) -> Mapping[str, tuple[str, ...]]:
    """For each text of a page that has names which are in no glossary, these."""
    if not can_be_found(config, target):
        return {}
    names, texts = page_names.on_page("", messages, _lexicon(glossary))
    return {text.text: page_names.kept(names, text) for text in texts}


def proposed(config: Config, target: Language, pages: Pages, glossary: Glossary) -> list[Name]:
    """The names on all pages that are in no glossary, the most frequent first."""
    if not can_be_found(config, target):
        return []
    lexicon = _lexicon(glossary)
    return page_names.on_all(page_names.on_page(page, messages, lexicon)[0] for page, messages in pages)
