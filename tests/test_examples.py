"""What stands in examples/, held against real parsers and schemas, and the scripts really run."""

from __future__ import annotations

import configparser
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import kubernetes_validate
import pytest
import yaml
from dockerfile_parse import DockerfileParser

from i18n_pipeline.cli import cli, timing

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
FILES = sorted(path for path in EXAMPLES.rglob("*") if path.is_file())
TEXTS = {path.relative_to(EXAMPLES).as_posix(): path.read_text("utf-8") for path in FILES}
WORKFLOW = yaml.safe_load(TEXTS["github-workflow.yml"])
MANIFESTS = list(yaml.safe_load_all(TEXTS["kubernetes.yaml"]))
NEEDS_BASH = pytest.mark.skipif(
    os.name == "nt" or not shutil.which("bash"), reason="the scripts are for bash and git"
)


def steps() -> dict[str, dict[str, Any]]:
    return {step["name"]: step for step in WORKFLOW["jobs"]["sync"]["steps"] if "name" in step}


# --- every command line


def command_lines() -> Iterator[tuple[str, str]]:
    for name, text in TEXTS.items():
        joined = text.replace("\\\n", " ")
        for line in re.findall(r"(?:^|[\s`'\"/])i18n-pipeline[ \t]+(\w[^\n;|#`]*)", joined, re.MULTILINE):
            yield name, line
    for pod in pods():
        for container in pod["containers"]:
            assert container["args"][0] == "i18n-pipeline"
            yield "kubernetes.yaml", shlex.join(container["args"][1:])
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")):
        yield ".pre-commit-hooks.yaml", hook["entry"].removeprefix("i18n-pipeline ")


def pods() -> Iterator[dict[str, Any]]:
    for manifest in MANIFESTS:
        if manifest["kind"] == "CronJob":
            yield manifest["spec"]["jobTemplate"]["spec"]["template"]["spec"]


LINES = sorted(set(command_lines()))


def test_command_lines_are_found() -> None:
    for name in (
        "crontab",
        "systemd/i18n-sync.service",
        "github-workflow.yml",
        "kubernetes.yaml",
        "README.md",
    ):
        assert any(where == name for where, _ in LINES), name


@pytest.mark.parametrize(("where", "line"), LINES)
def test_every_command_line_is_one(where: str, line: str, tmp_path: Path) -> None:
    words = [word for word in shlex.split(line) if word != "$@" and not re.match(r"\d?>", word)]
    words = [str(tmp_path) if word in ("/srv/site", "/checkout/site") else word for word in words]
    verb = cli.commands.get(words[0])
    if verb is None and words[0] == "sync":
        pytest.skip("there is no sync yet")
    assert verb is not None, f"{where}: there is no {words[0]}"
    with click.Context(cli, info_name="i18n-pipeline") as parent:
        verb.make_context(words[0], words[1:], parent=parent, resilient_parsing=False)


# --- cron


def test_the_crontab() -> None:
    lines = [line for line in TEXTS["crontab"].splitlines() if line and not line.startswith("#")]
    settings = [line for line in lines if re.match(r"[A-Z]+=\S+$", line)]
    assert [line.split("=")[0] for line in settings] == ["PATH", "MAILTO"]
    (job,) = (line for line in lines if line not in settings)
    *when, command = job.split(maxsplit=5)
    assert timing.after(timing.trigger("", " ".join(when)), 0) > 0
    from apscheduler.triggers.cron import CronTrigger

    assert CronTrigger.from_crontab(" ".join(when))
    assert "%" not in command  # which cron takes for a line's end


# --- systemd


