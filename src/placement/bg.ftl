### Ползване на услуга: от подписаната оценка до услугата и нейния край

nav-provider = Насочвания
nav-placements = Ползване
right-placement-read = Вижда ползването на услуги, местата и списъците на чакащите
right-placement-provider = Отговаря като доставчик по насочванията към своите услуги
right-placement-write = Работи с ползването на услуги
people-of-placement = Ползване на услуги

placement-list = Ползване на услуги
placement-list-empty = Няма ползване, което отговаря на филтрите.
placement-table = Таблица
placement-all-open = Всички текущи
placement-state-all = Всички, и приключилите
placement-officer = Служител
placement-officer-mine = Моите
placement-overdue-yes = Просрочени
placement-column-person = Лице
placement-column-service = Услуга
placement-column-state = Състояние
placement-column-next = Следваща стъпка
placement-column-due = Срок
placement-due-late = { $days ->
    [one] с { $days } ден закъснение
   *[other] с { $days } дни закъснение
}
placement-due-today = днес
placement-due-in = { $days ->
    [one] след { $days } ден
   *[other] след { $days } дни
}

placement-state-at_provider = При доставчика
placement-state-waiting = В списъка на чакащите
placement-state-offered = Предложено място
placement-state-assessed = Оценено, предстои договор
placement-state-refused = Отказ на доставчика
placement-state-appealed = Отказът се обжалва
placement-state-choice_again = Нов избор на услуга
placement-state-in_service = Ползва услугата
placement-state-review = Оценка преди края на договора
placement-state-arrears = Неплатена такса
placement-state-ended = Приключило
placement-state-closed = Не е започнало

placement-next = Следваща стъпка
placement-next-await_assessment = Индивидуална оценка и план от доставчика
placement-next-ask_waiting = Питане дали още желае услугата
placement-next-await_offer = Отговор на предложеното място
placement-next-sign_contract = Подписване на договор
placement-next-await_appeal = Изтичане на срока за обжалване на отказа
placement-next-await_court = Решение по жалбата
placement-next-choose_again = Помощ за избор на друга услуга
placement-next-write_contract = Оформяне на започналата спешна подкрепа
placement-next-report_contract = Съобщение за договора
placement-next-update_plan = Актуализиране на оценката и плана
placement-next-evaluate = Доклад за оценка преди края
placement-next-prolong_or_end = Продължаване или край на договора
placement-next-await_payment = Плащане на таксата

placement-task-assessment = Очаква се индивидуална оценка
placement-task-ask = Питане на чакащ
placement-task-offer = Очаква се отговор за място
placement-task-appeal = Изтича срокът за обжалване на отказ
placement-task-again = Избор на друга услуга
placement-task-report = Очаква се съобщение за договор
placement-task-update = Актуализиране на план
placement-task-evaluate = Доклад за оценка
placement-task-prolong = Край на договор
placement-task-payment = Неплатена такса

placement-person-file = Досие на лицето
placement-to-delivery = Предоставяне по дни
placement-to-case = Към случая и предварителната оценка
placement-open = Преглед
placement-service = Услуга
placement-provider = Доставчик
placement-address = Адрес
placement-duration = Ползване
placement-duration-short = краткосрочно (до 6 месеца)
placement-duration-medium = средносрочно (до 1 година)
placement-duration-long = дългосрочно (от 1 до 3 години)
placement-duration-residential = резидентна грижа
placement-places = Места
placement-places-line = { $free ->
    [0] няма свободни места
    [one] { $free } свободно място
   *[other] { $free } свободни места
} от { $total }; чакащи: { $waiting }
placement-in-line = Ред в списъка
placement-waits-ordered = { $place }-и по ред на вписване, от { $day } (чл. 79, ал. 3 ЗСУ)
placement-waits-urgent = { $place }-и, пред останалите: спешна подкрепа, от { $day } (чл. 79, ал. 4 ЗСУ)
placement-skipped = На { $day } мястото е предложено на друг чакащ: { $ground }. { $words }
placement-stated-on = Желанието е заявено пред доставчика на
placement-stated-hint = Денят, в който лицето е представило предварителната оценка. От него тече срокът за индивидуалната оценка.
placement-stated-wrong = Денят не може да е в бъдещето или преди подписването на оценката.
placement-timeline = Какво се случи
placement-actions = Какво още може да се направи
placement-late = след срока
placement-term = Срок
placement-late-warning = Срокът за „{ $step }“ е изтекъл на { $day }.
placement-died = Лицето е починало. Приключете ползването.
placement-service-closed = Услугата е закрита.

