# Oversight of social services.

nav-oversight = Oversight
right-oversight-read = Sees the programme, checks and monitoring
right-oversight-write = Enters checks, findings, prescriptions and monitoring

# Common

oversight-title = Oversight of services
oversight-checks = Checks
oversight-programme = Programme of the year
oversight-prescriptions = Prescriptions
oversight-monitoring = Monitoring
oversight-checklists = Checklists
oversight-numbers = Weights and terms
oversight-actions = What can be done
oversight-search = Search
oversight-count = Found: { $count }
oversight-csv = Download as a table
oversight-empty = No entries.
oversight-done = Saved.
oversight-how = How the term was counted
oversight-why = Reason
oversight-yes = Yes
oversight-no = No
oversight-late = after the term
oversight-show = Show
oversight-mayor = Mayor
oversight-checkers = Checkers
oversight-year = Year
oversight-month = Month (1 to 12)

# Columns

oversight-column-provider = Provider
oversight-column-kind = Kind
oversight-column-ordered = Order
oversight-column-began = Visit
oversight-column-due = Due
oversight-column-agency = To AQSS
oversight-column-line = Indicator
oversight-column-seen = What was seen
oversight-column-source = Source
oversight-column-about = What it shows
oversight-column-code = Line
oversight-column-day = Date
oversight-column-consent = Consent
oversight-column-by = Before whom or on which paper consent was given
oversight-column-words = What was said
oversight-column-what = What
oversight-column-received = Received
oversight-column-answered = Answered
oversight-column-how = How it is seen
oversight-column-evidence = Needs evidence
oversight-column-sure = How sure
oversight-column-from = In force from
oversight-column-responsible = Responsible
oversight-column-done = Done
oversight-column-month = Month
oversight-column-must = Must be by
oversight-column-points = Points
oversight-column-why = Why
oversight-column-last = Last check
oversight-column-number = Reason or number
oversight-column-most = Most points
oversight-column-note = Ground
oversight-column-state = State
oversight-column-service = Service
oversight-column-standard = Appendix
oversight-column-result = Finding

# Checks

oversight-kind-periodic = Periodic
oversight-kind-signal = On a signal
oversight-kind-complaint = On a complaint
oversight-kind-initiative = On the initiative of the municipality
oversight-kind-follow-up = Follow-up
oversight-state-prepared = Prepared
oversight-state-ordered = Ordered
oversight-state-visiting = Under way
oversight-state-ended = Report being written
oversight-state-reported = Reported
oversight-state-closed = Closed
oversight-state-cancelled = Called off
oversight-tile-open = Open checks
oversight-tile-late = Past their term
oversight-tile-bad = With a non-compliance
oversight-result-met = Met
oversight-result-not-met = Not met
oversight-result-skipped = Not looked at
oversight-result-unproven = Without evidence
oversight-consent-written = Written
oversight-consent-spoken = Spoken, before a witness
oversight-consent-none = Not given
oversight-source-users = from taken places and staff
oversight-source-training = from trainings
oversight-source-complaints = from complaints
oversight-source-plans = from support plans
oversight-checks-lead = Checks of providers from the order to what followed. The numbers open their lists.
oversight-empty-checks = There are no such checks.
oversight-check-new = Prepare a check
oversight-lead-new = A check begins with an order of the mayor. A provider has only one open check.
oversight-service-of = Service (empty: all services of the provider)
oversight-basis = Basis
oversight-basis-hint = A line of the programme, a signal, a complaint or a decision of the municipality.
oversight-scope = Scope
oversight-people = Who checks
oversight-people-hint = Names and posts as they will stand in the order.
oversight-experts = Experts from outside
oversight-place = Place
oversight-from = First day of the check
oversight-to = Last day of the check
oversight-term = Term of the check
oversight-held = Visit
oversight-began = Day of the visit
oversight-ended = End of the check
oversight-present = Present for the provider
oversight-report-due = Report by
oversight-sent = Sent to the provider
oversight-objections-until = Objections until
oversight-agency-due = To the Agency by
oversight-follows = The check that this one follows
oversight-findings = Findings
oversight-evidence = Evidence
oversight-talks = Talks with users
oversight-objections = Objections
oversight-warn-order = There is no order: no visit can begin.
oversight-warn-late = The report came after its term ({ $day }). It is accepted and stays marked.
oversight-warn-due = The term ended on { $day }.
oversight-warn-unproven = Some indicators are said to be met without evidence. The check cannot end.
oversight-do-order = Issue the order
oversight-do-begin = Begin the visit
oversight-do-tablet = Checklist on the tablet
oversight-do-ask = Enter a talk with a user
oversight-do-prescribe = Give a prescription
oversight-do-end = End the visit
oversight-do-report = Write the report
oversight-do-send = Note that the report was sent
oversight-do-agency = Tell the Agency
oversight-do-object = Enter an objection
oversight-do-close = Close the check
oversight-do-cancel = Call the check off
oversight-lead-order = The order gets its number and date today. A visit before it is refused.
oversight-lead-begin = The checklist for the tablet opens. What Opora knows is filled in, with its source.
oversight-lead-end = The term of the report begins then (чл. 33 НКСУ).
oversight-lead-report = The report is made of findings and prescriptions. After its term it is accepted too, and marked as late.
oversight-lead-send = The term for objections of the provider runs from this date.
oversight-lead-agency = With a non-compliance the mayor sends the report and the papers to the Agency (чл. 34 НКСУ). The letter gets a number.
oversight-lead-close = Prescriptions are followed on.
oversight-lead-cancel = A check that was called off does not count.
oversight-lead-prescribe = The prescription enters the register of decisions too.
oversight-lead-follow = What was seen after the term or at a follow-up check.
oversight-lead-ask = Users are asked only with their consent (чл. 32 НКСУ). No name and no identifier is entered.
oversight-asked-on = When they were asked
oversight-words-hint = Only the words. No names, identifiers or telephones.
oversight-objection = Objection
oversight-objection-text = What the provider says
oversight-answer = Answer

