"""What fields are called in words that every colleague knows: ‘Ask 2 (plan): background’.

The id of a field is for the input and the command; a meeting speaks of the second ask.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from gettext import gettext as _
from typing import Final

N_ = str  # marks a text for translation where it is used, not where it stands

# List → what an item of it is called, and what all of them are.
_ITEMS: Final[Mapping[str, tuple[str, str]]] = {
    "asks": (N_("ask"), N_("asks")),
    "action_points": (N_("action point"), N_("action points")),
    "recommendations": (N_("recommendation"), N_("recommendations")),
    "sections": (N_("section"), N_("sections")),
    "tables": (N_("table"), N_("tables")),
    "signatories": (N_("signatory"), N_("signatories")),
    "notes": (N_("footnote"), N_("footnotes")),
    "sources": (N_("source"), N_("sources")),
    "ask_groups": (N_("heading above asks"), N_("headings above asks")),
    "enclosures": (N_("enclosure"), N_("enclosures")),
    "copies": (N_("copy to"), N_("copies to")),
    "on_behalf_of": (N_("on behalf of"), N_("on behalf of")),
    "columns": (N_("heading of column"), N_("headings of columns")),
    "lines": (N_("line of the address"), N_("lines of the address")),
    "addressees": (N_("the addressee"), N_("the addressees")),
}
# Lists whose items have a name that somebody chose, which is worth showing.
_NAMED: Final = frozenset(
    ("asks", "action_points", "recommendations", "sections", "tables", "notes", "sources")
)
# Lists whose items are found by name: their number is not that of the page, or says nothing.
_BY_NAME: Final = frozenset(("notes", "sources"))

_WORDS: Final[Mapping[str, str]] = {
    "subject": N_("subject line"),
    "date": N_("date"),
    "place": N_("place"),
    "our_reference": N_("our reference"),
    "your_reference": N_("your reference"),
    "addressee": N_("the addressee"),
    "occasion": N_("occasion"),
    "opening": N_("opening"),
    "appreciation": N_("appreciation"),
    "bridge": N_("sentence before the asks"),
    "closing": N_("closing"),
    "title": N_("title"),
    "period": N_("period"),
    "lead": N_("core message"),
    "introduction": N_("introduction"),
    "contact": N_("contact"),
    "heading": N_("heading"),
    "background": N_("background"),
    "question": N_("the question itself"),
    "demand": N_("the demand of the paper"),
    "to": N_("to whom"),
    "analysis": N_("analysis"),
    "caption": N_("caption"),
    "rows": N_("row"),
    "name": N_("name"),
    "function": N_("function"),
    "organisation": N_("organisation"),
    "salutation": N_("salutation"),
    "person": N_("person"),
    "initials": N_("initials"),
    "first_name": N_("first name"),
    "particle": N_("prefix of the surname"),
    "surname": N_("surname"),
    "second_particle": N_("prefix of the second surname"),
    "second_surname": N_("second surname"),
    "noble_title": N_("noble title"),
    "titles": N_("titles"),
    "attention": N_("for the attention of"),
    "via": N_("by way of"),
    "with_whom": N_("with whom"),
    "kamerstuk": N_("number of the parliamentary paper"),
    "handelingen": N_("number of the proceedings"),
    "aanhangsel": N_("number of the written questions"),
    "toezegging": N_("number of the promise"),
    "motie": N_("who moved the motion"),
    "resolution": N_("number of the resolution"),
    "document": N_("number of the document"),
    "chamber": N_("chamber"),
    "session": N_("parliamentary year"),
    "year": N_("year"),
    "page": N_("page"),
    "dossier": N_("number of the dossier"),
    "chapter": N_("budget chapter"),
    "reference": N_("reference"),
    "url": N_("web address"),
}
_UNSAID: Final = frozenset(("text",))  # the one field of its group, or what the group is about


class FieldNames:
    """The names of the fields of one input.

    Items are counted in the order in which the document prints them, so that a reader who counts
    finds them.
    """

    def __init__(self, printed: Iterable[str]) -> None:
        self._numbers: dict[str, dict[str, int]] = {}  # list → item → its number
        for id in printed:
            steps = id.split(".")
            for at in range(len(steps) - 1):
                items = self._numbers.setdefault(".".join(steps[: at + 1]), {})
                items.setdefault(steps[at + 1], len(items) + 1)

    def of(self, field: str) -> str:
        """A field, a list, or an item of one, in words that begin with a capital."""
        steps = field.split(".")
        groups: list[str] = []
        at = 0
        while at < len(steps):
            step, is_last = steps[at], at + 1 == len(steps)
            if step in _ITEMS and not is_last:
                groups.append(self._item(".".join(steps[: at + 1]), step, steps[at + 1]))
                at += 2
                continue
            if step == "rows" and not is_last:
                groups.append(self._row(".".join(steps[: at + 1]), steps[at + 1]))
                break  # what a cell is called is what stands in it
            if step in _ITEMS:
                groups.append(_(_ITEMS[step][1]))
            elif step not in _UNSAID:
                groups.append(_(_WORDS[step]) if step in _WORDS else step)
            at += 1
        return _capital(_joined(groups))

    def _item(self, path: str, name: str, key: str) -> str:
        called = _(_ITEMS[name][0])
        number = self._numbers.get(path, {}).get(key)
        if name in _BY_NAME or number is None:
            return f"{called} ({key})"
        return f"{called} {number} ({key})" if name in _NAMED else f"{called} {number}"

    def _row(self, path: str, key: str) -> str:
        number = self._numbers.get(path, {}).get(key)
        return f"{_(_WORDS['rows'])} {number}" if number else _(_WORDS["rows"])


def _joined(groups: list[str]) -> str:
    """From the largest to the smallest: the last is what it is, the others where it is."""
    *where, what = groups
    return f"{', '.join(where)}: {what}" if where else what


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
