### Use of a service: from the signed assessment to the service and its end

nav-provider = Referrals
nav-placements = Use of services
right-placement-read = Sees the use of services, places and waiting lists
right-placement-provider = Answers as a provider the referrals to its services
right-placement-write = Works on the use of services
people-of-placement = Use of services

placement-list = Use of services
placement-list-empty = No use of a service matches the filters.
placement-table = Table
placement-all-open = All current
placement-state-all = All, ended ones too
placement-officer = Officer
placement-officer-mine = Mine
placement-overdue-yes = Overdue
placement-column-person = Person
placement-column-service = Service
placement-column-state = State
placement-column-next = Next step
placement-column-due = Due
placement-due-late = { $days ->
    [one] { $days } day late
   *[other] { $days } days late
}
placement-due-today = today
placement-due-in = { $days ->
    [one] in { $days } day
   *[other] in { $days } days
}

placement-state-at_provider = With the provider
placement-state-waiting = On the waiting list
placement-state-offered = Place offered
placement-state-assessed = Assessed, contract to come
placement-state-refused = Refused by the provider
placement-state-appealed = Refusal under appeal
placement-state-choice_again = New choice of service
placement-state-in_service = Uses the service
placement-state-review = Evaluation before the contract ends
placement-state-arrears = Fee unpaid
placement-state-ended = Ended
placement-state-closed = Did not start

placement-next = Next step
placement-next-await_assessment = Individual assessment and plan from the provider
placement-next-ask_waiting = Ask whether the service is still wanted
placement-next-await_offer = Answer to the offered place
placement-next-sign_contract = Sign a contract
placement-next-await_appeal = End of the term for appealing the refusal
placement-next-await_court = Decision on the appeal
placement-next-choose_again = Help to choose another service
placement-next-write_contract = Complete the papers for urgent support already started
placement-next-report_contract = Report on the contract
placement-next-update_plan = Update the assessment and the plan
placement-next-evaluate = Report of evaluation before the end
placement-next-prolong_or_end = Extend or end the contract
placement-next-await_payment = Payment of the fee

placement-task-assessment = Individual assessment awaited
placement-task-ask = Ask a person who is waiting
placement-task-offer = Answer about a place awaited
placement-task-appeal = The term for appealing a refusal is ending
placement-task-again = Choice of another service
placement-task-report = Report on a contract awaited
placement-task-update = Update of a plan
placement-task-evaluate = Report of evaluation
placement-task-prolong = End of a contract
placement-task-payment = Fee unpaid

placement-person-file = File of the person
placement-to-delivery = What was given, by day
placement-to-case = To the case and the preliminary assessment
placement-open = View
placement-service = Service
placement-provider = Provider
placement-address = Address
placement-duration = Use
placement-duration-short = short-term (up to 6 months)
placement-duration-medium = medium-term (up to 1 year)
placement-duration-long = long-term (1 to 3 years)
placement-duration-residential = residential care
placement-places = Places
placement-places-line = { $free ->
    [0] no free places
    [one] { $free } free place
   *[other] { $free } free places
} out of { $total }; waiting: { $waiting }
placement-in-line = Position on the list
placement-waits-ordered = Number { $place } in order of entry, since { $day } (Art. 79(3) of the Act)
placement-waits-urgent = Number { $place }, ahead of the others: urgent support, since { $day } (Art. 79(4) of the Act)
placement-skipped = On { $day } the place was offered to somebody else on the list: { $ground }. { $words }
placement-stated-on = Wish stated to the provider on
placement-stated-hint = The day on which the person presented the preliminary assessment. The term for the individual assessment runs from it.
placement-stated-wrong = The day cannot be in the future or before the assessment was signed.
placement-timeline = What happened
placement-actions = What else can be done
placement-late = after the term
placement-term = Term
placement-late-warning = The term for “{ $step }” ended on { $day }.
placement-died = The person has died. End the use of the service.
placement-service-closed = The service is closed.

