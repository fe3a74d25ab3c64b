"""A site over the years, in any order: pages edited, moved and deleted, translators, their tools, hand
edits in English, runs that end early. Nothing that a person wrote is lost, and machines review nothing.

Every text that a person of the model writes holds a token (``H12``), which must be found somewhere until
a person overwrites or deletes it. What a person chose for a source text is remembered as well: a
reviewed entry that says anything else was reviewed by a machine.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polib
import pytest
import yaml
from conftest import Project
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from i18n_pipeline import config
from i18n_pipeline.commands import extract, merge, sync
from i18n_pipeline.engines.fake import Fake
from i18n_pipeline.locales import is_label

EXAMPLES = int(os.environ.get("SYNC_MODEL_EXAMPLES", "40"))
STEPS = int(os.environ.get("SYNC_MODEL_STEPS", "30"))
NAMES = ["a.md", "b.md", "case/a.md", "case/c.md", "d.yaml"]
GETTEXT = all(map(shutil.which, ("msgmerge", "msgattrib", "msgcat")))
TOKEN = re.compile(r"[HCI]\d+(?=x)")
HAN = re.compile("[\u4e00-\u9fff]")
SENTENCES = [
    "我们在云上重新梳理了分散在各处的配置。",
    "平台小组花两周时间拆分出订单服务，故障定位快了许多。",
    "数据库管理员反复验证过日志。",
]
LABELS = ["背景", "公有云", "私有云", "混合云"]
WHERE = ["一", "二", "三", "四"]

texts = st.one_of(
    st.sampled_from(LABELS),
    st.builds(
        lambda base, at: base.replace("。", f"在{at}处。"), st.sampled_from(SENTENCES), st.sampled_from(WHERE)
    ),
)
number = st.integers(0, 40)


@dataclass
class Item:
    name: str
    content: str
    image: str


@dataclass
class Page:
    """A Chinese page; each value stands on a line of its own, there and in English."""

    title: str
    image: str
    items: list[Item] = field(default_factory=list)

    def lines(self) -> list[tuple[str, str]]:
        """The path of each line, and what stands there."""
        found = [("title", self.title), ("image", self.image)]
        for at, item in enumerate(self.items):
            found += [(f"list[{at}].{key}", getattr(item, key)) for key in ("name", "content", "image")]
        return found

    def render(self, markdown: bool) -> str:
        text = f"title: {self.title}\nimage: {self.image}\nkeep: 3\n" + "list:\n" * bool(self.items)
        for item in self.items:
            text += f"  - name: {item.name}\n    content: {item.content}\n    image: {item.image}\n"
        return f"---\n{text}---\nbody\n" if markdown else text


def parsed(text: str) -> Any:
    return yaml.safe_load(text.split("---\n")[1] if text.startswith("---\n") else text)


def flat(tree: Any, path: str = "") -> dict[str, Any]:
    if isinstance(tree, dict):
        inner = [flat(value, f"{path}.{key}".lstrip(".")) for key, value in tree.items()]
    elif isinstance(tree, list):
        inner = [flat(value, f"{path}[{at}]") for at, value in enumerate(tree)]
    else:
        return {path: tree}
    return {key: value for found in inner for key, value in found.items()}


class Killed(BaseException):
    """As a run that ends between two system calls sees it: not at all."""


@contextmanager
def ending_after(calls: int) -> Iterator[None]:
    """The n-th call that puts something on the disk is the last one."""
    left = calls
    patch = pytest.MonkeyPatch()

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            nonlocal left
            left -= 1
            if left < 0:
                raise Killed
            return real(*arguments, **named)

        return call

    for name in ("replace", "rename", "unlink", "fsync"):
        patch.setattr(os, name, counted(getattr(os, name)))
    try:
        yield
    finally:
        patch.undo()


class Site(RuleBasedStateMachine):
    """The model and the site itself, side by side."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="i18n-model-")
        self.project = Project(Path(self.folder.name).resolve())
        self.root = self.project.root
        self.pages: dict[str, Page] = {}
        self.tokens = 0
        self.alive: set[str] = set()  # tokens that have to be somewhere
        self.chosen: set[tuple[str, str]] = set()  # (source text, text) that a person put together
        self.bases: dict[str, dict[str, set[str]]] = {}  # target page → path → source texts it may be of
        self.edited: set[tuple[str, str]] = set()  # the same, but most of it is a machine's
        self.touched: dict[str, set[str]] = {}  # target page → paths that a person changed since the last run
        self.gone: dict[tuple[str, str], str] = {}  # target page and path → what git took away there
        self.reviewed = False  # whether only what is reviewed is published
        self.asked = 0
        self.before: dict[str, str] = {}  # the English pages before the last run
        self.held: set[str] = set()  # pages that were held back

    def teardown(self) -> None:
        self.folder.cleanup()

    # --- what is on the disk

    def source(self, name: str) -> str:
        return f"content/zh/{name}"

    def english(self) -> list[str]:
        return sorted(
            p.relative_to(self.root).as_posix()
            for p in self.root.glob("content/en/**/[!.]*")  # what a killed run leaves begins with a dot
            if p.is_file()
        )

    def catalogs(self) -> list[str]:
        return sorted(p.relative_to(self.root).as_posix() for p in self.root.glob("locale/en/**/*.po"))

    def po(self, file: str) -> polib.POFile:
        return polib.pofile(str(self.root / file), wrapwidth=0, encoding="utf-8")

    def tokens_in(self, file: str) -> set[str]:
        return set(TOKEN.findall(self.project.read(file)))

    def found(self) -> set[str]:
        tokens = set()
        for file in self.catalogs():
            for entry in self.po(file):
                tokens |= set(TOKEN.findall(entry.msgstr)) | set(TOKEN.findall(entry.tcomment))
        for file in self.english():
            tokens |= self.tokens_in(file)
        if (self.root / "locale/en/overrides.csv").exists():
            tokens |= self.tokens_in("locale/en/overrides.csv")
        return tokens

    def save(self, name: str) -> None:
        self.project.write(self.source(name), self.pages[name].render(name.endswith(".md")))

    # --- what people write

    def new(self, kind: str) -> str:
        self.tokens += 1
        self.alive.add(f"{kind}{self.tokens}")
        return f"{kind}{self.tokens}x"

    def let_go(self, text: str) -> None:
        """A person wrote something else in its place."""
        self.alive -= set(TOKEN.findall(text))

    def pick(self, at: int) -> tuple[str, Page]:
        name = sorted(self.pages)[at % len(self.pages)]
        return name, self.pages[name]

    @initialize(first=texts, reviewed=st.sampled_from([None, None, 0, 60]))
    def begin(self, first: str, reviewed: int | None) -> None:
        self.reviewed = reviewed is not None
        self.least = reviewed or 0
        published = f'publish = "reviewed"\nmin_reviewed = {reviewed}\n' if self.reviewed else ""
        self.project.write("i18n.toml", f'engine = "fake"\n{published}')
        self.pages["a.md"] = Page(first, "/zh.png", [Item(LABELS[0], SENTENCES[0], "/one.png")])
        self.save("a.md")
        self.sync()

    # --- in Chinese

    @rule(name=st.sampled_from(NAMES), title=texts, items=st.lists(st.tuples(texts, texts), max_size=4))
    def new_page(self, name: str, title: str, items: list[tuple[str, str]]) -> None:
        if name not in self.pages:
            self.pages[name] = Page(title, "/zh.png", [Item(*item, "/item.png") for item in items])
            self.save(name)

    @precondition(lambda self: len(self.pages) > 1)
    @rule(at=number)
    def delete_page(self, at: int) -> None:
        name, _ = self.pick(at)
        del self.pages[name]
        (self.root / self.source(name)).unlink()

    @rule(at=number, to=st.sampled_from(NAMES), both=st.booleans())
    def rename_page(self, at: int, to: str, both: bool) -> None:
        name, _ = self.pick(at)
        if to in self.pages:
            return
        self.pages[to] = self.pages.pop(name)
        (self.root / self.source(name)).unlink()
        self.save(to)
        old, new = f"content/en/{name}", f"content/en/{to}"
        same_kind = name[-3:] == to[-3:]
        if both and same_kind and (self.root / old).exists() and not (self.root / new).exists():
            (self.root / new).parent.mkdir(exist_ok=True)
            (self.root / old).rename(self.root / new)
            self.bases[new] = self.bases.pop(old, {})
            self.touched[new] = self.touched.pop(old, set())
            self.gone = {
                (new if file == old else file, path): said for (file, path), said in self.gone.items()
            }

    @rule(at=number, other=number)
    def swap_pages(self, at: int, other: int) -> None:
        (one, page), (two, instead) = self.pick(at), self.pick(other)
        self.pages[one], self.pages[two] = instead, page
        self.save(one)
        self.save(two)

    @rule(at=number, line=number, text=texts)
    def edit_source(self, at: int, line: int, text: str) -> None:
        name, page = self.pick(at)
        line %= 1 + 2 * len(page.items)
        if line == 0:
            page.title = text
        else:
            setattr(page.items[(line - 1) // 2], ["name", "content"][(line - 1) % 2], text)
        self.save(name)

    @rule(at=number, where=number, name=texts, content=texts)
    def insert_item(self, at: int, where: int, name: str, content: str) -> None:
        page_name, page = self.pick(at)
        if len(page.items) < 6:
            page.items.insert(
                where % (len(page.items) + 1), Item(name, content, f"/item{len(page.items)}.png")
            )
            self.save(page_name)

    @rule(at=number, where=number)
    def delete_item(self, at: int, where: int) -> None:
        name, page = self.pick(at)
        if page.items:
            del page.items[where % len(page.items)]
            self.save(name)

    @rule(at=number, order=st.randoms(use_true_random=False))
    def reorder_items(self, at: int, order: Any) -> None:
        name, page = self.pick(at)
        order.shuffle(page.items)
        self.save(name)

    @rule(at=number)
    def other_image(self, at: int) -> None:
        name, page = self.pick(at)
        page.image = "/new.png" if page.image == "/zh.png" else "/zh.png"
        self.save(name)

    # --- in the PO files

    def decided(self, msgid: str) -> None:
        """A translator has judged the draft, before somebody's edit of it is taken over."""
        self.chosen |= {edit for edit in self.edited if edit[0] == msgid}

    def is_cleared(self, msgid: str) -> bool:
        """Whether nobody knows any more what the draft was."""
        entries = (entry for file in self.catalogs() for entry in self.po(file))
        return any(entry.msgid == msgid and not entry.msgstr for entry in entries)

    def in_catalog(self, at: int, which: int, change: Callable[[polib.POEntry], None]) -> None:
        files = self.catalogs()
        if not files:
            return
        po = self.po(files[at % len(files)])
        entries = [entry for entry in po if not entry.obsolete]
        if entries:
            change(entries[which % len(entries)])
            po.save(newline="\n")

    @rule(
        at=number,
        which=number,
        fuzzy=st.booleans(),
        form=st.sampled_from(["{} text", "{}: a", "- {}", "{}\nb #c"]),
    )
    def translate(self, at: int, which: int, fuzzy: bool, form: str) -> None:
        def said(entry: polib.POEntry) -> None:
            self.let_go(entry.msgstr)
            entry.msgstr = form.format(self.new("H"))
            entry.flags = ["fuzzy"] if fuzzy else []
            if not fuzzy:
                self.chosen.add((entry.msgid, entry.msgstr))

        self.in_catalog(at, which, said)

    @rule(at=number, which=number)
    def clear(self, at: int, which: int) -> None:
        def cleared(entry: polib.POEntry) -> None:
            self.let_go(entry.msgstr)
            entry.msgstr = ""
            entry.flags = []
            self.decided(entry.msgid)

        self.in_catalog(at, which, cleared)

    @rule(at=number, which=number)
    def toggle_fuzzy(self, at: int, which: int) -> None:
        def toggled(entry: polib.POEntry) -> None:
            entry.flags = [] if entry.fuzzy else ["fuzzy"]
            if entry.msgstr:
                self.chosen.add((entry.msgid, entry.msgstr))
            self.decided(entry.msgid)

        self.in_catalog(at, which, toggled)

    @rule(at=number, which=number)
    def comment(self, at: int, which: int) -> None:
        def noted(entry: polib.POEntry) -> None:
            entry.tcomment = f"{entry.tcomment}\n{self.new('C')} is a remark".strip()

        self.in_catalog(at, which, noted)

    @precondition(lambda self: GETTEXT)
    @rule(
        at=number,
        tool=st.sampled_from(["msgmerge", "msgmerge --previous", "msgattrib", "msgcat", "msgmerge -N"]),
    )
    def other_tool(self, at: int, tool: str) -> None:
        files = self.catalogs()
        if not files:
            return
        file = files[at % len(files)]
        template = file.replace("en/LC_MESSAGES", "pot").replace(".po", ".pot")
        before = self.found()
        command = [*tool.split(), "--no-wrap", "-q"] if "merge" in tool else [tool]
        command += ["-o", str(self.root / file), str(self.root / file)]
        if "merge" in tool:
            if not (self.root / template).exists():
                return
            command.append(str(self.root / template))
        subprocess.run(command, check=True, capture_output=True)
        self.alive -= before - self.found()  # msgmerge forgets remarks on what is not translated

    # --- on the English pages

    def on_page(self, at: int, line: int, kind: str, *, little: bool = False) -> None:
        files = self.english()
        if not files:
            return
        file = files[at % len(files)]
        lines = self.project.read(file).split("\n")
        keys = {"I": ("image: ",), "H": ("title: ", "- name: ", "content: ")}[kind]
        places = [n for n, text in enumerate(lines) if text.lstrip().startswith(keys)]
        if little:
            places = [n for n in places if len(lines[n].partition(": fake ")[2].split()) > 2]
        if not places:
            return
        at_line = places[line % len(places)]
        path = self.path_at(lines, at_line)
        said = flat(parsed("\n".join(lines)))[path]
        text = f"/{self.new('I')}.png" if kind == "I" else f'{self.new("H")} "by" hand'
        if little:
            kept = re.sub(r" ?[HCI]\d+x", "", str(said))
            text = f"{kept} {text.split(maxsplit=1)[0]}"
        self.let_go(str(said))
        self.let_go(self.gone.pop((file, path), ""))
        head = re.match(r"\s*(?:- )?\w+: ", lines[at_line])
        assert head
        lines[at_line] = head[0] + (text if kind == "I" else json.dumps(text))
        self.project.write(file, "\n".join(lines))
        self.touched.setdefault(file, set()).add(path)
        for msgid in self.bases.get(file, {}).get(path, ()):
            theirs = is_label(msgid) or not text.startswith("fake ") or (msgid, said) in self.chosen
            (self.chosen if theirs or self.is_cleared(msgid) else self.edited).add((msgid, text))

    @staticmethod
    def path_at(lines: list[str], at: int) -> str:
        item = sum(line.startswith("  - ") for line in lines[: at + 1]) - 1
        key = lines[at].split(":")[0].strip(" -")
        return f"list[{item}].{key}" if lines[at].startswith("  ") else key

    @rule(at=number, line=number)
    def edit_english(self, at: int, line: int) -> None:
        self.on_page(at, line, "H")

    @rule(at=number, line=number)
    def edit_a_word(self, at: int, line: int) -> None:
        self.on_page(at, line, "H", little=True)

    @rule(at=number, line=number)
    def edit_image(self, at: int, line: int) -> None:
        self.on_page(at, line, "I")

    @rule(at=number)
    def delete_english(self, at: int) -> None:
        files = self.english()
        if files:
            file = files[at % len(files)]
            before = self.found()
            (self.root / file).unlink()
            self.alive -= before - self.found()

    # --- the machine

    def engine(self) -> Any:
        patch = pytest.MonkeyPatch()
        real = Fake.translate

        def counted(engine: Fake, requests: Any) -> Any:
            self.asked += len(requests)
            return real(engine, requests)

        patch.setattr(Fake, "translate", counted)
        return patch

    def synced(self, **options: Any) -> sync.Synced:
        patch = self.engine()
        self.before = {file: self.project.read(file) for file in self.english()}
        try:
            return sync.run(config.load(self.root), **options)
        finally:
            patch.undo()

    def rebase(self, certain: bool) -> None:
        """Of which source texts the values of the English pages are now."""
        for name, page in self.pages.items():
            file, now = f"content/en/{name}", {path: {text} for path, text in page.lines()}
            if (self.root / file).exists():
                old = {} if certain else self.bases.get(file, {})
                self.bases[file] = {
                    path: now.get(path, set()) | old.get(path, set()) for path in {*now, *old}
                }

    @rule()
    def sync(self) -> None:
        left_alone = self.in_step(self.synced())
        before = self.project.snapshot()
        self.asked = 0
        self.synced()
        assert (self.project.snapshot(), self.asked) == (before, 0), "a second run changed something"
        self.rebase(certain=False)
        for name, page in self.pages.items():
            file = f"content/en/{name}"
            if file not in left_alone and (self.root / file).exists():
                self.bases[file] = {path: {text} for path, text in page.lines()}

    @rule()
    def sync_without_cache(self) -> None:
        shutil.rmtree(self.root / ".i18n-cache", ignore_errors=True)
        self.sync()

    @rule(at=number)
    def sync_one(self, at: int) -> None:
        name, _ = self.pick(at)
        self.synced(names=[str(self.root / self.source(name))])
        self.rebase(certain=False)

    @rule(theirs=st.sampled_from(["page", "po"]))
    def decide(self, theirs: Any) -> None:
        asking = self.synced(dry_run=True)
        before = self.found()
        losing: set[str] = set()
        for finding in asking.findings:
            if finding.rule == "by-hand":
                moved = not (self.root / finding.file).exists()  # in the rehearsal alone
                pages = self.english() if moved else [finding.file]
                on_pages = {token for file in pages for token in self.tokens_in(file)}
                losing |= on_pages if theirs == "po" else set(TOKEN.findall(finding.message))
        if theirs == "page":
            self.chosen |= self.edited
        self.in_step(self.synced(theirs=theirs))
        self.rebase(certain=False)
        self.alive -= (before - self.found()) & losing

    @rule()
    def prune(self) -> None:
        sources = {f"content/en/{name}" for name in self.pages}
        stems = {name.removesuffix(".md") for name in self.pages}
        files = [f for f in self.english() if f not in sources]
        files += [f for f in self.catalogs() if f.split("LC_MESSAGES/")[1].removesuffix(".po") not in stems]
        going = {token for file in files for token in self.tokens_in(file)}
        before = self.found()
        self.in_step(self.synced(prune=True))
        self.rebase(certain=False)
        self.alive -= (before - self.found()) & going

    @rule(calls=st.integers(0, 40))
    def interrupted(self, calls: int) -> None:
        try:
            with ending_after(calls):
                report = self.synced()
            for name in self.pages:  # it came to its end
                self.is_held_back(name, report)
        except Killed:
            for temporary in self.root.rglob("*.tmp"):
                assert temporary.name.startswith(".")
        self.rebase(certain=False)

    @rule(verb=st.sampled_from([extract, merge]))
    def step_alone(self, verb: Any) -> None:
        verb.run(config.load(self.root))
        self.rebase(certain=False)

    # --- what has to be

    @invariant()
    def holds(self) -> None:
        self.nothing_is_lost()
        self.machines_review_nothing()
        self.drafts_are_marked()

    def nothing_is_lost(self) -> None:
        missing = self.alive - self.found()
        assert not missing, f"lost: {sorted(missing)}"

    def machines_review_nothing(self) -> None:
        for file in self.catalogs():
            for entry in self.po(file):
                if entry.msgstr and not entry.fuzzy and not entry.obsolete:
                    assert (entry.msgid, entry.msgstr) in self.chosen, f"{file}: {entry}"

    def drafts_are_marked(self) -> None:
        people = {text for _, text in self.chosen}
        for file in self.catalogs():
            for entry in self.po(file):
                if not entry.msgstr or TOKEN.search(entry.msgstr) or entry.msgstr in people:
                    continue
                assert entry.fuzzy or entry.obsolete, f"{file}: {entry}"

    def in_step(self, report: sync.Synced) -> set[str]:
        """Every page that is not left to a person says what its catalog says; returns the others."""
        doubts = {finding.file for finding in report.findings if finding.rule == "by-hand"}
        asked = {(finding.file, finding.path) for finding in report.findings if finding.rule == "by-hand"}
        touched = {(file, path) for file, paths in self.touched.items() for path in paths}
        changed = {path for _, path in touched}  # the page may have moved
        assert {path for _, path in asked if path} <= changed, "people are asked about what nobody changed"
        doubts |= {failure.file for failure in report.failed}
        if not doubts:  # edits of a page whose source is gone wait until there is one again
            living = {f"content/en/{name}" for name in self.pages}
            self.touched = {file: paths for file, paths in self.touched.items() if file not in living}
        rows, left_alone = self.overrides(), set[str]()
        for name, page in self.pages.items():
            file = f"content/en/{name}"
            catalog = f"locale/en/LC_MESSAGES/{name.removesuffix('.md')}.po"
            if file in doubts:
                continue
            assert not doubts & {catalog, self.source(name)}, report.failed
            if self.is_held_back(name, report):
                assert self.on_disk(file) in {"", *self.before.values()}  # it may have moved
                left_alone.add(file)
                continue
            entries = {entry.msgid: entry for entry in self.po(catalog) if not entry.obsolete}
            older = {e.msgid: e.msgstr for e in self.po(catalog) if e.obsolete and not e.fuzzy}
            done = [bool(entry.msgstr and not entry.fuzzy) for entry in entries.values()]
            if self.reviewed and sum(done) * 100 < self.least * len(done):
                continue
            expected = flat(parsed(page.render(name.endswith(".md"))))
            shown = flat(parsed(self.project.read(file)))
            for path, text in page.lines():
                if HAN.search(text):
                    entry = entries[text]
                    fit = entry.msgstr and not (self.reviewed and entry.fuzzy)
                    said = entry.msgstr if fit else older.get(entry.previous_msgid) if entry.msgstr else ""
                    if said:
                        expected[path] = said
                    elif shown[path] != text:  # what the page said before stays
                        assert any(
                            shown[path] in flat(parsed(page)).values() for page in self.before.values()
                        )
                        expected[path] = shown[path]
                else:
                    expected[path] = self.image(name, path, text, shown[path], rows)
            assert shown == expected
        return doubts | left_alone

    def is_held_back(self, name: str, report: sync.Synced) -> bool:
        """Whether the page is; of one that needed no work, as it was when it did."""
        result = report.pages.get(name, {}).get("en")
        if isinstance(result, dict) and "result" in result:
            self.held = self.held - {name} | ({name} if "held back" in str(result["result"]) else set())
        return name in self.held or self.says_nothing(name)

    def says_nothing(self, name: str) -> bool:
        """Whether it is not there, as nothing of it is reviewed: a run that was killed may have told nobody."""
        catalog = f"locale/en/LC_MESSAGES/{name.removesuffix('.md')}.po"
        if not self.reviewed or self.on_disk(f"content/en/{name}") or not self.on_disk(catalog):
            return False
        return not any(entry.msgstr and not entry.fuzzy for entry in self.po(catalog))

    def on_disk(self, file: str) -> str:
        return self.project.read(file) if (self.root / file).exists() else ""

    @staticmethod
    def image(name: str, path: str, text: str, shown: str, rows: list[list[str]]) -> str:
        """What should stand there: an override for this very image, which may have moved with its item."""
        own = {(row[1], row[2]): row[3] for row in rows if row[0] == name}
        if (path, text) in own or path == "image":
            return own.get((path, text)) or next((own[at] for at in own if at[0] == path), text)
        return shown if shown in {target for (_, source), target in own.items() if source == text} else text

    def overrides(self) -> list[list[str]]:
        if not (self.root / "locale/en/overrides.csv").exists():
            return []
        return [line.split(",") for line in self.project.read("locale/en/overrides.csv").splitlines()[1:]]


def walk(machine: type[RuleBasedStateMachine]) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            settings.get_profile("ci" if os.environ.get("CI") else "default"),
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_nothing_is_lost_and_machines_review_nothing() -> None:
    walk(Site)


HERE = "我们在云上重新梳理了分散在各处的配置在一处。"
STORIES: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "names change hands, and a run ends between a page and its record": [
        ("begin", {"first": HERE, "reviewed": None}),
        ("new_page", {"name": "case/a.md", "title": "混合云", "items": [("背景", HERE)]}),
        ("sync_without_cache", {}),
        ("swap_pages", {"at": 1, "other": 0}),
        ("delete_page", {"at": 1}),
        ("interrupted", {"calls": 7}),
        ("sync_without_cache", {}),
    ],
    "somebody edits a page as a run that ended left it": [
        ("begin", {"first": "背景", "reviewed": None}),
        ("new_page", {"name": "case/a.md", "title": "背景", "items": [("背景", HERE)]}),
        ("sync_without_cache", {}),
        ("swap_pages", {"at": 1, "other": 0}),
        ("delete_page", {"at": 1}),
        ("interrupted", {"calls": 7}),
        ("delete_english", {"at": 1}),
        ("edit_image", {"at": 0, "line": 0}),
        ("sync_without_cache", {}),
    ],
    "a page gets the name of one that is gone, whose image was another": [
        ("begin", {"first": "混合云", "reviewed": None}),
        ("new_page", {"name": "b.md", "title": "私有云", "items": []}),
        ("sync", {}),
        ("edit_image", {"at": 1, "line": 0}),
        ("delete_page", {"at": 1}),
        ("prune", {}),
        ("new_page", {"name": "b.md", "title": SENTENCES[2], "items": [("混合云", HERE)]}),
        ("prune", {}),
    ],
    "what was decided of a page without a source is not asked again": [
        ("begin", {"first": "公有云", "reviewed": None}),
        ("edit_source", {"at": 0, "line": 5, "text": "混合云"}),
        ("edit_image", {"at": 0, "line": 0}),
        ("edit_source", {"at": 0, "line": 10, "text": SENTENCES[2]}),
        ("rename_page", {"at": 0, "to": "d.yaml", "both": True}),
        ("decide", {"theirs": "po"}),
        ("edit_english", {"at": 0, "line": 1}),
        ("prune", {}),
    ],
    "another image comes to the place of one that had its own": [
        ("begin", {"first": "混合云", "reviewed": None}),
        ("insert_item", {"at": 0, "where": 1, "name": "公有云", "content": "公有云"}),
        ("edit_image", {"at": 0, "line": 1}),
        ("prune", {}),
        ("delete_item", {"at": 0, "where": 0}),
        ("sync", {}),
        ("edit_image", {"at": 0, "line": 1}),
        ("sync", {}),
    ],
    "a remark stands where a page takes its texts back": [
        ("begin", {"first": SENTENCES[1], "reviewed": None}),
        ("new_page", {"name": "case/c.md", "title": "混合云", "items": []}),
        ("sync", {}),
        ("comment", {"at": 1, "which": 0}),
        ("rename_page", {"at": 0, "to": "case/a.md", "both": True}),
        ("swap_pages", {"at": 0, "other": 1}),
        ("sync_one", {"at": 1}),
    ],
}


@contextmanager
def lived(machine: type[Site], story: Sequence[tuple[str, dict[str, Any]]]) -> Iterator[Any]:
    """A site on which all this was done, one step after the other, and what has to be was, after each."""
    site = machine()
    try:
        for name, arguments in story:
            getattr(site, name)(**arguments)
            site.holds()
        yield site
    finally:
        site.teardown()


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_histories_that_once_went_wrong(story: list[tuple[str, dict[str, Any]]]) -> None:
    with lived(Site, story):
        pass
