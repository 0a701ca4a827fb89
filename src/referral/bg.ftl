# Думите на страниците за насочване.
referral-list = Насочване
referral-list-empty = Няма случаи с тези филтри. Случай се открива със заявено желание.
referral-all-open = Всички отворени
referral-column-person = Човек
referral-column-service = Желана услуга
referral-column-state = Състояние
referral-column-next = Следва
referral-column-due = Срок
referral-column-officer = Служител
referral-search = Име
referral-search-hint = Може и с грешка или на латиница
referral-search-number = По ЕГН или друг номер се търси в „Хора“: номер не бива да остава в адреса на страница.
referral-export-xlsx = Свали за Excel (XLSX)
referral-export-csv = като таблица (CSV)
referral-column-closed = Приключен на
referral-column-wish = Желание от
referral-file-protected = защитено лице
referral-officer-mine = Моите
referral-overdue-yes = Само просрочени
referral-kind = Вид услуга
referral-sort = Подредба
referral-sort-due = По срок
referral-sort-new = Първо новите
referral-late = Просрочено

referral-state-meeting_planning = Предстои среща
referral-state-meeting_set = Уговорена среща
referral-state-assessing = Изготвя се оценка
referral-state-po_issued = Издадена оценка
referral-state-appealed = Обжалвана оценка
referral-state-expired = Изтекла оценка
referral-state-closed_declined = Приключен с отказ на лицето
referral-state-hand_over_to_dsp = За изпращане до ДСП
referral-state-hand_over_to_municipality = За изпращане до друга община
referral-state-direct_to_provider = За упътване към доставчик
referral-state-handed_to_dsp = Изпратен до ДСП
referral-state-handed_to_municipality = Изпратен до друга община
referral-state-directed_to_provider = Упътен към доставчик
referral-state-closed = Приключен

referral-next-offer_meeting = Предлагане на среща
referral-next-agree_meeting = Съгласуване на срещата
referral-next-hold_meeting = Провеждане на срещата
referral-next-await_answer = Отговор от институция
referral-next-write_assessment = Подписана оценка
referral-next-give_assessment = Връчване на оценката
referral-next-watch_validity = Край на валидността
referral-next-follow_placement = Ход при доставчиците
referral-next-send_to_court = Изпращане на преписката в съда
referral-next-hand_over = Незабавно изпращане

referral-due-late = { $days ->
    [one] просрочено с { $days } ден
   *[other] просрочено с { $days } дни
  }
referral-due-today = днес
referral-due-in = { $days ->
    [one] след { $days } ден
   *[other] след { $days } дни
  }

referral-do-offer = Предложи среща
referral-do-agree = Лицето е съгласно
referral-do-change = Промени срещата
referral-do-missed = Лицето не дойде
referral-do-held = Запиши проведена среща
referral-do-write = Започни оценката
referral-do-continue = Продължи оценката
referral-do-hand-over = Изпрати преписката
referral-do-give = Запиши връчването
referral-do-provider = Към доставчика
referral-placements = Ползване на избраните услуги
referral-do-expire = Приключи като изтекла
referral-do-withdraw-consent = Запиши оттеглено съгласие

referral-person-file = Досие на човека
referral-last-day = Последен ден за оценката
referral-why-competent = Кой е компетентен и защо
referral-urgent-warning = Спешен случай: уведомете незабавно дирекция „Социално подпомагане“, а при опасност за живота – и МВР (112).
referral-protected-warning = Адресът на човека е защитен. Не го съобщавайте и не го записвайте в документи.
referral-late-warning = Просрочена стъпка: { $step }, срок { $day }.
referral-term-over = Срокът за оценката изтече на { $day }. Тя може да се подпише, но се отбелязва като закъсняла.
referral-validity-over = Оценката вече не е валидна за нито една избрана услуга. Нужно е ново желание.
referral-died-warning = В досието е записана смърт. Приключете случая.

referral-refused-state = Тази стъпка не е възможна в сегашното състояние на случая. Върнете се на страницата му и вижте какво следва.
referral-refused-informed = Лицето трябва да е информирано и устно, и писмено (чл. 11, ал. 4 ППЗСУ).
referral-refused-incomplete = Оценката не е попълнена: нужни са потребности, предложение и отговор на лицето за всяка услуга.
referral-refused-order = Не сте посочени в заповед на кмета, която е в сила на този ден. Само посочените служители подписват оценка (чл. 75, ал. 3 ЗСУ; чл. 10, ал. 4 ППЗСУ).
referral-refused-future = Денят не може да е след днешния.
referral-refused-before-meeting = Денят не може да е преди срещата.
referral-refused-not-given = Оценката още не е връчена.
referral-refused-given = Връчването вече е записано.
referral-refused-valid = Оценката още е валидна.
referral-refused-taken = Оценката е представена на доставчик. Първо приключете ползването на услугата или се откажете от него.
referral-time-wrong = Въведете час и минути, например 10:30.

