# Контрол и наблюдение на социалните услуги.

nav-oversight = Контрол на услугите
right-oversight-read = Вижда програмата, проверките и наблюдението
right-oversight-write = Вписва проверки, констатации, предписания и наблюдение

# Общо

oversight-title = Контрол и наблюдение на услугите
oversight-checks = Проверки
oversight-programme = Годишна програма
oversight-prescriptions = Предписания
oversight-monitoring = Наблюдение
oversight-checklists = Контролни листове
oversight-numbers = Тегла и срокове
oversight-actions = Какво може да се направи
oversight-search = Търсене
oversight-count = Намерени: { $count }
oversight-csv = Свали като таблица
oversight-empty = Няма записи.
oversight-done = Записано.
oversight-how = Как е изчислен срокът
oversight-why = Причина
oversight-yes = Да
oversight-no = Не
oversight-late = след срока
oversight-show = Покажи
oversight-mayor = Кмет
oversight-checkers = Проверяващи
oversight-year = Година
oversight-month = Месец (от 1 до 12)

# Колони

oversight-column-provider = Доставчик
oversight-column-kind = Вид
oversight-column-ordered = Заповед
oversight-column-began = Посещение
oversight-column-due = Срок
oversight-column-agency = До АКСУ
oversight-column-line = Показател
oversight-column-seen = Какво е видяно
oversight-column-source = Откъде
oversight-column-about = Какво показва
oversight-column-code = Ред
oversight-column-day = Дата
oversight-column-consent = Съгласие
oversight-column-by = Пред кого или на кой документ е дадено съгласието
oversight-column-words = Какво каза
oversight-column-what = Какво
oversight-column-received = Получено
oversight-column-answered = Отговорено
oversight-column-how = Как се установява
oversight-column-evidence = Иска доказателство
oversight-column-sure = Сигурност
oversight-column-from = В сила от
oversight-column-responsible = Отговорник
oversight-column-done = Изпълнено
oversight-column-month = Месец
oversight-column-must = Задължително до
oversight-column-points = Точки
oversight-column-why = Защо
oversight-column-last = Последна проверка
oversight-column-number = Критерий или число
oversight-column-most = Най-много точки
oversight-column-note = Основание
oversight-column-state = Състояние
oversight-column-service = Услуга
oversight-column-standard = Приложение
oversight-column-result = Констатация

# Проверки

oversight-kind-periodic = Периодична
oversight-kind-signal = По сигнал
oversight-kind-complaint = По жалба
oversight-kind-initiative = По инициатива на общината
oversight-kind-follow-up = Последваща
oversight-state-prepared = Подготвена
oversight-state-ordered = Със заповед
oversight-state-visiting = В ход
oversight-state-ended = Пише се доклад
oversight-state-reported = С доклад
oversight-state-closed = Приключена
oversight-state-cancelled = Отменена
oversight-tile-open = Отворени проверки
oversight-tile-late = С изтекъл срок
oversight-tile-bad = С несъответствие
oversight-result-met = Изпълнен
oversight-result-not-met = Неизпълнен
oversight-result-skipped = Не е гледан
oversight-result-unproven = Без доказателство
oversight-consent-written = Писмено
oversight-consent-spoken = Устно, пред свидетел
oversight-consent-none = Не е дадено
oversight-source-users = от заетите места и служителите
oversight-source-training = от обученията
oversight-source-complaints = от жалбите
oversight-source-plans = от плановете за подкрепа
oversight-checks-lead = Проверките на доставчиците от заповедта до изпълнението на предписанията. Числата отварят своя списък.
oversight-empty-checks = Няма такива проверки.
oversight-check-new = Подготви проверка
oversight-lead-new = Проверката започва със заповед на кмета. На един доставчик се води само една открита проверка.
oversight-service-of = Услуга (празно – всички услуги на доставчика)
oversight-basis = Основание
oversight-basis-hint = Ред от годишната програма, сигнал, жалба или решение на общината.
oversight-scope = Обхват
oversight-people = Кой проверява
oversight-people-hint = Имена и длъжности, както ще стоят в заповедта.
oversight-experts = Външни експерти
oversight-place = Място
oversight-from = Първи ден на проверката
oversight-to = Последен ден на проверката
oversight-term = Срок на проверката
oversight-held = Посещение
oversight-began = Ден на посещението
oversight-ended = Край на проверката
oversight-present = Присъствали от страна на доставчика
oversight-report-due = Доклад до
oversight-sent = Изпратен на доставчика
oversight-objections-until = Възражения до
oversight-agency-due = До АКСУ най-късно на
oversight-follows = Проверката, след която е тази
oversight-findings = Констатации
oversight-evidence = Доказателства
oversight-talks = Разговори с потребители
oversight-objections = Възражения
oversight-warn-order = Няма заповед: посещение не може да започне.
oversight-warn-late = Докладът е след срока ({ $day }). Приет е и остава отбелязан.
oversight-warn-due = Срокът изтече на { $day }.
oversight-warn-unproven = Има показатели, посочени като изпълнени без доказателство. Проверката не може да приключи.
oversight-do-order = Издай заповед
oversight-do-begin = Започни посещението
oversight-do-tablet = Лист на таблета
oversight-do-ask = Впиши разговор с потребител
oversight-do-prescribe = Дай предписание
oversight-do-end = Приключи посещението
oversight-do-report = Състави доклад
oversight-do-send = Отбележи изпращането на доклада
oversight-do-agency = Уведоми АКСУ
oversight-do-object = Впиши възражение
oversight-do-close = Приключи проверката
oversight-do-cancel = Отмени проверката
oversight-lead-order = Заповедта получава номер и дата днес. Посещение преди нея не се приема.
oversight-lead-begin = Оттук се отваря листът за таблета. Показателите, за които има данни в Опора, се попълват сами и се вижда откъде.
oversight-lead-end = След края тече срокът за доклада (чл. 33 НКСУ).
oversight-lead-report = Докладът се съставя от констатациите и предписанията. След срока също се приема, но остава отбелязан като закъснял.
oversight-lead-send = От тази дата тече срокът за възражения на доставчика.
oversight-lead-agency = При несъответствие кметът изпраща доклада и материалите на АКСУ (чл. 34 НКСУ). Писмото получава номер.
oversight-lead-close = Предписанията се следят и след това.
oversight-lead-cancel = Отменена проверка не се брои.
oversight-lead-prescribe = Предписанието влиза и в регистъра на решенията.
oversight-lead-follow = Какво е установено след срока или при последваща проверка.
oversight-lead-ask = Потребителите се питат само с тяхно съгласие (чл. 32 НКСУ). Име и ЕГН не се вписват.
oversight-asked-on = Кога е питан
oversight-words-hint = Само думите. Без имена, ЕГН и телефони.
oversight-objection = Възражение
oversight-objection-text = Какво възразява доставчикът
oversight-answer = Отговор

