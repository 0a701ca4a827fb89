# Думите на страниците в people.
people-title = Хора
people-search-label = Намерете човек
people-search-hint = Име или част от него (и с грешка, и на латиница), година на раждане до името, телефон, ЕГН, ЛНЧ или номер на документ.
people-search-number = Номерата не се търсят през адреса на страницата. Въведете номера в полето и натиснете „Търси“.
people-search-number-api = Номера и телефони се търсят само с POST /api/people/search: в адреса на заявка те биха останали в историята.
people-search-nothing = Няма такъв човек в регистъра на общината.
people-search-nothing-help = Опитайте само с фамилията, с друго изписване или по телефон. Ако човекът не е идвал досега, въведете го.
people-for-wish = Изберете човека, който заявява желание, или го въведете.
people-for-contact = Изберете човека, за когото е контактът, или го въведете.
people-action-wish = Ново желание
people-action-contact = Нов контакт
people-found = Намерени хора
people-new-none-of-these = Не е никой от тях?
people-new-button = Въведи нов човек
people-new-title = Нов човек
people-new-save = Запиши човека
people-entered = Човекът е записан.

people-name = Име
people-born-year = Роден/а
people-settlement = Населено място
people-identifier = Идентификатор
people-protected = Защитен адрес
people-dead = Починал/а

people-given = Име
people-middle = Презиме
people-family = Фамилия
people-latin = Име на латиница
people-latin-hint = Ако остане празно, се изписва по правилата за транслитерация. Попълнете го, когато в документ е изписано другояче.
people-earlier-names = Предишни имена
people-earlier-name = { $name } (до { $day })
people-birth = Дата на раждане
people-birth-hint = Например 4 1 1961. Ако е празна и има ЕГН, се взема от него.
people-birth-future = Датата на раждане е в бъдещето.
people-birth-old = Проверете годината на раждане.
people-born-note = { $sex ->
    [female] родена
    [male] роден
   *[other] роден(а)
  } { $day }, { $age } г.
people-sex = Пол
people-sex-female = жена
people-sex-male = мъж
people-sex-unknown = не е посочен
people-died = Дата на смъртта
people-died-hint = Попълва се само при смърт.
people-died-impossible = Датата на смъртта не може да е в бъдещето или преди раждането.
people-died-note = починал/а { $day }

people-contact = Връзка с човека
people-phone = Телефон
people-email = Електронна поща
people-email-wrong = Адресът на електронната поща не е пълен. Пример: ime@primer.bg
people-language = Език за общуване
people-language-bg = български
people-language-tr = турски
people-language-rom = ромски
people-language-uk = украински
people-language-ru = руски
people-language-en = английски
people-language-ar = арабски
people-language-hy = арменски
people-language-other = друг
people-needs = Какво е нужно, за да обслужим човека
people-needs-hint = Изберете всичко, което се отнася за него.
people-need-step_free = достъп без стъпала
people-need-home_visit = среща в дома
people-need-large_print = едър шрифт
people-need-read_aloud = прочитане на глас
people-need-easy_read = лесен за четене текст
people-need-sign_language = български жестов език
people-need-hearing_loop = индукционна система за слух
people-need-braille = брайлово писмо
people-need-interpreter = преводач
people-need-companion = придружител по избор на лицето
people-note = Бележка
people-note-hint = За служителите, които работят с човека. Пази се заключена и не се печата.