placement-begin = Към доставчика
placement-begin-button = Започни
placement-begin-lead = Лицето представя предварителната оценка на избрания доставчик (чл. 14, ал. 2 ППЗСУ). Ако няма свободно място, то се вписва в списъка на чакащите и валидността на оценката спира да тече.
placement-begun = Оценката е представена. Запазено е място, докато доставчикът направи индивидуална оценка.
placement-begun-waiting = Няма свободно място. Лицето е вписано в списъка на чакащите.
placement-valid-until = Оценката важи до { $day }
placement-urgent = Спешна подкрепа
placement-urgent-none = Не
placement-urgent-crisis = При кризисна ситуация
placement-urgent-violence = При домашно насилие
placement-urgent-trafficking = При трафик
placement-urgent-reason = Основание за спешността
placement-urgent-hint = Само спешната подкрепа изпреварва чакащите (чл. 79, ал. 4 ЗСУ). Записва се кой и защо.
placement-urgent-begin = Спешна подкрепа без насочване
placement-urgent-lead = Подкрепата е започнала веднага, без предварителна оценка (чл. 77, ал. 3 ЗСУ). Уведомете дирекция „Социално подпомагане“ незабавно.
placement-urgent-on = Подкрепата е започнала на
placement-urgent-done = Спешната подкрепа е вписана. Уведомете ДСП.

placement-offer = Предлагане на място
placement-offer-button = Предложи мястото
placement-offer-lead = Мястото се запазва за лицето до последния ден за отговор. Отпечатва се писмо с номер.
placement-offer-passes = { $count ->
    [one] Пред лицето в списъка стои { $count } чакащ. Запишете защо мястото не се предлага на него.
   *[other] Пред лицето в списъка стоят { $count } чакащи. Запишете защо мястото не се предлага на тях.
}
placement-offer-done = Мястото е предложено и запазено.
placement-offer-of = Предложено място от { $day }
placement-answer-by = Последен ден за отговор
placement-answer-hint = По подразбиране три работни дни; срокът е на общината.
placement-answer-past = Последният ден не може да е минал.
placement-how = Как е съобщено
placement-how-phone = по телефон
placement-how-person = лично
placement-how-letter = с писмо
placement-how-mail = по електронна поща
placement-skip = Защо се прескачат
placement-skip-declined = не желаят мястото сега
placement-skip-unreachable = не се откриват на посочените телефон и адрес
placement-skip-unsuitable_unit = мястото не е подходящо за тях (пол, възраст, достъпност)
placement-skip-other = друга причина
placement-skip-reason = Обяснение
placement-skip-hint = Ще се вижда при всеки прескочен чакащ.
placement-answer = Отговор
placement-answer-open = чака се отговор
placement-answer-accepted = приема мястото
placement-answer-declined = не го желае сега, остава в списъка
placement-answer-lapsed = не отговори в срок
placement-answer-lead = Последният ден за отговор е { $day }.
placement-answered-on = Отговорено на
placement-accepted = Мястото е прието. Тече срокът за индивидуална оценка.
placement-declined = Мястото е свободно за следващия. Лицето запазва реда си.
placement-still = Още ли желае услугата
placement-still-lead = Чакащите се питат през време, което общината определя. Който не желае повече, излиза от списъка.
placement-still-answer = Желае ли още услугата
placement-still-yes = да, чака
placement-still-no = не желае повече
placement-still-on = Попитан на
placement-still-done = Записано. Ще бъде попитан отново.

