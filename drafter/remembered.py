"""Tables of a fixed size for what letters share: what is asked for again and again stays."""

from __future__ import annotations

from typing import TypeVar

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Remembered(dict[_Key, _Value | None]):
    """A table that gives None for what is not in it, and forgets what was not asked for lately.

    It holds two generations of at most `most` entries each. When the younger is full it becomes
    the older, and the older is forgotten but for what was asked for in the meantime. Asking for
    what is there costs as much as with any dict, which no other order of forgetting does.
    """

    __slots__ = ("_most", "_older")

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most
        self._older: dict[_Key, _Value | None] = {}

    def __missing__(self, key: _Key) -> _Value | None:
        """What the older generation has under this key, which makes it young again."""
        value = self._older.get(key)
        if value is not None:
            self[key] = value
        return value

    def __setitem__(self, key: _Key, value: _Value | None) -> None:
        """Remember something; None is nothing to remember."""
        if len(self) >= self._most:
            self._older = dict(self)
            super().clear()
        super().__setitem__(key, value)

    def clear(self) -> None:
        """Forget all."""
        self._older = {}
        super().clear()
