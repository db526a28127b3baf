"""Clean: text from files made safe to show. What could steer a terminal or turn a line is shown as its number."""

from __future__ import annotations

import re

_STEERING = "[\x00-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
_FOLDS = {"≥": ">=", "≤": "<=", "−": "-", "–": "-", "·": ".", "…": "...", "→": "->", "≈": "~", "±": "+/-", "§": "Par."}
_FOLDS |= {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
_FOLDS |= {"„": '"', "“": '"', "”": '"', "─": "-", "\u00a0": " ", "\u202f": " ", "✓": "+", "✗": "-", "↑": "^", "↓": "v"}
_FOLDS |= {"×": "x", "←": "<-", "”": '"'}
_FOLDS |= {mark: f"[{number}]" for number, mark in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}


def clean(text: str) -> str:
    """Give a text on one line, with every steering character as its number.

    >>> clean("a\\x1b[31mb")
    'a\\\\x1b[31mb'
    """
    if text.isprintable():
        return text
    return re.sub(_STEERING, lambda found: _number(found[0]), text.replace("\n", " "))


def _number(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


def folded(text: str, encoding: str) -> str:
    """Give a text in what an encoding can hold: our signs and the umlauts have a spelling in ASCII, the rest is `?`.

    >>> folded("≥ 22,9 % für Köln", "ascii")
    '>= 22,9 % fuer Koeln'
    """
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_folded_character(character, encoding) for character in text.replace(" · ", " | "))
    return text


def _folded_character(character: str, encoding: str) -> str:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return _FOLDS.get(character, "?")
    return character
