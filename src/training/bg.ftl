# Обучение и супервизия на служителите.

nav-training = Обучение
right-training-read = Вижда обучения, супервизия и кой изостава
right-training-write = Вписва обучения, присъствие, удостоверения и супервизия

training-title = Обучение и супервизия
training-lead = Обученията през { $year } г. Числата горе отварят своя списък.
training-seminars = Обучения
training-courses = Каталог
training-plan = План за годината
training-norms = Норми
training-certificates = Удостоверения
training-supervision = Супервизия
training-search = Име или номер
training-found = Намерени: { $count }
training-csv = Таблица (CSV)
training-done = Записано.
training-closed = Обучението е отбелязано като проведено. Удостоверенията са издадени.
training-actions = Какво може да се направи
training-how = Как е пресметнато
training-yes = Да
training-no = Не
training-empty = Няма записани.
training-empty-seminars = През годината няма обучения с тези филтри.
training-empty-courses = В каталога още няма обучения с тези филтри.
training-empty-plan = В плана няма редове с тези филтри.
training-empty-certificates = Няма удостоверения с тези филтри.
training-empty-norms = С тези филтри никой не изостава.
training-empty-people = Няма кого да поканите с тези филтри.
training-empty-supervision = Още няма супервизии с тези филтри.
training-empty-scores = Още никой не е отговорил.
training-empty-rating = Оценките се показват, когато ги дадат поне { $count } души.

training-column-state = Състояние
training-column-course = Обучение от каталога
training-column-seminar = Обучение
training-column-kind = Вид
training-column-first = Започва
training-column-hours = Академични часове
training-column-invited = Поканени
training-column-came = Присъствали
training-column-trainer = Обучител
training-column-funding = Средства
training-column-group = Група служители
training-column-groups = За кого
training-column-validity = Валидност
training-column-valid = Валидно до
training-column-employee = Служител
training-column-post = Длъжност
training-column-provider = Доставчик
training-column-share = Присъствие
training-column-day = Ден
training-column-begins = Начало
training-column-themes = Теми
training-column-number = Номер
training-column-issued = Издадено на
training-column-how = Как е отбелязано
training-column-entered = Вписано
training-column-question = Въпрос
training-column-phase = Кога се пита
training-column-before = Преди
training-column-after = След
training-column-change = Промяна
training-column-answers = Отговори
training-column-one = 1
training-column-two = 2
training-column-three = 3
training-column-four = 4
training-column-five = 5
training-column-six = 6
training-column-mean = Средно
training-column-norm = Норма
training-column-attended = Изпълнено
training-column-missing = Липсват
training-column-until = До
training-column-value = Стойност
training-column-articles = Основание
training-column-whose = Кой определя
training-column-what = Какво
training-column-month = Месец
training-column-people = Служители
training-column-note = Бележка
training-column-supervisor = Супервизор
training-column-from = От
training-column-to = До
training-column-meetings = Срещи
training-column-present = Присъствали
training-column-agreed = Договорено
training-column-owner = Отговаря
training-column-due = Срок
training-column-result = Какво е направено
training-column-outcome = Резултат

training-kind-introductory = Въвеждащо
training-kind-upgrading = Надграждащо
training-kind-yearly = Задължително годишно
training-kind-management = Управленско
training-kind-first-aid = Първа помощ
training-kind-violence = Закрила от насилие
training-kind-other = Друго
training-funding-project = Проект
training-funding-municipal = Бюджет на общината
training-funding-provider = Доставчик
training-funding-free = Безплатно
training-group-referral = Служители по насочване
training-group-manager = Ръководители
training-group-specialist = Специалисти
training-group-direct = Обслужващи пряко потребителите
training-group-auxiliary = Помощен персонал
training-group-volunteer = Доброволци

training-courses-lead = Какво се преподава, в колко академични часа, за кого и колко време важи удостоверението.
training-course-new = Добави обучение в каталога
training-course-edit = Промени в каталога
training-course-edit-lead = Вписаните вече обучения остават, каквито са били.
training-course-title = Наименование
training-course-open = Провежда се
training-course-closed = Не се провежда
training-themes = Теми
training-themes-hint = По една на ред.
training-hours = Академични часове
training-academic-hours = { $count } акад. ч.
training-months = { $count } месеца
training-months-valid = Удостоверението важи (месеци; празно – без срок)
training-for-good = без срок
training-share = Присъствие за удостоверение (% от часовете)