# Prescriptions

oversight-prescriptions-lead = What each provider must do, until when, and whether it did.
oversight-empty-prescriptions = There are no such prescriptions.
oversight-what = What is to be done
oversight-responsible = Responsible
oversight-follow = Following a prescription
oversight-seen-on = When it was seen
oversight-result = What came of it
oversight-result-hint = By what it is shown.
oversight-again = Follow-up check
oversight-again-basis = Follow-up check of a prescription: { $what }
oversight-follow-open = Within its term
oversight-follow-late = Late
oversight-follow-done = Done
oversight-follow-not-done = Not done

# Tablet

oversight-tablet-lead = Open this address on the tablet. Show it only to the checkers.
oversight-tablet-qr = Code of the address of the tablet
oversight-tablet-hint = The address works while the visit lasts. Open all parts while there is a network: then the list works without it.
oversight-tablet-open = Open the list here
oversight-visit-title = Visit
oversight-visit-lead = Choose a part of the list. Without a network the answers stay on the device and are sent once when it is back.
oversight-visit-back = To the parts
oversight-visit-save = Save
oversight-visit-kept = Saved.
oversight-later-waiting = There is no network. The answers are on the device and will be sent by themselves.
oversight-later-failed = Something that was sent waits to be completed: open the parts and see what is marked.
oversight-part = Part { $no }
oversight-part-done = { $done } of { $all }
oversight-other-lines = Other indicators
oversight-files-count = Files attached: { $count }
oversight-evidence-by = Evidence (document, number, date)
oversight-evidence-hint = “Met” is taken only with a document or a photograph.
oversight-choose-line = Choose
oversight-file = Photograph or document
oversight-file-hint = JPEG, PNG or PDF up to 8 MB. Needs a network. Do not photograph people.
oversight-file-send = Attach
oversight-file-kept = The file is attached.
oversight-file-none = Choose a file.
oversight-file-large = The file is over 8 MB.
oversight-file-kind = Only JPEG, PNG and PDF are taken.
oversight-file-many = The check has as many files as it can.
oversight-from-users = { $steps } Staff of the provider entered: { $staff }.
oversight-from-training = Trainings in Opora in the last 12 months: { $behind } of { $asked } employees are below the norm.
oversight-from-complaints = Open complaints about the provider: { $open }. All complaints of the municipality in 12 months: { $all }, in time: { $intime }.
oversight-from-plans = Users of the service: { $users }; plans past their update: { $late }.

