"""The three reports of a review say the same; those for a meeting can be read and printed."""

from __future__ import annotations

import contextlib
import datetime
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from command import drafter
from in_word import commented, replaced

from drafter import document as tree
from drafter import field_names, outputs
from drafter.apply_report import Done, with_results
from drafter.field_names import FieldNames
from drafter.findings import PARAGRAPH, Findings, Piece
from drafter.merging import Conflict, Merge
from drafter.model import Organisation
from drafter.outcomes import Applied, Outcome
from drafter.page import page
from drafter.pipeline import Pipeline
from drafter.problems import DrafterError, Place
from drafter.received import Comment
from drafter.received import Paragraph as Read
from drafter.review_document import document
from drafter.review_findings import findings
from drafter.review_report import as_text
from drafter.review_rows import (
    Added,
    Change,
    Edit,
    Joint,
    Look,
    Moved,
    NoteChange,
    Order,
    Remark,
    Review,
    Template,
)
from drafter.rounds import Reviewed, Round, Together
from drafter.word.package import unpack
from drafter.word.read import read

NOOR = (Edit("deleted", "oud", "Noor", "2026-06-03T10:00:00Z"),)
BOTH = (*NOOR, Edit("inserted", "nieuw", "Sam <Sam>", "2026-06-04T09:30:00Z"))
PLACES = {
    id: Place("brief.yaml", line)
    for line, id in enumerate(
        ("opening", "asks.plan.question", "asks.geld.question", "asks.geld.to", "closing"), 2
    )
}
NEW = Read((), "Normal")
WHOLE = Review(
    changes=(
        Change("changed", "opening", "een oud woord", "een nieuw woord", BOTH, "likeness"),
        Change("changed", "closing", "Eén.\n\nTwee.", "Eén. Twee.", NOOR, "bookmark"),
        Change("retyped", "asks.geld.to", "a\n\nb", "iets & <b>anders</b>", (), "struck", (), 2),
        Change("deleted", "asks.geld.question", "Hoeveel?", "", NOOR, "position"),
    ),
    added=(Added("Een nieuwe vraag?", "asks.plan.question", None, "asks", NOOR, NEW),),
    moved=(Moved(("asks.plan.question",), "Wat nu?", "closing", None, NOOR, "likeness"),),
    joints=(Joint("split", "opening", "closing", NOOR),),
    looks=(Look("opening", "woord", "bold", "", "yes"),),
    notes=(NoteChange("added", None, "7", "Zie de brief.", NOOR),),
    template=(Template("vriendelijke", "hartelijke", "closing", None, NOOR),),
    remarks=(
        Remark(
            Comment("1", "Noor", "2026-06-03T10:00:00Z", "Klopt dit?\nGraag nagaan."),
            (Comment("2", "Sam <Sam>", "", "Ja.", "1"),),
            ("opening", "closing"),
            "een woord",
        ),
        Remark(Comment("3", "", "", "Te lang."), (), (), ""),
    ),
    orders=(Order("asks", ("plan", "geld"), (None, "plan")),),
)
TOGETHER = Together(
    "opening",
    "een oud woord",
    ((Path("noor.docx"), "een nieuw woord"), (Path("sam.docx"), "een ander woord")),
    Merge(("een ", Conflict("oud", ("nieuw", "ander")), " woord")),
)
SAM = Review(
    (Change("changed", "opening", "een oud woord", "een ander woord", BOTH[1:], "bookmark"),)
)
NO_LETTER: Any = (None, None)  # nor what it was compared with: no report looks at them
ROUND = Round(
    Path("brief.yaml"),
    (
        Reviewed(Path("noor.docx"), WHOLE, frozenset({"closing"}), *NO_LETTER),
        Reviewed(Path("sam.docx"), SAM, frozenset(), *NO_LETTER),
    ),
    PLACES,
    (TOGETHER,),
    title="Vrede & veiligheid",
)


