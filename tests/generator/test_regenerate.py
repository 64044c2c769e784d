"""Regenerating gives the same bytes every time, and notices every difference."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.description import ROOT, SPEC

SCRIPT = ROOT / "spec" / "generator" / "regenerate.py"
PACKAGE = ROOT / "generated" / "symbl_api"


def regenerate(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPT), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment}, cwd="/")


def test_the_package_is_what_the_description_gives() -> None:
    done = regenerate("--check")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("seed", ["0", "42"])
def test_the_bytes_are_the_same_every_time_and_everywhere(tmp_path: Path, seed: str) -> None:
    # A project around it with a style of its own must not reach it.
    (tmp_path / "pyproject.toml").write_text(
        "[tool.ruff]\nline-length = 40\n[tool.ruff.format]\nquote-style = 'single'\n"
    )
    done = regenerate("--output", tmp_path / "symbl_api", PYTHONHASHSEED=seed)
    assert done.returncode == 0, done.stderr
    for path in PACKAGE.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            assert (tmp_path / "symbl_api" / path.relative_to(PACKAGE)).read_bytes() == path.read_bytes()
    assert not list(tmp_path.rglob(".ruff_cache"))


def test_every_difference_is_noticed(tmp_path: Path) -> None:
    copy = tmp_path / "symbl_api"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    assert regenerate("--check", "--output", copy).returncode == 0
    (copy / "models" / "job.py").write_text((copy / "models" / "job.py").read_text() + "\n# a hand was here\n")
    (copy / "stray.py").touch()
    (copy / "models" / "word.py").unlink()
    done = regenerate("--check", "--output", copy)
    assert done.returncode == 1
    assert [line.strip() for line in done.stderr.splitlines()[1:]] == ["models/job.py", "models/word.py", "stray.py"]
    assert regenerate("--output", copy).returncode == 0
    assert regenerate("--check", "--output", copy).returncode == 0


def test_a_changed_description_is_noticed(tmp_path: Path) -> None:
    changed = tmp_path / "openapi.yaml"
    changed.write_text(SPEC.read_text().replace("operationId: get-job\n", "operationId: read-job\n"))
    done = regenerate("--check", "--spec", changed)
    assert done.returncode == 1
    assert "api/jobs/read_job.py" in done.stderr


def test_a_description_that_would_lose_something_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    changed = tmp_path / "openapi.yaml"
    changed.write_text(SPEC.read_text().replace("format: date-time", "format: datetime", 1))
    done = regenerate("--spec", changed, "--output", tmp_path / "symbl_api")
    assert done.returncode == 1
    assert "unknown format 'datetime'" in done.stderr
    assert not (tmp_path / "symbl_api").exists()


def test_the_manifest_says_what_it_was_made_of() -> None:
    manifest = json.loads((PACKAGE / "MANIFEST.json").read_text())
    assert manifest["description"]["sha256"] == hashlib.sha256(SPEC.read_bytes()).hexdigest()
    assert set(manifest["tools"]) == {"openapi-python-client", "ruff"}
