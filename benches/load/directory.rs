//! Searching in a directory of many services: as a page, by words of the name, in Latin letters and
//! mistyped.

use super::http::{Connection, Target, measure};
use super::server::start_opora;
use super::stage::{Clerk, Place, Size, generate};
use anyhow::ensure;
use std::path::Path;

/// What was found, in milliseconds at the 95th of a hundred, one connection and eight.
pub struct Found {
    pub services: u32,
    pub alone: f64,
    pub beside: f64,
    pub misspelt: f64,
}

const WHAT: [&str; 8] = [
    "Дневна грижа",
    "Резидентна грижа",
    "Подслон",
    "Рехабилитация",
    "Застъпничество",
    "Консултиране",
    "Обучение",
    "Терапия",
];
const WHOM: [&str; 6] = [
    "за деца с увреждания",
    "за възрастни хора",
    "за хора в криза",
    "за родители",
    "за младежи",
    "за хора с деменция",
];

/// Makes so many services and searches among them.
pub async fn measured(
    opora: &Path,
    folder: &Path,
    (services, seconds): (u32, f64),
) -> anyhow::Result<Found> {
    let place = Place { folder: folder.join("run-directory"), database: None };
    drop(std::fs::remove_dir_all(&place.folder));
    generate(opora, &place, Size { people: 1, wishes: 0, contacts: 0 })?;
    let (server, _) = start_opora(opora, &place.folder, None).await?;
    let clerk = Clerk::of(opora, &place, (&server.address, "head")).await?;
    let mut connection = Connection::open(&server.address).await?;
    let part = |list: &[&str], n: u32| list[n as usize % list.len()].to_owned();
    let mut provider = String::new();
    for n in 0..services {
        let name = format!("{} {} № {n}", part(&WHAT, n), part(&WHOM, n / 8));
        let address = format!("ул. „{}“ № {}", part(&["Борисова", "Дунав", "Витоша"], n), n % 90);
        if n % 50 == 0 {
            let named = format!("Доставчик {}", n / 50);
            let form = [("name", &*named), ("kind", "private")];
            let answer = connection.ask(&clerk.form("/ruse/providers", &form)).await?;
            let at = answer.header("location").unwrap_or_default().to_owned();
            let at = at.split('?').next().unwrap_or_default();
            provider = at.rsplit('/').next().unwrap_or_default().to_owned();
        }
        let fields = [
            ("name", &*name),
            ("in-zsu", "yes"),
            ("provider", &*provider),
            ("kind", "7"),
            ("access", "specialised"),
            ("purpose", "supporting"),
            ("level", "municipal"),
            ("funding", "state"),
            ("address", &*address),
            ("capacity", "20"),
            ("source", "bench"),
            ("confidence", "V"),
        ];
        let answer = connection.ask(&clerk.form("/ruse/services", &fields)).await?;
        ensure!(answer.status == 303, "service {n}: {}", answer.status);
    }
    let page = |words: &str| clerk.found("/ruse/services", &[("q", words)]);
    let right = ["дневна", "rehabilitacia", "криза", "деменция дневна", "podslon", "борисова 17"];
    let wrong = ["дневнта", "рехабилитцая", "застпничество", "podlson"];
    let right = Target::new("directory", right.iter().map(|words| page(words)).collect());
    let wrong = Target::new("directory, mistyped", wrong.iter().map(|words| page(words)).collect());
    let mut times = Vec::new();
    for (target, connections) in [(&right, 1), (&right, 8), (&wrong, 1)] {
        let found = measure(&server.address, target, connections, seconds).await?;
        ensure!(found.failed == 0, "{} wrong answers", found.failed);
        times.push(found.p95);
    }
    Ok(Found { services, alone: times[0], beside: times[1], misspelt: times[2] })
}
