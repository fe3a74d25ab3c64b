"""Who made the drafts, what engines were sent for them, and what that cost: told by status, kept over redrafts."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import pytest
from conftest import Project
from loopback import Asked, Reply, Server, as_json

pytestmark = pytest.mark.enable_socket
ENGLISH = {"仓库管理": "Warehouse control", "冷链运输": "Cold chain haulage", "订单查询": "Order lookup"}
REFUSED = "路线规划"
LENGTH = 4  # characters of each


def translated(asked: Asked) -> Reply:
    text = asked.form["q"]
    return as_json({"translatedText": ENGLISH.get(text, text)})


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as made:
        made.answer(translated)
        yield made


@pytest.fixture
def site(project: Project, server: Server) -> Project:
    """Two pages; libre costs 1 a character and cannot draft one text, which is the next engine's."""
    priced(project, server, 1_000_000)
    project.page("a.md", "title: 仓库管理\nx: 冷链运输\n")
    project.page("b.md", "title: 订单查询\nx: 路线规划\n")
    project.write("locale/en/glossary.csv", "source,target,note\n仓库管理,Warehousing,\n")
    return project


def priced(project: Project, server: Server, price: float) -> None:
    settings = f'engine = ["libre", "fake"]\n[engines.libre]\nurl = "{server.url}"\nworkers = 1\n'
    project.write("i18n.toml", f"{settings}price = {price}\n")


def spent(site: Project) -> dict[str, tuple[int, int, float]]:
    engines = site.json("status")["targets"]["en"].get("spent", {})
    return {name: (row["texts"], row["characters"], row["cost"]) for name, row in engines.items()}


def test_status_tells_whose_the_drafts_are_and_what_they_took(site: Project) -> None:
    assert site.json("draft")["failed"], "no catalogs yet"
    assert spent(site) == {}
    site.ok("sync")
    en = site.json("status")["targets"]["en"]
    assert en["pages"]["a.md"]["drafts by"] == {"glossary": 1, "libre": 1}
    assert en["pages"]["b.md"]["drafts by"] == {"libre": 1, "fake": 1}
    assert en["drafts by"] == {"glossary": 1, "libre": 2, "fake": 1}
    day = datetime.now(UTC).date().isoformat()
    assert en["spent"]["libre"] | {"since": day} == {
        "since": day, "texts": 3, "characters": 3 * LENGTH, "cost": 3.0 * LENGTH,
    }  # fmt: skip
    assert en["spent"]["fake"]["cost"] == 0
    line = f"en: 12 characters sent to libre since {en['spent']['libre']['since']}, about 12.00 at the price then"
    assert line in site.ok("status").stdout.splitlines()


def test_a_draft_that_a_person_took_up_is_nobody_s(site: Project) -> None:
    site.ok("sync")
    site.translate("a", {"仓库管理": "Storage", "冷链运输": "Chilled haulage"}, fuzzy=True)
    site.translate("b", {"订单查询": "Orders"})
    assert site.json("status")["targets"]["en"]["drafts by"] == {"fake": 1}


def test_drafts_made_anew_are_paid_for_at_the_price_of_the_time(site: Project, server: Server) -> None:
    site.ok("sync")
    priced(site, server, 2_000_000)
    site.ok("draft", "--again", "--dry-run")
    assert spent(site)["libre"] == (3, 12, 12.0)
    site.ok("draft", "--again")
    assert spent(site)["libre"] == (6, 24, 12.0 + 2 * 12)


def test_a_run_at_its_limit_is_gone_on_with_and_nothing_paid_twice(site: Project, server: Server) -> None:
    site.ok("sync")
    before = len(server.asked)
    for _ in range(4):
        site.run("draft", "--again", "--max-chars", str(LENGTH))
    texts = [asked.form["q"] for asked in server.asked[before:]]
    assert sorted(texts) == sorted({*ENGLISH, REFUSED} - {"仓库管理"})
    assert spent(site) == {"libre": (6, 24, 24.0), "fake": (2, 8, 0)}


