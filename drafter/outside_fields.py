"""What somebody changed in a copy that no field of the input can hold, and why."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _

from drafter.outcomes import Outcome
from drafter.proposals import beside, is_of_item
from drafter.rounds import Reviewed, Round
from drafter.traced import items_of


def outside_fields(round: Round) -> Iterator[Outcome]:
    """What somebody changed that is not for the input, or has no place in it."""
    for one in round.reviews:
        for what, id, reason in _rows(one):
            place = one.letter.place(id) if id in one.letter.paths else None
            yield Outcome(id, "refused", place, None, reason, what, (one.file,))
        for row in one.review.template:
            reason = _("it is text of the template or a register")
            what = _short(row.old)
            yield Outcome("", "refused", row.place, None, reason, what, (one.file,))


def _rows(one: Reviewed) -> Iterator[tuple[str, str, str]]:
    """What it is, the id of where it stands, and why no field can hold it."""
    review = one.review
    for change in review.changes:
        if change.field not in one.letter.paths:
            yield "", change.field, _("this text is not in the input any more")
    for added in review.added:
        if added.list or is_of_item(review, added):
            continue
        if added.text.strip() and not beside(one, added):
            where = added.after or added.before or ""
            yield _("new paragraph"), where, _("no text beside it can have it; add it yourself")
    ordered = {order.list for order in review.orders}
    for moved in review.moved:
        for field in moved.fields[:1]:
            if not (found := items_of(field)) or found[-1].list not in ordered:
                yield _("moved"), field, _("its place is that of the template")
    for joint in review.joints:
        if joint.first != joint.second:
            told = _("the template decides where a paragraph begins")
            yield _("paragraphs joined or divided"), joint.first or joint.second or "", told
    for note in review.notes:
        if not note.field:
            yield _("a footnote"), "", _("it stands in text that is not in the input")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return f"‘{text if len(text) <= 50 else text[:49].rstrip() + '…'}’"
