//! `law assistance-contract`, `law assistance-pay`.

use super::Output;
use crate::money::{Currency, Money};
use crate::rate::Rate;
use crate::time::{Minutes, Month};
use crate::{Law, LawError};

/// `law assistance-contract --hours HOURS`
///
/// # Errors
/// `BadInput` when the hours are not whole or fit no bracket.
pub fn assistance_contract(law: &Law, hours: &str) -> Result<Output, LawError> {
    let whole = hours.strip_suffix(":00").unwrap_or(hours);
    let whole: u32 = whole
        .parse()
        .map_err(|_| LawError::input(format!("„{hours}“: часовете в споразумението са цели")))?;
    let contract = law.contract(whole)?;
    let day = contract
        .hours_per_day
        .map_or("по план-график".to_owned(), |h| format!("{h} часа"));
    let head =
        format!("{whole} часа месечно: основание {} КТ, работен ден: {day}", contract.ground);
    Output::new(&contract, &head, &contract.derivation)
}

/// `law assistance-pay --month MONTH --hours HOURS --years-of-service YEARS [--employer-rate
/// PERCENT]`
///
/// # Errors
/// `BadInput` on anything that cannot be read, `NotInForce` when a rate of the month is not known.
pub fn assistance_pay(
    law: &Law,
    month: &str,
    hours: &str,
    years_of_service: u32,
    employer_rate: Option<&str>,
) -> Result<Output, LawError> {
    let rate = employer_rate.map(Rate::percent).transpose()?;
    let pay = law.pay(Month::parse(month)?, Minutes::parse(hours)?, years_of_service, rate)?;
    let show = |text: &str| -> Result<String, LawError> {
        Ok(Money::parse(text, pay.currency)?.written())
    };
    let mark = if pay.currency == Currency::Eur { "€" } else { "лв." };
    let head = format!(
        "Лична помощ за {}: {} ч. по {} {mark}\nЗаплата {}, за стаж {}, брутно {}\n\
         Осигуровки {}, разход {}, за администриране {}",
        pay.month.written(),
        pay.hours,
        pay.hour_price.replace('.', ","),
        show(&pay.pay)?,
        show(&pay.service_supplement)?,
        show(&pay.gross)?,
        show(&pay.contributions)?,
        show(&pay.cost)?,
        show(&pay.administration)?
    );
    Output::new(&pay, &head, &pay.derivation)
}