referral-meetings = Срещи
referral-meeting-title = Предложение за среща
referral-meeting-terms = Предложете до { $offer }. Проведете срещата до { $meeting } (чл. 11 ППЗСУ).
referral-meeting-offer-late = Срокът за предложение е минал. Предложете сега: закъснението ще бъде отбелязано.
referral-meeting-day = Ден на срещата
referral-meeting-time = Час
referral-meeting-time-hint = Например 10:30
referral-meeting-place = Място
referral-meeting-where = Кое място
referral-meeting-where-hint = Адрес, стая или връзка за разговор с картина
referral-meeting-channel = Как е предложена
referral-meeting-agreed = Съгласие
referral-meeting-agreed-yes = Лицето е съгласно с деня и мястото
referral-meeting-agreed-hint = Може да се запише и по-късно.
referral-meeting-before-wish = Срещата не може да е преди желанието.
referral-meeting-saved = Срещата е записана.
referral-meeting-late = Срещата е записана. Тя е след законния срок и това е отбелязано.
referral-meeting-missed-done = Записано е, че лицето не дойде. Предложете нова среща.
referral-meeting-was-offered = предложена
referral-meeting-was-agreed = уговорена
referral-meeting-was-held = проведена
referral-meeting-was-missed = лицето не дойде
referral-meeting-was-changed = променена
referral-place-municipality = В общината
referral-place-unit = В нейно звено
referral-place-other = На друго място, определено от кмета
referral-place-remote = От разстояние с картина
referral-place-home = Където е лицето
referral-channel-in_person = Лично
referral-channel-phone = По телефона
referral-channel-email = По електронна поща
referral-channel-letter = С писмо
referral-held-title = Проведена среща
referral-held-future = Срещата не може да е в бъдещето.
referral-held-saved = Срещата е записана. Започнете оценката.
referral-held-note = Бележка от срещата
referral-held-note-hint = Пази се запечатана. Пишете само каквото е нужно за оценката.
referral-informed = Лицето е информирано за услугите, условията, реда и таксите
referral-informed-hint = Законът иска и двете (чл. 11, ал. 4 ППЗСУ).
referral-informed-orally = Устно
referral-informed-in_writing = Писмено
referral-format = Достъпен вид на информацията
referral-format-ordinary = Обикновен текст
referral-format-large_print = Едър шрифт
referral-format-easy_read = Лесен за четене текст
referral-format-sign_language = Жестов език
referral-format-interpreter = С преводач
referral-format-audio = Звукозапис или прочитане на глас

referral-way = Докъде е стигнал случаят
referral-way-wish = Желание
referral-way-meeting = Среща
referral-way-assessment = Подписана оценка
referral-way-given = Връчена оценка
referral-way-sent = Изпратена преписка
referral-way-directed = Упътен към доставчика
referral-way-by = до { $day }
referral-way-is-done = готово
referral-way-is-now = сега
referral-way-is-late = просрочено
referral-way-is-ahead = предстои
referral-way-is-off = няма да се извърши
referral-who = Кой насочва
referral-who-municipality = Нашата община
referral-who-dsp = Дирекция „Социално подпомагане“
referral-who-other_municipality = Друга община
referral-who-provider = Направо доставчикът
referral-who-nobody = Не е нужно насочване
referral-who-court = Районният съд
referral-rule = Правило
referral-scan-add = Добави сканиран документ

referral-requests = Искания до институции
referral-request-new = Ново искане
referral-request-institution = Институция
referral-request-question = Какво се иска
referral-request-question-hint = Институцията и въпросът се пазят запечатани.
referral-request-answer-hint = Накратко каквото е нужно за оценката. Пази се запечатано.
referral-request-due = Срок за отговор
referral-request-limit = Срока определя общината, най-късно { $day } (чл. 36, ал. 7 АПК).
referral-request-send = Запиши искането
referral-request-sent = Изпратено на
referral-request-answered = Отговорено на
referral-request-answer = Отговор
referral-request-record = Запиши отговора
referral-request-done = Искането е записано.
referral-answer-done = Отговорът е записан.
referral-request-past = Срокът не може да е в миналото.

