"""How much the letters of a campaign differ: shared and own text, and the wording of asks.

What counts is the text between salutation and signature, with its footnotes, in words. It is
compared sentence by sentence, headings as sentences: a word is shared when its whole sentence
stands in another letter as well, wherever it stands there. Three things do not make a sentence
another one: layout, spaces, and which member of government it names, for `[bewindspersoon]`
prints another in each letter and who reads two of them still reads one sentence. The sentence
about the occasion differs by nature and is left out of the count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from gettext import gettext as _
from itertools import takewhile
from typing import Literal, NamedTuple, TypeAlias

from drafter.document import (
    AddressBlock,
    Block,
    Details,
    Document,
    Inlines,
    Note,
    Paragraph,
    Run,
    Signature,
    lines,
    runs_in,
)
from drafter.problems import Place, Problem

# Where a sentence ends: what follows has no small letter, as after "bijv." or "nr.". A piece too
# many does no harm, for the same text falls into the same pieces.
_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?![a-zà-ÿ\s])")
_WORD = re.compile(r"\S*\w\S*")
_NAME = r"[A-ZÀ-Þ]\w+"
_OFFICE = re.compile(
    r"\b(?:[Mm]inister(?:-president)?|[Ss]taatssecretaris)\b"
    rf"(?: (?:van|voor) {_NAME}(?:(?:,| en)? {_NAME})*)?"
)

Wording: TypeAlias = Literal["usual", "other"]


class Letter(NamedTuple):
    """A version to be compared: its key, to whom it goes, and the finished document."""

    key: str
    label: str
    document: Document


class Version(NamedTuple):
    """How many words a version has, and of those: in all versions, in some others, in no other.

    `nearest` is the version that holds most of its words, and `nearest_words` how many.
    """

    key: str
    label: str
    words: int
    in_all: int
    in_some: int
    own: int
    nearest: str
    nearest_words: int


class Ask(NamedTuple):
    """An ask by its id, and per version how it is worded there; None where it is not.

    The usual wording is the one that most versions have, the first of them if there are more.
    """

    id: str
    versions: tuple[Wording | None, ...]


class Same(NamedTuple):
    """Versions in which the same is written; the sentence about the occasion may differ."""

    keys: tuple[str, ...]
    same_occasion: bool


class Comparison(NamedTuple):
    """How the versions of a campaign differ.

    `same` has the groups of versions in which the same is written, `nothing_own` the keys of
    the others in which nothing is written that is not also in some other version.
    """

    versions: tuple[Version, ...]
    asks: tuple[Ask, ...]
    same: tuple[Same, ...]
    nothing_own: tuple[str, ...]


def compare(letters: Sequence[Letter]) -> Comparison:
    """Compare the versions of a campaign, in their order."""
    texts = [tuple(_sentences(letter.document)) for letter in letters]
    holders = _holders(texts)
    same = tuple(_same(letters, texts))
    named = {key for group in same for key in group.keys}
    return Comparison(
        versions=tuple(_versions(letters, texts, holders)),
        asks=tuple(_asks([letter.document for letter in letters])),
        same=same,
        nothing_own=tuple(
            letter.key
            for letter, text in zip(letters, texts, strict=True)
            if letter.key not in named and len(letters) > 1 and not _has_own(text, holders)
        ),
    )


# ── Sentences ─────────────────────────────────────────────────────────────────


class _Sentence(NamedTuple):
    """A sentence by what makes it the same as another one."""

    text: str
    words: int
    written: bool  # by the writer of the letter, and not by the template
    occasion: bool


def _sentences(document: Document) -> Iterator[_Sentence]:
    for content in lines(_body(document.blocks)):
        for runs in _texts(content):
            yield from _split(runs)


def _body(blocks: Iterable[Block]) -> Iterator[Block]:
    """What stands between the salutation and the signature; enclosures come after that."""
    for block in takewhile(lambda block: not isinstance(block, Signature), blocks):
        salutation = isinstance(block, Paragraph) and block.style == "salutation"
        if not (salutation or isinstance(block, (AddressBlock, Details))):
            yield block


def _texts(content: Inlines) -> Iterator[list[Run]]:
    """A line, and then each of its footnotes."""
    yield [run for inline in content if not isinstance(inline, Note) for run in runs_in((inline,))]
    for inline in content:
        if isinstance(inline, Note):
            yield list(runs_in(inline.content))


def _split(runs: Sequence[Run]) -> Iterator[_Sentence]:
    text = "".join(run.text for run in runs)
    start = 0
    for end in sorted({*(found.end() for found in _END.finditer(text)), *_joints(runs), len(text)}):
        piece = text[start:end]
        if words := len(_WORD.findall(piece)):
            fields = _fields(runs, start, end)
            yield _Sentence(
                " ".join(_OFFICE.sub("bewindspersoon", piece).split()),
                words,
                written=not all(map(_by_nature, fields)),
                occasion=any(field.startswith("occasion.") for field in fields),
            )
        start = end


def _joints(runs: Iterable[Run]) -> Iterator[int]:
    """Where a field begins after the end of a sentence, also if it has no capital."""
    before, field = "", None
    for run in runs:
        if run.field != field and before.rstrip().endswith((".", "!", "?", "…")):
            yield len(before)
        before, field = before + run.text, run.field


def _fields(runs: Iterable[Run], start: int, end: int) -> set[str]:
    """The fields of which a word stands in a part of the text of these runs."""
    found = set()
    at = 0
    for run in runs:
        if run.field and run.text[max(0, start - at) : max(0, end - at)].strip():
            found.add(run.field)
        at += len(run.text)
    return found


def _by_nature(field: str) -> bool:
    """Whether a field differs with the addressee: who that is, when they meet, who answers."""
    return field.startswith(("addressee", "occasion.")) or field.endswith(".to")


# ── Shared and own text ───────────────────────────────────────────────────────

_Text: TypeAlias = tuple[_Sentence, ...]
_Holders: TypeAlias = Mapping[str, tuple[int, ...]]  # sentence → the numbers of its versions


def _holders(texts: Sequence[_Text]) -> _Holders:
    found: dict[str, list[int]] = {}
    for number, text in enumerate(texts):
        for sentence in {sentence.text for sentence in text}:
            found.setdefault(sentence, []).append(number)
    return {sentence: tuple(numbers) for sentence, numbers in found.items()}


def _versions(
    letters: Sequence[Letter], texts: Sequence[_Text], holders: _Holders
) -> Iterator[Version]:
    for number, (letter, text) in enumerate(zip(letters, texts, strict=True)):
        words = Counter[tuple[int, ...]]()  # by the versions that share them: those of an ask, say
        for sentence in text:
            if not sentence.occasion:
                words[holders[sentence.text]] += sentence.words
        own = words.pop((number,), 0)
        in_all = words.pop(tuple(range(len(letters))), 0)
        nearest, shared = _nearest(number, words)
        yield Version(
            letter.key,
            letter.label,
            own + in_all + words.total(),
            in_all,
            words.total(),
            own,
            letters[nearest].key if shared else "",
            in_all + shared if shared else 0,
        )


def _nearest(number: int, words: Mapping[tuple[int, ...], int]) -> tuple[int, int]:
    """The version with most of the words that this one shares with some, and how many."""
    shared = Counter[int]()
    for among, count in words.items():
        for other in among:
            shared[other] += count
    del shared[number]
    return shared.most_common(1)[0] if shared else (number, 0)


def _has_own(text: _Text, holders: _Holders) -> bool:
    """Whether something is written here that stands in no other version."""
    return any(
        sentence.written and not sentence.occasion and len(holders[sentence.text]) == 1
        for sentence in text
    )


def _same(letters: Sequence[Letter], texts: Sequence[_Text]) -> Iterator[Same]:
    groups: dict[tuple[str, ...], list[int]] = {}
    for number, text in enumerate(texts):
        written = tuple(s.text for s in text if s.written and not s.occasion)
        groups.setdefault(written, []).append(number)
    for numbers in groups.values():
        if len(numbers) > 1:
            occasions = {tuple(s.text for s in texts[n] if s.occasion) for n in numbers}
            yield Same(tuple(letters[n].key for n in numbers), len(occasions) == 1)


# ── Asks ──────────────────────────────────────────────────────────────────────

_ASKS = ("asks", "action_points")


def _asks(documents: Sequence[Document]) -> Iterator[Ask]:
    """The asks of all versions: those that most have first, else as they are met."""
    worded = [_wordings(document) for document in documents]
    count = Counter(id for wordings in worded for id in wordings)
    for id, _count in count.most_common():
        found = [wordings.get(id) for wordings in worded]
        usual = Counter(wording for wording in found if wording).most_common(1)[0][0]
        yield Ask(id, tuple(_wording(wording, usual) for wording in found))


_Wording: TypeAlias = tuple[tuple[str, str], ...]


def _wording(wording: _Wording | None, usual: _Wording | None) -> Wording | None:
    if wording is None:
        return None
    return "usual" if wording == usual else "other"


def _wordings(document: Document) -> dict[str, _Wording]:
    """What was typed for each ask; to whom it is put is no part of its wording."""
    found: dict[str, dict[str, str]] = {}
    for field, text in document.baseline.values.items():
        kind, _dot, rest = field.partition(".")
        if kind in _ASKS and not field.endswith(".to"):
            id, _dot, part = rest.partition(".")
            found.setdefault(id, {})[part] = " ".join(text.split())
    return {id: tuple(sorted(parts.items())) for id, parts in found.items()}


# ── What to do about it ───────────────────────────────────────────────────────

_MOST_NAMED = 6


def warnings(comparison: Comparison, places: Mapping[str, Place]) -> Iterator[Problem]:
    """What makes a form letter; `places` tells where each version, by its key, was typed."""
    for group in comparison.same:
        if group.same_occasion:
            code, message = "same-letter", _("the same letter but for the address: {versions}")
            hint = _(
                "give each an opening or an ask of its own, or make it one letter with"
                " 'committees: [...]'"
            )
        else:
            code, message = (
                "same-text",
                _("the same letter but for the address and the occasion: {versions}"),
            )
            hint = _("give each an opening or an ask of its own: committees ignore form letters")
        yield _warning(places[group.keys[1]], code, message, group.keys, hint)
    if comparison.nothing_own:
        yield _warning(
            places[comparison.nothing_own[0]],
            "nothing-own",
            _("all of this stands in other versions too: {versions}"),
            comparison.nothing_own,
            _("say in 'opening:' what this meeting has to do with it"),
        )


def _warning(place: Place, code: str, message: str, keys: Sequence[str], hint: str) -> Problem:
    named = ", ".join(keys[:_MOST_NAMED])
    if (more := len(keys) - _MOST_NAMED) > 0:
        named = _("{names} and {count} more").format(names=named, count=more)
    return Problem(place, code, message.format(versions=named), hint, "warning")
