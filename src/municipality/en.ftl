# The words of the pages of municipality.
nav-work = My work
nav-people = People
nav-contacts = Contacts
nav-referrals = Referral
nav-services = Services
nav-office = Office

first-page-lead = The workplace of the social-services department: people, wishes, meetings, preliminary assessments.
first-page-sign-in = Sign in (staff)

sign-in-title = Sign in (staff)
sign-in-username = User name
sign-in-password = Password
sign-in-code = Code from the app
sign-in-code-hint = The six digits that your second-factor app shows now.
sign-in-button = Sign in
sign-in-wrong = The name, password or code is wrong.
sign-in-wait = { $seconds ->
    [one] Too many attempts. Wait { $seconds } second.
   *[other] Too many attempts. Wait { $seconds } seconds.
  }
sign-out-done = You have signed out.
sign-in-demo-title = Trial sign-ins
sign-in-demo-text = The data is made up. All have the same password; the code changes every 30 seconds.
sign-in-demo-person = Member of staff
sign-in-demo-username = User name
sign-in-demo-code = Code now

invitation-title = Welcome to Opora
invitation-lead = Choose a password and connect a second-factor app.
invitation-password = Password
invitation-password-hint = At least 12 characters. It can be a sentence.
invitation-again = The password once more
invitation-password-short = The password must have at least 12 characters.
invitation-password-name = The password must not contain the user name.
invitation-password-differs = The two passwords differ.
invitation-factor = Second factor
invitation-factor-text = Scan the code with a second-factor app, or type the key into it.
invitation-factor-qr = QR code for the app
invitation-code-wrong = The code is wrong. Check the clock of your phone and try the next code.
invitation-button = Save and go on
invitation-done = Password and second factor are saved. Sign in with them.
