"""Writes other texts into the fields of an input, and takes out those that are gone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from gettext import gettext as _
from typing import Final

from drafter.apply_notes import has_notes, moved, new_notes, with_note
from drafter.dutch.placeholder import has_placeholder
from drafter.outcomes import Choice, Outcome
from drafter.outstanding import own_words
from drafter.proposals import Text
from drafter.proved_source import NotWritten, Path, ProvedSource, Step, node_at, of_another_file
from drafter.proving import printed_as
from drafter.restructure import relisted, with_key, without_key
from drafter.rewording import obstacle, values
from drafter.splice import splice, text_at
from drafter.traced import items_of

_DEMAND: Final = ".demand"  # the text of an ask that stands in a paper


class TextWriter:
    """Writes what was chosen of the texts."""

    def __init__(self, source: ProvedSource, choice: Choice) -> None:
        self._source = source
        self._choice = choice

    def write(self, proposals: Sequence[Text]) -> list[Outcome]:
        """Write the texts of fields. What is taken out of a list comes last, from its end."""
        known = {id(one): number for number, one in enumerate(proposals)}
        ordered = sorted(proposals, key=lambda one: (self._is_removal(one), -known[id(one)]))
        with self._source.keeping(moved(proposals)):
            made = {known[id(one)]: self._text(one) for one in ordered}
        return [made[number] for number in sorted(made)]

    def _is_removal(self, one: Text) -> bool:
        return self._wanted(one) == ""

    def _wanted(self, one: Text) -> str | None:
        return one.chosen if self._choice.by_name(one.id) else one.wanted

    def _text(self, one: Text) -> Outcome:
        """Write the text of a field."""
        wanted = self._wanted(one)
        files = tuple(dict.fromkeys(version.file for version in one.versions))
        outcome = Outcome(one.id, "taken", one.place, files=files)
        if not self._choice.takes(one.id):
            return outcome._replace(state="left")
        if wanted is None:
            return outcome._replace(state="conflict")
        try:
            if not wanted:
                self._take_out(one)
                return outcome._replace(what=_("taken out"))
            write = self._write_own if one.field.endswith(_DEMAND) else self._write
            self._source.remember(one.id, write(one, wanted))
        except NotWritten as reason:
            return outcome._replace(state="refused", reason=str(reason))
        return outcome

    def _take_out(self, one: Text) -> None:
        self._source.require([_without(self._path(one))], partial(printed_as, one, ""))

    def _write(self, one: Text, wanted: str) -> Path:
        """Write what is printed as wanted, of all that could be typed for it."""
        path = self._path(one)
        proof = partial(printed_as, one, wanted)
        notes = new_notes(one, self._source.text)
        typed = text_at(self._source.text, path)
        keys = {new.id: new.key for new in notes}
        for value in values(one, typed, wanted, keys):
            if path[0] == "letter" and _names_who_was_open(typed, value):
                continue
            steps: list[Step] = [partial(_respliced, path=path, text=value)]
            steps += [partial(with_note, key=new.key, text=new.text) for new in notes]
            if self._source.change(steps, proof):
                return path
        if self._write_shared(one, path, typed, wanted):
            return path
        if reason := obstacle(one, keys):  # what else was tried, is less than what was wanted
            raise NotWritten(reason)
        if not one.rich and "\n\n" in wanted:
            raise NotWritten(
                _(
                    "this field holds one paragraph, and in the document it has more; "
                    "change it yourself"
                )
            )
        if has_placeholder(typed):
            raise NotWritten(
                _("[bewindspersoon] is somebody else in each letter; change this text yourself")
            )
        raise NotWritten(self._source.why or _("no text for it is printed as it stands there"))

    def _path(self, one: Text) -> Path:
        """Where a field stands in the source; it may be another file's."""
        path = self._source.path(one.place)
        if path is None:
            raise of_another_file()
        return path

    def _write_shared(self, one: Text, path: Path, typed: str, wanted: str) -> bool:
        """Write what several items say alike, such as to whom they are, and is printed once."""
        alike = [
            other
            for other in self._source.paths
            if (len(other), other[:-2], other[-1]) == (len(path), path[:-2], path[-1])
            and text_at(self._source.text, other) == typed
        ]
        if len(alike) < 2 or one.rich:
            return False
        prints = self._source.prints
        fields = {id for known in prints for id, at in known.paths.items() if at in alike}
        proof = partial(printed_as, one, wanted, also=fields)
        return self._source.change([partial(splice, changes=dict.fromkeys(alike, wanted))], proof)

    # ── A demand, which stands in a position paper ──

    def _write_own(self, one: Text, wanted: str) -> Path:
        """Give an ask words of its own for a demand, which stays in its paper as it is."""
        if has_notes(one):
            raise NotWritten(_("it comes from a position paper, with footnotes: change it there"))
        if not self._choice.by_name(one.id):
            told = _(
                "it comes from a position paper: change it there, or give this ask words of its "
                "own with --accept {id}"
            )
            raise NotWritten(told.format(id=one.id))
        name, id = items_of(one.field)[-1]
        path = self._used(name, id)
        own = one._replace(field=own_words(one.field), rich=False, printed="")
        step = partial(with_key, path=path, key="heading", value=wanted, after="use")
        self._source.require([step], partial(printed_as, own, wanted, also=(one.field,)))
        return (*path, "heading")

    def _used(self, name: str, id: str) -> Path:
        """Where an ask stands that uses a demand."""
        for path in self._source.paths:
            if path[-1] == "use" and path[-3:-2] == (name,):
                ids = self._source.ids(path[:-2])
                if ids[int(path[-2])] == id:
                    return path[:-1]
        raise of_another_file()


def _respliced(source: str, path: Path, text: str) -> str:
    return splice(source, {path: text})


def _without(path: Path) -> Step:
    """Take out a field, or an item of a list of texts."""
    *above, last = path
    if isinstance(last, str):
        return partial(without_key, path=tuple(above), key=last)

    def less(source: str) -> str:
        items = node_at(source, tuple(above)).items
        kept = [at for at in range(len(items)) if at != last]
        if not kept:
            return without_key(source, tuple(above[:-1]), str(above[-1]))
        return relisted(source, tuple(above), kept)

    return less


def _names_who_was_open(typed: str, value: str) -> bool:
    """Whether a text that goes to all names one member of government instead of their own."""
    if not has_placeholder(typed) or has_placeholder(value):
        return False
    return any(word in value.casefold() for word in ("minister", "staatssecretaris"))
