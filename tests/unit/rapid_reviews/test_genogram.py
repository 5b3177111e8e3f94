"""The family's diagram: nobody lies on anybody, everybody is drawn once, and no line runs through a sign."""

import re
from collections import Counter
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from rapid_reviews.family_codes import Tie
from rapid_reviews.queries.genogram import RIGHT, Work, diagram_of
from rapid_reviews.queries.genogram_family import TOGETHER, Descent, Line, Member, family_of
from rapid_reviews.queries.genogram_lines import HALF

KEYS = [chr(ord("a") + number) for number in range(25)]


def people(count, index=1):
    return [
        Member(
            key, (f"Person {key} of a long name", "Child"), is_index=number < index, is_child=number < index
        )
        for number, key in enumerate(KEYS[:count])
    ]


@st.composite
def families(draw):
    """Up to 25 people with any lines between them, also such as cannot be true."""
    count = draw(st.integers(1, 25))
    one = st.sampled_from(KEYS[:count])
    lines = draw(
        st.lists(st.builds(Line, st.sampled_from([str(kind) for kind in Tie]), one, one), max_size=40)
    )
    return people(count, draw(st.integers(1, 3))), lines


def box_of(sign):
    down = max([HALF, *(y - sign.y + 3 for y, _line, _is_name in sign.lines)])
    return sign.x - HALF, sign.x + RIGHT, sign.y - HALF, sign.y + down


def segments(path):
    """The straight parts of a path of M, H, V and L."""
    x = y = 0.0
    for letter, rest in re.findall(r"([MHVL])([^MHVL]*)", path):
        numbers = [float(part) for part in rest.split()]
        to = {"H": (numbers[0], y), "V": (x, numbers[0])}.get(letter, tuple((*numbers, 0.0)[:2]))
        if letter != "M":
            yield x, y, *to
        x, y = to


@settings(max_examples=60, deadline=None)
@given(families())
def test_everybody_is_drawn_once_and_nobody_on_anybody(family):
    members, lines = family
    diagram = diagram_of(members, lines, ())
    assert Counter(sign.member.key for sign in diagram.signs) == Counter(one.key for one in members)
    boxes = [box_of(sign) for sign in diagram.signs]
    lying = [
        (one, other)
        for one, other in combinations(boxes, 2)
        if min(one[1], other[1]) > max(one[0], other[0]) and min(one[3], other[3]) > max(one[2], other[2])
    ]
    assert lying == []
    assert all(
        left > 0 and right <= diagram.width and down < diagram.key_y for left, right, _up, down in boxes
    )


@settings(max_examples=60, deadline=None)
@given(families())
def test_no_line_runs_through_a_sign_it_does_not_end_on(family):
    members, lines = family
    diagram = diagram_of(members, lines, ())
    for stroke in diagram.strokes:
        for x, y, to_x, to_y in segments(stroke.path):
            for sign in diagram.signs:
                crosses = (
                    min(x, to_x) < sign.x + HALF and max(x, to_x) > sign.x - HALF
                    and min(y, to_y) < sign.y + HALF and max(y, to_y) > sign.y - HALF
                )  # fmt: skip
                ends_here = sign.y in {round(y, 1), round(to_y, 1)} and abs(x - sign.x) <= HALF
                assert not crosses or ends_here, (stroke, sign)


@settings(max_examples=60, deadline=None)
@given(families())
def test_parents_stand_above_their_children_and_the_drawing_is_always_the_same(family):
    members, lines = family
    found = family_of(members, lines)
    for descent in found.descents:
        if descent.kind != "care":
            rows = {found.generation[key] for key in descent.parents}
            assert all(row < found.generation[child] for row in rows for child in descent.children)
    assert diagram_of(members, lines, ()) == diagram_of(members, lines, ())


def test_half_siblings_three_partners_and_a_carer_hang_where_they_belong():
    found = family_of(
        [Member(key, (key,), is_index=key == "child") for key in
         ("child", "half", "third", "mother", "one", "two", "three", "aunt", "gran")],
        [
            Line("mother", "mother", "child"), Line("mother", "mother", "half"), Line("mother", "mother", "third"),
            Line("father", "one", "child"), Line("father", "two", "half"), Line("father", "three", "third"),
            Line("partner", "mother", "three"), Line("separated", "two", "mother"), Line("sibling", "aunt", "mother"),
            Line("mother", "gran", "mother"), Line("kinship_carer", "aunt", "half"),
            Line("same_home", "mother", "child"), Line("same_home", "three", "child"),
        ],
    )  # fmt: skip
    rows = {key: row - found.generation["gran"] for key, row in found.generation.items()}
    assert rows == {
        "gran": 0, "mother": 1, "one": 1, "two": 1, "three": 1, "aunt": 1, "child": 2, "half": 2, "third": 2,
    }  # fmt: skip
    assert found.couples == {
        ("mother", "one"): TOGETHER, ("mother", "three"): "partner", ("mother", "two"): "separated",
    }  # fmt: skip
    assert set(found.descents) == {
        Descent(("mother", "one"), ("child",)), Descent(("mother", "two"), ("half",)),
        Descent(("mother", "three"), ("third",)), Descent(("gran",), ("mother", "aunt")),
        Descent(("aunt",), ("half",), "care"),
    }  # fmt: skip
    assert found.homes == [frozenset({"mother", "child", "three"})]


def test_couple_of_a_separation_has_a_stroke_and_a_divorce_two():
    for kind, strokes in (("partner", 1), ("separated", 2), ("ended", 3)):
        assert len(diagram_of(people(2), [Line(kind, "a", "b")], ()).strokes) == strokes


def test_home_whose_people_stand_together_has_one_loop_and_others_one_each():
    lines = [Line("mother", "b", "a"), Line("same_home", "a", "b")]
    assert [loop.label for loop in diagram_of(people(3), lines, ()).loops] == ["Home 1"]
    apart = [*lines, Line("not_same_home", "b", "a")]
    assert diagram_of(people(3), apart, ()).loops == []


def test_agencies_stand_in_boxes_below_that_hold_their_words():
    works = [Work(f"Agency {number}", ["Nurse works with Child 1 " * 4]) for number in range(5)]
    diagram = diagram_of(people(4), [], works)
    assert len(diagram.boxes) == 5
    for box in diagram.boxes:
        assert all(box.y < y < box.y + box.height for y, _text in [*box.title, *box.lines])
    for one, other in combinations(diagram.boxes, 2):
        assert abs(one.x - other.x) >= 350 or one.y + one.height < other.y or other.y + other.height < one.y
