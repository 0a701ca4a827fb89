# The words of the pages of people.
people-title = People
people-search-label = Find a person
people-search-hint = A name or part of it (misspelt or in Latin letters too), a year of birth beside it, a telephone, ЕГН, ЛНЧ or the number of a document.
people-search-number = Numbers are not looked for by the page's address. Type the number into the box and press "Search".
people-search-number-api = Numbers and telephones are looked for by POST /api/people/search only: in a request's address they would stay in the history.
people-search-nothing = Nobody like that is in the municipality's register.
people-search-nothing-help = Try the family name alone, another spelling, or the telephone. If the person has not been here before, enter them.
people-for-wish = Choose who states the wish, or enter them.
people-for-contact = Choose whom the contact is about, or enter them.
people-action-wish = New wish
people-action-contact = New contact
people-found = People found
people-new-none-of-these = None of these?
people-new-button = Enter a new person
people-new-title = New person
people-new-save = Save the person
people-entered = The person is saved.

people-name = Name
people-born-year = Born
people-settlement = Settlement
people-identifier = Identifier
people-protected = Protected address
people-dead = Deceased

people-given = Given name
people-middle = Middle name
people-family = Family name
people-latin = Name in Latin letters
people-latin-hint = Left empty, it is written by the rules of transliteration. Fill it in when a document spells it otherwise.
people-earlier-names = Earlier names
people-earlier-name = { $name } (until { $day })
people-birth = Date of birth
people-birth-hint = For example 4 1 1961. Left empty, it is taken from the ЕГН when there is one.
people-birth-future = The date of birth lies in the future.
people-birth-old = Check the year of birth.
people-born-note = { $sex ->
   *[other] born
  } { $day }, aged { $age }
people-sex = Sex
people-sex-female = female
people-sex-male = male
people-sex-unknown = not stated
people-died = Date of death
people-died-hint = Only on death.
people-died-impossible = The date of death cannot be in the future or before the birth.
people-died-note = died { $day }

people-contact = Contact
people-phone = Telephone
people-email = E-mail
people-email-wrong = The e-mail address is not complete. Example: name@example.bg
people-language = Language to speak
people-language-bg = Bulgarian
people-language-tr = Turkish
people-language-rom = Romani
people-language-uk = Ukrainian
people-language-ru = Russian
people-language-en = English
people-language-ar = Arabic
people-language-hy = Armenian
people-language-other = other
people-needs = What is needed to serve this person
people-needs-hint = Choose all that apply.
people-need-step_free = step-free access
people-need-home_visit = meeting at home
people-need-large_print = large print
people-need-read_aloud = read aloud
people-need-easy_read = easy-to-read text
people-need-sign_language = Bulgarian sign language
people-need-hearing_loop = hearing loop
people-need-braille = braille
people-need-interpreter = interpreter
people-need-companion = a companion of the person's choice
people-note = Note
people-note-hint = For staff who work with the person. Kept sealed and never printed.

people-id-egn = ЕГН
people-id-lnch = ЛНЧ
people-id-ln = ЛН (citizen of the EU)
people-id-service_number = Service number
people-id-foreign_document = Foreign document
people-id-none = None or not stated
people-id-kind = Kind of identifier
people-id-value = Number
people-id-value-hint = The digits may have spaces between them.
people-id-choose-kind = Choose the kind of number. It is not guessed from the digits.
people-id-wrong-digits = The number must have 10 digits.
people-id-wrong-shape = The number must have 4 to 30 letters and digits.
people-id-wrong-check-egn = The ЕГН is not right: its check digit does not fit. Compare it with the document digit by digit.
people-id-wrong-check = The number is not right: its check digit does not fit. Compare it with the document digit by digit.
people-id-wrong-date = The ЕГН is not right: the date of birth in it does not exist.
people-id-wrong-future = The ЕГН is not right: the date of birth in it lies in the future.
people-id-taken = A person with this number is already registered.
people-id-open = Show the whole numbers
people-id-show = Show
people-id-add = Add a number
people-id-added = The number is saved.
people-reason = Why do you need the whole number?
people-reason-hint = The reason stays in the audit.
people-reason-check = Checking identity
people-reason-document = Drawing up a document
people-reason-letter = A letter to an institution
people-egn-differs = The data differs from the ЕГН
people-egn-other-birth = The date of birth was typed as { $typed }; by the ЕГН it is { $egn }.
people-egn-other-sex = The sex is not the one in the ЕГН.
people-egn-confirm = Checked against a document; what was typed is right
people-egn-confirm-needed = Correct the date and sex or confirm that they are right.

