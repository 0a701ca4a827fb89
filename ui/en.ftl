### Words of the frame and the components (ui/templates)

ui-opora = Opora
ui-service = Social services
ui-skip = Skip to main content
ui-menu = Menu
ui-sign-out = Sign out
ui-footer = Useful links
ui-footer-about = Runs on Opora, an open system for social services
ui-demo-tag = Demo
ui-demo-text = The people and cases here are made up. Do not enter real personal data.
ui-breadcrumbs = Breadcrumb
ui-back = Back
ui-sections = Sections
ui-change = Change
ui-optional = optional

ui-success = Success
ui-important = Important
ui-warning = Warning
ui-error = Error
ui-error-title = There is a problem

ui-day = Day
ui-month = Month
ui-year = Year

ui-count-limit = You can enter up to { $count } { $count ->
    [one] character
   *[other] characters
}
ui-count-under-one = You have { $count } character remaining
ui-count-under-other = You have { $count } characters remaining
ui-count-at-limit = You have 0 characters remaining
ui-count-over-one = You have { $count } character too many
ui-count-over-other = You have { $count } characters too many

ui-password-show = Show
ui-password-hide = Hide
ui-password-show-label = Show password
ui-password-hide-label = Hide password
ui-password-shown = Your password is visible
ui-password-hidden = Your password is hidden

ui-file-choose = Choose file
ui-file-drop = or drop file
ui-file-none = No file chosen
ui-file-entered = Entered drop zone
ui-file-left = Left drop zone
ui-file-many-one = { $count } file chosen
ui-file-many-other = { $count } files chosen

ui-pagination = Pagination
ui-previous = Previous
ui-next = Next
ui-page-word = page
ui-page-number = Page { $number }

ui-filter = Filters
ui-filter-apply = Apply
ui-filter-clear = Clear filters
ui-filter-remove = Remove filter
ui-search = Search

ui-draft-saved = Draft saved
ui-draft-failed = The draft could not be saved. It will be tried again.

# Shared words of buttons and answers
ui-save = Save
ui-save-continue = Save and continue
ui-save-draft = Save draft
ui-cancel = Cancel
ui-print = Print
ui-all = All
ui-yes = Yes
ui-no = No
