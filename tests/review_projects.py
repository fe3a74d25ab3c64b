"""For the tests of the review sheet: a string of every state; and texts that are hostile."""

import json

from conftest import Project

HOSTILE = [
    "<script>window.hit=1</script>",
    "</script><script>window.hit=1</script>",
    '"><img src=x onerror="window.hit=1">',
    "'><svg onload=window.hit=1>",
    "[link](javascript:window.hit=1)",
    "<a href='javascript:window.hit=1'>go</a>",
    "<!--<script>",
    "]]><!-- --!>",
    "\u202eevil\u202c \u2067rtl\u2069",
    "${document} $style {{n}} {n}",
    "&lt;b&gt; &amp; \u2028 \u2029",
    "<iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
    "<link rel=stylesheet href=//203.0.113.1/x.css>",
    "<meta http-equiv=refresh content='0;url=//203.0.113.1'>",
]


def reviewing(project: Project) -> Project:
    """Two pages: reviewed, draft, stale and missing strings, findings, a comment, a waiver, terms."""
    project.write(
        "i18n.toml",
        'engine = "fake"\n[[rule]]\npath = "section.title"\nnote = "A heading."\nmax_length = 30\n',
    )
    project.write(
        "locale/en/glossary.csv",
        "source,target,note\n容器平台,container platform,what we sell\n青云,,a name\n",
    )
    project.page(
        "a.md",
        "title: 我们选择了容器平台\nsection:\n  title: 背景\n  list:\n    - 上课自动还原\n    - 降低了 45%\nquote: 很好\nauthor: 青云\n",
    )
    project.page("b.md", "title: 第二页\nlist:\n  - 第一项\n  - 第二项\n")
    project.ok("extract")
    project.translate(
        "a",
        {
            "我们选择了容器平台": "We chose a container tower",
            "上课自动还原": "Restored in class",
            "青云": "青云",
        },
    )
    project.translate("a", {"降低了 45%": "Lower by 54%"}, fuzzy=True)
    po = project.root / "locale/en/LC_MESSAGES/a.po"
    po.write_text(
        po.read_text("utf-8").replace("#. path: title\n", "# Mind the brand.\n#. path: title\n", 1), "utf-8"
    )
    project.page("a.md", project.read("content/zh/a.md").split("---\n")[1].replace("上课自动", "上课时自动"))
    project.ok("extract")
    return project


def hostile(project: Project) -> Project:
    """Texts that want to run, as source, translation, comment, path, glossary and name of the page."""
    keys = "".join(
        f"{json.dumps(f'k{n} {text}')}: {json.dumps(f'中 {text}')}\n" for n, text in enumerate(HOSTILE)
    )
    name = "<img src=x onerror=window.hit=1>&'\".md"
    project.page(name, f"title: {json.dumps('题 ' + HOSTILE[1])}\n{keys}long: {json.dumps('长' * 350_000)}\n")
    project.write(
        "locale/en/glossary.csv",
        'source,target,note\n中,"</script><script>window.hit=1</script>","<img src=x onerror=window.hit=1>"\n',
    )
    project.ok("extract")
    stem = name.removesuffix(".md")
    project.translate(
        stem, {f"中 {text}": f"T {text}" for text in HOSTILE} | {"长" * 350_000: "w" * 1_000_000}
    )
    file = project.root / f"locale/en/LC_MESSAGES/{stem}.po"
    file.write_text(
        file.read_text("utf-8").replace(
            "#. path: k", "# </script><script>window.hit=1</script>\n#. path: k", 1
        ),
        "utf-8",
    )
    return project