people-id-egn = ЕГН
people-id-lnch = ЛНЧ
people-id-ln = ЛН (гражданин на ЕС)
people-id-service_number = Служебен номер
people-id-foreign_document = Чуждестранен документ
people-id-none = Няма или не е посочен
people-id-kind = Вид на идентификатора
people-id-value = Номер
people-id-value-hint = Цифрите може да са с интервали.
people-id-choose-kind = Изберете вида на номера. Той не се познава по цифрите.
people-id-wrong-digits = Номерът трябва да е от 10 цифри.
people-id-wrong-shape = Номерът трябва да е между 4 и 30 букви и цифри.
people-id-wrong-check-egn = ЕГН не е вярно: контролната цифра не съвпада. Сравнете го с документа цифра по цифра.
people-id-wrong-check = Номерът не е верен: контролната цифра не съвпада. Сравнете го с документа цифра по цифра.
people-id-wrong-date = ЕГН не е вярно: в него стои дата на раждане, която не съществува.
people-id-wrong-future = ЕГН не е вярно: датата на раждане в него е в бъдещето.
people-id-taken = Човек с този номер вече е записан.
people-id-open = Покажи целите номера
people-id-show = Покажи
people-id-add = Добави номер
people-id-added = Номерът е записан.
people-reason = Защо ви трябва целият номер?
people-reason-hint = Причината остава в журнала на достъпа.
people-reason-check = Проверка на самоличността
people-reason-document = Съставяне на документ
people-reason-letter = Писмо до институция
people-egn-differs = Данните се различават от ЕГН
people-egn-other-birth = Датата на раждане е въведена { $typed }, а по ЕГН е { $egn }.
people-egn-other-sex = Полът е различен от този по ЕГН.
people-egn-confirm = Сверено е с документ; въведеното е вярно
people-egn-confirm-needed = Поправете датата и пола или потвърдете, че са верни.

people-same-title = Може би този човек вече е записан
people-same-question = Същият човек ли е?
people-same-hint = Един човек се записва само веднъж.
people-same-person = Да, това е { $name }
people-different-person = Не, това е друг човек
people-same-choose = Изберете дали е някой от вече записаните хора.
people-same-opened = Отворен е човекът, който вече беше записан.

people-address = Адрес
people-address-kind = Вид на адреса
people-address-present = Настоящ адрес
people-address-permanent = Постоянен адрес
people-address-present-help = По настоящия адрес се решава коя община насочва.
people-address-same = Постоянният адрес е същият
people-line = Улица и номер
people-line-hint = Улица, номер, вход, етаж, апартамент.
people-place-hint = Име или код по ЕКАТТЕ; може и с общината: Иваново, Русе.
people-place-choose = Кое от тях?
people-place-many = Изберете населеното място от списъка под полето.
people-place-none = Няма такова населено място. Проверете изписването или въведете кода по ЕКАТТЕ.
people-place-required = Въведете населеното място.
people-address-new = Нов адрес
people-address-added = Адресът е записан.
people-address-correct = Поправи
people-address-correct-title = Поправка на адрес
people-address-corrected = Адресът е поправен. Предишният запис остава в историята.
people-address-from = От дата
people-address-from-hint = Предишният адрес от същия вид приключва предния ден.
people-address-from-hint-old = Ако не се знае, оставете празно.
people-address-future = Датата е в бъдещето.
people-address-same-day = От тази дата вече има записан адрес. Поправете него.
people-address-overlaps = Датата се застъпва с предишния или следващия адрес.
people-address-history = Предишни адреси
people-address-mistake = въведен по грешка
people-address-unknown = не е известен
people-address-hidden = Защитен: вижда се само от определени служители
people-address-sealed-help = Адресът е защитен: записва се заключен и се вижда само от определени служители.
people-days = Период
people-from = от { $day }
people-to = до { $day }
people-protection = Защита на адреса
people-protected-box = Адресът е защитен
people-protected-hint = При насилие, трафик или друга опасност. Адресът се заключва и се скрива от списъци, търсене и печат.
people-protected-stays = Адресът е защитен. Защитата може да свали само служител, който има право да го вижда.

people-section-sheet = Лист на лицето
people-section-timeline = Хронология
people-section-citizen = Профил за граждани
people-section-print = За печат
people-edit = Поправи
people-edit-title = Поправка на данни
people-corrected = Данните са поправени.
people-card-person = Данни
people-card-identifiers = Идентификатори
people-card-addresses = Адреси
people-card-speakers = Близки и представители
people-latest = Последни събития
people-timeline-all = Цялата хронология
people-timeline-empty = Още няма събития.
people-printed = Отпечатано на { $when }. Без служебни бележки и без защитен адрес.
people-printed-cut = Показани са само последните събития.