people-same-title = This person may be registered already
people-same-question = Is it the same person?
people-same-hint = A person is registered only once.
people-same-person = Yes, it is { $name }
people-different-person = No, it is somebody else
people-same-choose = Say whether it is one of the people already registered.
people-same-opened = The person who was already registered is shown.

people-address = Address
people-address-kind = Kind of address
people-address-present = Present address
people-address-permanent = Permanent address
people-address-present-help = The present address decides which municipality refers.
people-address-same = The permanent address is the same
people-line = Street and number
people-line-hint = Street, number, entrance, floor, flat.
people-place-hint = A name or EKATTE code; with the municipality too: Иваново, Русе.
people-place-choose = Which of these?
people-place-many = Choose the settlement from the list below the box.
people-place-none = There is no such settlement. Check the spelling or type its EKATTE code.
people-place-required = Type the settlement.
people-address-new = New address
people-address-added = The address is saved.
people-address-correct = Correct
people-address-correct-title = Correction of an address
people-address-corrected = The address is corrected. The earlier record stays in the history.
people-address-from = From
people-address-from-hint = The address of the same kind before it ends on the day before.
people-address-from-hint-old = Leave empty when nobody knows.
people-address-future = The date lies in the future.
people-address-same-day = An address from this day is there already. Correct that one.
people-address-overlaps = The date runs into the address before or after.
people-address-history = Earlier addresses
people-address-mistake = entered by mistake
people-address-unknown = not known
people-address-hidden = Protected: seen by named staff only
people-address-sealed-help = The address is protected: it is kept sealed and seen by named staff only.
people-days = Period
people-from = from { $day }
people-to = to { $day }
people-protection = Protection of the address
people-protected-box = The address is protected
people-protected-hint = On violence, trafficking or other danger. The address is sealed and hidden from lists, search and print.
people-protected-stays = The address is protected. Only staff who may see it can end the protection.

people-section-sheet = Person's sheet
people-section-timeline = Timeline
people-section-citizen = Account for citizens
people-section-print = For print
people-edit = Correct
people-edit-title = Correction of data
people-corrected = The data is corrected.
people-card-person = Data
people-card-identifiers = Identifiers
people-card-addresses = Addresses
people-card-speakers = Representatives
people-latest = Latest events
people-timeline-all = The whole timeline
people-timeline-empty = Nothing has happened yet.
people-printed = Printed on { $when }. Without staff notes and without a protected address.
people-printed-cut = Only the latest events are shown.

people-speaker-new = New representative
people-speaker-name = Name of the representative
people-speaker-ground = Ground
people-ground-parent = parent
people-ground-parent_consent = parent, by consent
people-ground-adoptive_parent = adoptive parent
people-ground-guardian = guardian
people-ground-curator = curator
people-ground-entrusted_carer = person entrusted with the child's care
people-ground-attorney = person with an express power of attorney
people-ground-lawyer = lawyer
people-ground-companion = companion (may not state a wish)
people-speaker-document = Document
people-speaker-document-hint = Kind, number and date: certificate, decision, power of attorney. No copy of an identity card is taken.
people-speaker-document-needed = Name the power of attorney: number and date.
people-speaker-limits = Limits
people-speaker-limits-hint = What it covers and what not. For a power of attorney: what it expressly allows.
people-speaker-limits-needed = Say what the power of attorney covers.
people-speaker-from = From
people-speaker-last = Last day
people-speaker-last-hint = When the ground has an end.
people-speaker-added = The representative is saved.
people-speaker-end = End
people-speaker-end-title = End of representation
people-speaker-ended = The end of the representation is saved.
people-speaker-over = over
people-speakers-none = None are registered.
people-days-reversed = The last day is before the first.

