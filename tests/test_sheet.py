"""Versions from a spreadsheet: what its cells hold, and what is said of those that are wrong."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import judges
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafter import placed, sheet
from drafter.model import Letter
from drafter.problems import DrafterError, Place, Problem
from drafter.sheet import Sheet

SHEETS = Path(__file__).parent / "sheets"
KINDS = ("xlsx", "ods")


def versions(read: Sheet) -> list[Any]:
    assert read.problems == ()
    return [placed.plain(version) for version in read.versions.items]


def problems(path: Path) -> tuple[Problem, ...]:
    try:
        return sheet.read(path).problems
    except DrafterError as error:
        return error.problems


def codes(path: Path) -> list[str]:
    return [problem.code for problem in problems(path)]


# ── Files made here, as far as a test needs them ──────────────────────────────

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_FORMATS = ("General", "0%", '"€" #,##0.00', "d mmmm yyyy;@", "[$-413]h:mm", "dd/mm/yy hh:mm")
DATE, TIME, MOMENT, PERCENT, EURO = ('s="3"', 's="4"', 's="5"', 's="1"', 's="2"')


def text(words: str) -> str:
    """A cell of text, as it stands in an .xlsx."""
    return f'<c t="inlineStr"><is><t>{words}</t></is></c>'


def xlsx(
    path: Path,
    *rows: Iterable[str],
    name: str = "Versies",
    after: str = "",
    others: Mapping[str, str] | None = None,
    book: str = "",
    more: Mapping[str, str] | None = None,
) -> Path:
    """An .xlsx whose cells are XML; `others` are sheets before it, with their state."""
    cells = "".join(f"<row>{''.join(row)}</row>" for row in rows)
    names = {**(others or {}), name: "visible"}
    sheets = "".join(
        f'<sheet name="{one}" sheetId="{n}" state="{state}" r:id="r{n}"/>'
        for n, (one, state) in enumerate(names.items(), 1)
    )
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/worksheet" Target="worksheets/s{n}.xml"/>'
        for n in range(1, len(names) + 1)
    )
    formats = "".join(
        f'<numFmt numFmtId="{164 + n}" formatCode="{code.replace(chr(34), "&quot;")}"/>'
        for n, code in enumerate(_FORMATS)
    )
    styles = "".join(f'<xf numFmtId="{164 + n}"/>' for n in range(len(_FORMATS)))
    empty = (
        f'<worksheet xmlns="{_MAIN}"><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>'
    )
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{book}'
        f"<sheets>{sheets}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{relations}'
        "</Relationships>",
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><numFmts>{formats}</numFmts>'
        f'<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs>{styles}</cellXfs></styleSheet>',
        **{f"xl/worksheets/s{n}.xml": empty for n in range(1, len(names))},
        f"xl/worksheets/s{len(names)}.xml": f'<worksheet xmlns="{_MAIN}">'
        f"<sheetData>{cells}</sheetData>{after}</worksheet>",
        **(more or {}),
    }
    return packed(path, parts)


def ods(path: Path, *rows: str, name: str = "Versies", before: str = "", entry: str = "") -> Path:
    """An .ods whose rows are XML; `before` are tables and styles before its own."""
    spaces = " ".join(
        f'xmlns:{of}="{_OASIS}:{of}:1.0"' for of in ("office", "table", "text", "style")
    )
    cells = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    content = (
        f"<office:document-content {spaces}>{before}"
        f'<table:table table:name="{name}">{cells}</table:table></office:document-content>'
    )
    manifest = f'<manifest xmlns="{_OASIS}:manifest:1.0">{entry}</manifest>'
    return packed(path, {"META-INF/manifest.xml": manifest, "content.xml": content})


def cell(words: str, more: str = "") -> str:
    """A cell of text, as it stands in an .ods."""
    return f"<table:table-cell {more}><text:p>{words}</text:p></table:table-cell>"


def packed(path: Path, parts: Mapping[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def csv(path: Path, words: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(words.encode(encoding))
    return path


# ── What programs write ───────────────────────────────────────────────────────


def test_thirty_versions_are_the_same_from_every_format() -> None:
    read = {kind: sheet.read(SHEETS / f"versies.{kind}") for kind in ("csv", *KINDS)}
    thirty = versions(read["csv"])
    assert len(thirty) == 30
    assert thirty[6] == {
        "id": "versie-07",
        "addressee": {"committee": "buitenlandse-zaken"},
        "occasion": {
            "type": "commissiedebat",
            "date": "2026-12-08",
            "time": "17:35",
            "subject": "de missie in regio 7",
            "dossier": "36800",
        },
        "asks": {"tags": ["missies"]},
    }
    assert thirty[4]["opening"].splitlines()[1:] == ["", "Tweede alinea."]
    assert "Coördinatie" in thirty[4]["opening"]
    for kind in KINDS:
        assert versions(read[kind]) == thirty, kind
        (place, of_csv) = (one.versions.items[29].place for one in (read[kind], read["csv"]))
        assert place[1:4] == of_csv[1:4] == (31, 1, "id: versie-30")
        assert (place.sheet, of_csv.sheet) == ("versies", "")


@pytest.mark.parametrize("kind", KINDS)
def test_cells_that_a_spreadsheet_changed_are_refused(kind: str) -> None:
    read = sheet.read(SHEETS / f"fouten.{kind}")
    good = placed.plain(read.versions.items[0])
    assert good == {
        "id": "goed",
        "subject": "Één ünderwerp",
        "opening": "eerste\ntweede",
        "occasion": {"type": "commissiedebat", "date": "2026-12-09", "time": "10:30"},
        "asks": {"ministry": "ja"},
        "addressee": {"committee": "defensie"},
    }
    months = [placed.plain(version)["occasion"]["month"] for version in read.versions.items[1:]]
    assert months == ["2026-06", "2026-06"]
    assert placed.plain(read.versions.items[2])["addressee"] == {"committee": "defensie"}
    assert [(p.code, p.place.line, p.place.column) for p in read.problems] == [
        ("cell-number", 3, 2),  # 36,5
        ("cell-number", 3, 3),  # 12%
        ("cell-number", 3, 6),  # 30:15
        ("cell-error", 3, 9),  # =NA()
        ("cell-kind", 4, 2),  # a date for a subject
        ("cell-number", 4, 3),  # € 12,50
        ("cell-error", 4, 4),  # =1/0
        ("cell-number", 4, 6),  # 0,5 for a time
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_calc_writes_what_is_kept_here(kind: str, tmp_path: Path, accept: bool) -> None:
    judges.need("calc")
    for made in judges.to_spreadsheets(sorted(SHEETS.glob("*.csv")), kind, tmp_path):
        kept = SHEETS / made.name
        if accept:
            shutil.copyfile(made, kept)
        assert said(sheet.read(made)) == said(sheet.read(kept))


def said(read: Sheet) -> list[Any]:
    """What a sheet says, but for the file that it is in."""
    values = [placed.plain(version) for version in read.versions.items]
    return [*values, *((problem.code, problem.place[1:]) for problem in read.problems)]


# ── What is in a cell ─────────────────────────────────────────────────────────


def number(value: str, style: str = "") -> str:
    return f"<c {style}><v>{value}</v></c>"


@pytest.mark.parametrize(
    ("column", "content", "expected"),
    [
        ("subject", text("Financi&#235;n &amp; &#8220;zorg&#8221;"), "Financiën & “zorg”"),
        ("subject", text("  om en om \r\n twee  "), "om en om \n twee"),
        ("subject", text("een_x000D__x000A_twee _x005F_x0041_"), "een\ntwee _x0041_"),
        ("subject", '<c t="str"><f>A1</f><v>uitkomst</v></c>', "uitkomst"),
        (
            "subject",
            '<c t="inlineStr"><is><r><t>twee </t></r><r><t>delen</t></r>'
            "<rPh><t>x</t></rPh></is></c>",
            "twee delen",
        ),
        ("occasion.dossier", number("36800"), "36800"),
        ("occasion.year", number("2027.0"), "2027"),
        ("occasion.date", number("46366", DATE), "2026-12-10"),
        ("occasion.date", number("46366.0", MOMENT), "2026-12-10"),
        ("occasion.date", number("46366.75", DATE), "2026-12-10"),
        ("occasion.date", number("46366.4166666667", MOMENT), "2026-12-10 10:00"),
        ("occasion.date", '<c t="d"><v>2026-12-10</v></c>', "2026-12-10"),
        ("occasion.date", number("46366"), "46366"),
        ("occasion.time", number("0.416666666666667", TIME), "10:00"),
        ("occasion.time", number("0.39930555", TIME), "09:35"),
        ("occasion.time", number("0", TIME), "00:00"),
        ("occasion.month", number("46174", DATE), "2026-06"),
        ("occasion.month", number("46175", DATE), "2026-06-02"),
        ("occasion.week", number("46175", DATE), "2026-06-02"),
        ("asks.ministry", '<c t="b"><v>1</v></c>', "ja"),
        ("asks.ministry", '<c t="b"><v>0</v></c>', "nee"),
        ("asks", text("een; twee\ndrie;;"), ["een", "twee", "drie"]),
        ("asks", number("1325"), ["1325"]),
        ("addressee.lines", text("De directeur\nPostbus 1"), ["De directeur", "Postbus 1"]),
    ],
)
def test_a_cell_becomes_the_text_of_its_field(
    column: str, content: str, expected: Any, tmp_path: Path
) -> None:
    path = xlsx(tmp_path / "v.xlsx", [text(column)], [content])
    (found,) = versions(sheet.read(path))
    for step in column.split("."):
        found = found[step]
    assert found == expected


@pytest.mark.parametrize(
    ("column", "content", "code"),
    [
        ("subject", number("36.5"), "cell-number"),
        ("subject", number("1", PERCENT), "cell-number"),
        ("subject", number("12", EURO), "cell-number"),
        ("subject", number("1E+16"), "cell-number"),
        ("occasion.time", number("9.3"), "cell-number"),
        ("occasion.time", number("1.25", TIME), "cell-number"),
        ("occasion.date", number("-3", DATE), "cell-number"),
        ("occasion.date", number("99999999", DATE), "cell-number"),
        ("subject", number("46366", DATE), "cell-kind"),
        ("subject", number("0.5", TIME), "cell-kind"),
        ("asks", number("46366", DATE), "cell-kind"),
        ("subject", '<c t="b"><v>1</v></c>', "cell-kind"),
        ("subject", '<c t="e"><v>#REF!</v></c>', "cell-error"),
        ("subject", text("#VERW!"), "cell-error"),
        ("subject", "<c><f>A1</f></c>", "cell-error"),
        ("subject", text("een_x0007_"), "control-character"),
    ],
)
def test_a_cell_that_cannot_be_trusted_is_refused(
    column: str, content: str, code: str, tmp_path: Path
) -> None:
    path = xlsx(tmp_path / "v.xlsx", [text("id"), text(column)], [text("een"), content])
    (problem,) = problems(path)
    assert (problem.code, problem.place[:3]) == (code, (str(path), 2, 2))
    assert problem.place.text.startswith(f"{column}: ") or not problem.place.text


def test_an_apostrophe_or_hash_in_a_text_is_no_error(tmp_path: Path) -> None:
    path = csv(tmp_path / "v.csv", "id,subject\na,#MeToo!\nb,#1325\n")
    assert [version["subject"] for version in versions(sheet.read(path))] == ["#MeToo!", "#1325"]


def test_days_count_from_1904_where_the_file_says_so(tmp_path: Path) -> None:
    row = [number("44904", DATE)]
    book = '<workbookPr date1904="1"/>'
    path = xlsx(tmp_path / "v.xlsx", [text("date")], row, book=book)
    assert versions(sheet.read(path)) == [{"date": "2026-12-10"}]


def test_an_ods_cell_says_what_it_holds(tmp_path: Path) -> None:
    header = "".join(map(cell, ("subject", "date", "occasion.time", "asks.ministry")))
    value = 'office:value-type="{}" office:{}-value="{}"'
    row = (
        cell("een<text:s text:c='2'/>twee</text:p><text:p>drie<text:line-break/>vier")
        + cell("9 dec", value.format("date", "date", "2026-12-09"))
        + cell("half elf", value.format("time", "time", "PT10H30M00S"))
        + cell("WAAR", value.format("boolean", "boolean", "true"))
    )
    assert versions(sheet.read(ods(tmp_path / "v.ods", header, row))) == [
        {
            "subject": "een  twee\ndrie\nvier",
            "date": "2026-12-09",
            "occasion": {"time": "10:30"},
            "asks": {"ministry": "ja"},
        }
    ]


def test_a_remark_on_an_ods_cell_is_no_text_of_it(tmp_path: Path) -> None:
    remark = "<office:annotation><text:p>van Anna</text:p></office:annotation>"
    row = f"<table:table-cell>{remark}<text:p>tekst</text:p></table:table-cell>"
    assert versions(sheet.read(ods(tmp_path / "v.ods", cell("subject"), row))) == [
        {"subject": "tekst"}
    ]


# ── Rows and columns ──────────────────────────────────────────────────────────


def test_empty_cells_rows_and_remarks_are_nothing(tmp_path: Path) -> None:
    words = "\nid,#van,opening,\n\na,Anna,  ,\n,Bob,,\nb,,tekst,\n"
    read = sheet.read(csv(tmp_path / "v.csv", words))
    assert versions(read) == [{"id": "a"}, {"id": "b", "opening": "tekst"}]
    assert [version.place.line for version in read.versions.items] == [4, 6]


def test_every_value_knows_its_cell(tmp_path: Path) -> None:
    path = csv(tmp_path / "v.csv", "id,occasion.date,asks\na,9-6-2026,een;twee\n")
    version = placed.Source(path, sheet.read(path).versions.items[0], ())  # type: ignore[arg-type]
    date = Place(str(path), 2, 2, "occasion.date: 9-6-2026", "")
    assert version.place(("occasion", "date")) == date
    assert version.place(("occasion", "date"), key=True) == date
    assert version.place(("occasion", "time")) == date
    assert version.place(("asks", 1)) == Place(str(path), 2, 3, "asks: een;twee", "")
    assert version.place(("subject",)) == Place(str(path), 2, 1, "id: a", "")


def test_names_of_columns_may_have_capitals_and_spaces(tmp_path: Path) -> None:
    path = csv(tmp_path / "v.csv", "Id, Occasion . Date\na,9-6-2026\n")
    assert versions(sheet.read(path)) == [{"id": "a", "occasion": {"date": "9-6-2026"}}]


@pytest.mark.parametrize(
    ("header", "meant"),
    [
        ("ocasion.date", "'occasion.date'"),
        ("committee", "'addressee.committee'"),
        ("commitee", "'addressee.committee'"),
        ("dossier", "'occasion.dossier'"),
        ("openning", "'opening'"),
        ("wie het doet", "#"),
    ],
)
def test_an_unknown_column_is_reported_once(header: str, meant: str, tmp_path: Path) -> None:
    path = csv(tmp_path / "v.csv", f"id,{header}\na,b\nc,d\n")
    (problem,) = problems(path)
    assert (problem.code, problem.place) == (
        "unknown-column",
        Place(str(path), 1, 2, header, ""),
    )
    assert meant in problem.hint


def test_all_that_is_wrong_comes_out_at_once(tmp_path: Path) -> None:
    error = '<c t="e"><v>#REF!</v></c>'
    path = xlsx(
        tmp_path / "v.xlsx",
        [text("id"), text("id"), text("asks"), text("asks.tags"), error],
        [text("a"), "<c/>", text("een"), text("twee"), "<c/>", text("los")],
        [number("0.5"), "<c/>", text("een")],
        after='<mergeCells><mergeCell ref="C3:C4"/></mergeCells>',
    )
    found = [(problem.code, problem.place.line, problem.place.column) for problem in problems(path)]
    assert found == [
        ("duplicate-column", 1, 2),
        ("cell-error", 1, 5),
        ("two-ways", 2, 4),
        ("no-header", 2, 6),
        ("cell-number", 3, 1),
        ("merged-cells", 3, 3),
    ]


def test_merged_cells_are_seen_in_an_ods_too(tmp_path: Path) -> None:
    merged = cell("x", 'table:number-rows-spanned="2"')
    path = ods(tmp_path / "v.ods", cell("id") + cell("subject"), cell("a") + merged, cell("b"))
    (problem,) = problems(path)
    assert (problem.code, problem.place[1:3]) == ("merged-cells", (2, 2))


def test_repeated_cells_of_an_ods_are_where_they_are_seen(tmp_path: Path) -> None:
    gap = '<table:table-cell table:number-columns-repeated="2"/>'
    header = cell("id") + cell("#") + cell("#") + cell("subject")
    path = ods(
        tmp_path / "v.ods",
        header,
        '</table:table-row><table:table-row table:number-rows-repeated="3">'
        f"{cell('a')}{gap}{cell('x')}",
        '</table:table-row><table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/>',
    )
    read = sheet.read(path)
    assert versions(read) == [{"id": "a", "subject": "x"}] * 3
    assert [version.place.line for version in read.versions.items] == [3, 4, 5]


@pytest.mark.parametrize("kind", ["csv", *KINDS])
def test_a_sheet_without_versions_is_reported(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"v.{kind}"
    {"csv": lambda: csv(path, "id\n"), "xlsx": lambda: xlsx(path), "ods": lambda: ods(path)}[kind]()
    assert codes(path) == ["no-versions"]


# ── Which sheet ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("others", "name", "found"),
    [
        ({}, "Blad1", True),
        ({"Uitleg": "visible"}, "Blad2", False),
        ({"Uitleg": "visible"}, "Versies", True),
        ({"Uitleg": "visible"}, "VERSIONS ", True),
        ({"Lijsten": "hidden", "Nog": "veryHidden"}, "Blad3", True),
    ],
)
def test_the_sheet_that_counts(
    others: Mapping[str, str], name: str, found: bool, tmp_path: Path
) -> None:
    path = xlsx(tmp_path / "v.xlsx", [text("id")], [text("a")], name=name, others=others)
    assert (codes(path) == []) is found


def test_a_hidden_sheet_of_an_ods_does_not_count(tmp_path: Path) -> None:
    style = (
        '<style:style style:name="t"><style:table-properties table:display="false"/></style:style>'
    )
    hidden = '<table:table table:name="Lijst" table:style-name="t"><table:table-row>'
    hidden += f"{cell('onbekend')}</table:table-row></table:table>"
    path = ods(tmp_path / "v.ods", cell("id"), cell("a"), name="Blad2", before=style + hidden)
    assert versions(sheet.read(path)) == [{"id": "a"}]


# ── Text files ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_text_file_may_be_of_any_kind(sign: str, end: str, encoding: str, tmp_path: Path) -> None:
    rows = [
        ("id", "occasion.subject", "opening"),
        ("a", "Financiën, zorg; rest", 'een ""twee"" drie'),
    ]
    words = end.join(sign.join(f'"{one}"' for one in row) for row in rows) + end
    path = csv(tmp_path / "v.csv", words, encoding)
    (version,) = versions(sheet.read(path))
    assert version["occasion"]["subject"] == "Financiën, zorg; rest"
    assert version["opening"] == 'een "twee" drie'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("id;subject\na;Financiën\n".encode("cp1252"), "not-utf8"),
        ("id;subject\na;één\n".encode("utf-16"), "not-utf8"),
        (b'id;subject\na;"half\nb;c\n', "bad-row"),
        (b'id;subject\na;"een" twee\n', "bad-row"),
        (b"", "no-versions"),
    ],
)
def test_a_text_file_that_would_be_misread_is_refused(
    data: bytes, code: str, tmp_path: Path
) -> None:
    path = tmp_path / "v.csv"
    path.write_bytes(data)
    assert codes(path) == [code]


def test_the_row_with_wrong_quotation_marks_is_named(tmp_path: Path) -> None:
    path = csv(tmp_path / "v.csv", 'id;subject\na;"een\nbis"\nb;"c" d\n')
    (problem,) = problems(path)
    assert problem.place == Place(str(path), 3, sheet="")


# ── Files that are no spreadsheet, or would be too much ───────────────────────


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("v.xls", b"\xd0\xcf\x11\xe0", "not-spreadsheet"),
        ("v.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1", "not-spreadsheet"),
        ("v.xlsx", b"PK\3\4 and nothing", "not-spreadsheet"),
        ("v.ods", b"PK\3\4", "not-spreadsheet"),
        ("v.docx", b"PK\3\4", "not-spreadsheet"),
        ("v.csv", b"x" * 5_000_001, "too-large"),
    ],
)
def test_a_file_that_is_no_spreadsheet_is_refused(
    name: str, data: bytes, code: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    assert codes(tmp_path / name) == [code]


def test_a_file_that_is_not_there_is_missed(tmp_path: Path) -> None:
    csv(tmp_path / "versies.csv", "id\na\n")
    (problem,) = problems(tmp_path / "versie.csv")
    assert problem.code == "no-file"
    assert "versies.csv" in problem.hint


def test_a_word_file_under_another_name_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "v.xlsx", {"word/document.xml": "<w/>"})
    assert codes(path) == ["not-spreadsheet"]


def test_a_password_is_said_to_be_one(tmp_path: Path) -> None:
    path = ods(tmp_path / "v.ods", cell("id"), entry="<file-entry><encryption-data/></file-entry>")
    (problem,) = problems(path)
    assert "password" in problem.message


@pytest.mark.parametrize(
    "declaration", ['<!DOCTYPE x [<!ENTITY a "b">]>', '<!DOCTYPE x SYSTEM "file:///etc/passwd">']
)
def test_entities_are_refused(declaration: str, tmp_path: Path) -> None:
    shared = f'{declaration}<sst xmlns="{_MAIN}"><si><t>x</t></si></sst>'
    more = {"xl/sharedStrings.xml": shared}
    path = xlsx(tmp_path / "v.xlsx", [text("id")], [text("a")], more=more)
    assert codes(path) == ["not-spreadsheet"]


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    more = {"xl/sharedStrings.xml": " " * 20_000_001}
    path = xlsx(tmp_path / "v.xlsx", [text("id")], [text("a")], more=more)
    assert path.stat().st_size < 100_000
    assert codes(path) == ["too-large"]


@pytest.mark.parametrize(
    ("rows", "columns"), [(1_000_000, 1), (1, 1_000_000_000), (10**9, 10**9), (10_000, 10_000)]
)
def test_repeats_in_an_ods_fill_no_memory(rows: int, columns: int, tmp_path: Path) -> None:
    repeated = cell("x", f'table:number-columns-repeated="{columns}"')
    row = f'</table:table-row><table:table-row table:number-rows-repeated="{rows}">{repeated}'
    assert codes(ods(tmp_path / "v.ods", cell("id"), row)) == ["too-large"]


def test_a_far_cell_of_an_xlsx_fills_no_memory(tmp_path: Path) -> None:
    far = '<c r="XFD1048576" t="b"><v>1</v></c>'
    path = xlsx(tmp_path / "v.xlsx", [text("id")], [text("a")], [far])
    (problem,) = problems(path)
    assert (problem.code, problem.place.column) == ("no-header", 16384)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), name=st.sampled_from(["versies.xlsx", "fouten.ods", "versies.csv"]))
def test_a_damaged_file_is_refused_or_read(data: st.DataObject, name: str, tmp_path: Path) -> None:
    """Damage may go unseen where it is in no part that is read; it never breaks drafter."""
    content = bytearray((SHEETS / name).read_bytes())
    for _number in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / name
    path.write_bytes(content[: data.draw(st.integers(0, len(content)))])
    problems(path)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), name=st.sampled_from(["fouten.xlsx", "fouten.ods"]))
def test_damaged_xml_is_refused_or_read(data: st.DataObject, name: str, tmp_path: Path) -> None:
    """Damage that a zip does not tell of: a part with other words in it."""
    with zipfile.ZipFile(SHEETS / name) as package:
        parts = {one: package.read(one).decode("latin-1") for one in package.namelist()}
    read = [one for one in parts if one.endswith((".xml", ".rels"))]
    part = data.draw(st.sampled_from(sorted(read)))
    at = data.draw(st.integers(0, len(parts[part])))
    words = data.draw(st.sampled_from(["", "-1", "<c/>", "<v>x</v>", "9" * 30, "</row>", '"', "é"]))
    gone = data.draw(st.integers(0, 20))
    parts[part] = parts[part][:at] + words + parts[part][at + gone :]
    problems(packed(tmp_path / name, parts))


# ── Which columns ─────────────────────────────────────────────────────────────


def test_every_field_of_a_letter_that_fits_in_a_cell_is_a_column() -> None:
    names = sheet.columns().keys()
    assert {"id", "subject", "addressee.committee", "occasion.date", "asks.tags"} <= names
    assert {name.partition(".")[0] for name in names} - {"without"} <= Letter.model_fields.keys()
    left_out = Letter.model_fields.keys() - {name.partition(".")[0] for name in names}
    assert left_out == {
        *("kind", "addressees", "ask_groups", "action_points", "signatories", "notes", "sources")
    }


@pytest.mark.parametrize("column", sheet.columns().values(), ids=lambda column: column.name)
def test_every_column_is_read(column: sheet.Column, tmp_path: Path) -> None:
    (version,) = versions(sheet.read(csv(tmp_path / "v.csv", f"{column.name},#\nx,\n")))
    for step in column.name.split("."):
        version = version[step]
    assert version == (["x"] if column.shape == "list" else "x")
