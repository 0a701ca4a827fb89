# Training and supervision of staff.

nav-training = Training
right-training-read = Sees trainings, supervision and who is behind
right-training-write = Enters trainings, attendance, certificates and supervision

training-title = Training and supervision
training-lead = Trainings in { $year }. The numbers above open their lists.
training-seminars = Trainings
training-courses = Catalogue
training-plan = Plan of the year
training-norms = Norms
training-certificates = Certificates
training-supervision = Supervision
training-search = Name or number
training-found = Found: { $count }
training-csv = Table (CSV)
training-done = Saved.
training-closed = The training is noted as held. Certificates are given.
training-actions = What can be done
training-how = How it is counted
training-yes = Yes
training-no = No
training-empty = Nothing is entered.
training-empty-seminars = No trainings in the year with these filters.
training-empty-courses = Nothing in the catalogue with these filters.
training-empty-plan = Nothing in the plan with these filters.
training-empty-certificates = No certificates with these filters.
training-empty-norms = Nobody is behind with these filters.
training-empty-people = Nobody to invite with these filters.
training-empty-supervision = No supervision with these filters.
training-empty-scores = Nobody has answered yet.
training-empty-rating = Ratings are shown once at least { $count } people gave them.

training-column-state = State
training-column-course = Course of the catalogue
training-column-seminar = Training
training-column-kind = Kind
training-column-first = Begins
training-column-hours = Academic hours
training-column-invited = Invited
training-column-came = Came
training-column-trainer = Trainer
training-column-funding = Money
training-column-group = Group of staff
training-column-groups = For whom
training-column-validity = Validity
training-column-valid = Valid until
training-column-employee = Employee
training-column-post = Post
training-column-provider = Provider
training-column-share = Attendance
training-column-day = Day
training-column-begins = Begins at
training-column-themes = Themes
training-column-number = Number
training-column-issued = Given on
training-column-how = How it was noted
training-column-entered = Entered
training-column-question = Question
training-column-phase = When it is asked
training-column-before = Before
training-column-after = After
training-column-change = Change
training-column-answers = Answers
training-column-one = 1
training-column-two = 2
training-column-three = 3
training-column-four = 4
training-column-five = 5
training-column-six = 6
training-column-mean = Mean
training-column-norm = Norm
training-column-attended = Done
training-column-missing = Missing
training-column-until = Until
training-column-value = Value
training-column-articles = Ground
training-column-whose = Who decides
training-column-what = What
training-column-month = Month
training-column-people = Employees
training-column-note = Note
training-column-supervisor = Supervisor
training-column-from = From
training-column-to = To
training-column-meetings = Meetings
training-column-present = Present
training-column-agreed = Agreed
training-column-owner = Answers for it
training-column-due = Due
training-column-result = What was done
training-column-outcome = Outcome

training-kind-introductory = Introductory
training-kind-upgrading = Upgrading
training-kind-yearly = Yearly compulsory
training-kind-management = Management
training-kind-first-aid = First aid
training-kind-violence = Protection from violence
training-kind-other = Other
training-funding-project = Project
training-funding-municipal = Budget of the municipality
training-funding-provider = Provider
training-funding-free = Free of charge
training-group-referral = Referral staff
training-group-manager = Managers
training-group-specialist = Specialists
training-group-direct = Serving users directly
training-group-auxiliary = Auxiliary staff
training-group-volunteer = Volunteers

training-courses-lead = What is taught, in how many academic hours, for whom, and for how long a certificate holds.
training-course-new = Add a course to the catalogue
training-course-edit = Change in the catalogue
training-course-edit-lead = Trainings that were entered already stay as they were.
training-course-title = Name
training-course-open = Given
training-course-closed = Not given any more
training-themes = Themes
training-themes-hint = One on each line.
training-hours = Academic hours
training-academic-hours = { $count } acad. h
training-months = { $count } months
training-months-valid = The certificate holds (months; empty: for good)
training-for-good = for good
training-share = Attendance for a certificate (% of the hours)

training-seminar-new = Enter a training
training-seminar-lead = The programme goes day by day. A trainer is no participant. More hours than a day holds are refused.
training-begins = Begins at (09:30)
training-where = Place, trainer, money
training-place = Place
training-trainer-own = Trainer: an employee
training-trainer-other = Trainer: from outside (name)
training-organiser = Organiser and contract
training-project = Project
training-note = Note
training-why = Why it was revoked
training-why-hint = The record stays with its reason. The right one is entered anew.
training-anew = Enter anew
training-to-after = The revoked training in whose place this one stands
training-to-course = To the catalogue
training-to-seminar = To the training
training-to-certificates = Certificates given: { $count }
training-programme = Programme
training-people = Participants
training-sheets = Lists to be signed
training-attendance = Attendance
training-state-planned = Ahead
training-state-to-close = To be noted
training-state-held = Held
training-state-revoked = Revoked
training-warn-close = The training is over and not noted as held. Until then it does not count and gives no certificates.
training-attended-invited = Invited
training-attended-enough = Enough
training-attended-absent = Did not come
training-attended-too-little = Too little

