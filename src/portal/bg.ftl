# Думите на страниците в portal. Тези за всеки са лесни за четене: изречения до 16 думи.
nav-portal = Портал
right-portal-write = Портал: писане на текстове и новини

portal-title = Помощ и услуги
portal-lead = Тук намирате помощ в общината: за дете, за възрастен, за дом и в беда.
portal-call = Обадете се:
portal-danger = Ако някой е в опасност, обадете се веднага на
portal-desk = Говорете сега със служител
portal-services = Услуги
portal-services-text = Кой помага, има ли свободно място и колко се чака.
portal-guide = Какво да правя, ако
portal-guide-text = Кажете какво се е случило. Тук пише какво следва.
portal-check = На какво имам право
portal-check-text = Няколко въпроса, без име. После знаете къде да отидете.
portal-wish = Кажете какво Ви трябва
portal-wish-text = Поискайте услуга оттук. Може да спрете и да продължите после.
portal-forms = Подайте или продължете
portal-forms-text = Заявление, сигнал или жалба. С кода продължавате започнатото.
portal-status = Докъде е стигнало
portal-status-text = Вижте с номера и кода, които сте получили.
portal-my = Моята страница
portal-my-text = Влезте и вижте какво сте поискали и какво пазим за Вас.
portal-booking = Запазете час
portal-booking-text = Изберете ден и час, за да не чакате.
portal-question = Задайте въпрос
portal-question-text = Пишете ни. Казваме кога ще отговорим.
portal-complaint = Оплакване, сигнал или предложение
portal-complaint-text = Кажете ни, ако нещо не е наред. Може и без име.
portal-by-need = За какво търсите помощ
portal-desks = Къде приемаме
portal-hours = Работно време
portal-off = Почивни дни скоро
portal-day-mon = Понеделник
portal-day-tue = Вторник
portal-day-wed = Сряда
portal-day-thu = Четвъртък
portal-day-fri = Петък
portal-day-sat = Събота
portal-day-sun = Неделя
portal-open-until = Сега е отворено, до { $until } ч.
portal-closed-now = Сега е затворено.
portal-closed-holiday = Днес е затворено: { $why }.
portal-next = Отваря { $when } в { $time } ч.
portal-next-today = днес
portal-next-tomorrow = утре

portal-services-lead = Изберете каква помощ търсите или напишете дума. Ако кажете откъде тръгвате, най-близките услуги са първи.
portal-need = Каква помощ търсите
portal-words = Дума
portal-from = Откъде тръгвате
portal-from-none = Без значение
portal-only-free = Може да има място
portal-found = { $count ->
    [one] { $count } услуга
   *[other] { $count } услуги
  }
portal-found-none = Няма такава услуга тук. Махнете част от условията или ни питайте.
portal-places-unknown = Местата не се броят. Обадете се.
portal-places-none = Няма свободни места (от { $total })
portal-places-free = { $count ->
    [one] { $count } свободно място от { $total }
   *[other] { $count } свободни места от { $total }
  }
portal-waiting = { $count ->
    [one] Чака { $count } човек.
   *[other] Чакат { $count } души.
  }
portal-waited = Мястото обикновено идва за { $long }.
portal-long-days = { $count ->
    [one] { $count } ден
   *[other] { $count } дни
  }
portal-long-weeks = { $count ->
    [one] около { $count } седмица
   *[other] около { $count } седмици
  }
portal-long-months = { $count ->
    [one] около { $count } месец
   *[other] около { $count } месеца
  }
portal-counted = Местата са преброени на { $at } ч. ({ $ago }).
portal-ago-now = преди по-малко от час
portal-ago-hours = { $count ->
    [one] преди { $count } час
   *[other] преди { $count } часа
  }
portal-ago-days = { $count ->
    [one] преди { $count } ден
   *[other] преди { $count } дни
  }
portal-stale = Числата са стари. Обадете се, преди да тръгнете.
portal-far-metres = около { $number } м
portal-far-kilometres = около { $number } км
portal-place-hidden = Адресът не се показва. Обадете се.
portal-state-paused = Временно не приема.
portal-state-seasonal = Сега не е сезонът ѝ.
portal-state-closed = Вече не работи.
portal-state-until = До { $day }.

