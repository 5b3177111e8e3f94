"""Stories in a rapid review: a merged chronology, a meeting held, a report begun, one whole. All fictional."""

from lscp.demo import names
from lscp.demo.stories import acts, meetings, report_texts, returned
from lscp.demo.stories.acts import reporting, reviewing
from lscp.demo.stories.chronology import ROWS
from lscp.demo.stories.courses import views
from lscp.demo.stories.plot import At, Plot
from lscp.demo.stories.review_courses import AGENDA, answered, notified, reported
from lscp.demo.stories.tale import Child, Relative, Tale

GIRL, BOY, MOTHER, PARTNER, FATHER, GRANDMOTHER = names.HORNBEAM
EIGHT = tuple(f"lead@{domain}" for domain in ROWS)
WHO_SAW = (
    "Every contact with the girl, her brother and the adults around them. Who saw the children, what they said and "
    "showed, what was known of the man in the home, and to whom it was told."
)

MERGED = Tale(
    what=(
        "A girl of two was brought by ambulance, limp and pale, with a torn liver and older broken ribs. Her "
        "mother found her so after a nap. Her brother of seven says that she has to stand in the dark."
    ),
    children=(Child(GIRL, age=(2, 212), address=names.STREETS[2], school=names.SCHOOLS[0]),),
    family=(
        Relative(BOY, relation="half_sibling", kind="sibling", years=7),
        Relative(MOTHER, years=26, risks="Afraid of two partners in turn. Low mood."),
        Relative(
            PARTNER, relation="parents_partner", years=31, responsibility="no",
            risks="Convicted of assault on a child of three. On licence.",
        ),
        Relative(FATHER, relation="father", years=29, risks="A restraining order. Lives in another city."),
        Relative(GRANDMOTHER, relation="grandparent", years=52, responsibility="no"),
    ),
    abuse="known",
    categories=("physical", "neglect", "domestic_abuse"),
    abuse_why="Old and new injuries, and what her brother says.",
    injuries="A torn liver, four older rib fractures, bruises of different ages. She is in intensive care.",
    cause="Thought to be blows to the body, more than once.",
    voice="Her brother: “She has to stand in the dark cupboard. I put my dinosaur in with her.”",
    agencies=(
        "West Yorkshire Police", "Leeds City Council", "NHS West Yorkshire", "Community health trust",
        "Academy school", "Housing service", "Probation service",
    ),
)  # fmt: skip
FIRE = Tale(
    what=(
        "A boy of three was burned when a candle set fire to the flat. He and his sister were alone while their "
        "mother worked a night shift. The electricity had been off for nine days."
    ),
    children=(Child(names.ASPEN[0], age=(3, 120), sex="male", address=names.STREETS[1]),),
    family=(
        Relative(names.ASPEN[1], years=27, risks="Debts. Works nights."),
        Relative(names.ASPEN[2], relation="sibling", kind="sibling", years=6),
    ),
    categories=("neglect",),
    abuse="known",
    abuse_why="Two small children were alone at night with a burning candle.",
    injuries="Burns to a third of the body.",
    cause="A candle and a curtain.",
    voice="His sister: “I knew where the water is but the tap is too high.”",
    agencies=("Housing service", "Academy school"),
)
EXTORTED = Tale(
    what=(
        "A girl of thirteen nearly died of tablets after an adult, met in a game, said that he would send pictures "
        "of her to her school. She had told a teacher in the spring."
    ),
    children=(Child(names.LAUREL[0], age=(13, 88), school=names.SCHOOLS[1]),),
    family=(
        Relative(names.LAUREL[1], years=38),
        Relative(names.LAUREL[2], relation="grandparent", years=66, responsibility="no"),
    ),
    categories=("sexual", "exploitation", "extra_familial"),
    abuse="known",
    abuse_why="Police have the messages.",
    injuries="An overdose. The liver is recovering.",
    cause="Tablets, taken after threats.",
    voice="“I did what you all say, I told an adult.”",
    agencies=("Academy school", "Community health trust"),
)
SEVEN_WEEKS = Tale(
    what=(
        "A baby of seven weeks stopped breathing for a minute. A scan found a bleed on the brain and two broken ribs "
        "of different ages. Six services had visited in his first month."
    ),
    children=(Child(names.ELM[0], age=(0, 50), sex="male"),),
    family=(Relative(names.ELM[1], years=18),),
    injuries="A bleed on the brain and two broken ribs.",
    cause="Thought to be shaking.",
    agencies=("Hospital trust", "Community health trust"),
)
FIRE_MEETING = meetings.Outcome(
    text=(
        "1. The sister is with foster carers, who were told of her fear of the dark.\n"
        "2. Each agency spoke to its chronology. Nobody had asked who is at home at night.\n"
        "3. The energy supplier knew of two small children when it cut the supply. It is asked to write to the group.\n"
        "4. The criteria were read one by one. The partners will give their views in writing."
    ),
    decision="The report asks how workers on nights are helped to find care, and who is told before a supply is cut.",
    reasons="Debt, night work and a cut supply were each known to somebody. Together they were the danger.",
    action="Ask the energy supplier for its record of the nine days.",
    owner="rag@council.example",
)
SENT_BACK = (
    "Please say who decided in May that the medical’s remark about weight needed nothing more.\n"
    "Please say when the June e-mail of the police was first read."
)