# Programme

oversight-programme-lead = The programme of { $year }: each provider is checked at least once in two years (чл. 30, ал. 2 НКСУ), the others by their points.
oversight-empty-programme = The programme of the year is empty.
oversight-propose = Propose a programme
oversight-propose-lead = All whose two years end come into the programme of { $year }, then those with most points while there is room. Lines that are there stay.
oversight-programme-print = Make the paper
oversight-print-lead = The programme of { $year } gets a number and is signed by the mayor.
oversight-printed = The paper is made and stands in the list below.
oversight-plan-new = Add a provider
oversight-plan-withdraw = Take out of the programme
oversight-must = Must be checked
oversight-by-risk = By points
oversight-programme-title = Programme of checks for { $year }
oversight-programme-opening = The providers of social services that are checked in the year, by month and with the reasons.
oversight-programme-rows = Checks
oversight-planned-late = Month missed
oversight-planned-ahead = Ahead
oversight-planned-open = Check under way
oversight-planned-held = Held
oversight-risk = Who comes first
oversight-risk-how = How they are ordered
oversight-risk-how-text = For { $year } first come those whose two years since the last check end by then, or who were never checked. The others are ordered by their points; the weights are the municipality’s, each from a date.
oversight-risk-words = { $name }: { $amount } × { $each } = { $points }
oversight-risk-capped = { $name }: { $amount } × { $each }, at most { $most } = { $points }
oversight-risk-since = months since the last check
oversight-risk-never = never checked
oversight-risk-complaints = open complaints and signals
oversight-risk-undone = prescriptions not done in time
oversight-risk-licence = services with a licence to renew or none that holds
oversight-risk-size = tens of places

# Weights and terms

oversight-number-per-month = Checks that have room in a month
oversight-number-objection-days = Days for objections of the provider
oversight-number-prescription-days = Days to do a prescription
oversight-number-write = A new value
oversight-numbers-lead = НКСУ does not say who is checked sooner, nor gives a term for objections and prescriptions. These numbers are the municipality’s; a new value holds from its date.
oversight-numbers-now = In force today
oversight-numbers-history = What was entered
oversight-most-hint = Only for reasons with points.

# Checklists

oversight-checklist = Indicators
oversight-checklist-about = { $source }. { $known } lines have a number; the appendix has { $total } indicators. Only what was verified is here, the municipality enters the rest.
oversight-own-line = entered by the municipality
oversight-line-new = Enter an indicator
oversight-line-write = Indicator
oversight-line-lead = The line holds from its date. Checks ordered before it keep what was asked then.
oversight-line-text = What must be so
oversight-line-open = Asked
oversight-line-closed = Not asked
oversight-standard-no = Standard
oversight-criterion = Criterion
oversight-indicator-no = Number of the indicator
oversight-sure-V = Verified with the text
oversight-sure-M = From practice
oversight-sure-C = To be verified

# Monitoring

oversight-monitoring-lead = Monitoring in { $year } by the methods of чл. 35, ал. 1 НКСУ and visits of the council. A method with zero was not used yet.
oversight-empty-monitoring = There are no such entries in the year.
oversight-method = Method
oversight-record-new = Enter monitoring
oversight-record-lead = For a visit of the council choose “Visit of the council”. The entry gets a numbered protocol.
oversight-record-done = Note what came of it
oversight-record-about = About the monitoring
oversight-record-observation = Visit of the council
oversight-provider-or-all = Provider (empty: all)
oversight-who = Who observes
oversight-found = What was found
oversight-recommended = Recommendation
oversight-propose-council = Brought before the council
oversight-held-on = Held on { $day }.
oversight-method-checks = Results of checks
oversight-method-reports = Reports of providers
oversight-method-agreements = Duties under agreements
oversight-method-council = Proposals of the council
oversight-method-surveys = Surveys of users
oversight-method-talks = Talks with users
oversight-method-discussions = Discussions with users and providers
oversight-recommended-late = Recommendation late
oversight-recommended-open = Recommendation within its term
oversight-recommended-done = Recommendation done
oversight-recommended-none = No recommendation

