"""
make setup, with stand-ins for the programs it calls: they write down what was asked of them.

The real installation is what ran before these tests did.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
INPUTS = ["Makefile", "pyproject.toml", "package.json", "package-lock.json", ".npmrc", *ROOT.glob("requirements*.lock")]

PYTHON = """#!/bin/sh
echo "python3 $*" >> "$CALLS"
case "$*" in
    *version_info*) exit ${OLD:-0} ;;
    *ensurepip*) exit ${APART:-0} ;;
    --version) echo "Python 3.10.1" ;;
    *"-m venv"*) mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
    *requirements-node.lock*) cp "$NPM" .venv/bin/npm ;;
esac
"""
NPM = """#!/bin/sh
echo "npm $*" >> "$CALLS"
[ "$1" != ci ] || mkdir -p node_modules
exit ${FAIL:-0}
"""


class Machine:
    """A folder with the project's set-up, and a PATH on which python3 (and npm) are stand-ins."""

    def __init__(self, place: Path, *, npm: bool = True) -> None:
        self.project, self.calls = place / "a checkout", place / "calls"
        self.project.mkdir()
        for name in INPUTS:
            shutil.copy2(ROOT / name, self.project)
        tools = place / "bin"
        tools.mkdir()
        for name in ("awk", "cat", "cp", "echo", "make", "mkdir", "sh", "touch"):
            found = shutil.which(name)
            assert found
            (tools / name).symlink_to(found)
        program(tools / "python3", PYTHON)
        program(tools / "npm" if npm else place / "npm", NPM)
        self.environment = {"PATH": str(tools), "CALLS": str(self.calls), "NPM": str(place / "npm")}

    def make(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        self.calls.write_text("")
        return subprocess.run(
            ["make", *arguments],
            cwd=self.project,
            env=self.environment | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def asked(self, words: str) -> list[str]:
        """What was asked of the stand-ins with *words* in it, since make was called."""
        return [line for line in self.calls.read_text().splitlines() if words in line]

    def change(self, name: str) -> None:
        """Give a file a later time than everything that was installed."""
        later = max(path.stat().st_mtime for path in self.project.rglob("*")) + 10
        os.utime(self.project / name, (later, later))


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def program(path: Path, text: str) -> None:
    path.write_text(text)
    path.chmod(0o755)


def test_make_alone_lists_what_there_is_to_do(machine):
    listed = machine.make().stdout

    assert {"setup", "run", "test", "check"} <= {line.split()[1] for line in listed.splitlines()}
    assert machine.asked("") == []


def test_setup_installs_what_the_locks_hold_and_nothing_else(machine):
    assert machine.make("setup").returncode == 0

    assert [call.split("pip ")[1] for call in machine.asked("-m pip install")] == [
        "install --quiet --disable-pip-version-check --require-hashes --only-binary=:all: -r requirements.lock",
        "install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .",
    ]
    assert len(machine.asked("npm ci --omit=dev --ignore-scripts")) == 1


def test_setup_does_nothing_twice(machine):
    machine.make("setup")

    assert machine.make("setup").returncode == 0
    assert machine.asked("") == []


@pytest.mark.parametrize(
    ("changed", "installs"),
    [("requirements.lock", "-r requirements.lock"), ("pyproject.toml", "--editable"), ("package-lock.json", "npm ci")],
)
def test_setup_installs_again_what_a_change_concerns(machine, changed, installs):
    machine.make("setup")
    machine.change(changed)

    machine.make("setup")

    assert len(machine.asked(installs)) == 1


def test_a_failed_installation_is_tried_again(machine):
    assert machine.make("setup", FAIL="1").returncode != 0

    machine.make("setup")

    assert len(machine.asked("npm ci")) == 1


def test_where_there_is_no_npm_a_python_package_brings_it(tmp_path):
    machine = Machine(tmp_path, npm=False)

    assert machine.make("setup").returncode == 0

    assert len(machine.asked("--require-hashes --only-binary=:all: -r requirements-node.lock")) == 1
    assert len(machine.asked("npm ci")) == 1


def test_the_machines_own_npm_is_used_where_there_is_one(machine):
    machine.make("setup")

    assert machine.asked("requirements-node.lock") == []


def test_an_environment_that_was_copied_from_elsewhere_is_made_anew(machine):
    machine.make("setup")
    machine.project = machine.project.rename(machine.project.with_name("moved"))

    machine.make("setup")

    assert len(machine.asked("-m venv --clear")) == 1
    assert len(machine.asked("-r requirements.lock")) == 1


@pytest.mark.parametrize(
    ("environment", "advice"),
    [
        ({"PYTHON": "python9"}, "Install Python 3.11 or newer"),
        ({"OLD": "1"}, "make PYTHON="),
        ({"APART": "1"}, "apt install python3-venv"),
    ],
)
def test_a_machine_that_will_not_do_is_told_what_to_do(machine, environment, advice):
    refused = machine.make("setup", **environment)

    assert refused.returncode != 0
    assert advice in refused.stderr
    assert not (machine.project / ".venv").exists()
