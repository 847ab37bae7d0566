"""Typed values out of a row of a data file, where every scalar is text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias, TypeVar

from drafter.dutch.dates import parse_date

Data: TypeAlias = Mapping[str, object]
T = TypeVar("T", bound=str)

# Compiled when first used. Plain addresses only: no names, quotes or comments around them.
_EMAIL = r"[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9-]*[a-z0-9])+"


class BadRow(ValueError):
    """A row lacks a value or holds a wrong one: `row` names it, `key` is the value's name.

    `data` is the row itself, `wanted` says what belongs there.
    """

    def __init__(self, row: Data, key: str, wanted: str) -> None:
        self.data = row
        self.wanted = wanted
        self.row = str(row.get("key") or row.get("name") or "?")
        self.key = key
        super().__init__(f"row {self.row!r}: {key!r} should be {wanted}, not {row.get(key)!r}")


def text(row: Data, key: str, default: str | None = None) -> str:
    """The text at `key`; without a default it has to be there."""
    value = row.get(key, default)
    if not isinstance(value, str):
        raise BadRow(row, key, "a text")
    return value


def email(row: Data, key: str) -> str:
    """The e-mail address at `key`, empty when absent."""
    address = text(row, key, "")
    if address and not is_email(address):
        raise BadRow(row, key, "an e-mail address")
    return address


def is_email(text: str) -> bool:
    """Whether a text is one e-mail address and nothing else, in the signs that all mail takes.

    Source: RFC 5321 4.1.2 (dot-string @ domain), RFC 5322 3.2.3 (atext), without quoted names.
    """
    local = text.partition("@")[0]
    dotted = local.startswith(".") or local.endswith(".") or ".." in local
    found = re.fullmatch(_EMAIL, text, re.ASCII | re.IGNORECASE)
    return found is not None and not dotted and len(text) <= 254


def texts(row: Data, key: str) -> tuple[str, ...]:
    """The list of texts at `key`, empty when absent."""
    value = row.get(key, ())
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise BadRow(row, key, "a list")
    return tuple(str(item) for item in value)


def rows(row: Data, key: str) -> tuple[Data, ...]:
    """The list of rows at `key`; there has to be at least one."""
    value = row.get(key)
    if not isinstance(value, list) or not value:
        raise BadRow(row, key, "a list of rows")
    if not all(isinstance(item, Mapping) for item in value):
        raise BadRow(row, key, "a list of rows")
    return tuple(value)


def day(row: Data, key: str) -> date | None:
    """The date at `key`, or None when absent: not known, or without end."""
    if key not in row:
        return None
    try:
        return parse_date(text(row, key))
    except ValueError as error:
        raise BadRow(row, key, "a date") from error


def flag(row: Data, key: str) -> bool:
    """The yes or no at `key`; it has to be there."""
    return choice(row, key, ("yes", "no")) == "yes"


def choice(row: Data, key: str, allowed: Sequence[T], default: T | None = None) -> T:
    """The word at `key`, which has to be one of `allowed`."""
    value = row.get(key, default)
    for word in allowed:
        if value == word:
            return word
    raise BadRow(row, key, " / ".join(allowed))
