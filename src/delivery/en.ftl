### Delivery: what each person was given on each day against what was planned

nav-delivery = Delivery
right-delivery-read = Sees what is planned and given by services
right-delivery-write = Plans weeks and enters days
right-delivery-close = Closes months and gives tablets out

delivery-title = Delivery of services
delivery-lead = Planned and given in the month, in hours. Choose a service to see its people and their days.
delivery-list-empty = Nobody uses a service by contract in this month.
delivery-month-of = { $month } { $year }
delivery-month-01 = January
delivery-month-02 = February
delivery-month-03 = March
delivery-month-04 = April
delivery-month-05 = May
delivery-month-06 = June
delivery-month-07 = July
delivery-month-08 = August
delivery-month-09 = September
delivery-month-10 = October
delivery-month-11 = November
delivery-month-12 = December
delivery-weekday-1 = Monday
delivery-weekday-2 = Tuesday
delivery-weekday-3 = Wednesday
delivery-weekday-4 = Thursday
delivery-weekday-5 = Friday
delivery-weekday-6 = Saturday
delivery-weekday-7 = Sunday
delivery-short-1 = Mon
delivery-short-2 = Tue
delivery-short-3 = Wed
delivery-short-4 = Thu
delivery-short-5 = Fri
delivery-short-6 = Sat
delivery-short-7 = Sun

delivery-column-service = Service
delivery-column-people = People
delivery-column-planned = Planned, h
delivery-column-given = Given, h
delivery-column-present = Days present
delivery-column-absent = Days absent
delivery-column-exceptions = To look at
delivery-column-state = Month
delivery-column-person = Person
delivery-column-day = Day
delivery-column-said = Entered
delivery-column-why = To look at
delivery-column-by = Who and when
delivery-closed = Closed
delivery-open = Not closed
delivery-today = Sheet of today

delivery-number-planned = planned hours
delivery-number-given = hours given
delivery-number-absent = days absent
delivery-exception-missing = planned, nothing entered
delivery-exception-unplanned = given without a plan
delivery-exception-over = more than planned
delivery-exception-outside = outside the contract
delivery-exception-hospital = given on days in hospital
delivery-people-empty = Nobody uses the service by contract in this month.
delivery-sheets = Sheets by day
delivery-people = People
delivery-legend = The number in a box is hours; “abs” is absence; an empty frame is a planned day with nothing entered. Orange is what should be looked at.
delivery-no-plan = No weekly plan
delivery-person-sums = { $given } of { $planned } planned hours given; days absent: { $absent }
delivery-mark-absent = abs
delivery-papers = Monthly list
delivery-paper = List { $number }, closed on { $at } (PDF)
delivery-paper-old = List { $number } of { $at }, replaced: the month was opened again (PDF)
delivery-reopened-line = Opened again on { $at } by { $who }: { $why }
delivery-xlsx = Table for Excel
delivery-csv = Table as CSV
delivery-actions = Other actions
delivery-sheet = Sheet of the day
delivery-closed-by = The month was closed on { $at } by { $who }. Entries do not change.

delivery-shown = Shown
delivery-rows = List
delivery-rows-exceptions = All to look at
delivery-rows-missing = Planned, nothing entered
delivery-rows-unplanned = Given without a plan
delivery-rows-over = More than planned
delivery-rows-outside = Outside the contract
delivery-rows-hospital = Given on days in hospital
delivery-rows-planned = Planned days
delivery-rows-given = Days given
delivery-rows-absent = Absences
delivery-rows-empty = There are no such days in the month.

