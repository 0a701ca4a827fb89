# The words of the pages of referral.
referral-list = Referral
referral-list-empty = No cases with these filters. A case is opened by a stated wish.
referral-all-open = All open
referral-column-person = Person
referral-column-service = Wished service
referral-column-state = State
referral-column-next = Next
referral-column-due = Due
referral-column-officer = Officer
referral-search = Name
referral-search-hint = Misspelt or in Latin letters is fine
referral-search-number = Numbers are sought in People: a number must not stay in the address of a page.
referral-export-xlsx = Download for Excel (XLSX)
referral-export-csv = as a table (CSV)
referral-column-closed = Closed on
referral-column-wish = Wish of
referral-file-protected = protected person
referral-officer-mine = Mine
referral-overdue-yes = Overdue only
referral-kind = Kind of service
referral-sort = Order
referral-sort-due = By due day
referral-sort-new = Newest first
referral-late = Late

referral-state-meeting_planning = Meeting to come
referral-state-meeting_set = Meeting agreed
referral-state-assessing = Assessment being written
referral-state-po_issued = Assessment issued
referral-state-appealed = Assessment appealed
referral-state-expired = Assessment expired
referral-state-closed_declined = Closed, declined by the person
referral-state-hand_over_to_dsp = To be sent to the directorate
referral-state-hand_over_to_municipality = To be sent to another municipality
referral-state-direct_to_provider = To be directed to a provider
referral-state-handed_to_dsp = Sent to the directorate
referral-state-handed_to_municipality = Sent to another municipality
referral-state-directed_to_provider = Directed to a provider
referral-state-closed = Closed

referral-next-offer_meeting = Offer a meeting
referral-next-agree_meeting = Agree on the meeting
referral-next-hold_meeting = Hold the meeting
referral-next-await_answer = Answer of an institution
referral-next-write_assessment = Signed assessment
referral-next-give_assessment = Give the assessment
referral-next-watch_validity = End of validity
referral-next-follow_placement = With the providers
referral-next-send_to_court = Send the file to the court
referral-next-hand_over = Send at once

referral-due-late = { $days ->
    [one] { $days } day late
   *[other] { $days } days late
  }
referral-due-today = today
referral-due-in = { $days ->
    [one] in { $days } day
   *[other] in { $days } days
  }

referral-do-offer = Offer a meeting
referral-do-agree = The person agrees
referral-do-change = Change the meeting
referral-do-missed = The person did not come
referral-do-held = Record the held meeting
referral-do-write = Begin the assessment
referral-do-continue = Continue the assessment
referral-do-hand-over = Send the file
referral-do-give = Record the giving
referral-do-provider = To the provider
referral-placements = Use of the chosen services
referral-do-expire = Close as expired
referral-do-withdraw-consent = Record withdrawn consent

referral-person-file = File of the person
referral-last-day = Last day for the assessment
referral-why-competent = Who is competent, and why
referral-urgent-warning = Urgent: notify the Social Assistance Directorate at once, and the police (112) when life is in danger.
referral-protected-warning = The address of this person is protected. Tell it to nobody and write it into no document.
referral-late-warning = Overdue step: { $step }, due { $day }.
referral-term-over = The term for the assessment ended on { $day }. It can be signed but is marked late.
referral-validity-over = The assessment is no longer valid for any chosen service. A new wish is needed.
referral-died-warning = The file says that the person died. Close the case.

referral-refused-state = This step is not possible in the present state of the case. Go back to its page and see what is next.
referral-refused-informed = The person must be informed both orally and in writing (Art. 11(4) of the Rules).
referral-refused-incomplete = The assessment is not complete: needs, a proposal and the person's answer to every service are required.
referral-refused-order = You are not named in a mayor's order in force on that day. Only those named sign an assessment (Art. 75(3) of the Act; Art. 10(4) of the Rules).
referral-refused-future = The day cannot be after today.
referral-refused-before-meeting = The day cannot be before the meeting.
referral-refused-not-given = The assessment was not given yet.
referral-refused-given = The giving is already recorded.
referral-refused-valid = The assessment is still valid.
referral-refused-taken = A provider has the assessment. First end or give up the placement.
referral-time-wrong = Enter hours and minutes, for example 10:30.

