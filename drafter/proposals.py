"""What a round of copies would change in the input: a proposal for each field.

Several copies, and what the input says by now, are merged by words; what contradicts waits for
somebody to choose. Nothing here knows how any of it is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from drafter.merging import Conflict, Merge
from drafter.notes_and_comments import moved_notes
from drafter.outstanding import agreed, is_whole, text_of
from drafter.printed import Layout, Printed, passages
from drafter.problems import Place
from drafter.received import Paragraph, Piece
from drafter.review_rows import Added, Change, Look, NoteChange, Review
from drafter.rounds import Letter, Reviewed, Round
from drafter.traced import items_of
from drafter.traced_text import seen, trimmed


class Version(NamedTuple):
    """What one copy made of a field.

    `old` is the text as it was printed, which `printed` has with its looks, and `content` how it
    stands in the copy now, where `notes` tells the keys of the notes that were printed. `cited`
    are the notes that came or went.
    """

    file: Path
    old: str
    printed: tuple[tuple[Piece, ...], ...]  # the note of a sign is its key
    change: Change | None  # None: the words are the same
    content: tuple[Paragraph, ...]
    looks: tuple[Look, ...]
    cited: tuple[NoteChange, ...]
    notes: Mapping[str, str]
    begins: bool  # whether its paragraph is its own, and not also that of the field before it


class Text(NamedTuple):
    """Another text for a field.

    `printed` is what the input prints now, which `now` has with its looks, and `wanted` what it
    should print: None when versions contradict, in which `merge` tells where. `chosen` is for
    whoever names the field.
    """

    field: str
    place: Place
    rich: bool
    letters: frozenset[int]  # in which it is printed
    printed: str
    now: tuple[tuple[Piece, ...], ...]  # as `Version.printed`
    wanted: str | None
    chosen: str | None
    merge: Merge
    versions: tuple[Version, ...]

    @property
    def id(self) -> str:
        """What one names to choose it."""
        return self.field


def texts(round: Round) -> Iterator[Text]:
    """The fields that should say something else, in the order of the document."""
    found: dict[tuple[str, Place], list[tuple[Reviewed, Version]]] = {}
    for one in round.reviews:
        for field, version in _versions(one):
            if field in one.letter.paths:
                found.setdefault((field, one.letter.place(field)), []).append((one, version))
    order = {field: number for number, field in enumerate(round.places)}
    for field, place in sorted(found, key=lambda key: order.get(key[0], len(order))):
        yield _text(field, place, found[field, place])


def wanted_where(one: Text, wanted: str, known: Sequence[str]) -> str | None:
    """What a letter should print that prints these texts of the field now.

    A text that several letters share is another in each where it names a member of government.
    None when what was changed is the very words that this letter has otherwise.
    """
    if not wanted or not known or trimmed(one.printed) in known:
        return wanted
    return _merged(known[0], one.versions).text


def _text(field: str, place: Place, found: Sequence[tuple[Reviewed, Version]]) -> Text:
    letter = found[0][0].letter
    versions = tuple([version for _one, version in found])
    printed = _printed(letter, field, versions[0].old)
    merge = _merged(printed, versions)
    alone = len({version.file for version in versions}) == 1
    return Text(
        field,
        place,
        field in letter.rich,
        frozenset(one.letter.number for one, _version in found),
        printed,
        tuple(_with_looks(letter.layout, field, printed)),
        merge.text,
        _theirs(merge) if alone else merge.text,
        merge,
        versions,
    )


def _printed(letter: Letter, field: str, old: str) -> str:
    """What the input prints now: where it still says the old text, if it is printed twice."""
    known = [trimmed(passage.text) for passage in passages(letter.layout).get(field, ())]
    return old if old in known or not known else known[0]


def _merged(printed: str, versions: Iterable[Version]) -> Merge:
    """What the versions make of a text together; the first contradiction ends it.

    A text that one person wrote anew or deleted stays whole, whoever comes first.
    """
    merge = Merge((printed,))
    whole: set[Path] = set()  # the copies in which it is
    for version in versions:
        change, now = version.change, merge.text
        if change is None or now is None:
            continue
        says = text_of(change)
        if whole - {version.file} and seen(says) != seen(now):
            merge = Merge((Conflict(trimmed(change.old), (now, says)),))
        else:
            merge = agreed(change, now)
        if is_whole(change):
            whole.add(version.file)
    return merge


def _theirs(merge: Merge) -> str:
    """The text with what the last version says where there is a contradiction."""
    parts = (part.versions[-1] if isinstance(part, Conflict) else part for part in merge.parts)
    return "".join(parts)


# ── What one copy says of each field ──────────────────────────────────────────


def _versions(one: Reviewed) -> Iterator[tuple[str, Version]]:
    review = one.review
    changes: dict[str, list[Change]] = {}
    gone = {f"{order.list}.{id}" for order in review.orders for id in order.removed}
    for change in review.changes:
        if not _is_in(change.field, gone):
            changes.setdefault(change.field, []).append(change)
    more: dict[str, list[Added]] = {}
    for added in review.added:
        if field := beside(one, added):
            more.setdefault(field, []).append(added)
    looks = (look.field for look in review.looks)
    cited = (n.field for n in review.notes if n.field and not _is_in(n.field, gone))
    for field in dict.fromkeys((*changes, *more, *looks, *cited)):
        if field in one.letter.paths:
            own = changes.get(field, [])
            yield field, _version(one, field, own[0] if own else None, more.get(field, ()))
            for change in own[1:]:  # a text that was printed twice may have become two
                yield field, _version(one, field, change, ())


def _is_in(field: str, items: set[str]) -> bool:
    """Whether a field is of one of these items."""
    return any(f"{item.list}.{item.id}" in items for item in items_of(field))


def _version(one: Reviewed, field: str, change: Change | None, more: Sequence[Added]) -> Version:
    review = one.review
    looks = tuple([look for look in review.looks if look.field == field])
    old, content = _content(one.comparison.contents(field), change, looks)
    if more:
        change, content = _with(more, field, old, change, content)
    cited = tuple([note for note in review.notes if note.field == field])
    printed = tuple(_with_looks(one.comparison.printed, field, old))
    notes = {**one.comparison.notes, **moved_notes(review.notes)}
    begins = all(joint.second != field or joint.first == field for joint in review.joints)
    return Version(one.file, trimmed(old), printed, change, content, looks, cited, notes, begins)


def _with_looks(layout: Layout, field: str, text: str) -> Iterator[tuple[Piece, ...]]:
    """The paragraphs of a text as they are printed."""
    same = (one for one in passages(layout).get(field, ()) if trimmed(one.text) == trimmed(text))
    for line in next((one.paragraphs for one in same), ()):
        yield tuple([_piece(piece, layout.keys) for piece in line.pieces])


def _piece(printed: Printed, keys: Sequence[str]) -> Piece:
    note = keys[printed.note] if printed.note is not None else ""
    return Piece(printed.text, (), printed.bold, printed.italic, printed.link, note=note)


_Content: TypeAlias = tuple[str, tuple[Paragraph, ...]]


def _content(
    contents: Sequence[_Content], change: Change | None, looks: Sequence[Look]
) -> _Content:
    """What was printed, and how it stands there now; of several places, the one that differs."""
    if change is not None:
        return change.old, change.content
    for old, content in contents:
        if any(look.text in paragraph.text for paragraph in content for look in looks):
            return old, content
    return contents[0]


def beside(one: Reviewed, added: Added) -> str | None:
    """The rich field that a new paragraph can be more text of: the one before it, or after it."""
    is_heading = added.content.style.casefold().startswith(_HEADINGS)
    if added.list or is_heading or not added.text.strip() or is_of_item(one.review, added):
        return None
    known = (field for field in added.joins if field in one.letter.rich)
    return next((field for field in known if not field.startswith(_NOTES)), None)


def below(review: Review, item: Added) -> list[Added]:
    """The new paragraphs right below a new item, which are its own."""
    found = []
    at = next(number for number, added in enumerate(review.added) if added is item)
    for added in review.added[at + 1 :]:
        if added.list or (added.after, added.before) != (item.after, item.before):
            break
        found.append(added)
    return found


def is_of_item(review: Review, added: Added) -> bool:
    """Whether a new paragraph is of a new item."""
    items = (item for item in review.added if item.list in _ITEMS_OF_TEXT)
    return any(added is one for item in items for one in below(review, item))


_HEADINGS: Final = ("heading", "kop", "genummerde kop", "title")
_ITEMS_OF_TEXT: Final = ("asks",)
_NOTES: Final = ("notes.", "sources.")


def _with(
    more: Sequence[Added],
    field: str,
    old: str,
    change: Change | None,
    content: tuple[Paragraph, ...],
) -> tuple[Change, tuple[Paragraph, ...]]:
    """A change of a field with the new paragraphs before and after it."""
    before = [added for added in more if field != added.after]
    after = [added for added in more if field == added.after]
    whole = (
        *(added.content for added in before),
        *content,
        *(added.content for added in after),
    )
    now = change.new if change else "\n\n".join([paragraph.text for paragraph in content])
    new = (*(added.text for added in before), now, *(added.text for added in after))
    edits = sum([added.edits for added in more], change.edits if change else ())
    made = Change("changed", field, old, "\n\n".join(new), edits, "bookmark", whole)
    return made, whole
