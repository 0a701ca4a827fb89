//! Bulgarian words for numbers with units.

/// `1 ден`, `20 дни`.
pub(crate) fn days_words(n: i64) -> String {
    if n == 1 { "1 ден".to_owned() } else { format!("{n} дни") }
}

/// What a choice of a reading means.
pub(crate) fn choice(name: &str) -> &str {
    match name {
        "true" => "да",
        "false" => "не",
        "next" => "мести се в следващия работен ден",
        "previous" => "работи се до предходния работен ден",
        "none" => "не се мести",
        "wish" => "от заявеното желание",
        "offer" => "от предложението за среща",
        "signed" => "от подписването на предварителната оценка",
        "both" => "и двата крайни дни са спрени",
        "without-last" => "последният ден не е спрян",
        "assessment-signed" => "от подписването на индивидуалната оценка",
        "at-latest" => "не по-късно от тогава",
        "third-month-complete" => "от навършването на третия месец",
        "after-term" => "след изтичането на срока",
        "tenth-of-month" => "до десето число на месеца",
        "exact" => "точно число",
        "down" => "надолу",
        "nearest" => "към най-близкото",
        "up" => "нагоре",
        "exact-and-up" => "точно и закръглено нагоре",
        "coefficient-only" => "само по коефициента",
        "deduct-then-cap" => "първо се приспада, после се ограничава",
        "cap-then-deduct" => "първо се ограничава, после се приспада",
        other => other,
    }
}

/// Who refers by a rule of competence.
fn desk(value: &str) -> &str {
    match value {
        "dsp" => "дирекция „Социално подпомагане“",
        "court" => "районният съд",
        "provider" => "доставчикът",
        "nobody" => "не е нужно насочване",
        "by-provider" => "общината, която предоставя услугата",
        "by-address" => "общината по настоящ адрес",
        "by-oblast" => "всяка община от областта, по споразумението им",
        "by-agreement" => "общината по споразумението",
        "by-stay" => "общината, в която човекът пребивава",
        other => other,
    }
}

/// Forms of providers in words.
fn provider_forms(value: &str) -> String {
    [
        ("entity", "лице, създадено от общината"),
        ("assigned", "доставчик, на когото е възложено"),
        ("private", "частен доставчик"),
    ]
    .iter()
    .fold(value.to_owned(), |text, (code, words)| text.replace(code, words))
}

/// A value with its unit as people read it: `20 дни`, `3 работни дни`, `до 25-о число`.
pub(crate) fn amount(unit: &str, value: &str) -> String {
    let one = value == "1";
    match unit {
        "days" | "days-then-next" => days_words(value.parse().unwrap_or(0)),
        "working-days" if one => "1 работен ден".to_owned(),
        "working-days" => format!("{value} работни дни"),
        "weeks" if one => "1 седмица".to_owned(),
        "weeks" => format!("{value} седмици"),
        "months" if one => "1 месец".to_owned(),
        "months" => format!("{value} месеца"),
        "years" if one => "1 година".to_owned(),
        "years" => format!("{value} години"),
        "hours" => format!("{value} часа"),
        "academic-hours" => format!("{value} академични часа"),
        "times-per-year" if one => "1 път годишно".to_owned(),
        "times-per-year" => format!("{value} пъти годишно"),
        "minutes" => format!("{value} минути"),
        "hour-of-day" => format!("{value}:00 ч."),
        "copies" => format!("{value} екземпляра"),
        "days-before" => format!("{} преди", days_words(value.parse().unwrap_or(0))),
        "months-before" => format!("{value} месеца преди"),
        "day-of-next-month" => format!("{value}-о число на следващия месец"),
        "next-day-of-month" => format!("{value}-о число"),
        "working-days-of-next-month" => format!("първите {value} работни дни на следващия месец"),
        "end-of-month-after" if value == "0" => "последния ден на месеца".to_owned(),
        "end-of-month-after" => "последния ден на следващия месец".to_owned(),
        "day-of-year" => match value.split_once('-') {
            Some((month, day)) => format!("{day}.{month}"),
            None => value.to_owned(),
        },
        "years-from-next-year" => format!("{value} години от 1 януари на следващата година"),
        "cap-days-per-year" => format!("до {value} дни в календарна година"),
        "immediately" => "незабавно".to_owned(),
        "no-term" => "без определен срок".to_owned(),
        "percent" => format!("{} %", value.replace('.', ",")),
        "factor" => value.replace('.', ","),
        "eur" => format!("{value} €"),
        "bgn" => format!("{value} лв."),
        "yes-no" | "choice" | "move" => choice(value).to_owned(),
        "day" => match value.parse() {
            Ok(day) => crate::day::written(day),
            Err(_) => value.to_owned(),
        },
        "hours-per-month" => format!("{value} часа месечно"),
        "days-per-year" => format!("{value} дни годишно"),
        "age-years" => format!("{value} години"),
        "days-after" if value == "0" => "от същия ден".to_owned(),
        "days-after" => format!("{} по-късно", days_words(value.parse().unwrap_or(0))),
        "day-of-month" => format!("{value}-о число"),
        "days-from-easter" if value == "0" => "на Великден".to_owned(),
        "days-from-easter" => format!("{value} спрямо Великден (в дни)"),
        "bgn-per-eur" => format!("{} лв. за 1 €", value.replace('.', ",")),
        "third-digit-up-from" => format!("нагоре, ако третата цифра е поне {value}"),
        "poverty-lines" => format!("{} от линията на бедност", value.replace('.', ",")),
        "minimum-wages" => format!("{value} минимални заплати"),
        "persons" if value.parse::<u32>().is_ok() => format!("{value} лица"),
        "item" => format!("т. {value}"),
        "items" => format!("{value} точки"),
        "provider-forms" => provider_forms(value),
        "kind" => format!("вид {value}"),
        "competent" => desk(value).to_owned(),
        // The value speaks for itself: a name, an address, a code.
        _ => value.to_owned(),
    }
}
