"""A source that a document cites: what can be typed of it.

A source is cited like a note, `[^key]`, and named in a sentence as `[@key]`. Its number may be
typed with any near miss; how it is printed stands in `citing`.
"""

import re
from collections.abc import Callable
from gettext import gettext as _
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)

from drafter.dutch import citations
from drafter.dutch.references import (
    Chamber,
    Minutes,
    NotASession,
    Paper,
    Reference,
    chamber_of,
    normalised,
    session_of,
)
from drafter.values import Date, Text, checked, context_of, fault

N_ = str  # marks a text for translation where it is used, not where it stands: see `schema`

# ── What a field may hold ─────────────────────────────────────────────────────


def _paper(text: Text) -> Text:
    if citations.paper(text):
        return text
    if citations.is_document_number(text):
        hint = _("this is a document number: write 'document: {text}'").format(text=text)
    elif likely := citations.likely_paper(text):
        hint = _("did you mean '{near}'?").format(near=normalised(likely))
    else:
        hint = _("write dossier and number, such as '29 521, nr. 336' or '29 521, W'")
    raise fault("no-kamerstuk", _("'{text}' is not a Kamerstuk").format(text=text), hint)


def _debate(text: str) -> Minutes | None:
    return citations.minutes(text, annex=False)


def _minutes(text: Text) -> Text:
    read = _debate(text)
    if read is None:
        raise _unreadable(text, "II 2010/11, nr. 108, item 5, p. 25-36")
    if read.has_item_too_early():
        raise fault(
            "item-too-early",
            _("the Handelingen have numbered items only since 2011"),
            _("leave out the item, and give the page"),
        )
    return text


def _annex(text: str) -> Minutes | None:
    return citations.minutes(text, annex=True)


def _session(text: str) -> str | None:
    try:
        return session_of(text)
    except NotASession:
        return None


def _like(example: str, read: Callable[[str], object]) -> AfterValidator:
    """A text that `read` understands; `example` is one."""

    def check(text: Text) -> Text:
        if not read(text):
            raise _unreadable(text, example)
        return text

    return AfterValidator(check)


def _unreadable(text: str, example: str) -> Exception:
    return fault(
        "no-reference",
        _("'{text}' cannot be read here").format(text=text),
        _("write it like this: {example}").format(example=example),
    )


def _matches(pattern: str) -> Callable[[str], object]:
    return lambda text: re.fullmatch(pattern, text)


def _chamber(text: str, _info: ValidationInfo) -> str:
    if text not in CHAMBERS:
        raise _unreadable(text, " / ".join(CHAMBERS))
    return text


def _key(text: str, info: ValidationInfo) -> str:
    if text in context_of(info).notes:
        raise fault(
            "duplicate-key",
            _("there is also a note '{key}'").format(key=text),
            _("give one of the two another key: both are cited as [^{key}]").format(key=text),
        )
    return text


CHAMBERS: dict[str, Chamber] = {"eerste-kamer": "I", "tweede-kamer": "II"}
_NAMES: dict[Chamber, str] = {"I": "Eerste Kamer", "II": "Tweede Kamer"}
# The kind of a source → what reads its number; the others are left alone.
_READ: dict[str, Callable[[str], Reference | None]] = {
    "kamerstuk": citations.paper,
    "handelingen": _debate,
    "aanhangsel": _annex,
    "toezegging": citations.promise,
    "resolution": citations.resolution,
}
_TEXT = WithJsonSchema({"type": "string"})

SourceKey = Annotated[str, checked(_key), _TEXT]
ChamberName = Annotated[str, checked(_chamber), WithJsonSchema({"enum": list(CHAMBERS)})]
PaperText = Annotated[Text, AfterValidator(_paper)]
MinutesText = Annotated[Text, AfterValidator(_minutes)]
AnnexText = Annotated[Text, _like("II 2014/15, nr. 1241", _annex)]
MotionText = Annotated[Text, _like("Bosman c.s.", citations.motion)]
PromiseText = Annotated[Text, _like("T02300", citations.promise)]
ResolutionText = Annotated[Text, _like("1325", citations.resolution)]
DocumentText = Annotated[Text, _like("2020D51493", citations.is_document_number)]
SessionText = Annotated[Text, _like("2016/17", _session)]
YearText = Annotated[Text, _like("2000", _matches(r"(?:19|20)\d\d"))]
PageText = Annotated[Text, _like("25-36", _matches(r"\d+(?:[-–]\d+)?"))]
AddressText = Annotated[Text, _like("https://www.wo-men.nl", _matches(r"https?://\S+"))]

# ── The source ────────────────────────────────────────────────────────────────

