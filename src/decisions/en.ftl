# Register of decisions.

nav-decisions = Decisions
right-decisions-read = Sees the register of decisions and how they are carried out
right-decisions-write = Enters decisions, notes what was done and adds evidence

decisions-title = Register of decisions
decisions-lead = Decisions of the council on social services, of the municipal council, of the mayor and from checks, until they are carried out: who answers, until when, what was done and what shows it.
decisions-empty = Nothing is entered.
decisions-empty-list = There are no decisions with these filters.
decisions-search = Search
decisions-found = Found: { $count }
decisions-csv = Table (CSV)
decisions-xlsx = Table (XLSX)
decisions-saved = Saved.
decisions-actions = What can be done
decisions-year = Year
decisions-one = Decision No { $number }
decisions-origin = Where the decision comes from
decisions-entered-by = Entered by
decisions-history = What happened
decisions-evidence = Evidence
decisions-was = Before that “{ $field }” was: { $text }.
decisions-task = Decision to be carried out
decisions-warn-late = The term ended on { $day }, and the decision is not carried out.

decisions-body-council = Council on social services
decisions-body-municipal-council = Municipal council
decisions-body-mayor = Mayor
decisions-body-check = Check

decisions-state-late = Late
decisions-state-open = Not begun
decisions-state-in-progress = In progress
decisions-state-done = Done
decisions-state-dropped = Dropped
decisions-state-noted = For information
decisions-state-withdrawn = Withdrawn from the register
decisions-state-same = The state stays the same

decisions-kind-progress = Note on progress
decisions-kind-state = New state
decisions-kind-correction = Correction
decisions-kind-withdrawn = Withdrawal

decisions-column-number = Number
decisions-column-taken = Taken on
decisions-column-body = Who decided
decisions-column-text = What was decided
decisions-column-responsible = Responsible
decisions-column-due = Term
decisions-column-done = Done on
decisions-column-state = State
decisions-column-source = Minutes or another paper
decisions-column-public = Who may read it
decisions-column-title = What it is
decisions-column-made = When
decisions-column-by = Who
decisions-column-what = What
decisions-column-note = Note

decisions-new = Enter a decision
decisions-new-lead = Decisions of meetings and checks come by themselves. Here the others are entered, such as decisions of the municipal council and orders of the mayor.
decisions-text-hint = As in the minutes. When anybody may read it, write no names or data of users.
decisions-responsible-or-none = Responsible (empty when nothing is to be done)
decisions-due-hint = May be empty when the decision has no term.
decisions-public-yes = Anybody: the decision stands on the page for citizens
decisions-public-no = The office only
decisions-is-public = Anybody
decisions-is-inner = The office only
decisions-edit = Correct
decisions-edit-lead = Correct only what was entered wrongly. What stood before stays in the history.
decisions-why = Why
decisions-progress = Note progress
decisions-note = What was done
decisions-note-hint = Of a dropped decision: why it is dropped.
decisions-done-hint = Only when the decision is carried out.
decisions-show = Add evidence
decisions-link = Link (address in the network)
decisions-scan = Scanned paper
decisions-scan-hint = PDF, JPEG or PNG up to 8 MB. Give a link or a paper, not both.
decisions-withdraw = Withdraw
decisions-withdraw-lead = Withdraw only a decision that was entered by mistake. It stays in the register as withdrawn, counts nowhere, and its number is free again.

decisions-wrong-number = The number needs at least one letter or digit.
decisions-wrong-taken = This body has a decision with this number in this year.
decisions-wrong-body = There is no such body.
decisions-wrong-future = The day has not come yet.
decisions-wrong-before = The day is before the decision was taken.
decisions-wrong-due = The term is before the decision was taken.
decisions-wrong-nobody = There is a term, but nobody answers. Enter who answers, or remove the term.
decisions-wrong-same = Nothing is changed.
decisions-wrong-no-note = Write what was done.
decisions-wrong-no-reason = Write why the decision is dropped.
decisions-wrong-link = The address begins with https:// or http:// and has no spaces.
decisions-wrong-nothing = Give a link or a scanned paper.
decisions-wrong-both = Give either a link or a paper. Add the other one separately.
decisions-refused-withdrawn = The decision is withdrawn from the register and is changed no more.

decisions-paper = Extract of the register
decisions-paper-lead = A paper with a number and a code to check it: the decisions of one body in one year and how far they are carried out today.
decisions-paper-make = Issue
decisions-paper-number = РР-{ $year }-{ $number }
decisions-count-taken = Taken
decisions-count-done = Done or for information
decisions-count-late = Late

decisions-public = Decisions and how they are carried out
decisions-public-lead = What the council on social services, the municipal council and the mayor decided on social services, who answers and how far it is carried out.
decisions-public-none = There are no decisions with these filters.