portal-whom = За кого
portal-kind = Вид
portal-admission = Кого приемат
portal-provider = Кой я дава
portal-phone = Телефон
portal-email = Електронна поща
portal-where = Къде и кога
portal-map = Вижте на картата
portal-hours-unknown = Попитайте по телефона кога работят.
portal-steps = Какво да направите
portal-documents = Какво да носите
portal-term = Колко време отнема
portal-fee = Колко струва
portal-fee-own = За тази услуга:
portal-appeal = Ако Ви откажат
portal-articles = По закон:
portal-print = Може да отпечатате страницата. На хартия остава само текстът.

portal-guide-lead = Изберете това, което е най-близо до Вас. Пишем с кратки изречения.
portal-leave = Напуснете веднага тази страница
portal-services-for = Вижте услугите за това
portal-talk = Говорете с нас
portal-words-here = Думи от този текст
portal-glossary = Речник
portal-glossary-lead = Тук пише какво значат думите, които службите казват.

portal-news = Новини
portal-news-news = Новина
portal-news-plan = План за обсъждане
portal-news-none = Няма новини.
portal-plans = Планове за обсъждане
portal-plans-none = Сега няма план, за който чакаме мнения.
portal-plan-until = От { $day }. Чакаме мнения до { $until }.
portal-campaigns = Срещи и кампании
portal-decided = Какво е решено
portal-council = Съвет за социалните услуги
portal-decisions = Решения и докъде са стигнали
portal-more = Още по темата
portal-opinion = Кажете мнението си
portal-proposal = Изпратете предложение

portal-data = Отворени данни
portal-data-lead = Всеки може да вземе тези данни и да ги ползва. В тях няма лични данни.
portal-data-services = Услуги и свободни места
portal-data-services-text = Всички услуги с местата, чакащите и часа на броенето.
portal-data-decisions = Решения
portal-data-decisions-text = Решенията, които всеки може да чете, с това докъде са стигнали.
portal-data-guide = Ръководството за правата
portal-data-guide-text = Текстовете на български и на английски.
portal-column-name = Услуга
portal-column-provider = Доставчик
portal-column-kind = Вид по закона
portal-column-users = За кого
portal-column-address = Адрес
portal-column-phone = Телефон
portal-column-total = Места
portal-column-free = Свободни места
portal-column-waiting = Чакащи
portal-column-wait = Обичайно чакане в дни
portal-column-at = Преброено на

portal-access = Достъпност
portal-access-lead = Искаме всеки да може да ползва тези страници. Тук пише какво сме проверили.
portal-access-status = Докъде сме стигнали
portal-access-unknown = Още няма запазена проверка. Затова не казваме дали всичко е достъпно.
portal-access-old = Последната проверка е по-стара от година. Нова предстои.
portal-access-clean = Страниците минаха проверката без намерена пречка. Проверката е с машина и не вижда всичко.
portal-access-partly = Страниците са достъпни отчасти. Проверката намери пречки и ги оправяме.
portal-access-day = Ден на проверката
portal-access-journeys = Проверени пътища
portal-access-pages = Проверени страници
portal-access-barriers = Намерени пречки
portal-access-failed = Пътища, които не успяха
portal-access-not = Какво може да не е достъпно
portal-access-not-scans = Сканирани документи, които други са качили.
portal-access-not-map = Картата на чужд сайт. До нея винаги стои адресът.
portal-access-not-bulgarian = Имена на услуги и новини, които са само на български.
portal-access-other = Ако не можете да прочетете нещо
portal-access-other-text = Ще Ви го прочетем, ще го отпечатаме едро или ще го обясним.
portal-access-tell = Кажете ни за пречка
portal-access-tell-text = Щом изпратите бележката, виждате до кой ден ще отговорим.
portal-access-complain = Ако не отговорим
portal-access-complain-text = Може да се оплачете на министъра на електронното управление.
portal-feedback = Кажете ни за пречка
portal-feedback-lead = Пишете какво не можахте да направите. Не е нужно да казвате името си.
portal-feedback-text = Какво не стана
portal-feedback-hint = Коя страница беше и с какво я гледахте: телефон, екранен четец, клавиатура.
portal-feedback-contact = Къде да Ви отговорим
portal-feedback-contact-hint = Телефон или електронна поща. Може да оставите празно и да гледате с кода.
portal-feedback-send = Изпратете
portal-thanks = Получихме бележката
portal-thanks-number = Номер
portal-thanks-code = Вашият код:
portal-thanks-keep = Запишете номера и кода. С тях виждате отговора. Кода показваме само сега.
portal-thanks-until = Ще отговорим до { $day }.