def test_a_run_at_its_limit_is_gone_on_with_in_the_next_target(site: Project, server: Server) -> None:
    settings = site.read("i18n.toml")
    targets = '[targets.en]\nlocale = "en"\n[targets.fr]\nlocale = "fr"\n'
    site.write("i18n.toml", settings.replace(', "fake"', "") + targets)
    site.page("b.md", "title: 订单查询\n")
    site.run("sync")
    before = len(server.asked)
    for _ in range(3):
        site.run("draft", "--again", "--max-chars", str(2 * LENGTH))
    asked = [(one.form["target"], one.form["q"]) for one in server.asked[before:]]
    assert len(asked) == len(set(asked)) == 5


def test_without_a_price_there_is_no_line(site: Project, server: Server) -> None:
    priced(site, server, 0)
    site.ok("sync")
    assert spent(site)["libre"] == (3, 12, 0)
    assert "sent to" not in site.ok("status").stdout


BROKEN = ".i18n-cache/spent.sqlite"
WHY = f"{BROKEN}:1: what was spent cannot be read or noted"


def test_where_it_cannot_be_noted_an_engine_with_a_price_is_not_asked(site: Project, server: Server) -> None:
    site.write(BROKEN, b"rubbish" * 1000)
    result = site.run("sync")
    assert result.exit_code == 75
    assert (result.stderr + result.stdout).count(WHY) == 1
    assert not server.asked
    assert site.entry("b", "订单查询").msgstr.startswith("fake"), "the next engine stands in"
    (site.root / BROKEN).unlink()
    site.ok("sync")
    assert site.entry("b", "订单查询").msgstr == "Order lookup"
    assert len(server.asked) == 3


@pytest.mark.parametrize("kind", ["damaged", "folder", "link", "locked"])
def test_without_a_price_drafting_goes_on(site: Project, server: Server, kind: str) -> None:
    priced(site, server, 0)
    file = site.root / BROKEN
    file.parent.mkdir()
    with closing(sqlite3.connect(":memory:" if kind != "locked" else file)) as other:
        if kind == "damaged":
            file.write_bytes(b"rubbish" * 1000)
        elif kind == "folder":
            file.mkdir()
        elif kind == "link":
            file.symlink_to(site.root / "elsewhere")
        else:
            other.execute("BEGIN EXCLUSIVE")
        result = site.ok("sync")
    assert result.stderr.count(WHY.replace("1: ", "1: warning: ")) == 1
    assert site.entry("b", "订单查询").msgstr == "Order lookup"
    assert "Cold chain haulage" in (site.root / "content/en/a.md").read_text()
    assert not (site.root / "elsewhere").exists()


def test_status_tells_how_things_stand_where_what_was_spent_cannot_be_read(site: Project) -> None:
    site.ok("sync")
    site.write(BROKEN, b"rubbish" * 1000)
    result = site.run("status")
    assert result.exit_code == 1
    assert result.stderr.count(WHY) == 1
    assert "all pages" in result.stdout
    assert site.json("status")["targets"]["en"]["drafts by"]["libre"] == 2


FOREIGN = (
    ("google", "2026-01-31", 1, 1, math.inf),
    (b"deepl", "2026-01-31", 1, 1, 1.0),
    ("baidu", "today", 1, 1, 1.0),
    ("openai", "2026-01-31", 1, 1, -1.0),
    ("mymemory", "2026-01-31", 1, -1, 1.0),
)


def test_foreign_rows_are_not_told(site: Project) -> None:
    site.ok("sync")
    with closing(sqlite3.connect(site.root / ".i18n-cache/spent.sqlite")) as database, database:
        database.execute("INSERT INTO spent VALUES ('en', 'deepl', '2026-01-31', 'many', 1, 1.0)")
        for row in FOREIGN:
            database.execute("INSERT INTO spent VALUES ('en', ?, ?, ?, ?, ?)", row)
    assert spent(site).keys() == {"libre", "fake"}


def test_a_price_is_a_number_that_can_be_reckoned_with(site: Project, server: Server) -> None:
    priced(site, server, math.inf)
    assert "i18n.toml:5: price is" in site.run("sync").stderr