placement-assess = Индивидуална оценка и план
placement-assess-lead = Индивидуалната оценка се прави от екип на доставчика с участието на лицето, до 20 дни от заявеното желание (чл. 25 ППЗСУ). Ако услугата не отговаря на потребностите, оценката е и мотивиран отказ.
placement-assess-done = Оценката и планът са получени. Предстои договор.
placement-update = Актуализирана оценка и план
placement-update-lead = Новата версия стои до предишните.
placement-update-done = Актуализацията е записана.
placement-fits = Отговаря ли услугата на потребностите
placement-fits-yes = да
placement-fits-no = не – мотивиран отказ (чл. 78, ал. 5, т. 2 ЗСУ)
placement-assessed-on = Подписана на
placement-assessed-wrong = Денят не може да е в бъдещето или преди заявеното желание.
placement-received-on = Получена в общината на
placement-received-wrong = Не може да е получена преди подписването или в бъдещето.
placement-team = Екип
placement-team-hint = По един служител на ред – име и длъжност, поне двама (чл. 25, ал. 4 ППЗСУ).
placement-conclusions = Изводи и препоръки
placement-conclusions-hint = При отказ – мотивите. Без диагнози.
placement-planned-on = План от
placement-planned-hint = Не се попълва при отказ: план не се прави.
placement-planned-needed = Впишете деня на плана.
placement-plan = План за подкрепа
placement-plan-hint = Цели, дейности с честота и изпълнители, очаквани резултати, срокове (чл. 28, ал. 1 ППЗСУ).
placement-plan-needed = Впишете плана или приложете документа.
placement-plan-of = Оценка { $number } от { $day }
placement-file = Документът на доставчика
placement-file-hint = PDF, JPEG или PNG до 8 MB.

placement-refuse = Отказ: не предоставя услугата
placement-refuse-lead = Доставчик отказва само на две основания. Това е първото – не предоставя заявените услуги (чл. 78, ал. 5, т. 1 ЗСУ). За второто запишете индивидуалната оценка.
placement-refuse-ground = Основание
placement-ground-not_provided = не предоставя заявените услуги (т. 1)
placement-ground-unfit = оценката показва, че услугата не отговаря на потребностите (т. 2)
placement-refuse-reason = Мотиви
placement-refuse-hint = Кои услуги може да предостави и къде има търсените (чл. 19, ал. 1 ППЗСУ).
placement-refused-on = Отказано на
placement-child-order = Насочване по Закона за закрила на детето
placement-refusal-of = Отказ от { $day }
placement-refuse-done = Отказът е записан.
placement-appeal = Жалба срещу отказа
placement-appeal-lead = Отказът се обжалва от лицето, от ДСП или от общината, която е насочила (чл. 20, ал. 3 ППЗСУ).
placement-appeal-by = Кой обжалва
placement-appeal-by-person = лицето
placement-appeal-by-dsp = дирекция „Социално подпомагане“
placement-appeal-by-municipality = общината
placement-appealed-on = Обжалван на
placement-appeal-done = Жалбата е записана.
placement-appeal-end = Изход от жалбата
placement-outcome = Изход
placement-outcome-upheld = отказът е отменен
placement-outcome-rejected = отказът остава
placement-outcome-on = Решено на
placement-outcome-done = Изходът е записан.
placement-do-not-appealed = Никой не обжалва – нов избор
placement-choice-open = Може да се избере друга услуга.
placement-reasons = Текстове за мотиви
placement-reasons-lead = Готови текстове за мотиви при отказ, край на договор и спешна подкрепа. Който пише мотиви, избира текст и добавя свой абзац. Вече написаното не се променя от нова версия.
placement-reasons-empty = Още няма текстове.
placement-reason-new = Нов текст за мотиви
placement-reason-lead = Текстът се предлага при писане на мотиви от този вид.
placement-reason-change = Нова версия на текста
placement-reason-change-lead = Новата версия важи от следващото избиране. Издадените документи остават с текста, с който са издадени.
placement-reason-kind = За какво е
placement-reason-not_provided = отказ: не предоставя услугата
placement-reason-unfit = отказ след индивидуалната оценка
placement-reason-end = край на договор
placement-reason-urgent = спешна подкрепа извън реда
placement-reason-title = Кратко име
placement-reason-body = Текст
placement-reason-body-hint = Пише се с изречения към лицето. Посочете члена, когато мотивът идва от закона.
placement-reason-now = Текст и версия
placement-reason-version = версия { $number } от { $day }
placement-reason-retired = не се предлага от { $day }
placement-reason-retire = Спри предлагането
placement-reason-offer = Предлагай отново
placement-reason-saved = Текстът е записан.
placement-reason-retired-done = Текстът вече не се предлага.
placement-reason-offered = Текстът се предлага отново.
placement-reason-pick = Готов текст за мотивите (по желание)
placement-end-reason = Мотиви (по желание)
placement-end-reason-hint = Собствен абзац; отпечатва се под готовия текст, ако сте избрали такъв.
placement-far-m = { $count } м по въздух
placement-far-km = { $count } км по въздух
placement-far-settlement = (до населеното място)
placement-far-unknown = разстоянието не е известно
placement-again-lead-from = Услугите са подредени: първо със свободно място, после по-близките. Разстоянието е по въздух от { $place }.
placement-again-elsewhere = Не може да се предложи оттук: насочва { $who } – { $title } ({ $articles })
placement-shares = Места по финансиране: държава { $state }, община { $municipal }, собствени средства { $own }.
placement-again = Избор на друга услуга
placement-again-lead = Услуги от същия вид, първо тези със свободни места. Новият доставчик прави нова индивидуална оценка (чл. 21, ал. 2 ППЗСУ).
placement-again-none = Няма друга отворена услуга от този вид. Потърсете в каталога услуга от друг вид или направете нова предварителна оценка.
placement-again-done = Избрана е друга услуга.
placement-free-count = { $count ->
    [0] няма свободни места
    [one] { $count } свободно място
   *[other] { $count } свободни места
}
placement-free-unknown = броят на местата не е въведен