training-invite = Invite participants
training-invite-lead = Invited: { $count }, at most { $most }. The trainer is not shown.
training-invite-who = Whom you invite
training-invite-more = { $count } more: narrow the search.
training-link-lead = The participant's own address: for attendance with the code of the day, and for evaluation. Show or print it for them alone.
training-link-qr = QR code of the address
training-link-until = Serves until { $day }.
training-link-over = The address served until { $day }.
training-link-locked = After many wrong codes the address takes none any more. Note attendance by the list.
training-card = Training card

training-code = Code of the day
training-code-hint = Show it in the room. Participants type it at their own address.
training-print-sheet = Print the list to be signed
training-came = Who was there
training-came-hint = Clear the box of those who were absent.
training-came-hours = Academic hours
training-came-hours-hint = Empty: all hours of the day.
training-came-button = Note attendance
training-how-list = by the list
training-how-qr = by code
training-how-sheet = from a table

training-import = Attendance from a table
training-import-lead = A row for each employee and day. The first row holds the heads:
training-import-file = File
training-import-file-hint = Excel, OpenDocument or CSV. Hours may be missing: then they are all of the day.
training-import-broken = The file cannot be read as a table.
training-import-wrong = The table has mistakes. Correct them and send it again.
training-import-nothing = Nothing was saved.
training-import-row = Row { $row }: { $what } ({ $text })
training-import-heads = there are no columns “employee” and “day”
training-import-nobody = there is no such participant
training-import-several = several participants have this name
training-import-no-day = the training has no such day
training-import-hours = the hours are not within those of the day
training-import-twice = the employee stands twice for the day

training-close = Note as held
training-close-lead = The training begins to count. Whoever attended enough gets a certificate. Attendance is not changed afterwards.
training-revoke = Revoke
training-revoke-certificate = Revoke the certificate
training-revoke-seminar = The training is revoked with its certificates. What was reported until today stays as it was.
training-revoke-attendance = The record of attendance is revoked. The right one is entered anew.
training-revoke-paper = The paper is revoked. The check of its code will say so.
training-revoke-supervision = The supervision is revoked with all its meetings.
training-revoke-meeting = The meeting is revoked with those who were there.

training-questions = Questions of the evaluations
training-questions-lead = Questions are answered from 1 to 6. Add your own to the ready ones, or put them in their place.
training-question-write = A new question or a change
training-question-new = A new question
training-question-replaces = Which question
training-question-replaces-hint = Answers stay under the same question. Another meaning asks for a new one.
training-question-bg = In Bulgarian
training-question-en = In English
training-question-open = Asked
training-question-closed = Not asked
training-phase-skill = Before and after the training
training-phase-rating = On the training, without a name
training-phase-guided = On the supervision, without a name
training-when-before = Before the training
training-when-after = After the training
training-scores = Evaluation
training-scores-type = Type answers from paper
training-scores-lead = The participant's answers before or after the training, from 1 (not at all) to 6 (fully). They are entered once.
training-scores-anonymous = The rating of a training is kept only as a number for each score: nobody can be found behind it.
training-change = What participants know before and after
training-change-hint = mean from 1 to 6; the lighter bar is before, the darker one after
training-rating = Rating of the training
training-rating-guided = Rating of the supervision
training-rate = Enter a sheet without a name
training-rate-lead = One sheet that was filled in. Only sums are kept.

training-my-lead = Place: { $place }
training-my-there = Attendance: noted
training-my-missed = No attendance noted
training-my-ahead = Ahead
training-my-code-hint = Six digits, shown in the room.
training-my-came = I am here
training-my-locked = No tries are left. Ask the organiser, who will note you by the list.
training-my-noted = Your attendance is noted.
training-my-thanks = Thank you for your answers.
training-my-scores = Your evaluation
training-my-scores-lead = From 1 (not at all) to 6 (fully). Only the organisers see the answers, to compare before and after.
training-my-rating-lead = Without a name: only sums are kept.
training-my-rated = You have rated the training.
training-my-send = Send

training-certificates-lead = The number opens the certificate. Anybody may check the code on it.
training-certificate-valid = Valid
training-certificate-soon = Ends soon
training-certificate-over = Expired
training-certificate-revoked = Revoked
training-check-title = Check of a certificate
training-check-print = Fingerprint of the paper
training-check-hint = Compare number, day and training with the paper in your hand. No name is shown.
training-paper-certificate = Certificate of training
training-paper-list = List of attendance
training-number-certificate = УО-{ $year }-{ $number }
training-number-list = ПС-{ $year }-{ $number }
training-ground = чл. 120 ЗСУ
training-mayor = Mayor or an authorised person
training-certificate-opening = { $name } took part in the training “{ $title }”, given from { $from } to { $to }: { $hours } of { $total } academic hours.
training-list-opening = Day: { $day } Begins at: { $begins } Academic hours: { $hours } Place: { $place }
training-proof-employee = { $name }: { $what }

