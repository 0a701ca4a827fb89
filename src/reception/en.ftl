# The words of the reception's pages.
event-appointment-booked = Appointment booked for { $at }
event-appointment-cancelled = Appointment of { $at } cancelled
event-appointment-held = Came to the appointment of { $at }
event-appointment-missed = Did not come to the appointment of { $at }
event-appointment-moved = Appointment moved to { $at }
reception-actions = Actions
reception-after = Later
reception-again = Call again
reception-ahead = { $count ->
    [0] You are next.
    [one] 1 person is before you.
   *[other] { $count } people are before you.
}
reception-any-counter = any counter
reception-appointment = Appointment
reception-appointment-booked = booked
reception-appointment-cancelled = cancelled
reception-appointment-held = held
reception-appointment-missed = did not come
reception-at-counter = counter { $counter }
reception-back-to-counter = To the counter
reception-back-to-touch = Done
reception-before = Earlier
reception-book = Book an appointment
reception-book-title = Book an appointment
reception-booked = The appointment is booked.
reception-by-day = By day
reception-by-hour = By hour of the day
reception-by-point = By service point
reception-calendar-title = Appointments – { $point }
reception-call = Call
reception-call-late = Came later – call
reception-called-times = { $times ->
    [one] called once
   *[other] called { $times } times
}
reception-came = Came
reception-cancel = Cancel the appointment
reception-cancel-hint = For example “called to say they are in hospital”. Kept sealed.
reception-cancel-reason = Why it is cancelled
reception-cancel-title = Cancel an appointment
reception-cancelled = The appointment is cancelled; the hour is free for somebody else.
reception-cancelled-why = Cancelled: { $reason }
reception-choose = Choose
reception-contact = Record the contact
reception-counter-n = Counter { $counter }
reception-counters = Counters
reception-day = Day
reception-day-empty = No appointments.
reception-day-fri = Friday
reception-day-mon = Monday
reception-day-off = This day is a day off. Choose a working day.
reception-day-sat = Saturday
reception-day-sun = Sunday
reception-day-thu = Thursday
reception-day-tue = Tuesday
reception-day-wed = Wednesday
reception-done = Done
reception-done-n = { $count ->
    [0] Nobody has been served today.
    [one] Served today: 1 number
   *[other] Served today: { $count } numbers
}
reception-done-next = Done, call the next
reception-door-hall = Screen in the waiting room
reception-door-touch = Page for taking a number
reception-doors = Addresses for citizens
reception-doors-text = Open the first address on the tablet at the entrance and the second on the screen in the waiting room. They need no sign-in and show no names.
reception-email = E-mail
reception-email-hint = A confirmation, a reminder one working day earlier and a calendar file go there.
reception-email-wrong = Enter an e-mail address such as name@example.bg.
reception-ended = This appointment has ended or was cancelled.
reception-expected = Expected wait: { $low } to { $high } minutes.
reception-find = Look for the person in the register
reception-free = free
reception-free-n = { $count ->
    [one] 1 free hour
   *[other] Free hours: { $count }
}
reception-from = From day
reception-give = Give a number
reception-give-open = Give a number to somebody who does not use the screen
reception-gives = Numbers are given
reception-gives-no = No, the queue is stopped
reception-gives-yes = Yes
reception-go-to = You are called to counter { $counter }.
reception-hall-next = Next numbers
reception-hall-nobody = Nobody is called at the moment.
reception-hall-refresh = Refresh again
reception-hall-refreshes = The page refreshes by itself.
reception-hall-said = Number { $number }, counter { $counter }
reception-hall-still = Stop refreshing
reception-hall-title = Waiting room
reception-history = What happened
reception-hour = Hour it was taken
reception-hour-taken = This time is already taken. Choose another free hour.
reception-hours = Hours
reception-hours-edit = Change hours
reception-hours-from = In force from
reception-hours-hint = Write hours like 09:00-12:00, 12:30-16:30. Between two parts is the break. An empty box means that nobody is received that day.
reception-hours-lead = When each worker receives people by appointment here. The system knows the days off by itself.
reception-hours-new = New hours
reception-hours-none = There are no hours yet. Without them no free hours are offered.
reception-hours-order = The last day is before the first.
reception-hours-title = Hours of workers
reception-hours-to = Last day
reception-hours-wrong = Write hours like 09:00-12:00, 12:30-16:30.
reception-in-force = in force
reception-is-offered = offered
reception-keep = No, keep the appointment
reception-length = Length
reception-mail-end = If you cannot come, call { $phone }, so that somebody else can have the hour.

    { $municipality }
    This message was sent automatically.