placement-begin = To the provider
placement-begin-button = Begin
placement-begin-lead = The person presents the preliminary assessment to the chosen provider (Art. 14(2) of the Rules). If there is no free place, the person goes on the waiting list and the clock of the assessment's validity stands still.
placement-begun = The assessment is presented. A place is reserved until the provider makes an individual assessment.
placement-begun-waiting = There is no free place. The person is on the waiting list.
placement-valid-until = The assessment is valid until { $day }
placement-urgent = Urgent support
placement-urgent-none = No
placement-urgent-crisis = In a crisis
placement-urgent-violence = After domestic violence
placement-urgent-trafficking = After trafficking
placement-urgent-reason = Ground for the urgency
placement-urgent-hint = Only urgent support goes ahead of those waiting (Art. 79(4) of the Act). It is recorded who decided and why.
placement-urgent-begin = Urgent support without referral
placement-urgent-lead = The support started at once, without a preliminary assessment (Art. 77(3) of the Act). Notify the Social Assistance Directorate at once.
placement-urgent-on = Support started on
placement-urgent-done = The urgent support is recorded. Notify the directorate.

placement-offer = Offer of a place
placement-offer-button = Offer the place
placement-offer-lead = The place is reserved for the person until the last day for an answer. A numbered letter is printed.
placement-offer-passes = { $count ->
    [one] { $count } person is ahead on the list. Record why the place is not offered to that person.
   *[other] { $count } people are ahead on the list. Record why the place is not offered to them.
}
placement-offer-done = The place is offered and reserved.
placement-offer-of = Place offered on { $day }
placement-answer-by = Last day for an answer
placement-answer-hint = Three working days by default; the municipality sets the term.
placement-answer-past = The last day cannot be in the past.
placement-how = How the person was told
placement-how-phone = by phone
placement-how-person = in person
placement-how-letter = by letter
placement-how-mail = by e-mail
placement-skip = Why they are passed over
placement-skip-declined = they do not want the place now
placement-skip-unreachable = they cannot be reached at the phone and address given
placement-skip-unsuitable_unit = the place does not suit them (sex, age, accessibility)
placement-skip-other = another reason
placement-skip-reason = Explanation
placement-skip-hint = It will be shown for everybody who is passed over.
placement-answer = Answer
placement-answer-open = answer awaited
placement-answer-accepted = accepts the place
placement-answer-declined = does not want it now, stays on the list
placement-answer-lapsed = did not answer in time
placement-answer-lead = The last day for an answer is { $day }.
placement-answered-on = Answered on
placement-accepted = The place is accepted. The term for the individual assessment is running.
placement-declined = The place is free for the next person. This person keeps their position.
placement-still = Is the service still wanted
placement-still-lead = Those waiting are asked from time to time, as often as the municipality sets. Whoever no longer wants the service leaves the list.
placement-still-answer = Does the person still want the service
placement-still-yes = yes, is waiting
placement-still-no = no longer wants it
placement-still-on = Asked on
placement-still-done = Recorded. The person will be asked again.

placement-assess = Individual assessment and plan
placement-assess-lead = A team of the provider makes the individual assessment with the participation of the person, within 20 days of the stated wish (Art. 25 of the Rules). If the service does not meet the needs, the assessment is also a reasoned refusal.
placement-assess-done = The assessment and the plan are received. The contract is next.
placement-update = Updated assessment and plan
placement-update-lead = The new version stands beside the earlier ones.
placement-update-done = The update is saved.
placement-fits = Does the service meet the needs
placement-fits-yes = yes
placement-fits-no = no – reasoned refusal (Art. 78(5), point 2 of the Act)
placement-assessed-on = Signed on
placement-assessed-wrong = The day cannot be in the future or before the stated wish.
placement-received-on = Received by the municipality on
placement-received-wrong = It cannot be received before it was signed, or in the future.
placement-team = Team
placement-team-hint = One member of staff a line – name and position, two at least (Art. 25(4) of the Rules).
placement-conclusions = Conclusions and recommendations
placement-conclusions-hint = For a refusal – the reasons. No diagnoses.
placement-planned-on = Plan dated
placement-planned-hint = Leave empty for a refusal: no plan is made.
placement-planned-needed = Enter the day of the plan.
placement-plan = Support plan
placement-plan-hint = Goals, activities with how often and by whom, expected results, terms (Art. 28(1) of the Rules).
placement-plan-needed = Enter the plan or attach the document.
placement-plan-of = Assessment { $number } of { $day }
placement-file = The provider's document
placement-file-hint = PDF, JPEG or PNG up to 8 MB.