training-plan-lead = The plan of { $year }. A line is done by a training of its course in the year.
training-plan-new = Add a line to the plan
training-plan-revoke = Take the line back
training-planned-held = Held
training-planned-entered = Entered
training-planned-late = Late
training-planned-ahead = Ahead
training-planned-revoked = Taken back
training-year = Year
training-month = Month (1 to 12)

training-norms-lead = Who is behind, by how much and until when. Shown are those for whom something is to be done.
training-norm-state-all = All
training-norm-state-behind = Behind
training-norm-state-due = There is time
training-norm-state-soon = Ends soon
training-norm-state-met = Met
training-rules = What the norms are
training-rules-lead = For the municipality's referral staff the law sets no hours and no frequency. The value is the municipality's own; by default it is that of providers. It is changed under “Law”.
training-whose-law = The ordinance
training-whose-default = The municipality (by default)
training-whose-own = The municipality (a value of its own)
training-appendices = appendices № { $list }
training-appendix = Appendix № { $number }: { $name }
training-standards = Appendices of the providers
training-standards-lead = By which appendix of the ordinance on quality the service works. Without it only the general norms are asked for.
training-standard = Appendix
training-what-introductory = Introductory training
training-what-yearly = Training in a year
training-what-management = Management training
training-what-first-aid = First aid
training-what-violence = Protection from violence
training-what-supervision-group = Supervision of a group
training-what-supervision-individual = Individual supervision
training-asks-hours-within = { $count } academic hours within { $months } months
training-asks-hours-once = { $count } academic hours
training-asks-times-within = { $count } time(s) within { $months } months
training-asks-times-once = { $count } time(s)
training-attended = What was attended
training-profile = Facts for the norms
training-profile-lead = Needed only to count since when and by which appendix hours are asked for.
training-started = First day of work
training-started-hint = For the introductory training of a new employee.

training-supervision-lead = Days, hours, themes in general and what was agreed. Cases and people whom the office serves are not written here.
training-no-cases = No content of cases is written here: there is no field for people you serve, and a text with an ЕГН or ЛНЧ is refused. Write in general terms.
training-general-hint = In general terms, without names and cases.
training-supervision-new = Enter a supervision
training-supervision-group = Supervision of a group
training-supervision-individual = Individual supervision
training-supervisor = Supervisor (name and organisation)
training-contract = Contract
training-aims = Aims
training-summary = Summary by the supervisor
training-guided-ahead = Ahead
training-guided-running = Under way
training-guided-over = Over
training-guided-revoked = Revoked
training-meetings = Meetings
training-meeting-new = Enter a meeting
training-themes-general = Themes
training-agree = Enter what was agreed
training-agreed = What was agreed
training-everybody = Everybody
training-follow = Something agreed
training-followed-on = Followed up on
training-outcome-open = Ahead
training-outcome-late = Late
training-outcome-done = Done
training-outcome-partly = In part
training-outcome-not = Not done

training-task-seminar = A training is to be noted as held
training-task-agreed = Something agreed in supervision
training-task-certificates = Certificates that end (how many)
training-task-norms = Employees behind in training or supervision (how many)
training-task-plan = A line of the plan without a training

training-wrong-number = Enter a whole number within the limits
training-wrong-share = Enter a share from 1 to 100
training-wrong-month = Enter a month from 1 to 12
training-wrong-groups = Choose at least one group
training-wrong-project = Choose the project that pays
training-wrong-trainer = Choose an employee or type a trainer from outside, one of the two
training-wrong-time = Enter a time such as 09:30
training-wrong-long-day = A day holds at most { $most } academic hours
training-wrong-short = The programme is shorter than the course ({ $course } academic hours)
training-wrong-twice = This day is in the programme already
training-wrong-day-hours = More hours than the day has
training-wrong-future = The day is still ahead
training-wrong-score = Choose a score from 1 to 6
training-wrong-code = The code is not right
training-wrong-locked = No tries are left
training-wrong-identifier = The text holds a number that looks like an ЕГН or ЛНЧ. Remove it: facts about people are not written here

