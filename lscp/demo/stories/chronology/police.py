"""What the police know of the family in the story with the merged chronology. All fictional."""

from lscp.demo.stories.chronology.shape import rows

ROWS = rows("""
[pol-01] 2023-10-21 23:50 | boy | no/no | domestic_abuse offending | Incident log
Neighbour rang 999: shouting and a door banging at the address for half an hour. Officers found {mum},
fifteen weeks pregnant, and {dad}. Both said they had argued about money. No injuries. A boy of four was
said to be asleep upstairs.
> Domestic abuse form completed, graded standard. No notification was sent because the child was “not
involved”.
! The first record of violence or fear in this pregnancy. The boy’s bedroom is above the room in which they
argued.

[pol-02] 2023-12-02 01:15 | - | na/na | offending substances | Custody record
{dad} was stopped in a car with two other men and a small amount of cannabis. Community resolution given.
> None needed for children. His address was given as the family home.

[pol-03] 2024-01-19 21:30 | both | no/no | domestic_abuse harm | Incident log
{mum} rang 999 and hung up. Officers went within nine minutes. She had a red mark on her upper arm and said
that {dad} had pushed her into the kitchen table. She was 28 weeks pregnant. The boy was heard crying
upstairs and was not spoken to.
> {dad} arrested. Graded medium. Public protection notice sent to the front door the same night.
! The second call in three months. Violence in pregnancy is a known sign of higher risk.

[pol-04] 2024-01-20 14:05 | - | na/na | domestic_abuse offending | Custody record
{dad} was interviewed and denied pushing her. {mum} did not want to make a statement. No further action for
lack of evidence.
> {mum} was told by telephone that he would be released and that he could go home.

[pol-05] 2024-01-24 | - | na/na | sharing domestic_abuse | Safeguarding unit’s e-mail
The notice of 19 January was copied to the community midwives by the safeguarding unit, after the hospital
asked whether anything was known.
> Sent by secure e-mail. No reply is on file.

[pol-06] 2024-03-08 20:20 | - | na/na | offending | Intelligence log
Information that {dad} owed money to people in the next street and that a window at the address had been
broken “as a reminder”.
> Logged. Not shared with other agencies, because the source had to be protected.

[pol-07] 2024-05-17 22:45 | both | yes/no | domestic_abuse offending harm | Incident log
{mum} rang from the bathroom: {dad} had kicked the door in. Officers found her with the six-week-old baby in
her arms and the boy behind her. The door frame was split. The baby was awake and calm, the boy would not
let go of his mother’s sleeve.
> {dad} arrested and charged with criminal damage. Bail not to go to the address. Graded high. Notice to the
front door and to the health visitor.
! Officers wrote what they saw of both children, which earlier calls had not.

[pol-08] 2024-05-18 10:30 | - | na/na | planning sharing domestic_abuse | Safeguarding unit’s log
High-risk case put on the list for the multi-agency risk assessment conference (MARAC).
> Independent domestic violence adviser told on the Monday.

[pol-09] 2024-06-06 | both | na/na | planning domestic_abuse | MARAC minutes
MARAC heard the case. Actions: lock fitting by housing, adviser to keep in touch, health visitor to see
mother alone, social care to “consider an assessment”.
> Minutes sent to all who attended. No date was set for the assessment.
! “Consider” left nobody owning the decision.

[pol-10] 2024-06-21 11:00 | - | na/na | domestic_abuse offending | Court result
{dad} pleaded guilty to criminal damage. Community order with 80 hours of unpaid work and a restraining
order for two years.
> {mum} was told by telephone the same afternoon.

[pol-11] 2024-09-13 18:05 | boy | yes/no | contact | Neighbourhood officer’s notebook
Police community support officer spoke with {mum} at the gate about children throwing stones. {boy} was
playing on the step and said that he had a new baby sister.
> No concern noted.

[pol-12] 2024-11-01 19:30 | - | na/na | offending domestic_abuse | Incident log
{mum} reported that {dad} had sent eleven messages in one evening. None threatened her.
> Officer advised her to block the number. Breach of the restraining order was not recorded as a crime.
! An offence that was treated as advice. It may have taught her that calling does not help.

[pol-13] 2025-02-14 22:10 | both | no/no | domestic_abuse offending | Incident log
{mum} rang: {dad} was outside the house, drunk and shouting. Officers arrived at 22:31. He had gone. The
children were said to be asleep upstairs and were not seen.
> Arrested two streets away for breach of the restraining order. Notice to the front door sent on Sunday,
when the officer was next on duty.

[pol-14] 2025-02-15 16:40 | - | na/na | domestic_abuse offending | Custody record
{dad} charged with breach of the restraining order. Remanded to the next court.
> {mum} told by text message.

[pol-15] 2025-03-07 | - | na/na | offending | Court result
{dad} sentenced to fourteen weeks in prison, suspended for a year. He gave an address in another city.
> Victim contact letter sent to the family’s address.

[pol-16] 2025-06-05 15:20 | - | na/na | sharing domestic_abuse | Domestic violence disclosure scheme
A friend of {mum} asked, under the right to ask, whether her new partner {partner} was known for violence.
> Application accepted. Checks begun.
! Somebody outside the services saw the risk first and asked.

[pol-17] 2025-06-12 | - | na/na | planning domestic_abuse | Domestic violence disclosure scheme
Panel agreed to disclose: {partner} was convicted four years earlier of assault on a former partner’s child,
aged three, and of two assaults on adults.
> Disclosure to {mum} to be made in person.

[pol-18] 2025-06-13 10:15 | both | na/na | sharing offending harm | Safeguarding unit’s e-mail
Safeguarding unit told children’s social care by e-mail to the front door that {partner} has a conviction
for assault on a child of three, and that he is thought to stay with {mum} and her two children.
> Automatic reply received from the front door’s mailbox. No call was made.
! The most important fact about this household was passed on by one e-mail on a Friday.

[pol-19] 2025-06-17 13:30 | - | na/na | sharing domestic_abuse | Domestic violence disclosure scheme
Officer met {mum} at the library and told her about the conviction. She cried and said that he had told her
“it was a smack”. She said that he does not live with her.
> Leaflet of the adviser given. Officer noted that she seemed to want to talk for longer than there was
time.

[pol-20] 2025-08-09 00:35 | - | no/no | offending substances | Incident log
Report of loud music and men in the garden. Officers spoke with {partner} at the door. He said that he was
visiting. Nobody asked about children.
> Advice given. Closed as anti-social behaviour.

[pol-21] 2025-09-10 | girl | na/na | sharing harm | Telephone note
Duty social worker asked whether anything was known about the address after a burn. Call taker read out the
calls about {dad}. The disclosure of June was on another system and was not mentioned.
> Answer given by telephone within the hour.

[pol-22] 2025-11-21 19:40 | both | yes/no | contact neglect | Incident log
Neighbour rang 101: a small child had been crying for an hour. Officers made a welfare check at 19:40. Both
children were seen: the girl in her cot, the boy on the sofa in his uniform. The house was cold. {mum} said
that the meter had run out.
> Notice to the front door at 21:05 the same evening. Officers topped up the meter from the community fund.

[pol-23] 2025-12-12 | - | na/na | offending | Intelligence log
Information that {partner} was dealing from a flat in the next street and “uses his girlfriend’s place to
keep it safe”.
> Graded and kept. Shared with probation on 15 December, not with social care.

[pol-24] 2025-12-15 09:45 | - | na/na | sharing offending | Intelligence log
Offender manager and police exchanged information about {partner} at the weekly meeting.
> Probation to ask him about his address.

[pol-25] 2026-02-20 23:10 | both | no/no | domestic_abuse | Incident log
Silent 999 call from {mum}’s number. On the call back a man said that a child had been playing with the
telephone. It was ten past eleven at night.
> A unit was sent and stood down after the call back. No visit.
! A child of six and a child of one were said to be awake at eleven at night, and nobody looked.

[pol-26] 2026-03-03 | - | na/na | offending | Intelligence log
Car used by {partner} seen outside the address on four mornings in two weeks.
> Logged for the neighbourhood team.

[pol-27] 2026-05-12 14:30 | girl | na/na | planning harm sharing | Strategy discussion
Took part in the strategy discussion called by social care after nursery staff saw bruises. Detective shared
the conviction of {partner}.
> Joint enquiry agreed. Police to speak with {partner}, social care to arrange the medical.

[pol-28] 2026-05-13 17:20 | - | na/na | offending harm | Investigation log
{partner} attended by appointment. He said that {girl} had fallen from the sofa while {mum} was in the
shower, and that he was in the garden.
> Account noted. Not under caution. No search of the home.

[pol-29] 2026-05-14 16:10 | boy | yes/yes | voice | Investigation log
Officer and social worker spoke with {boy} at school. He said that he likes dinosaurs and that {partner} “is
loud when he is tired”. He looked at the door when asked about his sister.
> Not an achieving best evidence interview. Notes typed the next day.
! What he did, rather than said, was not followed up.

[pol-30] 2026-05-22 | girl | na/na | planning harm | Investigation log
Joint enquiry ended for police: medical opinion “could be accidental”, no account from the child, who has
few words.
> No further action. Social care told by telephone.

[pol-31] 2026-07-25 02:40 | - | nr/nr | substances offending | Incident log
Ambulance asked for police support for a man who had collapsed in the garden. {partner} had taken tablets
and alcohol and became angry. A light was on upstairs.
> Left with the ambulance crew. No check of who else was in the house. No notice sent.
! In the middle of the weeks in which no professional saw the girl, two services stood in the garden.

[pol-32] 2026-08-05 21:15 | both | no/no | contact domestic_abuse | Incident log
Neighbour reported a man shouting “stand there till I say”. Officers called back by telephone the next day.
{mum} said that it was the television.
> Closed after the call. Nobody visited.

[pol-33] 2026-08-06 | - | na/na | sharing | Contact log
The same neighbour rang again to ask what had been done, and was told that the matter was closed.
> None.
! The neighbour did not ring again until the autumn.

[pol-34] 2026-09-19 11:05 | both | nr/nr | sharing voice | Telephone note
Front door asked for checks after the boy spoke at school. The call taker listed two incidents of the
summer.
> Answered the same day. The silent call of February was not found because it had been logged under the
number only.

[pol-35] 2026-10-03 20:50 | - | no/no | domestic_abuse | Incident log
{nan} rang 101 from another town, worried because {mum} had not answered for five days and “sounded
frightened” the last time.
> Officer telephoned {mum}, who said that she was fine. No visit. Advice to {nan} to ring again.

[pol-36] 2026-10-20 15:45 | both | na/na | planning sharing | Telephone note
Front door rang to share the school’s new referral and asked whether police wished to join a strategy
discussion. The sergeant asked to be told after the first visit.
> No strategy discussion that day.
! Two agencies each waited for what the other would find.

[pol-37] 2026-10-23 10:00 | - | na/na | offending substances | Briefing sheet
{partner} listed as wanted for questioning about supply of tablets. Address given as the family’s.
> Arrest planned for the following week and put off because of other work.

[pol-38] I-1 21:40 | both | no/no | contact | Incident log
Neighbour rang 101: a thud and then a child’s cry, “then it went quiet too fast”. Graded for attendance
within an hour. The queue was long and no unit was free.
> At 23:55 regraded for a call back in the morning.
! The last chance before the injury was found.

[pol-39] I 13:50 | girl | yes/no | harm | Incident log
Called by the ambulance service to the address. {girl} was limp on the sofa and was being treated. {mum}
said that she had found her like this after a nap. {partner} was not in the house.
> Scene kept. {boy} collected from school by a social worker. Officer went with the ambulance.

[pol-40] I 18:30 | boy | yes/no | harm offending planning | Investigation log
{partner} arrested at a flat in the next street on suspicion of causing serious harm to a child. {mum}
arrested for neglect and bailed.
> Strategy discussion held at the hospital. {boy} taken to {nan}’s under police protection.

[pol-41] I+1 09:30 | boy | yes/yes | voice harm | Investigation log
Recorded interview with {boy}. “She has to stand in the dark cupboard. I put my dinosaur in with her so she
is not by herself.”
> Interview shared with social care the same day.

[pol-42] about 2024-03-20 | - | na/na | offending | Officer’s recollection
A neighbourhood officer recalls a talk with {dad} about work and the coming baby, and that he “seemed keen
to start again”. It was not written down at the time.
> Told to the author of this chronology.

[pol-43] spring 2026 | both | nr/nr | contact | Neighbourhood officer’s recollection
A police community support officer remembers seeing the boy push the girl in a pushchair alone near the
shops, “more than once”, before school closed for the summer.
> Not recorded then. Nobody was told.
""")