event-person-entered = Entered in the register
event-person-corrected = Data corrected
event-person-died = Death recorded
event-address-added = { $kind ->
    [permanent] New permanent address recorded
   *[present] New present address recorded
  }
event-address-corrected = { $kind ->
    [permanent] Permanent address corrected
   *[present] Present address corrected
  }
event-address-protected = The address was put under protection
event-address-unprotected = The protection of the address was ended
event-identifier-added = { $kind ->
    [egn] ЕГН recorded
    [lnch] ЛНЧ recorded
   *[other] Identifier recorded
  }
event-representative-added = { $ground ->
    [parent] Parent recorded
    [guardian] Guardian recorded
    [curator] Curator recorded
    [attorney] Attorney recorded
    [lawyer] Lawyer recorded
   *[other] Representative recorded
  }
event-representative-ended = The representation ends on { $day }

people-section-notes = Notes
people-section-warnings = Warnings
people-section-disability = Disability and needs
people-section-homecare = Assistant support
people-section-assistance = Personal assistance
people-section-payroll = Pay
people-section-control = Control of personal assistance
people-section-consents = Consents
people-section-requests = Data requests

people-timeline-of = Area
people-timeline-in = Case
people-timeline-case = Case { $number }
people-timeline-from = From
people-timeline-to = To
people-timeline-nothing = No event fits what was chosen.
people-of-people = The person's data
people-of-frontdesk = Contacts and wishes
people-of-referral = Referral
people-of-disability = Disability and needs
people-of-consent = Consents and data requests

people-warnings-lead = A warning stands above every page about the person and their cases. It is never deleted: it ends with a day and a reason.
people-warnings-none = No warning is in force.
people-warnings-past = Ended
people-warning-new = New warning
people-warning-kind = What it warns of
people-warning-text = In words
people-warning-text-hint = Short, and only what a colleague must know before going there or calling.
people-warning-why = Why it is put up
people-warning-why-hint = Who said so and when.
people-warning-to-hint = When the last day is known. Otherwise end it when it no longer holds.
people-warning-by = Put up by
people-warning-end = End of the warning
people-warning-take-down = Take the warning down
people-warning-end-lead = After this day the warning will no longer stand above the pages about the person.
people-warning-ended-why = Why it no longer holds
people-warning-end-sure = I have checked that the danger is over
people-warning-end-confirm = Confirm that the danger is over.
people-warning-hidden = The details are for a named circle of staff.
people-warning-added = The warning is up.
people-warning-ended = The warning has ended.
people-warning-violence = Domestic violence
people-warning-address = Protected address: told to nobody
people-warning-danger = Danger to staff
people-warning-dog = Dangerous dog
people-warning-no_bell = Do not ring the bell
people-warning-no_phone = Do not telephone
people-warning-infection = Risk of infection
people-warning-other = Other

people-notes-shared = Shared notes
people-notes-private = Private notes of the office
people-notes-none = No notes.
people-note-new = New note
people-note-kind = Kind
people-note-shared = Shared note
people-note-shared-hint = The person may read it, and it stands on their sheet.
people-note-private = Private note
people-note-private-hint = Seen only by staff with the right; never printed.
people-note-text = Note
people-note-correct = Correct
people-note-why = Why it is corrected
people-note-why-hint = The text so far stays in the history.
people-note-earlier = What it said before
people-note-replaced = replaced: { $why }
people-note-added = The note is saved.
people-note-corrected = The note is corrected.

people-sheet-lead = This is the sheet for the person: in words for them, without names of staff, private notes, warnings or a protected address.
people-sheet-left-out = Left out of the sheet:
people-sheet-without-warnings = { $count ->
    [one] { $count } warning
   *[other] { $count } warnings
  }
people-sheet-without-notes = { $count ->
    [one] { $count } private note
   *[other] { $count } private notes
  }
