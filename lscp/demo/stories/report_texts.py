"""What the demonstration's rapid review reports say. Nobody is named in them. All fictional."""

from __future__ import annotations

from dataclasses import dataclass

from rapid_reviews.report_codes import Answer

Answers = dict[str, tuple[str, str]]


@dataclass(frozen=True)
class Report:
    """The parts of a report that differ from story to story; the rest follows from them."""

    facts: str
    events: str
    episodes: str
    voice: str
    good: str
    family: str
    equality: str
    theme: str
    together: str
    safety: str = "The child and the other children of the home were safe on the same day, and still are."
    nationwide: bool = False

    @property
    def sections(self) -> dict[str, str]:
        """Every section that the Business Unit answers for, by key."""
        return {
            "facts": self.facts,
            "family": self.family,
            "agencies": (
                "All agencies that were asked have answered. No agency that knew the family is missing, as far as "
                "can be seen today."
            ),
            "events": self.events,
            "episodes": self.episodes,
            "voice": self.voice,
            "equality": self.equality,
            "safety": self.safety,
            "shared": f"Each agency told its teams within a week what was learned about {self.theme}.",
            "good": self.good,
            "links": f"Two earlier reviews in this area spoke of {self.theme}. What they asked for was begun.",
        }

    @property
    def local(self) -> Answers:
        """The criteria for a local review."""
        return {
            "a": (Answer.YES, f"Practice about {self.theme} can be better, here and now."),
            "b": (Answer.YES, f"It comes up again: {self.theme}."),
            "c": (Answer.YES, self.together),
            "d": (Answer.NO, "The Panel has not looked at it yet."),
        }

    @property
    def national(self) -> Answers:
        """National importance."""
        wide = (Answer.YES, "Other areas will meet the same, and no local change can settle it.")
        narrow = (Answer.NO, "What is to be learned can be learned and changed here.")
        seen = wide if self.nationwide else narrow
        return {
            "complex": seen,
            "a": (Answer.YES, f"It may, about {self.theme}."),
            "b": seen,
            "c": (Answer.UNCLEAR, "Other areas’ reviews were not all read."),
        }


