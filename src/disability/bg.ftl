disability-lead = Решенията за увреждане и потребности и докога важат. Пише се само каквото трябва за услугите и помощта.
disability-none = Няма въведени решения.
disability-why-no-diagnosis = Защо няма поле за диагноза?
disability-why-no-diagnosis-text = За услугите и помощта стигат степента, чуждата помощ и срокът. Диагнозата е здравна информация, която общината няма основание да пази. Затова тук се пише какво не може човекът сам и от каква помощ има нужда, а не от какво е болен.
disability-no-diagnosis = Изглежда, че тук има код на диагноза. Моля, махнете го: пишете каква помощ е нужна, а не болестта.

disability-new-expert = Решение на ТЕЛК или НЕЛК
disability-new-assessment = Индивидуална оценка
disability-new-directive = Направление
disability-kind-expert = Експертно решение (ТЕЛК/НЕЛК)
disability-kind-assessment = Индивидуална оценка на потребностите (ЗХУ)
disability-kind-directive = Направление на ДСП (ЗХУ)
disability-board = Орган
disability-board-telk = ТЕЛК
disability-board-nelk = НЕЛК
disability-board-other = друг
disability-number = Номер
disability-issued = Дата на издаване
disability-body = Издател
disability-body-hint = Например „Първи състав при МБАЛ“ или „ДСП – Русе“.
disability-issuer = Издадено от
disability-term = Срок
disability-term-until = до дата
disability-term-life = пожизнен
disability-term-law = по закон: решението на ТЕЛК е без срок
disability-until = Последен ден
disability-until-hint = Само когато срокът е до дата.
disability-degree = Намалена работоспособност или степен на увреждане
disability-degree-hint = Цяло число от 0 до 100.
disability-degree-wrong = Въведете цяло число от 0 до 100.
disability-help = Чужда помощ
disability-help-no = без чужда помощ
disability-help-yes = с чужда помощ
disability-help-to = с чужда помощ до { $day }
disability-help-until = Чуждата помощ важи до
disability-help-until-hint = Само когато срокът ѝ е различен от срока на решението.
disability-support = За какво е направлението
disability-support-personal_assistance = лична помощ
disability-support-social_service = социални услуги
disability-support-other = друга подкрепа
disability-grade = Степен на зависимост
disability-grade-n = { $grade }. степен
disability-hours = Часове на месец
disability-hours-wrong = Въведете цял брой часове.
disability-hours-many = За тази степен законът дава най-много { $most } часа на месец.
disability-note = Какво друго е нужно за работата
disability-note-hint = Без диагнози и кодове на болести.
disability-reason = Какво се прави
disability-reason-renewal = ново решение на мястото на старото
disability-reason-correction = поправка на грешка
disability-why = Причина
disability-why-hint = Остава в историята заедно с предишния запис.
disability-future = Денят е в бъдещето.
disability-days-reversed = Последният ден е преди деня на издаване.
disability-saved = Записано.
disability-earlier = Предишни записи

disability-state = Състояние
disability-state-life = без срок
disability-state-valid = важи
disability-state-six = до 6 месеца
disability-state-three = до 3 месеца
disability-state-one = до 1 месец
disability-state-expired = изтекло
disability-state-filed = заявено в срок
disability-state-late = заявено след срока
disability-state-any = всички със срок
disability-state-todo = за работа
disability-advice-expert = Важи до { $day }. Заявление за ново решение, подадено най-късно на { $last }, пази оценката в сила.
disability-advice-other = Важи до { $day }. Напомнете на човека да поиска нова.
disability-advice-expired = Изтекло на { $day }. Попитайте дали е подадено заявление и кога.
disability-advice-filed = Заявено е в срок: старото решение остава в сила до новото.
disability-advice-late = Заявено е след { $last }: след { $day } старото решение не важи. Предупредете човека.

disability-do-file = Подадено е заявление
disability-do-renew = Ново решение
disability-do-correct = Поправи
disability-do-scan = Добави скан
disability-filed-title = Подадено е заявление за ново решение
disability-filed-lead = Решението изтича на { $ends }. В срок е заявление, подадено най-късно на { $last }.
disability-filed-how = Как е преброен срокът
disability-filed-on = Подадено на
disability-filed-number = Входящ номер
disability-filed-number-hint = От печата върху заявлението или от разписката.
disability-filed-with = Подадено в
disability-filed-with-hint = Например „РКМЕ – Русе“.
disability-filed-late-warning = Този ден е след срока: старото решение няма да важи след последния си ден.
disability-filed-late-sure = Датата е вярна, заявлението е подадено след срока
disability-filed-late-confirm = Денят е след срока. Потвърдете, че датата е вярна.
disability-filed-done = Записано: заявено в срок, старото решение остава в сила.
disability-filed-late-done = Записано: заявено след срока.
disability-scan = Скан на доказателството
disability-scan-hint = PDF, JPEG или PNG, до 8 MB. Закрийте диагнозите преди сканиране.
disability-scan-lead = Пази се заключен и го вижда само който има право.
disability-scan-none = Изберете файл.
disability-scan-done = Сканът е добавен.
disability-scan-n = скан { $number }
disability-scans = Доказателства

disability-list-title = Изтичащи решения
disability-list-lead = Хора, чиито решения, оценки и направления изтичат или са изтекли. Числата отварят списъка си.
disability-list-none = Няма решения, които да чакат работа.
disability-list-all = Всички решения със срок
disability-table = Таблица (CSV)
disability-person = Лице
disability-what = Документ
disability-ends = Важи до
disability-last = Заявява се най-късно

event-disability-brought = Въведено заварено направление или решение
event-disability-added = { $kind ->
    [directive] Въведено направление
    [assessment] Въведена индивидуална оценка
   *[expert] Въведено експертно решение
  }
event-disability-renewed = { $kind ->
    [directive] Въведено ново направление
    [assessment] Въведена нова индивидуална оценка
   *[expert] Въведено ново експертно решение
  }
event-disability-corrected = { $kind ->
    [directive] Поправено направление
    [assessment] Поправена индивидуална оценка
   *[expert] Поправено експертно решение
  }
event-disability-filed = Заявено ново експертно решение на { $day }{ $late ->
    [yes] {" "}(след срока)
   *[other] {" "}(в срок)
  }
event-disability-ending = Предупреждение: решение изтича на { $day }
event-disability-scanned = Добавен скан на доказателство
share-disability-added = { $kind ->
    [directive] Записахме направлението Ви
    [assessment] Записахме индивидуалната Ви оценка
   *[expert] Записахме експертното Ви решение
  }
share-disability-renewed = { $kind ->
    [directive] Записахме новото Ви направление
    [assessment] Записахме новата Ви индивидуална оценка
   *[expert] Записахме новото Ви експертно решение
  }
share-disability-filed = Записахме заявлението Ви за ново решение от { $day }
job-disability-alerts = Предупреждения за изтичащи решения
disability-belonging-fact = Решение или оценка за увреждане
disability-task-ending = Изтичащо решение