# Предписания

oversight-prescriptions-lead = Какво трябва да направи всеки доставчик, до кога и изпълнено ли е.
oversight-empty-prescriptions = Няма такива предписания.
oversight-what = Какво да се направи
oversight-responsible = Отговорник
oversight-follow = Изпълнение на предписание
oversight-seen-on = Кога е установено
oversight-result = Какво стана
oversight-result-hint = С какво се доказва.
oversight-again = Последваща проверка
oversight-again-basis = Последваща проверка по предписание: { $what }
oversight-follow-open = В срок
oversight-follow-late = С изтекъл срок
oversight-follow-done = Изпълнено
oversight-follow-not-done = Неизпълнено

# Таблет

oversight-tablet-lead = Отворете този адрес на таблета. Показвайте го само на проверяващите.
oversight-tablet-qr = Код за адреса на таблета
oversight-tablet-hint = Адресът работи, докато трае посещението. Отворете всички части, докато има мрежа: после листът работи и без нея.
oversight-tablet-open = Отвори листа тук
oversight-visit-title = Посещение на място
oversight-visit-lead = Изберете част от листа. Без мрежа отговорите остават на устройството и се изпращат веднъж, щом мрежата се върне.
oversight-visit-back = Към частите
oversight-visit-save = Запази
oversight-visit-kept = Запазено.
oversight-later-waiting = Няма мрежа. Отговорите са на устройството и ще се изпратят сами.
oversight-later-failed = Нещо от изпратеното чака довършване: отворете частите и вижте отбелязаното.
oversight-part = Част { $no }
oversight-part-done = { $done } от { $all }
oversight-other-lines = Други показатели
oversight-files-count = Приложени файлове: { $count }
oversight-evidence-by = Доказателство (документ, номер, дата)
oversight-evidence-hint = „Изпълнен“ се приема само с документ или приложена снимка.
oversight-choose-line = Изберете
oversight-file = Снимка или документ
oversight-file-hint = JPEG, PNG или PDF до 8 MB. Иска мрежа. Не снимайте хора.
oversight-file-send = Приложи
oversight-file-kept = Файлът е приложен.
oversight-file-none = Изберете файл.
oversight-file-large = Файлът е над 8 MB.
oversight-file-kind = Приемат се само JPEG, PNG и PDF.
oversight-file-many = Проверката вече има най-много файлове.
oversight-from-users = { $steps } Вписани служители на доставчика: { $staff }.
oversight-from-training = Обучения в Опора за последните 12 месеца: под нормата са { $behind } от { $asked } служители.
oversight-from-complaints = Отворени жалби за доставчика: { $open }. Всички жалби в общината за 12 месеца: { $all }, в срок: { $intime }.
oversight-from-plans = Потребители в услугата: { $users }; планове с изтекъл срок за актуализация: { $late }.

