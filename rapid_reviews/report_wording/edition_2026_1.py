"""The report as it is written from 2026 on. Sources: docs/sources.md. The wording is the product's own.

The criteria for a local review are those of regulation 11(2) of the Child Safeguarding Practice Review and
Relevant Agency (England) Regulations 2018 (SI 2018/789); national importance follows regulation 3 and section
16B(1) of the Children Act 2004. The items of the self-check are what partnerships publish about good rapid
reviews; they are a local list, in code.
"""

import datetime as dt

from rapid_reviews.report_codes import About
from rapid_reviews.report_codes import SectionKind as K
from rapid_reviews.report_wording.shapes import Item, Outline, Part

REG_11 = "Regulation 11(2)({}), SI 2018/789"

OUTLINE = Outline(
    key="2026-1",
    title="Outline of the rapid review report, first edition of 2026",
    in_force_from=dt.date(2026, 1, 1),
    parts=(
        Part(
            "facts", "Case facts", sources=("form:criteria", "form:incident"),
            help="What happened, when and where, as far as it is known. Say what is not known yet.",
        ),
        Part(
            "family", "Children and family", sources=("people", "return:family", "return:known"),
            help="Say who is in the family without names: “the child”, “mother”, “sibling 1”.",
        ),
        Part(
            "agencies", "Agencies that contributed, and those that did not", sources=("requests",),
            help="Say for each agency that did not contribute why not.",
        ),
        Part(
            "events", "Key events", sources=("return:events", "chronology"),
            help="The events that matter most, from all agencies, in the order in which they happened.",
        ),
        Part(
            "episodes", "Key practice episodes", sources=("return:concerns", "checks", "minutes"),
            help="For each: what happened, why it made sense at the time, and what in the system made it likely.",
        ),
        Part(
            "voice", "The child’s voice", sources=("return:child", "form:voice"),
            help="What the child said and showed. If nobody heard it, say so, and why.",
        ),
        Part(
            "equality", "Identity, racism, disability and other inequality", sources=("return:equality",),
            help="How these touched the life of the child and the family, and what practice did about it.",
        ),
        Part(
            "safety", "Immediate safety", sources=("safety",),
            help="What was done at once to keep this child and other children safe.",
        ),
        Part(
            "shared", "Immediate learning shared", sources=("return:learning", "return:actions"),
            help="What agencies have learned and changed already, and who was told.",
        ),
        Part("good", "Good practice", sources=("return:good",), help="What worked well, and why."),
        Part(
            "links", "Earlier local reviews and national themes", sources=("minutes",),
            help="What earlier reviews found about the same things, and what came of it.",
        ),
        Part("criteria", "Criteria for a local review", K.CRITERIA, about=About.LOCAL),
        Part("national", "National importance", K.CRITERIA, about=About.NATIONAL),
        Part("views", "Each partner’s view, and dissent", K.VIEWS),
        Part("recommendation", "Recommendation and reasons", K.LATER),
        Part(
            "scrutineer", "The independent scrutineer’s comment", K.SCRUTINEER,
            help="The independent scrutineer writes this. It is dated, and it is not a vote.",
        ),
        Part("legal", "Legal advice", K.LEGAL),
        Part("signatures", "Signatures", K.LATER),
    ),
    criteria=(
        Item(
            "a", "Does the case highlight, or may it highlight, improvements needed to keep children safe and well?",
            REG_11.format("a"), "This includes improvements that were found to be needed before.",
        ),
        Item(
            "b", "Does it highlight, or may it highlight, themes that come up again and again?",
            REG_11.format("b"),
        ),
        Item(
            "c", "Does it highlight, or may it highlight, concerns about how two or more agencies work together?",
            REG_11.format("c"),
        ),
        Item(
            "d", "Has the national Panel looked at it and concluded that a local review may be more appropriate?",
            REG_11.format("d"), "Say in which letter.",
        ),
    ),
    national=(
        Item(
            "complex", "Does the case raise issues that are complex or of national importance?",
            "Section 16B(1), Children Act 2004",
        ),
        Item(
            "a", "Does it highlight, or may it highlight, improvements needed to keep children safe and well?",
            "Regulation 3, SI 2018/789",
        ),
        Item(
            "b", "Does it raise, or may it raise, issues that need a change of law or of national guidance?",
            "Regulation 3, SI 2018/789",
        ),
        Item(
            "c", "Does it highlight, or may it highlight, themes that come up again and again?",
            "Regulation 3, SI 2018/789",
        ),
    ),
    readiness=(
        Item("facts", "Are the facts gathered, as far as can readily be established?"),
        Item("action", "Was immediate action considered and taken to keep children safe?"),
        Item("episodes", "Are the key practice episodes analysed: what, why, and the reasons in the system?"),
        Item("equality", "Are identity, racism, disability and other inequality considered?"),
        Item("voice", "Is the child’s voice there, or is its absence explained?"),
        Item("learning", "Does the report say what is to be learned?"),
        Item("next", "Is there one clear next step, with reasons?"),
    ),
)  # fmt: skip