def unit(name: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(
        strict=True, interpolation=None, delimiters=("=",), comment_prefixes=("#",)
    )
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(TEXTS[f"systemd/{name}"])
    return parser


def test_the_systemd_units_say_what_they_should() -> None:
    service, timer = unit("i18n-sync.service")["Service"], unit("i18n-sync.timer")
    assert (service["Type"], service["NoNewPrivileges"], service["ProtectSystem"]) == (
        "oneshot",
        "yes",
        "strict",
    )
    assert service["EnvironmentFile"].startswith("-/")
    root = shlex.split(service["ExecStart"])[3]
    assert service["ReadWritePaths"] == root
    assert timer["Install"]["WantedBy"] == "timers.target"
    assert timer["Timer"]["Persistent"] == "true"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed")
def test_the_systemd_units_are_valid(tmp_path: Path) -> None:
    sound = "[Unit]\nDescription=x\n[Service]\nType=oneshot\nExecStart=/bin/true\n"
    (tmp_path / "sound.service").write_text(sound)
    command = ["systemd-analyze", "verify", "--man=no"]
    if subprocess.run([*command, tmp_path / "sound.service"], capture_output=True, check=False).returncode:
        pytest.skip("systemd-analyze verify cannot run here")
    for name in ("i18n-sync.service", "i18n-sync.timer"):
        text = TEXTS[f"systemd/{name}"].replace("/usr/local/bin/i18n-pipeline", "/bin/true")
        (tmp_path / name).write_text(text)
    units = [tmp_path / "i18n-sync.service", tmp_path / "i18n-sync.timer"]
    found = subprocess.run([*command, *units], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stdout, found.stderr) == (0, "", "")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed")
def test_the_timers_calendar() -> None:
    when = unit("i18n-sync.timer")["Timer"]["OnCalendar"]
    found = subprocess.run(["systemd-analyze", "calendar", when], capture_output=True, text=True, check=True)
    assert re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d", found.stdout), "there is a next time"


# --- Kubernetes


@pytest.mark.parametrize("version", ["1.31", kubernetes_validate.latest_version()])
@pytest.mark.parametrize("manifest", MANIFESTS, ids=lambda manifest: str(manifest["kind"]))
def test_the_manifests_are_valid(manifest: dict[str, Any], version: str) -> None:
    kubernetes_validate.validate(manifest, version, strict=True)


def test_the_schemas_find_what_is_wrong() -> None:
    wrong = json.loads(json.dumps(next(found for found in MANIFESTS if found["kind"] == "CronJob")))
    wrong["spec"]["concurencyPolicy"] = wrong["spec"].pop("concurrencyPolicy")
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, kubernetes_validate.latest_version(), strict=True)


def test_the_cron_job_is_locked_down() -> None:
    (job,) = (manifest["spec"] for manifest in MANIFESTS if manifest["kind"] == "CronJob")
    assert job["concurrencyPolicy"] == "Forbid"
    assert timing.after(timing.trigger("", job["schedule"]), 0) > 0
    names = {(found["kind"], found["metadata"]["name"]) for found in MANIFESTS}
    (pod,) = pods()
    assert pod["securityContext"]["runAsNonRoot"] is True
    volumes = {volume["name"]: volume for volume in pod["volumes"]}
    assert ("PersistentVolumeClaim", volumes["work"]["persistentVolumeClaim"]["claimName"]) in names
    for container in (*pod["initContainers"], *pod["containers"]):
        security = container["securityContext"]
        assert security["readOnlyRootFilesystem"] is True
        assert security["allowPrivilegeEscalation"] is False
        assert security["capabilities"] == {"drop": ["ALL"]}
        assert container["resources"]["limits"]
        assert {mount["name"] for mount in container["volumeMounts"]} <= set(volumes)
        assert all(("ConfigMap", source["configMapRef"]["name"]) in names for source in container["envFrom"])
    (sync,) = pod["containers"]
    assert all("secretKeyRef" in variable["valueFrom"] for variable in sync["env"])


def test_the_image() -> None:
    dockerfile = DockerfileParser(path=str(EXAMPLES / "Dockerfile"))
    instructions = [(found["instruction"], found["value"]) for found in dockerfile.structure]
    users = [value for instruction, value in instructions if instruction == "USER"]
    (pod,) = pods()
    assert users[-1] == f"{pod['securityContext']['runAsUser']}:{pod['securityContext']['runAsGroup']}"
    for instruction, value in instructions:
        if instruction == "COPY":
            *sources, _ = (word for word in value.split() if not word.startswith("--"))
            assert all((ROOT / source).exists() for source in sources), value
    extras = re.search(r"/src\[([\w,]+)\]", dict(instructions)["RUN"] + TEXTS["Dockerfile"])
    assert extras
    assert set(extras[1].split(",")) <= set(
        re.findall(r"^(\w+) = \[", (ROOT / "pyproject.toml").read_text(), re.M)
    )


