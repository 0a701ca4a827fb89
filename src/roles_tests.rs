//! What the standard roles promise.

use super::*;
use crate::testing::TestApp;
use crate::{municipality, people, placement};
use kit::access::{define_role, role_rights};
use kit::store::NewMunicipality;

async fn rights(test: &TestApp, slug: &str, role: &str) -> Vec<String> {
    let tx = test.app.db.write(&test.system(slug)).await.expect("a transaction");
    let roles = role_rights(&tx).await.expect("roles");
    tx.rollback().await;
    roles.into_iter().find(|(one, _)| one.id == role).map(|(_, own)| own).unwrap_or_default()
}

fn older(role: &RoleSpec<'static>) -> RoleSpec<'static> {
    RoleSpec { rights: &role.rights[..role.rights.len() - 1], ..*role }
}

#[tokio::test]
async fn a_newer_version_gives_its_rights_to_standard_roles_that_nobody_changed() {
    let test = TestApp::new().await;
    let spec = |id: &str| STANDARD_ROLES.iter().find(|role| role.id == id).expect("a role");
    let (reader, auditor) = (spec("reader"), spec("auditor"));
    let tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    // Given by an older version, and then one of the two changed by the municipality.
    give_standard_role(&tx, &older(reader)).await.expect("a role");
    give_standard_role(&tx, &older(auditor)).await.expect("a role");
    let own = RoleSpec { rights: &[people::READ, municipality::READ], ..*auditor };
    define_role(&tx, &own).await.expect("a role of its own");
    let night = RoleSpec { id: "night", name: "Нощен", name_en: "Night", ..*reader };
    define_role(&tx, &RoleSpec { rights: &[people::READ], ..night }).await.expect("a role");
    tx.commit().await.expect("saved");
    assert_eq!(renew_standard_roles(&test.app.db).await.expect("renewed"), 1);
    let mut wanted: Vec<String> = reader.rights.iter().map(|r| (*r).to_owned()).collect();
    wanted.sort_unstable();
    let mut got = rights(&test, "ruse", "reader").await;
    got.sort_unstable();
    assert_eq!(got, wanted);
    assert_eq!(rights(&test, "ruse", "auditor").await.len(), 2, "its own stays");
    assert_eq!(rights(&test, "ruse", "night").await, [people::READ]);
    assert_eq!(renew_standard_roles(&test.app.db).await.expect("nothing"), 0);
}

#[tokio::test]
async fn an_installation_from_before_gets_them_too_unless_a_role_was_changed() {
    let test = TestApp::new().await;
    let old = NewMunicipality {
        slug: "stara".into(),
        code: "SZR31".into(),
        name: "Община Стара".into(),
        name_en: "Old municipality".into(),
        settings: "{}".into(),
    };
    test.app.db.create_municipality(old).await.expect("a municipality");
    let mut tx = test.app.db.write(&test.system("stara")).await.expect("a transaction");
    for role in STANDARD_ROLES.iter().filter(|role| role.id != "provider") {
        define_role(&tx, &older(role)).await.expect("a role of an older version");
    }
    let data = vec![("name", "Само четене".to_owned())];
    tx.event(Event { kind: CHANGED, data, ..Event::default() }).await.expect("told");
    tx.commit().await.expect("saved");
    let renewed = renew_standard_roles(&test.app.db).await.expect("renewed");
    assert_eq!(renewed, STANDARD_ROLES.len() - 1, "all but the changed one");
    assert_eq!(rights(&test, "stara", "provider").await, [placement::PROVIDER]);
    let reader = STANDARD_ROLES.iter().find(|role| role.id == "reader").expect("a role");
    assert_eq!(rights(&test, "stara", "reader").await.len(), reader.rights.len() - 1);
    assert_eq!(renew_standard_roles(&test.app.db).await.expect("nothing"), 0);
}