# A source is known by one of these.
KINDS = (
    "kamerstuk",
    "handelingen",
    "aanhangsel",
    "toezegging",
    "resolution",
    "document",
    "reference",
)
# A detail → the kind of source that has it.
_DETAILS = {
    "motie": "kamerstuk",
    "chamber": "kamerstuk",
    "session": "kamerstuk",
    "year": "resolution",
}


class Source(BaseModel):
    """A document that is cited: the number by which it is known, and what goes with it."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    kamerstuk: PaperText | None = Field(
        None, description=N_("a paper of parliament: '29 521, nr. 336' or '29 521, W'")
    )
    handelingen: MinutesText | None = Field(
        None, description=N_("the minutes of a debate: 'II 2010/11, nr. 108, item 5'")
    )
    aanhangsel: AnnexText | None = Field(
        None, description=N_("written questions with their answers: 'II 2014/15, nr. 1241'")
    )
    toezegging: PromiseText | None = Field(
        None, description=N_("a promise to the Eerste Kamer: 'T02300'")
    )
    resolution: ResolutionText | None = Field(
        None, description=N_("a resolution of the Security Council: '1325'")
    )
    document: DocumentText | None = Field(
        None, description=N_("a document number of the Kamer: '2020D51493'")
    )
    reference: Text | None = Field(
        None, description=N_("the reference that a ministry gave its letter")
    )
    motie: MotionText | None = Field(
        None, description=N_("who moved the motion: 'Bosman c.s.'; with 'kamerstuk'")
    )
    chamber: ChamberName | None = Field(
        None, description=N_("eerste-kamer or tweede-kamer; the number usually tells")
    )
    session: SessionText | None = Field(
        None, description=N_("the parliamentary year, for the note: '2016/17'; with 'kamerstuk'")
    )
    year: YearText | None = Field(
        None, description=N_("the year of the resolution; with 'resolution'")
    )
    page: PageText | None = Field(
        None, description=N_("the page, or the first and the last: '25-36'")
    )
    title: Text | None = Field(None, description=N_("what the document is, in a few words"))
    date: Date | None = Field(None, description=N_("the date of the document"))
    url: AddressText | None = Field(
        None, description=N_("its address on the web, if the note has to show it")
    )

    @property
    def kind(self) -> str:
        """The field by which the source is known."""
        return next(name for name in KINDS if getattr(self, name) is not None)

    @property
    def number(self) -> Reference | None:
        """What the number says by itself; None for one that is left alone."""
        read = _READ.get(self.kind)
        return read(getattr(self, self.kind)) if read else None

    @property
    def cited(self) -> Reference | None:
        """The number with what was typed beside it."""
        number: Any = self.number
        if number is None:
            return None
        beside = {
            "page": self.page,
            "session": session_of(self.session) if self.session else None,
            "year": self.year,
            "stated": CHAMBERS[self.chamber] if self.chamber else None,
        }
        cited: Reference = number._replace(
            **{name: typed for name, typed in beside.items() if typed and name in number._fields}
        )
        return cited

    @model_validator(mode="after")
    def _one_number(self) -> "Source":
        given = [name for name in KINDS if getattr(self, name) is not None]
        if len(given) != 1:
            raise fault(
                "source",
                _("a source has exactly one of: {names}").format(names=", ".join(KINDS)),
                _("make a source of its own of each: {names}").format(names=", ".join(given))
                if given
                else _("add one of them; words of your own go under 'notes:'"),
            )
        for name, kind in _DETAILS.items():
            if getattr(self, name) is not None and given != [kind]:
                raise fault(
                    "source-detail",
                    _("'{name}' goes with '{kind}'").format(name=name, kind=kind),
                    _("leave out '{name}', or add '{kind}:'").format(name=name, kind=kind),
                )
        return self

    @model_validator(mode="after")
    def _nothing_typed_twice(self) -> "Source":
        number: Any = self.number
        for name in ("page", "session", "year"):
            within = getattr(number, name, "")
            if within and getattr(self, name) is not None:
                raise fault(
                    "typed-twice",
                    _("'{name}' also stands in '{kind}'").format(name=name, kind=self.kind),
                    _("leave out one of the two"),
                )
        return self

    @model_validator(mode="after")
    def _of_its_chamber(self) -> "Source":
        paper = self.cited
        if isinstance(paper, Paper) and paper.chamber != (chamber := chamber_of(paper.suffix)):
            raise fault(
                "chamber",
                _("{paper} is a paper of the {chamber}").format(
                    paper=normalised(paper), chamber=_NAMES[chamber]
                ),
                _("the Eerste Kamer has letters (W), the Tweede Kamer has numbers (336)"),
            )
        return self