placement-refuse = Refusal: does not provide the service
placement-refuse-lead = A provider may refuse on two grounds only. This is the first – it does not provide the services asked for (Art. 78(5), point 1 of the Act). For the second, record the individual assessment.
placement-refuse-ground = Ground
placement-ground-not_provided = does not provide the services asked for (point 1)
placement-ground-unfit = the assessment shows that the service does not meet the needs (point 2)
placement-refuse-reason = Reasons
placement-refuse-hint = Which services the provider can offer, and where those asked for are available (Art. 19(1) of the Rules).
placement-refused-on = Refused on
placement-child-order = Referral under the Child Protection Act
placement-refusal-of = Refusal of { $day }
placement-refuse-done = The refusal is recorded.
placement-appeal = Appeal against the refusal
placement-appeal-lead = The refusal can be appealed by the person, the Social Assistance Directorate or the municipality that referred (Art. 20(3) of the Rules).
placement-appeal-by = Who appeals
placement-appeal-by-person = the person
placement-appeal-by-dsp = the Social Assistance Directorate
placement-appeal-by-municipality = the municipality
placement-appealed-on = Appealed on
placement-appeal-done = The appeal is recorded.
placement-appeal-end = Outcome of the appeal
placement-outcome = Outcome
placement-outcome-upheld = the refusal is set aside
placement-outcome-rejected = the refusal stands
placement-outcome-on = Decided on
placement-outcome-done = The outcome is recorded.
placement-do-not-appealed = Nobody appeals – new choice
placement-choice-open = Another service can be chosen.
placement-reasons = Texts for reasons
placement-reasons-lead = Prepared texts for reasons of a refusal, of an end of a contract, of urgent support. Who writes reasons chooses a text and adds an own paragraph. What was written already is not changed by a new version.
placement-reasons-empty = No texts yet.
placement-reason-new = New text for reasons
placement-reason-lead = The text is offered where reasons of this kind are written.
placement-reason-change = New version of the text
placement-reason-change-lead = The new version holds from the next choice on. Issued papers keep the text with which they were issued.
placement-reason-kind = What it is for
placement-reason-not_provided = refusal: the service is not provided
placement-reason-unfit = refusal after the individual assessment
placement-reason-end = end of a contract
placement-reason-urgent = urgent support out of turn
placement-reason-title = Short name
placement-reason-body = Text
placement-reason-body-hint = Write sentences addressed to the person. Name the article when the reason comes from the law.
placement-reason-now = Text and version
placement-reason-version = version { $number } of { $day }
placement-reason-retired = not offered since { $day }
placement-reason-retire = Stop offering it
placement-reason-offer = Offer it again
placement-reason-saved = The text is saved.
placement-reason-retired-done = The text is not offered any more.
placement-reason-offered = The text is offered again.
placement-reason-pick = Prepared text for the reasons (optional)
placement-end-reason = Reasons (optional)
placement-end-reason-hint = An own paragraph; printed below the prepared text when you chose one.
placement-far-m = { $count } m by air
placement-far-km = { $count } km by air
placement-far-settlement = (to the settlement)
placement-far-unknown = the distance is not known
placement-again-lead-from = Services with a free place come first, then the nearer ones. The distance is by air from { $place }.
placement-again-elsewhere = Cannot be offered from here: referred by { $who } – { $title } ({ $articles })
placement-shares = Places by funding: state { $state }, municipality { $municipal }, own means { $own }.
placement-again = Choice of another service
placement-again-lead = Services of the same kind, those with free places first. The new provider makes a new individual assessment (Art. 21(2) of the Rules).
placement-again-none = There is no other open service of this kind. Look in the catalogue for another kind, or make a new preliminary assessment.
placement-again-done = Another service is chosen.
placement-free-count = { $count ->
    [0] no free places
    [one] { $count } free place
   *[other] { $count } free places
}
placement-free-unknown = the number of places is not entered

