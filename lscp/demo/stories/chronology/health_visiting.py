"""What health visitors and school nurses know of the family in the story. All fictional."""

from lscp.demo.stories.chronology.shape import rows

ROWS = rows("""
[chc-01] 2024-03-14 10:00 | girl | na/na | contact health | Health visiting record
Antenatal visit at 36 weeks. {mum} alone at first, then {dad} came in and stayed. {boy}’s drawings on the
wall.
> Level of service: universal plus, because of the police notice.

[chc-02] B+13 11:00 | girl | yes/na | contact health | Health visiting record
New birth visit. Weight 3.10 kilograms. Cot in the back bedroom next to the damp wall. Safe sleep shown.
> Letter to landlord offered; {mum} would think about it.

[chc-03] 2024-05-02 | girl | yes/na | health | Health visiting record
Clinic: weight 3.62 kilograms. {mum} asked whether babies “feel it when people shout”.
> Talked for twenty minutes. Visit at home booked.
! She opened the door herself, and the health visitor went through it.

[chc-04] 2024-05-21 13:00 | both | yes/na | domestic_abuse contact | Health visiting record
Home visit after the police notice. {dad} gone. {boy} was off school with a stomach ache and lined up cars
by size.
> Refuge number, adviser, safety plan. Level raised to universal partnership plus.

[chc-05] 2024-06-06 | both | na/na | planning domestic_abuse | MARAC note
Health visitor attended. To see mother alone each fortnight.
> Put in the diary.

[chc-06] 2024-06-12 10:30 | girl | yes/na | contact health | Health visiting record
Weight 4.9 kilograms. {girl} smiles at everybody. {mum} sleeps better.
> Next visit in a fortnight.

[chc-07] 2024-06-27 10:00 | girl | yes/na | contact | Health visiting record
Packed bags in the hall: going to {nan}’s for the summer. {mum} laughed for the first time.
> Address and telephone of {nan} written down. “Will ring when back.”

[chc-08] 2024-09-05 | girl | yes/na | contact health | Health visiting record
Home again. Weight 6.3 kilograms. Rolling over. {mum} said that the summer had been “like holidays in a
book”.
> Monthly visits.

[chc-09] 2024-10-10 | girl | yes/na | health | Health visiting record
Clinic. Starting solid food.
> Recipe cards.

[chc-10] 2024-11-07 | girl | yes/na | contact health | Health visiting record
Home visit after the emergency department’s letter. Mould seen and photographed.
> E-mail to housing’s general address. No answer on file.

[chc-11] 2024-12-12 14:00 | girl | yes/na | health | Health visiting record
Review at eight months after bronchiolitis. Development as expected.
> Nine-month review booked.

[chc-12] 2025-01-21 10:00 | girl | yes/na | health mental_health | Health visiting record
Nine-month review. Crawling. {mum} on tablets for low mood, score 14.
> Listening visits, three booked.

[chc-13] 2025-02-04 | girl | yes/na | mental_health | Health visiting record
First listening visit.
> None.

[chc-14] 2025-02-19 | both | yes/na | domestic_abuse mental_health | Health visiting record
Second listening visit. {mum} told of the night when {dad} stood outside. {boy}, home for the holiday, said
that he “slept with his shoes on”.
> Adviser told. School nurse told.
! The child’s own words, written down as he said them.

[chc-15] 2025-03-04 11:00 | boy | yes/yes | voice | School nursing record
School nurse saw {boy} for a drop-in. He drew the house with three locks.
> Fortnightly sessions until Easter.

[chc-16] 2025-03-11 | - | na/na | missed | Health visiting record
Third listening visit: not at home.
> Card left.

[chc-17] 2025-04-03 11:00 | boy | yes/yes | voice | School nursing record
Last session. He has “a best friend and a dinosaur book”.
> Closed.

[chc-18] 2025-05-01 | girl | yes/na | contact health | Health visiting record
Clinic at thirteen months. Walking along furniture. {mum} in a new dress.
> Level lowered to universal plus.

[chc-19] 2025-06-19 | girl | na/na | missed | Health visiting record
Not brought to the clinic.
> Text.

[chc-20] 2025-07-10 10:30 | girl | yes/na | contact | Health visiting record
Home visit. A man’s boots in the hall: “my brother’s”. {girl} walks and says “gone”.
> None.
! Mother’s file says that she has no brother.

[chc-21] 2025-07-22 | - | na/na | planning | Health visiting record
Health visitor left the trust. Case put on the team’s corporate list.
> No named worker from this day.
! The one professional whom this mother trusted was not replaced.

[chc-22] 2025-09-16 | girl | na/na | sharing harm | Health visiting record
Duty health visitor read the liaison form. She wrote: attended the emergency department on 11 September with
a scald to the foot from bath water.
> To be discussed with the social worker.

[chc-23] 2025-09-26 14:30 | girl | no/no | missed contact | Health visiting record
Home visit by duty. No answer. Voices inside.
> Card left.

[chc-24] 2025-10-16 | both | na/na | planning sharing | Health visiting record
Social worker rang to say that a child in need plan was to start and that the health visitor should weigh
{girl} every month.
> Task put on the corporate list. It was given to nobody.
! The next entry in this record is five months later.

[chc-25] 2026-03-12 09:15 | girl | na/na | sharing | Health visiting record
A new health visitor worked through the mailbox. The team first learned on this day that {partner} lives in
the home and that he has a conviction for assault on a child.
> Same-day call to the social worker, who “knew something of the sort”.
! Probation’s e-mail had been there for five weeks.

[chc-26] 2026-03-17 13:45 | girl | yes/na | contact health neglect | Health visiting record
First visit of the new health visitor. Weight 9.6 kilograms, 9th centile. {girl}, nearly two, no words,
watched {partner} the whole time. Empty fridge but for beer and jam.
> Food parcel. Weight chart sent to the social worker. Nursery place applied for.

[chc-27] 2026-03-31 | girl | no/no | missed contact | Health visiting record
No access. Cot mattress in the yard.
> Social worker told.

[chc-28] 2026-04-15 11:00 | girl | yes/na | contact health | Health visiting record
Seen at nursery on her third day. Ate two dinners. Stood still in a corner when a male worker raised his
voice across the room.
> Two-year review booked with the nursery.

[chc-29] 2026-05-06 10:00 | girl | yes/na | health | Health visiting record
Two-year review at nursery. Speech: five words. Behind in three of five areas. Weight 9.8 kilograms.
> Speech therapy. Weights monthly at nursery.

[chc-30] 2026-05-12 15:00 | girl | na/na | planning harm | Health visiting record
Strategy discussion by telephone. Health visitor told of the beer, the stillness and the weight.
> Minutes not received.

[chc-31] 2026-05-28 | girl | na/na | planning | Health visiting record
Child in need meeting. Health visitor said that the plan should not be closed before the weight went up.
> Her view is not in the minutes.
! She was right, and outnumbered, and there was no way to make a disagreement count.

[chc-32] 2026-06-11 | girl | yes/na | health | Health visiting record
Weight at nursery 9.9 kilograms. Hair thin at the back.
> Surgery told.

[chc-33] 2026-06-22 | both | na/na | planning sharing | Health visiting record
Told by letter that the plan had closed on 19 June.
> Health visitor rang the team manager to ask why. Call not returned.

[chc-34] 2026-07-09 | girl | yes/na | health | Health visiting record
Last weight at nursery before the break: 9.9 kilograms.
> Visits at home in the summer.

[chc-35] 2026-07-29 10:00 | girl | no/no | missed contact | Health visiting record
No access. {partner} spoke through the letterbox: “She’s asleep.”
> Card left.

[chc-36] 2026-08-05 14:00 | girl | no/no | missed contact | Health visiting record
No access.
> Text to {mum}: “Can you tell me how she is?” Answer: “fine x”.

[chc-37] 2026-08-13 | girl | no/no | missed contact sharing | Health visiting record
No access, third time. Asked the safeguarding nurse for advice: “Keep trying, and tell social care at the
fourth.”
> Visit booked for 28 August.
! A rule of thumb that counts doors rather than days.

[chc-38] 2026-08-28 09:30 | girl | yes/na | contact neglect | Health visiting record
Seen at last, on the doorstep. In a nappy and a man’s T-shirt, pale, scratch on the chin. Would not be put
down by {mum}. Not weighed: “we’re just going out”.
> Front door rung the same morning.

[chc-39] 2026-09-03 | girl | na/na | sharing | Health visiting record
Written referral to the front door after the call of 28 August.
> Automatic reply.

[chc-40] 2026-09-14 | girl | na/na | missed health | Speech therapy record
Not brought to the first appointment.
> One more to be offered.

[chc-41] 2026-09-17 10:15 | girl | yes/na | health | Health visiting record
Seen at nursery. Weight 9.5 kilograms. She took the health visitor’s hand and led her to the kitchen.
> Told the named nurse, who agreed to escalate.
! She has few words and said it with her hand.

[chc-42] 2026-09-21 | girl | na/na | sharing planning | Named nurse’s log
Named nurse wrote to the service manager of the front door under the escalation procedure, stage two.
> Answer on 2 October: “under assessment of need”.

[chc-43] 2026-10-06 10:00 | boy | yes/yes | voice health | School nursing record
School nurse saw {boy} because of tummy aches. He would rather not go home at weekends. “School is where the
lights are on.”
> Told the school’s safeguarding lead straight away.

[chc-44] 2026-10-14 14:00 | girl | no/no | missed contact | Health visiting record
No access. Neighbour said: “You want to try at night.”
> Told the front door by telephone.

[chc-45] 2026-10-21 | girl | na/na | planning sharing | Named nurse’s log
Asked for a strategy discussion because of weight, missed clinics and the boy’s words.
> Front door: visit first, then decide.

[chc-46] I+1 11:00 | both | na/na | sharing | Named nurse’s log
Told by the hospital. All records of the household sealed and copied.
> Support offered to the health visitor.

[chc-47] 2025-06 | - | na/na | contact | Student’s recollection
A student health visitor remembers {partner} opening the door “one hot day” and saying that {mum} was not
in. She did not know who he was and it is not in the record.
> Told to the author in this review.
""")
