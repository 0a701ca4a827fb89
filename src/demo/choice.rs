//! What helps to choose and to say why: texts for reasons, points of settlements, shares of mixed
//! funding.

use super::files;
use crate::placement::{REASON_KINDS, add_reason};
use crate::services::{self, NewShares};
use kit::store::Tx;

/// The texts of the demonstration: kind, title, text.
const REASONS: [(usize, &str, &str); 5] = [
    (
        0,
        "Друга целева група",
        "Услугата е за друга възраст или за други потребности от заявените. Може да предложим \
         информиране и консултиране.",
    ),
    (
        0,
        "Услугата временно не се предоставя",
        "Услугата временно не се предоставя поради ремонт или липса на специалисти.",
    ),
    (
        1,
        "Необходима е денонощна грижа",
        "Индивидуалната оценка показа потребност от денонощна грижа, която тази услуга не може да \
         даде.",
    ),
    (2, "По взаимно съгласие", "Страните прекратяват договора по взаимно писмено съгласие."),
    (
        3,
        "Непосредствена опасност",
        "Лицето е в непосредствена опасност и не може да чака реда си в списъка.",
    ),
];

/// Fills a municipality whose services are there.
pub async fn fill(tx: &mut Tx) -> anyhow::Result<()> {
    for (kind, title, body) in REASONS {
        add_reason(tx, REASON_KINDS[kind], (title, body)).await?;
    }
    for (ekatte, point, source) in files::points() {
        services::put_point(tx, &ekatte, (point, &source)).await?;
    }
    let mixed = services::all(tx).await?.into_iter().filter(|one| one.funding == "mixed");
    for service in mixed.collect::<Vec<_>>() {
        let new = NewShares {
            counts: "percent".to_owned(),
            first_day: "2026-01-01".parse().ok(),
            parts: [70, 30, 0],
            basis: "Решение № 000 (измислено, за демонстрацията)".to_owned(),
        };
        services::add_shares(tx, service.id, &new).await?;
    }
    Ok(())
}