referral-meetings = Meetings
referral-meeting-title = Offer of a meeting
referral-meeting-terms = Offer it by { $offer }. Hold the meeting by { $meeting } (Art. 11 of the Rules).
referral-meeting-offer-late = The term for the offer is over. Offer now: the delay will be marked.
referral-meeting-day = Day of the meeting
referral-meeting-time = Time
referral-meeting-time-hint = For example 10:30
referral-meeting-place = Place
referral-meeting-where = Which place
referral-meeting-where-hint = Address, room, or link to a video call
referral-meeting-channel = How it was offered
referral-meeting-agreed = Agreement
referral-meeting-agreed-yes = The person agrees to the day and the place
referral-meeting-agreed-hint = It can be recorded later.
referral-meeting-before-wish = The meeting cannot be before the wish.
referral-meeting-saved = The meeting is saved.
referral-meeting-late = The meeting is saved. It is after the term of the law, and this is marked.
referral-meeting-missed-done = It is recorded that the person did not come. Offer a new meeting.
referral-meeting-was-offered = offered
referral-meeting-was-agreed = agreed
referral-meeting-was-held = held
referral-meeting-was-missed = the person did not come
referral-meeting-was-changed = changed
referral-place-municipality = In the municipality
referral-place-unit = In its unit
referral-place-other = At another place set by the mayor
referral-place-remote = Remotely, with visual contact
referral-place-home = Where the person stays
referral-channel-in_person = In person
referral-channel-phone = By phone
referral-channel-email = By e-mail
referral-channel-letter = By letter
referral-held-title = Held meeting
referral-held-future = The meeting cannot be in the future.
referral-held-saved = The meeting is saved. Begin the assessment.
referral-held-note = Note of the meeting
referral-held-note-hint = Kept sealed. Write only what the assessment needs.
referral-informed = The person was informed about services, conditions, procedure and fees
referral-informed-hint = The law asks for both (Art. 11(4) of the Rules).
referral-informed-orally = Orally
referral-informed-in_writing = In writing
referral-format = Accessible form of the information
referral-format-ordinary = Ordinary text
referral-format-large_print = Large print
referral-format-easy_read = Easy to read
referral-format-sign_language = Sign language
referral-format-interpreter = With an interpreter
referral-format-audio = Recording or read aloud

referral-way = How far the case has come
referral-way-wish = Wish
referral-way-meeting = Meeting
referral-way-assessment = Assessment signed
referral-way-given = Assessment given
referral-way-sent = File sent
referral-way-directed = Shown to the provider
referral-way-by = by { $day }
referral-way-is-done = done
referral-way-is-now = now
referral-way-is-late = overdue
referral-way-is-ahead = to come
referral-way-is-off = will not happen
referral-who = Who refers
referral-who-municipality = Our municipality
referral-who-dsp = Social Assistance Directorate
referral-who-other_municipality = Another municipality
referral-who-provider = The provider directly
referral-who-nobody = No referral is needed
referral-who-court = The district court
referral-rule = Rule
referral-scan-add = Add a scanned document

referral-requests = Requests to institutions
referral-request-new = New request for information
referral-request-institution = Institution
referral-request-question = What is asked
referral-request-question-hint = Institution and question are kept sealed.
referral-request-answer-hint = Briefly, what the assessment needs. Kept sealed.
referral-request-due = Term for the answer
referral-request-limit = The municipality sets the term, { $day } at the latest (Art. 36(7) of the Administrative Procedure Code).
referral-request-send = Save the request
referral-request-sent = Sent on
referral-request-answered = Answered on
referral-request-answer = Answer
referral-request-record = Record the answer
referral-request-done = The request is saved.
referral-answer-done = The answer is saved.
referral-request-past = The term cannot be in the past.