people-sheet-without-address = the protected address
people-sheet-sure = I have seen what is left out
people-sheet-confirm = Confirm that you have seen what is left out.
people-sheet-make = Issue the sheet with a number (PDF)
people-sheet-closing = The sheet holds what is recorded about you on the day it is issued. If something is wrong, tell us and we will correct it.
people-paper-sheet = Sheet for the person
people-paper-data = Answer about personal data
people-paper-number-sheet = ЛЛ-{ $year }-{ $number }
people-paper-number-data = ЛД-{ $year }-{ $number }
people-paper-placement-letter = Letter to the provider about a referral
people-paper-placement-offer = Offer of a place
people-paper-placement-contract = Contract for the use of a social service
people-paper-placement-evaluation = Report of evaluation
people-paper-placement-refusal = Notice of a provider’s refusal
people-paper-assistance-report = Report of work done
people-paper-number-assistance-report = ОТ-{ $year }-{ $number }
people-paper-pay-slip = Pay slip
people-paper-number-pay-slip = ФВ-{ $year }-{ $number }
people-paper-fee-account = Account of a fee
people-paper-number-fee-account = СМ-{ $year }-{ $number }
people-paper-assistant-form = Application to be an assistant
people-paper-number-assistant-form = КА-{ $year }-{ $number }
people-paper-assistant-refusal = Notice of non-entry
people-paper-number-assistant-refusal = НВ-{ $year }-{ $number }
people-paper-assistance-form = Application for personal assistance
people-paper-number-assistance-form = ЗЛ-{ $year }-{ $number }
people-paper-assistance-agreement = Agreement of three parties
people-paper-number-assistance-agreement = СЛ-{ $year }-{ $number }
people-paper-assistance-schedule = Plan-schedule
people-paper-number-assistance-schedule = ПГ-{ $year }-{ $number }
people-paper-assistance-contract = Labour contract
people-paper-number-assistance-contract = ТЛ-{ $year }-{ $number }
people-paper-assistance-notice = Notice to АСП or НОИ
people-paper-number-assistance-notice = УВ-{ $year }-{ $number }
people-paper-control-protocol = Protocol of a visit on the spot
people-paper-number-control-protocol = ПМ-{ $year }-{ $number }
people-paper-assistance-annex = Annex
people-paper-number-assistance-annex = ДС-{ $year }-{ $number }
people-paper-assistance-annex-pay = Annex of a labour contract
people-paper-number-assistance-annex-pay = ДСТ-{ $year }-{ $number }
people-paper-assistance-irregular = Notice of irregularities
people-paper-number-assistance-irregular = НР-{ $year }-{ $number }
people-paper-assistance-suspended = Notice of suspension
people-paper-number-assistance-suspended = СС-{ $year }-{ $number }
people-paper-assistance-not-considered = Notice of no consideration
people-paper-number-assistance-not-considered = НЗ-{ $year }-{ $number }
people-paper-assistance-no-candidate = Notice that nobody is there
people-paper-number-assistance-no-candidate = НК-{ $year }-{ $number }
people-paper-assistance-ended = Notice of the end
people-paper-number-assistance-ended = ПР-{ $year }-{ $number }
people-paper-number-placement-letter = НД-{ $year }-{ $number }
people-paper-number-placement-offer = ПМ-{ $year }-{ $number }
people-paper-number-placement-contract = ДПУ-{ $year }-{ $number }
people-paper-number-placement-evaluation = ДО-{ $year }-{ $number }
people-paper-number-placement-refusal = ИО-{ $year }-{ $number }
people-paper-support-assessment = Individual assessment of needs
people-paper-support-plan = Individual support plan
people-paper-support-joint = Joint support plan
people-paper-support-evaluation = Report of evaluation
people-paper-number-support-assessment = ИОП-{ $year }-{ $number }
people-paper-number-support-plan = ИПП-{ $year }-{ $number }
people-paper-number-support-joint = СП-{ $year }-{ $number }
people-paper-number-support-evaluation = ДОЦ-{ $year }-{ $number }

event-warning-added = Warning put up: { $kind ->
    [violence] domestic violence
    [address] protected address
    [danger] danger to staff
    [dog] dangerous dog
    [no_bell] do not ring
    [no_phone] do not telephone
    [infection] risk of infection
   *[other] other
  }
event-warning-ended = Warning ended, last day { $day }
event-note-added = { $note ->
    [private] Private note written
   *[shared] Note written
  }
event-note-corrected = { $note ->
    [private] Private note corrected
   *[shared] Note corrected
  }
