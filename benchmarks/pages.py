"""Make pages in the shape of a case-study site: ``python -m benchmarks.pages DIR N [--seed S]``.

Each page has about 11 KB and 64 distinct Chinese messages. A serial number stands in every text,
so no two pages share one. The same seed gives the same bytes.

``--like FOLDER`` takes the four largest pages of a real site in their place, numbered in the same way.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import count, cycle
from pathlib import Path
from random import Random

import yaml

_HAN = re.compile("[\u3400-\u9fff]")
_NAMES = ["云杉", "北辰", "青禾", "澄海", "鹿鸣", "听涛", "远岫", "星野", "松果", "白桦"]
_TRADES = ["科技", "物流", "银行", "零售", "医疗", "教育", "能源", "传媒"]
LABELS = [
    "背景与目标",
    "选型过程",
    "网络改造",
    "存储方案",
    "监控告警",
    "灰度发布",
    "成本核算",
    "团队协作",
    "安全加固",
    "下一步计划",
]
_FACTS = ["行业", "地点", "云类型", "挑战", "采用功能"]
_ANSWERS = ["制造业", "西南地区", "混合云", "弹性与可靠性", "流水线、日志"]
_POINTS = ["缩短交付周期", "统一权限模型", "减少夜间值守", "提高磁盘利用率", "让回滚一键完成"]
_WHEN = [
    "上线之前，",
    "第二个季度里，",
    "经过三轮压测，",
    "在不停机的前提下，",
    "迁移完成以后，",
    "每逢促销高峰，",
]
_WHO = ["平台小组", "后端同事", "值班工程师", "测试团队", "数据库管理员", "刚入职的开发者", "项目负责人"]
_DID = ["重新梳理了", "逐步替换掉", "用脚本接管了", "反复验证过", "花两周拆分出", "顺利合并了", "集中管理着"]
_WHAT = [
    "分散在 {} 号机房的配置",
    "编号 {} 的订单服务",
    "{} 套 Kubernetes 集群",
    "工单 {} 里提到的镜像仓库",
    "第 {} 版部署清单",
    "{} 个 Java 微服务",
    "端口 {} 上的网关",
    "总量 {} GB 的历史日志",
]
_SO = [
    "，故障定位因此快了许多",
    "，资源浪费明显下降",
    "，新人半天就能上手",
    "，再也不必手工登录服务器",
    "，“谁改了什么”一目了然",
    "，发布窗口从一夜缩到几分钟",
    "，跨区延迟也稳定下来",
]
_IMAGES = (
    "https://images.example.com/docs/png/{}.png",
    "",
    "  ",
    "/images/case/figure-{}.jpg",
    "https://images.example.com/a/b/{}-diagram.png  ",
)


Maker = Callable[[int], str]  # the page of a number


class Author:
    """Composes texts; each holds the next serial number."""

    def __init__(self, seed: int, page: int) -> None:
        self.random = Random(f"{seed}/{page}")
        self.serials = count(100_000 + page * 1000)
        self.images = cycle(_IMAGES)

    def label(self, words: Sequence[str]) -> str:
        return f"{self.random.choice(words)} {next(self.serials)}"

    def sentence(self, clauses: int = 0) -> str:
        return "；".join(self.clause() for _ in range(clauses or self.random.randint(1, 3))) + "。"

    def clause(self) -> str:
        pick = self.random.choice
        return pick(_WHEN) + pick(_WHO) + pick(_DID) + pick(_WHAT).format(next(self.serials)) + pick(_SO)

    def image(self) -> str:
        return f"      image: {next(self.images).format(next(self.serials))}"


def page(number: int, seed: int = 0) -> str:
    """The text of one page."""
    author = Author(seed, number)
    company = f"{author.random.choice(_NAMES)}{number:04d}{author.random.choice(_TRADES)}"
    sections = [_plain] * 6 + [_numbered] * 2 + [_special] * 4 + [_points, _quote]
    author.random.shuffle(sections)
    lines = [
        *("---", f"title: {company}", f"description: {author.sentence(1)}", ""),
        *("css: scss/case-detail.scss", ""),
        *("section1:", f"  title: {company}", f"  content: {author.sentence()}", ""),
        *("section2:", "  listLeft:"),
        *(line for section in sections for line in section(author)),
        *_right_part(author, number),
        *("---", ""),
    ]
    return "\n".join(lines)


def _plain(author: Author) -> Iterator[str]:
    yield f"    - title: {author.label(LABELS)}"
    yield "      contentList:"
    yield from (f"        - content: {author.sentence()}" for _ in range(3))
    yield author.image()
    yield ""


def _numbered(author: Author) -> Iterator[str]:
    yield f"    - title: {author.label(LABELS)}"
    yield "      contentList:"
    yield f"        - content: {author.sentence(2)}"
    yield from (f"        - content: {n}. {author.sentence(1)}" for n in (1, 2, 3))
    yield author.image()
    yield ""


def _special(author: Author) -> Iterator[str]:
    yield "    - title:"
    yield "      contentList:"
    yield "        - specialContent:"
    yield f"            text: {author.label(LABELS)}"
    yield "            level: 3"
    yield f"        - content: {author.sentence()}"
    yield "        - content: " + author.sentence().replace("，", "，  ", 1)
    yield author.image()
    yield ""


def _points(author: Author) -> Iterator[str]:
    yield "    - type: 1"
    yield "      contentList:"
    yield from (f"        - content: {author.label(_POINTS)}" for _ in range(3))
    yield "        - content: "
    yield ""


def _quote(author: Author) -> Iterator[str]:
    yield "    - type: 2"
    yield f"      content: '{author.sentence(2)}'"
    yield f'      author: "{author.label(_WHO)}"'
    yield ""


def _right_part(author: Author, number: int) -> Iterator[str]:
    yield "  rightPart:"
    yield f"    icon: /images/case/p{number:04d}-detail.jpg"
    yield "    list:"
    for fact, answer in zip(_FACTS, _ANSWERS, strict=True):
        yield f"      - title: {author.label([fact])}"
        yield f"        content: {author.label([answer])}"
    yield ""


def numbered(text: str, number: int) -> str:
    """A page with a number behind the first Chinese character of every value: no other shares a text."""
    opening, front_matter, body = text.split("---\n", 2)
    serials = count(100_000 + number * 1000)
    parts, at = [], 0
    for event in yaml.parse(front_matter, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.ScalarEvent):
            found = _HAN.search(front_matter, event.start_mark.index, event.end_mark.index)
            if found:
                parts.append(f"{front_matter[at : found.end()]}{next(serials)}")
                at = found.end()
    return "---\n".join([opening, "".join([*parts, front_matter[at:]]), body])


def largest(folder: Path) -> list[str]:
    """The texts of the four largest pages with Chinese in their front matter."""
    texts = [page.read_bytes().decode() for page in sorted(folder.rglob("*.md"))]
    pages = [text for text in texts if text.startswith("---\n") and _HAN.search(text.split("---\n", 2)[1])]
    return sorted(pages, key=len, reverse=True)[:4]


def like(folder: Path) -> Maker:
    """Pages like the largest of a real site."""
    models = largest(folder)
    return lambda number: numbered(models[number % len(models)], number)


def write_project(root: Path, pages: int, make: Maker = page) -> None:
    """A project of so many pages, all settings the defaults."""
    folder = root / "content/zh/case"
    folder.mkdir(parents=True, exist_ok=True)
    (root / "i18n.toml").write_text("# Made by benchmarks.pages: all settings are the defaults.\n", "utf-8")
    for number in range(pages):
        (folder / f"p{number:04d}.md").write_bytes(make(number).encode())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("pages", type=int, metavar="N")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--like", type=Path, metavar="FOLDER", help="of a real site's pages")
    asked = parser.parse_args()
    make = like(asked.like) if asked.like else lambda number: page(number, asked.seed)
    write_project(asked.folder, asked.pages, make)


if __name__ == "__main__":
    main()
