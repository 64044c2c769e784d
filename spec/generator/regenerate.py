"""Writes generated/symbl_api from spec/openapi.yaml, or with --check says whether it would change."""

from __future__ import annotations

import argparse
import contextlib
import filecmp
import hashlib
import importlib.metadata
import io
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from openapi_python_client import Config, MetaType, generate
from openapi_python_client.config import ConfigFile
from ruamel.yaml import YAML

sys.path.insert(0, str(Path(__file__).parent))
from derive import Refused, derive

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
TOOLS = ("openapi-python-client", "ruff")


def build(description: Path, target: Path) -> None:
    """Generates the package for `description` at `target`. Raises Refused for what the generator would lose."""
    source = YAML(typ="safe").load(description)
    with tempfile.TemporaryDirectory() as folder:
        derived = Path(folder, "openapi.json")
        derived.write_text(json.dumps(derive(source)))
        config = Config.from_sources(
            ConfigFile.load_from_path(HERE / "config.yaml"),
            meta_type=MetaType.NONE,
            document_source=derived,
            file_encoding="utf-8",
            overwrite=False,
            output_path=target,
        )
        with contextlib.redirect_stdout(io.StringIO()):
            errors = generate(config=config, custom_template_path=HERE / "templates")
    if errors:
        raise Refused("\n".join(f"{error.header}: {error.detail}" for error in errors))
    (target / "py.typed").touch()
    # Isolated: the style of the surrounding project must not reach the generated code.
    ruff = [sys.executable, "-m", "ruff"]
    options = ["--isolated", "--no-cache", "--quiet", "--target-version", "py311", "--line-length", "120", str(target)]
    for command in (["check", "--fix-only", "--select", "F401,I"], ["format"]):
        subprocess.run([*ruff, command[0], *command[1:], *options], check=True)
    (target / "MANIFEST.json").write_text(json.dumps(manifest(description), indent=2) + "\n")


def manifest(description: Path) -> dict[str, Any]:
    return {
        "description": {"sha256": hashlib.sha256(description.read_bytes()).hexdigest()},
        "tools": {name: importlib.metadata.version(name) for name in TOOLS},
    }


def differences(left: Path, right: Path) -> list[str]:
    """Files that are not the same in both trees, leaving bytecode aside."""

    def files(root: Path) -> set[Path]:
        return {p.relative_to(root) for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts}

    both = files(left) | files(right)
    same = set(filecmp.cmpfiles(left, right, [str(p) for p in both], shallow=False)[0])
    return sorted(str(p) for p in both if str(p) not in same)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="change nothing; fail if the package is not what would be written"
    )
    parser.add_argument("--spec", type=Path, default=ROOT / "spec" / "openapi.yaml")
    parser.add_argument("--output", type=Path, default=ROOT / "generated" / "symbl_api")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder, options.output.name)
        try:
            build(options.spec, fresh)
        except Refused as error:
            print(f"{options.spec}: {error}", file=sys.stderr)
            return 1
        changed = differences(fresh, options.output)
        if options.check and changed:
            print(
                "generated code differs from the description; run scripts/regenerate:",
                *changed,
                sep="\n  ",
                file=sys.stderr,
            )
            return 1
        if changed:
            shutil.rmtree(options.output, ignore_errors=True)
            shutil.copytree(fresh, options.output)
    print(f"{options.output.name}: {'up to date' if not changed else f'{len(changed)} files written'}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
