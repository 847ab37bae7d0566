"""What goes with a letter, and the e-mail that it goes with: the groups of fields for both."""

from gettext import gettext as _
from pathlib import PurePath
from typing import Annotated, Any

from pydantic import (
    Discriminator,
    Field,
    Tag,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)

from drafter.dutch.rows import is_email
from drafter.problems import nearest
from drafter.values import Id, Strict, Text, checked, fault, slug

N_ = str  # marks a text for translation where it is used, not where it stands: see `schema`


def _address(text: str, _info: ValidationInfo) -> str:
    if not is_email(text):
        raise fault(
            "no-email",
            _("'{text}' is not an e-mail address").format(text=text),
            _("write the address only, such as griffie@voorbeeld.nl"),
        )
    return text


def _path(text: str, _info: ValidationInfo) -> str:
    return text


EmailAddress = Annotated[
    str, checked(_address), WithJsonSchema({"type": "string", "format": "email"})
]
FilePath = Annotated[str, checked(_path), WithJsonSchema({"type": "string"})]


class Email(Strict):
    """The e-mail that a letter goes with. It is not part of the letter."""

    to: list[EmailAddress] = Field(
        [], description=N_("the e-mail addresses, if the register does not know them")
    )
    cc: list[EmailAddress] = Field([], description=N_("the addresses that get a copy"))
    subject: Text | None = Field(None, description=N_("the subject, if not that of the letter"))
    body: Text | None = Field(
        None, description=N_("what the e-mail says between salutation and closing formula")
    )


class Enclosure(Strict):
    """What goes with a letter: a position paper of the workspace, or a finished file."""

    use: Id | None = Field(None, description=N_("the id of a position paper; it is made along"))
    file: FilePath | None = Field(
        None, description=N_("a finished file: its place, seen from the file in which this stands")
    )
    name: Text | None = Field(
        None, description=N_("what the letter calls it, if not by the title of the paper")
    )

    @property
    def id(self) -> str:
        """A name of its own, which stays when the enclosure moves or is called otherwise."""
        return self.use or slug(PurePath(self.file or "").stem)[:24].strip("-")

    @model_validator(mode="after")
    def _one_thing(self) -> "Enclosure":
        if (self.use is None) == (self.file is None):
            raise fault(
                "enclosure",
                _("an enclosure is a position paper or a file"),
                _("write 'use:' with the id of a paper, or 'file:' with the place of a file"),
                "file" if self.use else "",
            )
        if self.file is not None and self.name is None:
            raise fault(
                "missing-field",
                _("the field '{name}' is missing here").format(name="name"),
                _("add 'name:' with what the letter calls this file"),
            )
        return self


# Which of the two an enclosure is; pydantic puts these into the places of its errors.
GROUP, TEXT = "<group>", "<text>"


def _tag(value: Any) -> str:
    """A group is meant when one of its fields is named, if only nearly.

    Any other is a text with a colon that wants quotes: "- Brief: Mali".
    """
    if not isinstance(value, dict):
        return GROUP if isinstance(value, Enclosure) else TEXT
    known = Enclosure.model_fields
    named = any(key in known for key in value) or any(nearest(str(key), known) for key in value)
    return GROUP if named else TEXT


TextOrEnclosure = Annotated[
    Annotated[Text, Tag(TEXT)] | Annotated[Enclosure, Tag(GROUP)], Discriminator(_tag)
]