# --- GitHub


def test_the_workflow_is_valid(tmp_path: Path) -> None:
    def check(file: Path) -> subprocess.CompletedProcess[str]:
        command = [
            sys.executable,
            "-m",
            "check_jsonschema",
            "--builtin-schema",
            "vendor.github-workflows",
            file,
        ]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    found = check(EXAMPLES / "github-workflow.yml")
    assert found.returncode == 0, found.stdout + found.stderr
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(TEXTS["github-workflow.yml"].replace("runs-on:", "run-on:"))
    assert check(wrong).returncode == 1


def test_the_workflow_asks_for_little_and_pins() -> None:
    assert WORKFLOW["permissions"] == {}
    (job,) = WORKFLOW["jobs"].values()
    assert job["permissions"] == {"contents": "write", "pull-requests": "write"}
    assert WORKFLOW["concurrency"]["cancel-in-progress"] is False
    for step in job["steps"]:
        assert "${{" not in step.get("run", "")  # values reach scripts as variables, never as code
        assert re.fullmatch(r"actions/[\w/-]+@v\d+", step.get("uses", "actions/x@v1"))
    when = WORKFLOW[True]  # "on" is true in YAML 1.1
    assert set(when) == {"schedule", "workflow_dispatch"}
    assert timing.after(timing.trigger("", when["schedule"][0]["cron"]), 0) > 0


@NEEDS_BASH
def test_every_script_is_sound_shell() -> None:
    scripts = [step["run"] for step in WORKFLOW["jobs"]["sync"]["steps"] if "run" in step]
    scripts += [container["args"][0] for pod in pods() for container in pod["initContainers"]]
    scripts += [TEXTS["crontab"].rstrip().splitlines()[-1].split(maxsplit=5)[5]]
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", TEXTS["README.md"], re.MULTILINE | re.DOTALL)
    scripts += [text for language, text in blocks if not language]
    assert len(scripts) >= 9
    for script in scripts:
        subprocess.run(["bash", "-n"], input=script, text=True, check=True)