placement-contract = Договор
placement-contract-lead = Седемте точки на договора са по чл. 40 ППЗСУ. Планът за подкрепа е неделима част.
placement-contract-done = Договорът е записан и се отпечатва.
placement-contract-of = Договор { $number } от { $day }
placement-signed-on = Подписан на
placement-from-on = Начало
placement-until-on = Край
placement-until-hint = По продължителността на ползване (чл. 16, ал. 2 ЗСУ).
placement-until-wrong = Краят е след началото.
placement-until-long = Краят е след най-дългото ползване за тази продължителност (чл. 16, ал. 2 ЗСУ).
placement-from-wrong = Началото не може да е преди подписването.
placement-subject = Предмет
placement-subject-hint = Вид, профил и продължителност на услугата.
placement-manner = Начин и място
placement-manner-hint = Часове, дни, адрес.
placement-duties = Права и задължения
placement-duties-usual = Доставчикът предоставя услугата според плана за подкрепа. Лицето участва в дейностите и спазва условията на услугата.
placement-fee = Такса на месец, €
placement-fee-none = не се дължи такса
placement-fee-wrong = Впишете сума в евро с най-много два знака след запетаята.
placement-payment = Начин на плащане
placement-payment-hint = Само ако се дължи такса. Не се плаща предварително (чл. 74 ППЗСУ).
placement-payment-needed = Впишете как се плаща таксата.
placement-ending = Прекратяване и продължаване
placement-ending-usual = По взаимно писмено съгласие, с изтичане на срока и на другите основания по чл. 41 ППЗСУ. Продължава се при нужда и желание на лицето.
placement-report = Съобщение за договора
placement-report-lead = Доставчикът съобщава за подписан или продължен договор до 5 работни дни (чл. 43 ППЗСУ).
placement-reported-on = Съобщено на
placement-report-done = Съобщението е записано.
placement-updated-on = Последна актуализация
placement-evaluate = Доклад за оценка
placement-evaluate-lead = Преди края на договора доставчикът показва постигнати ли са резултатите от плана (чл. 38 ППЗСУ).
placement-evaluated-on = Доклад от
placement-evaluation = Доклад за оценка
placement-evaluation-hint = Постигнатите резултати, нужда от продължаване и желанието на лицето.
placement-evaluate-done = Докладът е записан.
placement-prolong = Продължаване на договора
placement-prolonged = Договорът е продължен.

