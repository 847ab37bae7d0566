"""A .docx that came back → all that stands in it, with who changed what.

The file is not trusted. It is refused, in one sentence, when it is no sound zip of a reasonable
size, brings macros or a document type declaration, or wants something from outside; nothing in
it is ever opened, run or fetched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from gettext import gettext as _
from typing import ClassVar, Final

from drafter.problems import DrafterError
from drafter.received import Baseline, BaselineField, Comment, Received, accepted
from drafter.word.events import After, At, Attributes, Budget, Reader, TooLargeError
from drafter.word.looks import Styles
from drafter.word.numbering import Numbering
from drafter.word.package import Part, refusal, too_large, unpack
from drafter.word.relations import part_name, relations
from drafter.word.story import ENDNOTE, Story
from drafter.word.xml import BASELINE, DeclarationError

_MOST_ELEMENTS: Final = 400_000  # a hundred pages that many people worked on have 100 000
_LARGEST: Final = {".rels": 1_000_000, ".xml": 16_000_000}  # bytes of a part, unpacked

# What may point outside: what a reader clicks on, and the template, which is never opened.
_MAY_LEAVE: Final = frozenset({"hyperlink", "attachedTemplate"})


def receive(data: bytes, file: str) -> Received:
    """What stands in the file; `file` is named in messages.

    Raises DrafterError (code `not-docx`) if it cannot be read, or not safely.
    """
    parts = unpack(data, file)
    try:
        _check_sizes(parts)
        _check_macros(parts, file)
        _check_addresses(parts, file)
        return _received(parts, file)
    except TooLargeError as error:
        raise too_large(file) from error
    except DeclarationError as error:
        raise refusal(
            file,
            _("this document holds a declaration that could open other files"),
            _("Word never writes one: ask where the file comes from"),
        ) from error
    except ValueError as error:
        raise refusal(
            file,
            _("this Word document is damaged: {reason}").format(reason=error),
            _("open it in Word, save it under another name and try again"),
        ) from error


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Damage in this part is told by its name: what a parser says helps nobody."""
    try:
        yield
    except (TooLargeError, DeclarationError):
        raise
    except (KeyError, ValueError) as error:
        raise ValueError(name) from error


# ── What is refused ───────────────────────────────────────────────────────────


def _check_sizes(parts: Mapping[str, Part]) -> None:
    """What a part unpacks to is known before it is unpacked."""
    for name, part in parts.items():
        most = next((most for ending, most in _LARGEST.items() if name.endswith(ending)), None)
        if most is not None and part.size > most:
            raise TooLargeError


def _check_macros(parts: Mapping[str, Part], file: str) -> None:
    if _TYPES not in parts:
        raise _no_word(file)
    types = _Types(Budget(_MOST_ELEMENTS))
    with _told(_TYPES):
        types.follow(parts[_TYPES])
    if types.macros or any("vbaproject" in name.lower() for name in parts):
        raise refusal(
            file,
            _("this document holds macros, and drafter reads none that does"),
            _("save it in Word as a document without macros (.docx)"),
        )


_TYPES: Final = "[Content_Types].xml"


class _Types(Reader):
    """Whether the content types are those of a document with macros."""

    macros = False

    def _type(self, attributes: Attributes) -> None:
        kind = attributes.get("ContentType", "").lower()
        self.macros = self.macros or "macroenabled" in kind or "vbaproject" in kind

    AT: ClassVar[dict[str, At]] = {"types:Default": _type, "types:Override": _type}


def _check_addresses(parts: Mapping[str, Part], file: str) -> None:
    for name in parts:
        if name.endswith(".rels"):
            source = name.removesuffix(".rels").replace("_rels/", "", 1)
            with _told(name):
                found = relations(parts, source)
            for relation in found:
                if relation.external and relation.kind not in _MAY_LEAVE:
                    raise _leaves(relation.target, file)


def _leaves(target: str, file: str) -> DrafterError:
    return refusal(
        file,
        _("this document fetches something from outside itself: {target}").format(
            target=target[:100]
        ),
        _("paste it into the document in Word, or take it out, and save that"),
    )


# ── What is read ──────────────────────────────────────────────────────────────


def _received(parts: Mapping[str, Part], file: str) -> Received:
    tops = [r.target for r in relations(parts, "") if r.kind == "officeDocument"]
    if not tops:
        raise _no_word(file)
    reading = _Reading(parts, part_name("", tops[0]))
    if reading.body.root != "w:document":
        raise _no_word(file)
    footnotes, endnotes = reading.story("footnotes"), reading.story("endnotes")
    notes = {id: tuple(note) for id, note in footnotes.notes.items()}
    notes |= {f"{ENDNOTE}{id}": tuple(note) for id, note in endnotes.notes.items()}
    return Received(
        tuple(reading.body.paragraphs),
        notes,
        reading.comments(),
        reading.baseline(),
        reading.body.tracked or footnotes.tracked or endnotes.tracked,
    )