class Site:
    """A site with a remote, and stand-ins for gh and i18n-pipeline that leave a trail."""

    def __init__(self, root: Path) -> None:
        self.root, self.checkout, self.other = root, root / "checkout", root / "other"
        self.environment = {
            "PATH": f"{root / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(root),
            "BASE": "main",
            "BRANCH": "i18n-sync",
            "RUNNER_TEMP": str(root),
            "GITHUB_OUTPUT": str(root / "output"),
            "GITHUB_STEP_SUMMARY": str(root / "summary"),
            "GITHUB_REPOSITORY": "team/site",
            **{
                f"GIT_{who}_{what}": f"{who}@example.org"
                for who in ("AUTHOR", "COMMITTER")
                for what in ("NAME", "EMAIL")
            },
        }
        (root / "bin").mkdir()
        self.script("gh", f'echo "$*" >> {root}/gh\n[ "$2" != list ] || cat {root}/number')
        (root / "number").write_text("")
        self.git(root, "init", "-q", "--bare", "-b", "main", "remote.git")
        self.git(root, "clone", "-q", "remote.git", "other")
        self.push("page", "a")
        self.git(root, "clone", "-q", "remote.git", "checkout")

    def script(self, name: str, body: str) -> None:
        path = self.root / "bin" / name
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(0o755)

    def syncs(self, code: int, file: str = "", before: str = "") -> None:
        """What i18n-pipeline does: commits a file, says so and leaves with a code."""
        commit = f"date +%s.%N > {file}; git add {file}; git commit -qm sync" if file else ":"
        self.script("i18n-pipeline", f"{before or ':'}\n{commit}\necho 'report: 云 ```'\nexit {code}")

    def git(self, folder: Path, *arguments: str) -> str:
        found = subprocess.run(
            ["git", *arguments], cwd=folder, env=self.environment, capture_output=True, text=True, check=True
        )
        return found.stdout.strip()

    def push(self, file: str, text: str, branch: str = "main") -> None:
        """A commit by somebody else."""
        (self.other / file).write_text(text)
        self.git(self.other, "add", file)
        self.git(self.other, "commit", "-qm", f"{file} {text}")
        self.git(self.other, "push", "-q", "origin", f"HEAD:{branch}")

    def remote(self, branch: str) -> list[str]:
        """The files on a branch of the remote."""
        return self.git(self.root / "remote.git", "ls-tree", "--name-only", branch).split()

    def bash(self, script: str) -> subprocess.CompletedProcess[str]:
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
        found = subprocess.run(
            command, cwd=self.checkout, env=self.environment, capture_output=True, text=True, check=False
        )
        for line in (
            Path(self.environment["GITHUB_OUTPUT"]).read_text().splitlines() if self.outputs.exists() else ()
        ):
            name, value = line.split("=", 1)
            self.environment[name.upper()] = value
        return found

    @property
    def outputs(self) -> Path:
        return self.root / "output"

    def workflow(self) -> int:
        """Run the workflow's scripts as GitHub does; the exit code of the last."""
        for name in ("Stand on the rolling branch", "Sync", "Open the pull request, or bring it up to date"):
            found = self.bash(steps()[name]["run"])
            assert found.returncode == 0, found.stderr
        if self.environment["CODE"] == "0":
            return 0
        return self.bash(steps()["Mark what needs a person"]["run"]).returncode

    def asked_of_gh(self) -> str:
        lines = (self.root / "gh").read_text().splitlines()
        return "\n".join(line for line in lines if not line.startswith("pr list"))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


@NEEDS_BASH
class TestWorkflow:
    def test_nothing_changed_nothing_pushed(self, site: Site) -> None:
        site.syncs(0)
        assert site.workflow() == 0
        assert site.asked_of_gh() == ""
        assert site.git(site.root / "remote.git", "branch", "--list") == "* main"

    def test_findings_open_the_pull_request_and_then_fail(self, site: Site) -> None:
        site.syncs(1, "po")
        assert site.workflow() == 1
        assert site.asked_of_gh().startswith("pr create --head i18n-sync --base main")
        assert site.remote("i18n-sync") == ["page", "po"]
        assert site.remote("main") == ["page"]
        assert (site.root / "summary").read_text() == "``````text\nreport: 云 ```\n``````\n"

    def test_a_pull_request_is_gone_on_with(self, site: Site) -> None:
        site.push("correction", "by a reviewer", "i18n-sync")
        site.git(site.other, "reset", "-q", "--hard", "HEAD~1")
        site.push("page2", "b")
        site.git(site.checkout, "fetch", "-q")
        (site.root / "number").write_text("7\n")
        site.syncs(0, "po")
        assert site.workflow() == 0
        assert site.remote("i18n-sync") == ["correction", "page", "page2", "po"]
        assert site.asked_of_gh().startswith("api --silent --method PATCH repos/team/site/pulls/7")

    def test_without_a_pull_request_the_branch_begins_anew(self, site: Site) -> None:
        site.push("refused", "last year's", "i18n-sync")
        site.git(site.checkout, "fetch", "-q")
        site.syncs(0, "po")
        assert site.workflow() == 0
        assert site.remote("i18n-sync") == ["page", "po"]

    def test_a_service_that_failed_for_now_is_a_warning(self, site: Site) -> None:
        site.syncs(75, "po")
        assert site.workflow() == 0
        assert "pr create" in site.asked_of_gh()

    def test_a_long_report_is_cut_between_characters(self, site: Site) -> None:
        site.script("i18n-pipeline", "for i in $(seq 9000); do echo 云云云; done")
        site.workflow()
        text = (site.root / "report.md").read_bytes().decode()
        assert 59_000 < len(text.encode()) < 60_100
        assert text.endswith("``````\n")