people-speaker-new = Нов близък или представител
people-speaker-name = Име
people-speaker-ground = Какъв е на човека
people-ground-parent = родител
people-ground-parent_consent = родител – със съгласието си
people-ground-adoptive_parent = осиновител
people-ground-guardian = настойник
people-ground-curator = попечител
people-ground-entrusted_carer = лице, на което е възложена грижата за детето
people-ground-attorney = изрично упълномощено лице
people-ground-lawyer = адвокат
people-ground-companion = придружител (без право да заявява)
people-speaker-document = Документ
people-speaker-document-hint = Вид, номер и дата: удостоверение, решение, пълномощно. Копие от лична карта не се взема.
people-speaker-document-needed = Посочете пълномощното: номер и дата.
people-speaker-limits = Граници
people-speaker-limits-hint = За какво важи и за какво не. При пълномощно – какво изрично е позволено.
people-speaker-limits-needed = Посочете за какво е упълномощен.
people-speaker-from = От дата
people-speaker-last = Последен ден
people-speaker-last-hint = Ако основанието е със срок.
people-speaker-added = Представителят е записан.
people-speaker-end = Приключи
people-speaker-end-title = Край на представителството
people-speaker-ended = Краят на представителството е записан.
people-speaker-over = приключило
people-speakers-none = Няма записани.
people-days-reversed = Последният ден е преди първия.

event-person-entered = Въведен в регистъра
event-person-corrected = Данните са поправени
event-person-died = Записана е смърт
event-address-added = { $kind ->
    [permanent] Записан е нов постоянен адрес
   *[present] Записан е нов настоящ адрес
  }
event-address-corrected = { $kind ->
    [permanent] Поправен е постоянният адрес
   *[present] Поправен е настоящият адрес
  }
event-address-protected = Адресът е поставен под защита
event-address-unprotected = Защитата на адреса е свалена
event-identifier-added = { $kind ->
    [egn] Записано е ЕГН
    [lnch] Записан е ЛНЧ
   *[other] Записан е идентификатор
  }
event-representative-added = { $ground ->
    [parent] Записан е родител
    [guardian] Записан е настойник
    [curator] Записан е попечител
    [attorney] Записан е пълномощник
    [lawyer] Записан е адвокат
   *[other] Записан е представител
  }
event-representative-ended = Представителството приключва на { $day }

people-section-notes = Бележки
people-section-warnings = Предупреждения
people-section-disability = Увреждане и потребности
people-section-homecare = Асистентска подкрепа
people-section-assistance = Лична помощ
people-section-payroll = Възнаграждения
people-section-control = Контрол на личната помощ
people-section-consents = Съгласия
people-section-requests = Искания за данни

people-timeline-of = Област
people-timeline-in = Случай
people-timeline-case = Случай { $number }
people-timeline-from = От ден
people-timeline-to = До ден
people-timeline-nothing = Няма събития, които отговарят на избраното.
people-of-people = Данни за човека
people-of-frontdesk = Контакти и желания
people-of-referral = Насочване
people-of-disability = Увреждане и потребности
people-of-consent = Съгласия и искания за данни

people-warnings-lead = Предупреждението стои над всяка страница за човека и за случаите му. Не се трие: приключва с дата и причина.
people-warnings-none = Няма действащи предупреждения.
people-warnings-past = Приключили
people-warning-new = Ново предупреждение
people-warning-kind = За какво предупреждава
people-warning-text = С думи
people-warning-text-hint = Кратко и само каквото колегата трябва да знае, преди да тръгне или да се обади.
people-warning-why = Защо се поставя
people-warning-why-hint = Кой го каза и кога.
people-warning-to-hint = Ако се знае докога. Иначе го приключете, когато отпадне.
people-warning-by = Поставено от
people-warning-end = Край на предупреждението
people-warning-take-down = Свали предупреждението
people-warning-end-lead = След този ден предупреждението няма да се вижда над страниците за човека.
people-warning-ended-why = Защо отпада
people-warning-end-sure = Проверих, че опасността е отпаднала
people-warning-end-confirm = Потвърдете, че опасността е отпаднала.
people-warning-hidden = Подробностите вижда определен кръг служители.
people-warning-added = Предупреждението е поставено.
people-warning-ended = Предупреждението е приключено.
people-warning-violence = Домашно насилие
people-warning-address = Защитен адрес – не се казва на никого
people-warning-danger = Опасност за служителя
people-warning-dog = Зло куче
people-warning-no_bell = Не се звъни на вратата
people-warning-no_phone = Не се търси по телефона
people-warning-infection = Риск от зараза
people-warning-other = Друго

