"""What merge notes of a page that it is about to write."""

from __future__ import annotations

from i18n_pipeline.disk import files
from i18n_pipeline.pages.frame import frame
from i18n_pipeline.project.manifest import NO_BODIES, NO_KEY, hash_text, keys_of, path_of
from i18n_pipeline.project.sources import Loaded
from i18n_pipeline.steps.merging import Merged


def describe(loaded: Loaded, file: str, content: bytes, merged: Merged) -> str:
    """The lines of the manifest of a page of this content."""
    keys = {scalar: key for scalar, key in keys_of(loaded).items() if scalar not in merged.overridden}
    outline = hash_text(frame(merged.page or loaded.page))
    lines = [f"file {file}", f"page {files.digest(content)}", f"frame {outline}"]
    lines += [f"body {merged.body.source} {merged.body.target}"] if merged.body != NO_BODIES else []
    for scalar in loaded.page.scalars:
        text = hash_text(merged.texts.get(scalar, scalar.value))
        by = "~" if scalar in merged.drafts else "=" if scalar in merged.untranslated else " "
        lines.append(f"{keys.get(scalar, NO_KEY)}{by}{text} {path_of(scalar.path)}")
    return "".join(f"{line}\n" for line in lines)
