"""Which verb a past participle belongs to."""

from __future__ import annotations

from .pieces import Kind
from .tasks import KINDS

__all__ = ["participle"]

_IRREGULAR = {
    "sent": "send", "built": "build", "bought": "buy", "written": "write", "paid": "pay", "met": "meet", "done": "do",
    "brought": "bring", "chosen": "choose", "cut": "cut", "drawn": "draw", "given": "give", "led": "lead", "put": "put",
    "read": "read", "rewritten": "rewrite", "run": "run", "set": "set", "taken": "take", "taught": "teach",
    "withdrawn": "withdraw", "frozen": "freeze", "reset": "reset", "rebuilt": "rebuild", "redone": "redo",
    "swept": "clean", "split": "split", "gone": "clear",
    "told": "tell", "shown": "show", "made": "make", "found": "find",
}  # fmt: skip
_PASSIVE = {
    "do": "action",
    "take": "action",
    "type": "action",
    "make": "action",
    "put": "action",
    "set": "action",
    "give": "action",
    "look": "action",
}


def participle(word: str) -> Kind:
    """The kind of the verb of which `word` is the past participle, in "needs to be sent"."""
    base = _IRREGULAR.get(word)
    if base is None and word.endswith("ed"):
        stem = word[:-2]
        double = len(stem) > 3 and stem[-1] == stem[-2]
        forms = (stem, f"{stem}e", stem[:-1] if double else stem, f"{stem[:-1]}y" if stem.endswith("i") else stem)
        base = next((form for form in forms if form in KINDS), None)
    if base is None:
        return "other" if word.endswith("ed") and len(word) > 4 else "none"
    kind = KINDS.get(base, "none")
    return "action" if kind == "none" and base in _PASSIVE else kind
