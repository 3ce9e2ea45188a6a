"""
What must be true of the files in the project: the locks pin, nothing names a machine
or a registry, and the papers say what the code does.
"""

import argparse
import dataclasses
import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from search_engine import settings

ROOT = Path(__file__).parent.parent
LOCKS = sorted(path.name for path in ROOT.glob("requirements*.lock"))
DECISIONS = ROOT / "docs" / "decisions"

AT_THE_TOP = {
    *(".ci", "bench", "corpus", "docs", "index", "ingest", "search_engine", "tests", "web"),
    *("ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "README.md"),
    *(".gitattributes", ".gitignore", ".npmrc", "Makefile", "kommunesvar.py", "pyproject.toml", "terminal.py"),
    *("package.json", "package-lock.json", *LOCKS),
}
REGISTRY = re.compile(
    r"pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|npmmirro[r]|yarnpk[g]|(?:index-ur[l]|find-link[s])[ =]"
)
MACHINE = re.compile(r"(?<![\w.:/-])/(?:home|opt|root|tmp|Users|work)/")
REQUIREMENT = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[0-9.]+(?:post[0-9]+)?)(?: ; (?P<marker>[^\\]+?))? \\\n")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?\n")


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--", *patterns], cwd=ROOT, capture_output=True, check=False
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout: there is no list of the project's files")
    paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]  # a file may be on its way out


def papers() -> list[Path]:
    """Every text for people."""
    return tracked("*.md")


def lines_with(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1)
        if pattern.search(line)
    ]


# ---------------------------------------------------------------- files


def test_the_top_folder_holds_only_what_the_architecture_names():
    assert {path.relative_to(ROOT).parts[0] for path in tracked()} <= AT_THE_TOP


def test_no_file_names_a_registry():
    assert lines_with(REGISTRY, tracked()) == []


def test_no_file_names_a_place_on_somebodys_machine():
    assert lines_with(MACHINE, tracked()) == []


@pytest.mark.parametrize("line", ["//pypi" + ".org/simple", "--find-links" + " wheels", "registry.npmjs" + ".org"])
def test_a_registry_is_recognised(line):
    assert REGISTRY.search(line)


# ---------------------------------------------------------------- locks


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_versions_and_hashes_and_holds_nothing_else(name):
    text = (ROOT / name).read_text(encoding="utf-8")

    assert REQUIREMENT.search(text)
    assert re.sub(rf"{REQUIREMENT.pattern}(?:{HASH.pattern})+", "", text) == ""


@pytest.mark.parametrize(
    ("name", "extras"),
    [
        ("requirements.lock", []),
        ("requirements-dev.lock", ["dev", "collection"]),
        ("requirements-bench.lock", ["bench"]),
    ],
)
def test_a_lock_holds_all_that_the_project_asks_for(name, extras):
    """After a change in pyproject.toml: make lock."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
    for extra in extras:
        asked += project["project"]["optional-dependencies"][extra]

    assert {re.match(r"[\w-]+", requirement)[0] for requirement in asked} <= {pin[0] for pin in pins(name)}


@pytest.mark.parametrize("name", ["requirements-dev.lock", "requirements-bench.lock"])
def test_the_tools_are_installed_beside_the_very_versions_that_serve(name):
    assert pins("requirements.lock") <= pins(name)


def pins(name: str) -> set[tuple[str, ...]]:
    """Name, version and marker of everything in a lock."""
    return set(REQUIREMENT.findall((ROOT / name).read_text(encoding="utf-8")))


def test_the_lock_of_the_data_packages_pins_hashes_and_no_addresses():
    text = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    project, *packages = json.loads(text)["packages"].items()

    assert project[1]["dependencies"] == json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert all(package["integrity"].startswith("sha512-") for _, package in packages)
    assert "resolved" not in text
    assert "://" not in text


# ---------------------------------------------------------------- papers


def test_links_between_the_papers_lead_somewhere():
    broken = [
        f"{paper.relative_to(ROOT)}: {target}"
        for paper in papers()
        for target in re.findall(r"\]\(([^)\s]+)\)", paper.read_text(encoding="utf-8"))
        if "://" not in target and not target.startswith("#") and not (paper.parent / target.split("#")[0]).exists()
    ]

    assert broken == []


def test_every_decision_has_a_number_of_its_own_and_is_listed():
    records = sorted(path.name for path in DECISIONS.glob("[0-9]*.md"))
    listed = re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", (DECISIONS / "README.md").read_text(encoding="utf-8"))

    assert listed == records
    assert [name[:4] for name in records] == [f"{number:04}" for number in range(1, len(records) + 1)]


def test_the_readme_shows_how_to_run_and_how_to_test():
    commands = fenced((ROOT / "README.md").read_text(encoding="utf-8"))

    assert "make run" in commands
    assert "make test" in commands


def test_every_make_target_that_a_paper_names_exists():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {
        word for paper in papers() for word in re.findall(r"[`\n]make ([a-z]+)", paper.read_text(encoding="utf-8"))
    }

    assert named <= targets


def test_every_command_is_documented_and_every_documented_command_exists():
    documented = {line.split()[0] for line in documented_calls()}

    assert documented == set(commands())


def test_every_documented_option_exists():
    for line in documented_calls():
        command, *rest = line.split()
        known = {option for action in commands()[command]._actions for option in action.option_strings}
        assert {word.split("=")[0] for word in rest if word.startswith("--")} <= known, line


def test_every_setting_is_documented_and_every_documented_setting_exists():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = {name for paper in papers() for name in re.findall(r"KOMMUNESVAR_[A-Z_]+", paper.read_text("utf-8"))}
    known = {settings.PREFIX + field.name.upper() for field in dataclasses.fields(settings.Settings)}

    assert known == set(re.findall(r"KOMMUNESVAR_[A-Z_]+", readme))
    assert named <= known


def fenced(text: str) -> list[str]:
    """The lines of all fenced blocks, without comments."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [re.split(r"\s+#", line)[0].strip() for block in blocks for line in block.splitlines()]


def documented_calls() -> list[str]:
    """What follows the program's name wherever a paper calls it: in a fenced line or between backticks."""
    called = re.compile(r"(?:^|/)kommunesvar ([a-z].*)")
    found = []
    for paper in papers():
        text = paper.read_text(encoding="utf-8")
        for piece in [*fenced(text), *re.findall(r"`([^`\n]+)`", text)]:
            if call := called.search(piece):
                found.append(call[1])
    return found


def commands() -> dict[str, argparse.ArgumentParser]:
    import kommunesvar

    [subparsers] = [
        action for action in kommunesvar.parser()._actions if isinstance(action, argparse._SubParsersAction)
    ]
    return dict(subparsers.choices)
