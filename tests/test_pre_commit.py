""".pre-commit-hooks.yaml, with real pre-commit in a real repository."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
import yaml

ROOT = Path(__file__).parents[1]
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
PAGE = "content/zh/case/yingjie-learn.md"


class Repository:
    """The sample site under git, with the manifest's hooks as local ones: an environment needs a network."""

    def __init__(self, root: Path) -> None:
        self.root = root / "site"
        self.root.mkdir()
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "PRE_COMMIT_HOME": str(root / "cache"),
            "HOME": str(root),
            **{
                f"GIT_{who}_{what}": "a@example.org"
                for who in ("AUTHOR", "COMMITTER")
                for what in ("NAME", "EMAIL")
            },
        }
        for name in ("content", "locale"):
            shutil.copytree(ROOT / name, self.root / name)
        for name in ("i18n.toml", ".gitattributes"):
            shutil.copy(ROOT / name, self.root)
        hooks = [{**hook, "language": "system"} for hook in yaml.safe_load(MANIFEST.read_text("utf-8"))]
        config = {"repos": [{"repo": "local", "hooks": hooks}]}
        (self.root / ".pre-commit-config.yaml").write_text(
            yaml.safe_dump(config, allow_unicode=True), "utf-8"
        )
        self.ok("git", "init", "-q")
        self.ok("git", "add", ".")
        self.ok("git", "commit", "-qm", "all")
        self.ok("pre-commit", "install")

    def call(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.root,
            env=self.environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def ok(self, *command: str) -> str:
        found = self.call(*command)
        assert found.returncode == 0, found.stdout + found.stderr
        return found.stdout

    def refuses(self, *hooks: str) -> None:
        found = self.call("git", "commit", "-qm", "x")
        assert found.returncode == 1, found.stdout + found.stderr
        failed = {line.split(": ")[1] for line in found.stderr.splitlines() if line.startswith("- hook id")}
        refused = {hook for hook in failed if f"hook id: {hook}\n- exit code" in found.stderr}
        assert refused == set(hooks), found.stderr


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_the_manifest_is_valid() -> None:
    subprocess.run([sys.executable, "-m", "pre_commit", "validate-manifest", MANIFEST], check=True)
    assert [hook["id"] for hook in yaml.safe_load(MANIFEST.read_text("utf-8"))] == [
        "i18n-extract",
        "i18n-check",
    ]


def test_a_page_is_not_committed_without_its_catalogs(repository: Repository) -> None:
    page = repository.root / PAGE
    page.write_bytes(page.read_bytes().replace("自动还原".encode(), "自动恢复".encode()))
    repository.ok("git", "add", ".")
    repository.refuses("i18n-extract", "i18n-check")
    repository.ok("i18n-pipeline", "extract")
    repository.refuses("i18n-extract", "i18n-check")  # what is not staged does not count
    for verb in ("draft", "merge"):
        repository.ok("i18n-pipeline", verb)
    repository.ok("git", "add", ".")
    repository.ok("git", "commit", "-qm", "x")


def test_a_page_that_is_renamed_or_deleted_is_noticed(repository: Repository) -> None:
    repository.ok("git", "mv", PAGE, "content/zh/case/renamed.md")
    repository.refuses("i18n-extract", "i18n-check")
    repository.ok("git", "reset", "-q", "--hard")
    repository.ok("git", "rm", "-q", "locale/en/LC_MESSAGES/case/yingjie-learn.po")
    repository.refuses("i18n-extract", "i18n-check")


def test_a_commit_that_touches_no_page_passes(repository: Repository) -> None:
    (repository.root / "notes.txt").write_text("x\n")
    repository.ok("git", "add", ".")
    repository.ok("git", "commit", "-qm", "x")


def edited(repository: Repository, name: str, old: str, new: str) -> None:
    """A page is edited where no hook runs, as on a forge's web page."""
    page = repository.root / f"content/zh/case/{name}.md"
    assert old in page.read_text("utf-8")
    page.write_bytes(page.read_bytes().replace(old.encode(), new.encode()))
    repository.ok("git", "commit", "-qam", "edited", "--no-verify")


def test_sync_commits_on_the_first_day(repository: Repository) -> None:
    """Though an error stands in another page, and a person has begun with a third."""
    page = repository.root / "content/zh/case/hetang-health.md"
    begun = page.read_text("utf-8").replace("18", "19")
    catalog = polib.pofile(str(repository.root / "locale/en/LC_MESSAGES/case/banzhan-tea.po"))
    entry = next(entry for entry in catalog if re.search(r"\d", entry.msgid))
    entry.msgstr, entry.flags = "A text without any number.", []
    catalog.save()
    repository.ok("i18n-pipeline", "merge")
    repository.ok("git", "commit", "-qam", "an error", "--no-verify")
    assert repository.call("i18n-pipeline", "check", "--quiet").returncode == 1
    edited(repository, "yingjie-learn", "自动还原", "自动恢复")
    page.write_text(begun, "utf-8")
    found = repository.call("i18n-pipeline", "sync", "--commit")
    assert "git did not commit" not in found.stderr
    assert "content/zh/case/hetang-health.md; there are changes" in found.stderr
    names = repository.ok("git", "show", "--name-only", "--format=").split()
    assert "locale/en/LC_MESSAGES/case/yingjie-learn.po" in names
    assert not [name for name in names if "yingjie-learn" not in name]
    assert page.read_text("utf-8") == begun