referral-assessment = Preliminary assessment
referral-assessment-by = Sign the assessment by { $day } (Art. 10(4) of the Rules).
referral-part-needs = Sources and needs
referral-part-needs-hint = What the person needs, by area.
referral-part-proposal = Proposal of services
referral-part-proposal-hint = Suitable services that the person is entitled to.
referral-part-choice = The person's choice and consent
referral-part-choice-hint = What is chosen, for how long, what is not wanted.
referral-part-done = Done
referral-part-open = To fill in
referral-part-waits = Waits for the proposal
referral-part-saved = The part is saved.
referral-check-sign = Check and sign
referral-check-waits = When the three parts are done, the assessment is checked and signed.
referral-needs-lead = Write with the participation of the person. No diagnoses and no details that referral does not need.
referral-needs-empty = Describe the needs in one area at least.
referral-sources = Sources of information
referral-sources-hint = One a line: the person, family, institutions.
referral-proposed = Proposed services
referral-no-proposal = Why no services are proposed
referral-no-proposal-hint = Only when none is proposed. The person may appeal (Art. 13(5) of the Rules).
referral-proposal-empty = Choose one service at least, or say why there is no proposal.
referral-other-refers = Referred to by: { $who }
referral-choice-none = No services are proposed. Only the note and the consent remain.
referral-why = Why it suits
referral-answer = Choice of the person
referral-answer-yes = Chooses it
referral-answer-no = Does not want it
referral-answer-open = No answer
referral-duration = Use
referral-duration-hint = It decides how long the assessment is valid.
referral-duration-short = short-term
referral-duration-medium = medium-term
referral-duration-long = long-term
referral-duration-residential = residential care
referral-duration-is-residential = Residential care: the assessment is valid for its own term.
referral-reason = Why it is not wanted
referral-declined-note = Note on declining the proposed services
referral-declined-note-hint = It stands in the assessment (Art. 13(4) of the Rules).
referral-accompanying = Companion or representative
referral-accompanying-hint = Name and capacity.
referral-consent = Consent for the Integrated Information System
referral-consent-hint = Separate, voluntary, and can be withdrawn (Art. 14(4) of the Rules).
referral-consent-yes = Consents
referral-consent-no = Does not consent
referral-consent-on = Day of the answer
referral-consent-given = Given on { $day }
referral-consent-withdrawn = Withdrawn on { $day }
referral-consent-none = No consent
referral-iis-on = Entered in the system on
referral-do-iis = Record the entry in the system
referral-iis-done = The entry in the system is recorded.
referral-consent-done = The withdrawal of consent is recorded.
referral-copies = Originals and copies
referral-copies-hint = For example: 2 originals and 1 copy for the second provider.

referral-sign-title = Check and sign
referral-sign-late = The term ended on { $day }. Signing is possible but is marked late, with a reason.
referral-sign-order = You sign by order { $order }.
referral-sign-orders = To the mayor's orders
referral-sign-all-declined = The person wants none of the proposed services. Signing closes the case and notes the refusal.
referral-sign-edit = Correct before signing
referral-sign = Sign and give a number
referral-signed-on = Day of signing
referral-signed-how = How it was signed
referral-signed-paper = On paper, by both
referral-signed-screen = On screen
referral-late-reason = Reason of the delay
referral-late-reason-hint = Only when signed after the term.
referral-late-person = The person was not available
referral-late-information = Information was awaited
referral-late-workload = Workload of the staff
referral-late-other = Another reason
referral-late-note = Explanation
referral-sealed-hint = Kept sealed.
referral-late-reason-needed = Say why the assessment is signed after the term.
referral-checked-before = The version that you checked
referral-signed-done = The assessment is signed and has a number. Give it now.
referral-signed-late-done = The assessment is signed after the term, and this is marked. Give it now.
referral-declined-done = The assessment is signed with the refusal noted. Give it now.
referral-po-number = Number
referral-given = Given
referral-give-title = Giving the assessment
referral-give = How it is given
referral-give-hint = At once after signing (Art. 13(3) of the Rules).
referral-give-in_person = in person
referral-give-email = by e-mail
referral-give-post = by post
referral-given-done = The giving is recorded.
referral-validity-valid = valid
referral-validity-paused = the clock stands still
referral-validity-expired = expired
referral-expired-done = The case is closed as expired.

