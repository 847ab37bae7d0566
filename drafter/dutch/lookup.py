"""Finding a thing by any way that people spell it, or the thing they probably meant."""

from __future__ import annotations

from functools import lru_cache

_SHORTEST_PART = 4  # letters; shorter parts of a word say too little
_NEAR = 0.6  # of a text that must stand for something
_MISSPELT = 0.85  # of a text that may be new: a few letters wrong, no other word
_ACCENTS = str.maketrans("áàâäçéèêëíìîïñóòôöúùûü", "aaaaceeeeiiiinoooouuuu")


@lru_cache(maxsize=256)
def fold(text: str) -> str:
    """Bring spellings together: no capitals, accents, spaces, hyphens or slashes; & is "en".

    `Financien` and `Financiën`, `I&W` and `I en W`, `buitenlandse-zaken` and
    `Buitenlandse Zaken` fold to the same text.
    """
    return "".join(filter(str.isalnum, plain_letters(text.replace("&", " en ").casefold())))


def plain_letters(text: str) -> str:
    """The text with letters and their accents apart, or without the accents.

    Unicode's normal form KD; its tables are large, and Dutch seldom needs more than `_ACCENTS`.
    """
    plain = text.translate(_ACCENTS)
    if plain.isascii():
        return plain
    import unicodedata

    return unicodedata.normalize("NFKD", plain)


class Spellings:
    """Every way to write a thing and the key it stands for; the first to claim one keeps it."""

    def __init__(self) -> None:
        self._keys: dict[str, str] = {}

    def add(self, key: str, *spellings: str) -> None:
        """Let these spellings stand for `key`, where they are still free."""
        for spelling in spellings:
            if folded := fold(spelling):
                self._keys.setdefault(folded, key)

    def find(self, text: str) -> str | None:
        """The key that the text stands for, or None."""
        return self._keys.get(fold(text))

    def holding(self, text: str) -> tuple[str, ...]:
        """The keys with a spelling that has the text in it, each once, in order."""
        part = fold(text)
        return tuple(dict.fromkeys(key for word, key in self._keys.items() if part in word))

    def nearest(self, text: str) -> str | None:
        """The key that was probably meant: the only one with the text in it, or a near miss."""
        folded = fold(text)
        holding = self.holding(text) if len(folded) >= _SHORTEST_PART else ()
        return holding[0] if len(holding) == 1 else self.misspelt(text, _NEAR)

    def misspelt(self, text: str, likeness: float = _MISSPELT) -> str | None:
        """The key whose spelling is this much like the text (1 is the same), or None."""
        from difflib import get_close_matches  # only who makes a mistake waits for it

        close = get_close_matches(fold(text), self._keys, n=1, cutoff=likeness)
        return self._keys[close[0]] if close else None