placement-unpaid = Три неплатени месеца
placement-unpaid-lead = Услугата се прекратява, ако таксата не се плати в едномесечен срок. Не се прилага за лицата по чл. 103, ал. 1 ЗСУ.
placement-unpaid-on = Трите месеца са навършени на
placement-unpaid-done = Записано. Тече едномесечният срок.
placement-paid-done = Плащането е записано.
placement-end = Край на ползването
placement-end-button = Приключи
placement-end-lead = Договорът се прекратява само на основанията по чл. 41 ППЗСУ. Мястото се освобождава.
placement-end-ground = Основание за края
placement-end-mutual = по взаимно писмено съгласие (т. 1)
placement-end-expired = изтекъл срок (т. 2)
placement-end-died = смърт на лицето (т. 3)
placement-end-service_ended = услугата е прекратена (т. 4)
placement-end-provider_ended = доставчикът е прекратен или лицензът е отнет (т. 5)
placement-end-notice = предизвестие от лицето (т. 6)
placement-end-reached = постигнати резултати (т. 7)
placement-end-impossible = резултатите не могат да се постигнат (т. 8)
placement-end-unpaid = неплатена такса (т. 9)
placement-notice-on = Предизвестие от
placement-notice-hint = Само при край с предизвестие: седем дни по-рано.
placement-notice-needed = Впишете деня на предизвестието.
placement-end-on = Последен ден
placement-end-early = На това основание най-ранният ден е { $day }.
placement-end-done = Ползването е приключено и мястото е свободно.
placement-close = Отказване преди договора
placement-close-button = Приключи
placement-close-lead = Ползването приключва, преди да е започнало. Мястото или редът се освобождават; докато оценката важи, тя може да се представи на друг доставчик.
placement-close-ground = Защо
placement-close-withdrawn = лицето не желае повече
placement-close-died = лицето е починало
placement-close-moved = лицето се премести в друга община
placement-close-expired = предварителната оценка вече не важи
placement-close-mistake = вписано по погрешка
placement-close-on = От
placement-closed-done = Приключено. Мястото е свободно.

placement-do-assess = Впиши индивидуалната оценка
placement-do-support = Оценка и план в системата
placement-do-offer = Предложи място
placement-do-ask = Питай дали още чака
placement-do-answer = Впиши отговора
placement-do-contract = Впиши договора
placement-do-again = Избери друга услуга
placement-do-report = Впиши съобщението за договора
placement-do-update = Впиши актуализация
placement-do-evaluate = Впиши доклада за оценка
placement-do-prolong = Продължи договора
placement-do-paid = Таксата е платена
placement-do-revoke = Спри връзката

placement-link = Безопасна връзка към доставчика
placement-link-button = Направи връзката
placement-link-lead = Доставчикът вижда само това насочване и отговаря веднъж, без профил. Връзката важи до { $day }; предишните спират. Отпечатва се писмо с нея.
placement-link-email = Електронна поща на доставчика (по желание)
placement-link-email-wrong = Това не е адрес на електронна поща.
placement-link-done = Връзката е готова. Писмото с нея е в документите на лицето.
placement-link-address = Адресът на връзката
placement-link-open = изпратена, още не е отворена
placement-link-opened = отворена, чака се отговор
placement-link-answered = отговорено
placement-link-expired = изтекла
placement-link-revoked = Връзката е спряна.

placement-door-title = Насочване към вашата услуга
placement-door-answer = Вашият отговор
placement-door-accepted = Приемаме: започваме индивидуална оценка
placement-door-accepted-hint = Оценката и планът се правят до { $day }.
placement-door-full = Нямаме свободно място: вписваме в списъка на чакащите
placement-door-full-hint = Лицето запазва реда си (чл. 79 ЗСУ).
placement-door-not_provided = Не предоставяме заявената услуга
placement-door-not_provided-hint = Посочете какво можете да предоставите (чл. 78, ал. 5, т. 1 ЗСУ).
placement-door-reason = Обяснение
placement-door-reason-hint = Задължително, когато не приемате. Без здравни данни.
placement-door-name = Кой отговаря: име и длъжност
placement-door-send = Изпрати отговора
placement-door-until = Връзката важи до { $day } и за един отговор.
placement-door-answered = Отговорът ви е получен на { $at }: { $answer }.
placement-door-moved = По това насочване вече не се чака отговор.
placement-door-expired = Връзката е изтекла. Обърнете се към общината за нова.
placement-door-revoked = Връзката е спряна от общината.
placement-door-late = Отговорът не е записан: връзката вече е използвана, изтекла или спряна.
placement-born = Година на раждане
placement-phone = Телефон
placement-speaker = Представител
placement-assessment = Предварителна оценка
placement-assess-by = Индивидуална оценка до

