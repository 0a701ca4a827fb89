# Думите на страниците на приемната.
event-appointment-booked = Записан час за { $at }
event-appointment-cancelled = Отказан час за { $at }
event-appointment-held = Дойде за записания час на { $at }
event-appointment-missed = Не се яви за записания час на { $at }
event-appointment-moved = Записаният час е преместен за { $at }
reception-actions = Действия
reception-after = Следващи
reception-again = Повикай пак
reception-ahead = { $count ->
    [0] Вие сте следващият.
    [one] Преди Вас чака 1 човек.
   *[other] Преди Вас чакат { $count } души.
}
reception-any-counter = което и да е гише
reception-appointment = Записан час
reception-appointment-booked = записан
reception-appointment-cancelled = отказан
reception-appointment-held = проведен
reception-appointment-missed = не се яви
reception-at-counter = гише { $counter }
reception-back-to-counter = Към гишето
reception-back-to-touch = Готово
reception-before = Предишни
reception-book = Запиши час
reception-book-title = Записване на час
reception-booked = Часът е записан.
reception-by-day = По дни
reception-by-hour = По часове на деня
reception-by-point = По места за обслужване
reception-calendar-title = Записани часове – { $point }
reception-call = Повикай
reception-call-late = Дойде по-късно – повикай
reception-called-times = { $times ->
    [one] повикан веднъж
   *[other] повикан { $times } пъти
}
reception-came = Дойде
reception-cancel = Откажи часа
reception-cancel-hint = Например „обади се, че е в болница“. Пази се запечатано.
reception-cancel-reason = Защо се отказва
reception-cancel-title = Отказване на записан час
reception-cancelled = Часът е отказан и е свободен за друг.
reception-cancelled-why = Отказан: { $reason }
reception-choose = Изберете
reception-contact = Запиши контакта
reception-counter-n = Гише { $counter }
reception-counters = Гишета
reception-day = Ден
reception-day-empty = Няма записани часове.
reception-day-fri = Петък
reception-day-mon = Понеделник
reception-day-off = Този ден е почивен. Изберете работен ден.
reception-day-sat = Събота
reception-day-sun = Неделя
reception-day-thu = Четвъртък
reception-day-tue = Вторник
reception-day-wed = Сряда
reception-done = Приключи
reception-done-n = { $count ->
    [0] Днес още никой не е обслужен.
    [one] Обслужен днес: 1 номер
   *[other] Обслужени днес: { $count } номера
}
reception-done-next = Приключи и повикай следващия
reception-door-hall = Екран в чакалнята
reception-door-touch = Страница за вземане на номер
reception-doors = Адреси за гражданите
reception-doors-text = Отворете първия адрес на таблета до входа и втория на екрана в чакалнята. Не искат вход и не показват имена.
reception-email = Имейл
reception-email-hint = На него ще получи потвърждение, напомняне един работен ден по-рано и файл за календара.
reception-email-wrong = Въведете имейл, например ime@example.bg.
reception-ended = Този час вече е приключил или е отказан.
reception-expected = Очаквано чакане: от { $low } до { $high } минути.
reception-find = Потърси човека в регистъра
reception-free = свободно
reception-free-n = { $count ->
    [one] 1 свободен час
   *[other] Свободни часове: { $count }
}
reception-from = От ден
reception-give = Дай номер
reception-give-open = Дай номер на човек, който не ползва екрана
reception-gives = Дават ли се номера
reception-gives-no = Не, опашката е спряна
reception-gives-yes = Да
reception-go-to = Повикан сте на гише { $counter }.
reception-hall-next = Следващи номера
reception-hall-nobody = В момента никой не е повикан.
reception-hall-refresh = Включи обновяването
reception-hall-refreshes = Страницата се обновява сама.
reception-hall-said = Номер { $number }, гише { $counter }
reception-hall-still = Спри обновяването
reception-hall-title = Чакалня
reception-history = Какво се случи
reception-hour = Час на вземане
reception-hour-taken = Това време вече е заето. Изберете друг от свободните часове.
reception-hours = Часове
reception-hours-edit = Промяна на приемни часове
reception-hours-from = В сила от
reception-hours-hint = Пишете часовете както 09:00-12:00, 12:30-16:30. Между две части е почивката. Празно поле значи, че този ден не приема.
reception-hours-lead = Кога всеки служител приема по предварително записан час на това място. За почивните дни системата знае сама.
reception-hours-new = Нови приемни часове
reception-hours-none = Още няма приемни часове. Без тях не се предлагат свободни часове.
reception-hours-order = Последният ден е преди първия.
reception-hours-title = Приемни часове на служителите
reception-hours-to = Последен ден
reception-hours-wrong = Пишете часовете както 09:00-12:00, 12:30-16:30.
reception-in-force = в сила
reception-is-offered = предлага се
reception-keep = Не, часът остава
reception-length = Продължителност
reception-mail-end = Ако не можете да дойдете, обадете се на { $phone }, за да дадем часа на друг човек.

    { $municipality }
    Това писмо е изпратено автоматично.
