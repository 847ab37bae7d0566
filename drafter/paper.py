"""What a position paper holds."""

from __future__ import annotations

from gettext import gettext as _
from typing import Annotated, Literal

from pydantic import Field, model_validator

from drafter.model import ActionPoint
from drafter.sources import Source, SourceKey
from drafter.values import (
    Date,
    Id,
    NoteKey,
    NoteText,
    Rich,
    Strict,
    Text,
    WorkingGroupId,
    YesNo,
    checked,
    fault,
    identifier,
)

N_ = str  # marks a text for translation where it is used, not where it stands: see `schema`


class Table(Strict):
    """A table with a caption and one header row."""

    id: Annotated[str, checked(identifier("tables"))] = Field(
        description=N_("a short name of its own")
    )
    caption: Text = Field(description=N_("what the table shows"))
    columns: list[Text] = Field(description=N_("the headings of the columns"), min_length=1)
    rows: list[list[Text]] = Field(
        description=N_("the rows, each a list with a cell for every column"), min_length=1
    )

    @model_validator(mode="after")
    def _rectangular(self) -> Table:
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise fault(
                    "table-row",
                    _("row {number} has {cells} cells and the table has {columns} columns").format(
                        number=number, cells=len(row), columns=len(self.columns)
                    ),
                    _("give every row a cell for every column; write '–' in an empty one"),
                )
        return self


class Section(Strict):
    """A part of an analysis under a sub-heading."""

    id: Annotated[str, checked(identifier("sections"))] = Field(
        description=N_("a short name of its own")
    )
    heading: Text = Field(description=N_("the sub-heading"))
    heading_note: NoteKey | None = Field(
        None, description=N_("the key of a footnote on the heading")
    )
    text: Rich = Field(description=N_("the text under the sub-heading"))


class Introduction(Strict):
    """How the paper begins."""

    heading: Text | None = Field(None, description=N_("the heading, if not 'Inleiding'"))
    heading_note: NoteKey | None = Field(
        None, description=N_("the key of a footnote on the heading")
    )
    text: Rich = Field(description=N_("the text of the introduction"))


class Recommendation(Strict):
    """A numbered chapter: what is wrong, and what has to be done."""

    id: Annotated[str, checked(identifier("recommendations"))] = Field(
        description=N_("a short name of its own")
    )
    heading: Text = Field(description=N_("the recommendation in one line, in the imperative"))
    heading_note: NoteKey | None = Field(
        None, description=N_("the key of a footnote on the heading")
    )
    analysis: Rich = Field(description=N_("what goes wrong, for whom, and what is needed"))
    sections: list[Section] = Field([], description=N_("parts of the analysis under sub-headings"))
    tables: list[Table] = Field([], description=N_("tables that go with the analysis"))
    action_points_note: NoteKey | None = Field(
        None, description=N_("the key of a footnote on the word 'Actiepunten'")
    )
    action_points: list[ActionPoint] = Field([], description=N_("what has to be done, as a list"))


class PositionPaper(Strict):
    """A position paper."""

    kind: Literal["position-paper"] = Field(description=N_("what this file is: a position paper"))
    id: Id = Field(description=N_("a short name, also in the name of the document"))
    template: Id | None = Field(None, description=N_("another template than the usual one"))
    title: Text = Field(description=N_("the title"))
    period: Text | None = Field(None, description=N_("the years that the paper is for"))
    date: Date | None = Field(None, description=N_("the date of the paper"))
    working_group: WorkingGroupId | None = Field(
        None, description=N_("the id of a working group in organisation.yaml")
    )
    contents: YesNo = Field(
        False, description=N_("whether there is a table of contents: ja or nee")
    )
    lead: Rich | None = Field(None, description=N_("the message in two sentences, set larger"))
    introduction: Introduction = Field(description=N_("how the paper begins"))
    recommendations: list[Recommendation] = Field(
        description=N_("the numbered chapters"), min_length=1
    )
    tables: list[Table] = Field([], description=N_("tables at the end of the paper"))
    closing: Rich | None = Field(None, description=N_("the last chapter"))
    contact: Rich | None = Field(None, description=N_("whom the reader can turn to"))
    notes: dict[str, NoteText] = Field(
        {}, description=N_("the texts of the footnotes, by their key")
    )
    sources: dict[SourceKey, Source] = Field(
        {}, description=N_("the documents that are cited, by their key")
    )