people-notes-shared = Споделени бележки
people-notes-private = Служебни бележки
people-notes-none = Няма бележки.
people-note-new = Нова бележка
people-note-kind = Вид
people-note-shared = Споделена бележка
people-note-shared-hint = Човекът може да я прочете и стои на листа за него.
people-note-private = Служебна бележка
people-note-private-hint = Вижда се само от служителите с право; не се печата.
people-note-text = Бележка
people-note-correct = Поправка
people-note-why = Защо се поправя
people-note-why-hint = Досегашният текст остава в историята.
people-note-earlier = Предишен текст
people-note-replaced = заменена: { $why }
people-note-added = Бележката е записана.
people-note-corrected = Бележката е поправена.

people-sheet-lead = Така изглежда листът за човека: с думи за него, без имена на служители, служебни бележки, предупреждения и защитен адрес.
people-sheet-left-out = Извън листа остават:
people-sheet-without-warnings = { $count ->
    [one] { $count } предупреждение
   *[other] { $count } предупреждения
  }
people-sheet-without-notes = { $count ->
    [one] { $count } служебна бележка
   *[other] { $count } служебни бележки
  }
people-sheet-without-address = защитеният адрес
people-sheet-sure = Видях какво остава извън листа
people-sheet-confirm = Потвърдете, че видяхте какво остава извън листа.
people-sheet-make = Издай листа с номер (PDF)
people-sheet-closing = Листът съдържа записаното за Вас в системата към деня на издаване. Ако нещо не е вярно, кажете ни и ще го поправим.
people-paper-sheet = Лист за лицето
people-paper-data = Отговор за личните данни
people-paper-number-sheet = ЛЛ-{ $year }-{ $number }
people-paper-number-data = ЛД-{ $year }-{ $number }
people-paper-placement-letter = Писмо до доставчика за насочено лице
people-paper-placement-offer = Предложение за свободно място
people-paper-placement-contract = Договор за ползване на социална услуга
people-paper-placement-evaluation = Доклад за оценка на ползването
people-paper-placement-refusal = Известие за отказ на доставчик
people-paper-assistance-report = Отчет за положения труд
people-paper-number-assistance-report = ОТ-{ $year }-{ $number }
people-paper-pay-slip = Фиш за възнаграждение
people-paper-number-pay-slip = ФВ-{ $year }-{ $number }
people-paper-fee-account = Сметка за такса
people-paper-number-fee-account = СМ-{ $year }-{ $number }
people-paper-assistant-form = Заявление-декларация за асистент
people-paper-number-assistant-form = КА-{ $year }-{ $number }
people-paper-assistant-refusal = Съобщение за невписване в списъка
people-paper-number-assistant-refusal = НВ-{ $year }-{ $number }
people-paper-assistance-form = Заявление-декларация за лична помощ
people-paper-number-assistance-form = ЗЛ-{ $year }-{ $number }
people-paper-assistance-agreement = Тристранно споразумение
people-paper-number-assistance-agreement = СЛ-{ $year }-{ $number }
people-paper-assistance-schedule = План-график
people-paper-number-assistance-schedule = ПГ-{ $year }-{ $number }
people-paper-assistance-contract = Трудов договор
people-paper-number-assistance-contract = ТЛ-{ $year }-{ $number }
people-paper-assistance-notice = Уведомление до АСП или НОИ
people-paper-number-assistance-notice = УВ-{ $year }-{ $number }
people-paper-control-protocol = Протокол за проверка на място
people-paper-number-control-protocol = ПМ-{ $year }-{ $number }
people-paper-assistance-annex = Допълнително споразумение
people-paper-number-assistance-annex = ДС-{ $year }-{ $number }
people-paper-assistance-annex-pay = Допълнително споразумение към трудов договор
people-paper-number-assistance-annex-pay = ДСТ-{ $year }-{ $number }
people-paper-assistance-irregular = Съобщение за нередности
people-paper-number-assistance-irregular = НР-{ $year }-{ $number }
people-paper-assistance-suspended = Съобщение за спиране
people-paper-number-assistance-suspended = СС-{ $year }-{ $number }
people-paper-assistance-not-considered = Съобщение за неразглеждане
people-paper-number-assistance-not-considered = НЗ-{ $year }-{ $number }
people-paper-assistance-no-candidate = Съобщение, че няма кандидат за асистент
people-paper-number-assistance-no-candidate = НК-{ $year }-{ $number }
people-paper-assistance-ended = Съобщение за прекратяване
people-paper-number-assistance-ended = ПР-{ $year }-{ $number }
people-paper-number-placement-letter = НД-{ $year }-{ $number }
people-paper-number-placement-offer = ПМ-{ $year }-{ $number }
people-paper-number-placement-contract = ДПУ-{ $year }-{ $number }
people-paper-number-placement-evaluation = ДО-{ $year }-{ $number }
people-paper-number-placement-refusal = ИО-{ $year }-{ $number }
people-paper-support-assessment = Индивидуална оценка на потребностите
people-paper-support-plan = Индивидуален план за подкрепа
people-paper-support-joint = Съвместен план за подкрепа
people-paper-support-evaluation = Доклад за оценка
people-paper-number-support-assessment = ИОП-{ $year }-{ $number }
people-paper-number-support-plan = ИПП-{ $year }-{ $number }
people-paper-number-support-joint = СП-{ $year }-{ $number }
people-paper-number-support-evaluation = ДОЦ-{ $year }-{ $number }