placement-contract = Contract
placement-contract-lead = The seven points of the contract follow Art. 40 of the Rules. The support plan is an integral part of it.
placement-contract-done = The contract is saved and is being printed.
placement-contract-of = Contract { $number } of { $day }
placement-signed-on = Signed on
placement-from-on = Start
placement-until-on = End
placement-until-hint = By the duration of use (Art. 16(2) of the Act).
placement-until-wrong = The end must be after the start.
placement-until-long = The end is later than the longest use for this duration (Art. 16(2) of the Act).
placement-from-wrong = The start cannot be before the signing.
placement-subject = Subject
placement-subject-hint = Kind, profile and duration of the service.
placement-manner = Manner and place
placement-manner-hint = Hours, days, address.
placement-duties = Rights and duties
placement-duties-usual = The provider gives the service according to the support plan. The person takes part in the activities and keeps to the conditions of the service.
placement-fee = Fee per month, €
placement-fee-none = no fee is due
placement-fee-wrong = Enter an amount in euros with at most two decimal places.
placement-payment = How it is paid
placement-payment-hint = Only if a fee is due. It is not paid in advance (Art. 74 of the Rules).
placement-payment-needed = Enter how the fee is paid.
placement-ending = Ending and extension
placement-ending-usual = By mutual written agreement, when the term ends, and on the other grounds of Art. 41 of the Rules. It is extended when the person needs and wishes it.
placement-report = Report on the contract
placement-report-lead = The provider reports a signed or extended contract within 5 working days (Art. 43 of the Rules).
placement-reported-on = Reported on
placement-report-done = The report on the contract is recorded.
placement-updated-on = Last update
placement-evaluate = Report of evaluation
placement-evaluate-lead = Before the contract ends, the provider shows whether the results of the plan are reached (Art. 38 of the Rules).
placement-evaluated-on = Report dated
placement-evaluation = Report of evaluation
placement-evaluation-hint = Results reached, need of an extension and the wish of the person.
placement-evaluate-done = The report of evaluation is saved.
placement-prolong = Extension of the contract
placement-prolonged = The contract is extended.

placement-unpaid = Three unpaid months
placement-unpaid-lead = The service ends if the fee is not paid within one month. This does not apply to the people under Art. 103(1) of the Act.
placement-unpaid-on = Three months reached on
placement-unpaid-done = Recorded. The term of one month is running.
placement-paid-done = The payment is recorded.
placement-end = End of use
placement-end-button = End
placement-end-lead = A contract ends only on the grounds of Art. 41 of the Rules. The place becomes free.
placement-end-ground = Ground for the end
placement-end-mutual = by mutual written agreement (point 1)
placement-end-expired = the term ended (point 2)
placement-end-died = death of the person (point 3)
placement-end-service_ended = the service was ended (point 4)
placement-end-provider_ended = the provider ceased to exist or lost its licence (point 5)
placement-end-notice = notice by the person (point 6)
placement-end-reached = results reached (point 7)
placement-end-impossible = the results cannot be reached (point 8)
placement-end-unpaid = fee unpaid (point 9)
placement-notice-on = Notice given on
placement-notice-hint = Only when it ends by notice: seven days earlier.
placement-notice-needed = Enter the day of the notice.
placement-end-on = Last day
placement-end-early = On this ground the earliest day is { $day }.
placement-end-done = The use has ended and the place is free.
placement-close = Closing before the contract
placement-close-button = Close
placement-close-lead = The use is closed before it started. The place or the position on the list becomes free; while the assessment is valid, it can be presented to another provider.
placement-close-ground = Why
placement-close-withdrawn = the person no longer wants it
placement-close-died = the person died
placement-close-moved = the person moved to another municipality
placement-close-expired = the preliminary assessment is no longer valid
placement-close-mistake = entered by mistake
placement-close-on = As of
placement-closed-done = Closed. The place is free.

placement-do-assess = Enter the individual assessment
placement-do-support = Assessment and plan in the system
placement-do-offer = Offer a place
placement-do-ask = Ask whether the person still waits
placement-do-answer = Enter the answer
placement-do-contract = Enter the contract
placement-do-again = Choose another service
placement-do-report = Enter the report on the contract
placement-do-update = Enter an update
placement-do-evaluate = Enter the report of evaluation
placement-do-prolong = Extend the contract
placement-do-paid = The fee is paid
placement-do-revoke = Stop the link

placement-link = Secure link to the provider
placement-link-button = Make the link
placement-link-lead = The provider sees this referral only and answers once, without an account. The link is valid until { $day }; earlier ones stop working. A letter with the link is printed.
placement-link-email = E-mail of the provider (optional)
placement-link-email-wrong = This is not an e-mail address.
placement-link-done = The link is ready. The letter with it is among the person's documents.
placement-link-address = Address of the link
placement-link-open = sent, not opened yet
placement-link-opened = opened, answer awaited
placement-link-answered = answered
placement-link-expired = expired
placement-link-revoked = The link is stopped.