referral-pauses = Time that does not count
referral-pause-new = Stop the clock
referral-pause-ground = Ground
referral-pause-hospital = Hospital treatment
referral-pause-waiting = Waiting list
referral-pause-restriction = The service is restricted
referral-pause-appeal = Appeal
referral-pause-first = First day
referral-pause-last = Last day
referral-pause-end = End of the stop
referral-pause-lead = This time does not count for validity (Art. 16(2) of the Rules).
referral-pause-open = Leave empty while the reason goes on.
referral-pause-first-wrong = The first day is after the signing and not in the future.
referral-pause-last-wrong = The last day is not before the first, and the end is not in the future.
referral-pause-done = The term is counted anew.

referral-appeal-new = Record an appeal
referral-appeal-lead = The last day for an appeal is { $day }. A later one is recorded too, and marked.
referral-appeal-end = Record the end of the appeal
referral-appeal-last = Appeal until
referral-appealed-on = Appealed on
referral-appeal-outcome = Outcome
referral-appeal-upheld = the appeal is upheld
referral-appeal-rejected = the appeal is rejected
referral-appeal-withdrawn = the appeal is withdrawn
referral-appeal-ended-on = Day of the end
referral-appeal-day = Check the day: not before the giving and not in the future.
referral-appeal-done = The appeal is recorded. The clock of validity stands still.
referral-appeal-ended-done = The end of the appeal is recorded.

referral-documents = Documents
referral-document-assessment = Preliminary assessment
referral-document-letter = Letter that hands a file over
referral-document-direction = Letter that directs to a provider
referral-document-scan = Scanned document
referral-scan = Scan of a signed document
referral-scan-hint = PDF, JPEG or PNG up to 8 MB
referral-scan-title = Scan of a signed document
referral-scan-none = Choose a file.
referral-scan-large = The file is larger than 8 MB.
referral-scan-kind = The file is not a PDF, JPEG or PNG, whatever its name says.
referral-scan-differs = The file is not what its name says. Open it and save it again as PDF, JPEG or PNG.
referral-scan-done = The document is added.
referral-timeline = History

referral-actions = Other actions
referral-older = Older entries
referral-close-title = Close the case
referral-close-lead = A closed case is not opened again. A new wish opens a new case.
referral-close-why = Why it is closed
referral-close-withdrawn = The person withdrew the wish
referral-close-died = The person died
referral-close-button = Close the case
referral-closed-done = The case is closed.
referral-annul = Annul and write again
referral-annul-why = Why the signed assessment is annulled
referral-annul-mistake = Mistake in the assessment
referral-annul-new_facts = New facts
referral-annul-appeal = Appeal upheld
referral-annul-other = Another reason
referral-annul-note = Explanation
referral-annul-hint = Both assessments are kept. The new one gets a number of its own.
referral-annulled-done = The assessment is annulled. Write it again.
referral-annulled-line = Annulled { $number } on { $day }: { $reason }

