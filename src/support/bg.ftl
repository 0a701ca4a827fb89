### Оценка и план за подкрепа

nav-support = Подкрепа
right-support-read = Вижда индивидуалните оценки и плановете за подкрепа
right-support-write = Пише индивидуални оценки и планове за подкрепа
right-support-lead = Утвърждава оценки и планове като ръководител на услуга
support-title = Оценка и план за подкрепа
support-due = Подкрепа: какво предстои
support-due-empty = Няма нищо за вършене по тези филтри.
support-due-today = днес
support-officer = Служител
support-officer-mine = Моите
support-column-what = Какво
support-person = Лице
support-service = Услуга
support-provider = Доставчик
support-duration = Ползване
support-term = Срок
support-none = не е посочено
support-when-soon = До 30 дни и просрочени
support-when-late = Просрочени
support-when-all = Всички
support-tile-late = просрочени
support-tile-action = просрочени дейности
support-tile-update = актуализации до 30 дни
support-tile-joint = съвместни планове
support-tile-send = за връчване и изпращане
support-what-write = Документ за довършване
support-what-sign = Документ за подписване
support-what-send = Документ за връчване и изпращане
support-what-update = Актуализиране на оценката и плана
support-what-joint = Съвместен план
support-what-action = Дейност по план
support-task-write = Оценка или план за довършване
support-task-joint = Съвместен план за довършване
support-task-sign = Оценка или план за подписване
support-task-send = Оценка или план за изпращане
support-task-action = Дейност по план за подкрепа
support-kind-assessment = Индивидуална оценка (ИОП)
support-kind-plan = План за подкрепа (ИПП)
support-kind-joint = Съвместен план
support-kind-evaluation = Доклад за оценка
support-version-name = { $kind }, версия { $number }
support-number = Версия
support-state = Състояние
support-state-draft = Чернова
support-state-approved = Утвърдено
support-state-signed = Подписано
support-state-given = Връчено и изпратено
support-state-dropped = Оставено
support-state-now = Ползване
support-way = Ход на документа
support-ground = Основание
support-ground-first = първоначално
support-ground-wish = по желание на лицето (чл. 33, ал. 3 ППЗСУ)
support-ground-term = задължително в срок (чл. 34, ал. 1 ППЗСУ)
support-ground-need = при нужда (чл. 35 ППЗСУ)
support-ground-leaving = желание да напусне услугата (чл. 37 ППЗСУ)
support-reason = Причина за актуализирането
support-reason-hint = Какво се е променило или какво иска лицето.
support-contract = Договор
support-from-until = от { $from } до { $until }
support-update-by = Задължително актуализиране до
support-wish-from = По желание на лицето
support-day-by = от { $day } ({ $articles })
support-joint-by = Съвместен план до
support-joint-after = срокът тече от договора (чл. 45 ППЗСУ)
support-early = Лицето може да поиска актуализиране от { $day } ({ $articles }). При нужда изберете „при нужда“.
support-document = Документ
support-documents = Документи
support-documents-empty = Още няма индивидуална оценка.
support-day = Ден
support-to-placement = Към ползването
support-to-person = Досие на лицето
support-to-document = Обратно към документа
support-begin-assessment = Индивидуална оценка
support-begin-update = Актуализиране
support-begin-plan = План за подкрепа
support-begin-joint = Съвместен план
support-begin-evaluation = Доклад за оценка
support-begin-button = Започни
support-begin-lead-assessment = Оценява екип от поне двама служители с участието на лицето (чл. 80 ЗСУ; чл. 25 ППЗСУ).
support-begin-lead-plan = Планът се прави от същия екип въз основа на подписаната оценка (чл. 27, 28 ППЗСУ).
support-begin-lead-joint = Прави се, когато лицето получава подкрепа от няколко системи (чл. 44–50 ППЗСУ).
support-begin-lead-evaluation = Показва постигнати ли са резултатите от плана преди края на договора (чл. 38 ППЗСУ).
support-begun-done = Документът е започнат. Попълнете частите му.
support-begun-by = Започнат
support-missing = Преди утвърждаване липсва:
support-missing-team = поне двама служители в екипа (чл. 25, ал. 4 ППЗСУ)
support-missing-begun = начален ден на оценяването
support-missing-ended = ден на документа
support-missing-methods = методи (чл. 26, ал. 2 ППЗСУ)
support-missing-sources = източници на информация (чл. 81, ал. 1 ЗСУ)
support-missing-consent = писмено съгласие за източник (чл. 81, ал. 1 ЗСУ)
support-missing-needs = степен на потребност в поне една област
support-missing-fits = отговаря ли услугата на потребностите
support-missing-goals = поне една цел
support-missing-actions = дейности по всяка цел
support-missing-reached = постигната ли е всяка цел
support-section-team = Екип и дни
support-section-sources = Източници на информация
support-section-needs = Потребности по области
support-section-view = Мнение, изводи и препоръки
support-section-goals = Цели и дейности
support-section-items = Съдържание на плана
support-section-health = План за здравни грижи
support-section-replacement = Заместваща грижа
support-section-joint = Изпълнение и оценка
support-section-outcomes = Постигнати цели
support-section-summary = Заключение
support-lead-team = Всеки участник е на отделен ред: име, длъжност.
support-lead-sources = Информация се взема само от лицето или с негово писмено съгласие; за дете – от родителя или настойника (чл. 81, ал. 1 ЗСУ).
support-lead-needs = Попълнете областите, които имат значение за лицето.
support-lead-view = Мнението на лицето се записва с неговите думи.
support-lead-goals = Една цел с измерим резултат и това, което се прави за нея.
support-lead-items = Точките на чл. 28, ал. 1 ППЗСУ; целите са в отделна част.
support-lead-health = Деветте точки на чл. 29 ППЗСУ. Където няма нужда, напишете „няма“.
support-lead-replacement = Какво добавя заместващата грижа (чл. 55, ал. 2 ППЗСУ).
support-lead-joint = Общите резултати и сроковете за изпълнение, оценка и актуализиране (чл. 47 ППЗСУ).
support-lead-outcomes = Целите са от плана, по който се работи.
support-lead-summary = Докладът се дава на лицето и на насочилия орган (чл. 38 ППЗСУ).
support-team = Екип
support-team-hint = Например: Мария Примерова, психолог
support-bodies-hint = Кой участва от всяка система: име, институция
support-begun-on = Оценяването започна на
support-ended-on-assessment = Оценяването приключи на
support-ended-on-plan = Ден на плана
support-ended-on-joint = Ден на съвместния план
support-ended-on-evaluation = Ден на доклада
support-methods = Методи
support-method-interview = интервюта
support-method-test = тестове
support-method-relatives = срещи с роднини и близки
support-method-documents = документи и експертни становища
support-method-home = проучване на семейната и домашната среда
support-method-observation = наблюдение
support-longer = По-дълъг срок
support-longer-no = Не, обичайният срок
support-longer-cannot = Да, лицето не може да участва по обективни причини (чл. 25, ал. 3 ППЗСУ)
support-longer-asked = Да, лицето поиска писмено (чл. 25, ал. 3 ППЗСУ)
support-longer-why = Обяснение за по-дългия срок
support-source = Източник
support-source-person = лицето
support-source-representative = родител, настойник или друг законен представител
support-source-other = друг човек или институция
support-source-name = Име или институция
support-source-name-hint = Не е нужно, когато източникът е лицето.
support-source-about = Каква информация
support-source-consented = Съгласие
support-source-consent = Нужно е писмено съгласие: попълнете кога и от кого е дадено (чл. 81, ал. 1 ЗСУ).
support-source-adult = Пълнолетното лице говори само за себе си: за родител или близък е нужно писмено съгласие (чл. 81, ал. 1 ЗСУ).
support-consent-on = Писменото съгласие е от
support-consent-hint = Само за друг източник. Записва се и в регистъра на съгласията.
support-consent-capacity = Кой дава съгласието
support-consent-by = Име на далия съгласието
support-consent-by-hint = Когато не е самото лице.
support-consent-of = { $day }, { $by }
support-area = Област
support-areas = Области на потребности
support-areas-lead = Областите, по които се оценяват потребностите. Промените важат за новите оценки; написаното остава.
support-area-new = Нова област
support-area-lead = Името се вижда в оценката и в отпечатания документ.
support-area-bg = Име на български
support-area-en = Име на английски
support-area-turn = Ред
support-area-turn-wrong = Редът е число.
support-area-asked = Пита ли се в нови оценки
support-area-off-no = да
support-area-off-yes = вече не се пита
support-area-saved = Областта е записана.
support-need-level = Степен на потребност
support-level-0 = 0 – няма нужда от подкрепа
support-level-1 = 1 – малка
support-level-2 = 2 – средна
support-level-3 = 3 – голяма
support-need-strength = Силни страни и ресурси
support-need-need = Потребности
support-text-person_view = Мнение на лицето
support-text-conclusions = Изводи
support-text-recommendations = Препоръки
support-fits = Услугата отговаря на потребностите
support-fits-yes = Да
support-fits-no = Не: оценката е и мотивиран отказ (чл. 20 ППЗСУ)
support-yes-yes = да
support-yes-no = не
support-text-activities = Дейности: вид и профил, продължителност, честота, кой ги извършва (т. 2)
support-text-family = Препоръки за работа със семейството, ако са нужни (т. 3)
support-text-leaving = Мерки за извеждане от резидентната грижа (т. 4)
support-text-results = Очаквани резултати (т. 5)
support-text-terms = Срокове (т. 6)
support-text-other = Други предложения (т. 7)
support-health = Интегрирана здравно-социална услуга
support-joint = Подкрепа от няколко системи: нужен е съвместен план (чл. 44 ППЗСУ)
support-text-history = Медицинска история
support-text-prevention = Превантивни мерки
support-text-allergies = Алергии
support-text-dental = Зъболечение
support-text-treatment = Лечение и оздравителни програми
support-text-immunisation = Имунизации и наблюдение
support-text-nutrition = Хранене и диети
support-text-rehabilitation = Рехабилитация
support-text-hygiene = Лична хигиена
support-text-schedule = График
support-text-manner = Начин на ползване
support-text-period = Срок на заместващата грижа
support-text-care_results = Цели и резултати на заместващата грижа
support-text-joint_results = Общи резултати
support-text-joint_evaluation = Срок и начин на оценка на изпълнението
support-text-joint_update = Срок за актуализиране
support-text-reached_all = Постигнати резултати
support-text-wish = Желание на лицето
support-text-proposal = Предложение: продължаване, край или друга услуга
support-goal = Цел
support-goal-of = Цел { $number }: { $aim }
support-goal-new = Добави цел
support-goal-hint = Какво иска да постигне лицето.
support-goal-result = Измерим резултат
support-goal-result-hint = По какво ще се познае, че целта е постигната.
support-reached = Постигната ли е
support-reached-yes = да
support-reached-partly = отчасти
support-reached-no = не
support-reached-why = Какво показва това
support-actions = Дейности
support-action-number = Дейност { $number }
support-action-what = Какво се прави
support-action-who = Кой
support-action-body = Кой орган или институция
support-action-often = Колко често
support-action-often-hint = Например: два пъти седмично
support-action-until = До кога
support-action-state = Изпълнение
support-action-open = предстои
support-action-done = изпълнена
support-action-not_done = не е изпълнена
support-action-replaced = заменена от нов план
support-mark = Дейност по плана
support-marked-on = Ден
support-marked-by = { $day }, { $by }. { $note }
support-note = Бележка
support-note-hint = Какво е направено или защо не е.
support-note-why = Напишете защо дейността не е изпълнена.
support-mark-done = Отбелязано.
support-write = Попълни или промени
support-remove = Махни
support-saved = Записано.
support-empty-part = Още не е попълнено.
support-there = има
support-day-future = Денят не може да е в бъдещето.
support-day-before = Денят не може да е преди предишната стъпка.
support-day-order = Началото не може да е след края или в бъдещето.
support-approve = Утвърждаване
support-approve-lead = Документът получава номер и се отпечатва за подписване. Повече не се променя, освен ако бъде върнат.
support-approved-by = Утвърдил (ръководител на услугата)
support-approved-on = Утвърден на
support-approve-done = Утвърдено. Отпечатайте го за подписите.
support-return = Върни за поправка
support-return-done = Върнато за поправка.
support-drop = Остави черновата
support-drop-done = Черновата е оставена. Написаното се пази.
support-sign = Подписване
support-sign-lead = Подписват екипът и лицето или който го представлява. След подписа документът важи.
support-sign-nobody = Лицето не подписва само, а представител не е вписан. Впишете го в досието на лицето.
support-signer = Подписал освен екипа
support-signer-with = { $name }, със съгласието на { $who }
support-signed-on = Подписан на
support-sign-done = Подписано. Дайте документа на лицето и го изпратете.
support-give = Връчване и изпращане
support-give-lead = Документът се дава веднага на лицето и се изпраща на насочилия орган до 5 работни дни (чл. 26, ал. 4 и чл. 27, ал. 3 ППЗСУ).
support-given-on = Даден на лицето на
support-sent-on = Изпратен на
support-how = Как е изпратен
support-how-file = по преписката: насочила е общината
support-how-ssev = чрез ССЕВ
support-how-post = по пощата
support-how-hand = на ръка
support-give-done = Връчването и изпращането са записани.
support-paper = Отпечатан документ (PDF)
support-compare = Сравнение на версии
support-compare-with = Сравни с версия { $number }
support-compared = Какво
support-compare-same = Двете версии не се различават.
support-unchanged = Без промяна
support-refused-state = Тази стъпка вече не е възможна: документът или ползването са в друго състояние.
support-refused-open = Има незавършен документ от този вид. Довършете го.
support-refused-service = Нужно е лицето да ползва услугата по план, направен тук.
support-refused-early = Лицето още не може да поиска актуализиране (чл. 33, ал. 3 ППЗСУ).
support-refused-assessment = Планът се прави след подписана индивидуална оценка (чл. 27 ППЗСУ).
support-refused-unfit = Оценката показва, че услугата не отговаря: план не се прави (чл. 20 ППЗСУ).
support-refused-planned = По тази оценка вече има план. Започнете с актуализиране на оценката.
support-refused-plan = Съвместният план се прави след подписан план за подкрепа.
support-refused-provider = Услугата не се предоставя от самата община: оценката и планът се получават от доставчика.
support-refused-missing = Документът още не е пълен.
support-refused-consent = В регистъра няма действащо съгласие за сведения от други хора (чл. 81, ал. 1 ЗСУ). Махнете източника или впишете съгласие.
support-refused-changed = Междувременно документът е променен. Прегледайте го отново.
support-refused-replaced = Дейността е заменена от нов план.
support-paper-ground-assessment = чл. 80 ЗСУ; чл. 25–26 ППЗСУ
support-paper-ground-plan = чл. 80 ЗСУ; чл. 27–29 ППЗСУ
support-paper-ground-joint = чл. 44–50 ППЗСУ
support-paper-ground-evaluation = чл. 38 ППЗСУ
support-paper-about = Версия { $number }, { $ground }
support-paper-approved = Утвърден от { $by } на { $day }
support-paper-member = член на екипа
support-paper-head = ръководител на услугата
support-paper-person = лице
support-paper-representative = лице или законен представител
support-due-late = { $days ->
    [one] с { $days } ден закъснение
   *[other] с { $days } дни закъснение
}
support-due-in = { $days ->
    [one] след { $days } ден
   *[other] след { $days } дни
}

