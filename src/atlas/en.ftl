# Atlas: maps and charts of settlements and services.

nav-atlas = Maps and charts
right-atlas-read = Sees maps and charts
right-atlas-write = Brings in road times and borders and decides what is near

atlas-title = Map of access to services
atlas-map = Map
atlas-people = Population
atlas-trends = Change over the years
atlas-flows = Where users come from
atlas-imports = Roads and borders
atlas-settings = Settings
atlas-saved = Saved.
atlas-empty = There are no rows.
atlas-table = Table
atlas-to-table = To the table with the same data
atlas-unknown = not known

atlas-group = For whom
atlas-kind = Kind of service
atlas-by = Near by
atlas-limit = At most (minutes or kilometres)
atlas-state = Access
atlas-territory = Territory
atlas-year = Year
atlas-month = Month

atlas-group-all = all inhabitants
atlas-group-children = children up to 18
atlas-group-children-0-7 = children up to 7
atlas-group-children-disabled = children with permanent disabilities
atlas-group-adults = adults
atlas-group-adults-disabled = adults with permanent disabilities
atlas-group-persons-disabled = people with permanent disabilities
atlas-group-old = people above working age
atlas-group-old-unable = old people who cannot care for themselves
atlas-kind-all = All social services
atlas-kind-roads = Road times
atlas-kind-borders = Borders
atlas-by-minutes = time by car
atlas-by-km = distance by road
atlas-by-road = by road
atlas-by-line = by straight line
atlas-state-covered = A service is near
atlas-state-far = No service is near
atlas-territory-municipality = The municipality
atlas-territory-district = The district
atlas-territory-country = The country

atlas-minutes = { $far } min
atlas-km = { $far } km
atlas-no-way = no known way to a service
atlas-services-here = { $count ->
    [one] { $count } service
   *[other] { $count } services
}
atlas-said = { $name }: { $people } people, { $way } to the nearest service, services in the settlement: { $here }
atlas-map-title = { $kind }: access for { $group } (near is up to { $near })
atlas-map-lead = The way to the nearest service is by the road times that were brought in ({ $measured } measured). Where there is none, it is the straight line times { $factor }, at { $speed } km/h. Services that come to the home are not measured this way.
atlas-map-hint = A full circle: a service is near. A white circle with a dashed edge: none is. A square: the service is here. A larger circle: more people. Settlements very close to each other are moved apart a little.
atlas-map-keys = The Tab key walks the settlements, Enter opens one.
atlas-map-empty = No settlement has a known point. Points are entered in “Services”, “Where settlements are”.
atlas-settlements = Settlements
atlas-note-spread = There is no figure of this group by settlement. The municipality's figure is spread as its population lives; the numbers are approximate.
atlas-note-unknown = { $count ->
    [one] It is not known how many people live in { $count } settlement; it is not in the sums.
   *[other] It is not known how many people live in { $count } settlements; they are not in the sums.
}
atlas-share = { $many } ({ $percent } %)
atlas-sum-people = People of the group
atlas-sum-covered = A service is near
atlas-sum-far = No service is near
atlas-sum-settlements = Settlements without a service near
atlas-sum-mean = To the nearest service, per person on average

atlas-place-lead = Who lives here, and how far the nearest service of each kind is. Near is all up to { $near } from here.
atlas-place-services = The nearest service of each kind
atlas-place-none = There is no service to which the way is known.
atlas-back-to-map = To the map

atlas-people-lead = The data are the municipality's figures. Of each year the most complete count of ages is taken.
atlas-people-empty = There are no figures by age and sex for this territory.
atlas-to-figures = To the figures
atlas-pyramid-title = { $whose }: population by age and sex, { $year }
atlas-pyramid-hint = The youngest stand beneath. Women to the left, men to the right.
atlas-trends-title = { $whose }: population by age over the years
atlas-trends-hint = Each line is an age group. The names stand below the chart, each beside its kind of line.
atlas-age-all = Together
atlas-age-young = aged 0–14
atlas-age-working = aged 15–64
atlas-age-old = aged 65 and over

atlas-flows-lead = Where users of services live and where the services are that they use. People with at least one day in the month are counted.
atlas-flows-title = Where users of services come from, { $month }
atlas-flows-all = Uses together: { $count }
atlas-flows-hint = To the left is where people live, to the right where the service is. A wider ribbon: more people. Somebody who uses two services is counted with both.
atlas-flows-empty = There are no data on users for this month.
atlas-flow-unknown = unknown
atlas-flow-others = others
atlas-flow-municipality = municipality of { $name }