delivery-you-are = { $name } enters.
delivery-leave = Leave
delivery-is-holiday = Official holiday: { $name }. Only people whose plan includes holidays are planned.
delivery-sheet-closed = The month is closed and entries do not change.
delivery-sheet-empty = Nobody uses the service by contract on this day.
delivery-sheet-none-planned = Nobody is planned for this day.
delivery-say-rest = { $count ->
    [one] The other { $count } is as planned
   *[other] The other { $count } are as planned
}
delivery-not-planned = Not planned for this day
delivery-present = Present
delivery-absent = Absent
delivery-part = Other
delivery-correct = Correct
delivery-nothing-said = Nothing entered
delivery-planned-hours = Plan: { $hours } h
delivery-planned-none = Nothing is planned for this day.
delivery-known-away = Known absence: { $reason }
delivery-was-present = { $hours } h
delivery-was-absent = Absence: { $reason }
delivery-reason-illness = illness
delivery-reason-holiday = holiday
delivery-reason-hospital = hospital
delivery-reason-other = another reason
delivery-reason-residential = residential care

delivery-say = What you enter
delivery-say-present = present, as planned
delivery-say-part = present for another time
delivery-hours = How long
delivery-hours-hint = Only for another time. Hours and minutes, such as 2:30
delivery-hours-wrong = Write hours and minutes, such as 2:30, no more than 24 hours
delivery-note = Note
delivery-note-hint = Only for an absence, if needed
delivery-why = Why you correct it
delivery-why-hint = It stays with the old entry
delivery-because = corrected because
delivery-correct-lead = Something was entered for this day. The new entry replaces it; the old one stays in the history.
delivery-history = History of the day
delivery-entry-done = The day is entered.

delivery-to-placement = Placement and contract
delivery-to-person = The person’s file
delivery-person-empty = No days by contract in this month.
delivery-week = Weekly plan
delivery-no-plan-yet = There is no weekly plan yet. Without one nothing counts as planned.
delivery-week-words = from { $from }: { $days }; { $each } a day
delivery-week-none = from { $from }: no planned days
delivery-week-holidays = on official holidays too
delivery-unit-hour = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
delivery-unit-half-day = { $count ->
    [one] half a day
   *[other] { $count } half-days
}
delivery-unit-day = { $count ->
    [one] a whole day
   *[other] { $count } days
}
delivery-unit-day-night = { $count ->
    [one] day and night
   *[other] { $count } days and nights
}
delivery-unit-name-hour = Hour
delivery-unit-name-half-day = Half a day (4 hours)
delivery-unit-name-day = Whole day (8 hours)
delivery-unit-name-day-night = Day and night
delivery-aways = Known absences
delivery-away-open = from { $from }, still away: { $reason }
delivery-away-until = from { $from } to { $until }: { $reason }
delivery-plan = Weekly plan
delivery-plan-lead = On which days and for how long the person is given the service. Official holidays are left out by themselves unless you say otherwise.
delivery-covered = By contract:
delivery-plan-from = From which day
delivery-plan-from-hint = The plan before stays in force until the day before this one.
delivery-plan-outside = The contract ends before this day
delivery-plan-closed = The month of this day is closed. Choose a later day or open the month again
delivery-weekdays = Days of the week
delivery-weekdays-hint = None means that nothing is planned from this day on.
delivery-unit = Unit
delivery-units = How many units a day
delivery-units-wrong = Write a whole number; a day cannot be more than 24 hours
delivery-holidays-yes = On official holidays too
delivery-plan-done = The weekly plan is saved.
delivery-away = Known absence
delivery-away-lead = Write down the days on which the person will not be in the service, such as a stay in hospital. The sheet of the day shows it.
delivery-away-first = First day
delivery-away-last = Last day
delivery-away-hint = Leave empty if it is not known yet.
delivery-away-reason = Reason
delivery-away-wrong = The last day is before the first one
delivery-away-twice = An absence is written down for these days already
delivery-back = The person is back
delivery-back-lead = The person has been away since { $day }. Write the last day of the absence.
delivery-away-done = The absence is saved.
delivery-stay-struck = struck out as wrong
delivery-stay-twice = A stay is written down for one of these days already
delivery-stay-why = Write why the entry is wrong

