### Предоставяне: какво е получил всеки човек във всеки ден спрямо планираното

nav-delivery = Предоставяне
right-delivery-read = Вижда планираното и предоставеното по услуги
right-delivery-write = Планира седмици и вписва дни
right-delivery-close = Приключва месеци и раздава таблети

delivery-title = Предоставяне на услуги
delivery-lead = Планирано и предоставено за месеца, в часове. Изберете услуга, за да видите хората и дните им.
delivery-list-empty = През този месец никой не ползва услуга по договор.
delivery-month-of = { $month } { $year } г.
delivery-month-01 = януари
delivery-month-02 = февруари
delivery-month-03 = март
delivery-month-04 = април
delivery-month-05 = май
delivery-month-06 = юни
delivery-month-07 = юли
delivery-month-08 = август
delivery-month-09 = септември
delivery-month-10 = октомври
delivery-month-11 = ноември
delivery-month-12 = декември
delivery-weekday-1 = понеделник
delivery-weekday-2 = вторник
delivery-weekday-3 = сряда
delivery-weekday-4 = четвъртък
delivery-weekday-5 = петък
delivery-weekday-6 = събота
delivery-weekday-7 = неделя
delivery-short-1 = пн
delivery-short-2 = вт
delivery-short-3 = ср
delivery-short-4 = чт
delivery-short-5 = пт
delivery-short-6 = сб
delivery-short-7 = нд

delivery-column-service = Услуга
delivery-column-people = Хора
delivery-column-planned = План, ч
delivery-column-given = Предоставено, ч
delivery-column-present = Дни присъствие
delivery-column-absent = Дни отсъствие
delivery-column-exceptions = За преглед
delivery-column-state = Месецът
delivery-column-person = Лице
delivery-column-day = Ден
delivery-column-said = Вписано
delivery-column-why = За преглед
delivery-column-by = Кой и кога
delivery-closed = Приключен
delivery-open = Не е приключен
delivery-today = Лист за днес

delivery-number-planned = планирани часа
delivery-number-given = предоставени часа
delivery-number-absent = дни отсъствие
delivery-exception-missing = планирано без запис
delivery-exception-unplanned = предоставено без план
delivery-exception-over = над планираното
delivery-exception-outside = извън договора
delivery-exception-hospital = предоставено в дни на болнично лечение
delivery-people-empty = През този месец никой не ползва услугата по договор.
delivery-sheets = Листове по дни
delivery-people = Хора
delivery-legend = Числото в кутийката са часовете; „отс“ е отсъствие; празната рамка е планиран ден без запис. В оранжево е това, което трябва да се прегледа.
delivery-no-plan = Без седмичен план
delivery-person-sums = Предоставени { $given } от { $planned } планирани часа; дни отсъствие: { $absent }
delivery-mark-absent = отс
delivery-papers = Месечен списък
delivery-paper = Списък { $number }, приключен на { $at } (PDF)
delivery-paper-old = Списък { $number } от { $at }, заменен: месецът е отворен отново (PDF)
delivery-reopened-line = Отворен отново на { $at } от { $who }: { $why }
delivery-xlsx = Таблица за Excel
delivery-csv = Таблица CSV
delivery-actions = Други действия
delivery-sheet = Лист за деня
delivery-closed-by = Месецът е приключен на { $at } от { $who }. Записите не се променят.

delivery-shown = Показват се
delivery-rows = Списък
delivery-rows-exceptions = Всичко за преглед
delivery-rows-missing = Планирано без запис
delivery-rows-unplanned = Предоставено без план
delivery-rows-over = Над планираното
delivery-rows-outside = Извън договора
delivery-rows-hospital = Предоставено в дни на болнично лечение
delivery-rows-planned = Планирани дни
delivery-rows-given = Предоставени дни
delivery-rows-absent = Отсъствия
delivery-rows-empty = Няма такива дни през месеца.

