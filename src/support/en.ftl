### Assessment and support plan

nav-support = Support
right-support-read = Sees individual assessments and support plans
right-support-write = Writes individual assessments and support plans
right-support-lead = Approves assessments and plans as head of a service
support-title = Assessment and support plan
support-due = Support: what is due
support-due-empty = Nothing is due by these filters.
support-due-today = today
support-officer = Officer
support-officer-mine = Mine
support-column-what = What
support-person = Person
support-service = Service
support-provider = Provider
support-duration = Use
support-term = Term
support-none = not said
support-when-soon = Within 30 days, and overdue
support-when-late = Overdue
support-when-all = All
support-tile-late = overdue
support-tile-action = overdue actions
support-tile-update = updates within 30 days
support-tile-joint = joint plans
support-tile-send = to give and send
support-what-write = Document to finish
support-what-sign = Document to sign
support-what-send = Document to give and send
support-what-update = Update of assessment and plan
support-what-joint = Joint plan
support-what-action = Action of a plan
support-task-write = Assessment or plan to finish
support-task-joint = Joint plan to finish
support-task-sign = Assessment or plan to sign
support-task-send = Assessment or plan to send
support-task-action = Action of a support plan
support-kind-assessment = Individual assessment (ИОП)
support-kind-plan = Support plan (ИПП)
support-kind-joint = Joint plan
support-kind-evaluation = Report of evaluation
support-version-name = { $kind }, version { $number }
support-number = Version
support-state = State
support-state-draft = Draft
support-state-approved = Approved
support-state-signed = Signed
support-state-given = Given and sent
support-state-dropped = Given up
support-state-now = Placement
support-way = Course of the document
support-ground = Ground
support-ground-first = the first one
support-ground-wish = on the person's wish (чл. 33, ал. 3 ППЗСУ)
support-ground-term = mandatory by its term (чл. 34, ал. 1 ППЗСУ)
support-ground-need = when needed (чл. 35 ППЗСУ)
support-ground-leaving = wish to leave the service (чл. 37 ППЗСУ)
support-reason = Why it is updated
support-reason-hint = What changed or what the person wishes.
support-contract = Contract
support-from-until = from { $from } to { $until }
support-update-by = Mandatory update by
support-wish-from = On the person's wish
support-day-by = from { $day } ({ $articles })
support-joint-by = Joint plan by
support-joint-after = the term runs from the contract (чл. 45 ППЗСУ)
support-early = The person may ask for an update from { $day } ({ $articles }). When it is needed choose “when needed”.
support-document = Document
support-documents = Documents
support-documents-empty = There is no individual assessment yet.
support-day = Day
support-to-placement = To the placement
support-to-person = File of the person
support-to-document = Back to the document
support-begin-assessment = Individual assessment
support-begin-update = Update
support-begin-plan = Support plan
support-begin-joint = Joint plan
support-begin-evaluation = Report of evaluation
support-begin-button = Begin
support-begin-lead-assessment = A team of two employees at least assesses together with the person (чл. 80 ЗСУ; чл. 25 ППЗСУ).
support-begin-lead-plan = The same team makes the plan on the signed assessment (чл. 27, 28 ППЗСУ).
support-begin-lead-joint = It is made when several systems support the person (чл. 44–50 ППЗСУ).
support-begin-lead-evaluation = It shows before the end of the contract whether the results of the plan are reached (чл. 38 ППЗСУ).
support-begun-done = The document is begun. Fill in its parts.
support-begun-by = Begun
support-missing = Missing before approval:
support-missing-team = two employees in the team at least (чл. 25, ал. 4 ППЗСУ)
support-missing-begun = the first day of the assessment
support-missing-ended = the day of the document
support-missing-methods = methods (чл. 26, ал. 2 ППЗСУ)
support-missing-sources = sources of information (чл. 81, ал. 1 ЗСУ)
support-missing-consent = written consent to a source (чл. 81, ал. 1 ЗСУ)
support-missing-needs = the degree of need in one area at least
support-missing-fits = does the service meet the needs
support-missing-goals = one goal at least
support-missing-actions = actions for each goal
support-missing-reached = whether each goal is reached
support-section-team = Team and days
support-section-sources = Sources of information
support-section-needs = Needs by area
support-section-view = View, conclusions and recommendations
support-section-goals = Goals and actions
support-section-items = Content of the plan
support-section-health = Plan of health care
support-section-replacement = Replacement care
support-section-joint = Performance and evaluation
support-section-outcomes = Goals reached
support-section-summary = Conclusion
support-lead-team = Each on a line of their own: name, post.
support-lead-sources = Information comes only from the person or with their written consent; for a child from the parent or guardian (чл. 81, ал. 1 ЗСУ).
support-lead-needs = Fill in the areas that matter for the person.
support-lead-view = The person's view is written in their own words.
support-lead-goals = One goal with a measurable result, and what is done for it.
support-lead-items = The items of чл. 28, ал. 1 ППЗСУ; the goals are a part of their own.
support-lead-health = The nine items of чл. 29 ППЗСУ. Where nothing is needed write “none”.
support-lead-replacement = What replacement care adds (чл. 55, ал. 2 ППЗСУ).
support-lead-joint = The common results and the terms for performance, evaluation and update (чл. 47 ППЗСУ).
support-lead-outcomes = The goals are those of the plan in force.
support-lead-summary = The report goes to the person and to who referred (чл. 38 ППЗСУ).
support-team = Team
support-team-hint = For example: Мария Примерова, psychologist
support-bodies-hint = Who takes part from each system: name, institution
support-begun-on = The assessment began on
support-ended-on-assessment = The assessment ended on
support-ended-on-plan = Day of the plan
support-ended-on-joint = Day of the joint plan
support-ended-on-evaluation = Day of the report
support-methods = Methods
support-method-interview = interviews
support-method-test = tests
support-method-relatives = meetings with relatives and friends
support-method-documents = documents and opinions of experts
support-method-home = study of family and home
support-method-observation = observation
support-longer = Longer term
support-longer-no = No, the ordinary term
support-longer-cannot = Yes, the person cannot take part for objective reasons (чл. 25, ал. 3 ППЗСУ)
support-longer-asked = Yes, the person asked in writing (чл. 25, ал. 3 ППЗСУ)
support-longer-why = Explanation of the longer term
support-source = Source
support-source-person = the person
support-source-representative = parent, guardian or other legal representative
support-source-other = another person or institution
support-source-name = Name or institution
support-source-name-hint = Not needed when the source is the person.
support-source-about = Which information
support-source-consented = Consent
support-source-consent = A written consent is needed: when and by whom it was given (чл. 81, ал. 1 ЗСУ).
support-source-adult = A grown person speaks for themselves: a parent or relative needs a written consent (чл. 81, ал. 1 ЗСУ).
support-consent-on = The written consent is of
support-consent-hint = Only for another source. It is written into the register of consents too.
support-consent-capacity = Who gives the consent
support-consent-by = Name of who gave the consent
support-consent-by-hint = When it is not the person.
support-consent-of = { $day }, { $by }
support-area = Area
support-areas = Areas of need
support-areas-lead = The areas by which needs are assessed. Changes hold for new assessments; what was written stays.
support-area-new = New area
support-area-lead = The name is seen in the assessment and on paper.
support-area-bg = Name in Bulgarian
support-area-en = Name in English
support-area-turn = Order
support-area-turn-wrong = The order is a number.
support-area-asked = Is it asked in new assessments
support-area-off-no = yes
support-area-off-yes = no longer asked
support-area-saved = The area is saved.
support-need-level = Degree of need
support-level-0 = 0 – no support needed
support-level-1 = 1 – small
support-level-2 = 2 – medium
support-level-3 = 3 – large
support-need-strength = Strengths and resources
support-need-need = Needs
support-text-person_view = The person's own view
support-text-conclusions = Conclusions
support-text-recommendations = Recommendations
support-fits = The service meets the needs
support-fits-yes = Yes
support-fits-no = No: the assessment is a reasoned refusal too (чл. 20 ППЗСУ)
support-yes-yes = yes
support-yes-no = no
support-text-activities = Activities: kind and profile, duration, frequency, by whom (item 2)
support-text-family = Recommendations for work with the family, if needed (item 3)
support-text-leaving = Measures for leaving residential care (item 4)
support-text-results = Expected results (item 5)
support-text-terms = Terms (item 6)
support-text-other = Other proposals (item 7)
support-health = Integrated health and social service
support-joint = Support by several systems: a joint plan is needed (чл. 44 ППЗСУ)
support-text-history = Medical history
support-text-prevention = Preventive measures
support-text-allergies = Allergies
support-text-dental = Dental care
support-text-treatment = Treatment and recovery programmes
support-text-immunisation = Immunisation and observation
support-text-nutrition = Food and diets
support-text-rehabilitation = Rehabilitation
support-text-hygiene = Personal hygiene
support-text-schedule = Schedule
support-text-manner = Manner of use
support-text-period = Term of the replacement care
support-text-care_results = Goals and results of the replacement care
support-text-joint_results = Common results
support-text-joint_evaluation = Term and manner of evaluation
support-text-joint_update = Term of update
support-text-reached_all = Results reached
support-text-wish = The person's wish
support-text-proposal = Proposal: prolong, end or another service
support-goal = Goal
support-goal-of = Goal { $number }: { $aim }
support-goal-new = Add a goal
support-goal-hint = What the person wants to reach.
support-goal-result = Measurable result
support-goal-result-hint = By what it will be seen that the goal is reached.
support-reached = Is it reached
support-reached-yes = yes
support-reached-partly = in part
support-reached-no = no
support-reached-why = What shows it
support-actions = Actions
support-action-number = Action { $number }
support-action-what = What is done
support-action-who = Who
support-action-body = Which body or institution
support-action-often = How often
support-action-often-hint = For example: twice a week
support-action-until = Until
support-action-state = Performance
support-action-open = to be done
support-action-done = done
support-action-not_done = not done
support-action-replaced = replaced by a new plan
support-mark = Action of the plan
support-marked-on = Day
support-marked-by = { $day }, { $by }. { $note }
support-note = Note
support-note-hint = What was done, or why not.
support-note-why = Say why the action was not done.
support-mark-done = Marked.
support-write = Fill in or change
support-remove = Remove
support-saved = Saved.
support-empty-part = Not filled in yet.
support-there = there
support-day-future = The day must not be in the future.
support-day-before = The day must not be before the step before.
support-day-order = The beginning must not be after the end or in the future.
support-approve = Approval
support-approve-lead = The document gets its number and is printed to be signed. It is not changed any more unless it is sent back.
support-approved-by = Approved by (head of the service)
support-approved-on = Approved on
support-approve-done = Approved. Print it for the signatures.
support-return = Send back to be mended
support-return-done = Sent back to be mended.
support-drop = Give the draft up
support-drop-done = The draft is given up. What was written is kept.
support-sign = Signature
support-sign-lead = The team and the person, or who speaks for them, sign. The document holds from then on.
support-sign-nobody = The person does not sign alone, and nobody who speaks for them is entered. Enter them in the person's file.
support-signer = Signed beside the team
support-signer-with = { $name }, with the consent of { $who }
support-signed-on = Signed on
support-sign-done = Signed. Give the document to the person and send it.
support-give = Given and sent
support-give-lead = The document is given to the person at once and sent to who referred within 5 working days (чл. 26, ал. 4 и чл. 27, ал. 3 ППЗСУ).
support-given-on = Given to the person on
support-sent-on = Sent on
support-how = How it was sent
support-how-file = in the file: the municipality referred
support-how-ssev = by ССЕВ
support-how-post = by post
support-how-hand = by hand
support-give-done = Giving and sending are written down.
support-paper = Printed document (PDF)
support-compare = Versions compared
support-compare-with = Compare with version { $number }
support-compared = What
support-compare-same = The two versions do not differ.
support-unchanged = Unchanged
support-refused-state = This step is no longer possible: document or placement are in another state.
support-refused-open = There is an unfinished document of this kind. Finish it.
support-refused-service = The person must be using the service by a plan made here.
support-refused-early = The person may not ask for an update yet (чл. 33, ал. 3 ППЗСУ).
support-refused-assessment = The plan is made after a signed individual assessment (чл. 27 ППЗСУ).
support-refused-unfit = The assessment shows that the service does not fit: no plan is made (чл. 20 ППЗСУ).
support-refused-planned = There is a plan by this assessment. Begin with an update of the assessment.
support-refused-plan = The joint plan is made after a signed support plan.
support-refused-provider = The municipality itself does not provide this service: assessment and plan come from the provider.
support-refused-missing = The document is not complete yet.
support-refused-consent = The register holds no consent to information from others (чл. 81, ал. 1 ЗСУ). Remove the source or enter a consent.
support-refused-changed = The document changed meanwhile. Look at it again.
support-refused-replaced = The action is replaced by a new plan.
support-paper-ground-assessment = чл. 80 ЗСУ; чл. 25–26 ППЗСУ
support-paper-ground-plan = чл. 80 ЗСУ; чл. 27–29 ППЗСУ
support-paper-ground-joint = чл. 44–50 ППЗСУ
support-paper-ground-evaluation = чл. 38 ППЗСУ
support-paper-about = Version { $number }, { $ground }
support-paper-approved = Approved by { $by } on { $day }
support-paper-member = member of the team
support-paper-head = head of the service
support-paper-person = person
support-paper-representative = person or legal representative
support-due-late = { $days ->
    [one] { $days } day late
   *[other] { $days } days late
}
support-due-in = { $days ->
    [one] in { $days } day
   *[other] in { $days } days
}

