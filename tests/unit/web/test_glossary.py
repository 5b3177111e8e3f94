"""Acronyms are written out where they first appear on a page, and only there."""

import re

import pytest
from django.template import engines
from django.test import RequestFactory

from lscp.web import glossary


def page(source, **context):
    return (
        engines["django"]
        .from_string("{% load govuk %}" + source)
        .render(context, context.pop("request", None))
    )


def test_term_first_in_full_then_alone():
    assert page('{% term "RAG" %}, {% term "RAG" %}, {% term "rapid review" %}, {% term "rag" %}') == (
        "Review Advisory Group (RAG), RAG, Rapid review, RAG"
    )


def test_term_shares_its_memory_with_included_parts_of_one_request_only():
    request = RequestFactory().get("/")
    source = '{% term "RAG" %} {% warning_text "The RAG and the CDOP meet." %} {% term "CDOP" %}'
    words = " ".join(re.sub("<[^>]+>", " ", page(source, request=request)).split())
    assert words == (
        "Review Advisory Group (RAG) ! Warning The RAG and the Child Death Overview Panel (CDOP) meet. CDOP"
    )
    assert page('{% term "RAG" %}', request=RequestFactory().get("/")) == "Review Advisory Group (RAG)"


@pytest.mark.parametrize(
    ("text", "expanded"),
    [
        ("The RAG and the RAG", "The Review Advisory Group (RAG) and the RAG"),
        ("The Review Advisory Group (RAG) and the RAG", "The Review Advisory Group (RAG) and the RAG"),
        ("FRAGILE RAGS", "FRAGILE RAGS"),
        ("RAG's view", "Review Advisory Group (RAG)'s view"),
        ("nothing", "nothing"),
    ],
)
def test_expand_in_text(text, expanded):
    assert glossary.expand(text, set()) == expanded


def test_term_that_is_not_in_the_glossary():
    with pytest.raises(KeyError):
        glossary.find("XYZ")


def test_words_that_agencies_use_differently_say_so():
    for name in ("risk assessment", "serious harm"):
        assert {"Police", "Health", "Social care"} <= {use.who for use in glossary.find(name).other_uses}


def test_every_acronym_in_a_meaning_is_explained():
    known = {term.acronym for term in glossary.TERMS if term.acronym}
    for term in glossary.TERMS:
        text = " ".join([term.meaning, *(use.meaning for use in term.other_uses)])
        for acronym in re.findall(r"\b[A-Z]{2,}\b", text):
            assert acronym in known or f"({acronym})" in text, (term.name, acronym)


def test_no_word_stands_in_the_glossary_twice():
    keys = [key.casefold() for term in glossary.TERMS for key in (term.name, term.acronym) if key]
    assert sorted(keys) == sorted(set(keys))


FULL = "National Child Safeguarding Practice Review Panel"


@pytest.mark.parametrize(
    ("text", "expanded"),
    [
        ("Notify the national Panel. The national Panel answers.",
         f"Notify the {FULL} (the Panel). The national Panel answers."),
        (f"The {FULL} is told. The national Panel answers.", f"The {FULL} is told. The national Panel answers."),
        ("The Child Death Overview Panel meets.", "The Child Death Overview Panel meets."),
    ],
)  # fmt: skip
def test_panel_is_written_out_where_it_is_first_named(text, expanded):
    assert glossary.expand(text, set()) == expanded


def test_panel_is_written_out_once_on_a_page_and_explained_in_the_glossary():
    source = '{% expand "The national Panel" %}; {% expand "the national Panel" %}'
    assert page(source, request=RequestFactory().get("/")) == f"The {FULL} (the Panel); the national Panel"
    assert glossary.find(FULL).meaning.startswith("The national, independent group")