placement-waiting-lists = Места и чакащи
placement-lists-lead = Услугите с въведени места и тези, за които някой чака. Изберете услуга, за да видите списъка по ред.
placement-lists-empty = Още няма въведени места и никой не чака.
placement-total = Всички места
placement-funded = От тях с държавно финансиране
placement-taken = Заети
placement-reserved = Запазени
placement-free = Свободни
placement-waiting = Чакащи
placement-unit = Звено
placement-unit-whole = Цялата услуга
placement-unit-title = Места на услугата
placement-unit-lead = Заетите места се броят сами, когато договор започне или приключи. Тук впишете колко хора вече ползват услугата.
placement-unit-new = Добави звено
placement-unit-done = Местата са записани.
placement-unit-twice = Услугата вече има такова звено.
placement-units-empty = Местата на тази услуга не са въведени: никой не се отказва заради тях.
placement-number-wrong = Впишете цяло число.
placement-funded-wrong = Не може да са повече от всички места.
placement-total-wrong = Заетите и запазените места са повече от всички.
placement-updated = Преброено
placement-in-order = Чакащи по ред
placement-line-empty = Никой не чака.
placement-order-why = Редът е по вписване (чл. 79, ал. 3 ЗСУ). Пред всички е само спешната подкрепа (ал. 4).
placement-place = Ред
placement-entered = Вписан на
placement-forecast = Свободни места напред
placement-forecast-lead = По сегашните свободни места и края на договорите, ако никой не бъде продължен.

placement-refused-state = Това не може да се направи в сегашното състояние.
placement-refused-full = Няма свободно място.
placement-refused-free = Има свободно място: никой не се вписва в списъка.
placement-refused-order = Пред лицето има чакащи. Запишете защо мястото не се предлага на тях.
placement-refused-lapsed = Срокът за отговор е изтекъл. Мястото се предлага на следващия.
placement-refused-child = Когато детето е насочено по Закона за закрила на детето, доставчикът не може да откаже на това основание (чл. 19, ал. 2 ППЗСУ).
placement-refused-team = Оценяват поне двама служители (чл. 25, ал. 4 ППЗСУ).
placement-refused-appeal = Срокът за обжалване още не е изтекъл.
placement-refused-licence = Доставчикът няма лиценз за този ден.
placement-refused-early = Този ден още не е дошъл.
placement-refused-fee = Таксата за тази услуга не е за държавата.
placement-refused-nothing = Няма избрана услуга, която може да се представи сега: оценката не е връчена, не важи или услугата вече е при доставчик.
placement-day-future = Денят не може да е в бъдещето.
placement-day-wrong = Денят не може да е в бъдещето или преди заявеното желание.

placement-paper-letter-ground = чл. 14 ППЗСУ
placement-paper-letter-text = Насочваме към Вас лицето за ползване на избраната от него социална услуга. Предварителната оценка се представя от лицето.
placement-paper-letter-end = Отговорете до { $day } на адрес: { $link }. Връзката важи за един отговор и не изисква профил.
placement-paper-offer-ground = чл. 79 ЗСУ
placement-paper-offer-text = Освободи се място в услугата, за която чакате. Пазим го за Вас до { $day }.
placement-paper-offer-end = Обадете се или елате, за да кажете дали го приемате. Ако сега не можете, запазвате реда си в списъка.
placement-paper-contract-ground = чл. 39 и 40 ППЗСУ
placement-paper-contract-text = Днес, { $day }, се сключи този договор между { $provider } и { $person }.
placement-paper-contract-end = Индивидуалният план за подкрепа е неделима част от договора.
placement-paper-term-title = Срок
placement-paper-term = От { $from } до { $until }.
placement-paper-evaluation-ground = чл. 38 ППЗСУ
placement-paper-evaluation-text = Доклад към { $day } за постигнатите резултати от плана за подкрепа.
placement-refusal-law-not_provided = чл. 78, ал. 5, т. 1 ЗСУ; чл. 19 ППЗСУ
placement-refusal-law-unfit = чл. 78, ал. 5, т. 2 ЗСУ; чл. 20 ППЗСУ
placement-paper-refusal-text = Съобщаваме Ви, че избраният от Вас доставчик отказа да предостави услугата.
placement-paper-refusal-title = Отказът
placement-paper-refusal-appeal = Обжалване
placement-paper-refusal-appeal-text = Може да обжалвате отказа до { $day } включително (чл. 20, ал. 3 ППЗСУ; чл. 149, ал. 1 АПК). Срокът тече от деня, в който отказът Ви е съобщен; ако научавате за него от това известие, броете от деня, в който го получавате. Жалбата се подава чрез доставчика до: { $court }. Могат да обжалват и дирекция „Социално подпомагане“ и общината, която Ви е насочила. Докато трае обжалването, доставчикът Ви предлага дейностите, които са възможни (чл. 20, ал. 4 ППЗСУ).
placement-paper-refusal-court = административния съд, който е посочен в отказа
placement-paper-refusal-objection = Доставчикът е длъжен да Ви каже кои услуги може да предостави, а ако поискате – и къде има търсените (чл. 19, ал. 1 ППЗСУ). Ако смятате, че той предоставя услугата, кажете ни или подайте сигнал до Агенцията за качеството на социалните услуги.
placement-paper-refusal-next = Какво следва
placement-paper-refusal-next-text = Ако отказът не бъде обжалван, до { $day } общината ще Ви помогне да изберете друга подходяща услуга (чл. 21 ППЗСУ). Новият доставчик прави нова индивидуална оценка. Предварителната Ви оценка остава за новия избор.
placement-paper-refusal-choice = Може още сега да изберете друга услуга или друг доставчик. Ще Ви покажем кои подходящи услуги имат свободни места и колко далеч са. Предварителната Ви оценка остава за новия избор.
placement-paper-employee = За общината
placement-paper-provider = За доставчика
placement-paper-user = Ползвател
placement-mail-subject = Насочване към Ваша услуга
placement-mail-text =
    Здравейте,

    { $municipality } насочва човек към Ваша услуга. Отворете връзката, за да видите насочването и да отговорите веднъж, без профил:

    { $link }

    Връзката важи до { $day }. В писмото няма лични данни.