training-seminar-new = Впиши обучение
training-seminar-lead = Програмата е ден по ден. Обучителят не е участник. Повече часове, отколкото побира денят, не се приемат.
training-begins = Начален час (09:30)
training-where = Място, обучител, средства
training-place = Място
training-trainer-own = Обучител – служител
training-trainer-other = Обучител – външен (име)
training-organiser = Организатор и договор
training-project = Проект
training-note = Бележка
training-why = Причина за отмяната
training-why-hint = Записът остава с причината. Верният се вписва наново.
training-anew = Впиши наново
training-to-after = Отмененото обучение, вместо което е това
training-to-course = Към каталога
training-to-seminar = Към обучението
training-to-certificates = Издадени удостоверения: { $count }
training-programme = Програма
training-people = Участници
training-sheets = Присъствени списъци за подпис
training-attendance = Присъствие
training-state-planned = Предстои
training-state-to-close = За отбелязване
training-state-held = Проведено
training-state-revoked = Отменено
training-warn-close = Обучението е минало и не е отбелязано като проведено. Дотогава не се брои и няма удостоверения.
training-attended-invited = Поканен
training-attended-enough = Достатъчно
training-attended-absent = Не е дошъл
training-attended-too-little = Недостатъчно

training-invite = Покани участници
training-invite-lead = Поканени: { $count }, най-много { $most }. Обучителят не се показва.
training-invite-who = Кого каните
training-invite-more = Още { $count } – стеснете търсенето.
training-link-lead = Личният адрес на участника: отбелязва присъствие с кода на деня и попълва оценките. Покажете го или го отпечатайте само за него.
training-link-qr = QR код с личния адрес
training-link-until = Важи до { $day }.
training-link-over = Адресът важеше до { $day }.
training-link-locked = След много грешни кодове адресът вече не приема код. Отбележете присъствието по списъка.
training-card = Картон за обучение

training-code = Код на деня
training-code-hint = Покажете го в залата. Участникът го въвежда на личния си адрес.
training-print-sheet = Отпечатай присъствен списък
training-came = Кой присъства
training-came-hint = Махнете отметката на отсъстващите.
training-came-hours = Академични часове
training-came-hours-hint = Празно – всички часове на деня.
training-came-button = Отбележи присъствието
training-how-list = по списък
training-how-qr = с код
training-how-sheet = от таблица

training-import = Присъствие от таблица
training-import-lead = Ред за всеки служител и ден. Първият ред са заглавията:
training-import-file = Файл
training-import-file-hint = Excel, OpenDocument или CSV. Часовете може да липсват – тогава са всички за деня.
training-import-broken = Файлът не се чете като таблица.
training-import-wrong = В таблицата има грешки. Поправете ги и изпратете отново.
training-import-nothing = Нищо не е записано.
training-import-row = Ред { $row }: { $what } ({ $text })
training-import-heads = няма колони „служител“ и „ден“
training-import-nobody = няма такъв участник
training-import-several = има няколко участници с това име
training-import-no-day = обучението няма такъв ден
training-import-hours = часовете не са в границите на деня
training-import-twice = служителят е записан два пъти за деня

training-close = Отбележи като проведено
training-close-lead = Обучението започва да се брои. Който е присъствал достатъчно, получава удостоверение. След това присъствието не се променя.
training-revoke = Отмени
training-revoke-certificate = Отмени удостоверението
training-revoke-seminar = Отменя се обучението заедно с издадените удостоверения. Отчетеното до днес остава, както е било.
training-revoke-attendance = Отменя се записът за присъствие. Верният се вписва наново.
training-revoke-paper = Отменя се документът. Проверката по кода ще го показва като отменен.
training-revoke-supervision = Отменя се супервизията с всички срещи.
training-revoke-meeting = Отменя се срещата заедно с присъствалите.