event-support-begun = { $kind ->
    [assessment] Individual assessment, version { $number }: begun
    [plan] Support plan, version { $number }: begun
    [joint] Joint plan, version { $number }: begun
   *[evaluation] Report of evaluation, version { $number }: begun
}
event-support-saved = { $kind ->
    [assessment] Individual assessment, version { $number }: saved
    [plan] Support plan, version { $number }: saved
    [joint] Joint plan, version { $number }: saved
   *[evaluation] Report of evaluation, version { $number }: saved
}
event-support-approved = { $kind ->
    [assessment] Individual assessment, version { $number }: approved
    [plan] Support plan, version { $number }: approved
    [joint] Joint plan, version { $number }: approved
   *[evaluation] Report of evaluation, version { $number }: approved
}
event-support-returned = { $kind ->
    [assessment] Individual assessment, version { $number }: sent back
    [plan] Support plan, version { $number }: sent back
    [joint] Joint plan, version { $number }: sent back
   *[evaluation] Report of evaluation, version { $number }: sent back
}
event-support-dropped = { $kind ->
    [assessment] Individual assessment, version { $number }: draft given up
    [plan] Support plan, version { $number }: draft given up
    [joint] Joint plan, version { $number }: draft given up
   *[evaluation] Report of evaluation, version { $number }: draft given up
}
event-support-signed = { $kind ->
    [assessment] Individual assessment, version { $number }: signed
    [plan] Support plan, version { $number }: signed
    [joint] Joint plan, version { $number }: signed
   *[evaluation] Report of evaluation, version { $number }: signed
}
event-support-given = { $kind ->
    [assessment] Individual assessment, version { $number }: given and sent
    [plan] Support plan, version { $number }: given and sent
    [joint] Joint plan, version { $number }: given and sent
   *[evaluation] Report of evaluation, version { $number }: given and sent
}
event-support-marked = { $state ->
    [done] Action of the plan done on { $day }
    [not_done] Action of the plan not done on { $day }
   *[open] Action of the plan opened again on { $day }
}
event-support-area-changed = Area of need changed