event-sheet-printed = Sheet for the person issued

share-address-added = We recorded a new address of yours
share-representative-added = We recorded who speaks for you
share-representative-ended = Your representation ends on { $day }
share-sheet-printed = We gave you a sheet with what is recorded about you

people-scan-large = The file is too large: 8 MB at most.
people-scan-kind = PDF, JPEG and PNG are accepted.
people-scan-differs = The file is not what its name says. Open it and save it again as PDF, JPEG or PNG.
people-band = How likely
people-band-all = all
people-band-sure = surely the same
people-band-likely = probably the same
people-band-unlikely = hardly likely
people-alike-same_identifier = the same number (ЕГН, ЛНЧ or document)
people-alike-same_birth_day = the same birth day
people-alike-same_full_name = the same three names
people-alike-earlier_name = fits an earlier or maiden name
people-alike-name_order = the same names in another order
people-alike-same_given_family = the same given and family name
people-alike-name_one_letter = the name differs by one letter
people-alike-family_part = one of the two family names fits
people-alike-short_name = a short form of the same name
people-alike-same_phone = the same telephone
people-alike-same_email = the same e-mail
people-alike-name_alike = names much alike
people-alike-family_changed = the same given and father's name, another family name
people-alike-birth_day_slip = the birth day differs by one digit or by day and month exchanged
people-alike-same_address = the same address
people-alike-given_only = only the given name fits
people-alike-dead = one is recorded as dead
people-alike-other_father = another father's name
people-alike-other_sex = another sex
people-alike-other_given = another given name
people-alike-other_name = other names
people-alike-other_birth_day = another birth day
people-alike-other_identifier = different ЕГН or ЛНЧ
people-likely-title = Already in the register and much like this
people-likely-help = If it is one of them, open that one. If not, go on with the new person.
people-same-meanwhile = While you were typing, a colleague entered a person much like this. Choose whether it is the same one.

people-script-question = The name has letters of two alphabets. How is it to be kept?
people-script-hint = A Latin letter that looks like a Cyrillic one keeps the name from being found.
people-script-mixed = Choose how the name is to be kept.
people-script-repair = Repaired: { $name }
people-script-keep = As written: { $name }

people-duplicates-title = Possible duplicates
people-duplicates-help = Pairs of people who may be one person. They are looked for every night. Merge only when you are sure: a wrong merge is worse than a duplicate.
people-duplicates-none = There are no such pairs.
people-duplicates-here = This person may be recorded a second time
people-duplicate-of = Compare with { $name }
people-pair-state = State
people-pair-open = to be looked at
people-pair-dismissed = two different people
people-pair-merged = merged
people-pair-one = One
people-pair-other = Other
people-pair-do = Action
people-pair-compare = Compare
people-pair-sheet = Open
people-pair-decided = { $who }, { $when }. { $why }
people-merge-choose = Merge with another record of the same person
people-merge-title = Are they one person?
people-merge-help = Compare the two records. Choose what stays in each row. All that belongs to the second goes to the first.
people-merge-field = Data
people-merge-row = Record
people-merge-kept = Stays
people-merge-gone = Goes into it
people-merge-both = Both
people-merge-empty = (empty)
people-merge-swap = Exchange: let the other record stay
people-merge-moves = To the record that stays will go
people-merge-can-undo = A merge can be undone: then each row goes back to whom it belonged.
people-merge-against = Something speaks against one person. One record is wrong, or these are two people.
people-merge-confirm = Checked with a document: it is one person
people-merge-confirm-needed = Confirm that you checked a document, or record that these are two people.
people-merge-why = Reason
people-merge-why-hint = How you know that it is one person: a document, a talk, a signature.
people-merge-save = Merge
people-merge-changed = Somebody changed one of the records while you were looking. Look again and choose.
people-merged = The two records are merged.
people-merged-opened = This record was merged with another. The person with everything is open.
people-merge-is = Merged with another record on { $when } – look and undo
people-merge-was = Merged on { $when } and undone
people-merge-done = Merged
people-merge-done-by = { $who }, { $when }
people-merge-undone = Undone
people-merge-undone-by = { $who }, { $when }
people-two-title = These are two people
people-two-why = Why they are two people
people-two-hint = It is kept who decided so and when; the pair is not proposed again.
people-two-save = They are two different people
people-dismissed = It is recorded that they are two different people.
people-undo-title = Undoing a merge
people-undo-help = Every row that the merge moved goes back to whom it belonged. Fields that nobody changed since become what they were.
people-undo-added = Added since the merge
people-undo-added-help = Choose whose each of these rows is. Cases go with their wish.
people-undo-why = Why it is undone
people-undo-save = Undo the merge
people-undo-again = The merge was undone already.
people-undo-merged-on = The person with everything was merged with another since. Undo that merge first.
people-unmerged = The merge is undone. The person who came back is open.
people-for-merge = Choose the other record of the same person.
people-for-relation = Choose the relative or representative.
people-for-household = Choose who lives in the same household.
people-for-online = Choose the person for whom what came online is registered.