event-warning-added = Поставено предупреждение: { $kind ->
    [violence] домашно насилие
    [address] защитен адрес
    [danger] опасност за служителя
    [dog] зло куче
    [no_bell] не се звъни
    [no_phone] не се търси по телефона
    [infection] риск от зараза
   *[other] друго
  }
event-warning-ended = Приключено предупреждение с последен ден { $day }
event-note-added = { $note ->
    [private] Записана служебна бележка
   *[shared] Записана бележка
  }
event-note-corrected = { $note ->
    [private] Поправена служебна бележка
   *[shared] Поправена бележка
  }
event-sheet-printed = Издаден лист за лицето

share-address-added = Записахме нов Ваш адрес
share-representative-added = Записахме кой Ви представлява
share-representative-ended = Представителството приключва на { $day }
share-sheet-printed = Дадохме Ви лист с написаното за Вас

people-scan-large = Файлът е твърде голям: най-много 8 MB.
people-scan-kind = Приемат се PDF, JPEG и PNG.
people-scan-differs = Файлът не е това, което пише в името му. Отворете го и го запазете наново като PDF, JPEG или PNG.
people-band = Колко е вероятно
people-band-all = всички
people-band-sure = сигурно същият
people-band-likely = вероятно същият
people-band-unlikely = малко вероятно
people-alike-same_identifier = същият номер (ЕГН, ЛНЧ или документ)
people-alike-same_birth_day = същата дата на раждане
people-alike-same_full_name = същите три имена
people-alike-earlier_name = съвпада с предишно или моминско име
people-alike-name_order = същите имена в друг ред
people-alike-same_given_family = същите собствено и фамилно име
people-alike-name_one_letter = името се различава с една буква
people-alike-family_part = едно от двете фамилни имена съвпада
people-alike-short_name = кратко име на същото име
people-alike-same_phone = същият телефон
people-alike-same_email = същата електронна поща
people-alike-name_alike = близки имена
people-alike-family_changed = същите собствено и бащино име, друга фамилия
people-alike-birth_day_slip = датата на раждане се различава с една цифра или с разменени ден и месец
people-alike-same_address = същият адрес
people-alike-given_only = само собственото име съвпада
people-alike-dead = за единия е записано, че е починал
people-alike-other_father = друго бащино име
people-alike-other_sex = друг пол
people-alike-other_given = друго собствено име
people-alike-other_name = други имена
people-alike-other_birth_day = друга дата на раждане
people-alike-other_identifier = различни ЕГН или ЛНЧ
people-likely-title = Вече записани, на които това прилича
people-likely-help = Ако е някой от тях, отворете го. Ако не е, продължете с новия човек.
people-same-meanwhile = Докато попълвахте, колега записа човек, на когото това прилича. Изберете дали е същият.

