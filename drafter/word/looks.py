"""What the styles of a received file say of its text: name, bold, italic, language, list."""

from __future__ import annotations

from typing import ClassVar, Final, NamedTuple

from drafter.word.events import After, At, Attributes, Budget, Reader
from drafter.word.names import NAMES

# LibreOffice writes the names of Word's own styles with other capitals.
_SPELLED: Final = {name.lower(): name for name in NAMES.values()}
_LISTS: Final = ("List Bullet", "List Number")
_OFF: Final = frozenset({"0", "false", "off", "none"})


class Look(NamedTuple):
    """What a style, or a run itself, says; None where it says nothing."""

    bold: bool | None = None
    italic: bool | None = None
    language: str | None = None

    def over(self, other: Look) -> Look:
        """The look of `other` with this upon it."""
        return Look(
            other.bold if self.bold is None else self.bold,
            other.italic if self.italic is None else self.italic,
            other.language if self.language is None else self.language,
        )

    def told(self, tag: str, attributes: Attributes) -> Look:
        """The look with what a property says: `w:b`, `w:i` or `w:lang`."""
        value = attributes.get("w:val")
        if tag == "w:b":
            return self._replace(bold=value not in _OFF)
        if tag == "w:i":
            return self._replace(italic=value not in _OFF)
        return self._replace(language=value or self.language)


PLAIN: Final = Look()


class _Style:
    """A style as it stands in the file."""

    def __init__(self) -> None:
        self.name = ""
        self.based_on = ""
        self.look = PLAIN
        self.list = ""
        self.level: int | None = None


class Styles(Reader):
    """The styles part, and what its styles come to with those that they are based on."""

    def __init__(self, budget: Budget) -> None:
        super().__init__(budget)
        self._default = PLAIN  # of all text
        self._usual = ""  # the paragraph style where a paragraph names none
        self._styles: dict[str, _Style] = {}
        self._style = _Style()
        self._runs: dict[str, Look] = {}
        self._paragraphs: dict[str, str] = {}

    def name(self, id: str) -> str:
        """The name that Word knows a style by, ours in our own spelling."""
        style = self._styles.get(id)
        return _SPELLED.get(style.name.lower(), style.name) if style else id

    def run(self, id: str) -> Look:
        """What a character style does. What those of the house do is its own affair."""
        if id not in self._runs:
            ours = self.name(id) in _SPELLED.values()
            self._runs[id] = PLAIN if ours else self._look(id)
        return self._runs[id]

    def language(self, id: str) -> str:
        """The language of a paragraph style; of that of all others for ""."""
        if id not in self._paragraphs:
            look = self._look(id or self._usual).over(self._default)
            self._paragraphs[id] = look.language or ""
        return self._paragraphs[id]

    def item(self, id: str) -> tuple[int | None, str]:
        """Level and numbering of a paragraph style, if it is one of the styles for lists."""
        if not self.name(id).startswith(_LISTS):
            return None, ""
        chain = self._chain(id)
        number = next((style.list for style in chain if style.list), "")
        level = next((style.level for style in chain if style.level is not None), 0)
        return (level, number) if number.strip("0") else (None, "")

    def _look(self, id: str) -> Look:
        look = PLAIN
        for style in self._chain(id):
            look = look.over(style.look)
        return look

    def _chain(self, id: str) -> list[_Style]:
        """The style and those that it is based on, in a circle too."""
        chain: dict[str, _Style] = {}
        while id in self._styles and id not in chain:
            chain[id] = self._styles[id]
            self.budget.spend(1)
            id = self._styles[id].based_on
        return list(chain.values())

    # ── Reading ───────────────────────────────────────────────────────────────

    def _begin(self, attributes: Attributes) -> None:
        id = attributes.get("w:styleId", "")
        self._style = self._styles.setdefault(id, _Style())
        is_default = attributes.get("w:default", "0") not in _OFF
        if is_default and attributes.get("w:type") == "paragraph":
            self._usual = id

    def _name(self, attributes: Attributes) -> None:
        if self.path[-1] == "w:style":
            self._style.name = attributes.get("w:val", "")

    def _based_on(self, attributes: Attributes) -> None:
        self._style.based_on = attributes.get("w:val", "")

    def _number(self, attributes: Attributes) -> None:
        self._style.list = attributes.get("w:val", "")

    def _level(self, attributes: Attributes) -> None:
        self._style.level = int(attributes.get("w:val", "0"))

    def _tell(self, tag: str, attributes: Attributes) -> None:
        if self.path[-2:] == ["w:style", "w:rPr"]:
            self._style.look = self._style.look.told(tag, attributes)
        elif self.path[-2:] == ["w:rPrDefault", "w:rPr"]:
            self._default = self._default.told(tag, attributes)

    AT: ClassVar[dict[str, At]] = {
        "w:style": _begin,
        "w:name": _name,
        "w:basedOn": _based_on,
        "w:numId": _number,
        "w:ilvl": _level,
        "w:b": lambda self, attributes: self._tell("w:b", attributes),
        "w:i": lambda self, attributes: self._tell("w:i", attributes),
        "w:lang": lambda self, attributes: self._tell("w:lang", attributes),
    }
    AFTER: ClassVar[dict[str, After]] = {}
    SKIPPED = frozenset({"w:latentStyles", "w:pPrChange", "w:rPrChange", "w:tblStylePr"})
