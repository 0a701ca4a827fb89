//! Bulgarian words for numbers with units.

/// `1 ден`, `20 дни`.
pub(crate) fn days_words(n: i64) -> String {
    if n == 1 { "1 ден".to_owned() } else { format!("{n} дни") }
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
        "percent" => format!("{value} %"),
        "eur" => format!("{value} €"),
        "bgn" => format!("{value} лв."),
        "yes-no" | "choice" | "move" | "day" => value.to_owned(),
        other => format!("{value} ({other})"),
    }
}
