# Words of the pages in portal. Those for anybody are easy to read: sentences of up to 18 words.
nav-portal = Portal
right-portal-write = Portal: write texts and news

portal-title = Help and services
portal-lead = Here you find help in the municipality: for a child, an older person, a home, in trouble.
portal-call = Call:
portal-danger = If somebody is in danger, call at once
portal-desk = Talk to a worker now
portal-services = Services
portal-services-text = Who helps, if there is a free place and how long people wait.
portal-guide = What to do if
portal-guide-text = Say what has happened. Here you read what comes next.
portal-check = What am I entitled to
portal-check-text = A few questions, without a name. Then you know where to go.
portal-wish = Say what you need
portal-wish-text = Ask for a service from here. You may stop and go on later.
portal-forms = File or go on
portal-forms-text = An application, a signal or a complaint. With the code you go on with what you began.
portal-status = How far it has come
portal-status-text = Look with the number and the code that you got.
portal-my = My page
portal-my-text = Sign in and see what you asked for and what we keep about you.
portal-booking = Book an appointment
portal-booking-text = Choose a day and time, so that you need not wait.
portal-question = Ask a question
portal-question-text = Write to us. We say when we will answer.
portal-complaint = Complaint, signal or proposal
portal-complaint-text = Tell us if something is wrong. You need not give a name.
portal-by-need = What do you need help with
portal-desks = Where we see people
portal-hours = Opening hours
portal-off = Days off soon
portal-day-mon = Monday
portal-day-tue = Tuesday
portal-day-wed = Wednesday
portal-day-thu = Thursday
portal-day-fri = Friday
portal-day-sat = Saturday
portal-day-sun = Sunday
portal-open-until = Open now, until { $until }.
portal-closed-now = Closed now.
portal-closed-holiday = Closed today: { $why }.
portal-next = Opens { $when } at { $time }.
portal-next-today = today
portal-next-tomorrow = tomorrow

portal-services-lead = Choose what help you need or write a word. Say where you start, and the nearest come first.
portal-need = What help do you look for
portal-words = Word
portal-from = Where do you start
portal-from-none = It does not matter
portal-only-free = There may be a place
portal-found = { $count ->
    [one] { $count } service
   *[other] { $count } services
  }
portal-found-none = There is no such service here. Leave out some of the words or ask us.
portal-places-unknown = Places are not counted. Please call.
portal-places-none = No free places (of { $total })
portal-places-free = { $count ->
    [one] { $count } free place of { $total }
   *[other] { $count } free places of { $total }
  }
portal-waiting = { $count ->
    [one] { $count } person waits.
   *[other] { $count } people wait.
  }
portal-waited = A place usually comes in { $long }.
portal-long-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
  }
portal-long-weeks = { $count ->
    [one] about { $count } week
   *[other] about { $count } weeks
  }
portal-long-months = { $count ->
    [one] about { $count } month
   *[other] about { $count } months
  }
portal-counted = Places were counted on { $at } ({ $ago }).
portal-ago-now = less than an hour ago
portal-ago-hours = { $count ->
    [one] { $count } hour ago
   *[other] { $count } hours ago
  }
portal-ago-days = { $count ->
    [one] { $count } day ago
   *[other] { $count } days ago
  }
portal-stale = The figures are old. Call before you set out.
portal-far-metres = about { $number } m
portal-far-kilometres = about { $number } km
portal-place-hidden = The address is not shown. Please call.
portal-state-paused = It takes nobody in for now.
portal-state-seasonal = It is not its season now.
portal-state-closed = It no longer works.
portal-state-until = Until { $day }.

portal-whom = For whom
portal-kind = Kind
portal-admission = Whom they take
portal-provider = Who gives it
portal-phone = Telephone
portal-email = E-mail
portal-where = Where and when
portal-map = See it on the map
portal-hours-unknown = Ask by phone when they work.
portal-steps = What to do
portal-documents = What to bring
portal-term = How long it takes
portal-fee = What it costs
portal-fee-own = For this service:
portal-appeal = If they say no
portal-articles = By law:
portal-print = You can print this page. On paper only the text is left.

portal-guide-lead = Choose what is nearest to you. We write in short sentences.
portal-leave = Leave this page at once
portal-services-for = See the services for this
portal-talk = Talk to us
portal-words-here = Words of this text
portal-glossary = Glossary
portal-glossary-lead = Here you read what the words mean that offices use.

portal-news = News
portal-news-news = News
portal-news-plan = Plan in discussion
portal-news-none = There is no news.
portal-plans = Plans in discussion
portal-plans-none = There is no plan now on which we wait for opinions.
portal-plan-until = From { $day }. We wait for opinions until { $until }.
portal-campaigns = Meetings and campaigns
portal-decided = What was decided
portal-council = Council on social services
portal-decisions = Decisions and how far they have come
portal-more = More on this
portal-opinion = Say your opinion
portal-proposal = Send a proposal

portal-data = Open data
portal-data-lead = Anybody may take these data and use them. They hold nothing about single people.
portal-data-services = Services and free places
portal-data-services-text = All services with places, people waiting and the time of counting.
portal-data-decisions = Decisions
portal-data-decisions-text = The decisions that anybody may read, and how far they have come.
portal-data-guide = The guide of rights
portal-data-guide-text = The texts in Bulgarian and in English.
portal-column-name = Service
portal-column-provider = Provider
portal-column-kind = Kind by law
portal-column-users = For whom
portal-column-address = Address
portal-column-phone = Telephone
portal-column-total = Places
portal-column-free = Free places
portal-column-waiting = Waiting
portal-column-wait = Usual wait in days
portal-column-at = Counted on