placement-belonging = Ползване на услуга
placement-holding = Ползване на услуга

event-placement-begun = { $state ->
    [waiting] Оценката е представена, няма място: { $service }
   *[other] Оценката е представена на доставчика: { $service }
}
event-placement-waiting = Вписване в списъка на чакащите: { $service }
event-placement-urgent = Започна спешна подкрепа: { $service }
event-placement-offered = Предложено място до { $day }: { $service }
event-placement-answered = { $answer ->
    [accepted] Прието място: { $service }
    [declined] Мястото не е желано сега: { $service }
   *[lapsed] Няма отговор за мястото: { $service }
}
event-placement-asked = Още чака: { $service }
event-placement-assessed = Индивидуална оценка и план от { $day }: { $service }
event-placement-updated = Актуализирани оценка и план от { $day }: { $service }
event-placement-refused = { $ground ->
    [unfit] Мотивиран отказ след оценката: { $service }
   *[not_provided] Доставчикът не предоставя услугата: { $service }
}
event-placement-appealed = { $how ->
    [late] Отказът е обжалван на { $day }, след срока: { $service }
   *[in_time] Отказът е обжалван на { $day }: { $service }
}
event-placement-appeal-ended = { $outcome ->
    [upheld] Отказът е отменен на { $day }: { $service }
   *[rejected] Отказът остава, решение от { $day }: { $service }
}
event-placement-choice-open = Предстои избор на друга услуга вместо: { $service }
event-placement-refusal-notice = Известие за отказ на доставчика: { $service }
event-placement-contracted = Договор от { $from } до { $until }: { $service }
event-placement-prolonged = Продължен договор до { $until } (от { $from }): { $service }
event-placement-reported = Договорът е съобщен на { $day }: { $service }
event-placement-evaluated = Доклад за оценка от { $day }: { $service }
event-placement-unpaid = Три неплатени месеца към { $day }: { $service }
event-placement-paid = Таксата е платена: { $service }
event-placement-ended = Край на ползването на { $day } ({ $ground ->
    [mutual] взаимно съгласие
    [expired] изтекъл срок
    [died] смърт
    [service_ended] край на услугата
    [provider_ended] край на доставчика
    [notice] предизвестие
    [reached] постигнати резултати
    [impossible] непостижими резултати
   *[unpaid] неплатена такса
}): { $service }
event-placement-closed = Не започна ({ $ground ->
    [withdrawn] не желае повече
    [died] смърт
    [moved] преместване
    [expired] изтекла оценка
    [replaced] друг избор
   *[mistake] грешка
}): { $service }
event-placement-link = Безопасна връзка към доставчика: { $service }
event-placement-link-revoked = Безопасната връзка е спряна: { $service }
event-placement-provider-said = Доставчикът отговори ({ $answer ->
    [accepted] приема
    [full] няма място
   *[not_provided] не предоставя
}): { $service }
event-placement-unit = Места на услуга: { $service }, всичко { $total }

