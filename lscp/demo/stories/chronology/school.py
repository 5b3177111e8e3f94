"""What the school and its nursery know of the family in the story. All fictional."""

from lscp.demo.stories.chronology.shape import rows

ROWS = rows("""
[sch-01] 2023-09-06 | boy | yes/yes | education | School record
{boy} began in reception. Separated easily, asked at once where the dinosaurs were.
> None.

[sch-02] 2023-11-10 | boy | yes/no | education | School record
Parents’ evening. {mum} came alone. Reading well.
> None.

[sch-03] 2024-01-22 09:10 | boy | yes/yes | voice domestic_abuse | Safeguarding log
{boy} told the teacher at carpet time: “The police have a blue light and Mummy has a blue arm.”
> Teacher wrote it down. No notice from police had come to school.
! The child told the first adult he met on the Monday.

[sch-04] 2024-01-22 12:30 | boy | yes/no | sharing | Safeguarding log
Safeguarding lead rang the front door and was told that it was “known about”.
> Watch and talk.

[sch-05] 2024-03-22 | boy | yes/no | education | School record
Late eleven times this term, always brought by {mum}, out of breath.
> Breakfast club offered free.

[sch-06] 2024-05-20 08:50 | boy | no/no | education | School record
Absent. {mum} rang: “bad weekend”.
> Office told the safeguarding lead.

[sch-07] 2024-05-22 | boy | yes/yes | voice | Safeguarding log
{boy}: “My dad broke the bathroom. He is not my real dad but he is my dad.”
> Worry box and weekly time with the learning mentor.

[sch-08] 2024-06-27 15:20 | boy | yes/no | education | School record
Last day before {mum} took him to {nan}’s for what was left of term. Leave not authorised.
> Work packed for him.

[sch-09] 2024-09-05 | boy | yes/yes | education | School record
Back in year one. Brown, taller, told everybody about the sea.
> None.

[sch-10] 2024-09-25 | boy | yes/no | education sharing | School record
Attendance 84 per cent in the first weeks.
> Asked the front door for advice. Meeting with {mum}.

[sch-11] 2024-10-02 | boy | yes/no | contact education | School record
{mum} came with the baby. She said that mornings are hard alone. Agreed: breakfast club from 7:45.
> Attendance 94 per cent by December.
! Practical help, agreed together, and it worked.

[sch-12] 2024-12-19 | boy | yes/no | education | School record
Christmas play. He was a tree. {mum} and {nan} were there with the baby.
> None.

[sch-13] 2025-02-17 | boy | na/na | sharing | Safeguarding log
Holiday week. School learned from the adviser’s e-mail of police at the house on Friday.
> To be read on return.

[sch-14] 2025-02-26 | boy | yes/yes | voice | Safeguarding log
{boy} will not take his shoes off for gym.
> Learning mentor sat with him. School nurse asked.

[sch-15] 2025-05-14 | boy | yes/no | education | School record
Reading above his age. Wrote a story about a dinosaur with a key.
> On the wall.

[sch-16] 2025-06-11 15:15 | boy | yes/no | contact | School record
Collected by {partner}, whom nobody knew. {mum} rang to say that it was all right.
> Name put on the collection list as “friend”.
! Two days before police told the front door who he was. School was never told.

[sch-17] 2025-07-16 | boy | yes/yes | voice | Safeguarding log
{boy} asked the mentor whether holidays “can be cancelled”.
> Talked. Holiday club offered, no place free.

[sch-18] 2025-09-04 | boy | yes/no | education | School record
Year two. Quieter. Same shoes as in June, split.
> Shoes from the hardship fund.

[sch-19] 2025-10-06 16:20 | boy | yes/no | sharing contact | Safeguarding log
Room given to the social worker for a talk with {boy}. She told the lead that there is an assessment.
> Chronology of school sent the next day.

[sch-20] 2025-10-23 13:00 | both | na/na | planning | Child in need meeting
Safeguarding lead attended. School’s action: attendance and breakfast.
> Done weekly.

[sch-21] 2025-11-14 | boy | yes/no | education | School record
Asleep at his table at half past nine.
> Rest in the library. {mum} told.

[sch-22] 2025-11-24 | boy | yes/yes | voice neglect | Safeguarding log
{boy}: “Police put money in our wall so it got warm.”
> Social worker told by e-mail.

[sch-23] 2025-12-02 11:00 | both | na/na | planning | Child in need meeting
Attendance 88 per cent. School said that he is tired and hungry on Mondays.
> Food bags on Fridays.

[sch-24] 2025-12-17 | boy | yes/no | education | School record
Took two extra mince pies “for my sister”.
> Box sent home.

[sch-25] 2026-01-12 | boy | yes/yes | voice | Safeguarding log
{boy} asked the teacher how long a baby can be in a cupboard “if the door has holes”.
> Written down as imaginative play about his dinosaur story. Not passed on.
! Read beside the repairs note of the same week it is not a story.

[sch-26] 2026-02-11 13:00 | both | na/na | planning | Child in need meeting
Safeguarding lead asked who has seen {girl}. Social worker had, in January.
> Minuted.

[sch-27] 2026-02-27 | boy | yes/no | education | School record
Missed four Mondays this half-term.
> Home visit by the attendance officer planned.

[sch-28] 2026-03-05 09:40 | boy | no/no | contact missed | Attendance officer’s visit
No answer. A man looked out of the upstairs window.
> Social worker told.

[sch-29] 2026-03-25 11:00 | both | na/na | planning | Child in need meeting
School offered {girl} a place in its nursery for two-year-olds, four mornings.
> To begin on 13 April.

[sch-30] 2026-04-13 | girl | yes/na | education | Nursery record
{girl}’s first day. She did not cry when {mum} left, ate everything, and put a piece of toast in her sleeve.
> Key worker chosen.

[sch-31] 2026-04-23 | girl | yes/na | voice neglect | Nursery record
She says “no stand” when asked to line up.
> Key worker lets her hold her hand instead.
! Her first two-word sentence in the nursery’s notes.

[sch-32] 2026-05-12 10:40 | girl | yes/no | harm | Nursery record
At a nappy change: bruise on the left ear, three small round bruises on the lower back. {mum} was asked at
drop-off and had said that {girl} fell on Sunday.
> Body map. Safeguarding lead called within five minutes.

[sch-33] 2026-05-12 11:20 | girl | yes/na | sharing harm | Safeguarding log
Safeguarding lead told children’s social care by telephone of the bruise on the ear and the three on the
back, forty minutes after they were found.
> Key worker stayed with {girl} until the social worker came.
! Good practice, quick and exact.

[sch-34] 2026-05-14 16:10 | boy | yes/yes | voice | Safeguarding log
Social worker and police spoke with {boy}. Afterwards he asked the mentor: “Did I make it worse?”
> Mentor told the social worker by telephone.

[sch-35] 2026-05-28 10:00 | both | na/na | planning | Child in need meeting
Meeting on line during the holiday. School said that {girl} eats as if she were not fed, and agreed to the
plan’s end “if weights go on”.
> School will weigh with the health visitor.

[sch-36] 2026-06-02 | girl | yes/na | education | Nursery record
She pours water from cup to cup for half an hour and smiles.
> Photograph for {mum}.

[sch-37] 2026-06-24 | both | yes/no | sharing | Safeguarding log
Letter: the plan is closed. School kept its own weekly notes.
> None.

[sch-38] 2026-07-03 | girl | yes/na | harm | Nursery record
Faded mark on the thigh like a thumb. {mum}: “the car seat”. The family has no car.
> Body map. The lead was at another school that day, and read it on Monday.
! Not referred. The plan had closed two weeks earlier, and the lead thought that the bar was now higher.

[sch-39] 2026-07-08 | boy | yes/yes | voice | Safeguarding log
{boy} asked whether the nursery is open in the summer. It is not.
> Holiday club place for him, two mornings. None for {girl}.

[sch-40] 2026-07-17 12:00 | both | yes/yes | education | Nursery record
Last day before the holiday. {girl} was carried out backwards, looking over {mum}’s shoulder at the room.
> Food bag for the holiday.

[sch-41] 2026-07-30 | boy | no/no | missed | Holiday club register
{boy} was not brought to either morning. Register passed to the office, which was closed.
> None.

[sch-42] 2026-08-20 | both | nr/nr | contact | Caretaker’s note
Caretaker saw {mum} at the gate with a black bag, asking whether there was any food left. He does not know
whether children were with her.
> Told the lead in September.

[sch-43] 2026-09-03 | both | yes/no | education neglect | Safeguarding log
First day. {girl} very thin, hair matted, teeth brown. {boy} in year three, carried her in.
> Nursery fed her first. Lead rang {nan}, with {mum}’s agreement.

[sch-44] 2026-09-11 | girl | no/no | education | Nursery record
Came on two of eight mornings so far.
> {mum} rung each time.

[sch-45] 2026-09-18 14:50 | boy | yes/yes | voice harm | Safeguarding log
{boy} told the learning mentor: “He makes her stand in the dark. I count so she knows how long.”
> Written down word for word. Front door rung at ten to four.
! A clear account from a seven-year-old, and it was told within the hour.

[sch-46] 2026-09-25 | girl | yes/na | education neglect | Nursery record
Ate three bowls. Flinched when the store cupboard was opened.
> E-mail to the front door.

[sch-47] 2026-10-02 | girl | no/no | education missed | Nursery record
Not brought all week. {mum}: “She’s poorly.”
> Attendance officer to visit on Monday.

[sch-48] 2026-10-05 10:30 | girl | yes/no | contact | Attendance officer’s visit
{girl} seen in the hall in {mum}’s arms, wrapped up. “Slept through the whole visit at half past ten.”
> Told the lead.

[sch-49] 2026-10-07 09:00 | boy | yes/no | sharing voice | Safeguarding log
School nurse told the lead of the boy’s words about weekends.
> Front door rung at quarter past nine.

[sch-50] 2026-10-16 | boy | yes/yes | voice | Safeguarding log
{boy} gave the mentor his dinosaur book “to keep it safe”.
> Mentor asked the lead what else can be done.

[sch-51] 2026-10-19 09:30 | both | yes/no | sharing planning | Safeguarding log
Lead wrote everything since the spring on one page in date order and sent it as a new referral. {girl} seen
at the gate, asleep in the pushchair.
> Assessment opened.

[sch-52] 2026-10-23 | both | yes/no | education | Nursery record
Last day before the holiday. Both children kept for lunch, though {girl}’s place is for mornings.
> Food bags. Lead asked the front door to see them in the holiday.

[sch-53] 2026-11-02 08:55 | boy | yes/no | education | Safeguarding log
First day back. {boy} came alone, in wet shoes. “She’s tired.” {girl} not brought.
> Front door rung at nine. Told that duty had seen her on Friday.

[sch-54] I 15:05 | boy | yes/yes | voice | Safeguarding log
{boy} fetched by the social worker. He gave the mentor a note for his sister: “You can come out now.”
> Note kept for her.

[sch-55] autumn 2024 | boy | yes/no | contact | Dinner staff’s recollection
Dinner staff recall {boy} asking for seconds “and a lid”.
> Not recorded then.
""")
