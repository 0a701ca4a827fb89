# Needs by the formula of the ordinance.

nav-needs = Needs of services
right-needs-read = Sees the needs of services and their arithmetic

needs-title = Needs of social services
needs-table = Need and supply
needs-map = National Map
needs-services = Services by kind
needs-papers = Printed calculations
needs-lead = How many people need each service at most on { $day }, by the formula of чл. 36 НПСУ, and how many places there are. Each number opens its arithmetic or the services behind it.
needs-rounding = Rounding:
needs-rounding-exact = the exact number, shown to two places
needs-rounding-down = down
needs-rounding-nearest = to the nearest whole
needs-rounding-up = up
needs-on = For which day
needs-on-hint = Empty means today.
needs-other-day = For another day or by older data
needs-known = By data entered until
needs-known-hint = Leaves out later corrections: the answer is the one of that day. Empty means by all data.
needs-show = Show
needs-csv = Table (CSV)
needs-xlsx = Table (XLSX)
needs-print = Print the calculation
needs-done = Saved.
needs-empty = No entries yet.
needs-missing = Missing:
needs-missing-groups = No figure for: { $groups }. The sum is not completed by a guess.
needs-none = no data
needs-homeless = { $count ->
    [one] Nobody has said yet for which kind one service counts. Say it in "Services by kind".
   *[other] Nobody has said yet for which kind { $count } services count. Say it in "Services by kind".
}
needs-incomplete = { $count ->
    [one] Figures are missing for one service.
   *[other] Figures are missing for { $count } services.
}
needs-added = The criteria for replacement care add { $added } % to the weights of the others, as the annex prints them.
needs-replacement = { $group } – for replacement care

needs-is-missing = data missing
needs-is-wider = wider than the municipality
needs-is-short = short
needs-is-enough = enough

needs-level-municipality = municipal level
needs-level-district = district level
needs-level-country = country and districts

needs-column-service = Service
needs-column-point = Kind by the annex
needs-column-need = Need
needs-column-places = Places
needs-column-users = Users
needs-column-waiting = Waiting
needs-column-map = On the map
needs-column-gap = Gap
needs-column-state = State
needs-column-no = No
needs-column-level = Level
needs-column-missing = Missing figures
needs-column-article = By
needs-column-on = For the day
needs-column-known = By data entered until
needs-column-group = Criterion
needs-column-per-1000 = Per 1000 people
needs-column-weight = Weight
needs-column-people = People
needs-column-amount = Product
needs-column-name = Service in the municipality
needs-column-provider = Provider
needs-column-from = From
needs-column-basis = Decision
needs-column-note = Note
needs-column-who = Entered by
needs-column-number = Number

needs-sum = The sum
needs-sum-lead = Value per 1000 people × weight × people. The people open the figure with its source.
needs-rivals = Other sources:
needs-base = Without replacement care
needs-of-district = Need of the district by the same formula
needs-total = Sum, exact
needs-rounded = In whole people
needs-services-of = In services
needs-least = at least { $services }, for one service has at most { $max }
needs-together = below the least number of one service (at most { $max }, { $services } needed): possible only by an agreement with other municipalities
needs-gap-sum = { $need } − { $places } places = { $gap }
needs-behind = Services behind the numbers
needs-behind-none = No service of the directory counts for this kind.
needs-all = Together
needs-back = To all services

needs-assign = For which kind the service counts
needs-assign-lead = Choose the kind by the annex. If the service is not one of the map, choose "does not count".
needs-assign-none = does not count
needs-assign-open = not said yet
needs-services-lead = For which kind of the annex each service counts. Where the program cannot tell, choose: open the service.

needs-map-lead = The most users by the National Map of social services. A new entry is added, the old ones stay.
needs-map-new = Enter from the map
needs-map-new-lead = The number as it stands in the decision of the Council of Ministers for the municipality or the district.
needs-map-none = The map has no entry for this service.
needs-wrong-users = A whole number from zero up.
needs-wrong-basis = Name the decision, up to 300 characters.

needs-papers-lead = Each printed calculation stays as it was.
needs-paper-about = The most users by the annex to чл. 36 НПСУ on { $day }: the sum of value per 1000 people × relative weight × people.
needs-paper = Calculation of the needs of social services
needs-paper-number = ИП-{ $year }-{ $number }
needs-signs = Prepared by
