# Calendar of duties.

nav-duties = Duties
right-duties-read = Sees the calendar of duties
right-duties-write = Notes what was done, names who answers, enters events

duties-title = Calendar of duties
duties-lead = What the municipality owes in { $year } and where it stands. The numbers open their lists.
duties-year = The year
duties-mayor = For the mayor
duties-mayor-lead = Late, due in the next thirty days, and done. The numbers open their lists.
duties-list = List
duties-list-lead = The duties due in { $year }.
duties-events = Events
duties-events-lead = Terms that run from an event: entered here, and counted by other parts of the system. Terms of single people are in "My work".
duties-rules = Rules
duties-rules-lead = The duties by law. What the law fixes does not change; for the rest a municipality may set its own day.
duties-rules-since = The calendar is kept since { $day }; earlier duties are not shown.
duties-papers = On paper
duties-papers-made = Printed
duties-mine = My reminders
duties-search = A word of the duty
duties-found = Found: { $count }
duties-csv = Table (CSV)
duties-saved = Saved.
duties-actions = What can be done
duties-how = How the term is counted
duties-empty = Nothing is recorded.
duties-empty-list = No duties with these filters.
duties-empty-events = No events from which terms run.
duties-nobody = nobody answers

duties-state-late = Late
duties-state-soon = Soon
duties-state-due = Ahead
duties-state-done = Done
duties-state-none = Not owed
duties-holds = Holds
duties-revoked = Taken back

duties-every-year = once a year
duties-every-month = for a month
duties-every-event = after an event
duties-applies = Does the municipality owe it
duties-applies-yes = Yes
duties-applies-no = No
duties-confidence = How sure the rule is
duties-confidence-V = Fixed by law
duties-confidence-M = By practice, the municipality may change it
duties-confidence-C = Sources differ, the municipality may change it
duties-term-law = by rule { $rule }
duties-term-day = by { $day }
duties-term-of-month = day { $day } of the month
duties-term-working-days = { $days } working days
duties-term-own = by { $day }, set by the municipality

duties-column-state = State
duties-column-duty = Duty
duties-column-due = Due
duties-column-articles = Ground
duties-column-act = Act
duties-column-owner = Who answers
duties-column-done = Done on
duties-column-mark = Noted
duties-column-document = Document of
duties-column-who = Entered by
duties-column-entered = When
duties-column-note = Note
duties-column-number = Number
duties-column-period = Period
duties-column-month = Month
duties-column-every = How often
duties-column-term = Term
duties-column-from = In force from
duties-column-own = Own day
duties-column-happened = Day of the event

duties-opens = Can be done from
duties-trigger = The term runs from
duties-who = Who owes it
duties-proof = Proved by
duties-marks = What was noted
duties-done-late = Done { $days } days after the term.
duties-do = Note as done
duties-do-lead = Give at least one: a record of the system, number and day of a document, or the document itself.
duties-part-document = Document
duties-record = Address of a record of the system, such as /fees
duties-number = Number of the document
duties-file = Document
duties-file-hint = PDF, JPG or PNG up to 8 MB.
duties-file-large = The file is larger than 8 MB.
duties-file-kind = The file is no PDF, JPG or PNG.
duties-none = Not owed this time
duties-none-hint = Why the municipality does not owe it this time.
duties-owner = Change who answers
duties-owner-lead = For this time only. Who always answers is set in "Rules".
duties-why = Reason
duties-revoke = Take the note back
duties-revoke-hint = What is taken back stays in the history; the right one is entered anew.
duties-link-record = The record that proves it
duties-link-file = The attached document
duties-link-work = To where the work is done
duties-link-law = The rule of the term in "Law"
duties-link-rule = The duty in "Rules"
duties-link-event = The event
duties-versions = What the municipality set
duties-version-new = Set who answers and the day
duties-own-year = Own day of the year, such as 07-20 (month-day)
duties-own-month = Own day of the next month, 1 to 31
duties-own-event = Own number of days after the event
duties-start = From when the calendar is kept
duties-start-lead = Duties due before this day are not shown and not asked for.
duties-event-new = Enter an event
duties-event-lead = Describe the event without names of people.
duties-event-what = What happened
duties-task = A duty of the calendar

duties-part-late = Late
duties-part-ahead = Due in the next thirty days
duties-part-events = Terms from events ahead
duties-part-events-late = Late from events
duties-part-done = Done lately

duties-mail = Mail for reminders
duties-mail-change = Change the mail for reminders
duties-mail-lead = We remind you seven days and one day before the duties you answer for. An empty box ends the reminders.
duties-mail-subject = Reminder: by { $due } – { $title }
duties-mail-text =
    { $municipality }, calendar of duties.

    By { $due }: { $title }
    Ground: { $articles }
    Proved by: { $proof }

    Note it as done in the system, so that we do not remind you again.
duties-feed = Secret address for a calendar
duties-feed-new = Make a new secret address
duties-feed-lead = With the secret address your calendar program shows the duties you answer for. The address before stops working.
duties-feed-revoke = Stop the secret address
duties-feed-warning = Whoever knows the secret address sees your duties. Do not share it.
duties-feed-text = { $articles }. In the system: { $path }

duties-paper-new = Print a calendar
duties-paper-make = Print
duties-paper-month = Calendar of duties for a month
duties-paper-year = Calendar of duties for the year
duties-paper-number = KZ-{ $year }-{ $number }
duties-signs = Prepared by

duties-how-year = The day is set for each year: { $text } (month-day), that is { $day }.
duties-how-month = The day is set for the next month: day { $text }, that is { $day }.
duties-how-days = The term is { $text } calendar days after the event: { $day }.
duties-how-working = The term is { $text } working days after the event: { $day }.
duties-how-off = { $day } is a day off: it is planned for the working day before, { $due }.
duties-how-next = { $day } is a day off: the term ends on the first working day after, { $due } (чл. 60, ал. 6 ГПК).

duties-wrong-ahead = The day is in the future.
duties-wrong-before = The duty did not exist then. See from when it can be done.
duties-wrong-document = The document is from before the duty.
duties-wrong-year = The document is of another year.
duties-wrong-number = Number and day of the document go together.
duties-wrong-record = This is no address of the system. It begins with a slash, such as /fees.
duties-wrong-nothing = Give a record, a number with its day, or attach the document.
duties-wrong-own = There is no such day, or the law fixes it.
duties-wrong-mail = This is no mail address.
duties-refused-marked = The duty is noted already. Take the note back if it is wrong.
duties-refused-revoked = It was taken back already.
duties-refused-version = From this day on it is set already. Choose another day.