placement-door-title = Referral to your service
placement-door-answer = Your answer
placement-door-accepted = We accept: we begin an individual assessment
placement-door-accepted-hint = Assessment and plan are made by { $day }.
placement-door-full = We have no free place: we enter the person on the waiting list
placement-door-full-hint = The person keeps their position (Art. 79 of the Social Services Act).
placement-door-not_provided = We do not provide the service asked for
placement-door-not_provided-hint = Say what you can provide (Art. 78(5), point 1 of the Social Services Act).
placement-door-reason = Explanation
placement-door-reason-hint = Required when you do not accept. No health data.
placement-door-name = Who answers: name and post
placement-door-send = Send the answer
placement-door-until = The link is valid until { $day } and for one answer.
placement-door-answered = Your answer was received on { $at }: { $answer }.
placement-door-moved = An answer to this referral is no longer awaited.
placement-door-expired = The link has expired. Ask the municipality for a new one.
placement-door-revoked = The municipality has stopped the link.
placement-door-late = The answer is not saved: the link has already been used, has expired or was stopped.
placement-born = Year of birth
placement-phone = Phone
placement-speaker = Representative
placement-assessment = Preliminary assessment
placement-assess-by = Individual assessment by

placement-waiting-lists = Places and waiting lists
placement-lists-lead = Services whose places are entered, and those that somebody is waiting for. Choose a service to see its list in order.
placement-lists-empty = No places are entered yet and nobody is waiting.
placement-total = All places
placement-funded = Of them state-funded
placement-taken = Taken
placement-reserved = Reserved
placement-free = Free
placement-waiting = Waiting
placement-unit = Unit
placement-unit-whole = The whole service
placement-unit-title = Places of the service
placement-unit-lead = Taken places are counted by themselves when a contract starts or ends. Enter here how many people already use the service.
placement-unit-new = Add a unit
placement-unit-done = The places are saved.
placement-unit-twice = The service already has such a unit.
placement-units-empty = The places of this service are not entered: nobody is turned away because of them.
placement-number-wrong = Enter a whole number.
placement-funded-wrong = They cannot be more than all places.
placement-total-wrong = Taken and reserved places are more than all places.
placement-updated = Counted
placement-in-order = Waiting, in order
placement-line-empty = Nobody is waiting.
placement-order-why = The order is by entry (Art. 79(3) of the Act). Only urgent support goes ahead of everybody (Art. 79(4)).
placement-place = Position
placement-entered = Entered on
placement-forecast = Free places ahead
placement-forecast-lead = By the places free now and the ends of the contracts, if none is extended.

placement-refused-state = This cannot be done in the present state.
placement-refused-full = There is no free place.
placement-refused-free = There is a free place: nobody goes on the list.
placement-refused-order = Other people are ahead of this person on the list. Record why the place is not offered to them.
placement-refused-lapsed = The term for an answer is over. The place is offered to the next person.
placement-refused-child = When a child is referred under the Child Protection Act, the provider cannot refuse on this ground (Art. 19(2) of the Rules).
placement-refused-team = At least two members of staff make the assessment (Art. 25(4) of the Rules).
placement-refused-appeal = The term for an appeal is not over yet.
placement-refused-licence = The provider has no licence for that day.
placement-refused-early = That day has not come yet.
placement-refused-fee = The fee for this service is not due to the state.
placement-refused-nothing = There is no chosen service that can be presented now: the assessment was not given, is not valid, or the service is already with a provider.
placement-day-future = The day cannot be in the future.
placement-day-wrong = The day cannot be in the future or before the stated wish.