people-script-question = Името е с букви от две азбуки. Как да се запише?
people-script-hint = Латинска буква, която прилича на кирилска, пречи името да бъде намерено.
people-script-mixed = Изберете как да се запише името.
people-script-repair = Поправено: { $name }
people-script-keep = Както е написано: { $name }

people-duplicates-title = Възможни повторения
people-duplicates-help = Двойки хора, които може да са един и същ човек. Търсят се всяка нощ. Обединявайте само ако сте сигурни: грешно обединяване е по-лошо от повторение.
people-duplicates-none = Няма такива двойки.
people-duplicates-here = Може би този човек е записан и втори път
people-duplicate-of = Сравни с { $name }
people-pair-state = Състояние
people-pair-open = за преглед
people-pair-dismissed = двама различни души
people-pair-merged = обединени
people-pair-one = Единият
people-pair-other = Другият
people-pair-do = Действие
people-pair-compare = Сравни
people-pair-sheet = Отвори
people-pair-decided = { $who }, { $when }. { $why }
people-merge-choose = Обедини с друг запис на същия човек
people-merge-title = Един човек ли са?
people-merge-help = Сравнете двата записа. Изберете кое остава на всеки ред. Всичко свързано с втория запис минава към първия.
people-merge-field = Данни
people-merge-row = Запис
people-merge-kept = Остава
people-merge-gone = Влиза в него
people-merge-both = И двете
people-merge-empty = (празно)
people-merge-swap = Размени: нека остане другият запис
people-merge-moves = Към записа, който остава, ще минат
people-merge-can-undo = Обединяването може да се отмени: тогава всеки ред се връща на човека, на когото е бил.
people-merge-against = Нещо говори срещу това, че са един човек. Единият запис е сгрешен или това са двама души.
people-merge-confirm = Сверено е с документ: един човек е
people-merge-confirm-needed = Потвърдете, че сте сверили с документ, или запишете, че са двама души.
people-merge-why = Причина
people-merge-why-hint = Как разбрахте, че е един човек: документ, разговор, подпис.
people-merge-save = Обедини
people-merge-changed = Някой промени единия запис, докато гледахте. Прегледайте отново и изберете.
people-merged = Двата записа са обединени.
people-merged-opened = Този запис е обединен с друг. Отворен е човекът, при когото е всичко.
people-merge-is = Обединен с друг запис на { $when } – преглед и отмяна
people-merge-was = Обединен на { $when } и отменен
people-merge-done = Обединени
people-merge-done-by = { $who }, { $when }
people-merge-undone = Отменено
people-merge-undone-by = { $who }, { $when }
people-two-title = Това са двама души
people-two-why = Защо са двама души
people-two-hint = Остава записано кой и кога го е решил; двойката няма да се предлага пак.
people-two-save = Двама различни души са
people-dismissed = Записано е, че са двама различни души.
people-undo-title = Отмяна на обединяване
people-undo-help = Всеки ред, който обединяването е преместило, се връща на човека, на когото е бил. Полетата, които никой не е променял след това, стават каквито са били.
people-undo-added = Добавено след обединяването
people-undo-added-help = Изберете за кого е всеки от тези редове. Случаите вървят със своето желание.
people-undo-why = Защо се отменя
people-undo-save = Отмени обединяването
people-undo-again = Обединяването вече е отменено.
people-undo-merged-on = Човекът, при когото е всичко, после е обединен с друг. Първо отменете онова обединяване.
people-unmerged = Обединяването е отменено. Отворен е върнатият човек.
people-for-merge = Изберете другия запис на същия човек.
people-for-relation = Изберете близкия или представителя.
people-for-household = Изберете кой живее в същото домакинство.
people-for-online = Изберете човека, за когото се регистрира заявеното онлайн.

