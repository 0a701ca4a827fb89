//! Telephone numbers: kept in one shape, so that the same number is found however it is typed.

/// The number as it is kept: `0888123456` for Bulgaria, `+49…` for other countries; several
/// numbers, or what is not a number, stay as typed.
#[must_use]
pub fn normal(typed: &str) -> String {
    let typed = typed.trim();
    let fits = |c: char| c.is_ascii_digit() || " +-./()".contains(c);
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() || !typed.chars().all(fits) {
        return typed.to_owned();
    }
    let international = typed.starts_with('+').then_some(digits.as_str());
    match international.or_else(|| digits.strip_prefix("00").filter(|rest| !rest.starts_with('0')))
    {
        Some(number) => match number.strip_prefix("359") {
            Some(national) => format!("0{}", national.trim_start_matches('0')),
            None => format!("+{number}"),
        },
        // 359888123456 without its plus; a Bulgarian number begins with 0 and is shorter.
        None => match digits.strip_prefix("359").filter(|rest| rest.len() >= 8) {
            Some(national) => format!("0{national}"),
            None => digits,
        },
    }
}

/// As people read it: `0888 123 456`.
#[must_use]
pub fn shown(kept: &str) -> String {
    let is_mobile = kept.len() == 10 && kept.starts_with("08");
    if is_mobile && kept.bytes().all(|b| b.is_ascii_digit()) {
        return format!("{} {} {}", &kept[..4], &kept[4..7], &kept[7..]);
    }
    kept.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_has_one_shape() {
        for typed in ["0888 123 456", "+359 888 123456", "00359888123456", "359888123456"] {
            assert_eq!(normal(typed), "0888123456", "{typed}");
        }
        assert_eq!(normal("082 / 123-456"), "082123456");
        assert_eq!(normal("+49 30 1234567"), "+49301234567");
        assert_eq!(normal("на съседката"), "на съседката");
        assert_eq!(shown("0888123456"), "0888 123 456");
        assert_eq!(shown("082123456"), "082123456");
    }
}