def _no_word(file: str) -> DrafterError:
    return refusal(
        file,
        _("this is not a Word document (.docx)"),
        _("open it in Word and save it as .docx"),
    )


class _Reading:
    """The parts of one file, read within one budget."""

    def __init__(self, parts: Mapping[str, Part], main: str) -> None:
        self._parts = parts
        self._budget = Budget(_MOST_ELEMENTS)
        self._related = {
            r.kind: part_name(main, r.target) for r in relations(parts, main) if not r.external
        }
        self._styles = Styles(self._budget)
        self._follow(self._styles, self._related.get("styles"))
        self._numbering = Numbering(self._budget)
        self._follow(self._numbering, self._related.get("numbering"))
        self.body = self._story(main)

    def story(self, kind: str) -> Story:
        """The part that the document relates to in this way; an empty one if there is none."""
        return self._story(self._related.get(kind))

    def _story(self, name: str | None) -> Story:
        links = relations(self._parts, name) if name else ()
        addresses = {r.id: r.target for r in links if r.external}
        story = Story(self._styles, self._numbering, addresses, self._budget)
        self._follow(story, name)
        story.finish()
        return story

    def _follow(self, reader: Reader, name: str | None) -> None:
        if name is None or name not in self._parts:
            return
        if not name.endswith(".xml"):  # its size was not looked at
            raise ValueError(name)
        with _told(name):
            reader.follow(self._parts[name])

    def comments(self) -> tuple[Comment, ...]:
        """The comments in the order of the file, a reply with what it replies to."""
        story = self.story("comments")
        threads = _Threads(self._budget)
        self._follow(threads, self._related.get("commentsExtended"))
        replies = {
            story.owners.get(child, ""): story.owners.get(parent, "")
            for child, parent in threads.parents.items()
        }
        resolved = {story.owners.get(paragraph) for paragraph in threads.done}
        return tuple(
            Comment(
                id,
                story.signs[id].get("w:author", ""),
                story.signs[id].get("w:date", ""),
                "\n".join([paragraph.text for paragraph in accepted(paragraphs)]),
                replies.get(id, ""),
                id in resolved,
                story.signs[id].get("w:initials", ""),
            )
            for id, paragraphs in story.notes.items()
        )

    def baseline(self) -> Baseline | None:
        """From whichever part it lies in: Word and LibreOffice renumber custom XML."""
        for name, part in self._parts.items():
            if name.startswith("customXml/item") and name.endswith(".xml"):
                reader = _Baseline(self._budget)
                if _OURS in part.content():
                    self._follow(reader, name)
                if reader.found is not None:
                    return Baseline(reader.found, tuple(reader.fields), reader.tracked)
        return None


_OURS: Final = BASELINE.encode()


class _Threads(Reader):
    """Which comments reply to which, and which are resolved, by the ids of their paragraphs."""

    def __init__(self, budget: Budget) -> None:
        super().__init__(budget)
        self.parents: dict[str, str] = {}
        self.done: set[str] = set()

    def _comment(self, attributes: Attributes) -> None:
        paragraph = attributes.get("w15:paraId", "")
        if parent := attributes.get("w15:paraIdParent"):
            self.parents[paragraph] = parent
        if attributes.get("w15:done") in ("1", "true", "on"):
            self.done.add(paragraph)

    AT: ClassVar[dict[str, At]] = {"w15:commentEx": _comment}


class _Baseline(Reader):
    """The values that the file was made from."""

    def __init__(self, budget: Budget) -> None:
        super().__init__(budget)
        self.found: str | None = None  # id of the input
        self.fields: list[BaselineField] = []
        self.tracked = ("", "")
        self._id = ""
        self._bookmarks: list[str] = []
        self._value = ""

    def _begin(self, attributes: Attributes) -> None:
        self.found = attributes.get("input", "")
        self.tracked = (attributes.get("author", ""), attributes.get("date", ""))

    def _begin_field(self, attributes: Attributes) -> None:
        self._id, self._bookmarks, self._value = attributes.get("id", ""), [], ""

    def _bookmark(self, text: str) -> None:
        self._bookmarks.append(text)

    def _tell(self, text: str) -> None:
        self._value = text

    def _finish_field(self, _text: str) -> None:
        self.fields.append(BaselineField(self._id, tuple(self._bookmarks), self._value))

    AT: ClassVar[dict[str, At]] = {"baseline:baseline": _begin, "baseline:field": _begin_field}
    AFTER: ClassVar[dict[str, After]] = {
        "baseline:bookmark": _bookmark,
        "baseline:value": _tell,
        "baseline:field": _finish_field,
    }
    TEXTS = frozenset({"baseline:bookmark", "baseline:value"})