referral-assessment = Предварителна оценка
referral-assessment-by = Подпишете оценката до { $day } (чл. 10, ал. 4 ППЗСУ).
referral-part-needs = Източници и потребности
referral-part-needs-hint = От какво има нужда човекът, по области.
referral-part-proposal = Предложение за услуги
referral-part-proposal-hint = Подходящи услуги, на които лицето има право.
referral-part-choice = Избор на лицето и съгласие
referral-part-choice-hint = Какво избира, за какъв срок, какво не желае.
referral-part-done = Готово
referral-part-open = За попълване
referral-part-waits = Изчаква предложението
referral-part-saved = Частта е записана.
referral-check-sign = Провери и подпиши
referral-check-waits = Когато трите части са готови, оценката се проверява и подписва.
referral-needs-lead = Пишете с участието на лицето. Без диагнози и без подробности, които не са нужни за насочването.
referral-needs-empty = Опишете потребностите поне в една област.
referral-sources = Източници на информация
referral-sources-hint = Един на ред: лицето, близки, институции.
referral-proposed = Предложени услуги
referral-no-proposal = Защо не се предлагат услуги
referral-no-proposal-hint = Само ако не се предлага нито една. Лицето може да обжалва (чл. 13, ал. 5 ППЗСУ).
referral-proposal-empty = Посочете поне една услуга или причината да няма предложение.
referral-other-refers = Към нея насочва: { $who }
referral-choice-none = Не са предложени услуги. Остава само бележката и съгласието.
referral-why = Защо е подходяща
referral-answer = Изборът на лицето
referral-answer-yes = Избира я
referral-answer-no = Не я желае
referral-answer-open = Без отговор
referral-duration = Ползване
referral-duration-hint = От него зависи докога важи оценката.
referral-duration-short = краткосрочно
referral-duration-medium = средносрочно
referral-duration-long = дългосрочно
referral-duration-residential = резидентна грижа
referral-duration-is-residential = Резидентна грижа: оценката важи по срока за нея.
referral-reason = Защо не я желае
referral-declined-note = Бележка за отказ от предложените услуги
referral-declined-note-hint = Вписва се в оценката (чл. 13, ал. 4 ППЗСУ).
referral-accompanying = Придружител или представител
referral-accompanying-hint = Име и в какво качество.
referral-consent = Съгласие за Интегрираната информационна система
referral-consent-hint = Отделно, по желание и може да бъде оттеглено (чл. 14, ал. 4 ППЗСУ).
referral-consent-yes = Дава съгласие
referral-consent-no = Не дава съгласие
referral-consent-on = Ден на отговора
referral-consent-given = Дадено на { $day }
referral-consent-withdrawn = Оттеглено на { $day }
referral-consent-none = Няма съгласие
referral-iis-on = Въведена в ИИС на
referral-do-iis = Запиши въвеждане в ИИС
referral-iis-done = Въвеждането в системата е записано.
referral-consent-done = Оттеглянето на съгласието е записано.
referral-copies = Екземпляри и копия
referral-copies-hint = Например: 2 оригинала и 1 копие за втория доставчик.

referral-sign-title = Проверка и подписване
referral-sign-late = Срокът изтече на { $day }. Подписването е възможно, но се отбелязва като закъсняло с причина.
referral-sign-order = Подписвате по заповед { $order }.
referral-sign-orders = Към заповедите на кмета
referral-sign-all-declined = Лицето не желае нито една от предложените услуги. С подписването случаят приключва, а отказът се вписва.
referral-sign-edit = Поправи преди подписване
referral-sign = Подпиши и дай номер
referral-signed-on = Ден на подписване
referral-signed-how = Как е подписана
referral-signed-paper = На хартия, от двамата
referral-signed-screen = На екран
referral-late-reason = Причина за закъснението
referral-late-reason-hint = Само при подписване след срока.
referral-late-person = Лицето не е имало възможност
referral-late-information = Чакала се е информация
referral-late-workload = Натоварване на служителите
referral-late-other = Друга причина
referral-late-note = Пояснение
referral-sealed-hint = Пази се запечатано.
referral-late-reason-needed = Посочете защо оценката се подписва след срока.
referral-checked-before = Версията, която проверихте
referral-signed-done = Оценката е подписана и има номер. Връчете я сега.
referral-signed-late-done = Оценката е подписана след срока и това е отбелязано. Връчете я сега.
referral-declined-done = Оценката е подписана с вписан отказ. Връчете я сега.
referral-po-number = Номер
referral-given = Връчена
referral-give-title = Връчване на оценката
referral-give = Как е връчена
referral-give-hint = Незабавно след подписване (чл. 13, ал. 3 ППЗСУ).
referral-give-in_person = лично
referral-give-email = по електронна поща
referral-give-post = по пощата
referral-given-done = Връчването е записано.
referral-validity-valid = валидна
referral-validity-paused = срокът е спрян
referral-validity-expired = изтекла
referral-expired-done = Случаят е приключен като изтекъл.

