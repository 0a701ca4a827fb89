# Календар на задълженията.

nav-duties = Задължения
right-duties-read = Вижда календара на задълженията
right-duties-write = Отбелязва изпълнение, определя отговорници, вписва събития

duties-title = Календар на задълженията
duties-lead = Какво дължи общината през { $year } г. и докъде е стигнало. Числата отварят своя списък.
duties-year = Годината
duties-mayor = За кмета
duties-mayor-lead = Просрочено, предстоящо през следващите тридесет дни и изпълнено. Числата отварят своя списък.
duties-list = Списък
duties-list-lead = Задълженията с краен ден през { $year } г.
duties-events = Събития
duties-events-lead = Срокове, които текат от събитие. Вписаните тук и тези, които другите части на системата броят сами. Сроковете по отделни хора са в „Моята работа“.
duties-rules = Правила
duties-rules-lead = Задълженията по нормативните актове. Определеното в закона не се променя; за останалото общината може да определи свой ден.
duties-rules-since = Календарът се води от { $day } г.; по-ранните задължения не се показват.
duties-papers = За печат
duties-papers-made = Отпечатани
duties-mine = Моите напомняния
duties-search = Дума от задължението
duties-found = Намерени: { $count }
duties-csv = Таблица (CSV)
duties-saved = Записано.
duties-actions = Какво може да се направи
duties-how = Как е пресметнат срокът
duties-empty = Няма записани.
duties-empty-list = С тези филтри няма задължения.
duties-empty-events = Няма събития, от които текат срокове.
duties-nobody = няма отговорник

duties-state-late = Просрочено
duties-state-soon = Скоро
duties-state-due = Предстои
duties-state-done = Изпълнено
duties-state-none = Не се дължи
duties-holds = В сила
duties-revoked = Отменено

duties-every-year = веднъж годишно
duties-every-month = за месец
duties-every-event = след събитие
duties-applies = Дължи ли го общината
duties-applies-yes = Да
duties-applies-no = Не
duties-confidence = Сигурност на правилото
duties-confidence-V = Определено в закона
duties-confidence-M = По практика, общината може да го промени
duties-confidence-C = Източниците се различават, общината може да го промени
duties-term-law = по правило { $rule }
duties-term-day = до { $day }
duties-term-of-month = { $day }-о число
duties-term-working-days = { $days } работни дни
duties-term-own = до { $day }, определен от общината

duties-column-state = Състояние
duties-column-duty = Задължение
duties-column-due = Краен ден
duties-column-articles = Основание
duties-column-act = Акт
duties-column-owner = Отговорник
duties-column-done = Изпълнено на
duties-column-mark = Отбелязано
duties-column-document = Документ от
duties-column-who = Вписал
duties-column-entered = Кога
duties-column-note = Бележка
duties-column-number = Номер
duties-column-period = Период
duties-column-month = Месец
duties-column-every = Колко често
duties-column-term = Срок
duties-column-from = В сила от
duties-column-own = Свой ден
duties-column-happened = Ден на събитието