# Papers

oversight-paper-programme = Programme of checks
oversight-paper-order = Order for a check
oversight-paper-report = Report of a check
oversight-paper-letter = Letter to the Agency
oversight-paper-protocol = Protocol of monitoring
oversight-number-of-programme = ПП-{ $year }-{ $number }
oversight-number-of-order = ЗП-{ $year }-{ $number }
oversight-number-of-report = ДП-{ $year }-{ $number }
oversight-number-of-letter = АК-{ $year }-{ $number }
oversight-number-of-protocol = ПН-{ $year }-{ $number }
oversight-ground-programme = чл. 30 НКСУ
oversight-ground-order = чл. 113, ал. 1 ЗСУ; чл. 29–31 НКСУ
oversight-ground-report = чл. 33 НКСУ
oversight-ground-letter = чл. 34 НКСУ
oversight-ground-monitoring = чл. 113, ал. 1 ЗСУ; чл. 35 НКСУ
oversight-ground-observation = чл. 27 ЗСУ; чл. 35 НКСУ
oversight-standard-words = № { $code } – { $name }
oversight-order-opening = A check of { $provider } is to be made. Basis: { $basis }
oversight-order-orders = I order
oversight-order-report = Report
oversight-order-report-text = The check is made in the presence of staff of the provider; users are asked only with their consent (чл. 32 НКСУ). After its end the checkers report to the mayor and to the provider within the term of чл. 33, ал. 1 НКСУ; the day above is for a check that ends on its last day.
oversight-report-object = Object of the check
oversight-report-facts = Facts
oversight-report-counts = Met: { $met }; not met: { $bad }; not looked at: { $rest }.
oversight-report-bad = Non-compliances
oversight-report-other = Other facts
oversight-report-copies = Copies attached
oversight-agency-name = To the executive director of the Agency for the quality of social services
oversight-agency-seat = Sofia
oversight-letter-opening = A check of { $provider } found non-compliances with the quality standards. The report is of { $reported }; it is to be sent by { $due }.
oversight-letter-closing = The report and the papers are attached.

# What waits

oversight-task-visit = Visit of a check
oversight-task-end = End of a check
oversight-task-report = Report of a check
oversight-task-agency = Letter to the Agency on a non-compliance
oversight-task-prescription = Term of a prescription
oversight-task-objection = Objection without an answer
oversight-task-recommendation = Term of a recommendation
oversight-task-plan = Check of the programme
oversight-task-unchecked = Providers whose two years end

# Refusals

oversight-refused-agency = The Agency was not told of the non-compliance yet.
oversight-refused-ahead = That day is ahead.
oversight-refused-before = The visit cannot be before the order.
oversight-refused-consent = Without a consent, and before whom it was given, no words of a user are entered.
oversight-refused-day = That day is not possible here.
oversight-refused-empty = Nothing was looked at yet.
oversight-refused-end = The end cannot be before the beginning.
oversight-refused-evidence = “Met” needs a document or a photograph. The answer is kept, but does not count.
oversight-refused-followed = That was noted of this prescription already.
oversight-refused-identifier = The text holds what looks like an ЕГН or ЛНЧ. Take it out.
oversight-refused-letter = A letter to the Agency is sent once, and only after a report with a non-compliance.
oversight-refused-order = There is no order for the check.
oversight-refused-past = A new value cannot hold from a past date.
oversight-refused-planned = The provider is in the programme of that year already.
oversight-refused-programme = The programme is empty.
oversight-refused-second = The provider has an open check. Close it or call it off.
oversight-refused-span = The check cannot begin before today, nor end before it begins.
oversight-refused-state = This cannot be done at this step.
oversight-refused-unproven = Some indicators are said to be met without evidence. Complete them.
oversight-refused-unsent = The report was not sent to the provider yet.
oversight-refused-year = That year is over.
oversight-wrong-number = Enter a whole number that is possible here.
oversight-wrong-month = Enter a month from 1 to 12.
oversight-wrong-service = The service is not of this provider.