@pytest.fixture
def found() -> Findings:
    """One of everything that can be found, and of what can become of it."""
    copies = (Path("noor.docx"), Path("b c.docx"))
    outcomes = (
        Outcome("opening", "conflict", PLACES["opening"], files=copies),
        Outcome("closing", "taken", PLACES["closing"]),
        Outcome("asks.geld", "left", None, what="weggehaald"),
        Outcome("asks.geld.to", "refused", PLACES["asks.geld.to"], "dat kan zo niet"),
    )
    return with_results(findings(ROUND), Done(ROUND, Applied("", outcomes), False))


@pytest.fixture
def made(found: Findings, pipeline: Pipeline) -> tree.Document:
    return document(found, pipeline.sender.organisation, datetime.date(2026, 6, 8))


def said(found: Findings) -> Iterator[str]:
    """All words of the findings."""
    yield found.end
    yield from found.counts
    for results in found.results:
        yield results.title
        for row in results.rows:
            yield from (row.field, row.what, row.place, row.reason, row.question, *row.commands)
    for file in found.files:
        yield from (file.name, file.told, *file.questions)
    for section in found.sections:
        yield from (section.field or section.title, section.where, section.place)
        yield from section.questions
        for finding in section.findings:
            yield from (finding.told, *finding.more, *finding.questions)
            for passage in finding.passages:
                yield passage.label
                yield from (piece.text for piece in passage.pieces)


def plain(text: str) -> str:
    """Letters and digits alone, small ones: where lines are broken is up to each report."""
    return re.sub(r"[^\w<>]", "", text).casefold()


