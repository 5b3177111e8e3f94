"""What probation knows of the family in the story with the merged chronology. All fictional."""

from lscp.demo.stories.chronology.shape import rows

ROWS = rows("""
[pro-01] 2025-04-24 | - | na/na | offending planning | Licence
{partner} released from prison on licence for eighteen months after a sentence for supplying drugs.
Conditions: live at his mother’s, tell his officer about any new relationship, drug tests.
> First appointment the same day.

[pro-02] 2025-04-28 10:00 | - | na/na | offending | Case record
Induction. Old conviction for assault on a child noted on the risk assessment: “no contact with children at
present”.
> Risk to children: medium.

[pro-03] 2025-05-12 | - | na/na | contact substances | Case record
Reported as required. Test clear. Said that he is “seeing somebody, nothing serious”. Did not give a name.
> Reminded of the condition. Officer to ask again.

[pro-04] 2025-05-27 14:00 | - | na/na | contact | Case record
Seen by duty because his officer was ill. Relationship not asked about.
> None.
! The question fell between two officers.

[pro-05] 2025-06-10 | - | na/na | contact | Case record
Gave {mum}’s first name. Said that she has “a kid at school and a baby, not mine”.
> Officer asked for the address. He did not want to give it.

[pro-06] 2025-06-24 11:20 | - | na/na | sharing offending | Case record
Police told the officer of the disclosure made to {mum}.
> Risk assessment to be reviewed.

[pro-07] 2025-07-03 | both | na/na | planning harm | Risk assessment
Risk to children raised to high. Plan: confirm the address, tell social care, visit the home.
> Signed off by the senior.
! A good assessment, with three actions. The next rows show what became of them.

[pro-08] 2025-07-15 | - | na/na | missed | Case record
Missed appointment. Said by text that his mother was ill.
> Accepted as reasonable.

[pro-09] 2025-08-11 15:30 | - | na/na | contact substances | Case record
New officer from today. Test positive for diazepam, without a prescription.
> Warning letter. The three actions of July were not handed over.

[pro-10] 2025-09-16 | - | na/na | contact | Case record
Home visit to his mother’s. She said that he “comes for his post”.
> Officer wrote that the address needed checking.

[pro-11] 2025-10-07 10:40 | both | na/na | sharing | Telephone note
Social worker rang about her assessment and asked what was known about {partner}. The officer read out the
conviction and the risk level.
> Agreed to come to the child in need meetings.

[pro-12] 2025-11-04 | - | na/na | contact | Case record
He said that he stays “two or three nights” with {mum} and “helps with the kids”.
> Change of address not approved, and he was told so.

[pro-13] 2025-12-02 | - | na/na | planning | Child in need meeting
Officer attended. Said that {partner} must not live with children without approval.
> Minutes received in January.

[pro-14] 2025-12-16 09:30 | - | na/na | sharing offending | Case record
Information from police about dealing. He denied it.
> Extra test: clear.

[pro-15] 2026-01-13 | - | na/na | contact mental_health | Case record
He said that he sleeps badly, that “the little one whinges all night”, and that he goes out to calm down.
> Breathing exercises from the workbook.
! He said in his own words that he was alone with a crying child at night.

[pro-16] 2026-02-03 11:50 | girl | na/na | sharing harm | E-mail
Officer told the health visitor team by e-mail that {partner} lives with {mum} and {girl} and has a
conviction for assault on a child.
> Delivered to the team’s mailbox. Not answered.

[pro-17] 2026-02-24 | - | na/na | missed | Case record
Missed appointment without a reason.
> First formal warning.

[pro-18] 2026-03-10 14:20 | - | na/na | contact substances | Case record
Test positive for cannabis and diazepam. He was tearful, said that “everybody wants me out”.
> Referred to the drug service. He did not go.

[pro-19] 2026-04-14 | - | na/na | planning | Supervision note
Senior and officer talked about recall. Decided to hold it back, because he had a job interview.
> Review in six weeks.

[pro-20] 2026-05-13 09:10 | girl | na/na | sharing harm | Telephone note
Social worker told the officer of bruises on {girl} and of the joint enquiry.
> Officer asked to be told of the outcome.

[pro-21] 2026-05-26 | - | na/na | planning offending | Supervision note
Recall considered and not begun: police had taken no action and the outcome of the enquiry was not known.
> Await social care.
! Social care’s record of the same week says that it awaited probation’s view.

[pro-22] 2026-06-23 | - | na/na | contact | Case record
He said that “social services have gone”. The officer had not been told that the plan was closed.
> E-mail to the social worker. Her reply confirmed it a week later.

[pro-23] 2026-07-21 | - | na/na | contact substances | Case record
Seen in the office. Bruised knuckles: “a wall”.
> Noted. Appointments made monthly because of staff leave.

[pro-24] 2026-08-18 | - | na/na | missed | Case record
Missed appointment. Text: “kids got a bug”.
> Accepted.

[pro-25] 2026-09-15 15:00 | - | na/na | contact mental_health | Case record
He looked thin and angry. He said that {mum} “can’t control them, so I have to”.
> Asked what he meant, and he said “they know when to stand still”.
! Together with the neighbour’s words of August this would have said everything. No one had both.

[pro-26] 2026-09-29 | both | na/na | sharing planning | E-mail
Front door asked for a summary. Sent the next day: last appointments, tests, the conviction and his remark
about standing still.
> Attached to the referral.

[pro-27] 2026-10-13 | - | na/na | missed | Case record
Missed appointment. Second formal warning sent to his mother’s address.
> Recall to be talked about with the senior on 27 October.

[pro-28] 2026-10-27 09:40 | - | na/na | planning | Supervision note
Recall agreed, papers to be written. The officer rang police to ask when he would be arrested anyway.
> Papers half finished on the day of the injury.

[pro-29] I+1 10:20 | - | na/na | offending | Licence
Licence revoked after arrest.
> Further serious offence review begun.

[pro-30] 2021 | - | na/na | offending harm | Older file
Conviction for assault on a former partner’s child of three: a broken wrist. Twelve weeks in prison,
suspended.
> On file from an earlier order. Taken over into the assessment in 2025.

[pro-31] 2025-07-20 to 2025-08-08 | - | na/na | contact | Case record
No officer held the case for about three weeks while work was shared out anew.
> Telephone reporting only. No note of the calls.

[pro-32] ? | - | na/na | contact offending | Officer’s recollection
{partner} once brought a photograph of {boy} and {girl} to an appointment and said that they “call me Dad”.
The officer does not remember when.
> Not recorded at the time.
""")
