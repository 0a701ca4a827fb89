# Думите на страниците в municipality.
nav-work = Моята работа
nav-people = Хора
nav-contacts = Контакти
nav-referrals = Насочване
nav-services = Услуги
nav-office = Служба

first-page-lead = Работно място на отдела за социални услуги: хора, желания, срещи, предварителни оценки.
first-page-sign-in = Вход за служители

sign-in-title = Вход за служители
sign-in-username = Потребителско име
sign-in-password = Парола
sign-in-code = Код от приложението
sign-in-code-hint = Шестте цифри, които приложението за втори фактор показва в момента.
sign-in-button = Вход
sign-in-wrong = Името, паролата или кодът не са верни.
sign-in-wait = { $seconds ->
    [one] Твърде много опити. Изчакайте { $seconds } секунда.
   *[other] Твърде много опити. Изчакайте { $seconds } секунди.
  }
sign-out-done = Излязохте от системата.
sign-in-demo-title = Пробни входове
sign-in-demo-text = Данните са измислени. Паролата на всички е една и съща; кодът се сменя всеки 30 секунди.
sign-in-demo-person = Служител
sign-in-demo-username = Име за вход
sign-in-demo-code = Код сега

invitation-title = Добре дошли в Опора
invitation-lead = Изберете парола и свържете приложение за втори фактор.
invitation-password = Парола
invitation-password-hint = Поне 12 знака. Може да е изречение.
invitation-again = Паролата още веднъж
invitation-password-short = Паролата трябва да е поне 12 знака.
invitation-password-name = Паролата не бива да съдържа потребителското име.
invitation-password-differs = Двете пароли се различават.
invitation-factor = Втори фактор
invitation-factor-text = Снимайте кода с приложение за втори фактор или въведете в него ключа на ръка.
invitation-factor-qr = QR код за приложението
invitation-code-wrong = Кодът не е верен. Проверете часовника на телефона и опитайте със следващия код.
invitation-button = Запази и продължи
invitation-done = Паролата и вторият фактор са запазени. Влезте с тях.