reception-mail-entry = Записан час – { $municipality }
reception-mail-subject-cancelled = Отказан час – { $municipality }
reception-mail-subject-confirmation = Записан час – { $municipality }
reception-mail-subject-moved = Преместен час – { $municipality }
reception-mail-subject-reminder = Напомняне за записан час – { $municipality }
reception-mail-text-cancelled = Здравейте, { $name }!

    Записаният Ви час на { $day }, в { $time } ч. е отказан.
reception-mail-text-confirmation = Здравейте, { $name }!

    Имате записан час на { $day }, в { $time } ч. (около { $minutes } минути).
    Място: { $place }.
reception-mail-text-moved = Здравейте, { $name }!

    Записаният Ви час е преместен. Новият час е на { $day }, в { $time } ч. (около { $minutes } минути).
    Място: { $place }.
reception-mail-text-reminder = Здравейте, { $name }!

    Напомняме Ви за записания час на { $day }, в { $time } ч.
    Място: { $place }.
reception-marked = Отбелязано.
reception-mean-wait = Средно чакане, минути
reception-meetings = Срещи по случаи
reception-messages = Писма
reception-minutes-n = { $minutes } минути
reception-minutes-since = { $minutes } мин. (от { $at })
reception-miss = Не се яви
reception-missed-title = Не се явиха
reception-move = Премести
reception-move-called = Повикан
reception-move-called-again = Повикан пак
reception-move-done = Приключен
reception-move-missed = Не се яви
reception-move-passed = Прехвърлен
reception-move-preferred = Променено предимство
reception-move-taken = Взет номер
reception-move-title = Преместване на записан час
reception-moved = Часът е преместен.
reception-name = Име
reception-name-hint = Стига името, с което човекът се представя.
reception-next = Повикай следващия
reception-no-address = Няма имейл, затова не се изпращат писма.
reception-no-hours = За тези дни няма приемни часове на служители. Началникът ги въвежда в „Приемни часове на служителите“.
reception-no-mail = Тази инсталация не изпраща писма. Кажете на човека часа на място.
reception-no-messages = Още няма писма.
reception-no-points = Няма място за обслужване, което работи днес.
reception-nobody-waits = Никой не чака.
reception-not-come = Не се явиха
reception-not-in-force = не е в сила
reception-not-offered = не се предлага
reception-not-received = Служителят не приема тогава. Изберете от свободните часове или въведете приемни часове за този ден.
reception-not-set-up = Приемната на това място още не е включена.
reception-note = Бележка
reception-now-at = Гише { $counter } обслужва номер
reception-now-nobody = На гише { $counter } няма никого.
reception-number = Номер
reception-number-title = Номер { $number }
reception-number-wrong = Въведете цяло число в позволените граници.
reception-numbers = Номера
reception-of = За
reception-off = Почивен ден
reception-open-calendar = Записани часове
reception-open-queue = Отвори опашката
reception-over = Този номер е приключен.
reception-overtaken = Не е изпратено: часът е променен преди това и е написано ново писмо.
reception-pass = Прехвърли
reception-pass-open = Прехвърли на друго гише
reception-pass-to = На кое гише
reception-past = Този ден или час е минал.
reception-per-minute = Най-много номера в минута
reception-per-minute-hint = Пази опашката, ако някой натиска за забавление. От 1 до 60.
reception-period = Срок
reception-person-unknown = Такова лице не е намерено.
reception-phone = Телефон
reception-point = Място за обслужване
reception-prefer-open = Дай предимство на номер
reception-print = Отпечатай номера
reception-priority = Предимство
reception-priority-child = с малко дете
reception-priority-disabled = човек с увреждане
reception-priority-none = без предимство
reception-priority-pregnant = бременна жена
reception-priority-urgent = спешно
reception-reason = Причина
reception-refused-busy = На това гише още се обслужва номер { $number }. Първо го приключете.
reception-refused-called = Номер { $number } вече е повикан на гише { $counter } в { $at }.
reception-refused-done = Номер { $number } вече е приключен.
reception-refused-missed = Номер { $number } вече е отбелязан, че не се яви.
reception-refused-nobody = Никой не чака за това гише.
reception-refused-waiting = Номер { $number } междувременно е променен от друг служител. Вижте го отново и повторете.
reception-renew = Нов адрес
reception-renew-text = След „Нов адрес“ старият спира да работи веднага: отворете новия на таблета или на екрана.
reception-renewed = Адресът е сменен.
reception-saved = Записано.
reception-section-statistics = Времена за чакане
reception-section-subjects = Теми
reception-section-tickets = Номера
reception-section-today = Днес
reception-sent = Изпратено на { $when }.
reception-serve-minutes = Обслужване, мин.
reception-serves = номер { $number }
reception-set-up = Включи приемната
reception-settings = Настройки
reception-show = Покажи
reception-slot = Минути за един записан час
reception-slot-hint = Кратно на 5, от 5 до 240.
reception-slot-other = Друг ден и час
reception-slots = Кога
reception-slots-hint = Първите свободни часове. Ако не подхождат, изберете „Друг ден и час“.
reception-state = Състояние
reception-state-called = повикан
reception-state-done = приключен
reception-state-missed = не се яви
reception-state-waiting = чака
reception-statistics-of = Времена за чакане за същия период
reception-statistics-title = Времена за чакане
reception-subject = Тема
reception-subject-edit = Промяна на тема
reception-subject-english = Името на английски
reception-subject-hint = Кратко, с думите на хората: „Лична помощ“, „Помощи и добавки“.
reception-subject-new = Нова тема
reception-subject-offered = Предлага се на гражданите
reception-subject-place = Ред
reception-subjects-lead = Тези теми са бутоните на страницата за номера. Подредени са по числото в „Ред“.
reception-subjects-none = Още няма теми. Без тях не се дават номера.
reception-subjects-title = Теми на приемната
reception-taken = Взет на
reception-tickets-none = Няма номера с тези филтри.
reception-tickets-title = Номера
reception-tile-booked = записани часове днес
reception-tile-called = на гише
reception-tile-done = обслужени
reception-tile-waiting = чакат
reception-time = Час
reception-time-hint = Например 10:30
reception-time-step = Часовете започват на кръгли 5 минути, например 10:05 или 10:30.
reception-time-wrong = Въведете час, например 10:30.
reception-title = Приемна
reception-to = До ден
reception-today = Днес
reception-touch-choose = Изберете тема.
reception-touch-closed = Днешното приемно време е { $hours }.
reception-touch-closed-today = Днес мястото не приема граждани.
reception-touch-fast = За минута бяха взети твърде много номера. Изчакайте малко и опитайте пак.
reception-touch-first = Имате ли нужда да минете с предимство?
reception-touch-no-name = Име и документ не са нужни. Ако нещо не работи, обърнете се към служител.
reception-touch-no-priority = не
reception-touch-nothing = Номера още не се дават. Обърнете се към служител.
reception-touch-stopped = В момента не се дават номера. Обърнете се към служител.
reception-touch-title = Вземете номер
reception-touch-waiting = { $count ->
    [0] Никой не чака.
    [one] Чака 1 човек.
   *[other] Чакат { $count } души.
}
reception-touch-what = За какво идвате?
reception-unsent = Още не е изпратено. Системата опитва отново сама.
reception-view-day = Ден
reception-view-week = Седмица
reception-wait-minutes = Чакане, мин.
reception-waited = { $minutes ->
    [one] Чакал 1 минута
   *[other] Чакал { $minutes } минути
}
reception-waiting-n = { $count ->
    [0] Чакащи
   *[other] Чакащи: { $count }
}
reception-waits = Чака
reception-ways = Как приема мястото
reception-when = Кога
reception-worker = Служител
reception-write-down = Ако не можете да отпечатате номера, запомнете го или си го запишете.
reception-your-number = Вашият номер
reception-belonging = Записан час
reception-holding = Записани часове
reception-task-hour = Записан час
event-appointment-passed = Записаният час за { $at } поема друг служител