# Програма

oversight-programme-lead = Програмата за { $year } г.: всеки доставчик се проверява поне веднъж на две години (чл. 30, ал. 2 НКСУ), останалите – по точките.
oversight-empty-programme = Програмата за годината е празна.
oversight-propose = Предложи програма
oversight-propose-lead = В програмата за { $year } г. влизат всички, чиито две години изтичат, и после тези с най-много точки, докато има място. Вписаните вече редове остават.
oversight-programme-print = Състави документа
oversight-print-lead = Програмата за { $year } г. получава номер и се подписва от кмета.
oversight-printed = Документът е съставен и е в списъка долу.
oversight-plan-new = Добави доставчик
oversight-plan-withdraw = Извади от програмата
oversight-must = Задължително
oversight-by-risk = По точки
oversight-programme-title = Годишна програма за проверките за { $year } г.
oversight-programme-opening = Доставчиците на социални услуги, които се проверяват през годината, по месеци и с причините.
oversight-programme-rows = Проверки
oversight-planned-late = Пропуснат месец
oversight-planned-ahead = Предстои
oversight-planned-open = Има проверка
oversight-planned-held = Проведена
oversight-risk = Кого първо
oversight-risk-how = Как се подреждат
oversight-risk-how-text = За { $year } г. първо са тези, чиито две години от последната проверка изтичат дотогава или никога не са проверявани. Останалите се подреждат по сбора от точките; теглата са на общината и стоят с дата.
oversight-risk-words = { $name }: { $amount } × { $each } = { $points }
oversight-risk-capped = { $name }: { $amount } × { $each }, най-много { $most } = { $points }
oversight-risk-since = месеци от последната проверка
oversight-risk-never = никога не е проверяван
oversight-risk-complaints = отворени жалби и сигнали
oversight-risk-undone = неизпълнени в срок предписания
oversight-risk-licence = услуги с лиценз за подновяване или без валиден лиценз
oversight-risk-size = десетки места

# Тегла и срокове

oversight-number-per-month = Проверки, за които има място в един месец
oversight-number-objection-days = Дни за възражения на доставчика
oversight-number-prescription-days = Дни за изпълнение на предписание
oversight-number-write = Нова стойност
oversight-numbers-lead = НКСУ не казва кой се проверява по-рано, нито дава срок за възражения и предписания. Тези числа са на общината; нова стойност важи от своята дата.
oversight-numbers-now = В сила днес
oversight-numbers-history = Какво е вписвано
oversight-most-hint = Само за критериите с точки.

# Контролни листове

oversight-checklist = Показатели
oversight-checklist-about = { $source }. С номер са { $known } реда; приложението има { $total } показателя. Само сверените са тук, другите общината вписва.
oversight-own-line = вписан от общината
oversight-line-new = Впиши показател
oversight-line-write = Показател
oversight-line-lead = Редът важи от датата. Проверките със заповед отпреди нея остават с това, което се е питало тогава.
oversight-line-text = Какво трябва да е изпълнено
oversight-line-open = Пита се
oversight-line-closed = Не се пита
oversight-standard-no = Стандарт
oversight-criterion = Критерий
oversight-indicator-no = Номер на показателя
oversight-sure-V = Сверено с текста
oversight-sure-M = От практиката
oversight-sure-C = Подлежи на сверка

# Наблюдение

oversight-monitoring-lead = Наблюдението през { $year } г. по методите на чл. 35, ал. 1 НКСУ и посещенията на СВСУ. Метод с нула още не е прилаган.
oversight-empty-monitoring = През годината няма такива записи.
oversight-method = Метод
oversight-record-new = Впиши наблюдение
oversight-record-lead = За посещение на съвета изберете „Посещение на СВСУ“. Записът получава протокол с номер.
oversight-record-done = Отбележи изпълнение
oversight-record-about = За наблюдението
oversight-record-observation = Посещение на СВСУ
oversight-provider-or-all = Доставчик (празно – всички)
oversight-who = Кой наблюдава
oversight-found = Какво е установено
oversight-recommended = Препоръка
oversight-propose-council = Внася се в СВСУ
oversight-held-on = Проведено на { $day } г.
oversight-method-checks = Резултати от проверките
oversight-method-reports = Доклади на доставчиците
oversight-method-agreements = Задължения по споразумения
oversight-method-council = Предложения на СВСУ
oversight-method-surveys = Проучвания сред потребителите
oversight-method-talks = Разговори с потребители
oversight-method-discussions = Обсъждания с потребители и доставчици
oversight-recommended-late = Препоръка с изтекъл срок
oversight-recommended-open = Препоръка в срок
oversight-recommended-done = Изпълнена препоръка
oversight-recommended-none = Без препоръка