referral-pauses = Време, което не се брои
referral-pause-new = Спри срока
referral-pause-ground = Основание
referral-pause-hospital = Болнично лечение
referral-pause-waiting = Списък на чакащите
referral-pause-restriction = Ограничение на услугата
referral-pause-appeal = Обжалване
referral-pause-first = Първи ден
referral-pause-last = Последен ден
referral-pause-end = Край на спирането
referral-pause-lead = Това време не се брои за валидността (чл. 16, ал. 2 ППЗСУ).
referral-pause-open = Оставете празно, докато причината продължава.
referral-pause-first-wrong = Първият ден е след подписването и не е в бъдещето.
referral-pause-last-wrong = Последният ден не е преди първия и краят не е в бъдещето.
referral-pause-done = Срокът е преизчислен.

referral-appeal-new = Запиши обжалване
referral-appeal-lead = Последният ден за обжалване е { $day }. По-късна жалба също се записва, с отбелязване.
referral-appeal-end = Запиши края на обжалването
referral-appeal-last = Обжалване до
referral-appealed-on = Обжалвана на
referral-appeal-outcome = Изход
referral-appeal-upheld = жалбата е уважена
referral-appeal-rejected = жалбата е отхвърлена
referral-appeal-withdrawn = жалбата е оттеглена
referral-appeal-ended-on = Ден на края
referral-appeal-day = Проверете деня: не преди връчването и не в бъдещето.
referral-appeal-done = Обжалването е записано. Срокът на валидност е спрян.
referral-appeal-ended-done = Краят на обжалването е записан.

referral-documents = Документи
referral-document-assessment = Предварителна оценка
referral-document-letter = Писмо за изпращане на преписка
referral-document-direction = Писмо за упътване към доставчик
referral-document-scan = Сканиран документ
referral-scan = Сканиран подписан документ
referral-scan-hint = PDF, JPEG или PNG до 8 MB
referral-scan-title = Сканиран подписан документ
referral-scan-none = Изберете файл.
referral-scan-large = Файлът е над 8 MB.
referral-scan-kind = Файлът не е PDF, JPEG или PNG, каквото и да пише в името му.
referral-scan-differs = Файлът не е това, което пише в името му. Отворете го и го запазете наново като PDF, JPEG или PNG.
referral-scan-done = Документът е добавен.
referral-timeline = История

referral-actions = Други действия
referral-older = По-стари записи
referral-close-title = Приключи случая
referral-close-lead = Приключен случай не се отваря отново. Ново желание открива нов случай.
referral-close-why = Защо приключва
referral-close-withdrawn = Лицето оттегли желанието
referral-close-died = Лицето е починало
referral-close-button = Приключи случая
referral-closed-done = Случаят е приключен.
referral-annul = Анулирай и напиши отново
referral-annul-why = Защо се анулира подписаната оценка
referral-annul-mistake = Грешка в оценката
referral-annul-new_facts = Нови обстоятелства
referral-annul-appeal = Уважена жалба
referral-annul-other = Друга причина
referral-annul-note = Пояснение
referral-annul-hint = Двете оценки остават. Новата получава свой номер.
referral-annulled-done = Оценката е анулирана. Напишете я отново.
referral-annulled-line = Анулирана { $number } на { $day }: { $reason }

referral-hand-over-title = Изпращане на преписката
referral-hand-over-late = Преписката се изпраща незабавно. Денят е минал и закъснението се отбелязва.
referral-hand-over-hand_over_to_dsp = Компетентна е дирекция „Социално подпомагане“. Изпратете ѝ преписката незабавно и кажете на лицето.
referral-hand-over-hand_over_to_municipality = Компетентна е друга община. Изпратете ѝ преписката незабавно и кажете на лицето.
referral-hand-over-direct_to_provider = Не е нужно насочване. Упътете лицето към доставчика.
referral-receiver = До кого
referral-receiver-address = Адрес
referral-sent = Как
referral-sent-ssev = През системата за сигурно връчване
referral-sent-email = По електронна поща
referral-sent-courier = С куриер или по пощата
referral-sent-in_person = Лично
referral-handed-on = Ден на изпращане
referral-letter-note = Допълнение към писмото
referral-hand-over-button = Издай писмото и запиши
referral-handed-done = Писмото е издадено и изпращането е записано.

