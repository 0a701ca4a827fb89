# Атлас: карти и диаграми на населените места и услугите.

nav-atlas = Карти и диаграми
right-atlas-read = Вижда картите и диаграмите
right-atlas-write = Внася времена по пътя и граници и определя кое е близо

atlas-title = Карта на достъпа до услугите
atlas-map = Карта
atlas-people = Население
atlas-trends = Промяна през годините
atlas-flows = Откъде са потребителите
atlas-imports = Пътища и граници
atlas-settings = Настройки
atlas-saved = Записано.
atlas-empty = Няма редове.
atlas-table = Таблица
atlas-to-table = Към таблицата със същите данни
atlas-unknown = няма данни

atlas-group = За кого
atlas-kind = Вид услуга
atlas-by = Близо е според
atlas-limit = Най-много (мин. или км)
atlas-state = Достъп
atlas-territory = Територия
atlas-year = Година
atlas-month = Месец

atlas-group-all = всички жители
atlas-group-children = деца до 18 години
atlas-group-children-0-7 = деца до 7 години
atlas-group-children-disabled = деца с трайни увреждания
atlas-group-adults = пълнолетни
atlas-group-adults-disabled = пълнолетни с трайни увреждания
atlas-group-persons-disabled = хора с трайни увреждания
atlas-group-old = хора в надтрудоспособна възраст
atlas-group-old-unable = възрастни в невъзможност за самообслужване
atlas-kind-all = Всички социални услуги
atlas-kind-roads = Времена по пътя
atlas-kind-borders = Граници
atlas-by-minutes = времето с кола
atlas-by-km = разстоянието по пътя
atlas-by-road = по пътя
atlas-by-line = по права линия
atlas-state-covered = С услуга наблизо
atlas-state-far = Без услуга наблизо
atlas-territory-municipality = Общината
atlas-territory-district = Областта
atlas-territory-country = Страната

atlas-minutes = { $far } мин.
atlas-km = { $far } км
atlas-no-way = няма известен път до услуга
atlas-services-here = { $count ->
    [one] { $count } услуга
   *[other] { $count } услуги
}
atlas-said = { $name }: { $people } души, до най-близката услуга { $way }, услуги в селището: { $here }
atlas-map-title = { $kind }: достъп за { $group } (близо е до { $near })
atlas-map-lead = Времето до най-близката услуга е от внесените времена по пътя (измерени: { $measured }). Където няма измерено, се взема правата линия, умножена по { $factor }, при { $speed } км/ч. Услугите, които идват в дома, не се мерят така.
atlas-map-hint = Плътен кръг: има услуга наблизо. Бял кръг с прекъснат контур: няма. Квадрат: услугата е тук. По-голям кръг: повече жители. Много близки селища са леко раздалечени.
atlas-map-keys = С клавиша Tab се минава по селищата, с Enter се отваря селището.
atlas-map-empty = Няма населени места с известно място. Местата се въвеждат в „Услуги“, „Къде са населените места“.
atlas-settlements = Населени места
atlas-note-spread = По населени места няма показател за тази група. Показателят на общината е разпределен според населението им; числата са приблизителни.
atlas-note-unknown = { $count ->
    [one] За { $count } населено място няма данни колко души живеят там; то не е в сборовете.
   *[other] За { $count } населени места няма данни колко души живеят там; те не са в сборовете.
}
atlas-share = { $many } ({ $percent } %)
atlas-sum-people = Хора от групата
atlas-sum-covered = С услуга наблизо
atlas-sum-far = Без услуга наблизо
atlas-sum-settlements = Населени места без услуга наблизо
atlas-sum-mean = Средно за човек до най-близката услуга

atlas-place-lead = Кой живее тук и колко далеч е най-близката услуга от всеки вид. Близо е всичко до { $near } оттук.
atlas-place-services = Най-близката услуга от всеки вид
atlas-place-none = Няма услуга, до която пътят да е известен.
atlas-back-to-map = Към картата

atlas-people-lead = Данните са от показателите на общината. За всяка година се взема най-пълното преброяване на възрастите.
atlas-people-empty = Няма показатели по възраст и пол за тази територия.
atlas-to-figures = Към показателите
atlas-pyramid-title = { $whose }: население по възраст и пол, { $year } г.
atlas-pyramid-hint = Най-младите са отдолу. Отляво са жените, отдясно – мъжете.
atlas-trends-title = { $whose }: население по възраст през годините
atlas-trends-hint = Всяка линия е възрастова група. Имената стоят под диаграмата, всяко до своя вид линия.
atlas-age-all = Общо
atlas-age-young = 0–14 години
atlas-age-working = 15–64 години
atlas-age-old = 65 и повече години

