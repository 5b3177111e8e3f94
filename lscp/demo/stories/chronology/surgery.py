"""What the doctor’s surgery knows of the family in the story with the merged chronology. All fictional."""

from lscp.demo.stories.chronology.shape import rows

ROWS = rows("""
[gp-01] 2023-09-04 | girl | na/na | health | Surgery record
{mum} registered with {boy} after moving. Pregnancy test positive.
> Referred to the midwife.

[gp-02] 2023-09-28 09:20 | boy | yes/no | health | Surgery record
{boy}, four: pre-school boosters given late. Cheerful, chatty.
> None.

[gp-03] 2023-11-21 | - | na/na | mental_health | Surgery record
Letter from the midwife about low mood. Read and filed.
> No appointment made.

[gp-04] 2023-12-18 | - | na/na | mental_health | Surgery record
{mum} telephoned, could not sleep. Offered a telephone appointment in two weeks.
> She did not pick up when rung.

[gp-05] 2024-01-29 | girl | na/na | domestic_abuse sharing | Surgery record
Letter from the maternity unit about the assault. Coded as “domestic abuse in family” on the mother’s record
only.
> No code on {boy}’s record.
! From here on anybody who opened a child’s record saw nothing.

[gp-06] 2024-03-04 17:10 | boy | yes/no | health | Surgery record
{boy} brought by {dad} with an ear infection. He held on to the doctor’s desk when it was time to go.
> Antibiotic. The doctor wrote “clingy”.

[gp-07] 2024-04-30 | girl | na/na | health | Surgery record
Birth letter received, {girl} registered.
> Invited for the six-week check.

[gp-08] 2024-05-21 10:00 | girl | yes/na | health | Surgery record
Six-week check of mother and baby. Baby well. Mother’s mood not asked about, because the appointment ran
late.
> Contraception given.

[gp-09] 2024-06-11 | girl | yes/na | health | Surgery record
First vaccinations.
> None.

[gp-10] 2024-06-18 | both | na/na | sharing domestic_abuse | Surgery record
MARAC minutes received in the shared mailbox, scanned in two weeks after the meeting.
> Coded on the mother’s record.

[gp-11] 2024-08-30 11:30 | girl | yes/na | health | Surgery record
Second and third vaccinations together, late. Weight 6.1 kilograms. {mum} said that they had been at {nan}’s
all summer.
> Health visitor told by task.
! Nobody had seen mother or children for nine weeks.

[gp-12] 2024-10-31 | girl | na/na | health housing | Surgery record
Emergency department letter about wheeze and mould.
> Filed.

[gp-13] 2024-12-06 | girl | na/na | health | Surgery record
Discharge letter about bronchiolitis.
> Recall for a flu vaccination.

[gp-14] 2025-01-10 09:00 | girl | yes/na | health | Surgery record
Cough again. Chest clear. {mum} crying: “I am on my own with it all.”
> Tablets for low mood started. Review in two weeks.
! She asked for help in plain words. She got tablets, and no one asked about the children’s days.

[gp-15] 2025-01-24 | - | na/na | missed mental_health | Surgery record
Did not come to the review of her mood.
> Repeat prescription given.

[gp-16] 2025-03-19 | - | na/na | mental_health | Surgery record
Medicine review by the pharmacist by telephone. “Feeling better, met someone nice.”
> Continue.

[gp-17] 2025-05-07 10:40 | girl | yes/na | health | Surgery record
One-year vaccinations given at thirteen months. Weight 8.9 kilograms, 25th centile.
> None.

[gp-18] 2025-05-28 | - | na/na | health offending | Surgery record
{partner} registered as a patient with {mum}’s address. Note from prison health care: diazepam and codeine,
reduce.
> Reducing prescription. The two records were not linked.
! The surgery knew the address six months before anyone else wrote it down.

[gp-19] 2025-06-26 | - | na/na | mental_health | Surgery record
{mum} asked to stop her tablets.
> Advice on how to stop.

[gp-20] 2025-08-20 | - | na/na | substances | Surgery record
{partner} asked for diazepam early, said that he had lost the box.
> Refused by the doctor. He swore at the receptionist.

[gp-21] 2025-09-12 | girl | na/na | harm sharing | Surgery record
Emergency department letter: burn to the palm of the right hand, treated on 9 September.
> Coded. Discussed at the weekly meeting, which no health visitor attended.

[gp-22] 2025-09-24 | girl | na/na | missed sharing | Surgery record
Letter that she was not brought to the burns clinic.
> Receptionist texted {mum}.

[gp-23] 2025-10-14 | both | na/na | sharing planning | Surgery record
Social worker’s request for information. Answered on the form: burn, one missed appointment, mother’s low
mood.
> The registration of {partner} was not mentioned, as the form asked about mother and children only.

[gp-24] 2025-12-18 16:30 | girl | yes/no | health harm | Surgery record
{girl}, twenty months, brought by {mum} with a fever. A yellow bruise on the cheek, “the cot side”. Weight
8.9 kilograms, the same as in May.
> Referred to the weight clinic. Bruise measured and drawn in the notes.
! No weight gained in seven months, and a bruise on the face of a child who was on a plan. The plan’s worker
was not told.

[gp-25] 2026-01-19 09:50 | girl | yes/no | health | Surgery record
Ear infection. {mum} mentioned that they had been in hospital two days earlier with a bump.
> Antibiotic. Bump healing.

[gp-26] 2026-02-10 | girl | na/na | missed sharing | Surgery record
Letter: not brought to the weight clinic.
> Task to the health visitor team, which stayed unread for a month.

[gp-27] 2026-02-23 | girl | na/na | missed sharing | Surgery record
Second letter: discharged from the clinic.
> Filed by the workflow team. No doctor saw it.

[gp-28] 2026-03-05 | - | na/na | substances mental_health | Surgery record
{partner} seen, shaking, asked for help with tablets. Said that he lives with his girlfriend and “two kids”.
> Drug service’s number given. The children were not asked about.

[gp-29] 2026-05-18 | girl | na/na | sharing harm | Surgery record
Report of the medical of 13 May received.
> The doctor wrote: “weight to be followed by whom?”

[gp-30] 2026-06-24 | both | na/na | sharing planning | Surgery record
Letter that the child in need plan was closed.
> Filed.

[gp-31] 2026-07-20 | girl | na/na | missed health | Surgery record
Not brought for the two-year review of her weight.
> Letter. The next free appointment was in September.

[gp-32] 2026-07-28 | - | na/na | substances sharing | Surgery record
Emergency department letter about {partner}: overdose, left before being seen.
> A call to him was not answered.

[gp-33] 2026-08-26 | - | na/na | mental_health | Surgery record
{mum} rang for sleeping tablets. She whispered. The receptionist wrote “whispering, man in background”.
> Telephone appointment for 2 September, to which she did not answer.
! A receptionist heard it and wrote it down. Nobody read it before November.

[gp-34] 2026-09-07 10:20 | girl | yes/no | health neglect | Surgery record
{nan} brought {girl} without an appointment: “Please look at her.” Weight 9.5 kilograms, thin arms, four bad
teeth.
> Same-week clinic arranged by telephone. Doctor sent a referral to the front door the same evening.
! Good practice: seen at once, weighed at once, told at once.

[gp-35] 2026-09-23 | girl | na/na | sharing health | Surgery record
Consultant’s letter about low iron.
> Prescription left for collection. It was not collected.

[gp-36] 2026-10-15 | girl | na/na | missed health | Surgery record
Not brought for the review of iron.
> Safeguarding lead of the practice rang the front door and was told that a decision was being made.

[gp-37] 2025-11 | - | na/na | substances | Surgery record
Some time in the month a pharmacy rang to say that {partner} had tried to collect {mum}’s tablets. The date
of the call was not kept.
> Pharmacy told to give them to her only.

[gp-38] I+1 09:00 | both | na/na | sharing | Surgery record
Hospital rang. Records of the whole household put together for the first time.
> Practice’s learning meeting set for the same week.
""")