# Оттук надолу са страниците за служителите.
portal-edit-title = Текстове на портала
portal-edit-guide = Ръководство за правата
portal-edit-news = Новини и планове
portal-edit-lead = Тези текстове чете всеки. Нова версия се показва веднага щом я публикувате; старите версии остават.
portal-edit-column-title = Текст
portal-edit-column-version = Версия (български / английски)
portal-edit-column-hard = Трудни места
portal-edit-column-kind = Вид
portal-edit-column-day = Ден
portal-edit-column-state = Състояние
portal-edit-shipped = текст на програмата от { $day }
portal-edit-edition = версия { $number } на общината
portal-edit-field-title = Заглавие
portal-edit-field-lead = Първи изречения
portal-edit-field-body = Текст
portal-edit-field-title-en = Заглавие на английски (ако има)
portal-edit-field-body-en = Текст на английски (ако има)
portal-edit-field-href = Адрес с още по темата (ако има)
portal-edit-field-until = Последен ден за мнения (при план)
portal-edit-field-from = Показва се от
portal-edit-until-hint = До този ден страницата кани за мнения.
portal-edit-from-hint = Бъдещ ден скрива текста дотогава.
portal-edit-body-hint = Ред, който започва с „## “, е подзаглавие; с „- “ е точка от списък; всеки друг ред е абзац.
portal-edit-body-en-hint = Празно показва българския текст и на английската страница.
portal-edit-hard = Трудно за четене
portal-edit-easy = Текстът се чете лесно.
portal-edit-hard-yes = Публикувай въпреки трудните места
portal-edit-hard-confirm = Поправете трудните места или отбележете, че публикувате въпреки тях.
portal-edit-lint-sentence = Дълго изречение ({ $advice } думи): „{ $said }“
portal-edit-lint-mean = { $said }Изреченията са дълги: средно { $advice } думи.
portal-edit-lint-word = Дълга дума ({ $advice } знака): „{ $said }“
portal-edit-lint-abbreviation = { $advice }Съкращение, което го няма в речника: „{ $said }“
portal-edit-lint-clerical = Канцеларска дума „{ $said }“; кажете „{ $advice }“
portal-edit-lint-passive = { $advice }Не личи кой го прави: „{ $said }“
portal-edit-preview = Така ще се вижда
portal-edit-preview-do = Прегледай
portal-edit-publish = Публикувай
portal-edit-back = Върни текста на програмата
portal-edit-see = Виж страницата
portal-edit-shipped-text = Текстът на програмата
portal-edit-versions = Версии
portal-edit-versions-none = Още няма версия на общината.
portal-edit-saved = Публикувано.
portal-edit-news-new = Нова новина или план
portal-edit-news-edit = Поправка
portal-edit-news-lead = Новината се вижда от всеки. Не пишете имена на хора, за които службата работи.
portal-edit-news-none = Още няма новини.
portal-edit-public = Вижда се
portal-edit-later = Ще се вижда
portal-edit-withdrawn = Оттеглена
portal-edit-withdraw = Оттегли
portal-edit-withdraw-lead = Никой повече няма да вижда текста. Не може да се върне.
portal-edit-withdrawn-done = Текстът е оттеглен.
portal-edit-wrong-href = Адресът започва с https:// или http:// и няма интервали.
portal-edit-wrong-until = Въведете до кога се чакат мнения за плана.
portal-edit-wrong-withdrawn = Текстът е оттеглен и повече не се променя.
portal-edit-wrong-length = Липсва текст, видът не е познат или текстът е твърде дълъг.
event-portal-text-written = Нова версия на текст от портала: { $code } ({ $language })
event-portal-news-published = Публикувана новина „{ $title }“
event-portal-news-changed = Поправена новина „{ $title }“
event-portal-news-withdrawn = Оттеглена новина „{ $title }“