placement-paper-letter-ground = Art. 14 of the Rules for implementation of the Social Services Act
placement-paper-letter-text = We refer the person to you for the use of the social service that the person chose. The person presents the preliminary assessment.
placement-paper-letter-end = Answer by { $day } at: { $link }. The link is valid for one answer and needs no account.
placement-paper-offer-ground = Art. 79 of the Social Services Act
placement-paper-offer-text = A place has become free in the service that you are waiting for. We are keeping it for you until { $day }.
placement-paper-offer-end = Call us or come in to say whether you accept it. If you cannot take it now, you keep your position on the list.
placement-paper-contract-ground = Art. 39 and 40 of the Rules for implementation of the Social Services Act
placement-paper-contract-text = Today, { $day }, this contract was made between { $provider } and { $person }.
placement-paper-contract-end = The individual support plan is an integral part of the contract.
placement-paper-term-title = Term
placement-paper-term = From { $from } to { $until }.
placement-paper-evaluation-ground = Art. 38 of the Rules for implementation of the Social Services Act
placement-paper-evaluation-text = Report as of { $day } on the results reached under the support plan.
placement-refusal-law-not_provided = чл. 78, ал. 5, т. 1 ЗСУ; чл. 19 ППЗСУ
placement-refusal-law-unfit = чл. 78, ал. 5, т. 2 ЗСУ; чл. 20 ППЗСУ
placement-paper-refusal-text = We inform you that the provider you chose refused to give the service.
placement-paper-refusal-title = The refusal
placement-paper-refusal-appeal = Appeal
placement-paper-refusal-appeal-text = You may appeal the refusal until { $day } (чл. 20, ал. 3 ППЗСУ; чл. 149, ал. 1 АПК). The term runs from the day you were told of the refusal; if you learn of it from this notice, count from the day you receive it. The appeal is handed in through the provider to: { $court }. The Social Assistance Directorate and the municipality that referred you may appeal too. Meanwhile the provider offers you what activities are possible (чл. 20, ал. 4 ППЗСУ).
placement-paper-refusal-court = the administrative court named in the refusal
placement-paper-refusal-objection = The provider must tell you which services it can give and, when you ask, where the wanted ones are (чл. 19, ал. 1 ППЗСУ). If you think that it does give the service, tell us or signal the Agency for the Quality of Social Services.
placement-paper-refusal-next = What comes next
placement-paper-refusal-next-text = If the refusal is not appealed, the municipality will help you choose another suitable service by { $day } (чл. 21 ППЗСУ). The new provider makes a new individual assessment. Your preliminary assessment stays for the new choice.
placement-paper-refusal-choice = You may choose another service or provider right now. We will show you which suitable services have free places and how far they are. Your preliminary assessment stays for the new choice.
placement-paper-employee = For the municipality
placement-paper-provider = For the provider
placement-paper-user = Service user
placement-mail-subject = Referral to your service
placement-mail-text =
    Hello,

    { $municipality } is referring a person to your service. Open the link to see the referral and to answer once, without an account:

    { $link }

    The link is valid until { $day }. This message contains no personal data.

placement-belonging = Use of a service
placement-holding = Use of a service

event-placement-begun = { $state ->
    [waiting] Assessment presented, no place: { $service }
   *[other] Assessment presented to the provider: { $service }
}
event-placement-waiting = Entered on the waiting list: { $service }
event-placement-urgent = Urgent support started: { $service }
event-placement-offered = Place offered until { $day }: { $service }
event-placement-answered = { $answer ->
    [accepted] Place accepted: { $service }
    [declined] Place not wanted now: { $service }
   *[lapsed] No answer about the place: { $service }
}
event-placement-asked = Still waiting: { $service }
event-placement-assessed = Individual assessment and plan of { $day }: { $service }
event-placement-updated = Updated assessment and plan of { $day }: { $service }
event-placement-refused = { $ground ->
    [unfit] Reasoned refusal after the assessment: { $service }
   *[not_provided] The provider does not provide the service: { $service }
}
event-placement-appealed = { $how ->
    [late] Refusal appealed on { $day }, after the term: { $service }
   *[in_time] Refusal appealed on { $day }: { $service }
}
event-placement-appeal-ended = { $outcome ->
    [upheld] Refusal set aside on { $day }: { $service }
   *[rejected] Refusal stands, decision of { $day }: { $service }
}
event-placement-choice-open = Another service to be chosen in place of: { $service }
event-placement-refusal-notice = Notice of the provider’s refusal: { $service }
event-placement-contracted = Contract from { $from } to { $until }: { $service }
event-placement-prolonged = Contract extended to { $until } (from { $from }): { $service }
event-placement-reported = Contract reported on { $day }: { $service }
event-placement-evaluated = Report of evaluation of { $day }: { $service }
event-placement-unpaid = Three unpaid months as of { $day }: { $service }
event-placement-paid = Fee paid: { $service }
event-placement-ended = Use ended on { $day } ({ $ground ->
    [mutual] mutual agreement
    [expired] term ended
    [died] death
    [service_ended] end of the service
    [provider_ended] end of the provider
    [notice] notice
    [reached] results reached
    [impossible] results cannot be reached
   *[unpaid] fee unpaid
}): { $service }
event-placement-closed = Did not start ({ $ground ->
    [withdrawn] no longer wanted
    [died] death
    [moved] moved away
    [expired] assessment expired
    [replaced] another choice
   *[mistake] mistake
}): { $service }
event-placement-link = Secure link to the provider: { $service }
event-placement-link-revoked = Secure link stopped: { $service }
event-placement-provider-said = The provider answered ({ $answer ->
    [accepted] accepts
    [full] no place
   *[not_provided] does not provide it
}): { $service }
event-placement-unit = Places of a service: { $service }, { $total } in all

