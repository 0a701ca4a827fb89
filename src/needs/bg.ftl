# Потребности по формулата на НПСУ.

nav-needs = Потребности от услуги
right-needs-read = Вижда потребностите от услуги и сметката им

needs-title = Потребности от социални услуги
needs-table = Потребност и наличност
needs-map = Национална карта
needs-services = Услуги по видове
needs-papers = Отпечатани изчисления
needs-lead = Колко души най-много се нуждаят от всяка услуга към { $day }, по формулата на чл. 36 НПСУ, и колко места има. Всяко число отваря сметката или услугите зад него.
needs-rounding = Закръгляване:
needs-rounding-exact = точното число, показано с два знака
needs-rounding-down = надолу
needs-rounding-nearest = до най-близкото цяло
needs-rounding-up = нагоре
needs-on = Към коя дата
needs-on-hint = Ако е празно, днес.
needs-other-day = За друг ден или по по-стари данни
needs-known = По данните, въведени до
needs-known-hint = Изключва по-късните поправки: излиза същото, каквото се е виждало тогава. Ако е празно, с всички данни.
needs-show = Покажи
needs-csv = Таблица (CSV)
needs-xlsx = Таблица (XLSX)
needs-print = Издай изчислението на хартия
needs-done = Записано.
needs-empty = Още няма записи.
needs-missing = Липсва:
needs-missing-groups = Няма показател за: { $groups }. Сборът не се довършва с предположение.
needs-none = няма данни
needs-homeless = { $count ->
    [one] За една услуга още не е казано към кой вид се брои. Посочете го в „Услуги по видове“.
   *[other] За { $count } услуги още не е казано към кой вид се броят. Посочете го в „Услуги по видове“.
}
needs-incomplete = { $count ->
    [one] За една услуга липсват показатели.
   *[other] За { $count } услуги липсват показатели.
}
needs-added = Критериите за заместваща грижа добавят { $added } % към тежестите на останалите, както е отпечатано в приложението.
needs-replacement = { $group } – за заместваща грижа

needs-is-missing = липсват данни
needs-is-wider = надобщинска
needs-is-short = недостиг
needs-is-enough = стига

needs-level-municipality = общинско ниво
needs-level-district = областно ниво
needs-level-country = национално и областно ниво

needs-column-service = Услуга
needs-column-point = Вид по приложението
needs-column-need = Потребност
needs-column-places = Места
needs-column-users = Ползват
needs-column-waiting = Чакат
needs-column-map = По картата
needs-column-gap = Недостиг
needs-column-state = Състояние
needs-column-no = №
needs-column-level = Ниво
needs-column-missing = Липсващи показатели
needs-column-article = Основание
needs-column-on = Към дата
needs-column-known = По данните, въведени до
needs-column-group = Критерий
needs-column-per-1000 = На 1000 лица
needs-column-weight = Тежест
needs-column-people = Лица
needs-column-amount = Произведение
needs-column-name = Услуга в общината
needs-column-provider = Доставчик
needs-column-from = В сила от
needs-column-basis = Решение
needs-column-note = Бележка
needs-column-who = Вписал
needs-column-number = Номер

needs-sum = Сметката
needs-sum-lead = Стойност на 1000 лица × тежест × брой лица. Броят отваря показателя с източника му.
needs-rivals = Други източници:
needs-base = Без заместваща грижа
needs-of-district = Потребност на областта по същата формула
needs-total = Сбор, точно
needs-rounded = В цели лица
needs-services-of = В услуги
needs-least = най-малко { $services }, защото в една услуга са най-много { $max }
needs-together = под най-малкия брой за една услуга (най-много { $max }, нужни { $services }): възможна е само по споразумение с други общини
needs-gap-sum = { $need } − { $places } места = { $gap }
needs-behind = Услуги зад числата
needs-behind-none = Никоя услуга в регистъра не се брои към този вид.
needs-all = Общо
needs-back = Към всички услуги

needs-assign = Към кой вид се брои услугата
needs-assign-lead = Изберете вида по приложението. Ако услугата не е по картата, изберете „не се брои“.
needs-assign-none = не се брои
needs-assign-open = още не е казано
needs-services-lead = Към кой вид от приложението се брои всяка услуга. Където програмата не може да реши, изберете вие: отворете услугата.

needs-map-lead = Най-многото потребители на всяка услуга по Националната карта на социалните услуги. Новият запис се добавя, старите остават.
needs-map-new = Впиши от картата
needs-map-new-lead = Числото, както стои в решението на Министерския съвет за общината или областта.
needs-map-none = За тази услуга няма запис от картата.
needs-wrong-users = Цяло число от нула нагоре.
needs-wrong-basis = Посочете решението, до 300 знака.

needs-papers-lead = Всяко отпечатано изчисление остава такова, каквото е било.
needs-paper = Изчисление на потребностите от социални услуги
needs-paper-about = Максимален брой потребители по приложението към чл. 36 НПСУ към { $day }: сбор от стойност на 1000 лица × относителна тежест × брой лица.
needs-paper-number = ИП-{ $year }-{ $number }
needs-signs = Изготвил