training-questions = Въпроси на оценките
training-questions-lead = Въпросите се оценяват от 1 до 6. Своите въпроси добавяте към готовите или ги поставяте на тяхно място.
training-question-write = Нов въпрос или промяна
training-question-new = Нов въпрос
training-question-replaces = Кой въпрос
training-question-replaces-hint = Отговорите остават под същия въпрос. Друг смисъл иска нов въпрос.
training-question-bg = На български
training-question-en = На английски
training-question-open = Пита се
training-question-closed = Не се пита
training-phase-skill = Преди и след обучението
training-phase-rating = За обучението, без име
training-phase-guided = За супервизията, без име
training-when-before = Преди обучението
training-when-after = След обучението
training-scores = Оценки
training-scores-type = Впиши оценки от хартия
training-scores-lead = Отговорите на участника преди или след обучението, от 1 (не) до 6 (напълно). Вписват се веднъж.
training-scores-anonymous = Оценката на обучението се пази само като брой за всяка оценка: никой не може да бъде открит зад нея.
training-change = Какво знаят участниците преди и след
training-change-hint = средна оценка от 1 до 6; по-светлият стълб е преди, по-тъмният – след
training-rating = Оценка на обучението
training-rating-guided = Оценка на супервизията
training-rate = Впиши анкета без име
training-rate-lead = Една попълнена анкета. Пазят се само сборовете.

training-my-lead = Място: { $place }
training-my-there = Присъствие: отбелязано
training-my-missed = Няма отбелязано присъствие
training-my-ahead = Предстои
training-my-code-hint = Шест цифри – показани са в залата.
training-my-came = Тук съм
training-my-locked = Опитите свършиха. Обърнете се към организатора – ще ви отбележи по списъка.
training-my-noted = Присъствието ви е отбелязано.
training-my-thanks = Благодарим за отговорите.
training-my-scores = Вашата оценка
training-my-scores-lead = От 1 (не) до 6 (напълно). Отговорите виждат само организаторите, за да сравнят преди и след.
training-my-rating-lead = Без име: пазят се само сборовете.
training-my-rated = Вече оценихте обучението.
training-my-send = Изпрати

training-certificates-lead = Номерът отваря удостоверението. Кодът върху него се проверява от всеки.
training-certificate-valid = Валидно
training-certificate-soon = Изтича скоро
training-certificate-over = Изтекло
training-certificate-revoked = Отменено
training-check-title = Проверка на удостоверение
training-check-print = Отпечатък на документа
training-check-hint = Сравнете номера, деня и обучението с документа в ръката си. Име не се показва.
training-paper-certificate = Удостоверение за обучение
training-paper-list = Присъствен списък
training-number-certificate = УО-{ $year }-{ $number }
training-number-list = ПС-{ $year }-{ $number }
training-ground = чл. 120 ЗСУ
training-mayor = Кмет или упълномощено лице
training-certificate-opening = { $name } участва в обучението „{ $title }“, проведено от { $from } до { $to }: { $hours } от { $total } академични часа.
training-list-opening = Ден: { $day } Начало: { $begins } Академични часове: { $hours } Място: { $place }
training-proof-employee = { $name }: { $what }

training-plan-lead = Планът за { $year } г. Ред се изпълнява от обучение, вписано от каталога през годината.
training-plan-new = Добави ред в плана
training-plan-revoke = Отмени реда от плана
training-planned-held = Проведено
training-planned-entered = Вписано
training-planned-late = Закъснява
training-planned-ahead = Предстои
training-planned-revoked = Отменено
training-year = Година
training-month = Месец (от 1 до 12)

training-norms-lead = Кой изостава, с колко и до кога. Показани са тези, за които има какво да се направи.
training-norm-state-all = Всички
training-norm-state-behind = Изостава
training-norm-state-due = Има срок
training-norm-state-soon = Изтича скоро
training-norm-state-met = Изпълнена
training-rules = Какви са нормите
training-rules-lead = За служителите на общината по насочването законът не определя часове и честота. Стойността е на общината, а по подразбиране е колкото за доставчиците. Променя се в „Закон“.
training-whose-law = Наредбата
training-whose-default = Общината (по подразбиране)
training-whose-own = Общината (своя стойност)
training-appendices = приложения № { $list }
training-appendix = Приложение № { $number }: { $name }
training-standards = Приложения на доставчиците
training-standards-lead = По кое приложение на Наредбата за качеството работи услугата. Без него се искат само общите норми.
training-standard = Приложение
training-what-introductory = Въвеждащо обучение
training-what-yearly = Обучение през годината
training-what-management = Управленско обучение
training-what-first-aid = Първа помощ
training-what-violence = Закрила от насилие
training-what-supervision-group = Групова супервизия
training-what-supervision-individual = Индивидуална супервизия
training-asks-hours-within = { $count } академични часа за { $months } месеца
training-asks-hours-once = { $count } академични часа
training-asks-times-within = { $count } път(и) за { $months } месеца
training-asks-times-once = { $count } път(и)
training-attended = Какво е посетено
training-profile = Данни за нормите
training-profile-lead = Нужни са само за да се пресметне от кога и по кое приложение се искат часовете.
training-started = Първи работен ден
training-started-hint = За въвеждащото обучение на нов служител.

