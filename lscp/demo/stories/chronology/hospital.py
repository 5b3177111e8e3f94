"""What the hospital knows of the family in the story with the merged chronology. All fictional."""

from lscp.demo.stories.chronology.shape import rows

ROWS = rows("""
[hos-01] 2023-09-14 10:15 | girl | na/na | health planning | Maternity record
Booking appointment at ten weeks with the community midwife. {mum} came with {dad}. Previous pregnancy well.
Smokes ten a day. The routine question about abuse was not asked because he was in the room.
> Referred to the stop-smoking service. Question to be asked “when alone”.

[hos-02] 2023-10-12 | girl | na/na | health | Maternity record
First scan normal. Due date given. {dad} held the picture.
> Next appointment at sixteen weeks.

[hos-03] 2023-11-02 | girl | na/na | missed health | Maternity record
Did not come to the sixteen-week appointment.
> Text reminder. New date offered.

[hos-04] 2023-11-15 14:00 | girl | na/na | health | Maternity record
Seen alone for part of the visit. Asked about abuse: “We row, who doesn’t.” Low mood noted.
> Mood score of 11. Letter to the doctor’s surgery.

[hos-05] 2023-12-07 | girl | na/na | health | Maternity record
Twenty-week scan normal. {mum} came alone by bus with {boy}.
> None.

[hos-06] 2024-01-20 00:40 | girl | na/na | harm domestic_abuse | Maternity assessment unit
Brought by police after being pushed against a table at 28 weeks. Baby’s heart rate normal. Bruise on the
left upper arm, the size of a thumb.
> Kept for six hours. Safeguarding form filled in. Midwife asked police what was known.
! The first injury seen by a professional.

[hos-07] 2024-01-24 16:30 | girl | na/na | sharing domestic_abuse | Safeguarding midwife’s log
Read the notice from police. Alert put on the maternity record.
> Birth plan to be made with social care by 34 weeks.

[hos-08] 2024-02-14 | girl | na/na | health | Maternity record
Growth scan after the assault: normal. {dad} waited outside and rang her three times.
> Midwife wrote down the calls.

[hos-09] 2024-02-29 | girl | na/na | planning | Safeguarding midwife’s log
Pre-birth plan not received. Rang social care and was told that the case was closed after a call to {mum}.
> Midwife wrote her own plan for the ward.
! Good practice: the midwife did not leave an empty page.

[hos-10] 2024-03-21 11:00 | girl | na/na | health | Maternity record
Home visit at 37 weeks. House tidy, cot ready in the back bedroom, a smell of damp. {boy} was at school.
> Safe sleep advice. Damp to be told to the landlord by {mum}.

[hos-11] B+0 04:55 | girl | yes/na | health | Birth record
{girl} born at 39 weeks, 2.94 kilograms, in good condition. {dad} was there and left after an hour.
> Skin to skin. Breast-fed at once.

[hos-12] B+1 13:00 | girl | yes/na | planning | Discharge record
Discharged home. Alert on the record read at the handover.
> Community midwife and health visitor told by electronic letter.

[hos-13] B+5 10:30 | girl | yes/na | health contact | Community midwife’s visit
Weight 2.81 kilograms. Feeding well. {mum} tired, {dad} asleep at half past ten.
> Heel prick test done.

[hos-14] B+10 11:15 | girl | yes/na | health contact | Community midwife’s visit
Weight back to 2.97 kilograms. {mum} alone and asked again about abuse: “It stopped when she came.”
> Handed over to the health visitor.

[hos-15] 2024-05-18 00:30 | girl | yes/na | domestic_abuse harm | Emergency department
Brought with her mother by police after the bathroom door was kicked in. {girl} examined by a paediatrician:
no injury. Feeding.
> Referral to social care by telephone and in writing before they left.

[hos-16] 2024-10-29 19:10 | girl | yes/na | health | Emergency department
Wheeze and fever at six months. Seen by a doctor, improved with an inhaler. {mum} described mould in the
bedroom.
> Letter to the surgery and to the health visitor.

[hos-17] 2024-12-03 02:20 | girl | yes/na | health | Children’s assessment unit
Bronchiolitis. Oxygen for one night.
> Home the next day. Letter for housing about mould given to {mum} to pass on.
! The letter depended on a tired mother handing it in. Housing never had it.

[hos-18] 2025-01-15 | girl | na/na | missed health | Outpatients
Not brought to the chest clinic.
> Second appointment sent.

[hos-19] 2025-02-26 09:40 | girl | yes/na | health | Outpatients
Chest clear. Weight on the 25th centile.
> Discharged to the surgery.

[hos-20] 2025-06-02 17:35 | boy | yes/no | health harm | Emergency department
{boy}, six, cut his chin on a swing. Came with {nan}. Glued.
> No concern.

[hos-21] 2025-09-09 18:50 | girl | yes/no | harm health | Emergency department
{girl}, seventeen months, brought at ten to seven with a burn to the palm of the right hand, two hours old.
{mum} said that she had grabbed hair straighteners which had been left on the floor. {partner} gave the same
story, faster.
> Seen by a consultant: pattern fits a grab. Referral to social care. Burns clinic in two days.
! Late by two hours, and told by a man whom the record calls “friend”.

[hos-22] 2025-09-11 10:00 | girl | yes/no | health | Burns clinic
Dressing changed. {mum} came alone and held {girl} all the time.
> Next dressing in a week.

[hos-23] 2025-09-18 | girl | na/na | missed health | Burns clinic
Not brought. Telephone off.
> Letter to the surgery, copy to the health visitor.

[hos-24] 2025-10-02 14:10 | girl | yes/no | health | Burns clinic
Healed with a small scar. The nurse wrote that the child “did not cry, did not look for mum”.
> Discharged. The remark is not in the letter.
! A good eye and no road for what it saw.

[hos-25] 2026-01-17 15:30 | girl | yes/no | harm health | Emergency department
Bump on the forehead after falling off a step at {nan}’s. {nan} had seen it happen and came at once.
> Head injury advice. Liaison form to health visiting.

[hos-26] 2026-02-05 | girl | na/na | missed health | Children’s clinic
Not brought to the weight clinic to which the surgery had referred her.
> Letter to the surgery: “Please refer again if still needed.” Copy to the health visitor.
! A child is brought or not brought. The letter speaks as though she had chosen.

[hos-27] 2026-02-19 | girl | na/na | missed health | Children’s clinic
Second appointment, not brought.
> Discharged under the two-missed-appointments rule.

[hos-28] 2026-04-21 09:20 | boy | yes/yes | health voice | Eye clinic
{boy} brought by {nan} for glasses. He told the orthoptist that he “does the mornings”.
> Written in the notes. Nobody asked which mornings.

[hos-29] 2026-05-13 13:00 | girl | yes/no | harm planning | Child protection medical
Examined by a community paediatrician at the joint enquiry. Bruise to the left ear, three small bruises to
the lower back. Weight 9.9 kilograms, 2nd centile. Two decayed teeth.
> Opinion: “could be accidental; ear bruising is unusual; the weight needs following up.” Sent to social
care and police.
! The first four words of the opinion were carried forward, and the rest was not.

[hos-30] 2026-06-09 | girl | na/na | missed health | Dental hospital
Not brought for the first assessment.
> New date in August.

[hos-31] 2026-07-25 02:55 | - | na/na | substances sharing | Emergency department
{partner} brought by ambulance after tablets and alcohol. Said that he had “kids at home with the missus”.
Left before the doctor came.
> Adult notes only. No child safeguarding form.
! The form has a box for children at home. It was not opened.

[hos-32] 2026-08-11 | girl | na/na | missed health | Dental hospital
Not brought for the second time.
> Letter to the dentist and to the surgery.

[hos-33] 2026-09-10 11:10 | girl | yes/no | health neglect | Children’s clinic
Brought by {nan}. Weight 9.6 kilograms, below the 0.4th centile. Pale, quiet, ate two packets of biscuits in
the clinic. Blood taken.
> Iron drops. Urgent dietitian. The registrar wrote “? neglect” and meant to ring social care.
! The call was not made that day, and the registrar moved to another ward on the Monday.

[hos-34] 2026-09-22 | girl | na/na | sharing health | Consultant’s letter
Letter to the surgery about low iron and falling weight.
> Copy to the health visitor. Not to social care.

[hos-35] 2026-10-08 | girl | na/na | missed health | Dietitian
Not brought. {mum} said by telephone that there was no money for the bus.
> Telephone advice. A taxi could have been booked; the dietitian did not know of the scheme.

[hos-36] 2026-10-22 | girl | na/na | missed health | Children’s clinic
Not brought for bloods.
> Consultant rang social care and left a message for the duty worker to ring back.

[hos-37] I 14:25 | girl | yes/no | harm health | Emergency department
Arrived by ambulance, limp and pale. Torn liver, four older rib fractures, bruises of different ages, severe
tooth decay. Weight 9.3 kilograms.
> Operated on within two hours, then to intensive care. Police and social care told at half past two.

[hos-38] I+1 08:30 | girl | yes/no | planning | Intensive care
Stable on a breathing machine. {nan} at the bedside. Full skeletal survey done.
> Named doctor began the hospital’s part of the notification.

[hos-39] about 2024-02-10 | girl | na/na | contact domestic_abuse | Midwife’s recollection
The community midwife recalls meeting {mum} in the supermarket with a scarf round her neck, and thinking
that she looked frightened. She does not know the exact day.
> Not recorded then.
""")
