"""What the housing service knows of the family in the story with the merged chronology. All fictional."""

from lscp.demo.stories.chronology.shape import rows

ROWS = rows("""
[hou-01] 2023-08-14 | - | na/na | housing | Tenancy file
{mum} signed for a two-bedroom house, moving from a hostel with {boy}, then four. {dad} was put down as
“visiting”.
> Starter tenancy for twelve months. Support worker offered and accepted.

[hou-02] 2023-09-20 11:00 | boy | yes/no | housing contact | Support worker’s notes
First support visit. House clean and nearly empty. {boy} showed his bed, which was a mattress. {mum} said
that she was expecting.
> Beds and cooker applied for from the welfare fund.

[hou-03] 2023-11-08 | - | na/na | housing health | Repairs log
Damp and mould reported in the back bedroom.
> Surveyor booked for December.

[hou-04] 2023-12-13 09:30 | - | na/na | housing health | Surveyor’s report
Black mould on two walls of the children’s room. Cause: broken extractor and cold bridging.
> Wash-down ordered. Extractor on the waiting list.

[hou-05] 2024-02-05 | - | na/na | housing | Support worker’s notes
Support ended because goals were met: beds, cooker and benefits in place.
> Closing letter. The file has no note of what was happening between the adults.
! The worker was in the home fortnightly during the pregnancy and had not been told of two police calls.

[hou-06] 2024-05-20 | - | na/na | housing domestic_abuse | Repairs log
Emergency repair of a bathroom door frame “kicked in”. The joiner told the office that there was a new baby.
> Door made safe in four hours. The charge was waived.

[hou-07] 2024-06-10 14:00 | - | na/na | housing domestic_abuse planning | Safety visit
Locks changed and a spyhole fitted after the MARAC request. {mum} chose to stay rather than move.
> Completed within the week.
! A quick and kind response, on the day that she asked for.

[hou-08] 2024-09-09 | - | na/na | housing | Rents system
Arrears of £312 after a change of benefits.
> Standard letter 1.

[hou-09] 2024-10-14 | - | na/na | housing | Rents system
Arrears of £468. Letter 2 sent. The officer noted “single parent, two under six”.
> Agreement of £5 a week by telephone.

[hou-10] 2025-01-13 10:30 | both | nr/nr | housing health | Repairs log
{mum} rang in tears: the boiler had been off for three days and the baby had a cough.
> Repaired the same afternoon.

[hou-11] 2025-02-17 | - | na/na | housing domestic_abuse | Anti-social behaviour log
Two neighbours reported shouting and a man banging on the door on Friday 14 February at about ten at night.
> Officer rang police, who said that an arrest had been made. Closed.

[hou-12] 2025-03-24 | - | na/na | housing | Tenancy file
Starter tenancy converted late to a full tenancy, arrears cleared.
> Congratulation letter.

[hou-13] 2025-05-20 11:15 | - | na/na | housing contact | Annual tenancy check
Officer saw the ground floor. A man who gave his first name only made tea. No children were in; {mum} said
that they were at the park.
> Form says “household unchanged”.
! The box for “other adults seen” was left empty.

[hou-14] 2025-09-02 | - | na/na | housing | Anti-social behaviour log
Third complaint in a month about cars and visitors late at night.
> Diary sheets sent to the neighbour.

[hou-15] 2025-09-30 13:00 | girl | yes/no | housing contact neglect | Housing officer’s visit
Joint visit about the complaints. {girl} was in a buggy in the hall with a bandaged hand, quiet, watching.
{partner} spoke for {mum}.
> Warning letter about visitors. The officer asked about the hand and was told “a hot tap”.
! Another story than the one the hospital was given: there it was hair straighteners.

[hou-16] 2025-10-21 | - | na/na | housing sharing | E-mail to social care
Officer replied to the social worker’s questions: one named tenant, no other adult registered, complaints
about noise.
> The man who was seen twice is not in the reply.

[hou-17] 2025-11-24 | both | na/na | housing | Prepayment team’s log
Fuel voucher of £49 after police told of a cold house.
> Second voucher agreed for December.

[hou-18] 2025-12-22 | - | na/na | housing | Rents system
Arrears of £721. The case was put before the tenancy panel because there are children.
> Possession notice held back until the spring.

[hou-19] 2026-01-14 10:00 | - | na/na | housing health | Repairs log
Mould again in the back bedroom. Operative wrote “cot moved into cupboard space under stairs, told tenant it
is not ventilated”.
> Anti-mould wash. The remark was not passed on.
! The first sign of where the girl slept. It stands in a repairs note that nobody in safeguarding reads.

[hou-20] 2026-02-11 | - | na/na | housing planning | Child in need meeting
Invited for the first time and could not send anybody.
> Apology by e-mail. A summary of arrears was attached.

[hou-21] 2026-03-18 | - | na/na | housing | Tenancy panel
Panel chose a payment plan rather than eviction, because of the children.
> Income officer to visit.

[hou-22] 2026-03-26 15:00 | boy | yes/no | housing contact | Income officer’s visit
{boy} opened the door and said that Mum was asleep and that he was “minding”. The girl could be heard
upstairs.
> Officer waited until {mum} came down, after ten minutes. Letter left.
! A boy of six was in charge. It was written as a rent visit.

[hou-23] 2026-04-27 | - | na/na | housing | Rents system
Two payments made under the plan. Arrears £655.
> None.

[hou-24] 2026-06-15 | - | na/na | housing | Anti-social behaviour log
Neighbour’s diary sheets returned: fourteen nights of shouting since April, twice “a little one crying and a
man telling it to stop”.
> Passed to the tenancy officer’s list.

[hou-25] 2026-07-22 | - | na/na | housing | Anti-social behaviour log
Tenancy officer on leave; the diary sheets wait. Neighbour rang to ask and was told somebody would be in
touch.
> None until September.

[hou-26] 2026-08-12 11:30 | - | no/no | housing missed | Gas safety visit
No access for the yearly gas check. The operative heard a child inside.
> Card left. Second card on 19 August.

[hou-27] 2026-08-19 09:10 | - | no/no | housing missed | Gas safety visit
No access again. Curtains closed.
> Legal letter about access.

[hou-28] 2026-09-08 16:00 | - | na/na | housing sharing | Tenancy officer’s notes
Read the diary sheets and rang the front door to ask “whether this is one for you”. Was told to send it in
writing.
> Sent as an attachment to the general mailbox two days later.

[hou-29] 2026-09-24 10:45 | girl | yes/no | housing contact neglect | Gas safety visit
Access given under the legal letter. Operative’s photograph of the meter cupboard shows a blanket, a beaker
and a toy dinosaur on the floor. He saw a “very thin little girl” on the stairs.
> Certificate issued. He told his supervisor about the cupboard, who said he would “mention it”.
! A tradesman saw what nobody else had seen. There was no way for him to pass it on the same day.

[hou-30] 2026-10-12 | - | na/na | housing | Supervisor’s recollection
The supervisor says that he mentioned the cupboard to the tenancy officer at about this time. She does not
remember it.
> No record.

[hou-31] 2026-10-26 | - | na/na | housing planning | E-mail to social care
Answer to the social worker’s request of 22 October: list of complaints, arrears, and the photograph of the
meter cupboard attached to the gas certificate.
> Sent to the social worker’s address. She was on leave that week.

[hou-32] 2024-11 | - | na/na | housing | Caretaker’s recollection
The caretaker recalls {mum} asking for a lift with the pram several times, and that she “always had the lad
with her on school days”.
> Not recorded then.
""")
