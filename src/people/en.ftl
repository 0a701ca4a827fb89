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