duties-opens = Може да се изпълни от
duties-trigger = Срокът тече от
duties-who = Кой го дължи
duties-proof = Доказва се с
duties-marks = Какво е отбелязано
duties-done-late = Изпълнено е { $days } дни след срока.
duties-do = Отбележи изпълнение
duties-do-lead = Посочете поне едно: запис в системата, номер и дата на документ или самия документ.
duties-part-document = Документ
duties-record = Адрес на запис в системата, например /fees
duties-number = Номер на документа
duties-file = Документ
duties-file-hint = PDF, JPG или PNG до 8 MB.
duties-file-large = Файлът е по-голям от 8 MB.
duties-file-kind = Файлът не е PDF, JPG или PNG.
duties-none = Не се дължи този път
duties-none-hint = Защо общината не го дължи този път.
duties-owner = Промени отговорника
duties-owner-lead = Само за този път. Постоянният отговорник се определя в „Правила“.
duties-why = Причина
duties-revoke = Отмени отбелязаното
duties-revoke-hint = Отмененото остава в историята; вярното се вписва наново.
duties-link-record = Записът, който го доказва
duties-link-file = Приложеният документ
duties-link-work = Към мястото на работа
duties-link-law = Правилото за срока в „Закон“
duties-link-rule = Задължението в „Правила“
duties-link-event = Събитието
duties-versions = Какво е определила общината
duties-version-new = Определи отговорник и ден
duties-own-year = Свой ден на годината, например 07-20 (месец-ден)
duties-own-month = Свой ден на следващия месец, от 1 до 31
duties-own-event = Свой брой дни след събитието
duties-start = От кога се води календарът
duties-start-lead = Задължения с краен ден преди тази дата не се показват и не се търсят.
duties-event-new = Впиши събитие
duties-event-lead = Опишете събитието без имена на хора.
duties-event-what = Какво се случи
duties-task = Задължение от календара

duties-part-late = Просрочени
duties-part-ahead = Предстоят през следващите тридесет дни
duties-part-events = Предстоящи срокове от събития
duties-part-events-late = Просрочени от събития
duties-part-done = Последно изпълнени

duties-mail = Електронна поща за напомняния
duties-mail-change = Промени пощата за напомняния
duties-mail-lead = Напомняме седем дни и един ден преди крайния ден за задълженията, за които отговаряте. Празно поле спира напомнянията.
duties-mail-subject = Напомняне: до { $due } г. – { $title }
duties-mail-text =
    { $municipality }, календар на задълженията.

    До { $due } г.: { $title }
    Основание: { $articles }
    Доказва се с: { $proof }

    Отбележете изпълнението в системата, за да не напомняме отново.
duties-feed = Таен адрес за календар
duties-feed-new = Направи нов таен адрес
duties-feed-lead = С тайния адрес програмата ви за календар показва задълженията, за които отговаряте. Досегашният адрес спира да работи.
duties-feed-revoke = Спри тайния адрес
duties-feed-warning = Който знае тайния адрес, вижда задълженията ви. Не го споделяйте.
duties-feed-text = { $articles }. В системата: { $path }

duties-paper-new = Отпечатай календар
duties-paper-make = Отпечатай
duties-paper-month = Календар на задълженията за месец
duties-paper-year = Календар на задълженията за годината
duties-paper-number = КЗ-{ $year }-{ $number }
duties-signs = Изготвил

duties-how-year = Денят е определен за всяка година: { $text } (месец-ден), това е { $day }.
duties-how-month = Денят е определен за следващия месец: { $text }-о число, това е { $day }.
duties-how-days = Срокът е { $text } календарни дни след събитието: { $day }.
duties-how-working = Срокът е { $text } работни дни след събитието: { $day }.
duties-how-off = { $day } е неприсъствен ден: планира се за работния ден преди него, { $due }.
duties-how-next = { $day } е неприсъствен ден: срокът изтича в първия работен ден след него, { $due } (чл. 60, ал. 6 ГПК).

duties-wrong-ahead = Денят е в бъдещето.
duties-wrong-before = Задължението още не е съществувало тогава. Погледнете от кога може да се изпълни.
duties-wrong-document = Документът е от преди задължението.
duties-wrong-year = Документът е от друга година.
duties-wrong-number = Номерът и датата на документа вървят заедно.
duties-wrong-record = Това не е адрес в системата. Започва с наклонена черта, например /fees.
duties-wrong-nothing = Посочете запис, номер с дата или приложете документа.
duties-wrong-own = Такъв ден няма, или законът го определя.
duties-wrong-mail = Това не е адрес на електронна поща.
duties-refused-marked = Задължението вече е отбелязано. Отменете отбелязаното, ако е грешно.
duties-refused-revoked = Вече е отменено.
duties-refused-version = От този ден вече има определен отговорник и ден. Изберете друг ден.