delivery-you-are = Вписва { $name }.
delivery-leave = Изход
delivery-is-holiday = Официален празник: { $name }. Планирани са само хората, чийто план включва празниците.
delivery-sheet-closed = Месецът е приключен и записите не се променят.
delivery-sheet-empty = В този ден никой не ползва услугата по договор.
delivery-sheet-none-planned = За този ден никой не е планиран.
delivery-say-rest = { $count ->
    [one] Останалият { $count } е по плана
   *[other] Останалите { $count } са по плана
}
delivery-not-planned = Не са планирани за този ден
delivery-present = Присъства
delivery-absent = Отсъства
delivery-part = Друго
delivery-correct = Поправка
delivery-nothing-said = Няма запис
delivery-planned-hours = План: { $hours } ч
delivery-planned-none = За този ден няма план.
delivery-known-away = Известно отсъствие: { $reason }
delivery-was-present = { $hours } ч
delivery-was-absent = Отсъствие: { $reason }
delivery-reason-illness = болест
delivery-reason-holiday = отпуск
delivery-reason-hospital = болница
delivery-reason-other = друга причина
delivery-reason-residential = резидентна грижа

delivery-say = Какво вписвате
delivery-say-present = присъства, колкото е планирано
delivery-say-part = присъства друго време
delivery-hours = Колко време
delivery-hours-hint = Само при друго време. Часове и минути, например 2:30
delivery-hours-wrong = Напишете часове и минути, например 2:30, не повече от 24 часа
delivery-note = Бележка
delivery-note-hint = Само при отсъствие, ако е нужна
delivery-why = Защо поправяте
delivery-why-hint = Остава до стария запис
delivery-because = поправено, защото
delivery-correct-lead = За този ден вече има запис. Новият го заменя, а старият остава в историята.
delivery-history = История на деня
delivery-entry-done = Денят е вписан.

delivery-to-placement = Ползването и договорът
delivery-to-person = Досието на лицето
delivery-person-empty = През този месец няма дни по договор.
delivery-week = Седмичен план
delivery-no-plan-yet = Още няма седмичен план. Без него нищо не се брои за планирано.
delivery-week-words = от { $from }: { $days }; { $each } на ден
delivery-week-none = от { $from }: няма планирани дни
delivery-week-holidays = и в официални празници
delivery-unit-hour = { $count ->
    [one] { $count } час
   *[other] { $count } часа
}
delivery-unit-half-day = { $count ->
    [one] половин ден
   *[other] { $count } пъти по половин ден
}
delivery-unit-day = { $count ->
    [one] цял ден
   *[other] { $count } дни
}
delivery-unit-day-night = { $count ->
    [one] денонощие
   *[other] { $count } денонощия
}
delivery-unit-name-hour = Час
delivery-unit-name-half-day = Половин ден (4 часа)
delivery-unit-name-day = Цял ден (8 часа)
delivery-unit-name-day-night = Денонощие
delivery-aways = Известни отсъствия
delivery-away-open = от { $from }, още отсъства: { $reason }
delivery-away-until = от { $from } до { $until }: { $reason }
delivery-plan = Седмичен план
delivery-plan-lead = В кои дни и колко време лицето получава услугата. Дните на официалните празници се изключват сами, освен ако отбележите друго.
delivery-covered = По договор:
delivery-plan-from = От кой ден
delivery-plan-from-hint = Предишният план остава в сила до деня преди този.
delivery-plan-outside = Договорът приключва преди този ден
delivery-plan-closed = Месецът на този ден е приключен. Изберете по-късен ден или отворете месеца отново
delivery-weekdays = Дни от седмицата
delivery-weekdays-hint = Нито един означава, че от този ден нищо не се планира.
delivery-unit = Единица
delivery-units = Колко единици на ден
delivery-units-wrong = Напишете цяло число; денят не може да надхвърли 24 часа
delivery-holidays-yes = И в официалните празници
delivery-plan-done = Седмичният план е записан.
delivery-away = Известно отсъствие
delivery-away-lead = Отбележете дните, в които лицето няма да е в услугата, например престой в болница. Листът за деня ще го показва.
delivery-away-first = Първи ден
delivery-away-last = Последен ден
delivery-away-hint = Оставете празно, ако още не се знае.
delivery-away-reason = Причина
delivery-away-wrong = Последният ден е преди първия
delivery-away-twice = За тези дни вече има записано отсъствие
delivery-back = Лицето се върна
delivery-back-lead = Лицето отсъства от { $day }. Напишете последния ден на отсъствието.
delivery-away-done = Отсъствието е записано.
delivery-stay-struck = заличено като грешно
delivery-stay-twice = За някой от тези дни вече има записан престой
delivery-stay-why = Напишете защо записът е грешен

