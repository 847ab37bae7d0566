"""An input and the copies that came back of its document → what each of them changed in it.

Nothing is written here. A copy is compared with what was printed when it was made: where the input
was changed since, that is a version of it that was kept, or the input with the texts of the copy's
own record. What the input says by now as well is no change any more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from gettext import gettext as _
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final, NamedTuple

from drafter import backups, source
from drafter.aligning import likeness, words
from drafter.earlier import restored
from drafter.fields import fields_of
from drafter.kinds import KINDS
from drafter.merging import Conflict, Merge, merge
from drafter.outstanding import is_whole, outstanding, without_stale
from drafter.pipeline import Draft, Pipeline
from drafter.placed import Source
from drafter.printed import Layout, Line, laid_out
from drafter.problems import DrafterError, Place, Problem
from drafter.received import Received, as_sent, named, of_author, rejected
from drafter.review import Comparison
from drafter.review_rows import Change, Edit, Order, Origin, Remark, Review, Template
from drafter.traced import items_of
from drafter.validate import kind_of
from drafter.values import NoteText, Rich
from drafter.word.receive import receive


class Reviewed(NamedTuple):
    """What one copy changed that is not in the input yet.

    `stale` are the fields that the input has otherwise by now, `letter` is the document as the
    input makes it now. With `is_taken_over`, something of the copy is in the input already.
    """

    file: Path
    review: Review
    stale: frozenset[str]
    letter: Letter
    comparison: Comparison
    is_taken_over: bool = False


class Together(NamedTuple):
    """A field that several copies changed: what each made of it, and that as one text."""

    field: str
    old: str
    versions: tuple[tuple[Path, str], ...]
    merge: Merge


class Round(NamedTuple):
    """The copies of one input; `places` tells where its printed fields stand, in their order.

    With an `author`, there is only that in which this person had a hand. `title` is that of the
    document, or of the first of them.
    """

    input: Path
    reviews: tuple[Reviewed, ...]
    places: Mapping[str, Place]
    together: tuple[Together, ...]
    author: str | None = None
    title: str = ""
    print: Printer | None = None


class Copy(NamedTuple):
    """A copy that came back, and the document of the input that it is a copy of."""

    file: Path
    received: Received
    letter: Letter


def copies(path: Path, files: Sequence[Path]) -> list[Copy]:
    """Read copies and recognise them.

    Raises `DrafterError` when the input has errors, when a file cannot be read, and when it is no
    copy of a document of this input.
    """
    received = _read(files)
    return _recognised(path, received, Printer(path, received.values()))


def reviewed(path: Path, files: Sequence[Path], author: str | None = None) -> Round:
    """Compare copies that came back with what the input prints.

    With `author`, only that in which this person had a hand. Raises `DrafterError` as `copies`
    does.
    """
    return of_received(path, _read(files), author)


def of_received(path: Path, received: Mapping[Path, Received], author: str | None = None) -> Round:
    """As `reviewed`, for copies that were read."""
    if author is not None:
        _require_author(author, received)
        received = {file: of_author(one, author) for file, one in received.items()}
    printer = Printer(path, received.values())
    found = _recognised(path, received, printer)
    reviews = [printer.reviewed(letter, document, file) for file, document, letter in found]
    places: dict[str, Place] = {}
    for copy in found:
        places |= copy.letter.places()
    if author is not None:
        reviews = [one._replace(review=_by(one.review, author)) for one in reviews]
    title = found[0].letter.draft.document.title
    return Round(path, tuple(reviews), places, tuple(_together(reviews)), author, title, printer)


def _read(files: Sequence[Path]) -> dict[Path, Received]:
    """The copies; what drafter tracked in them itself is what was sent."""
    return {file: as_sent(receive(source.read_bytes(file, "*.docx"), str(file))) for file in files}


def _recognised(path: Path, received: Mapping[Path, Received], printer: Printer) -> list[Copy]:
    letters = printer.letters(source.read(path))
    return [
        Copy(file, document, _letter(letters, document, path, file))
        for file, document in received.items()
    ]


# ── Which letter a file is a copy of ──────────────────────────────────────────


class Letter:
    """A document of the input; `read` knows where its fields stand, `typed` without its demands.

    `number` is its place among the documents of the input, `part` that among those of one letter
    to several addressees.
    """

    def __init__(self, number: int, part: int, typed: Source, read: Source, draft: Draft) -> None:
        self.number, self.part, self.typed, self.draft = number, part, typed, draft
        self._read = read
        self.layout: Layout = laid_out(draft.document)

    @property
    def id(self) -> str:
        """The id of the input that a copy of it names."""
        return self.draft.document.baseline.input_id

    @property
    def values(self) -> Mapping[str, str]:
        """The fields as they were typed."""
        return self.draft.document.baseline.values

    @cached_property
    def paths(self) -> Mapping[str, tuple[str | int, ...]]:
        """Where the fields stand in the model."""
        return fields_of(self.draft.model).paths

    @cached_property
    def rich(self) -> frozenset[str]:
        """The fields in which Markdown counts."""
        found = (id for id, path in self.paths.items() if type(self.value(path)) in _RICH)
        return frozenset(found)

    def value(self, path: Iterable[str | int]) -> Any:
        """What the model has at a path."""
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

    def is_as_in(self, received: Received) -> bool:
        """Whether the fields and the order of items are those of when the copy was made."""
        assert received.baseline is not None, "a copy without a record is given one"
        then = {field.id: field.value for field in received.baseline.fields}
        return then == self.values and [*filter(items_of, then)] == [*filter(items_of, self.values)]

    def places(self) -> Mapping[str, Place]:
        """Where the printed fields stand in the input, in the order of the document."""
        lines = (*self.layout.lines, *self.layout.notes)
        printed = dict.fromkeys(piece.field for line in lines for piece in line.pieces)
        return {id: self.place(id) for id in printed if id and id in self.paths}

    def place(self, field: str) -> Place:
        """Where a field stands."""
        return self._read.place(self.paths[field])

    def first_place(self, name: str) -> Place | None:
        """Where a text stands, or the first one of an item or a list."""
        fields = (field for field in self.paths if field == name or field.startswith(f"{name}."))
        return next((self.place(field) for field in fields), None)

    def with_source(self, row: Template) -> Template:
        """With the source in the input of which drafter makes a note."""
        if row.note not in self.draft.model.sources:
            return row
        place = self._read.place(("sources", row.note))
        return row._replace(origin=Origin("source", place, field=f"sources.{row.note}"))

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


_RICH: Final = (Rich, NoteText)


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


class Printer:
    """Makes the documents of an input; of a campaign, those of which there are copies."""

    def __init__(self, path: Path, received: Iterable[Received]) -> None:
        self._path = path
        self._pipeline = Pipeline.around(path)
        self._named = {one.baseline.input_id if one.baseline else None for one in received}

    def text(self, text: str) -> list[Letter]:
        """As `letters`, of YAML source. Raises `DrafterError`."""
        return self.letters(source.parse(text, self._path))

    def letters(self, read: Source) -> list[Letter]:
        """The documents of the input. Raises `DrafterError`."""
        if kind_of(read, KINDS) == "campaign":
            made = self._versions(read)
        else:
            made = [(read, self._pipeline.drafts_source(read))]
        expanded = [(typed, _expanded(self._pipeline, typed), drafts) for typed, drafts in made]
        each = [
            (part, typed, own, draft)
            for typed, own, drafts in expanded
            for part, draft in enumerate(drafts)
        ]
        return [Letter(number, *one) for number, one in enumerate(each)]

    def check(self, text: str) -> None:
        """Raise `DrafterError` when not every document of the input can be made of a text."""
        self._pipeline.drafts_source(source.parse(text, self._path))

    def _versions(self, read: Source) -> list[tuple[Source, list[Draft]]]:
        campaign = self._pipeline.campaign(read)
        if campaign.problems:
            raise DrafterError(campaign.problems)
        versions = [
            version
            for version in campaign.versions
            if None in self._named or version.letter.root.get("id") in self._named
        ]
        made = []
        for version, drafts in zip(versions, self._pipeline.versions(versions), strict=True):
            if isinstance(drafts, DrafterError):
                raise drafts
            made.append((version.letter, drafts))
        return made

    def reviewed(self, letter: Letter, received: Received, file: Path) -> Reviewed:
        """What a copy changed. One without a record, as an .odt leaves it, gets ours."""
        if received.baseline is None:
            draft = self._most_like(letter, received).draft
            own = receive(self._pipeline.word(draft.document), draft.file_name)
            received = received._replace(baseline=own.baseline)
        stale = letter.changed_since(received)
        then = letter if letter.is_as_in(received) else self._then(letter, received)
        sent = then or letter
        compared = Comparison(sent.layout, received, sent.rich)
        whole = _signed(compared.review())
        if then is None:
            rest = without_stale(whole, received, stale)
        else:
            rest = outstanding(whole, then.layout, letter.layout)
        is_taken_over = then is not None and rest != whole
        return Reviewed(file, self._placed(rest, sent), stale, letter, compared, is_taken_over)

    def _placed(self, found: Review, sent: Letter) -> Review:
        """With the places of changed text that is not of the input."""
        if not found.template:
            return found
        from drafter.origins import with_origins  # few reviews have such changes

        rows = with_origins(found.template, self._pipeline, sent.draft, sent.layout)
        return found._replace(template=tuple(map(sent.with_source, rows)))

    # What the input was

    def _then(self, letter: Letter, received: Received) -> Letter | None:
        """The document as it was when a copy was made, if the input can be had as it was then."""
        assert received.baseline is not None, "only what has a record is older than the input"
        then = {field.id: field.value for field in received.baseline.fields}
        put_back = self._as_of(restored(letter.typed, then), letter)
        found = chain(self._kept(letter), put_back)
        return next((one for one in found if one.is_as_in(received)), None)

    def _most_like(self, letter: Letter, received: Received) -> Letter:
        """The letter, as it is or was, of which most lines stand in what was sent."""
        texts = {paragraph.text for paragraph in rejected(received.paragraphs)}
        return max([letter, *self._kept(letter)], key=lambda one: one.same(texts))

    def _kept(self, letter: Letter) -> Iterator[Letter]:
        """The letter as it was whenever the input was kept, the newest first."""
        for file in islice(backups.of(self._path), _BACKUPS):
            with suppress(DrafterError):
                yield from self._as_of(source.read(file)._replace(path=self._path), letter)

    def _as_of(self, read: Source, letter: Letter) -> Iterator[Letter]:
        """The letter as another version of the input makes it, if that can be made."""
        with suppress(DrafterError):
            same = (letter.id, letter.part)
            yield from (one for one in self.letters(read) if (one.id, one.part) == same)


_BACKUPS: Final = 50  # of the latest ones it may be one


def _expanded(pipeline: Pipeline, read: Source) -> Source:
    """The input with the demands that it uses, which stand in their papers."""
    return pipeline.library.expand(read)[0]


def _letter(letters: Sequence[Letter], received: Received, path: Path, file: Path) -> Letter:
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


def _most_like(letters: Sequence[Letter], texts: Sequence[str], path: Path, file: Path) -> Letter:
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


def _require_author(author: str, received: Mapping[Path, Received]) -> None:
    known = list(dict.fromkeys(name for one in received.values() for name in named(one)))
    if author.casefold() in (name.casefold() for name in known):
        return
    names = (filter(str.isprintable, name) for name in known)
    hint = _("these people did: {names}").format(names=", ".join(map("".join, names)))
    raise _refusal(
        next(iter(received)),
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
    if len(set(versions)) > 1 and any(map(is_whole, changes)):
        return Merge((Conflict(old, tuple(versions)),))
    return merge(old, versions)
