# Регистър на решенията.

nav-decisions = Решения
right-decisions-read = Вижда регистъра на решенията и изпълнението им
right-decisions-write = Вписва решения, отбелязва изпълнението им и прилага доказателства

decisions-title = Регистър на решенията
decisions-lead = Решенията на Съвета по въпросите на социалните услуги, на общинския съвет, на кмета и от проверките – до изпълнението им. Вижда се кой отговаря, до кога, какво е направено и с какво е доказано.
decisions-empty = Няма записани.
decisions-empty-list = Няма решения с тези филтри.
decisions-search = Търсене
decisions-found = Намерени: { $count }
decisions-csv = Таблица (CSV)
decisions-xlsx = Таблица (XLSX)
decisions-saved = Записано.
decisions-actions = Какво може да се направи
decisions-year = Година на приемане
decisions-one = Решение № { $number }
decisions-origin = Откъде е решението
decisions-entered-by = Вписано от
decisions-history = Какво се е случвало
decisions-evidence = Доказателства
decisions-was = Преди това „{ $field }“ беше: { $text }.
decisions-task = Решение за изпълнение
decisions-warn-late = Срокът изтече на { $day }, а решението не е изпълнено.

decisions-body-council = Съвет по въпросите на социалните услуги
decisions-body-municipal-council = Общински съвет
decisions-body-mayor = Кмет
decisions-body-check = Проверка

decisions-state-late = Просрочено
decisions-state-open = Неизпълнено
decisions-state-in-progress = Изпълнява се
decisions-state-done = Изпълнено
decisions-state-dropped = Отпаднало
decisions-state-noted = За сведение
decisions-state-withdrawn = Оттеглено от регистъра
decisions-state-same = Състоянието остава същото

decisions-kind-progress = Бележка за напредъка
decisions-kind-state = Ново състояние
decisions-kind-correction = Поправка
decisions-kind-withdrawn = Оттегляне

decisions-column-number = Номер
decisions-column-taken = Прието на
decisions-column-body = Кой е решил
decisions-column-text = Какво е решено
decisions-column-responsible = Отговаря
decisions-column-due = Срок
decisions-column-done = Изпълнено на
decisions-column-state = Състояние
decisions-column-source = Протокол или друг документ
decisions-column-public = Кой може да го чете
decisions-column-title = Какво е
decisions-column-made = Кога
decisions-column-by = Кой
decisions-column-what = Какво
decisions-column-note = Бележка

decisions-new = Впиши решение
decisions-new-lead = Решенията от заседания и проверки идват сами. Тук се вписват останалите – например решения на общинския съвет и заповеди на кмета.
decisions-text-hint = Както е в протокола. Ако решението е за всички, не вписвайте имена и данни на потребители.
decisions-responsible-or-none = Отговаря (празно, ако няма какво да се изпълнява)
decisions-due-hint = Може да е празно, ако решението няма срок.
decisions-public-yes = Всички – решението е на страницата за гражданите
decisions-public-no = Само службата
decisions-is-public = Всички
decisions-is-inner = Само службата
decisions-edit = Поправи
decisions-edit-lead = Поправя се само грешно вписано. Какво е стояло преди поправката, остава в историята.
decisions-why = Защо
decisions-progress = Отбележи напредък
decisions-note = Какво е направено
decisions-note-hint = При отпаднало решение – защо отпада.
decisions-done-hint = Попълнете само когато решението е изпълнено.
decisions-show = Приложи доказателство
decisions-link = Връзка (адрес в интернет)
decisions-scan = Сканиран документ
decisions-scan-hint = PDF, JPEG или PNG до 8 MB. Дайте връзка или документ, не и двете.
decisions-withdraw = Оттегли
decisions-withdraw-lead = Оттегля се само решение, вписано по погрешка. То остава в регистъра като оттеглено, не се брои никъде и номерът му се освобождава.

decisions-wrong-number = Номерът трябва да съдържа поне една буква или цифра.
decisions-wrong-taken = Този орган вече има решение с такъв номер за тази година.
decisions-wrong-body = Няма такъв орган.
decisions-wrong-future = Денят още не е дошъл.
decisions-wrong-before = Денят е преди приемането на решението.
decisions-wrong-due = Срокът е преди приемането на решението.
decisions-wrong-nobody = Има срок, но никой не отговаря. Впишете кой отговаря или махнете срока.
decisions-wrong-same = Нищо не е променено.
decisions-wrong-no-note = Напишете какво е направено.
decisions-wrong-no-reason = Напишете защо решението отпада.
decisions-wrong-link = Адресът започва с https:// или http:// и няма интервали.
decisions-wrong-nothing = Дайте връзка или сканиран документ.
decisions-wrong-both = Дайте или връзка, или документ. За второто приложете още едно доказателство.
decisions-refused-withdrawn = Решението е оттеглено от регистъра и повече не се променя.

decisions-paper = Извлечение от регистъра
decisions-paper-lead = Документ с номер и код за проверка: решенията на един орган за една година и докъде е изпълнението им днес.
decisions-paper-make = Издай
decisions-paper-number = РР-{ $year }-{ $number }
decisions-count-taken = Приети
decisions-count-done = Изпълнени или за сведение
decisions-count-late = Просрочени

decisions-public = Решения и изпълнението им
decisions-public-lead = Какво са решили Съветът по въпросите на социалните услуги, общинският съвет и кметът за социалните услуги, кой отговаря и докъде е изпълнението.
decisions-public-none = Няма решения с тези филтри.
