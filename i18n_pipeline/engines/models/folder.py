"""The folder with models, a folder each, as fxtranslate keeps them: what is there, what is got, what goes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from i18n_pipeline.engines.models.pinned import MODELS, ORIGIN, Pinned, is_intact, pinned
from i18n_pipeline.errors import ConfigError
from i18n_pipeline.messages import listed, say


def root(folder: str = "") -> Path:
    """The folder with models; the cache of fxtranslate, of the person, where none is named.

    Raises ModuleNotFoundError where that package is not installed.
    """
    from fxtranslate import Cache  # an object that no other thread may drop: it is not kept

    return Path(folder).expanduser() if folder else Path(Cache().root)


def there(folder: Path) -> dict[str, int]:
    """The models that are there, by what fxtranslate calls them, and their bytes. Raises OSError."""
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    models = (path for path in found if path.is_dir() and not path.name.startswith("."))
    return {path.name: sum(file.stat().st_size for file in path.iterdir()) for path in models}


def fetch(name: str, folder: Path, url: str, tell: Callable[[int], None]) -> Pinned | None:
    """Get a model from its origin, or from a mirror; None where it is there already, and intact.

    What came stays for another try. Raises ConfigError where it cannot be got, and what ``get`` raises.
    """
    from i18n_pipeline.engines.models.download import get  # which brings TLS

    model = pinned(name)
    if model is None:
        can = listed(known.name for known in MODELS)
        raise ConfigError(say('no model "{name}" can be got; there is: {names}', name=name, names=can))
    place = folder / model.pair
    if all(is_intact(place / file.name, file.size, file.sha256) for file in model.files):
        return None
    coming = place.with_name(f".{model.pair}")  # which fxtranslate does not list
    coming.mkdir(parents=True, exist_ok=True)
    got = 0
    for file in model.files:
        if not is_intact(coming / file.name, file.size, file.sha256):
            address = f"{(url or ORIGIN).rstrip('/')}/{model.folder}/{file.name}.gz"
            get(file, address, coming, lambda now, before=got: tell(before + now))  # type: ignore[misc]
        got += file.packed_size
    shutil.rmtree(place, ignore_errors=True)
    os.replace(coming, place)
    return model


def is_damaged(place: Path) -> bool:
    """Whether a model's files have the sizes of one that can be got, and not its bytes. Raises OSError."""
    ours = next((model for model in MODELS if model.pair == place.name), None)
    files = [(place / file.name, file) for file in ours.files] if ours else []
    if not all(path.is_file() and path.stat().st_size == file.size for path, file in files):
        return False  # of another origin, or another version
    return not all(is_intact(path, file.size, file.sha256) for path, file in files)


def remove(name: str, folder: Path) -> int:
    """Delete a model, and what came of one; the bytes that it had. Raises ConfigError where there is none."""
    known, model = there(folder), pinned(name)
    pair = model.pair if model and name not in known else name
    coming = folder / f".{model.pair}" if model else None
    if coming and coming.is_dir():
        shutil.rmtree(coming)
    elif pair not in known:
        names = listed(known) or "–"
        raise ConfigError(say('the model "{name}" is not there; there are: {names}', name=name, names=names))
    if pair in known:
        shutil.rmtree(folder / pair)
    return known.get(pair, 0)