share-placement-begun = The assessment was presented to the provider: { $service }
share-placement-waiting = You are on the waiting list: { $service }
share-placement-offered = You were offered a place until { $day }: { $service }
share-placement-refusal-notice = You were given a notice of the provider’s refusal: { $service }
share-placement-contracted = Contract from { $from } to { $until }: { $service }
share-placement-ended = The use ended on { $day }: { $service }
placement-answer-early = The term for an answer is not over yet.
placement-told-answer = Answer: does the provider take the person up
placement-told-assessment = Individual assessment and support plan
placement-told-contract = Contract for the use of the service
placement-link-for = What the provider is asked for
placement-door-assessment = assessment and plan are sent
placement-door-contract = the contract is reported
placement-door-thanks = Saved. Thank you.
placement-desk-title = Referrals to our services
placement-desk-asked = What you are asked for
placement-desk-empty = There are no such referrals.
placement-desk-unset = Your account is not linked to a provider yet. Ask the administrator of the municipality.
placement-desk-nothing = Nothing is asked of you on this referral now.
placement-accounts-title = Accounts of providers
placement-accounts-lead = An account with the role “Provider of a social service” sees only the referrals to the services of the chosen provider and answers them.
placement-accounts-none = There is no account with the role “Provider of a social service”. Make one first under “Municipality” – “Staff”.
placement-accounts-saved = The accounts are linked to their providers.
placement-mail-reminder = Reminder: a referral to your service waits for an answer
placement-accepted-on = Accepted by the provider
event-provider-accounts-set = The link of { $count } accounts with providers was changed
placement-contracts = Contracts
placement-contract-number = Number
placement-contracts-from = Signed from
placement-contracts-until = until
placement-contracts-empty = There are no such contracts.
placement-contracts-none = None of these contracts has a paper to print.
placement-contracts-print = Print all of the list
placement-batch = Printing of contracts
placement-batch-so-far = { $done } of { $all } are ready.
placement-batch-hint = The page comes again by itself. You may close it: printing goes on.
placement-batch-file = Download the contracts (ZIP)
placement-batch-busy = The contracts are still being printed.
placement-refusals = Refusals of providers
placement-refusals-empty = There are no refusals in this period.
placement-refusal-ground = Ground
placement-refusal-term = Term
placement-refusal-late = after the term
placement-refusal-open = appealed on { $day }
placement-mark = What became of it
placement-mark-late = Sent after the term
placement-mark-appealed = Appealed
placement-mark-open = Appealed, not decided
placement-mark-upheld = Overturned
placement-mark-rejected = Confirmed
placement-from = From
placement-until = Until
placement-statistics = Refusals, ends and waiting
placement-tile-first = Not provided (item 1)
placement-tile-second = Does not meet the needs (item 2)
placement-ends = Ended uses
placement-ends-empty = No use ended in this period.
placement-count = Number
placement-waits = Waiting
placement-waits-hint = Who waits is as of today; who got a place, in the chosen period.
placement-waits-empty = Nobody waits and nobody did.
placement-wait-now = Waiting today
placement-wait-longest = Longest wait today, days
placement-wait-placed = Got a place after waiting
placement-wait-median = Usual wait (median), days
placement-trial = Trial of placements
placement-trial-lead = See who would get a place and when, before anything is offered. Nothing is saved.
placement-trial-until = Look until
placement-trial-extra = If more places are opened
placement-trial-again = Work it out
placement-trial-in = Takes part
placement-trial-chance = Place
placement-trial-from = from { $day }
placement-trial-later = not until that day
placement-trial-passed = passed over: a reason is needed
placement-trial-out = not in the trial
placement-trial-result = Until { $day } { $placed } of { $all } who wait get a place; passed over: { $passed }.
