"""How a word that no dictionary has is probably said: phones as the US English model names them.

Three ways, tried in this order: letter by letter (abbreviations), as two words that the dictionary has
("ledger" + "link"), and by rules of spelling. A recognizer forgives a vowel; what counts is the consonants.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from symbl_local.engine.text.lexicon import word_list

__all__ = ["pronounce"]

Lookup = Callable[[str], str | None]

_LETTERS = dict(
    pair.split("=")
    for pair in word_list(
        "a=EY b=B-IY c=S-IY d=D-IY e=IY f=EH-F g=JH-IY h=EY-CH i=AY j=JH-EY k=K-EY l=EH-L m=EH-M n=EH-N o=OW p=P-IY "
        "q=K-Y-UW r=AA-R s=EH-S t=T-IY u=Y-UW v=V-IY w=D-AH-B-AH-L-Y-UW x=EH-K-S y=W-AY z=Z-IY"
    )
)
_DIGITS = dict(zip("0123456789", word_list("zero one two three four five six seven eight nine"), strict=True))
_MOST_LETTERS = 5
_LEAST_PART = 3
_LONGEST = 40

_BLURRED = re.compile(
    r"(?<= )(?:AE|AA|EH|AO)(?= [^AEIOU]\w* [AEIOU])"
)  # vowels that are said weakly more often than not

_RULES = tuple(
    (re.compile(pattern), phones)
    for pattern, phones in (
        (r"tion|sion|cian", "SH AH N"),
        (r"ture\b", "CH ER"),
        (r"(?<=[aeiou])lk\b", "K"),
        (r"tch|ch", "CH"),
        (r"sch|sh", "SH"),
        (r"ph", "F"),
        (r"th", "TH"),
        (r"\bkn|\bgn", "N"),
        (r"\bwr", "R"),
        (r"wh", "W"),
        (r"ck|cc(?![eiy])", "K"),
        (r"nk", "NG K"),
        (r"ng\b", "NG"),
        (r"qu", "K W"),
        (r"igh", "AY"),
        (r"gh", "G"),
        (r"eau", "OW"),
        (r"ee|ea|ie(?=\w)", "IY"),
        (r"oo|ew|eu|ue\b", "UW"),
        (r"ou|ow", "AW"),
        (r"ai|ay|ei|ey(?=\w)", "EY"),
        (r"ey\b|ie\b", "IY"),
        (r"au|aw", "AO"),
        (r"oi|oy", "OY"),
        (r"oa", "OW"),
        (r"[eiu]r(?![aeiouyr])", "ER"),
        (r"ar(?![aeiouyr])", "AA R"),
        (r"or(?![aeiouyr])", "AO R"),
        (r"a(?=[^aeiouywx]e\b)", "EY"),
        (r"i(?=[^aeiouywx]e\b)", "AY"),
        (r"o(?=[^aeiouywx]e\b)", "OW"),
        (r"u(?=[^aeiouywx]e\b)", "UW"),
        (r"(?<=[bcdfghjklmnpqrstvwxz])le\b", "AH L"),
        (r"(?<=[^aeiouy])es\b", "IH Z"),
        (r"(?<=[^aeiouy])e\b", ""),
        (r"c(?=[eiy])", "S"),
        (r"c|kk?", "K"),
        (r"g(?=[ey])|dge?(?=[ey])|j", "JH"),
        (r"\bx", "Z"),
        (r"x", "K S"),
        (r"\by", "Y"),
        (r"y\b", "IY"),
        (r"y", "IH"),
        (r"a\b", "AH"),
        (r"a", "AE"),
        (r"e", "EH"),
        (r"i\b|i(?=[aeo])", "IY"),
        (r"i", "IH"),
        (r"o\b|o(?=[^aeiouy][aeiouy])", "OW"),
        (r"o", "AA"),
        (r"u\b|u(?=[^aeiouy][aeiouy])", "UW"),
        (r"u", "AH"),
        (r"s(?=[aeiouy])(?<=[aeiouy]s)|zz?", "Z"),
        (r"ss?", "S"),
        *((f"{letter}{letter}?", letter.upper()) for letter in "bdfglmnprtvw"),
        (r"h(?=[aeiouy])", "HH"),
        (r"q", "K"),
        (r".", ""),
    )
)


def pronounce(word: str, lookup: Lookup) -> list[str]:
    """Ways to say `word`, the likeliest first; phones are parted by spaces. Empty when there is nothing to say.

    `lookup` gives the phones of a word of the dictionary, in lower case, or None. Capitals tell abbreviations.
    """
    if len(word) > _LONGEST or not word.isascii():
        return []
    pieces = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[a-z]+|\d", word.replace("'", ""))
    if not pieces:
        return []
    first = " ".join(filter(None, (_piece(piece, lookup, rules=False) for piece in pieces)))
    second = " ".join(filter(None, (_piece(piece, lookup, rules=True) for piece in pieces)))
    blurred = _BLURRED.sub("AH", second)
    return [phones for phones in dict.fromkeys((first, second, blurred)) if phones]


def _piece(piece: str, lookup: Lookup, *, rules: bool) -> str:
    low = piece.lower()
    if piece in _DIGITS:
        return lookup(_DIGITS[piece]) or ""
    spelled = piece.isupper() and len(piece) <= _MOST_LETTERS and not (rules and re.search("[AEIOUY]", piece))
    if spelled or not re.search("[aeiouy]", low):
        return " ".join(_LETTERS[letter] for letter in low).replace("-", " ")
    if not rules:
        known = lookup(low) or _two(low, lookup)
        if known:
            return known
    return _by_rules(low)


def _two(word: str, lookup: Lookup) -> str | None:
    """The phones of two words that `word` is made of; the most even parts win."""
    places = sorted(range(_LEAST_PART, len(word) - _LEAST_PART + 1), key=lambda at: abs(2 * at - len(word)))
    for at in places:
        one, other = lookup(word[:at]), lookup(word[at:])
        if one and other:
            return f"{one} {other}"
    return None


def _by_rules(word: str) -> str:
    phones: list[str] = []
    at = 0
    while at < len(word):
        match, said = next((match, said) for pattern, said in _RULES if (match := pattern.match(word, at)))
        if said:
            phones.append(said)
        at = match.end()
    return " ".join(phones)