people-belonging-name = Предишно име
people-belonging-identifier = Идентификатор
people-belonging-address = Адрес
people-belonging-representative = Близък или представител
people-belonging-relation = Връзка на друг човек с този
people-belonging-household = Участие в домакинство
people-belonging-event = Запис в хронологията

people-relation-choose = Избери човек от регистъра
people-relation-correct = Поправи
people-relation-why = Защо се поправя
people-relation-self = Човек не може да е близък на самия себе си.
people-relation-corrected = Поправено е.
people-helper-until-needed = Посочете до кога е посочен помощникът.
people-ground-spouse = съпруг или съпруга
people-ground-child = дете
people-ground-sibling = брат или сестра
people-ground-relative = друг роднина
people-ground-carer = полага грижи
people-ground-helper = помощник, посочен от лицето (в граници и до дата)
people-inverse-parent = Родител е на
people-inverse-parent_consent = Родител (със съгласие) е на
people-inverse-adoptive_parent = Осиновител е на
people-inverse-guardian = Настойник е на
people-inverse-curator = Попечител е на
people-inverse-entrusted_carer = Възложена му е грижата за
people-inverse-attorney = Пълномощник е на
people-inverse-lawyer = Адвокат е на
people-inverse-companion = Придружител е на
people-inverse-spouse = Съпруг или съпруга е на
people-inverse-child = Дете е на
people-inverse-sibling = Брат или сестра е на
people-inverse-relative = Роднина е на
people-inverse-carer = Полага грижи за
people-inverse-helper = Помощник е на
people-household = Домакинство
people-household-open = Домакинството
people-household-none = Няма записани.
people-household-add = Добави човек към домакинството
people-household-join = Нов човек в домакинството
people-household-joins = { $name } живее в същото домакинство.
people-household-from = От дата
people-household-joined = Записано е кой живее в домакинството.
people-household-elsewhere = И двамата вече са в домакинство. Първо запишете кой е напуснал своето.
people-household-leave = Напуска
people-household-leaves = { $name } вече не живее в това домакинство.
people-household-to = Последен ден
people-household-left = Записано е, че е напуснал домакинството.
people-card-signs = Кой подписва и на кого е близък
people-signs = Кой подписва
people-signs-alone = Човекът подписва сам.
people-signs-with-consent = Човекът подписва сам, със съгласието на родител или попечител.
people-signs-representative = Вместо човека подписва родител или настойник.
people-signs-unknown = Рожденият ден не е известен: уточнете го, преди някой да подпише.
people-signs-nobody = няма записан такъв
people-signs-why = Защо

event-person-merged = Обединен с друг запис на същия човек
event-person-merge-undone = Обединяването е отменено
event-person-two-people = Записано е, че с друг подобен запис са двама различни души
event-representative-corrected = Поправени данни за близък или представител
event-household-joined = Живее в домакинство от { $day }
event-household-left = Напусна домакинството, последен ден { $day }
people-belonging-warning = Предупреждение
people-belonging-note = Бележка
people-belonging-paper = Справка за лицето

people-import-link = Внасяне на хора от таблица
people-export-title = Изнасяне на хората в таблица
people-export-lead = Файлът съдържа всички хора от регистъра с имената, датата на раждане, връзката и адресите им. Хората със защитен адрес не влизат в него. Пазете файла: извън Опора никой не следи кой го чете.
people-export-format = Вид на файла
people-export-xlsx = Excel (XLSX)
people-export-csv = текст (CSV)
people-export-numbers = С целите ЕГН и ЛНЧ
people-export-numbers-hint = Без отметка колоните за номера остават празни.
people-export-reason = Защо са нужни номерата
people-export-legend = Номера
people-export-reason-hint = Само ако файлът е с номерата. Остава в журнала на достъпа.
people-export-button = Свали файла
