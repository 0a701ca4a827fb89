//! People whom the demonstration knows twice, a family, a household: so that the pages about them
//! are not empty.

use crate::app::App;
use crate::people::{self, NewPerson, NewRepresentative, PersonId};
use kit::access::Actor;
use kit::store::Municipality;
use kit::types::Day;

fn person(names: [&str; 3], born: &str, phone: &str) -> NewPerson {
    let [given, middle, family] = names.map(str::to_owned);
    let sex = if family.ends_with('а') { "female" } else { "male" };
    NewPerson {
        given,
        middle,
        family,
        birth_day: born.parse().ok(),
        sex: sex.to_owned(),
        phone: phone.to_owned(),
        ..NewPerson::default()
    }
}

/// Adds them once, and lists the likely pairs as the night would.
pub async fn fill(app: &App, municipality: &Municipality) -> anyhow::Result<()> {
    let actor = Actor::system(municipality.id, super::PURPOSE);
    let tx = app.db.read(&actor).await?;
    let is_done = people::pairs_found(&tx).await?;
    tx.rollback().await;
    if is_done {
        return Ok(());
    }
    let mut tx = app.db.write(&actor).await?;
    let phone = "0880 000 111";
    let twice = [
        // A slip of the hand, the same day and telephone: surely one.
        person(["Стефка", "Минчева", "Образцова"], "1948-05-21", phone),
        person(["Стефка", "Минчева", "Обазцова"], "1948-05-21", phone),
        // Married: the family name is another.
        person(["Радка", "Колева", "Примерова"], "1971-02-09", ""),
        person(["Радка", "Колева", "Образцова"], "1971-02-09", ""),
        // Twins: never surely one.
        person(["Емил", "Колев", "Примеров"], "2013-09-02", "0880 000 222"),
        person(["Емилиян", "Колев", "Примеров"], "2013-09-02", "0880 000 222"),
    ];
    let ids = people::create_many(&mut tx, &twice).await?;
    family(&mut tx, ids[2], &ids[4..]).await?;
    tx.commit().await?;
    people::find_duplicates(app, &actor).await?;
    super::imports::fill(app, &actor).await
}

/// A mother and her twins, in one household since their birth.
async fn family(
    tx: &mut kit::store::Tx,
    mother: PersonId,
    children: &[PersonId],
) -> anyhow::Result<()> {
    let born: Day = "2013-09-02".parse().map_err(|_| anyhow::anyhow!("a day"))?;
    for child in children {
        let parent = NewRepresentative {
            other: Some(mother),
            ground: "parent".to_owned(),
            document: "удостоверение за раждане ОБРАЗЕЦ".to_owned(),
            ..NewRepresentative::default()
        };
        people::add_representative(tx, *child, born, &parent).await?;
        people::live_together(tx, (mother, *child), born).await?;
    }
    Ok(())
}