atlas-flows-lead = Къде живеят потребителите на услугите и къде са услугите, които ползват. Броят се хората с поне един ден през месеца.
atlas-flows-title = Откъде са потребителите на услугите, { $month }
atlas-flows-all = Общо ползвания: { $count }
atlas-flows-hint = Отляво е къде живеят хората, отдясно – къде е услугата. По-дебела лента: повече хора. Човек, който ползва две услуги, е преброен и при двете.
atlas-flows-empty = За този месец няма данни за потребители.
atlas-flow-unknown = неизвестно
atlas-flow-others = други
atlas-flow-municipality = община { $name }

atlas-imports-lead = Таблица с времената по пътя между населените места и граници във вид GeoJSON. Файлът се въвежда цял или никак: грешните редове се показват, за да се поправят. По-новият файл важи пред по-стария.
atlas-import-new = Внасяне на файл
atlas-import-what = Какво има във файла
atlas-import-enter = Внеси
atlas-import-earlier = Внесени файлове
atlas-import-none = Още няма внесени файлове.
atlas-example = Празна таблица с всички двойки населени места
atlas-file = Файл
atlas-file-hint = Времена: xlsx, ods или csv с колони „От“, „До“, „Минути“ и по желание „Километри“; едната посока стига. Граници: GeoJSON с код по ЕКАТТЕ (ekatte) или с име (name), до 8 MB.
atlas-source = Източник
atlas-source-hint = Откъде са данните и от кога: „Измерено с кола, март 2027 г.“
atlas-file-none = Изберете файл
atlas-file-broken = Файлът не се чете като таблица
atlas-file-long = Във файла има твърде много редове или очертания; разделете го
atlas-file-large = Файлът е твърде голям
atlas-file-heads = Липсват колони „От“, „До“ и „Минути“
atlas-file-empty = Във файла няма редове
atlas-file-json = Файлът не е валиден JSON
atlas-file-geojson = Файлът не е GeoJSON с очертания (FeatureCollection)
atlas-file-wrong = Във файла има грешни редове; нищо не е въведено
atlas-rows-wrong = { $count ->
    [one] { $count } грешен ред
   *[other] { $count } грешни реда (показани са { $shown })
}
atlas-row-settlement = Няма такова населено място в ЕКАТТЕ, или са няколко: допишете общината след запетая
atlas-row-same = Началото и краят са едно и също населено място
atlas-row-minutes = Минутите не са число между 0,1 и 1440
atlas-row-km = Километрите не са число между 0,1 и 2000
atlas-row-fast = Излиза по-бързо от 140 км/ч: проверете минутите и километрите
atlas-row-twice = Вече има такъв ред по-горе във файла
atlas-row-geometry = Очертанието не е Polygon или MultiPolygon с поне четири точки
atlas-row-degrees = Координатите не са градуси (дължина, ширина)
atlas-file-svg = Свали като SVG
atlas-file-png = Свали като PNG
atlas-file-csv = Свали таблицата (CSV)
atlas-file-counts = Важи
atlas-file-revoked = Върнат
atlas-file-rows = Какво има във файла
atlas-revoke = Връщане на файла
atlas-revoke-lead = Данните от файла спират да важат. Важат отново тези от по-стария файл, ако има такъв.
atlas-why = Причина
atlas-refused-revoked = Файлът вече е върнат
atlas-refused-why = Напишете източник или причина
atlas-refused-long = Текстът е по-дълъг от 300 знака

atlas-settings-lead = Важат там, където няма внесено време по пътя.
atlas-set-factor-percent = Колко е пътят спрямо правата линия, в проценти (135 е с 35 % по-дълъг)
atlas-set-speed = Скорост, километри в час
atlas-set-near-minutes = Близо е до толкова минути
atlas-wrong-number = Напишете цяло число
atlas-wrong-range = Напишете число от { $least } до { $most }

atlas-column-settlement = Населено място
atlas-column-people = Хора
atlas-column-nearest = Най-близка услуга
atlas-column-minutes = Минути
atlas-column-km = Километри
atlas-column-measured = Как е измерено
atlas-column-services = Услуги наблизо
atlas-column-state = Състояние
atlas-column-service = Услуга
atlas-column-kind = Вид
atlas-column-places = Места
atlas-column-file = Файл
atlas-column-rows = Редове
atlas-column-source = Източник
atlas-column-who = Кога и кой
atlas-column-row = Ред
atlas-column-typed = Какво пише
atlas-column-why = Какво не е наред
atlas-column-from = От
atlas-column-to = До
atlas-column-in-minutes = Минути
atlas-column-in-km = Километри
atlas-column-name = Име във файла
atlas-column-users = Потребители
atlas-column-age = Възраст
atlas-column-women = Жени
atlas-column-men = Мъже
atlas-column-together = Общо
atlas-column-year = Година

atlas-public-title = Карта на социалните услуги
atlas-public-lead = Къде са социалните услуги в общината. Изберете населено място от картата или от списъка.
atlas-public-hint = Плътен кръг: тук има услуги. Блед кръг: няма. С клавиша Tab се минава по населените места.
atlas-public-list = Услугите по населени места
atlas-public-none = Още няма описани услуги.
atlas-public-said = { $name }, услуги: { $count }