share-placement-begun = Оценката е представена на доставчика: { $service }
share-placement-waiting = Вписани сте в списъка на чакащите: { $service }
share-placement-offered = Предложено ви е място до { $day }: { $service }
share-placement-refusal-notice = Издадено ви е известие за отказ на доставчика: { $service }
share-placement-contracted = Договор от { $from } до { $until }: { $service }
share-placement-ended = Ползването приключи на { $day }: { $service }
placement-answer-early = Срокът за отговор още не е изтекъл.
placement-told-answer = Отговор: приема ли доставчикът лицето
placement-told-assessment = Индивидуална оценка и план за подкрепа
placement-told-contract = Договор за ползване на услугата
placement-link-for = Какво се иска от доставчика
placement-door-assessment = оценката и планът са изпратени
placement-door-contract = договорът е съобщен
placement-door-thanks = Записано е. Благодарим ви.
placement-desk-title = Насочвания към нашите услуги
placement-desk-asked = Какво се чака от вас
placement-desk-empty = Няма такива насочвания.
placement-desk-unset = Профилът ви още не е свързан с доставчик. Обърнете се към администратора на общината.
placement-desk-nothing = По това насочване сега не се чака нищо от вас.
placement-accounts-title = Профили на доставчици
placement-accounts-lead = Профил с роля „Доставчик на социална услуга“ вижда само насочванията към услугите на избрания доставчик и отговаря по тях.
placement-accounts-none = Няма профил с роля „Доставчик на социална услуга“. Първо го създайте в „Общината“ – „Служители“.
placement-accounts-saved = Профилите са свързани с доставчиците.
placement-mail-reminder = Напомняне: насочване към Ваша услуга чака отговор
placement-accepted-on = Приета от доставчика
event-provider-accounts-set = Променена е връзката на { $count } профила с доставчици
placement-contracts = Договори
placement-contract-number = Номер
placement-contracts-from = Подписани от
placement-contracts-until = до
placement-contracts-empty = Няма такива договори.
placement-contracts-none = Нито един от тези договори няма документ за отпечатване.
placement-contracts-print = Отпечатай всички от списъка
placement-batch = Отпечатване на договори
placement-batch-so-far = Готови са { $done } от { $all }.
placement-batch-hint = Страницата се обновява сама. Може да я затворите: отпечатването продължава.
placement-batch-file = Изтегли договорите (ZIP)
placement-batch-busy = Договорите още се отпечатват.
placement-refusals = Откази на доставчици
placement-refusals-empty = Няма откази за този период.
placement-refusal-ground = Основание
placement-refusal-term = Срок
placement-refusal-late = след срока
placement-refusal-open = обжалван на { $day }
placement-mark = Какво стана с отказа
placement-mark-late = Изпратени след срока
placement-mark-appealed = Обжалвани
placement-mark-open = Обжалвани, без решение
placement-mark-upheld = Отменени
placement-mark-rejected = Потвърдени
placement-from = От
placement-until = До
placement-statistics = Откази, приключване и чакане
placement-tile-first = Не предоставя услугата (т. 1)
placement-tile-second = Не отговаря на потребностите (т. 2)
placement-ends = Приключило ползване
placement-ends-empty = Никое ползване не е приключило в този период.
placement-count = Брой
placement-waits = Чакане
placement-waits-hint = Чакащите са към днес; настанените – в избрания период.
placement-waits-empty = Никой не чака и никой не е чакал.
placement-wait-now = Чакат днес
placement-wait-longest = Най-дълго чакане днес, дни
placement-wait-placed = Получили място след чакане
placement-wait-median = Обичайно чакане (медиана), дни
placement-trial = Проба на настаняване
placement-trial-lead = Вижте кой би получил място и кога, преди да предложите нещо. Нищо не се записва.
placement-trial-until = Гледай до
placement-trial-extra = Ако се открият още места
placement-trial-again = Пресметни
placement-trial-in = Участва
placement-trial-chance = Място
placement-trial-from = от { $day }
placement-trial-later = не и до този ден
placement-trial-passed = прескочен: трябва причина
placement-trial-out = не участва
placement-trial-result = До { $day } място получават { $placed } от { $all } чакащи; прескочени: { $passed }.