portal-access = Accessibility
portal-access-lead = We want everybody to be able to use these pages. Here is what we have checked.
portal-access-status = How far we have come
portal-access-unknown = No check was kept yet. So we do not say if everything is accessible.
portal-access-old = The last check is older than a year. A new one is to come.
portal-access-clean = The pages passed the check with no barrier found. A machine checks and does not see everything.
portal-access-partly = The pages are accessible in part. The check found barriers and we mend them.
portal-access-day = Day of the check
portal-access-journeys = Journeys checked
portal-access-pages = Pages checked
portal-access-barriers = Barriers found
portal-access-failed = Journeys that did not come through
portal-access-not = What may not be accessible
portal-access-not-scans = Scanned papers that others have sent in.
portal-access-not-map = The map on another site. The address always stands beside it.
portal-access-not-bulgarian = Names of services and news that are in Bulgarian only.
portal-access-other = If you cannot read something
portal-access-other-text = We will read it to you, print it large or explain it.
portal-access-tell = Tell us of a barrier
portal-access-tell-text = When you send the note, you see by which day we will answer.
portal-access-complain = If we do not answer
portal-access-complain-text = You can complain to the Minister of Electronic Governance.
portal-feedback = Tell us of a barrier
portal-feedback-lead = Write what you could not do. You need not give your name.
portal-feedback-text = What did not work
portal-feedback-hint = Which page it was and what you used: phone, screen reader, keyboard.
portal-feedback-contact = Where to answer you
portal-feedback-contact-hint = Telephone or e-mail. You may leave it empty and look with the code.
portal-feedback-send = Send
portal-thanks = We have got your note
portal-thanks-number = Number
portal-thanks-code = Your code:
portal-thanks-keep = Write down the number and the code. With them you see the answer. We show the code only now.
portal-thanks-until = We will answer by { $day }.

# From here on the pages of staff.
portal-edit-title = Texts of the portal
portal-edit-guide = Guide of rights
portal-edit-news = News and plans
portal-edit-lead = Anybody reads these texts. A new version is shown as soon as you publish it; older versions stay.
portal-edit-column-title = Text
portal-edit-column-version = Version (Bulgarian / English)
portal-edit-column-hard = Hard places
portal-edit-column-kind = Kind
portal-edit-column-day = Day
portal-edit-column-state = State
portal-edit-shipped = text of the program of { $day }
portal-edit-edition = your version { $number }
portal-edit-field-title = Title
portal-edit-field-lead = First sentences
portal-edit-field-body = Text
portal-edit-field-title-en = Title in English (if any)
portal-edit-field-body-en = Text in English (if any)
portal-edit-field-href = Address with more on this (if any)
portal-edit-field-until = Last day for opinions (of a plan)
portal-edit-field-from = Shown from
portal-edit-until-hint = Until this day the page asks for opinions.
portal-edit-from-hint = A day ahead hides the text until then.
portal-edit-body-hint = A line that begins with "## " is a heading; with "- " an item of a list; any other line is a paragraph.
portal-edit-body-en-hint = Empty shows the Bulgarian text on the English page too.
portal-edit-hard = Hard to read
portal-edit-easy = The text is easy to read.
portal-edit-hard-yes = Publish in spite of the hard places
portal-edit-hard-confirm = Mend the hard places or tick that you publish in spite of them.
portal-edit-lint-sentence = Long sentence ({ $advice } words): "{ $said }"
portal-edit-lint-mean = { $said }The sentences are long: { $advice } words on average.
portal-edit-lint-word = Long word ({ $advice } letters): "{ $said }"
portal-edit-lint-abbreviation = { $advice }Abbreviation that is not in the glossary: "{ $said }"
portal-edit-lint-clerical = Word of offices "{ $said }"; say "{ $advice }"
portal-edit-lint-passive = { $advice }It hides who does it: "{ $said }"
portal-edit-preview = This is how it will look
portal-edit-preview-do = Preview
portal-edit-publish = Publish
portal-edit-back = Return to the text of the program
portal-edit-see = See the page
portal-edit-shipped-text = The text of the program
portal-edit-versions = Versions
portal-edit-versions-none = There is no version of yours yet.
portal-edit-saved = Published.
portal-edit-news-new = New piece of news or plan
portal-edit-news-edit = Correction
portal-edit-news-lead = Anybody sees the news. Do not write names of people for whom the office works.
portal-edit-news-none = There is no news yet.
portal-edit-public = Shown
portal-edit-later = Will be shown
portal-edit-withdrawn = Withdrawn
portal-edit-withdraw = Withdraw
portal-edit-withdraw-lead = Nobody will see the text any more. It cannot be brought back.
portal-edit-withdrawn-done = The text is withdrawn.
portal-edit-wrong-href = The address begins with https:// or http:// and has no spaces.
portal-edit-wrong-until = Enter until when opinions on the plan are taken.
portal-edit-wrong-withdrawn = The text is withdrawn and is changed no more.
portal-edit-wrong-length = A text is missing, the kind is not known or the text is too long.
event-portal-text-written = New version of a text of the portal: { $code } ({ $language })
event-portal-news-published = News published: "{ $title }"
event-portal-news-changed = News corrected: "{ $title }"
event-portal-news-withdrawn = News withdrawn: "{ $title }"
