"""Pages of long lists, rows of tables, and what is believed for a while."""

import pytest

from lscp.kernel.believed import believed
from lscp.web.components import Cell, Header, Status
from lscp.web.paging import LongList
from lscp.web.tables import rows_html

HOSTILE = "<script>alert('x')</script>"


class Counting(list):
    """A list that says how far it was read, and refuses to be counted unless a test allows it."""

    furthest = 0
    counted = 0

    def __getitem__(self, wanted):
        self.furthest = max(self.furthest, wanted.stop)
        return list(self)[wanted]

    def count(self):  # as a queryset counts
        self.counted += 1
        return len(self)


@pytest.mark.parametrize(
    ("length", "asked", "shown", "goes_on", "number"),
    [
        (0, None, [], False, 1),
        (3, "1", [0, 1, 2], False, 1),
        (4, "1", [0, 1, 2], True, 1),
        (7, "2", [3, 4, 5], True, 2),
        (7, "3", [6], False, 3),
        (7, "nonsense", [0, 1, 2], True, 1),
        (7, "-4", [0, 1, 2], True, 1),
    ],
)
def test_page_of_a_long_list_reads_one_row_more_than_it_shows_and_counts_none(
    length, asked, shown, goes_on, number
):
    rows = Counting(range(length))
    page = LongList(rows, 3).get_page(asked)
    assert (list(page), page.paginator.goes_on, page.number) == (shown, goes_on, number)
    assert (page.has_next(), page.has_previous()) == (goes_on, number > 1)
    assert (rows.counted, rows.furthest) == (0, 3 * number + 1)


def test_page_beyond_the_end_of_a_long_list_is_the_last(settings):
    page = LongList(list(range(7)), 3).get_page("99")
    assert (list(page), page.number, page.has_next()) == ([6], 3, False)


def test_every_text_of_a_row_is_escaped():
    cells = [
        Cell(HOSTILE, href=HOSTILE, note=HOSTILE), HOSTILE, Cell(status=Status(HOSTILE, HOSTILE), text=HOSTILE),
    ]  # fmt: skip
    (row,) = rows_html([Header(HOSTILE), Header("B"), Header("C")], [cells])
    assert "<script" not in row
    assert row.count("&lt;script&gt;") == 8


def test_row_is_drawn_as_heading_and_cells_with_a_reference_on_one_line():
    columns = [Header("Case"), Header("Count", is_number=True), Header("State")]
    (row,) = rows_html(columns, [[Cell("NOR-1", href="/a"), Cell(0), Cell(status=Status("Late", "red"))]])
    assert row == (
        '<th scope="row" role="rowheader" class="govuk-table__header">'
        '<span class="app-table__label" aria-hidden="true">Case</span><span class="app-table__value">'
        '<a class="govuk-link app-table__reference" href="/a">NOR-1</a></span></th>'
        '<td role="cell" class="govuk-table__cell govuk-table__cell--numeric">'
        '<span class="app-table__label" aria-hidden="true">Count</span><span class="app-table__value">0</span></td>'
        '<td role="cell" class="govuk-table__cell">'
        '<span class="app-table__label" aria-hidden="true">State</span><span class="app-table__value">'
        '<strong class="govuk-tag govuk-tag--red">Late</strong></span></td>'
    )


def test_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="zip"):
        rows_html([Header("A"), Header("B")], [["one"]])


def test_answer_is_believed_for_the_time_set_and_for_its_own_question_only(settings):
    asked = []

    @believed
    def answer(question):
        asked.append(question)
        return len(asked)

    settings.BELIEVED_SECONDS = 60
    assert [answer("a"), answer("b"), answer("a"), answer("b")] == [1, 2, 1, 2]
    settings.BELIEVED_SECONDS = 0
    assert [answer("a"), answer("a")] == [3, 4]