delivery-close = Close the month
delivery-close-clean = There is nothing to look at. After closing, entries do not change and a numbered list is made.
delivery-close-lead = To look at: { $list }. You may close it all the same – they are written into the list. After closing, entries do not change.
delivery-close-button = Close
delivery-close-done = The month is closed. Its list has a number and is being printed.
delivery-reopen = Open the month again
delivery-reopen-lead = The old list stays but no longer counts. After the correction close the month again: it gets a new number.
delivery-reopen-reason = Why it is opened
delivery-reopen-button = Open
delivery-reopen-done = The month is open again.
delivery-task-close = Close the month of a service
delivery-refused-future = This day has not come yet.
delivery-refused-outside = The contract does not cover this day.
delivery-refused-closed = The month is closed.
delivery-refused-open = The month is not closed.
delivery-refused-month = The month is not over yet.

delivery-tablet = Tablets and workers
delivery-tablet-lead = On a shared tablet the workers of the service enter days without an account: they open the address, choose their name and type their personal PIN.
delivery-tablets = Tablets
delivery-tablets-empty = There is no address for a tablet yet.
delivery-tablet-open = Works
delivery-tablet-revoked = Stopped
delivery-tablet-expired = Expired
delivery-tablet-never = not opened yet
delivery-tablet-until = Valid until { $day }.
delivery-tablet-opened = Last entered: { $at }.
delivery-tablet-revoke = Stop the address
delivery-tablet-stopped = The address is stopped.
delivery-tablet-new = New address
delivery-tablet-name = Name of the tablet
delivery-tablet-name-hint = Such as “Tablet in the hall”
delivery-tablet-valid = Valid until
delivery-tablet-until-wrong = Choose a day from today to a year ahead
delivery-tablet-make = New address
delivery-tablet-made = The address is ready. Open it on the tablet.
delivery-workers = Workers
delivery-workers-lead = After five wrong tries a PIN is locked until you give a new one.
delivery-worker-change = New PIN or end: { $name }
delivery-worker-end = No longer works here
delivery-worker-gone = The worker can no longer enter days.
delivery-worker-new = New worker
delivery-worker-name = Name of the worker
delivery-worker-twice = There is a worker of this name
delivery-worker-add = Add
delivery-worker-done = The worker is added.
delivery-pin-new = PIN
delivery-pin-hint = 4 to 6 digits, not in a row and not the same
delivery-pin-unfit = Write 4 to 6 digits that are not in a row and not the same
delivery-pin-save = New PIN
delivery-pin-done = The new PIN works at once.
delivery-pin-locked = Locked
delivery-pin-wrong = { $left ->
    [one] The PIN is wrong. { $left } try is left
   *[other] The PIN is wrong. { $left } tries are left
}
delivery-pin-is-locked = The PIN is locked. Ask your manager or the municipality for a new one
delivery-pin-wait = Too many wrong tries on this tablet. Try again in a quarter of an hour
delivery-door-title = Entering the day
delivery-door-who = Who you are
delivery-door-pin = Personal PIN
delivery-door-pin-hint = 4 to 6 digits
delivery-door-enter = Enter
delivery-door-closed = This address no longer works. Ask the municipality for a new one.
delivery-door-nobody = This service has no workers with a PIN yet.

delivery-paper-title = Monthly list of a social service given
delivery-paper-number = МС-{ $year }-{ $number }
delivery-paper-opening = Provider: { $provider }. Time is in hours.
delivery-paper-legend = Numbers under days are hours given; отс – absence; ? – planned, nothing entered. Grey columns are days off.
delivery-paper-provider = For the provider
delivery-paper-employee = Closed the list
delivery-belonging = Known absence
delivery-holding = A social service given
delivery-holding-month = { $hours } hours; days present: { $present }; days absent: { $absent }

event-delivery-planned = Weekly plan in a service from { $from }
event-delivery-away = Known absence from services from { $from }
event-delivery-stay = Absence from home written down from { $from }
event-delivery-stay-struck = Absence from { $from } struck out
event-delivery-back = End of the absence: { $until }
