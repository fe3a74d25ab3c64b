"""What harvest took over of a target page, and what it left to a person."""

from __future__ import annotations

from dataclasses import dataclass, field

from i18n_pipeline.model import Finding


@dataclass(frozen=True, slots=True)
class Edit:
    """A change on a target page that was taken over: into the catalog, or the overrides."""

    page: str
    target: str
    file: str
    line: int
    path: str
    text: str
    into: str
    also: tuple[str, ...] = ()  # the other places of the page where the text goes
    approved: bool = True  # else a person has to look at it still

    @property
    def places(self) -> int:
        """How many there are."""
        return 1 + len(self.also)


@dataclass(slots=True)
class Harvest:
    """What was taken over, and what a person decides; ``is_early``: some texts are yet to be extracted."""

    edits: list[Edit] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    is_early: bool = False
