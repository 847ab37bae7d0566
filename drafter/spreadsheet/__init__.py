"""Spreadsheets, as far as a table of texts needs them: one sheet of an .xlsx, .ods or .csv.

They are read here and not by a package. The readers that there are leave out what would make a
wrong letter: that a cell shows an error or a percentage, that cells are merged, that a formula
was never worked out.
"""

from __future__ import annotations

from collections.abc import Callable

from drafter.spreadsheet import delimited, ods, xlsx
from drafter.spreadsheet.package import Package
from drafter.spreadsheet.table import NotText, Refused, Table


def read(data: bytes, is_header: Callable[[str], bool]) -> Table:
    """The sheet that counts, whatever the format. Raises `Refused`.

    Of several sheets it is `versies` or `versions`, or else the first that is not hidden. Rows
    and columns that are hidden count as the others do.
    """
    if Package.is_one(data):
        package = Package(data)
        if "xl/workbook.xml" in package.names:
            return xlsx.read(package)
        if "content.xml" in package.names:
            return ods.read(package)
        raise Refused
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotText from error
    return delimited.read(text, is_header)