referral-dsp = Дирекция „Социално подпомагане“
referral-letter-title = Писмо { $number }
referral-letter-subject = Изпращане на преписка по заявено желание за социална услуга
referral-letter-urgent = Спешно уведомление за лице в нужда от незабавна подкрепа
referral-letter-opening = Изпращаме Ви по компетентност заявено желание за услугата „{ $service }“. Лицето е уведомено.
referral-letter-opening-urgent = Уведомяваме Ви незабавно за лице, което заяви желание за услугата „{ $service }“.
referral-letter-urgent-text = Насочването се извършва незабавно от дирекцията (чл. 10, ал. 5 ППЗСУ).
referral-letter-danger = да, уведомете и МВР
referral-letter-no-danger = не е заявена
referral-letter-for = За общината
referral-letter-mayor = Кмет
referral-letter-made-by = Изготвил
referral-urgent-crisis = лице в кризисна ситуация
referral-urgent-violence = лице, пострадало от домашно насилие
referral-urgent-trafficking = лице, жертва на трафик
referral-paper-title = Предварителна оценка № { $number }
referral-paper-ground = чл. 73 от Закона за социалните услуги (ЗСУ), чл. 13 от Правилника за прилагане на ЗСУ (ППЗСУ)
referral-paper-about-services = съществуващите услуги, които лицето може да ползва, условията и реда
referral-paper-about-fees = таксите и случаите на пълно или частично освобождаване
referral-paper-about-choice = правото на избор на доставчик и на обжалване
referral-paper-consent = Оценка, с която се предлагат услуги с държавно финансиране, се въвежда в Интегрираната информационна система на Агенцията за социално подпомагане само с писменото съгласие на лицето. Съгласието може да бъде оттеглено (чл. 14, ал. 4 ППЗСУ).
referral-paper-appeal = Когато в оценката няма предложение или не е включена услуга, която лицето желае, тя може да се обжалва пред { $court } в 14-дневен срок от връчването, чрез органа, който я е издал (чл. 13, ал. 5 ППЗСУ; чл. 149, ал. 1 и чл. 152 АПК).
referral-paper-court = административния съд
referral-paper-order = Заповед { $order }
referral-paper-on-screen = подписано на екран, { $day } г.
referral-paper-stopper-hospital = лицето се лекува в болница;
referral-paper-stopper-waiting = лицето е в списъка на чакащите за услугата;
referral-paper-stopper-restriction = ползването на услугата е ограничено при извънредно положение или епидемична обстановка;
referral-paper-stopper-appeal = оценката се обжалва от лицето.
referral-paper-person = лицето
referral-address = Настоящ адрес
referral-address-protected = защитен; предава се само устно
referral-wish-oral_on_site = устно на място
referral-wish-oral_phone = устно по телефона
referral-wish-written = писмено
referral-wish-electronic = по електронен път
referral-id-egn = ЕГН
referral-id-lnch = ЛНЧ
referral-id-ln = ЛН
referral-id-service_number = Служебен номер
referral-id-foreign_document = Чужд документ

referral-verify-title = Проверка на документ
referral-verify-code = Код от документа
referral-verify-code-hint = 13 букви и цифри под QR кода.
referral-verify-button = Провери
referral-verify-kind = Вид
referral-verify-number = Номер
referral-verify-day = Ден
referral-verify-print = Отпечатък SHA-256
referral-verify-none = Няма документ с този код. Проверете кода.

referral-funding-state = държавен бюджет
referral-funding-municipal = общински бюджет
referral-funding-mixed = смесено финансиране
referral-funding-private = частно финансиране
referral-kind-1 = Информиране и консултиране
referral-kind-2 = Застъпничество и посредничество
referral-kind-3 = Общностна работа
referral-kind-4 = Терапия и рехабилитация
referral-kind-5 = Обучение за придобиване на умения
referral-kind-6 = Подкрепа за придобиване на трудови умения
referral-kind-7 = Дневна грижа
referral-kind-8 = Резидентна грижа
referral-kind-9 = Осигуряване на подслон
referral-kind-10 = Асистентска подкрепа