class Page(HTMLParser):
    """What stands on a page, and in what."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[str] = []
        self.marked: list[tuple[str, str]] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))
        if tag not in ("meta", "br"):
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.inside.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.inside:
            self.text += data
        if self.inside and self.inside[-1] in ("del", "ins"):
            self.marked.append((self.inside[-1], data))


# ── The three say the same ────────────────────────────────────────────────────


def test_every_report_says_everything(found: Findings, made: tree.Document) -> None:
    reports = {
        "text": as_text(found),
        "document": " ".join(run.text for run in tree.runs(made.blocks)),
        "page": Page(page(made)).text,
    }
    kinds = {finding.kind for section in found.sections for finding in section.findings}
    assert len(kinds) == 10  # all but those that go together
    words = [text for text in said(found) if text]
    assert len(found.results) == 4
    assert len(words) > 60
    for name, report in reports.items():
        whole = plain(report)
        assert [text for text in words if plain(text) not in whole] == [], name


def test_the_summary_names_what_waits_for_people(found: Findings, made: tree.Document) -> None:
    assert found.counts[-2:] == ("2 comments (1 still open)", "1 conflict")
    first = next(block for block in made.blocks if isinstance(block, tree.List))
    told = [run.text for run in tree.runs([first])]
    assert told[0] == ("Item 1, Opening: these changes contradict each other; choose one")
    assert any("comment in noor.docx by unknown" in text for text in told)
    assert any("recognised by its text" in text for text in told)


def test_who_changed_which_version_is_said(found: Findings) -> None:
    (conflict,) = (f for s in found.sections for f in s.findings if f.kind == "conflict")
    assert [passage.label for passage in conflict.passages] == [
        "was",
        "noor.docx (Noor and Sam <Sam>)",
        "sam.docx (Sam <Sam>)",
    ]


def test_the_end_of_a_paragraph_that_was_taken_out_is_shown(
    found: Findings, made: tree.Document
) -> None:
    (closing,) = (section for section in found.sections if section.field == "closing")
    assert closing.findings[0].passages[0].pieces == (
        Piece("Eén."),
        Piece(PARAGRAPH, "deleted"),
        Piece(" ", "inserted"),
        Piece("Twee."),
    )
    assert "Eén.[- ¶ -]{+ +}Twee." in as_text(found)
    (line,) = (line for line in tree.lines(made.blocks) if line[0] == tree.Run("Eén."))
    assert line[1] == tree.Run("¶", edited="deleted")
    assert line[-1] == tree.Run("Twee.")


def test_what_is_written_is_not_asked_about_again(found: Findings, pipeline: Pipeline) -> None:
    written = document(
        found._replace(is_written=True),
        pipeline.sender.organisation,
        datetime.date(2026, 6, 8),
    )
    assert "Decision:" not in "".join(run.text for run in tree.runs(written.blocks))


# ── The Word document ─────────────────────────────────────────────────────────


def test_the_document_is_no_tracked_and_no_concept_one(
    made: tree.Document, pipeline: Pipeline
) -> None:
    data = pipeline.word(made)
    xml = unpack(data, "")["word/document.xml"].content().decode()
    marked = re.findall(r"<w:(strike|u)\b[^>]*/>(?:(?!</w:r>).)*?<w:t[^>]*>([^<]*)", xml)
    assert ("strike", "oud") in marked
    assert ("u", "nieuw") in marked
    assert not re.search(r"<w:(ins|del|moveFrom|bookmarkStart)\b", xml)
    assert "CONCEPT" not in "".join(
        part.content().decode() for name, part in unpack(data, "").items() if name.endswith(".xml")
    )
    properties = read(data).properties
    assert properties.title == "What colleagues changed: Vrede & veiligheid"


def test_a_meeting_can_write_down_what_it_decides(made: tree.Document) -> None:
    lines = ["".join(run.text for run in tree.runs_in(line)) for line in tree.lines(made.blocks)]
    decisions = [line.replace("\u00a0", " ") for line in lines if line.startswith("Decision:")]
    assert "☐ noor.docx (Noor and Sam <Sam>)" in decisions[0]
    assert "☐ take over" in decisions[1]
    assert len(decisions) == 11  # one a place, but for none


# ── The web page ──────────────────────────────────────────────────────────────


def test_the_page_brings_everything_itself(made: tree.Document) -> None:
    markup = page(made)
    found = Page(markup)
    names = {tag for tag, _attributes in found.tags}
    assert names.isdisjoint({"script", "link", "img", "iframe", "object", "a", "base", "form"})
    attributes = {name for _tag, pairs in found.tags for name in pairs}
    assert attributes <= {"lang", "charset", "name", "content", "http-equiv", "class", "scope"}
    assert not re.search(r"url\(|@import|https?:", markup)
    assert found.tags[0] == ("html", {"lang": "nl"})


def test_the_page_escapes_what_people_typed(made: tree.Document) -> None:
    markup = page(made)
    assert "iets &amp; &lt;b&gt;anders&lt;/b&gt;" in markup
    assert "Sam &lt;Sam&gt;" in markup
    assert "<b>" not in markup


def test_the_page_marks_changes_as_such(made: tree.Document) -> None:
    marked = Page(page(made)).marked
    assert ("del", "oud") in marked
    assert ("ins", "nieuw") in marked


def test_the_headings_of_the_page_leave_out_no_level(made: tree.Document) -> None:
    levels = [int(tag[1]) for tag, _attributes in Page(page(made)).tags if re.match(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert max(after - before for before, after in pairwise(levels)) == 1


def contrast(one: str, other: str) -> float:
    """As WCAG 2 defines it."""
    lights = sorted(map(_luminance, (one, other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _luminance(colour: str) -> float:
    short = colour.removeprefix("#")
    digits = short if len(short) == 6 else "".join(sign * 2 for sign in short)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_colours_of_the_page_can_be_read_by_all(made: tree.Document) -> None:
    themes = re.findall(r":root \{(.*?)\}", page(made), re.DOTALL)
    assert len(themes) == 3  # light, dark, print
    pairs = [("text", "ground"), ("accent", "ground"), ("quiet", "ground"), ("accent", "tint")]
    pairs += [("deleted", "deleted-ground"), ("inserted", "inserted-ground")]
    for theme in themes:
        colours = dict(re.findall(r"--([\w-]+): (#\w+)", theme))
        for one, other in pairs:
            assert contrast(colours[one], colours[other]) >= 4.5, (one, other, theme)


# ── The command ───────────────────────────────────────────────────────────────

LETTER = """\
kind: letter
id: mali
date: 2026-06-02
subject: Voortgang in Mali
addressee: {committee: defensie}
opening: De missie gaat haar tweede jaar in.
closing: Wij lichten dit graag toe.
"""


@pytest.fixture
def back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy that came back, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    path = Path("mali.yaml")
    path.write_text(LETTER, "utf-8")
    pipeline = Pipeline.around(path)
    data = pipeline.word(pipeline.draft(path).document)
    data = replaced(data, "graag toe", "met plezier toe", "Noor")
    data = commented(data, "tweede jaar", "Sam", "Echt?", ("Noor", "Ja."))
    Path("terug.docx").write_bytes(data)
    return Path("terug.docx")


@pytest.mark.parametrize("name", ["verslag.docx", "verslag.html"])
def test_the_command_makes_a_report(name: str, back: Path) -> None:
    done = drafter("review", "mali.yaml", back, "--report", name)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[-1] == f"made: {name}"
    assert not outputs.edited(Path(name))
    text = (
        Path(name).read_text("utf-8")
        if name.endswith("html")
        else "".join(paragraph.text for paragraph in read(Path(name).read_bytes()).paragraphs)
    )
    assert "met plezier" in text
    assert drafter("review", "mali.yaml", back, "--report", name).code == 0  # its own, unchanged


def test_with_json_the_output_is_json_alone(back: Path) -> None:
    done = drafter("review", "mali.yaml", back, "--format", "json", "--report", "verslag.html")
    assert json.loads(done.out)["input"] == "mali.yaml"
    assert Path("verslag.html").is_file()


@pytest.mark.parametrize("name", ["verslag.pdf", "verslag", "verslag.docx.txt"])
def test_another_ending_is_refused(name: str, back: Path) -> None:
    done = drafter("review", "mali.yaml", back, "--report", name)
    assert done.code == 2
    assert "after --report comes a file that ends with .docx or .html" in done.err
    assert not Path(name).exists()


def test_a_file_that_drafter_did_not_make_is_left_alone(back: Path) -> None:
    mine = Path("verslag.html")
    mine.write_text("van mij", "utf-8")
    done = drafter("review", "mali.yaml", back, "--report", mine)
    assert (done.code, done.out, mine.read_text("utf-8")) == (1, "", "van mij")
    assert "is not overwritten" in done.err
    assert drafter("review", "mali.yaml", back, "--report", mine, "--overwrite").code == 0
    assert mine.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_what_came_back_is_never_overwritten(back: Path) -> None:
    before = back.read_bytes()
    done = drafter("review", "mali.yaml", back, "--report", "./terug.docx", "--overwrite")
    assert done.code == 2
    assert back.read_bytes() == before


# ── What fields are called ────────────────────────────────────────────────────


def test_fields_have_names_that_a_meeting_knows() -> None:
    printed = "opening asks.plan.heading asks.geld.question recommendations.een.heading"
    point = "recommendations.twee.action_points.stap.text"
    names = FieldNames([*printed.split(), point, "introduction.text"])
    assert names.of("asks.geld.question") == "Ask 2 (geld): the question itself"
    assert names.of("asks.weg.heading") == "Ask (weg): heading"
    assert names.of("asks.geld") == "Ask 2 (geld)"
    assert names.of("asks") == "Asks"
    assert names.of("introduction.text") == "Introduction"
    assert names.of(point) == "Recommendation 2 (twee): action point 1 (stap)"


CASES = sorted((Path(__file__).parent / "cases").glob("*/input.yaml"))


def test_every_field_that_any_case_prints_has_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """But for keys in brackets and numbers, all of it is words that were translated."""
    monkeypatch.setattr(field_names, "_", lambda text: f"<{text}>")
    printed: set[str] = set()
    for path in CASES:
        with contextlib.suppress(DrafterError):  # some cases are about problems
            for draft in Pipeline.around(path).drafts(path):
                printed |= tree.fields(draft.document.blocks)
    names = FieldNames(sorted(printed))
    said = {id: re.sub(r"<[^>]*>|\([^)]*\)", "", names.of(id)) for id in printed}
    assert len(said) > 150
    assert {id: text for id, text in said.items() if re.search("[a-z_]", text)} == {}


def test_the_organisation_stands_above_the_report(made: tree.Document, pipeline: Pipeline) -> None:
    organisation: Organisation = pipeline.sender.organisation
    assert made.running.name == str(organisation.name)
    assert made.author.startswith(str(organisation.name))