delivery-close = Приключване на месеца
delivery-close-clean = Няма нищо за преглед. След приключването записите не се променят и се издава номериран списък.
delivery-close-lead = За преглед остават: { $list }. Можете да приключите и така – случаите влизат в списъка. След приключването записите не се променят.
delivery-close-button = Приключване
delivery-close-done = Месецът е приключен. Списъкът е с номер и се отпечатва.
delivery-reopen = Отваряне на месеца отново
delivery-reopen-lead = Старият списък остава, но вече не важи. След поправката приключете месеца отново: той получава нов номер.
delivery-reopen-reason = Защо се отваря
delivery-reopen-button = Отваряне
delivery-reopen-done = Месецът е отворен отново.
delivery-task-close = Приключване на месеца на услуга
delivery-refused-future = Този ден още не е дошъл.
delivery-refused-outside = Договорът не покрива този ден.
delivery-refused-closed = Месецът е приключен.
delivery-refused-open = Месецът не е приключен.
delivery-refused-month = Месецът още не е свършил.

delivery-tablet = Таблети и служители
delivery-tablet-lead = На общ таблет служителите на услугата вписват дните без профил: отварят адреса, избират името си и въвеждат личния си ПИН.
delivery-tablets = Таблети
delivery-tablets-empty = Още няма адрес за таблет.
delivery-tablet-open = Работи
delivery-tablet-revoked = Спрян
delivery-tablet-expired = Изтекъл
delivery-tablet-never = още не е отварян
delivery-tablet-until = Важи до { $day }.
delivery-tablet-opened = Последно влизане: { $at }.
delivery-tablet-revoke = Спиране на адреса
delivery-tablet-stopped = Адресът е спрян.
delivery-tablet-new = Нов адрес
delivery-tablet-name = Име на таблета
delivery-tablet-name-hint = Например „Таблет в залата“
delivery-tablet-valid = Важи до
delivery-tablet-until-wrong = Изберете ден от днес до една година напред
delivery-tablet-make = Нов адрес
delivery-tablet-made = Адресът е готов. Отворете го на таблета.
delivery-workers = Служители
delivery-workers-lead = След пет грешни опита ПИН се заключва, докато дадете нов.
delivery-worker-change = Нов ПИН или край: { $name }
delivery-worker-end = Вече не работи тук
delivery-worker-gone = Служителят вече не може да вписва.
delivery-worker-new = Нов служител
delivery-worker-name = Име на служителя
delivery-worker-twice = Вече има служител с това име
delivery-worker-add = Добавяне
delivery-worker-done = Служителят е добавен.
delivery-pin-new = ПИН
delivery-pin-hint = 4 до 6 цифри, не поред и не еднакви
delivery-pin-unfit = Напишете 4 до 6 цифри, които не са поред и не са еднакви
delivery-pin-save = Нов ПИН
delivery-pin-done = Новият ПИН важи веднага.
delivery-pin-locked = Заключен
delivery-pin-wrong = { $left ->
    [one] ПИН не е верен. Остава { $left } опит
   *[other] ПИН не е верен. Остават { $left } опита
}
delivery-pin-is-locked = ПИН е заключен. Поискайте нов от ръководителя или от общината
delivery-pin-wait = Твърде много грешни опити от този таблет. Опитайте след четвърт час
delivery-door-title = Вписване на деня
delivery-door-who = Кой сте
delivery-door-pin = Личен ПИН
delivery-door-pin-hint = От 4 до 6 цифри
delivery-door-enter = Вход
delivery-door-closed = Този адрес вече не работи. Поискайте нов от общината.
delivery-door-nobody = За тази услуга още няма служители с ПИН.

delivery-paper-title = Месечен списък на предоставената социална услуга
delivery-paper-number = МС-{ $year }-{ $number }
delivery-paper-opening = Доставчик: { $provider }. Времето е в часове.
delivery-paper-legend = Числата по дни са предоставени часове; отс – отсъствие; ? – планиран ден без запис. Сивите колони са неработни дни.
delivery-paper-provider = За доставчика
delivery-paper-employee = Приключил списъка
delivery-belonging = Известно отсъствие
delivery-holding = Предоставена социална услуга
delivery-holding-month = { $hours } часа; дни присъствие: { $present }; дни отсъствие: { $absent }

event-delivery-planned = Седмичен план в услуга от { $from }
event-delivery-away = Известно отсъствие от услуги от { $from }
event-delivery-stay = Записано отсъствие от дома от { $from }
event-delivery-stay-struck = Заличено записано отсъствие от { $from }
event-delivery-back = Край на отсъствието: { $until }