training-refused-days = The programme has no day.
training-refused-close = The training is not over yet, or was noted before.
training-refused-nobody = Nobody is noted as present.
training-refused-revoked = The record was revoked already.
training-refused-anew = Revoke the wrong training first.
training-refused-over = The training is closed and does not change.
training-refused-ahead = The day is still ahead: attendance is noted on the day or after it.
training-refused-participant = Only invited participants are noted, within the hours of the day. The trainer is none.
training-refused-certified = The training is noted as held. Revoke it and enter it anew.
training-refused-trainer = A trainer cannot take part in the same training.
training-refused-many = There would be more participants than one training holds.
training-refused-scored = The evaluation was given already, or it is not its time.
training-refused-rated = The training was rated already, or is not over.
training-refused-no-day = There is no day of the training today that waits for attendance.
training-refused-period = The last day cannot be before the first.
training-refused-meeting-day = The day is outside the period of the supervision, or still ahead.
training-refused-one = Individual supervision is with one employee.
training-refused-supervisor = A supervisor cannot take part.
training-refused-follow = It was followed up already, or the day is still ahead.

training-column-mail = Messages
training-mail = Messages to participants
training-mails = Messages to the participant
training-mail-lead = A message holds the day, the place and the participant's own address, with a file for the calendar. An invitation goes once to each; a reminder also comes by itself on the working day before.
training-mail-send = Send
training-mail-again = Send the invitation again
training-mail-written = The messages are written and on their way.
training-mail-people = Participants
training-mail-due-invitation = With an address and no invitation sent
training-mail-due-reminder = With an address and no reminder today
training-mail-without = Without an address for messages
training-mail-none = Not written to yet
training-mail-no-address = No address
training-mail-kind = What is sent
training-mail-kind-invitation = Invitation
training-mail-kind-reminder = Reminder
training-mail-kind-cancelled = Cancellation
training-mail-state-waiting = waits to be sent since
training-mail-state-sent = sent on
training-mail-state-overtaken = not sent, because the training changed,
training-mail-day = { $day }, begins { $begins }, academic hours: { $hours }
training-mail-subject-invitation = Invitation to a training – { $municipality }
training-mail-subject-reminder = Reminder of a training – { $municipality }
training-mail-subject-cancelled = Training cancelled – { $municipality }
training-mail-text-invitation = Hello { $name },

    You are invited to the training “{ $title }”.
    { $days }
    Place: { $place }.

    Your own address for the training – for attendance and for the evaluation before and after it:
    { $address }
    It serves until { $until }. Give it to nobody else.
training-mail-text-reminder = Hello { $name },

    We remind you of the training “{ $title }”.
    { $days }
    Place: { $place }.

    Your own address for the training:
    { $address }
training-mail-text-cancelled = Hello { $name },

    The training “{ $title }” will not take place.
    { $days }
training-mail-end = Telephone for questions: { $phone }

    { $municipality }
    This message was sent automatically.
training-refused-no-mail = Sending messages is not set up. Show the own address or print it.
training-refused-written = Everybody with an address has been written to.
training-refused-no-address = No address for messages is known of the participant. Enter it under “Staff”.

training-issued = The paper is issued.
training-guided-papers = Papers issued
training-guided-overtaken = The meeting was revoked
training-protocol-issue = Issue a protocol
training-protocol-lead = The protocol gets a number and a code to check it by: who was there, hours, themes in general, what was agreed at the meeting.
training-protocol-opening = Day of the meeting: { $day } Academic hours: { $hours } Present: { $people } Contract: { $contract }
training-guided-year = Issue a year's summary
training-guided-year-lead = The summary lists the meetings of the year, who was there, what was agreed and what came of it.
training-guided-year-opening = Supervision in { $year }: { $count } meetings, { $hours } academic hours.
training-to-supervision = To the supervision
training-agreed-at = Agreed at the meeting of
training-agreed-none = No actions were agreed.
training-ground-supervision = Art. 122 of the Social Services Act
training-paper-protocol = Protocol of a supervision
training-paper-group-year = Supervision in a year
training-paper-person-year = Supervision of an employee in a year
training-number-protocol = ПСВ-{ $year }-{ $number }
training-number-group-year = ГСВ-{ $year }-{ $number }
training-number-person-year = ЛСВ-{ $year }-{ $number }
training-refused-no-meetings = There are no meetings in this year for the summary.

training-certificate-renewed = Renewed
training-certificates-ending = Ends or ended, of the same course
training-norm-people-behind = Employees who are behind
training-norm-people-due = Employees with a term that runs
training-norm-people-soon = Employees with a norm that ends soon

training-seminar-edit = Correct the place or the trainer
training-seminar-edit-lead = Days, hours and money do not change: a wrong programme is revoked and entered anew. With a new place, those who were invited by mail get a new message.
training-mail-kind-changed = Change
training-mail-subject-changed = Change of a training – { $municipality }
training-mail-text-changed = Hello { $name },

    The training “{ $title }” will be at another place.
    { $days }
    New place: { $place }.

    Your own address for the training stays the same:
    { $address }
