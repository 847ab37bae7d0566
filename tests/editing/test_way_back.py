"""What LibreOffice edited comes back: the right kind, on the right field, by whom, saying what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from edits import AUTHOR, EDITED, SECOND, Edited

from drafter.pipeline import Draft
from drafter.printed import laid_out
from drafter.review import review
from drafter.review_rows import Review
from drafter.word.receive import receive

GENDERADVISEUR = "asks.genderadviseur.background"
TOLD = {
    "change": [
        "changed asks.genderadviseur.question: "
        "Wil de minister zorgen dat de adviseur meepraat waar besluiten worden genomen?"
    ],
    "retype": ["retyped asks.genderadviseur.question: Hoe beslist de adviseur voortaan mee?"],
    "delete": [
        "deleted action_points.rapportage.text: ",
        "order action_points: budget, opleiding",
    ],
    "add before": [
        "added to action_points between asks.consultaties.question and action_points.budget.text: "
        "Begin met een nulmeting.",
        "order action_points: new, budget, rapportage, opleiding",
    ],
    "add between": [
        "added to action_points between action_points.rapportage.text and "
        "action_points.opleiding.text: Publiceer de uitkomsten.",
        "order action_points: budget, rapportage, new, opleiding",
    ],
    "add after": [
        "added to action_points between action_points.opleiding.text and closing: "
        "Herhaal die opleiding elk jaar.",
        "order action_points: budget, rapportage, opleiding, new",
    ],
    "split": [
        f"split {GENDERADVISEUR}: De missie heeft één genderadviseur. ¶ Die heeft geen toegang "
        "tot de militaire top. ¶ Plannen komen pas op tafel als ze klaar zijn.",
        f"split between {GENDERADVISEUR} and {GENDERADVISEUR}",
    ],
    "merge": [
        f"merged {GENDERADVISEUR}: De missie heeft één genderadviseur. Die heeft geen toegang "
        "tot de militaire top.Plannen komen pas op tafel als ze klaar zijn.",
        f"merged between {GENDERADVISEUR} and {GENDERADVISEUR}",
    ],
    "move": [
        "moved action_points.budget.text between action_points.opleiding.text and closing",
        "order action_points: rapportage, opleiding, budget",
    ],
    "append": ["changed closing: Wij lichten dit graag toe. Belt u ons gerust."],
    "prepend": [
        "changed asks.consultaties.background: "
        "Het kan beter. Vrouwenorganisaties worden gehoord, maar zien hun inbreng niet terug."
    ],
    "comment": [f"remark on {GENDERADVISEUR}, ‘militaire top’: Is dit nog zo?"],
    "note": ["changed notes.kamerbrief: Kamerstuk 29 521, nr. 337."],
    "two hands": [
        "changed action_points.rapportage.text: "
        "Rapporteer ieder kwartaal over gender in missies en trainingen."
    ],
}
TOLD["cut and paste"] = TOLD["move"]


def reviewed(printed: Draft, data: bytes) -> Review:
    document = printed.document
    return review(laid_out(document), receive(data, "brief.docx"), rich=document.baseline.values)


def told(found: Review) -> Iterator[str]:
    """A review in lines; a paragraph's end is a ¶."""
    for change in found.changes:
        yield f"{change.kind} {change.field}: {' ¶ '.join(map(str.strip, change.new.split(_END)))}"
    for added in found.added:
        yield f"added to {added.list} between {added.after} and {added.before}: {added.text}"
    for moved in found.moved:
        yield f"moved {', '.join(moved.fields)} between {moved.after} and {moved.before}"
    for joint in found.joints:
        yield f"{joint.kind} between {joint.first} and {joint.second}"
    for order in found.orders:
        yield f"order {order.list}: {', '.join(id or 'new' for id in order.new)}"
    for remark in found.remarks:
        fields = ", ".join(remark.fields)
        yield f"remark on {fields}, ‘{remark.quote}’: {remark.comment.text}"
    yield from map(str, (*found.template, *found.notes, *found.looks))


_END = "\n\n"


def authors(found: Review) -> set[str]:
    """Who did it; empty for what nobody put their name to."""
    rows = (*found.changes, *found.added, *found.moved, *found.joints)
    edits = {edit.author for row in rows for edit in row.edits}
    return edits | {remark.comment.author for remark in found.remarks}


@pytest.mark.parametrize("one", EDITED, ids=str)
def test_it_comes_back(printed: Draft, edited: Mapping[Edited, bytes], one: Edited) -> None:
    found = reviewed(printed, edited[one])
    if one.way == "rejected" or one.edit == "nothing":
        assert found == Review()
        return
    assert list(told(found)) == TOLD[one.edit]
    # What was copied or accepted has no tracked changes; a comment always has a name to it.
    signed = (one.tracked and one.way in ("saved", "odt")) or one.edit == "comment"
    hands = {AUTHOR, SECOND} if one.edit == "two hands" else {AUTHOR}
    assert authors(found) == (hands if signed else {""})


@pytest.mark.parametrize("one", [one for one in EDITED if one.way == "saved"], ids=str)
def test_a_changed_field_is_found_by_its_bookmark(
    printed: Draft, edited: Mapping[Edited, bytes], one: Edited
) -> None:
    found = reviewed(printed, edited[one])
    gone = one.edit == "delete" and not one.tracked
    routes = {row.route for row in (*found.changes, *found.moved)}
    assert routes <= ({"position"} if gone else {"bookmark"})


@pytest.mark.parametrize(
    "one", [one for one in EDITED if one.tracked and one.way == "saved"], ids=str
)
def test_what_was_struck_and_typed_is_as_it_was(
    printed: Draft, edited: Mapping[Edited, bytes], one: Edited
) -> None:
    found = reviewed(printed, edited[one])
    edits = [(edit.kind, edit.text) for change in found.changes for edit in change.edits]
    assert edits == STRUCK_AND_TYPED.get(one.edit, [])


STRUCK_AND_TYPED = {
    "change": [("deleted", "besluiten vallen"), ("inserted", "besluiten worden genomen")],
    "retype": [
        ("deleted", "Wil de minister zorgen dat de adviseur meepraat waar besluiten vallen?"),
        ("inserted", "Hoe beslist de adviseur voortaan mee?"),
    ],
    "delete": [("deleted", "Rapporteer elk half jaar over gender in missies.")],
    "append": [("inserted", " Belt u ons gerust.")],
    "prepend": [("inserted", "Het kan beter. ")],
    "note": [("deleted", "nr. 336"), ("inserted", "nr. 337")],
    "two hands": [
        ("deleted", "elk half jaar"),
        ("inserted", "ieder kwartaal"),
        ("inserted", " en trainingen"),
    ],
}
