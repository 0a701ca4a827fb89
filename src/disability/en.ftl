disability-lead = Decisions on disability and need and until when they hold. Only what services and help require is written down.
disability-none = No decision has been entered.
disability-why-no-diagnosis = Why is there no box for a diagnosis?
disability-why-no-diagnosis-text = For services and help the degree, the third-party help and the term suffice. A diagnosis is health data that the municipality has no ground to keep. So write what the person cannot do alone and what help they need, not what they suffer from.
disability-no-diagnosis = This looks like the code of a diagnosis. Please take it out: write what help is needed, not the illness.

disability-new-expert = Decision of ТЕЛК or НЕЛК
disability-new-assessment = Individual assessment
disability-new-directive = Directive
disability-kind-expert = Expert decision (ТЕЛК/НЕЛК)
disability-kind-assessment = Individual needs assessment (ЗХУ)
disability-kind-directive = Directive of ДСП (ЗХУ)
disability-board = Body
disability-board-telk = ТЕЛК
disability-board-nelk = НЕЛК
disability-board-other = other
disability-number = Number
disability-issued = Issued on
disability-body = Issuer
disability-body-hint = For example “First panel at the hospital” or “ДСП – Ruse”.
disability-issuer = Issued by
disability-term = Term
disability-term-until = until a day
disability-term-life = for life
disability-term-law = by law: the expert decision has no term
disability-until = Last day
disability-until-hint = Only when the term is until a day.
disability-degree = Reduced working capacity or degree of disability
disability-degree-hint = A whole number from 0 to 100.
disability-degree-wrong = Enter a whole number from 0 to 100.
disability-help = Third-party help
disability-help-no = without third-party help
disability-help-yes = with third-party help
disability-help-to = with third-party help until { $day }
disability-help-until = Third-party help holds until
disability-help-until-hint = Only when its term differs from that of the decision.
disability-support = What the directive is for
disability-support-personal_assistance = personal assistance
disability-support-social_service = social services
disability-support-other = other support
disability-grade = Degree of dependency
disability-grade-n = degree { $grade }
disability-hours = Hours a month
disability-hours-wrong = Enter a whole number of hours.
disability-hours-many = For this degree the law gives { $most } hours a month at most.
disability-note = What else the work needs
disability-note-hint = No diagnoses and no codes of illnesses.
disability-reason = What is being done
disability-reason-renewal = a new decision in the place of the old one
disability-reason-correction = a mistake is corrected
disability-why = Reason
disability-why-hint = Stays in the history together with the earlier record.
disability-future = The day lies in the future.
disability-days-reversed = The last day is before the day of issue.
disability-saved = Saved.
disability-earlier = Earlier records

disability-state = State
disability-state-life = without term
disability-state-valid = holds
disability-state-six = within 6 months
disability-state-three = within 3 months
disability-state-one = within 1 month
disability-state-expired = expired
disability-state-filed = filed in time
disability-state-late = filed late
disability-state-any = all with a term
disability-state-todo = to work on
disability-advice-expert = Holds until { $day }. An application for a new decision filed by { $last } keeps the assessment in force.
disability-advice-other = Holds until { $day }. Remind the person to ask for a new one.
disability-advice-expired = Expired on { $day }. Ask whether and when an application was filed.
disability-advice-filed = Filed in time: the old decision stays in force until the new one.
disability-advice-late = Filed after { $last }: after { $day } the old decision does not hold. Tell the person.

disability-do-file = An application was filed
disability-do-renew = New decision
disability-do-correct = Correct
disability-do-scan = Add a scan
disability-filed-title = An application for a new decision was filed
disability-filed-lead = The decision ends on { $ends }. An application filed by { $last } is in time.
disability-filed-how = How the term was counted
disability-filed-on = Filed on
disability-filed-number = Incoming number
disability-filed-number-hint = From the stamp on the application or from the receipt.
disability-filed-with = Filed with
disability-filed-with-hint = For example “РКМЕ – Ruse”.
disability-filed-late-warning = This day is after the term: the old decision will not hold after its last day.
disability-filed-late-sure = The day is right, the application was filed late
disability-filed-late-confirm = The day is after the term. Confirm that it is right.
disability-filed-done = Saved: filed in time, the old decision stays in force.
disability-filed-late-done = Saved: filed late.
disability-scan = Scan of the proof
disability-scan-hint = PDF, JPEG or PNG, up to 8 MB. Cover diagnoses before scanning.
disability-scan-lead = It is kept locked and seen only by whoever has the right.
disability-scan-none = Choose a file.
disability-scan-done = The scan is added.
disability-scan-n = scan { $number }
disability-scans = Proofs

disability-list-title = Decisions that end
disability-list-lead = People whose decisions, assessments and directives end or have ended. Each number opens its list.
disability-list-none = No decision waits for work.
disability-list-all = All decisions with a term
disability-table = Table (CSV)
disability-person = Person
disability-what = Document
disability-ends = Holds until
disability-last = File by

event-disability-brought = An earlier directive or decision was entered
event-disability-added = { $kind ->
    [directive] Directive entered
    [assessment] Individual assessment entered
   *[expert] Expert decision entered
  }
event-disability-renewed = { $kind ->
    [directive] New directive entered
    [assessment] New individual assessment entered
   *[expert] New expert decision entered
  }
event-disability-corrected = { $kind ->
    [directive] Directive corrected
    [assessment] Individual assessment corrected
   *[expert] Expert decision corrected
  }
event-disability-filed = New expert decision asked for on { $day }{ $late ->
    [yes] {" "}(late)
   *[other] {" "}(in time)
  }
event-disability-ending = Warning: a decision ends on { $day }
event-disability-scanned = Scan of a proof added
share-disability-added = { $kind ->
    [directive] We recorded your directive
    [assessment] We recorded your individual assessment
   *[expert] We recorded your expert decision
  }
share-disability-renewed = { $kind ->
    [directive] We recorded your new directive
    [assessment] We recorded your new individual assessment
   *[expert] We recorded your new expert decision
  }
share-disability-filed = We recorded your application for a new decision of { $day }
job-disability-alerts = Warnings of decisions that end
disability-belonging-fact = Disability decision or assessment
disability-task-ending = Decision that ends