event-support-begun = { $kind ->
    [assessment] Индивидуална оценка, версия { $number }: започнат документ
    [plan] План за подкрепа, версия { $number }: започнат документ
    [joint] Съвместен план, версия { $number }: започнат документ
   *[evaluation] Доклад за оценка, версия { $number }: започнат документ
}
event-support-saved = { $kind ->
    [assessment] Индивидуална оценка, версия { $number }: записано
    [plan] План за подкрепа, версия { $number }: записано
    [joint] Съвместен план, версия { $number }: записано
   *[evaluation] Доклад за оценка, версия { $number }: записано
}
event-support-approved = { $kind ->
    [assessment] Индивидуална оценка, версия { $number }: утвърждаване
    [plan] План за подкрепа, версия { $number }: утвърждаване
    [joint] Съвместен план, версия { $number }: утвърждаване
   *[evaluation] Доклад за оценка, версия { $number }: утвърждаване
}
event-support-returned = { $kind ->
    [assessment] Индивидуална оценка, версия { $number }: върнато за поправка
    [plan] План за подкрепа, версия { $number }: върнато за поправка
    [joint] Съвместен план, версия { $number }: върнато за поправка
   *[evaluation] Доклад за оценка, версия { $number }: върнато за поправка
}
event-support-dropped = { $kind ->
    [assessment] Индивидуална оценка, версия { $number }: оставена чернова
    [plan] План за подкрепа, версия { $number }: оставена чернова
    [joint] Съвместен план, версия { $number }: оставена чернова
   *[evaluation] Доклад за оценка, версия { $number }: оставена чернова
}
event-support-signed = { $kind ->
    [assessment] Индивидуална оценка, версия { $number }: подписване
    [plan] План за подкрепа, версия { $number }: подписване
    [joint] Съвместен план, версия { $number }: подписване
   *[evaluation] Доклад за оценка, версия { $number }: подписване
}
event-support-given = { $kind ->
    [assessment] Индивидуална оценка, версия { $number }: връчване и изпращане
    [plan] План за подкрепа, версия { $number }: връчване и изпращане
    [joint] Съвместен план, версия { $number }: връчване и изпращане
   *[evaluation] Доклад за оценка, версия { $number }: връчване и изпращане
}
event-support-marked = { $state ->
    [done] Изпълнена дейност по плана на { $day }
    [not_done] Неизпълнена дейност по плана на { $day }
   *[open] Дейност по плана е отворена отново на { $day }
}
event-support-area-changed = Променена област на потребности
