"""A few lines of description in, an imported package out."""

from __future__ import annotations

import importlib.util
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

from ruamel.yaml import YAML

from tests.description import ROOT

GENERATOR = ROOT / "spec" / "generator"


def load(name: str) -> ModuleType:
    """A module of spec/generator, which is no package."""
    if str(GENERATOR) not in sys.path:
        sys.path.insert(0, str(GENERATOR))
    return importlib.import_module(name)


HEAD = """
openapi: 3.1.0
info: {title: Test, version: "1"}
security: [{bearer: []}]
"""
ERROR = """
    Error:
      type: object
      required: [message]
      properties: {message: {type: string}}
"""


def description(paths: str = "", schemas: str = "") -> str:
    """A description of some paths and schemas, given as YAML."""
    lines = [HEAD, "paths:", textwrap.indent(textwrap.dedent(paths), "  ") if paths.strip() else "  {}"]
    lines += ["components:", "  securitySchemes: {bearer: {type: http, scheme: bearer}}", "  schemas:", ERROR]
    return "\n".join([*lines, textwrap.indent(textwrap.dedent(schemas), "    ")])


def parsed(text: str) -> dict[str, Any]:
    return YAML(typ="safe").load(text)


@contextmanager
def generated(folder: Path, paths: str = "", schemas: str = "") -> Iterator[ModuleType]:
    """The package that comes out of a description, imported under a name of its own."""
    source = folder / "openapi.yaml"
    source.write_text(description(paths, schemas))
    name = f"made_{abs(hash(folder))}"
    load("regenerate").build(source, folder / name)
    sys.path.insert(0, str(folder))
    try:
        yield importlib.import_module(name)
    finally:
        sys.path.remove(str(folder))
        for loaded in [m for m in sys.modules if m.split(".")[0] == name]:
            del sys.modules[loaded]


def module(package: ModuleType, name: str) -> Any:
    return importlib.import_module(f"{package.__name__}.{name}")


def answer(status: int, content: bytes) -> SimpleNamespace:
    return SimpleNamespace(status_code=status, headers={}, content=content)
