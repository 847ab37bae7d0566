"""The names of the files that documents go to: small letters, digits and hyphens."""

from __future__ import annotations

from drafter.model import Letter
from drafter.values import slug

_ROOM = 40  # characters for a subject; folders come before it, and a path has its limit


def of_document(stem: str, *, final: bool) -> str:
    """That of a document: a draft says so."""
    return f"{stem}.docx" if final else f"{stem}-CONCEPT.docx"


def of_version(letter: Letter, key: str, *, final: bool) -> str:
    """That of a version of a campaign: it sorts by date, and says to whom and about what."""
    each = f"-{letter.addressed[0].id}" if letter.addressees else ""
    stem = "-".join([f"{letter.date}-{key}{each}", *_first_words(letter.subject)])
    return of_document(stem, final=final)


def _first_words(text: str) -> list[str]:
    """The words of a subject, as far as a name has room for them; at least the first, if any.

    It does not break off at a word that only announces the next one.
    """
    words = slug(text).split("-") if slug(text) else []
    kept = [n for n in range(1, len(words) + 1) if len("-".join(words[:n])) <= _ROOM]
    count = kept[-1] if kept else 1
    while 1 < count < len(words) and words[count - 1] in _ANNOUNCING:
        count -= 1
    return words[:count]


# The articles and conjunctions, and the prepositions that subjects of letters have most.
_ANNOUNCING = {
    *("de", "het", "een", "en", "of", "aan", "bij", "door", "in", "met", "naar", "om", "onder"),
    *("op", "over", "te", "tegen", "ten", "ter", "tot", "tussen", "uit", "van", "voor"),
}
