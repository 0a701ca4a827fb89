### Думи на рамката и на съставните части (ui/templates)

ui-opora = Опора
ui-service = Социални услуги
ui-skip = Към основното съдържание
ui-menu = Меню
ui-sign-out = Изход
ui-footer = Полезни връзки
ui-footer-about = Работи с „Опора“ – отворена система за социални услуги
ui-demo-tag = Проба
ui-demo-text = Хората и случаите тук са измислени. Не въвеждайте истински лични данни.
ui-breadcrumbs = Път до страницата
ui-back = Назад
ui-sections = Раздели
ui-change = Промяна
ui-optional = по желание

ui-success = Готово
ui-important = Важно
ui-warning = Внимание
ui-error = Грешка
ui-error-title = Има нещо за поправяне

ui-day = Ден
ui-month = Месец
ui-year = Година

ui-count-limit = { $count ->
    [one] Може да въведете до { $count } знак
   *[other] Може да въведете до { $count } знака
}
ui-count-under-one = Остава още { $count } знак
ui-count-under-other = Остават още { $count } знака
ui-count-at-limit = Не остават повече знаци
ui-count-over-one = Имате { $count } знак в повече
ui-count-over-other = Имате { $count } знака в повече

ui-password-show = Покажи
ui-password-hide = Скрий
ui-password-show-label = Покажи паролата
ui-password-hide-label = Скрий паролата
ui-password-shown = Паролата се вижда
ui-password-hidden = Паролата е скрита

ui-file-choose = Избор на файл
ui-file-drop = или пуснете файла тук
ui-file-none = Няма избран файл
ui-file-entered = Навлязохте в полето за пускане на файл
ui-file-left = Излязохте от полето за пускане на файл
ui-file-many-one = { $count } избран файл
ui-file-many-other = { $count } избрани файла

ui-pagination = Страници
ui-previous = Предишна
ui-next = Следваща
ui-page-word = страница
ui-page-number = Страница { $number }

ui-filter = Филтри
ui-filter-apply = Приложи
ui-filter-clear = Изчисти филтрите
ui-filter-remove = Махни филтъра
ui-search = Търси

ui-draft-saved = Черновата е запазена
ui-draft-failed = Черновата не е запазена. Опитът ще се повтори.

# Общи думи за бутони и отговори
ui-save = Запиши
ui-save-continue = Запиши и продължи
ui-save-draft = Запиши чернова
ui-cancel = Отказ
ui-print = Печат
ui-all = Всички
ui-yes = Да
ui-no = Не