referral-hand-over-title = Sending the file
referral-hand-over-late = The file is sent at once. The day has passed, and the delay is marked.
referral-hand-over-hand_over_to_dsp = The Social Assistance Directorate is competent. Send it the file at once and tell the person.
referral-hand-over-hand_over_to_municipality = Another municipality is competent. Send it the file at once and tell the person.
referral-hand-over-direct_to_provider = No referral is needed. Direct the person to the provider.
referral-receiver = To whom
referral-receiver-address = Address
referral-sent = How
referral-sent-ssev = Through the secure delivery system
referral-sent-email = By e-mail
referral-sent-courier = By courier or post
referral-sent-in_person = In person
referral-handed-on = Day of sending
referral-letter-note = Addition to the letter
referral-hand-over-button = Issue the letter and record
referral-handed-done = The letter is issued and the sending is recorded.

referral-dsp = Social Assistance Directorate
referral-letter-title = Letter { $number }
referral-letter-subject = Handing over the file of a stated wish for a social service
referral-letter-urgent = Urgent notice of a person in need of immediate support
referral-letter-opening = We hand over to you, as competent, a stated wish for the service “{ $service }”. The person has been told.
referral-letter-opening-urgent = We notify you at once of a person who stated a wish for the service “{ $service }”.
referral-letter-urgent-text = The directorate refers at once (Art. 10(5) of the Rules).
referral-letter-danger = yes, notify the police too
referral-letter-no-danger = not stated
referral-letter-for = For the municipality
referral-letter-mayor = Mayor
referral-letter-made-by = Made by
referral-urgent-crisis = person in crisis
referral-urgent-violence = victim of domestic violence
referral-urgent-trafficking = victim of trafficking
referral-paper-title = Preliminary assessment No. { $number }
referral-paper-ground = Art. 73 of the Social Services Act, Art. 13 of the Rules for its implementation
referral-paper-about-services = existing services that the person may use, conditions and procedure
referral-paper-about-fees = fees and cases of full or partial exemption
referral-paper-about-choice = the right to choose a provider and to appeal
referral-paper-consent = An assessment that proposes state-funded services is entered in the Integrated Information System of the Social Assistance Agency only with the written consent of the person. The consent can be withdrawn (Art. 14(4) of the Rules).
referral-paper-appeal = When the assessment holds no proposal, or lacks a service that the person wishes, it can be appealed before { $court } within 14 days of being given, through the body that issued it (Art. 13(5) of the Rules; Art. 149(1) and 152 of the Administrative Procedure Code).
referral-paper-court = the administrative court
referral-paper-order = Order { $order }
referral-paper-on-screen = signed on screen, { $day }
referral-paper-stopper-hospital = the person is treated in hospital;
referral-paper-stopper-waiting = the person is on the waiting list of the service;
referral-paper-stopper-restriction = the service is restricted in an emergency or an epidemic;
referral-paper-stopper-appeal = the person appeals the assessment.
referral-paper-person = the person
referral-address = Present address
referral-address-protected = protected; told by word of mouth only
referral-wish-oral_on_site = orally on the spot
referral-wish-oral_phone = orally by phone
referral-wish-written = in writing
referral-wish-electronic = electronically
referral-id-egn = EGN
referral-id-lnch = LNCh
referral-id-ln = LN
referral-id-service_number = Service number
referral-id-foreign_document = Foreign document

referral-verify-title = Check of a document
referral-verify-code = Code of the document
referral-verify-code-hint = 13 letters and digits under the QR code.
referral-verify-button = Check
referral-verify-kind = Kind
referral-verify-number = Number
referral-verify-day = Day
referral-verify-print = SHA-256 fingerprint
referral-verify-none = There is no document with this code. Check the code.

referral-funding-state = state budget
referral-funding-municipal = municipal budget
referral-funding-mixed = mixed funding
referral-funding-private = private funding
referral-kind-1 = Information and counselling
referral-kind-2 = Advocacy and mediation
referral-kind-3 = Community work
referral-kind-4 = Therapy and rehabilitation
referral-kind-5 = Training in skills
referral-kind-6 = Support in acquiring work skills
referral-kind-7 = Day care
referral-kind-8 = Residential care
referral-kind-9 = Shelter
referral-kind-10 = Assistant support