atlas-imports-lead = A table of road times between settlements, and borders as GeoJSON. A file is entered whole or not at all: wrong rows are shown to be mended. The newer file counts before the older one.
atlas-import-new = Bring in a file
atlas-import-what = What the file holds
atlas-import-enter = Bring in
atlas-import-earlier = Files brought in
atlas-import-none = No files were brought in yet.
atlas-example = An empty table with all pairs of settlements
atlas-file = File
atlas-file-hint = Times: xlsx, ods or csv with the columns “From”, “To”, “Minutes” and, if you like, “Km”; one direction is enough. Borders: GeoJSON with the EKATTE code (ekatte) or a name (name), up to 8 MB.
atlas-source = Source
atlas-source-hint = Where the data come from and since when: “Measured by car, March 2027”
atlas-file-none = Choose a file
atlas-file-broken = The file cannot be read as a table
atlas-file-long = The file has too many rows or shapes; split it
atlas-file-large = The file is too large
atlas-file-heads = The columns “From”, “To” and “Minutes” are missing
atlas-file-empty = The file has no rows
atlas-file-json = The file is not valid JSON
atlas-file-geojson = The file is not GeoJSON with shapes (FeatureCollection)
atlas-file-wrong = Rows of the file are wrong; nothing was entered
atlas-rows-wrong = { $count ->
    [one] { $count } wrong row
   *[other] { $count } wrong rows ({ $shown } are shown)
}
atlas-row-settlement = There is no such settlement in EKATTE, or there are several: add the municipality after a comma
atlas-row-same = Both ends are the same settlement
atlas-row-minutes = The minutes are not a number between 0.1 and 1440
atlas-row-km = The kilometres are not a number between 0.1 and 2000
atlas-row-fast = That is faster than 140 km/h: check minutes and kilometres
atlas-row-twice = There is such a row above in the file
atlas-row-geometry = The shape is not a Polygon or MultiPolygon with at least four points
atlas-row-degrees = The coordinates are not degrees (longitude, latitude)
atlas-file-svg = Download as SVG
atlas-file-png = Download as PNG
atlas-file-csv = Download the table (CSV)
atlas-file-counts = Counts
atlas-file-revoked = Taken back
atlas-file-rows = What the file holds
atlas-revoke = Take the file back
atlas-revoke-lead = What the file says no longer counts. What an older file says counts again, if there is one.
atlas-why = Reason
atlas-refused-revoked = The file was taken back before
atlas-refused-why = Write a source or a reason
atlas-refused-long = The text is longer than 300 characters

atlas-settings-lead = They hold where no road time was brought in.
atlas-set-factor-percent = The road compared with the straight line, in percent (135 is 35 % longer)
atlas-set-speed = Speed, kilometres an hour
atlas-set-near-minutes = Near is up to so many minutes
atlas-wrong-number = Write a whole number
atlas-wrong-range = Write a number from { $least } to { $most }

atlas-column-settlement = Settlement
atlas-column-people = People
atlas-column-nearest = Nearest service
atlas-column-minutes = Minutes
atlas-column-km = Kilometres
atlas-column-measured = How measured
atlas-column-services = Services near
atlas-column-state = State
atlas-column-service = Service
atlas-column-kind = Kind
atlas-column-places = Places
atlas-column-file = File
atlas-column-rows = Rows
atlas-column-source = Source
atlas-column-who = When and who
atlas-column-row = Row
atlas-column-typed = What stands there
atlas-column-why = What is wrong
atlas-column-from = From
atlas-column-to = To
atlas-column-in-minutes = Minutes
atlas-column-in-km = Km
atlas-column-name = Name in the file
atlas-column-users = Users
atlas-column-age = Age
atlas-column-women = Women
atlas-column-men = Men
atlas-column-together = Together
atlas-column-year = Year

atlas-public-title = Map of social services
atlas-public-lead = Where the social services of the municipality are. Choose a settlement on the map or in the list.
atlas-public-hint = A full circle: services are here. A pale circle: none. The Tab key walks the settlements.
atlas-public-list = Services by settlement
atlas-public-none = No services are described yet.
atlas-public-said = { $name }, services: { $count }
