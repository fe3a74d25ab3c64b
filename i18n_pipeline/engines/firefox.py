"""Firefox Translations on this machine: a small neural model, no key, nothing leaves the machine.

Option: ``models`` (the folder with the models; the cache of fxtranslate when left out). Models are got once
with ``i18n-pipeline models get``; the engine itself never downloads.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from i18n_pipeline.engines.base import Engine, Limits, Request, Settings
from i18n_pipeline.engines.models.folder import is_damaged, root, there
from i18n_pipeline.engines.models.pinned import MODELS, Pinned, megabytes
from i18n_pipeline.engines.models.serving import Models, models, quietly
from i18n_pipeline.engines.remote.options import Options
from i18n_pipeline.engines.remote.replies import usable
from i18n_pipeline.engines.remote.split import in_pieces
from i18n_pipeline.errors import ConfigError, EngineError
from i18n_pipeline.locales import language_and_script, language_tags
from i18n_pipeline.messages import NOTHING, Notice, say

_NAME = "firefox"
_LIMITS = Limits(texts=10)
_SIZE = 1000  # bytes: the library holds Python up, and with it Ctrl-C, while it translates
_PIVOT = "en"  # where there is no model for a pair, two are chained
_START = 2**20  # bytes of a file that tell it from another of its size

#: A model's files, as fxtranslate's Translator takes them.
_Files = tuple[Path, Path, Path, Path | None]


@dataclass(frozen=True)
class Firefox:
    """Translates line by line through one model, or two in a chain."""

    settings: Settings
    models: Models = field(repr=False)
    version: str
    name: str = _NAME
    limits: Limits = _LIMITS

    def translate(self, requests: Sequence[Request]) -> Sequence[str | EngineError]:
        """One answer a request. Raises ConfigError where a model cannot be read."""
        # The library would join sentences as they are joined in the source: in Chinese, without a blank.
        target = self.settings.target
        return [in_pieces(one.text, _SIZE, target, self._ask, sentences=True) for one in requests]

    def _ask(self, text: str) -> str | EngineError:
        answer = self.models.translate(text.strip())
        return usable(_NAME, answer, text, self.settings) if isinstance(answer, str) else answer


def create(settings: Settings) -> Engine:
    """The engine. Raises ConfigError for wrong options and models that are not there."""
    options = Options(_NAME, settings)
    folder = options.text("models")
    options.done()
    if folder and not Path(folder).expanduser().is_dir():
        raise ConfigError(say('the option "models" of the engine firefox is not a folder'))
    place = root(folder)
    files = {pair: _files(place / pair) for pair in _route(settings, set(there(place)), chosen=bool(folder))}
    stamp = _stamp(file for parts in files.values() for file in parts if file)
    key = (tuple(files.items()), stamp)
    return Firefox(settings, models(key, partial(_load_all, files)), f"{version('fxtranslate')}-{stamp}")


def has_model(settings: Settings) -> bool:
    """Whether the engine has all that it needs on this machine."""
    try:
        create(settings)
    except (ConfigError, ModuleNotFoundError):
        return False
    return True


def offer(settings: Settings) -> Notice:
    """How to get the model for two languages, and how large it is; nothing where there is none to get."""
    model = _ours(settings)
    if model is None:
        return NOTHING
    command = f"i18n-pipeline models get {model.name}"
    if find_spec("fxtranslate") is None:
        command = f"pip install 'fxtranslate>=0.5' && {command}"
    size = megabytes(model.download)
    return say("better drafts, offline too: {command} ({size} to download)", command=command, size=size)


def _ours(settings: Settings) -> Pinned | None:
    sources, targets = language_tags(settings.source), language_tags(settings.target)
    pairs = {f"{source}-{target}" for source in sources for target in targets}
    return next((model for model in MODELS if model.pair in pairs), None)


def _route(settings: Settings, pairs: set[str], *, chosen: bool) -> list[str]:
    """The models that lead from the source to the target."""
    sources, targets = language_tags(settings.source), language_tags(settings.target)
    direct = [f"{source}-{target}" for source in sources for target in targets]
    first = [f"{source}-{_PIVOT}" for source in sources]
    second = [f"{_PIVOT}-{target}" for target in targets]
    for chain in ((direct,), (first, second)):
        found = [next((pair for pair in step if pair in pairs), "") for step in chain]
        if all(found):
            return found
    source, target = map(_called, (settings.source, settings.target))
    ours = _ours(settings)
    command = f"i18n-pipeline models get {ours.name}" if ours else f"fxtranslate models add {source} {target}"
    where = (" --folder FOLDER" if ours else " --cache-dir FOLDER") if chosen else ""
    raise ConfigError(
        say(
            "the engine {name} finds no model for {source} to {target}; get it once with: {command}",
            name=_NAME,
            source=source,
            target=target,
            command=f"{command}{where}",
        )
    )


def _called(locale: str) -> str:
    """What fxtranslate calls a language."""
    language, written = language_and_script(locale)
    return f"{language}-{written}" if language == "zh" else language


def _files(folder: Path) -> _Files:
    """``model….bin``, one vocabulary or two, and perhaps ``lex….bin``. Raises ConfigError."""
    files = {path.name: path for path in folder.iterdir()}

    def first(*kinds: str) -> Path | None:
        return next((files[name] for kind in kinds for name in sorted(files) if name.startswith(kind)), None)

    model, source, target = first("model"), first("srcvocab", "vocab"), first("trgvocab", "vocab")
    if not model or not source or not target:
        raise ConfigError(
            say(
                "the model {pair} of the engine {name} lacks a file; get it again",
                pair=folder.name,
                name=_NAME,
            )
        )
    return model, source, target, first("lex")


def _stamp(files: Any) -> str:
    """Digits that change with the models."""
    digest = hashlib.blake2b(digest_size=4)
    for file in files:
        with open(file, "rb") as stream:
            digest.update(b"%d " % file.stat().st_size + stream.read(_START))
    return digest.hexdigest()


def _load_all(files: dict[str, _Files]) -> list[Any]:
    return [_load(pair, parts) for pair, parts in files.items()]


def _load(pair: str, files: _Files) -> Any:
    """A model from its files. Raises ConfigError."""
    from fxtranslate import Translator

    try:
        if not is_damaged(files[0].parent):  # the library ends the process on some that are
            return quietly(Translator, *(file and file.read_bytes() for file in files))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # a panic of the library is no Exception
        pass
    raise ConfigError(
        say("the model {pair} of the engine {name} cannot be read; get it again", pair=pair, name=_NAME)
    )