job-print-document = Printing a document
job-expire-assessments = Closing assessments that are no longer valid

event-case-opened = Case opened; competence by rule { $rule }
event-meeting-offered = Meeting offered: { $at }, { $place }{ $late ->
    [yes] {" "}(after the term)
   *[other] {""}
  }
event-meeting-agreed = Meeting agreed: { $at }, { $place }{ $late ->
    [yes] {" "}(after the term)
   *[other] {""}
  }
event-meeting-missed = The person did not come to the meeting of { $at }
event-meeting-held = Meeting held: { $at }
event-request-sent = Request to an institution, term { $day }
event-request-answered = Answer of an institution{ $late ->
    [yes] {" "}(after the term)
   *[other] {""}
  }
event-assessment-saved = Part of the assessment saved: { $part ->
    [needs] needs
    [proposal] proposal
    [extra] own fields
   *[other] choice of the person
  }
event-assessment-signed = Assessment { $number } signed on { $day }{ $late ->
    [yes] {" "}(after the term)
   *[other] {""}
  }{ $declined ->
    [yes] ; the person does not want the proposed services
   *[other] {""}
  }
event-assessment-given = Assessment given: { $how ->
    [in_person] in person
    [email] by e-mail
   *[other] by post
  }{ $late ->
    [yes] {" "}(after the day of signing)
   *[other] {""}
  }
event-assessment-annulled = Assessment annulled, to be written again: { $reason ->
    [mistake] mistake
    [new_facts] new facts
    [appeal] appeal upheld
   *[other] another reason
  }
event-assessment-expired = Validity ended on { $day }
event-case-handed-over = File sent: { $receiver }, { $day }{ $late ->
    [yes] {" "}(not at once)
   *[other] {""}
  }
event-case-passed-on = The case passed from { $from } to { $to }
event-case-passed-back = The case went back from { $from } to { $to }
event-case-closed = Case closed: { $reason ->
    [died] the person died
   *[other] the person withdrew the wish
  }
event-pause-added = The clock of validity stands still: { $first } – { $last }
event-pause-ended = The clock of validity goes on after { $last }
event-appeal-recorded = Assessment appealed on { $day } { $how ->
    [late] (after the term)
   *[other] (in time)
  }
event-appeal-ended = Appeal ended on { $day }: { $how ->
    [upheld] upheld
    [rejected] rejected
   *[other] withdrawn
  }
event-consent-withdrawn = Consent for the system withdrawn
event-iis-entered = Assessment entered in the system
event-scan-added = Scanned document added

share-meeting-offered = We offered you a meeting: { $at }, { $place }
share-meeting-agreed = We agreed on a meeting with you: { $at }, { $place }
share-meeting-held = We met with you: { $at }
share-request-sent = We asked an institution for information to prepare the assessment
share-assessment-signed = Your preliminary assessment { $number } was signed
share-assessment-given = We gave you the assessment
share-assessment-expired = The assessment ceased to be valid on { $day }
share-case-handed-over = We sent your file to the competent body: { $receiver }, { $day }
share-appeal-recorded = We recorded your appeal of { $day }
share-consent-withdrawn = You withdrew the consent for ИИС
share-iis-entered = We entered the assessment into ИИС with your consent
referral-holding = Referral case
referral-holding-wish = Wished on
referral-holding-state = State
referral-belonging-case = Case
referral-belonging-event = Row of a case
referral-cooperation = Cooperation with institutions
referral-cooperation-link = Conferences, agreed tasks, requests with letters and answers on the case
referral-task-request = Answer of an institution
referral-part-extra = Own fields
referral-part-extra-hint = The fields that the municipality has added.
referral-missing = Before this step fill in: { $fields }.
referral-missing-lead = Something must be filled in before this step.
referral-missing-wish = fill in at the wish
referral-missing-assessment = fill in at the preliminary assessment
referral-extra-wish = Own fields of the wish
referral-extra-assessment = Own fields of the assessment