EXTORTED = Report(
    facts="A girl of thirteen took tablets after an adult threatened to send pictures of her to her school. She lives.",
    family="The child lives with mother, grandmother and two younger siblings. Father lives abroad and rings weekly.",
    events=(
        "In the spring the child told a teacher that “someone online is horrible”. In the summer she changed schools. "
        "In the autumn the health service for young people put her on a list of 31 weeks."
    ),
    episodes=(
        "The teacher gave good advice about screens and did not ask who the person was. It made sense: the school had "
        "heard about quarrels between pupils all week. The waiting list had no way to see who cannot wait."
    ),
    voice="She wrote a letter to the adult whom she trusted most, her form tutor. It was found after the overdose.",
    equality="The grandmother reads no English. All letters about appointments were in English.",
    good="A night nurse sat down, asked, and listened for two hours. What police know they know from her.",
    theme="threats to children online",
    together="School, health and police each held one third of it.",
)
SEVEN_WEEKS = Report(
    facts="A baby of seven weeks has a bleed on the brain and two broken ribs of different ages. He is at home again.",
    family="Both parents are eighteen and have a learning disability. There is one grandparent close by.",
    events=(
        "Six services visited in the first month, fourteen times in all. In week three a support worker wrote that "
        "father “loses it when he cries”. In week five there was a bruise, explained by a car seat."
    ),
    episodes=(
        "The worker’s words stood in her own agency’s record. She believed that the health visitor would read them. "
        "No one person added up the fourteen visits, because each service counted only its own."
    ),
    voice="A baby speaks by crying. Three workers wrote how long he cried, and none how he was comforted.",
    equality="Nobody used easy words or pictures for parents who read little. Advice on paper stayed on the table.",
    good="The midwife drew the plan for the night as four pictures. The parents still have it on the fridge.",
    theme="parents with a learning disability",
    together="Fourteen visits by six services, and one picture that nobody drew together.",
)
INSULIN = Report(
    facts="A girl of five with diabetes came to hospital unconscious. Insulin had not been collected for seven weeks.",
    family="The child lives with father, who works nights, and an aunt who came to help and has gone home again.",
    events=(
        "Four clinics wrote eleven letters to an address that the family had left. The school gave biscuits for "
        "“shakes”. The pharmacy’s system knew after ten days that nobody had come."
    ),
    episodes=(
        "Each letter said “did not attend”. A child of five is brought, or is not. It made sense to each clinic, as "
        "each saw one missed appointment. The pharmacy has nobody whom it could tell."
    ),
    voice="“My finger hurts so I hid the machine.” She said it to the dinner lady, who told the office.",
    equality="Father’s first language is Tigrinya. An interpreter was booked once in a year.",
    good="The dinner lady told. The school nurse rang the ward on the same day.",
    theme="children who are not brought",
    together="Clinics, surgery, pharmacy and school each knew of one missed thing.",
)
KNIVES = Report(
    facts="A boy of fifteen was stabbed in the back by a boy of fourteen whom he had known since nursery. He lives.",
    family="Both boys live with their mothers. Each family has asked for a move to another estate.",
    events=(
        "Both boys left mainstream school in the same month. Three weeks before, a youth worker heard of a debt. "
        "On the day, eleven pupils knew what would happen at four o’clock."
    ),
    episodes=(
        "The youth worker told the meeting about exploitation. Its list had forty names, and it looked at each for "
        "three minutes. It made sense to see children in order of risk, and the risk was counted in arrests."
    ),
    voice="“If you say you’re scared you’re done.” He said it to the paramedic.",
    equality="Both boys are Black. Two reports describe them as older than their age. Nobody asked why.",
    good="A shopkeeper locked both groups’ younger children in with him and rang his own list of mothers.",
    theme="children who are seen as offenders first",
    together="Youth work, schools and police had three lists of the same children.",
)
TIED = Report(
    facts="A boy of nine who does not speak was found tied to a chair by his wrists. The skin was open to the bone.",
    family="He lives with both parents. Mother has not slept through a night since he was three.",
    events=(
        "The short breaks that the family had been granted ended with a change of provider. For five months no "
        "family worker was named. The special school asked about marks and was shown a letter about straps for the bus."
    ),
    episodes=(
        "The letter was old and about something else. The teacher did not want to blame tired parents. Nobody had said "
        "aloud that a child may be hurt by people who love him."
    ),
    voice="He uses six signs. After the summer he used “stop” at the sight of any chair with arms.",
    equality="Disabled children are asked less, and are believed less. That was so here.",
    good="A bus escort took a photograph of his wrists because “he could not show them himself”.",
    theme="disabled children who do not speak",
    together="School, short breaks and social care each thought that another was in touch.",
)
UNKNOWN_GIRL = Report(
    facts="A girl of four weighed ten kilograms when she was found. She was registered with no doctor and no nursery.",
    family="Mother and child moved five times in two years, between friends, a car and two hostels.",
    events=(
        "Two areas closed the case because “the family has left”. The hostel counted one adult and one child each "
        "night for eleven weeks. A library gave out a card in the child’s name."
    ),
    episodes=(
        "Each area rang the next one once. It made sense: there was no address to write to. The hostel’s contract asks "
        "about rent and fire, and not about children’s health."
    ),
    voice="She drew herself in the boot of a car, smiling, “because it is our house”.",
    equality="Homeless children belong to no area. Every system that could have found her began with an address.",
    good="The librarian noticed that she never asked for a snack, and rang twice until somebody came.",
    theme="children without an address",
    together="Two areas, a hostel and health: no one was the area that the family was in.",
)
IRON = Report(
    facts="A boy of six has burns on both legs in the shape of an iron. His mother’s partner is charged.",
    family="He lives with mother, her partner and a baby half-sister who was not hurt.",
    events=(
        "School saw long trousers on the hottest day of the year. A health visitor saw the baby four times and the boy "
        "never: he was at school. An aunt rang the helpline of a charity."
    ),
    episodes=(
        "Visits were planned around the baby. It made sense, because the service is for children under five. Nobody "
        "in the home visited for the boy."
    ),
    voice="“I ironed wrong.” He said it as though it explained everything.",
    equality="He is the only child of colour in the family. Two adults called him “the difficult one”.",
    good="The swimming teacher did not accept the third note in a row and asked to see him.",
    theme="older brothers and sisters of a baby",
    together="Health visiting, school and a charity each held a piece.",
)
STRANGLED = Report(
    facts="A girl of eleven was badly hurt when she pulled her father off her mother. An order had run out.",
    family="Mother, the child and two younger brothers. Father lives with his parents in the next street.",
    events=(
        "The order ran out three weeks before. Four agencies had its date. The child had a safety plan: a bag, a word, "
        "a neighbour. She used it all, and then she went back in."
    ),
    episodes=(
        "Each agency waited for mother to ask for a new order. It made sense: it is her order to ask for. Nobody had "
        "told her that it ends by itself."
    ),
    voice="“I was meant to go to next door. But you can’t hear from next door.”",
    equality="Mother’s visa was tied to father’s. Two letters of advice about it were wrong.",
    good="The school’s learning mentor had practised the plan with her every month.",
    theme="protective orders that end",
    together="Four agencies knew one date, and none owned it.",
)
BATH = Report(
    facts="A boy of ten months was found under the water of a bath and died the next day.",
    family="He lived with mother. His father had moved out in the week before.",
    events=(
        "Mother was discharged by the mental health team eleven days before, after two missed calls. The health "
        "visitor’s visit was moved twice because of staff illness. Grandmother had asked the surgery for help."
    ),
    episodes=(
        "The team’s rule is two calls and a letter. It made sense to a team with 900 on its list. It does not ask "
        "whether the person who does not answer is alone with a baby."
    ),
    voice="He was a baby who laughed at dogs. That stands in five records.",
    equality="Mother is deaf. Both calls that she missed were by telephone.",
    good="The paramedic stayed with the grandmother for an hour after the end of a double shift.",
    theme="parents’ mental health and the baby beside them",
    together="Mental health, health visiting and the surgery each had a third of the week.",
    safety="No other child lives in the home. A cousin of two was visited on the same day and is safe.",
)
RESTRAINT = Report(
    facts="A boy of twelve in a children’s home had his arm broken while he was held by two adults. He is well again.",
    family="He came into care at nine. His sister lives with foster carers and sees him each month.",
    events=(
        "He had been held nineteen times in two months. Each record says “as trained”. On the day, a new worker asked "
        "why he was being held, and nobody could tell her."
    ),
    episodes=(
        "The home counted how often, and not why. It made sense to a home that reports numbers. The independent "
        "visitor’s report was read by the home only."
    ),
    voice="“They hold you for what you might do.”",
    equality="He is autistic. The plan about touch that his school uses had not been asked for.",
    good="The new worker wrote down what she had asked, and what she was answered.",
    theme="holding children",
    together="It concerns one provider in the main. The council’s own visits are part of it.",
)
FAR_AWAY = Report(
    facts="A girl of fourteen fell from a window of a flat in which two agency workers looked after her. She lives.",
    family="She is in care. Her mother and sister live here, two hundred miles from the flat.",
    events=(
        "Forty-one homes were asked and refused. The flat was not registered, and could not be. Nine different adults "
        "worked there in six days. She rang her sister thirty times."
    ),
    episodes=(
        "Nobody believed that the flat was right. It was the only place, for one night, and then for another. No one "
        "area can make a place that is not there."
    ),
    voice="“You all say sorry. I want someone to say tomorrow.”",
    equality="She has a diagnosis that four homes gave as their reason to refuse her.",
    good="Her social worker drove the two hundred miles on every third day.",
    theme="children for whom there is no home",
    together="Two areas, health and a provider: each knew, each had written, none could change it.",
    nationwide=True,
)
FIRE = Report(
    facts="A boy of three was burned in a fire at home at night. He and his sister of six were alone.",
    family="The children live with mother, who works nights. No other adult was there. Father has not been traced.",
    events=(
        "The supplier cut the electricity nine days before. The housing service put a note about arrears on the file. "
        "The school noticed candle wax on a reading book."
    ),
    episodes=(
        "Mother asked her employer for day shifts and was told to wait. Each service knew of the debt or of the work. "
        "It made sense to see a mother who was coping."
    ),
    voice="“We play camping every night.” The sister told her teacher, who thought of a holiday.",
    equality="Mother came here four years ago. She believed that asking for help would count against her stay.",
    good="The neighbour broke the door and carried both children out.",
    theme="night work and children alone",
    together="Housing, school and the supplier each knew one part.",
)