people-belonging-name = Earlier name
people-belonging-identifier = Identifier
people-belonging-address = Address
people-belonging-representative = Relative or representative
people-belonging-relation = Relation of another person to this one
people-belonging-household = Membership of a household
people-belonging-event = Row of the timeline

people-relation-choose = Choose a person of the register
people-relation-correct = Correct
people-relation-why = Why it is corrected
people-relation-self = Nobody is their own relative.
people-relation-corrected = Corrected.
people-helper-until-needed = Say until when the helper is named.
people-ground-spouse = spouse
people-ground-child = child
people-ground-sibling = brother or sister
people-ground-relative = another relative
people-ground-carer = carer
people-ground-helper = helper named by the person (within limits, until a day)
people-inverse-parent = Parent of
people-inverse-parent_consent = Parent (consenting) of
people-inverse-adoptive_parent = Adoptive parent of
people-inverse-guardian = Guardian of
people-inverse-curator = Curator of
people-inverse-entrusted_carer = Entrusted with the care of
people-inverse-attorney = Attorney of
people-inverse-lawyer = Lawyer of
people-inverse-companion = Companion of
people-inverse-spouse = Spouse of
people-inverse-child = Child of
people-inverse-sibling = Brother or sister of
people-inverse-relative = Relative of
people-inverse-carer = Carer of
people-inverse-helper = Helper of
people-household = Household
people-household-open = The household
people-household-none = None recorded.
people-household-add = Add somebody to the household
people-household-join = Somebody new in the household
people-household-joins = { $name } lives in the same household.
people-household-from = From
people-household-joined = It is recorded who lives in the household.
people-household-elsewhere = Both are in a household already. First record who left theirs.
people-household-leave = Leaves
people-household-leaves = { $name } no longer lives in this household.
people-household-to = Last day
people-household-left = It is recorded who left the household.
people-card-signs = Who signs, and whose relative it is
people-signs = Who signs
people-signs-alone = The person signs alone.
people-signs-with-consent = The person signs with the consent of a parent or curator.
people-signs-representative = A parent or guardian signs instead of the person.
people-signs-unknown = The birth day is not known: find it out before anybody signs.
people-signs-nobody = none recorded
people-signs-why = Why

event-person-merged = Merged with another record of the same person
event-person-merge-undone = The merge was undone
event-person-two-people = Recorded: with another record much alike these are two people
event-representative-corrected = Data of a relative or representative corrected
event-household-joined = Lives in a household from { $day }
event-household-left = Left the household, last day { $day }
people-belonging-warning = Warning
people-belonging-note = Note
people-belonging-paper = Sheet about the person

people-import-link = Import people from a spreadsheet
people-export-title = Export people to a spreadsheet
people-export-lead = The file holds everybody in the register with their names, birth date, contact details and addresses. People with a protected address are not in it. Keep the file safe: outside Opora nobody records who reads it.
people-export-format = Kind of file
people-export-xlsx = Excel (XLSX)
people-export-csv = text (CSV)
people-export-numbers = With whole ЕГН and ЛНЧ
people-export-numbers-hint = Without the tick the columns for numbers stay empty.
people-export-reason = Why the numbers are needed
people-export-legend = Numbers
people-export-reason-hint = Only if the file has the numbers. It stays in the access log.
people-export-button = Download the file