reception-mail-entry = Appointment – { $municipality }
reception-mail-subject-cancelled = Appointment cancelled – { $municipality }
reception-mail-subject-confirmation = Appointment – { $municipality }
reception-mail-subject-moved = Appointment moved – { $municipality }
reception-mail-subject-reminder = Reminder of an appointment – { $municipality }
reception-mail-text-cancelled = Dear { $name },

    Your appointment on { $day } at { $time } is cancelled.
reception-mail-text-confirmation = Dear { $name },

    You have an appointment on { $day } at { $time } (about { $minutes } minutes).
    Place: { $place }.
reception-mail-text-moved = Dear { $name },

    Your appointment was moved. It is now on { $day } at { $time } (about { $minutes } minutes).
    Place: { $place }.
reception-mail-text-reminder = Dear { $name },

    This is a reminder of your appointment on { $day } at { $time }.
    Place: { $place }.
reception-marked = Noted.
reception-mean-wait = Mean wait, minutes
reception-meetings = Meetings of cases
reception-messages = Messages
reception-minutes-n = { $minutes } minutes
reception-minutes-since = { $minutes } min. (since { $at })
reception-miss = Did not come
reception-missed-title = Did not come
reception-move = Move
reception-move-called = Called
reception-move-called-again = Called again
reception-move-done = Done
reception-move-missed = Did not come
reception-move-passed = Passed on
reception-move-preferred = Priority changed
reception-move-taken = Number taken
reception-move-title = Move an appointment
reception-moved = The appointment is moved.
reception-name = Name
reception-name-hint = The name the person gives is enough.
reception-next = Call the next
reception-no-address = There is no e-mail address, so no messages are sent.
reception-no-hours = No worker receives on these days. The head enters hours in “Hours of workers”.
reception-no-mail = This installation sends no mail. Tell the person the hour on the spot.
reception-no-messages = No messages yet.
reception-no-points = No service point works today.
reception-nobody-waits = Nobody waits.
reception-not-come = Did not come
reception-not-in-force = not in force
reception-not-offered = not offered
reception-not-received = The worker does not receive then. Choose a free hour, or enter hours for that day.
reception-not-set-up = The reception of this point is not switched on yet.
reception-note = Note
reception-now-at = Counter { $counter } serves number
reception-now-nobody = Nobody is at counter { $counter }.
reception-number = Number
reception-number-title = Number { $number }
reception-number-wrong = Enter a whole number within the limits.
reception-numbers = Numbers
reception-of = Of
reception-off = Day off
reception-open-calendar = Appointments
reception-open-queue = Open the queue
reception-over = This number is done.
reception-overtaken = Not sent: the appointment was changed before, and a new message was written.
reception-pass = Pass on
reception-pass-open = Pass on to another counter
reception-pass-to = Which counter
reception-past = This day or hour is over.
reception-per-minute = Numbers in a minute, at most
reception-per-minute-hint = Guards the queue from somebody who presses for fun. From 1 to 60.
reception-period = Period
reception-person-unknown = There is no such person.
reception-phone = Telephone
reception-point = Service point
reception-prefer-open = Give a number priority
reception-print = Print the number
reception-priority = Priority
reception-priority-child = with a small child
reception-priority-disabled = person with a disability
reception-priority-none = no priority
reception-priority-pregnant = pregnant woman
reception-priority-urgent = urgent
reception-reason = Reason
reception-refused-busy = This counter still serves number { $number }. Finish it first.
reception-refused-called = Number { $number } was already called to counter { $counter } at { $at }.
reception-refused-done = Number { $number } is already done.
reception-refused-missed = Number { $number } is already marked as not come.
reception-refused-nobody = Nobody waits for this counter.
reception-refused-waiting = Number { $number } was changed by somebody else meanwhile. Look at it again and repeat.
reception-renew = New address
reception-renew-text = After “New address” the old one stops at once: open the new one on the tablet or the screen.
reception-renewed = The address was changed.
reception-saved = Saved.
reception-section-statistics = Waiting times
reception-section-subjects = Subjects
reception-section-tickets = Numbers
reception-section-today = Today
reception-sent = Sent on { $when }.
reception-serve-minutes = Served, min.
reception-serves = number { $number }
reception-set-up = Switch the reception on
reception-settings = Settings
reception-show = Show
reception-slot = Minutes of an appointment
reception-slot-hint = A multiple of 5, from 5 to 240.
reception-slot-other = Another day and hour
reception-slots = When
reception-slots-hint = The first free hours. If none suits, choose “Another day and hour”.
reception-state = State
reception-state-called = called
reception-state-done = done
reception-state-missed = did not come
reception-state-waiting = waiting
reception-statistics-of = Waiting times of the same period
reception-statistics-title = Waiting times
reception-subject = Subject
reception-subject-edit = Change a subject
reception-subject-english = Its name in English
reception-subject-hint = Short, in people's words: “Personal assistance”, “Benefits”.
reception-subject-new = New subject
reception-subject-offered = Offered to citizens
reception-subject-place = Order
reception-subjects-lead = These subjects are the buttons of the page for numbers, in the order of “Order”.
reception-subjects-none = There are no subjects yet. Without them no numbers are given.
reception-subjects-title = Subjects of the reception
reception-taken = Taken
reception-tickets-none = No numbers with these filters.
reception-tickets-title = Numbers
reception-tile-booked = appointments today
reception-tile-called = at a counter
reception-tile-done = served
reception-tile-waiting = wait
reception-time = Hour
reception-time-hint = For example 10:30
reception-time-step = Hours begin on a multiple of 5 minutes, such as 10:05 or 10:30.
reception-time-wrong = Enter an hour such as 10:30.
reception-title = Reception
reception-to = To day
reception-today = Today
reception-touch-choose = Choose a subject.
reception-touch-closed = Today people are received { $hours }.
reception-touch-closed-today = Nobody is received here today.
reception-touch-fast = Too many numbers were taken in a minute. Wait a little and try again.
reception-touch-first = Do you need to go first?
reception-touch-no-name = No name and no document are needed. If something does not work, ask a member of staff.
reception-touch-no-priority = no
reception-touch-nothing = No numbers are given yet. Ask a member of staff.
reception-touch-stopped = No numbers are given at the moment. Ask a member of staff.
reception-touch-title = Take a number
reception-touch-waiting = { $count ->
    [0] Nobody waits.
    [one] 1 person waits.
   *[other] { $count } people wait.
}
reception-touch-what = What do you come for?
reception-unsent = Not sent yet. The system tries again by itself.
reception-view-day = Day
reception-view-week = Week
reception-wait-minutes = Wait, min.
reception-waited = { $minutes ->
    [one] Waited 1 minute
   *[other] Waited { $minutes } minutes
}
reception-waiting-n = { $count ->
    [0] Waiting
   *[other] Waiting: { $count }
}
reception-waits = Waits
reception-ways = How the point receives
reception-when = When
reception-worker = Worker
reception-write-down = If you cannot print the number, remember it or write it down.
reception-your-number = Your number
reception-belonging = Appointment
reception-holding = Appointments
reception-task-hour = Booked hour
event-appointment-passed = Another worker takes the appointment of { $at }
