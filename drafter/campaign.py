"""What the file of a campaign holds; what its versions are, stands in `versions`."""

from __future__ import annotations

from gettext import gettext as _
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from drafter.values import Id, Strict, Text, fault

N_ = str  # marks a text for translation where it is used, not where it stands: see `schema`


class Campaign(Strict):
    """One base letter, and what each of its versions says otherwise: see `campaign`."""

    kind: Literal["campaign"] = Field(description=N_("what this file is: a campaign"))
    id: Id = Field(description=N_("a short name, also of the folder with the letters"))
    base: Text | None = Field(
        None, description=N_("the file of the base letter, seen from this one")
    )
    letter: dict[str, Any] | None = Field(
        None, description=N_("instead of base: the fields of the base letter itself")
    )
    versions: Any = Field(
        description=N_("the versions, or the name of the spreadsheet that they stand in")
    )

    @field_validator("versions")
    @classmethod
    def _list_or_file(cls, versions: Any) -> Any:
        if isinstance(versions, list) or (isinstance(versions, str) and versions.strip()):
            return versions
        raise fault(
            "no-list",
            _("a list of versions belongs here, or the name of a spreadsheet"),
            _("write each version below it; its first line starts with '- '"),
        )

    @model_validator(mode="after")
    def _one_base(self) -> Campaign:
        if (self.base is None) == (self.letter is None):
            raise fault(
                "base",
                _("a campaign has either base or letter"),
                _("'base:' names the file of the base letter, 'letter:' holds its fields"),
            )
        return self