PLOTS = (
    Plot(
        "merged",
        MERGED,
        "notified",
        (
            At(14, "16:00", acts.start("practitioner@hospital.example")),
            At(14, "16:20", acts.write(hours_before=3, aware_after=1, la_after=1)),
            At(14, "16:40", acts.submit),
            At(14, "16:50", acts.acknowledge),
            At(14, "16:55", acts.assign),
            At(14, "16:58", acts.partners_aware),
            At(13, "09:30", acts.consider),
            *views(13),
            At(12, "10:00", acts.decide("notify", "Known abuse and serious harm to a child of two.")),
            At(12, "12:00", acts.receipt("FICT-2101")),
            At(
                12,
                "14:00",
                reviewing.ask_agencies(WHO_SAW, "From September three years ago until now", *EIGHT),
            ),
            *(
                At(11 - place // 3, f"{9 + place % 3:02d}:30", reviewing.opens(email))
                for place, email in enumerate(EIGHT)
            ),
            *(
                At(7 - place // 2, f"{11 + place % 2 * 3}:10", reviewing.sends_chronology(email))
                for place, email in enumerate(EIGHT)
            ),
            At(6, "09:00", reviewing.takes_two_steps("lead@school.example")),
            At(6, "10:00", reviewing.writes("practitioner@school.example", returned.SCHOOL)),
            At(
                5,
                "10:00",
                reviewing.finishes(
                    "practitioner@school.example", "lead@school.example", "lead@school.example"
                ),
            ),
            At(5, "13:30", reviewing.takes_two_steps("lead@council.example")),
            At(5, "14:00", reviewing.writes("practitioner@council.example", returned.SOCIAL_CARE)),
            At(
                4,
                "10:00",
                reviewing.finishes(
                    "practitioner@council.example", "lead@council.example", "rag@council.example"
                ),
            ),
            At(4, "11:00", reviewing.accepts("lead@school.example")),
            At(3, "09:20", reviewing.asks_back("lead@council.example", SENT_BACK)),
            At(3, "09:30", reviewing.writes("lead@police.example", returned.POLICE_SO_FAR)),
            At(
                2,
                "13:30",
                reviewing.remarks_on_row(
                    "csc-10",
                    "rag@police.example",
                    "Our log says Friday, outside, and that nobody saw the children.",
                ),
            ),
            At(
                1,
                "09:15",
                reviewing.remarks_on_row(
                    "hou-19",
                    "unit@lscp.example",
                    "Please read this beside the school’s row of the same week.",
                ),
            ),
        ),
    ),
    Plot(
        "meeting-held",
        FIRE,
        "notified",
        (
            *notified(
                12, "practitioner@housing.example", "Neglect is known and the harm is serious.", "FICT-2102"
            ),
            *answered(10, report_texts.FIRE, nothing=("lead@hospital.example", "lead@probation.example"))[:8],
            At(6, "10:00", meetings.call(days_ahead=2, time="13:00", agenda=AGENDA)),
            At(4, "15:30", meetings.hold),
            At(3, "10:00", meetings.write_minutes(FIRE_MEETING)),
            At(2, "09:15", meetings.approve),
        ),
    ),
    Plot(
        "report-drafted",
        EXTORTED,
        "notified",
        (
            *notified(13, "practitioner@hospital.example", "Known abuse, and she nearly died.", "FICT-2103"),
            *answered(11, report_texts.EXTORTED),
            At(
                4,
                "10:00",
                reporting.drafts(
                    {
                        key: text
                        for key, text in report_texts.EXTORTED.sections.items()
                        if key in {"facts", "family", "agencies", "events", "safety", "good"}
                    }
                ),
            ),
            At(
                3,
                "11:00",
                reporting.takes_over("episodes", "rag@icb.example", report_texts.EXTORTED.episodes),
            ),
            At(3, "14:00", reporting.drafts({"voice": report_texts.EXTORTED.voice}, ready=False)),
            At(
                2,
                "09:30",
                reporting.remarks(
                    "voice", "rag@council.example", "Her letter belongs here, in her own words."
                ),
            ),
            At(2, "11:00", reporting.answers(report_texts.EXTORTED.local, report_texts.EXTORTED.national)),
            At(2, "15:00", reporting.asks_partners),
            At(
                1,
                "10:00",
                reporting.partner_says(
                    "rag@police.example", "local", "The school, health and we each held a third."
                ),
            ),
        ),
    ),
    Plot(
        "self-checked",
        SEVEN_WEEKS,
        "notified",
        (
            *notified(14, "practitioner@hospital.example", "Unexplained injuries of a baby.", "FICT-2104"),
            *answered(12, report_texts.SEVEN_WEEKS),
            *reported(4, report_texts.SEVEN_WEEKS),
            At(
                2,
                "10:00",
                reporting.checks_itself(
                    {"episodes": "One of the six services could not send its worker; she is asked this week."}
                ),
            ),
            At(1, "09:30", reporting.scrutinises("Ask both parents what would have helped. Use pictures.")),
        ),
    ),
)