# Документи

oversight-paper-programme = Годишна програма за проверките
oversight-paper-order = Заповед за проверка
oversight-paper-report = Доклад от проверка
oversight-paper-letter = Писмо до АКСУ
oversight-paper-protocol = Протокол от наблюдение
oversight-number-of-programme = ПП-{ $year }-{ $number }
oversight-number-of-order = ЗП-{ $year }-{ $number }
oversight-number-of-report = ДП-{ $year }-{ $number }
oversight-number-of-letter = АК-{ $year }-{ $number }
oversight-number-of-protocol = ПН-{ $year }-{ $number }
oversight-ground-programme = чл. 30 НКСУ
oversight-ground-order = чл. 113, ал. 1 ЗСУ; чл. 29–31 НКСУ
oversight-ground-report = чл. 33 НКСУ
oversight-ground-letter = чл. 34 НКСУ
oversight-ground-monitoring = чл. 113, ал. 1 ЗСУ; чл. 35 НКСУ
oversight-ground-observation = чл. 27 ЗСУ; чл. 35 НКСУ
oversight-standard-words = № { $code } – { $name }
oversight-order-opening = Да се извърши проверка на { $provider }. Основание: { $basis }
oversight-order-orders = Нареждам
oversight-order-report = Доклад
oversight-order-report-text = Проверката се извършва в присъствието на служители на доставчика; потребители се питат само с тяхно съгласие (чл. 32 НКСУ). След приключването ѝ проверяващите изготвят доклад до кмета и до доставчика в срока по чл. 33, ал. 1 НКСУ; посоченият по-горе ден е за проверка, която завършва в последния си ден.
oversight-report-object = Предмет на проверката
oversight-report-facts = Факти
oversight-report-counts = Изпълнени: { $met }; неизпълнени: { $bad }; не са гледани: { $rest }.
oversight-report-bad = Несъответствия
oversight-report-other = Други факти
oversight-report-copies = Приложени копия
oversight-agency-name = До изпълнителния директор на Агенцията за качеството на социалните услуги
oversight-agency-seat = гр. София
oversight-letter-opening = При проверка на { $provider } са установени несъответствия със стандартите за качество. Докладът е от { $reported } г.; срокът за изпращане е до { $due } г.
oversight-letter-closing = Прилагаме доклада и събраните материали.

# Какво чака

oversight-task-visit = Посещение за проверка
oversight-task-end = Край на проверка
oversight-task-report = Доклад от проверка
oversight-task-agency = Писмо до АКСУ за несъответствие
oversight-task-prescription = Срок на предписание
oversight-task-objection = Възражение без отговор
oversight-task-recommendation = Срок на препоръка
oversight-task-plan = Проверка от годишната програма
oversight-task-unchecked = Доставчици, чиито две години изтичат

# Откази

oversight-refused-agency = АКСУ още не е уведомена за несъответствието.
oversight-refused-ahead = Денят още не е дошъл.
oversight-refused-before = Посещението не може да е преди заповедта.
oversight-refused-consent = Без съгласие, за което се знае пред кого е дадено, думи на потребител не се вписват.
oversight-refused-day = Този ден не е възможен тук.
oversight-refused-empty = Още нищо не е прегледано.
oversight-refused-end = Краят не може да е преди началото.
oversight-refused-evidence = „Изпълнен“ иска документ или снимка. Отговорът е запазен, но не се брои.
oversight-refused-followed = За това предписание вече е отбелязано.
oversight-refused-identifier = В текста има нещо, което прилича на ЕГН или ЛНЧ. Махнете го.
oversight-refused-letter = Писмо до АКСУ се праща веднъж и само при доклад с несъответствие.
oversight-refused-order = Няма заповед за проверката.
oversight-refused-past = Новата стойност не може да важи със задна дата.
oversight-refused-planned = Доставчикът вече е в програмата за тази година.
oversight-refused-programme = Програмата е празна.
oversight-refused-second = Доставчикът има открита проверка. Приключете я или я отменете.
oversight-refused-span = Проверката не може да започне преди днес, нито да свърши преди началото си.
oversight-refused-state = На тази стъпка това не може да се направи.
oversight-refused-unproven = Има показатели, посочени като изпълнени без доказателство. Допълнете ги.
oversight-refused-unsent = Докладът още не е изпратен на доставчика.
oversight-refused-year = Тази година е минала.
oversight-wrong-number = Въведете цяло число, което е възможно тук.
oversight-wrong-month = Въведете месец от 1 до 12.
oversight-wrong-service = Услугата не е на този доставчик.
