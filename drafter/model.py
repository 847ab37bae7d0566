"""What a letter and an organisation hold; `paper` and `campaign` have the other kinds of input.

One class per thing a policy officer would name; the field names are those of the input
files. What a value may be stands in `values`.
"""

from gettext import gettext as _
from typing import Annotated, Any, Literal

from pydantic import (
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from drafter.addressee import Addressee, OneOrMore
from drafter.occasion import Occasion
from drafter.sending import Email, EmailAddress, TextOrEnclosure
from drafter.sources import Source, SourceKey
from drafter.values import (
    AskGroupKey,
    AsksBy,
    Date,
    Id,
    NoteText,
    NotTyped,
    Numbering,
    OfficeName,
    Rich,
    Strict,
    Text,
    WorkingGroupId,
    checked,
    fault,
    identifier,
)

N_ = str  # marks a text for translation where it is used, not where it stands: see `schema`


# ── Parts of a letter ─────────────────────────────────────────────────────────


class Sender(Strict):
    """Who writes: a working group of the organisation."""

    working_group: WorkingGroupId = Field(
        description=N_("the id of a working group in organisation.yaml")
    )


def _or_use(schema: dict[str, Any]) -> None:
    """Say to editors that an ask has an id and a question, or uses an action point."""
    schema["anyOf"] = [{"required": schema.pop("required")}, {"required": ["use"]}]


class Ask(Strict):
    """A question that a member of parliament can put to the government.

    `library` gives an ask that uses an action point its id, tags and `demand`.
    """

    model_config = ConfigDict(json_schema_extra=_or_use)

    id: Annotated[str, checked(identifier("asks"))] = Field(
        description=N_("a short name of its own; it stays the same when the ask moves or changes")
    )
    use: Annotated[str, checked(lambda text, _info: text)] | None = Field(
        None, description=N_("an action point of a position paper: PAPER/ACTION-POINT")
    )
    heading: Text | None = Field(None, description=N_("what has to be done, in one line"))
    background: Rich | None = Field(
        None, description=N_("the fact or the worry behind the question")
    )
    demand: Annotated[Rich | None, NotTyped()] = None
    question: Rich | None = Field(
        description=N_("the question, in the third person: 'Is de minister bereid …?'")
    )
    to: Text | None = Field(
        None, description=N_("to whom, without article: 'minister van Defensie'")
    )
    group: AskGroupKey | None = Field(
        None, description=N_("the key of the heading under 'ask_groups' that it stands under")
    )
    tags: list[Id] = Field([], description=N_("words by which the versions of a letter can choose"))

    @model_validator(mode="before")
    @classmethod
    def _asked(cls, values: Any) -> Any:
        """An ask that uses an action point needs no question of its own."""
        if isinstance(values, dict) and "use" in values and "question" not in values:
            return {**values, "question": None}
        return values

    @field_validator("question", mode="before")
    @classmethod
    def _filled_in(cls, question: Any, info: ValidationInfo) -> Any:
        """Without an action point a question cannot be left open."""
        if question is None and info.data.get("use", "") is None:
            raise fault("empty", _("this field is empty"), _("fill it in, or remove the line"))
        return question

    @field_validator("to")
    @classmethod
    def _without_article(cls, to: Text | None) -> Text | None:
        if to is not None and to.casefold().startswith(("de ", "het ")):
            raise fault(
                "article",
                _("the letter itself says 'aan de' before this"),
                _("leave out the article: 'minister van Defensie'"),
            )
        return to


class ActionPoint(Strict):
    """A demand; other documents refer to it by its id."""

    id: Annotated[str, checked(identifier("action_points"))] = Field(
        description=N_("a short name of its own; letters refer to the action point by it")
    )
    text: Rich = Field(description=N_("one step, in the imperative"))
    tags: list[Id] = Field([], description=N_("words by which letters can choose action points"))


class Signatory(Strict):
    """Who signs: a person, an organisation or both."""

    name: Text | None = Field(None, description=N_("the name of a person"))
    function: Text | None = Field(None, description=N_("the function of that person"))
    organisation: Text | None = Field(None, description=N_("the organisation or working group"))

    @model_validator(mode="after")
    def _somebody(self) -> "Signatory":
        if self.name is None and self.organisation is None:
            raise fault(
                "signatory", _("a signatory has a name or an organisation"), _("add 'name:'")
            )
        return self


def _either(schema: dict[str, Any]) -> None:
    """Say to editors that a letter has `addressee` or `addressees`."""
    schema["required"].remove("addressee")
    schema["oneOf"] = [{"required": ["addressee"]}, {"required": ["addressees"]}]


class Letter(Strict):
    """A letter. Required is only what a letter cannot do without."""

    model_config = ConfigDict(json_schema_extra=_either)

    kind: Literal["letter"] = Field(description=N_("what this file is: a letter"))
    id: Id = Field(description=N_("a short name, also in the name of the document"))
    template: Id | None = Field(None, description=N_("another template than the usual one"))
    date: Date = Field(description=N_("the date of the letter"))
    place: Text | None = Field(
        None, description=N_("where the letter is written, if not where the organisation is")
    )
    subject: Text = Field(description=N_("what the letter is about, in one line"))
    our_reference: Text | None = Field(None, description=N_("your own reference"))
    your_reference: Text | None = Field(None, description=N_("the addressee's reference"))
    sender: Sender | None = Field(None, description=N_("who writes"))
    addressee: OneOrMore = Field(
        description=N_("to whom the letter goes; a list for several addressees of one letter")
    )
    addressees: list[Addressee] = Field(
        [], description=N_("instead of addressee: who each get a letter of their own")
    )
    minister: OfficeName | None = Field(
        None,
        description=N_("the responsible member of government, if the committee does not tell"),
    )
    occasion: Occasion | None = Field(None, description=N_("what the letter is about"))
    opening: Rich | None = Field(
        None, description=N_("why this matters now; it follows the sentence about the occasion")
    )
    appreciation: Rich | None = Field(None, description=N_("what goes well"))
    bridge: Rich | None = Field(
        None, description=N_("the sentence before the asks, if not the usual one")
    )
    asks: list[Ask] = Field(
        [], description=N_("the questions that a member of parliament can put to the government")
    )
    ask_groups: dict[str, Text] = Field(
        {}, description=N_("the headings that asks stand under, by their key")
    )
    asks_by: AsksBy | None = Field(
        None, description=N_("'minister': the asks stand together by the minister they are put to")
    )
    asks_numbering: Numbering = Field(
        "geen",
        description=N_("how asks are numbered: geen, per-groep (each group from 1) or doorlopend"),
    )
    action_points: list[ActionPoint] = Field([], description=N_("what has to be done, as a list"))
    closing: Rich | None = Field(
        None, description=N_("the last paragraph, before the closing formula")
    )
    signatories: list[Signatory] = Field(
        [], description=N_("who signs, if not the usual signatories of the working group")
    )
    on_behalf_of: list[Text] = Field(
        [], description=N_("the organisations in whose name the letter is also written")
    )
    enclosures: list[TextOrEnclosure] = Field(
        [], description=N_("what goes with the letter: a name, a position paper or a file")
    )
    copies: list[Text] = Field([], description=N_("who gets a copy"))
    email: Email | None = Field(
        None, description=N_("the e-mail that the letter goes with; not part of the letter")
    )
    notes: dict[str, NoteText] = Field(
        {}, description=N_("the texts of the footnotes, by their key")
    )
    sources: dict[SourceKey, Source] = Field(
        {}, description=N_("the documents that are cited, by their key")
    )

    @field_validator("asks_by")
    @classmethod
    def _grouped_once(cls, asks_by: str | None, info: ValidationInfo) -> str | None:
        if asks_by and info.data.get("ask_groups"):
            raise fault(
                "grouped-twice",
                _("asks stand under headings of your own or under those of ministers, not both"),
                _("remove 'asks_by:', or 'ask_groups:' and every 'group:'"),
            )
        return asks_by

    @model_validator(mode="before")
    @classmethod
    def _apart(cls, values: Any) -> Any:
        """A letter to each of several `addressees` has no `addressee` that can be missing."""
        if isinstance(values, dict) and "addressees" in values and "addressee" not in values:
            return {**values, "addressee": ()}
        return values

    @model_validator(mode="after")
    def _says_something(self) -> "Letter":
        if not (self.opening or self.asks or self.action_points):
            raise fault(
                "no-content",
                _("this letter says nothing yet"),
                _("add 'asks:', 'action_points:' or 'opening:'"),
            )
        return self

    @model_validator(mode="after")
    def _to_somebody(self) -> "Letter":
        if self.addressee and self.addressees:
            raise fault(
                "addressee",
                _("a letter has either addressee or addressees"),
                _("'addressee:' is for one letter, 'addressees:' for a letter to each of them"),
            )
        if not (self.addressee or self.addressees):
            raise fault(
                "empty-list",
                _("this list is empty"),
                _("add an item on a line of its own that starts with '- '"),
            )
        names = [one.id for one in self.addressees]
        if twice := next((name for name in names if names.count(name) > 1), None):
            raise fault(
                "duplicate-addressee",
                _("'{text}' would get this letter twice").format(text=twice),
                _("remove one of the two"),
            )
        return self

    @property
    def addressed(self) -> list[Addressee]:
        """Everybody to whom the letter goes."""
        return self.addressee if isinstance(self.addressee, list) else [self.addressee]


# ── The organisation ──────────────────────────────────────────────────────────


class WorkingGroup(Strict):
    """A working group that writes letters in the organisation's name."""

    id: Annotated[str, checked(identifier("working_groups"))]
    name: Text
    signatories: list[Signatory] = Field([])


class Organisation(Strict):
    """The sender of everything: names, contact, and who signs when a letter does not say."""

    kind: Literal["organisation"]
    name: Text
    tagline: Text
    place: Text
    contact: list[Text] = Field(min_length=1)
    return_address: Text | None = None
    email: EmailAddress | None = None
    working_groups: list[WorkingGroup] = Field([])
    signatories: list[Signatory] = Field(min_length=1)