job-print-document = Отпечатване на документ
job-expire-assessments = Приключване на изтеклите оценки

event-case-opened = Открит е случай; компетентност по правило { $rule }
event-meeting-offered = Предложена среща: { $at }, { $place }{ $late ->
    [yes] {" "}(след срока)
   *[other] {""}
  }
event-meeting-agreed = Уговорена среща: { $at }, { $place }{ $late ->
    [yes] {" "}(след срока)
   *[other] {""}
  }
event-meeting-missed = Лицето не дойде на срещата от { $at }
event-meeting-held = Проведена среща: { $at }
event-request-sent = Искане за информация до институция със срок { $day }
event-request-answered = Отговор от институция{ $late ->
    [yes] {" "}(след срока)
   *[other] {""}
  }
event-assessment-saved = Записана част от оценката: { $part ->
    [needs] потребности
    [proposal] предложение
    [extra] допълнителни данни
   *[other] избор на лицето
  }
event-assessment-signed = Подписана оценка { $number } на { $day }{ $late ->
    [yes] {" "}(след срока)
   *[other] {""}
  }{ $declined ->
    [yes] ; лицето не желае предложените услуги
   *[other] {""}
  }
event-assessment-given = Оценката е връчена: { $how ->
    [in_person] лично
    [email] по електронна поща
   *[other] по пощата
  }{ $late ->
    [yes] {" "}(след деня на подписване)
   *[other] {""}
  }
event-assessment-annulled = Оценката е анулирана и се пише отново: { $reason ->
    [mistake] грешка
    [new_facts] нови обстоятелства
    [appeal] уважена жалба
   *[other] друга причина
  }
event-assessment-expired = Валидността изтече на { $day }
event-case-handed-over = Преписката е изпратена: { $receiver }, { $day }{ $late ->
    [yes] {" "}(не незабавно)
   *[other] {""}
  }
event-case-passed-on = Случаят премина от { $from } към { $to }
event-case-passed-back = Случаят се върна от { $from } към { $to }
event-case-closed = Случаят е приключен: { $reason ->
    [died] лицето е починало
   *[other] лицето оттегли желанието
  }
event-pause-added = Срокът на валидност е спрян: { $first } – { $last }
event-pause-ended = Край на спирането на срока: { $last }
event-appeal-recorded = Оценката е обжалвана на { $day } { $how ->
    [late] (след срока)
   *[other] (в срок)
  }
event-appeal-ended = Край на обжалването на { $day }: { $how ->
    [upheld] жалбата е уважена
    [rejected] жалбата е отхвърлена
   *[other] жалбата е оттеглена
  }
event-consent-withdrawn = Съгласието за ИИС е оттеглено
event-iis-entered = Оценката е въведена в ИИС
event-scan-added = Добавен сканиран документ

share-meeting-offered = Предложихме Ви среща: { $at }, { $place }
share-meeting-agreed = Уговорихме среща с Вас: { $at }, { $place }
share-meeting-held = Срещнахме се с Вас: { $at }
share-request-sent = Поискахме сведения от институция, за да подготвим оценката
share-assessment-signed = Подписана е предварителната Ви оценка { $number }
share-assessment-given = Връчихме Ви оценката
share-assessment-expired = Валидността на оценката изтече на { $day }
share-case-handed-over = Изпратихме преписката Ви по компетентност: { $receiver }, { $day }
share-appeal-recorded = Записахме Вашата жалба от { $day }
share-consent-withdrawn = Оттеглихте съгласието за ИИС
share-iis-entered = Въведохме оценката в ИИС с Ваше съгласие
referral-holding = Случай по насочване
referral-holding-wish = Заявено на
referral-holding-state = Състояние
referral-belonging-case = Случай
referral-belonging-event = Запис по случай
referral-cooperation = Сътрудничество с институции
referral-cooperation-link = Срещи, поети задачи, искания с писма и отговори по случая
referral-task-request = Отговор от институция
referral-part-extra = Допълнителни данни
referral-part-extra-hint = Полетата, които общината е добавила.
referral-missing = Преди тази стъпка попълнете: { $fields }.
referral-missing-lead = Преди тази стъпка трябва да се попълни още нещо.
referral-missing-wish = попълване към заявеното желание
referral-missing-assessment = попълване към предварителната оценка
referral-extra-wish = Допълнителни данни към желанието
referral-extra-assessment = Допълнителни данни към оценката
