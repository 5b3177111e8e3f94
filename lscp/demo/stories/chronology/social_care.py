"""What children’s social care knows of the family in the story. All fictional."""

from lscp.demo.stories.chronology.shape import rows

ROWS = rows("""
[csc-01] 2023-10-26 | - | na/na | sharing | Front door’s log
Hospital midwife asked whether the family was known. Not known in this area. Earlier area not asked.
> Answered the same day.

[csc-02] 2024-01-22 10:10 | both | na/na | sharing domestic_abuse | Front door’s log
Notice from police about the assault of 19 January. Screened by a social worker with the manager.
> {mum} telephoned twice, no answer. Letter sent.

[csc-03] 2024-01-31 15:30 | both | no/no | domestic_abuse | Front door’s log
{mum} rang back. She said that it was a one-off and that {dad} is “good with my lad”. She was at work and he
could be heard beside her.
> No further action. Midwife not rung back.
! A safe conversation was not possible in that call, and it closed the case.

[csc-04] 2024-03-12 | girl | na/na | sharing planning | Front door’s log
Midwife asked again for a pre-birth plan. Recorded as “information only” because the case was closed.
> None.

[csc-05] 2024-05-20 09:40 | both | na/na | sharing domestic_abuse | Front door’s log
Notice from police about 17 May, and a telephone referral from the hospital. Threshold for an assessment
met.
> Passed to early help because {dad} had gone.

[csc-06] 2024-05-30 14:00 | both | yes/no | contact | Early help record
Family worker visited. Baby in a sling, {boy} with a tablet. {mum} said that she wanted to “get on with it”.
> Early help declined. Number left.

[csc-07] 2024-06-10 | both | na/na | planning domestic_abuse | Front door’s log
MARAC action “consider assessment” discussed between two managers.
> Not opened: early help had been declined, father not in the home.
! Refusing help was read as not needing it.

[csc-08] 2024-09-25 | boy | na/na | sharing education | Front door’s log
School asked for advice about attendance of 84 per cent.
> Advice given: talk to {mum} first.

[csc-09] 2024-11-13 | - | na/na | sharing domestic_abuse | Front door’s log
The adviser for domestic violence told that {mum} had ended her support “because it is quiet”.
> Logged.

[csc-10] 2025-02-18 11:30 | both | na/na | sharing domestic_abuse | Front door’s log
Police notice: on Sunday 16 February at ten past ten at night {dad} was in the house. Both children were
seen and were well.
> No further action, because the children were well and an arrest had been made.
! The notice as typed into this system has another day, another place and another fact than the officers’
own log.

[csc-11] 2025-03-03 | both | na/na | sharing | Front door’s log
School nurse rang to say that {boy} draws locks. Told that the case was closed and that she could offer
drop-ins.
> Logged.

[csc-12] 2025-06-13 17:40 | - | na/na | sharing | Front door’s mailbox
E-mail from police arrived after the duty team had closed. Moved to the folder “for information” on the
Monday.
> Found there in October during the assessment.

[csc-13] 2025-09-09 20:05 | girl | na/na | sharing harm | Out-of-hours log
Hospital told of the burn to the palm of the right hand. Story fits. {mum} will return to the clinic.
> For the day team.

[csc-14] 2025-09-10 11:00 | girl | na/na | sharing harm | Front door’s log
Checks made with police and the surgery. Decision: assessment, because it was the second household worry in
a year.
> Allocated on 22 September.

[csc-15] 2025-09-25 15:40 | both | yes/no | contact | Social worker’s visit
First visit. {girl} with a bandaged hand, {boy} drawing. {partner} said that he was “a mate, just dropping
off shopping”.
> Next visit in ten days.

[csc-16] 2025-10-02 10:20 | both | na/na | sharing offending | Social worker’s record
While reading old e-mails the social worker saw the one of June. Social care first learned on this day that
{partner} has a conviction for assault on a child.
> Discussed with the manager. Probation to be rung.
! The service had held it for sixteen weeks before anybody in it knew it.

[csc-17] 2025-10-06 16:00 | boy | yes/yes | voice contact | Social worker’s visit
{boy} alone at school: he makes his own toast, he likes his teacher, “{partner} sleeps at ours when it’s
cold”.
> Written in the assessment.

[csc-18] 2025-10-09 14:00 | both | yes/no | contact planning | Social worker’s visit
{mum} asked about {partner}: “He has told me all about it. He was twenty-one.” {girl} sat on the floor with
no toys near.
> Written agreement that he would not be alone with the children. {mum} signed. He was not asked to.
! The agreement asked the person with the least power in the house to keep the rule.

[csc-19] 2025-10-17 | both | na/na | planning | Assessment
Assessment finished. Outcome: child in need plan. Danger from {partner}: “mother is protective”.
> Manager signed it off on day 26.

[csc-20] 2025-10-23 13:00 | both | na/na | planning | Child in need meeting
First meeting. {mum}, school, social worker. Health visitor did not attend. Plan: health visitor to weigh
{girl} monthly, school to watch attendance, {mum} to go to a course.
> Minutes sent to all on 10 November.

[csc-21] 2025-11-06 | both | yes/no | contact | Social worker’s visit
Planned visit. House warm, children in pyjamas at four. {girl} asleep.
> None.

[csc-22] 2025-11-21 21:30 | both | na/na | sharing contact neglect | Out-of-hours log
Police notice: welfare check at 19:40 that evening. Both children were seen, the girl in her cot, the boy on
the sofa in his uniform. The house was cold and the meter had run out.
> Told to the social worker on the Monday.

[csc-23] 2025-11-27 16:15 | both | no/no | missed contact | Social worker’s visit
Not at home by appointment. {mum} texted that they were at {nan}’s.
> New date.

[csc-24] 2025-12-02 11:00 | both | na/na | planning | Child in need meeting
Second meeting. Probation and school there, health visitor not. Nobody could say what {girl} weighs.
> Social worker to ask health visiting again.

[csc-25] 2025-12-11 | boy | yes/no | contact | Social worker’s visit
{boy} seen at the door in his school jumper. {mum} said that {girl} was asleep with a cold and was not to be
woken.
> Accepted.

[csc-26] 2026-01-08 15:50 | both | yes/no | contact | Social worker’s visit
Both seen. {girl} in a snowsuit indoors, flat, let herself be picked up by a stranger.
> “Affectionate child” in the record.
! Going to anybody may be a sign of a child who has stopped choosing.

[csc-27] 2026-01-22 | both | na/na | planning | Supervision note
Manager asked about {partner}. Social worker: “not seen at visits.” All visits had been by appointment.
> One unannounced visit to be made.

[csc-28] 2026-01-28 08:10 | both | yes/no | contact | Social worker’s visit
Unannounced. {partner} asleep on the sofa. {mum} said that he had missed the last bus. {girl} in a wet nappy
in the hall.
> {mum} reminded of the agreement.
! The agreement was broken in front of the worker, and it was kept as it was.

[csc-29] 2026-02-11 13:00 | both | na/na | planning | Child in need meeting
Third meeting. {mum}, school, social worker. Health visitor again not there. “Weight: awaited.”
> Letter to the health visiting manager.

[csc-30] 2026-02-25 | both | na/na | planning | Case record
Social worker left the council. Agency worker from 2 March.
> Handover note of one page.

[csc-31] 2026-03-12 10:00 | girl | na/na | sharing | Telephone note
Health visitor rang about {partner}. The new worker found the agreement on the file, not the conviction.
> She read the older file the same evening.

[csc-32] 2026-03-19 15:30 | both | yes/yes | contact voice | Social worker’s visit
{boy} showed his “list of jobs”: bin, bottle, sister. {girl} sat in a pushchair in front of the television
with the straps closed.
> Young carers’ service suggested. {mum} said that he likes helping.

[csc-33] 2026-03-25 11:00 | both | na/na | planning | Child in need meeting
Fourth meeting, with the new health visitor. Weight 9th centile. A nursery place agreed for after the
holiday.
> Funding found in a week.
! Everybody was at the table, and it worked.

[csc-34] 2026-04-16 14:00 | both | yes/no | contact | Social worker’s visit
Seen at school and nursery. {girl} held a biscuit in each hand through the whole visit.
> None.

[csc-35] 2026-05-12 11:20 | girl | na/na | sharing harm | Front door’s log
School told children’s social care by telephone at twenty past eleven of a bruise on {girl}’s ear and three
on her lower back. Social care knew of the bruises from this call.
> Strategy discussion the same afternoon.

[csc-36] 2026-05-12 16:45 | both | yes/no | contact harm | Social worker’s visit
Home visit with a colleague. {mum} said that she fell from the sofa. {boy} said nothing. {partner} was not
there, his shoes were.
> {mum} agreed to go with the children to {nan}’s for three nights.

[csc-37] 2026-05-14 16:10 | boy | yes/yes | voice | Social worker’s record
Joint talk at school with police. {boy} said that he “must not make it worse”.
> Recorded, not explored.

[csc-38] 2026-05-22 | both | na/na | planning | Child protection enquiry
Enquiry ended: concerns not substantiated. Medical “could be accidental”, mother protective, police no
further action.
> Child in need plan to go on.
! Three agencies each leaned on the other two.

[csc-39] 2026-05-28 10:00 | both | na/na | planning | Child in need meeting
Fifth meeting. Chair’s summary: good progress, nursery going well, aim to close. Health visitor spoke of the
weight.
> “All agreed to step down in June.”

[csc-40] 2026-06-04 15:15 | both | yes/no | contact | Social worker’s visit
Last planned visit. {girl} at the table with crayons for the first time. {partner} “works away now”.
> None.

[csc-41] 2026-06-16 | - | na/na | planning | Supervision note
Worker has 27 children. Five plans to be closed before she leaves, this among them.
> Closing summary due on Friday.
! The reason for the date of closing stands here, and not in the summary.

[csc-42] 2026-06-19 | both | na/na | planning | Closing summary
Child in need plan closed. {partner} out of the home by mother’s account, weight “monitored by health”,
attendance 91 per cent.
> Letters sent to all.

[csc-43] 2026-06-30 | both | na/na | sharing | E-mail
Probation asked whether the plan was closed and why.
> Answered by the duty worker with the closing summary.

[csc-44] 2026-08-06 | both | na/na | sharing | Front door’s log
Call from a person who did not give a name: “They make that baby stand.” No address, a first name that could
be {mum}’s.
> Looked for in the system by first name only. Not found. Closed.

[csc-45] 2026-08-28 10:25 | girl | na/na | sharing neglect | Front door’s log
Health visitor rang: doorstep, pale, scratch on the chin. Asked to put it in writing.
> Written referral came on 3 September.
! Six days passed for a piece of paper.

[csc-46] 2026-09-04 | girl | na/na | planning | Front door’s log
Written referral screened. Rated amber. Waiting for capacity.
> None.

[csc-47] 2026-09-07 18:30 | girl | na/na | sharing neglect | Front door’s log
Doctor’s referral by e-mail: weight falling, thin arms, bad teeth.
> Added to the one of 4 September as “same worry”.
! The second and third voice made the referral longer, not faster.

[csc-48] 2026-09-10 | - | na/na | sharing housing | Front door’s log
E-mail from housing with diary sheets attached. The attachment could not be opened.
> Asked to send it again. Not chased.

[csc-49] 2026-09-18 15:50 | both | na/na | sharing voice | Front door’s log
School rang with the boy’s words about the dark.
> Rated amber still. Checks asked of police.

[csc-50] 2026-09-23 16:00 | both | no/no | contact missed | Social worker’s visit
Duty worker visited, no answer. Note put through the door.
> To try again.

[csc-51] 2026-09-28 | both | na/na | planning | Front door’s log
Manager’s review of waiting work: eleven children on amber for more than three weeks.
> Agency staff asked for.

[csc-52] 2026-10-02 | both | na/na | sharing planning | Letter
Answer to the named nurse: “under assessment of need”.
> None.

[csc-53] 2026-10-07 09:15 | boy | na/na | sharing voice | Front door’s log
School rang with the boy’s words about weekends.
> Raised to red at a meeting on 9 October. Nobody free to visit.

[csc-54] 2026-10-15 | girl | na/na | sharing | Front door’s log
The surgery’s safeguarding lead rang for news.
> “A decision is being made.”

[csc-55] 2026-10-19 10:00 | both | na/na | sharing planning | Front door’s log
School’s written referral with a one-page chronology of its own. Assessment opened.
> Allocated the next day.
! It took one page in date order for someone to see it.

[csc-56] 2026-10-22 16:30 | both | no/no | contact missed | Social worker’s visit
First visit. Curtains closed, no answer. {mum} texted at five: “in bed with flu”.
> Visit for the next day put off because of court.

[csc-57] 2026-10-27 | both | na/na | planning | Supervision note
Social worker on leave. Duty asked to visit during the school holiday.
> Put on the list for 30 October.

[csc-58] 2026-10-30 14:10 | both | yes/no | contact | Social worker’s visit
Duty worker was let in for ten minutes. {girl} on {mum}’s lap under a blanket, eyes open, did not move.
{boy} answered each question for her.
> “No immediate danger.” Strategy discussion to be asked for on Tuesday.
! She was seen, and only her face.

[csc-59] I 10:45 | both | na/na | planning | Front door’s log
Strategy discussion called for three in the afternoon.
> It was held at the hospital instead.

[csc-60] I 15:10 | boy | yes/yes | contact voice | Social worker’s record
{boy} fetched from school. His first question: “Who has got her beaker?”
> Placed with {nan}.

[csc-61] I+1 15:00 | both | na/na | planning | Legal planning meeting
Interim care orders to be applied for.
> Filed the same evening.

[csc-62] summer 2025 | both | nr/nr | contact | Family worker’s recollection
An early help worker remembers {mum} in the park with a man who carried {girl} on his shoulders, and being
glad for her.
> Not recorded then.

[csc-63] ? | both | na/na | domestic_abuse | Older file
Another area’s file, asked for after the incident: one notice about shouting when {boy} was a baby. Its date
could not be read.
> Copied in.
""")
