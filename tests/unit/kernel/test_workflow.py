"""Transition tables: what is wrong with one is said, and its picture is stable."""

from lscp.kernel.workflow import Transition, mermaid, problems

TABLE = {
    "submit": Transition(frozenset({"draft"}), "submitted", "sent"),
    "close": Transition(frozenset({"submitted", "draft"}), "closed"),
}


def test_whole_table_has_no_problems():
    assert problems(TABLE, statuses=["draft", "submitted", "closed"], initial="draft") == []


def test_unknown_and_unreachable_statuses_are_named():
    found = problems(TABLE, statuses=["draft", "closed", "lost"], initial="draft")
    assert found == [
        "submit: unknown status submitted",
        "close: unknown status submitted",
        "lost cannot be reached",
    ]


def test_picture_is_the_same_each_time():
    labels = {"draft": "Draft", "submitted": "Submitted", "closed": "Closed"}
    assert mermaid(TABLE, labels=labels, initial="draft") == (
        "stateDiagram-v2\n"
        "    draft: Draft\n    submitted: Submitted\n    closed: Closed\n"
        "    [*] --> draft\n"
        "    draft --> submitted: sent\n"
        "    draft --> closed: close\n    submitted --> closed: close\n"
    )
