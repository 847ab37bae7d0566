"""Edits of a received document by hand, tracked or not, as a word processor would make them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from drafter.received import (
    Comment,
    Field,
    Paragraph,
    Piece,
    Range,
    Received,
    Trace,
    accepted,
)

DATE = "2026-06-03T10:00:00Z"


@dataclass
class Editor:
    """Edits the paragraphs of a document that was received; those with `author` are tracked."""

    received: Received
    author: str = ""

    @property
    def paragraphs(self) -> list[Paragraph]:
        return list(self.received.paragraphs)

    def keep(self, paragraphs: Sequence[Paragraph]) -> None:
        self.received = self.received._replace(
            paragraphs=tuple(paragraphs), tracked=bool(self.author)
        )

    def at(self, words: str) -> int:
        """The number of the one paragraph in which these words stand."""
        (found,) = (n for n, p in enumerate(self.paragraphs) if words in p.text)
        return found

    def trace(self, kind: str) -> tuple[Trace, ...]:
        return (Trace(kind, self.author, DATE),) if self.author else ()  # type: ignore[arg-type]

    # ── Words ──

    def replace(self, old: str, new: str) -> None:
        """Take words out and put others in their place."""
        number = self.at(old)
        start = self.paragraphs[number].text.index(old)
        self.insert_at(number, start + len(old), new)
        self.delete_at(number, start, start + len(old))

    def insert_at(self, number: int, offset: int, text: str) -> None:
        paragraphs = self.paragraphs
        before, after = cut(paragraphs[number], offset)
        new = (Piece(text, self.trace("inserted")),) if text else ()
        middle = Paragraph(new, before.style)
        paragraphs[number] = joined(joined(before, middle), after)
        self.keep(paragraphs)

    def delete_at(self, number: int, start: int, end: int) -> None:
        paragraphs = self.paragraphs
        before, rest = cut(paragraphs[number], start)
        gone, after = cut(rest, end - start)
        if self.author:
            trace = self.trace("deleted")
            gone = gone._replace(
                pieces=tuple(p._replace(traces=(*p.traces, *trace)) for p in gone.pieces)
            )
            paragraphs[number] = joined(joined(before, gone), after)
        else:
            paragraphs[number] = joined(before, after)
        self.keep(paragraphs)

    def append(self, to: str, text: str) -> None:
        number = self.at(to)
        start = self.paragraphs[number].text.index(to)
        self.insert_at(number, start + len(to), text)

    def prepend(self, to: str, text: str) -> None:
        number = self.at(to)
        self.insert_at(number, self.paragraphs[number].text.index(to), text)

    # ── Paragraphs ──

    def new(self, number: int, text: str, like: int) -> None:
        """A paragraph before this one, in the style of another."""
        paragraphs = self.paragraphs
        piece = Piece(text, self.trace("inserted"))
        model = paragraphs[like]
        made = Paragraph((piece,), model.style, model.level, model.list, end=self.trace("inserted"))
        self.keep([*paragraphs[:number], made, *paragraphs[number:]])

    def delete(self, words: str) -> None:
        """A whole paragraph."""
        number = self.at(words)
        if self.author:
            self.delete_at(number, 0, len(self.paragraphs[number].text))
            paragraphs = self.paragraphs
            paragraphs[number] = paragraphs[number]._replace(end=self.trace("deleted"))
            self.keep(paragraphs)
        else:
            self.keep([p for n, p in enumerate(self.paragraphs) if n != number])

    def split(self, before: str) -> None:
        """A new paragraph from these words on."""
        number = self.at(before)
        paragraphs = self.paragraphs
        one, other = cut(paragraphs[number], paragraphs[number].text.index(before))
        one = one._replace(end=self.trace("inserted"))
        self.keep([*paragraphs[:number], one, other, *paragraphs[number + 1 :]])

    def merge(self, words: str) -> None:
        """The paragraph with these words, and the next: one."""
        number = self.at(words)
        paragraphs = self.paragraphs
        self.insert_at(number, len(paragraphs[number].text), " ")
        paragraphs = self.paragraphs
        if self.author:
            paragraphs[number] = paragraphs[number]._replace(end=self.trace("deleted"))
            self.keep(paragraphs)
        else:
            whole = joined(paragraphs[number], paragraphs[number + 1])
            self.keep([*paragraphs[:number], whole, *paragraphs[number + 2 :]])

    def move(self, words: str, before: str) -> None:
        """A whole paragraph, cut and pasted; its bookmarks go along, or stay where it was."""
        paragraph = self.paragraphs[self.at(words)]
        self.delete(words)
        target = self.at(before)
        piece = [p._replace(traces=self.trace("inserted")) for p in paragraph.pieces]
        fields = () if self.author else paragraph.fields
        new = paragraph._replace(pieces=tuple(piece), fields=fields, end=self.trace("inserted"))
        paragraphs = self.paragraphs
        self.keep([*paragraphs[:target], new, *paragraphs[target:]])

    def comment(self, words: str, *comments: Comment) -> None:
        number = self.at(words)
        paragraphs = self.paragraphs
        start = paragraphs[number].text.index(words)
        ranges = [Range(c.id, start, start + len(words)) for c in comments if not c.replies_to]
        paragraphs[number] = paragraphs[number]._replace(
            comments=(*paragraphs[number].comments, *ranges)
        )
        self.keep(paragraphs)
        self.received = self.received._replace(comments=(*self.received.comments, *comments))

    # ── What else may happen to a file ──

    def accept(self) -> None:
        """Accept all changes."""
        self.keep(accepted(self.received.paragraphs))
        self.received = self.received._replace(tracked=False)

    def lose_bookmarks(self) -> None:
        """As if all were copied into a new document."""
        self.keep([paragraph._replace(fields=()) for paragraph in self.paragraphs])

    def look(self, words: str, change: Callable[[Piece], Piece]) -> None:
        """Make some words look otherwise."""
        number = self.at(words)
        paragraphs = self.paragraphs
        before, rest = cut(paragraphs[number], paragraphs[number].text.index(words))
        part, after = cut(rest, len(words))
        part = part._replace(pieces=tuple(map(change, part.pieces)))
        paragraphs[number] = joined(joined(before, part), after)
        self.keep(paragraphs)


def cut(paragraph: Paragraph, offset: int) -> tuple[Paragraph, Paragraph]:
    """A paragraph in two; a bookmark that ends where it is cut stays before."""
    first: list[Piece] = []
    second: list[Piece] = []
    at = 0
    for piece in paragraph.pieces:
        here = max(0, min(len(piece.text), offset - at))
        if piece.text[:here] or (not piece.text and at <= offset):
            first.append(piece._replace(text=piece.text[:here]))
        if piece.text[here:] or (not piece.text and at > offset):
            second.append(piece._replace(text=piece.text[here:]))
        at += len(piece.text)
    return (
        paragraph._replace(
            pieces=tuple(first),
            fields=tuple(
                Field(f.bookmark, f.start, min(f.end, offset))
                for f in paragraph.fields
                if f.start < offset
            ),
            comments=(),
        ),
        paragraph._replace(
            pieces=tuple(second),
            fields=tuple(
                Field(f.bookmark, max(f.start, offset) - offset, f.end - offset)
                for f in paragraph.fields
                if f.end > offset or f.start >= offset
            ),
            comments=(),
        ),
    )


def joined(first: Paragraph, second: Paragraph) -> Paragraph:
    """Two paragraphs as one, with the end of the second; a bookmark in both is one."""
    length = len(first.text)
    fields = {f.bookmark: f for f in first.fields}
    for field in second.fields:
        known = fields.get(field.bookmark)
        start = known.start if known else field.start + length
        fields[field.bookmark] = Field(field.bookmark, start, field.end + length)
    look = first if first.pieces else second
    return look._replace(
        pieces=(*first.pieces, *second.pieces), fields=tuple(fields.values()), end=second.end
    )
