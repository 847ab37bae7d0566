"""An input and the copies that came back of its document → what each of them changed in it.

Nothing is written here. What was printed is taken to be what the input prints now; where the input
itself was changed since a copy was made, the copy's own record of it tells so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from gettext import gettext as _
from pathlib import Path
from typing import Any, Final, NamedTuple

from drafter import source
from drafter.aligning import likeness, words
from drafter.fields import fields_of
from drafter.kinds import KINDS
from drafter.merging import Conflict, Merge, merge
from drafter.pipeline import Draft, Pipeline
from drafter.placed import Source
from drafter.printed import Layout, Line, laid_out
from drafter.problems import DrafterError, Place, Problem
from drafter.received import Received, rejected
from drafter.review import Added, Change, Edit, Order, Origin, Remark, Review, Template, review
from drafter.validate import kind_of
from drafter.values import NoteText, Rich
from drafter.word.receive import receive


class Reviewed(NamedTuple):
    """What one copy changed; `stale` are the fields that the input has otherwise by now."""

    file: Path
    review: Review
    stale: frozenset[str]


class Together(NamedTuple):
    """A field that several copies changed: what each made of it, and that as one text."""

    field: str
    old: str
    versions: tuple[tuple[Path, str], ...]
    merge: Merge


class Round(NamedTuple):
    """The copies of one input; `places` tells where its printed fields stand, in their order.

    With an `author`, there is only that in which this person had a hand.
    """

    input: Path
    reviews: tuple[Reviewed, ...]
    places: Mapping[str, Place]
    together: tuple[Together, ...]
    author: str | None = None


def reviewed(path: Path, files: Sequence[Path], author: str | None = None) -> Round:
    """Compare copies that came back with what the input prints.

    With `author`, only that in which this person had a hand. Raises `DrafterError` when the input
    has errors, when a file cannot be read, and when it is no copy of a document of this input.
    """
    received = {file: receive(source.read_bytes(file, "*.docx"), str(file)) for file in files}
    letters = _letters(path, received.values())
    reviews: list[Reviewed] = []
    places: dict[str, Place] = {}
    for file, document in received.items():
        letter = _letter(letters, document, path, file)
        stale = letter.changed_since(document)
        found = letter.placed(_without_stale(letter.review(document), document, stale))
        reviews.append(Reviewed(file, found, stale))
        places |= letter.places()
    if author is not None:
        _require_author(author, reviews)
        reviews = [one._replace(review=_by(one.review, author)) for one in reviews]
    return Round(path, tuple(reviews), places, tuple(_together(reviews)), author)


# ── Which letter a file is a copy of ──────────────────────────────────────────


class _Letter:
    """A document of the input as it would be made today; `read` knows where its fields stand."""

    def __init__(self, pipeline: Pipeline, read: Source, draft: Draft) -> None:
        self._pipeline, self._read, self.draft = pipeline, read, draft
        self.layout: Layout = laid_out(draft.document)

    @property
    def id(self) -> str:
        """The id of the input that a copy of it names."""
        return self.draft.document.baseline.input_id

    @property
    def values(self) -> Mapping[str, str]:
        """The fields as they were typed."""
        return self.draft.document.baseline.values

    def review(self, received: Received) -> Review:
        """What a copy changed. One without a record, as an .odt leaves it, gets ours."""
        if received.baseline is None:
            own = receive(self._pipeline.word(self.draft.document), self.draft.file_name)
            received = received._replace(baseline=own.baseline)
        paths = fields_of(self.draft.model).paths
        rich = [id for id, path in paths.items() if type(self._value(path)) in (Rich, NoteText)]
        return _signed(review(self.layout, received, rich))

    def placed(self, found: Review) -> Review:
        """With the places of changed text that is not of the input."""
        if not found.template:
            return found
        from drafter.origins import with_origins  # few reviews have such changes

        rows = with_origins(found.template, self._pipeline, self.draft, self.layout)
        return found._replace(template=tuple(map(self._with_source, rows)))

    def _with_source(self, row: Template) -> Template:
        """With the source in the input of which drafter makes a note."""
        if row.note not in self.draft.model.sources:
            return row
        place = self._read.place(("sources", row.note))
        return row._replace(origin=Origin("source", place, field=f"sources.{row.note}"))

    def _value(self, path: Iterable[str | int]) -> Any:
        value: Any = self.draft.model
        for step in path:
            value = value[step] if type(value) in (dict, list) else getattr(value, str(step))
        return value

    def changed_since(self, received: Received) -> frozenset[str]:
        """The fields that the input has otherwise than when the copy was made."""
        if received.baseline is None:
            return frozenset()
        then = {field.id: field.value for field in received.baseline.fields}
        return frozenset(id for id, _value in then.items() ^ self.values.items())

    def places(self) -> Mapping[str, Place]:
        """Where the printed fields stand in the input, in the order of the document."""
        paths = fields_of(self.draft.model).paths
        lines = (*self.layout.lines, *self.layout.notes)
        printed = dict.fromkeys(piece.field for line in lines for piece in line.pieces)
        return {id: self._read.place(paths[id]) for id in printed if id and id in paths}

    def likeness(self, texts: Sequence[str]) -> int:
        """How many of its lines with a longer text of fields stand here, more or less."""
        found = list(map(words, texts))
        typed = [line for line in self.layout.lines if _of_fields(line)]
        long = [line for line in typed if _of_fields(line) >= _LONG]
        lines = [words(line.text) for line in long or typed]
        return sum(any(likeness(own, other) >= _ALIKE for other in found) for own in lines)

    def same(self, texts: Collection[str]) -> int:
        """How many of its lines stand here as they are: that tells apart who it is to."""
        return sum(line.text in texts for line in self.layout.lines)


def _of_fields(line: Line) -> int:
    """How many words of a line are of fields."""
    return words(" ".join([piece.text for piece in line.pieces if piece.field])).total()


def _signed(found: Review) -> Review:
    """With the names of those who only put in or took out the end of a paragraph."""
    joints = {one.first: one.edits for one in found.joints if one.first == one.second}
    changes = [one._replace(edits=one.edits or joints.get(one.field, ())) for one in found.changes]
    return found._replace(changes=tuple(changes))


_ALIKE: Final = 0.6
_LONG: Final = 5  # words: dates and the names of committees stand in many letters


def _letters(path: Path, received: Iterable[Received]) -> list[_Letter]:
    """The documents of an input; of a campaign, those of which there are copies."""
    pipeline, read = Pipeline.around(path), source.read(path)
    if kind_of(read, KINDS) != "campaign":
        expanded = _expanded(pipeline, read)
        return [_Letter(pipeline, expanded, draft) for draft in pipeline.drafts_source(read)]
    campaign = pipeline.campaign(read)
    if campaign.problems:
        raise DrafterError(campaign.problems)
    named = [document.baseline.input_id if document.baseline else None for document in received]
    versions = [
        version
        for version in campaign.versions
        if None in named or version.letter.root.get("id") in named
    ]
    letters = []
    for version, drafts in zip(versions, pipeline.versions(versions), strict=True):
        if isinstance(drafts, DrafterError):
            raise drafts
        expanded = _expanded(pipeline, version.letter)
        letters += [_Letter(pipeline, expanded, draft) for draft in drafts]
    return letters


def _expanded(pipeline: Pipeline, read: Source) -> Source:
    """The input with the demands that it uses, which stand in their papers."""
    return pipeline.library.expand(read)[0]


def _letter(letters: Sequence[_Letter], received: Received, path: Path, file: Path) -> _Letter:
    """The letter that a file is a copy of: by the id that it names, else by its text."""
    baseline = received.baseline
    texts = [paragraph.text for paragraph in rejected(received.paragraphs)]
    if baseline is None:
        return _most_like(letters, texts, path, file)
    same = [letter for letter in letters if letter.id == baseline.input_id]
    if not same:
        raise _of_another(baseline.input_id, path, file)
    ids = {field.id for field in baseline.fields}
    letter = max(same, key=lambda one: (-len(ids ^ one.values.keys()), one.same(texts)))
    if not _is_marked(received) and not letter.likeness(texts):
        raise _of_nothing(path, file)
    return letter


def _is_marked(received: Received) -> bool:
    return any(paragraph.fields for paragraph in received.paragraphs)


def _most_like(letters: Sequence[_Letter], texts: Sequence[str], path: Path, file: Path) -> _Letter:
    """The letter whose text stands in a file that names none."""
    found = [(letter.likeness(texts), letter.same(texts), letter) for letter in letters]
    most = max(fit[:2] for fit in found)
    if not most[0]:
        raise _of_nothing(path, file)
    best = [letter for *fit, letter in found if tuple(fit) == most]
    if len(best) > 1:
        raise _refusal(
            file,
            "any-letter",
            _("this could be a copy of any of {count} letters of {input}").format(
                count=len(best), input=path
            ),
            _("send round the document that drafter made, and not its text in a new one"),
        )
    return best[0]


def _of_another(id: str, path: Path, file: Path) -> DrafterError:
    id = "".join([sign for sign in id if sign.isprintable()])  # it comes from the file
    return _refusal(
        file,
        "other-input",
        _("this document was not made of {input}, but of the input '{id}'").format(
            input=path, id=id
        ),
        _("name the input with that id, or another document"),
    )


def _of_nothing(path: Path, file: Path) -> DrafterError:
    return _refusal(
        file,
        "no-copy",
        _("this is no copy of a document of {input}: nothing of its text stands in it").format(
            input=path
        ),
        _("look whether this is the right input, and the right document"),
    )


def _refusal(file: Path, code: str, message: str, hint: str) -> DrafterError:
    return DrafterError([Problem(Place(str(file)), code, message, hint)])


# ── What the input has otherwise by now ───────────────────────────────────────


def _without_stale(found: Review, received: Received, stale: frozenset[str]) -> Review:
    """Without differences that nobody made in Word: the text is what the input said then.

    A text with Markdown in it is not recognised, for it is not printed as it was typed: then
    `stale` is all that tells.
    """
    if received.baseline is None or not stale:
        return found
    then = {field.id: _plain(field.value) for field in received.baseline.fields}
    texts = {then.get(id, "") for id in stale}
    changes = [
        one
        for one in found.changes
        if one.field not in stale or _is_signed(one) or _plain(one.new) != then.get(one.field, "")
    ]
    added = [one for one in found.added if _is_signed(one) or _plain(one.text) not in texts]
    orders = [_order_then(one, found.added, added, then) for one in found.orders]
    return found._replace(
        changes=tuple(changes),
        added=tuple(added),
        orders=tuple([one for one in orders if one.old != one.new]),
    )


def _order_then(
    order: Order, before: Iterable[Added], after: Iterable[Added], then: Iterable[str]
) -> Order:
    """The order of the items that there were, and of those that are really new."""
    was = {id for id in order.old if any(one.startswith(f"{order.list}.{id}.") for one in then)}
    mine = sum(one.list == order.list for one in after)
    is_fewer = mine < sum(one.list == order.list for one in before)
    new = [id for id in order.new if id in was or (id is None and not (is_fewer and not mine))]
    return Order(order.list, tuple([id for id in order.old if id in was]), tuple(new))


def _is_signed(row: Change | Added) -> bool:
    return any(edit.author for edit in row.edits)


def _plain(text: str) -> str:
    return " ".join(text.split())


# ── Of one author ─────────────────────────────────────────────────────────────


def authors(found: Review) -> list[str]:
    """Who changed something, in the order in which they are met."""
    return [name for name in dict.fromkeys(edit.author for edit in edits(found)) if name]


def commenters(found: Review) -> list[str]:
    """Who remarked something, likewise."""
    comments = [one for remark in found.remarks for one in (remark.comment, *remark.replies)]
    return [name for name in dict.fromkeys(one.author for one in comments) if name]


def edits(found: Review) -> Iterator[Edit]:
    """Every piece of text that was put in or taken out."""
    rows: list[Any] = [*found.changes, *found.added, *found.moved, *found.joints]
    for row in (*rows, *found.notes, *found.template):
        yield from row.edits


def _require_author(author: str, reviews: Sequence[Reviewed]) -> None:
    reviewers = (name for one in reviews for name in authors(one.review) + commenters(one.review))
    known = list(dict.fromkeys(reviewers))
    if author.casefold() in (name.casefold() for name in known):
        return
    names = (filter(str.isprintable, name) for name in known)
    hint = _("these people did: {names}").format(names=", ".join(map("".join, names)))
    raise _refusal(
        reviews[0].file,
        "unknown-author",
        _("nobody called '{name}' changed or remarked anything").format(name=author),
        hint if known else _("leave out --author: these documents name nobody"),
    )


def _by(found: Review, author: str) -> Review:
    """The rows in which this person had a hand. Whose looks are changed, no file tells."""

    def own(row: Any) -> bool:
        return any(edit.author.casefold() == author.casefold() for edit in row.edits)

    def said(remark: Remark) -> bool:
        comments = (remark.comment, *remark.replies)
        return any(comment.author.casefold() == author.casefold() for comment in comments)

    changes = tuple(filter(own, found.changes))
    added, moved = tuple(filter(own, found.added)), tuple(filter(own, found.moved))
    lists = {one.list for one in added}
    items = [change.field for change in changes if change.kind == "deleted"]
    items += [field for one in moved for field in one.fields]

    def ordered(order: Order) -> bool:
        return order.list in lists or any(id.startswith(f"{order.list}.") for id in items)

    return Review(
        changes,
        added,
        moved,
        tuple(filter(own, found.joints)),
        (),
        tuple(filter(own, found.notes)),
        tuple(filter(own, found.template)),
        tuple(filter(said, found.remarks)),
        tuple(filter(ordered, found.orders)),
    )


# ── Several reviewers ─────────────────────────────────────────────────────────


def _together(reviews: Sequence[Reviewed]) -> Iterator[Together]:
    """The fields that more than one copy changed."""
    found: dict[tuple[str, str], list[tuple[Path, Change]]] = {}
    for one in reviews:
        for change in one.review.changes:
            found.setdefault((change.field, change.old), []).append((one.file, change))
    for (field, old), changes in found.items():
        if len({file for file, _change in changes}) > 1:
            versions = tuple([(file, change.new) for file, change in changes])
            yield Together(field, old, versions, _merged(old, [one for _file, one in changes]))


def _merged(old: str, changes: Sequence[Change]) -> Merge:
    """Words are merged with words; a text that somebody wrote anew or deleted stays whole."""
    versions = [change.new for change in changes]
    if len(set(versions)) > 1 and any(one.kind in ("retyped", "deleted") for one in changes):
        return Merge((Conflict(old, tuple(versions)),))
    return merge(old, versions)