training-supervision-lead = Дни, часове, теми най-общо и договореното. Случаи и хора, които общината обслужва, не се записват тук.
training-no-cases = Тук не се записва съдържание на случаи: няма поле за хора, които обслужвате, и текст с ЕГН или ЛНЧ не се приема. Пишете най-общо.
training-general-hint = Най-общо, без имена и случаи.
training-supervision-new = Впиши супервизия
training-supervision-group = Групова супервизия
training-supervision-individual = Индивидуална супервизия
training-supervisor = Супервизор (име и организация)
training-contract = Договор
training-aims = Цели
training-summary = Обобщение от супервизора
training-guided-ahead = Предстои
training-guided-running = Тече
training-guided-over = Приключила
training-guided-revoked = Отменена
training-meetings = Срещи
training-meeting-new = Впиши среща
training-themes-general = Теми
training-agree = Впиши договореното
training-agreed = Договорени действия
training-everybody = Всички
training-follow = Договорено действие
training-followed-on = Проследено на
training-outcome-open = Предстои
training-outcome-late = Просрочено
training-outcome-done = Направено
training-outcome-partly = Отчасти
training-outcome-not = Не е направено

training-task-seminar = Отбелязване на проведено обучение
training-task-agreed = Договорено в супервизия действие
training-task-certificates = Изтичащи удостоверения (брой)
training-task-norms = Служители, които изостават с обучение или супервизия (брой)
training-task-plan = Обучение от плана без вписано провеждане

training-wrong-number = Въведете цяло число в допустимите граници
training-wrong-share = Въведете дял от 1 до 100
training-wrong-month = Въведете месец от 1 до 12
training-wrong-groups = Изберете поне една група
training-wrong-project = Изберете проекта, който плаща
training-wrong-trainer = Изберете служител или впишете външен обучител – само едното
training-wrong-time = Въведете час като 09:30
training-wrong-long-day = Денят побира най-много { $most } академични часа
training-wrong-short = Програмата е по-кратка от обучението в каталога ({ $course } академични часа)
training-wrong-twice = Този ден вече е в програмата
training-wrong-day-hours = Часовете са повече, отколкото има денят
training-wrong-future = Денят още не е дошъл
training-wrong-score = Изберете оценка от 1 до 6
training-wrong-code = Кодът не е верен
training-wrong-locked = Опитите свършиха
training-wrong-identifier = Текстът съдържа число, което прилича на ЕГН или ЛНЧ. Махнете го: данни за хора не се записват тук

training-refused-days = Програмата няма нито един ден.
training-refused-close = Обучението още не е приключило или вече е отбелязано.
training-refused-nobody = Няма отбелязани присъствали.
training-refused-revoked = Записът вече е отменен.
training-refused-anew = Първо отменете погрешното обучение.
training-refused-over = Обучението е приключено и не се променя.
training-refused-ahead = Денят още не е дошъл: присъствието се отбелязва в деня или след него.
training-refused-participant = Отбелязва се само поканен участник, в часовете на деня. Обучителят не е участник.
training-refused-certified = Обучението е отбелязано като проведено. Отменете го и го впишете наново.
training-refused-trainer = Обучителят не може да е участник в същото обучение.
training-refused-many = Участниците стават повече, отколкото побира едно обучение.
training-refused-scored = Оценката вече е дадена или не ѝ е времето.
training-refused-rated = Обучението вече е оценено или не е приключило.
training-refused-no-day = Днес няма ден от обучението, за който да се отбележи присъствие.
training-refused-period = Последният ден не може да е преди първия.
training-refused-meeting-day = Денят е извън периода на супервизията или още не е дошъл.
training-refused-one = Индивидуалната супервизия е с един служител.
training-refused-supervisor = Супервизорът не може да е участник.
training-refused-follow = Действието вече е проследено или денят още не е дошъл.

training-column-mail = Писма
training-mail = Писма до участниците
training-mails = Писма до участника
training-mail-lead = Писмото съдържа деня, мястото и личния адрес на участника, с файл за календара. Поканата се изпраща веднъж на всеки; напомнянето идва и само в работния ден преди обучението.
training-mail-send = Изпрати
training-mail-again = Изпрати поканата отново
training-mail-written = Писмата са записани и се изпращат.
training-mail-people = Участници
training-mail-due-invitation = С адрес и без изпратена покана
training-mail-due-reminder = С адрес и без напомняне днес
training-mail-without = Без адрес за писма
training-mail-none = Още не е писано
training-mail-no-address = Няма адрес
training-mail-kind = Какво се изпраща
training-mail-kind-invitation = Покана
training-mail-kind-reminder = Напомняне
training-mail-kind-cancelled = Отмяна
training-mail-state-waiting = чака изпращане от
training-mail-state-sent = изпратено на
training-mail-state-overtaken = не е изпратено, защото обучението се промени,
training-mail-day = { $day }, начало { $begins }, академични часове: { $hours }
training-mail-subject-invitation = Покана за обучение – { $municipality }
training-mail-subject-reminder = Напомняне за обучение – { $municipality }
training-mail-subject-cancelled = Отменено обучение – { $municipality }
training-mail-text-invitation = Здравейте, { $name }!

    Поканени сте на обучението „{ $title }“.
    { $days }
    Място: { $place }.

    Вашият личен адрес за обучението – за присъствието и за оценките преди и след него:
    { $address }
    Адресът важи до { $until }. Не го давайте на друг.
training-mail-text-reminder = Здравейте, { $name }!

    Напомняме Ви за обучението „{ $title }“.
    { $days }
    Място: { $place }.

    Вашият личен адрес за обучението:
    { $address }
training-mail-text-cancelled = Здравейте, { $name }!

    Обучението „{ $title }“ няма да се проведе.
    { $days }
training-mail-end = Телефон за въпроси: { $phone }

    { $municipality }
    Това писмо е изпратено автоматично.
training-refused-no-mail = Изпращането на писма не е настроено. Покажете личния адрес или го отпечатайте.
training-refused-written = На всички с адрес вече е писано.
training-refused-no-address = За участника няма вписан адрес за писма. Впишете го в „Кадри“.

training-issued = Документът е издаден.
training-guided-papers = Издадени документи
training-guided-overtaken = Срещата е отменена
training-protocol-issue = Издай протокол
training-protocol-lead = Протоколът получава номер и код за проверка: присъствали, часове, теми най-общо, договореното на срещата.
training-protocol-opening = Ден на срещата: { $day } Академични часове: { $hours } Присъствали: { $people } Договор: { $contract }
training-guided-year = Издай справка за година
training-guided-year-lead = Справката изброява срещите през годината, присъствалите, договореното и какво е направено.
training-guided-year-opening = Супервизия през { $year } г.: { $count } срещи, { $hours } академични часа.
training-to-supervision = Към супервизията
training-agreed-at = Договорено на срещата от
training-agreed-none = Не са договорени действия.
training-ground-supervision = чл. 122 ЗСУ
training-paper-protocol = Протокол от супервизия
training-paper-group-year = Супервизия през годината
training-paper-person-year = Супервизия на служител през годината
training-number-protocol = ПСВ-{ $year }-{ $number }
training-number-group-year = ГСВ-{ $year }-{ $number }
training-number-person-year = ЛСВ-{ $year }-{ $number }
training-refused-no-meetings = През тази година няма срещи, които да влязат в справката.

training-certificate-renewed = Подновено
training-certificates-ending = Изтича или изтекло за същото обучение
training-norm-people-behind = Служители, които изостават
training-norm-people-due = Служители със срок, който тече
training-norm-people-soon = Служители с норма, която изтича скоро

training-seminar-edit = Поправи мястото или обучителя
training-seminar-edit-lead = Дните, часовете и средствата не се променят: грешна програма се отменя и се вписва наново. При ново място поканените с писмо получават ново.
training-mail-kind-changed = Промяна
training-mail-subject-changed = Промяна в обучение – { $municipality }
training-mail-text-changed = Здравейте, { $name }!

    Обучението „{ $title }“ ще бъде на друго място.
    { $days }
    Ново място: { $place }.

    Вашият личен адрес за обучението остава същият:
    { $address }
