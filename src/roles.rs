//! The roles that a new municipality starts with, over the rights of all capabilities: so it stands
//! beside `app.rs`, in no capability. Each municipality may change its roles: they are data.

use crate::{
    assistance, assistants, campaigns, consent, contacts, control, council, decisions, delivery,
    disability, duties, fees, frontdesk, homecare, hours, municipality, oversight, payroll, people,
    placement, powers, projects, reception, referral, results, review, services, support, training,
    voices, work, workforce,
};
use kit::access::{Actor, RoleSpec, give_standard_role};
use kit::audit::Entry;
use kit::store::{Db, Event, StoreError, Tx};

pub use crate::rights::RIGHTS;

/// The standard roles.
pub const STANDARD_ROLES: &[RoleSpec<'static>] = &[
    RoleSpec {
        id: "administrator",
        name: "Администратор",
        name_en: "Administrator",
        rights: &[
            municipality::READ,
            municipality::ADMIN,
            municipality::FORMS,
            reception::READ,
            reception::ADMIN,
            services::READ,
            services::WRITE,
            decisions::READ,
        ],
    },
    RoleSpec {
        id: "head",
        name: "Началник на отдел",
        name_en: "Head of department",
        rights: &[
            municipality::READ,
            municipality::FORMS,
            municipality::AUDIT,
            people::READ,
            people::WRITE,
            people::PROTECTED,
            people::IMPORT,
            people::EXPORT,
            people::PRIVATE,
            disability::READ,
            disability::WRITE,
            consent::READ,
            consent::WRITE,
            people::MERGE,
            frontdesk::READ,
            frontdesk::WRITE,
            frontdesk::TEAM,
            work::ASSIGN,
            contacts::BEHALF,
            contacts::LISTS,
            reception::READ,
            reception::WRITE,
            reception::ADMIN,
            referral::READ,
            referral::WRITE,
            placement::READ,
            placement::WRITE,
            support::READ,
            support::WRITE,
            support::LEAD,
            delivery::READ,
            delivery::WRITE,
            delivery::CLOSE,
            homecare::READ,
            homecare::WRITE,
            homecare::CLOSE,
            fees::READ,
            fees::WRITE,
            fees::RATES,
            assistants::READ,
            assistants::WRITE,
            assistance::READ,
            assistance::WRITE,
            hours::READ,
            hours::WRITE,
            hours::ACCEPT,
            payroll::READ,
            payroll::PREPARE,
            payroll::APPROVE,
            payroll::REPORT,
            payroll::EXPORT,
            control::READ,
            control::WRITE,
            projects::READ,
            projects::WRITE,
            projects::SPEND,
            training::READ,
            training::WRITE,
            campaigns::READ,
            campaigns::WRITE,
            results::READ,
            results::WRITE,
            results::SPECIAL,
            voices::READ,
            voices::WRITE,
            oversight::READ,
            oversight::WRITE,
            council::READ,
            council::WRITE,
            duties::READ,
            duties::WRITE,
            review::READ,
            review::WRITE,
            services::READ,
            services::WRITE,
            workforce::READ,
            workforce::WRITE,
            powers::READ,
            powers::WRITE,
            decisions::READ,
            decisions::WRITE,
        ],
    },
    RoleSpec {
        id: "referral_officer",
        name: "Служител по насочване",
        name_en: "Referral officer",
        rights: &[
            municipality::READ,
            people::READ,
            people::WRITE,
            people::PROTECTED,
            people::PRIVATE,
            disability::READ,
            disability::WRITE,
            consent::READ,
            consent::WRITE,
            people::MERGE,
            frontdesk::READ,
            frontdesk::WRITE,
            contacts::BEHALF,
            reception::READ,
            reception::WRITE,
            referral::READ,
            referral::WRITE,
            placement::READ,
            placement::WRITE,
            support::READ,
            support::WRITE,
            delivery::READ,
            delivery::WRITE,
            homecare::READ,
            homecare::WRITE,
            fees::READ,
            fees::WRITE,
            assistants::READ,
            assistance::READ,
            hours::READ,
            control::READ,
            training::READ,
            campaigns::READ,
            campaigns::WRITE,
            results::READ,
            duties::READ,
            services::READ,
            workforce::READ,
            decisions::READ,
        ],
    },
    RoleSpec {
        id: "assistance_officer",
        name: "Служител по лична помощ",
        name_en: "Personal assistance officer",
        rights: &[
            municipality::READ,
            people::READ,
            people::WRITE,
            people::PROTECTED,
            disability::READ,
            disability::WRITE,
            consent::READ,
            frontdesk::READ,
            frontdesk::WRITE,
            assistants::READ,
            assistants::WRITE,
            assistance::READ,
            assistance::WRITE,
            hours::READ,
            hours::WRITE,
            hours::ACCEPT,
            payroll::READ,
            control::READ,
            control::WRITE,
            training::READ,
            services::READ,
            decisions::READ,
        ],
    },
    RoleSpec {
        id: "accountant",
        name: "Счетоводител",
        name_en: "Accountant",
        rights: &[
            municipality::READ,
            people::READ,
            frontdesk::READ,
            fees::READ,
            assistants::READ,
            assistance::READ,
            hours::READ,
            payroll::READ,
            payroll::PREPARE,
            payroll::REPORT,
            payroll::EXPORT,
            workforce::READ,
            projects::READ,
            projects::SPEND,
            training::READ,
            campaigns::READ,
            results::READ,
            duties::READ,
            duties::WRITE,
            services::READ,
            decisions::READ,
        ],
    },
    RoleSpec {
        id: "projects-manager",
        name: "Ръководител на проект",
        name_en: "Project manager",
        rights: &[
            municipality::READ,
            projects::READ,
            projects::WRITE,
            projects::SPEND,
            services::READ,
            workforce::READ,
            training::READ,
            training::WRITE,
            campaigns::READ,
            campaigns::WRITE,
            results::READ,
            results::WRITE,
            results::SPECIAL,
            decisions::READ,
        ],
    },
    RoleSpec {
        id: "inspector",
        name: "Проверяващ социалните услуги",
        name_en: "Inspector of social services",
        rights: &[
            municipality::READ,
            services::READ,
            workforce::READ,
            training::READ,
            oversight::READ,
            oversight::WRITE,
            voices::READ,
            voices::WRITE,
            powers::READ,
            decisions::READ,
        ],
    },
    RoleSpec {
        id: "council-secretary",
        name: "Секретар на СВСУ",
        name_en: "Secretary of the council",
        rights: &[
            municipality::READ,
            services::READ,
            council::READ,
            council::WRITE,
            decisions::READ,
            decisions::WRITE,
            voices::READ,
        ],
    },
    RoleSpec {
        id: "intake",
        name: "Служител на фронт-офис",
        name_en: "Front-office clerk",
        rights: &[
            municipality::READ,
            people::READ,
            people::WRITE,
            disability::READ,
            disability::WRITE,
            consent::READ,
            consent::WRITE,
            frontdesk::READ,
            frontdesk::WRITE,
            contacts::BEHALF,
            reception::READ,
            reception::WRITE,
            referral::READ,
            placement::READ,
            delivery::READ,
            homecare::READ,
            campaigns::READ,
            campaigns::WRITE,
            services::READ,
            decisions::READ,
        ],
    },
    RoleSpec {
        id: "provider",
        name: "Доставчик на социална услуга",
        name_en: "Provider of a social service",
        rights: &[placement::PROVIDER],
    },
    RoleSpec {
        id: "village_office",
        name: "Служител в кметство",
        name_en: "Village mayor's office",
        rights: &[contacts::BEHALF, contacts::OFFICE],
    },
    RoleSpec {
        id: "auditor",
        name: "Длъжностно лице по защита на данните",
        name_en: "Data-protection officer",
        rights: &[municipality::READ, municipality::AUDIT, decisions::READ],
    },
    RoleSpec {
        id: "reader",
        name: "Само четене",
        name_en: "Reading only",
        rights: &[
            municipality::READ,
            people::READ,
            frontdesk::READ,
            reception::READ,
            referral::READ,
            placement::READ,
            support::READ,
            delivery::READ,
            homecare::READ,
            campaigns::READ,
            services::READ,
            powers::READ,
            decisions::READ,
        ],
    },
];

/// Writes the standard roles into a municipality.
///
/// # Errors
/// When the database refuses.
pub async fn define_standard_roles(tx: &Tx) -> Result<(), StoreError> {
    for role in STANDARD_ROLES {
        give_standard_role(tx, role).await?;
    }
    Ok(())
}

/// The event by which a municipality changes a role.
const CHANGED: &str = "role-changed";
const PURPOSE: &str = "roles: rights of a newer version";

/// Gives the standard roles of all municipalities the rights that a newer version of the program
/// brings; a role that a municipality made its own stays as it is. Tells how many got rights.
///
/// # Errors
/// When the database refuses.
pub async fn renew_standard_roles(db: &Db) -> Result<usize, StoreError> {
    renew(db, STANDARD_ROLES).await
}

async fn renew(db: &Db, roles: &[RoleSpec<'_>]) -> Result<usize, StoreError> {
    let mut count = 0;
    for municipality in db.municipalities().iter() {
        let mut tx = db.write(&Actor::system(municipality.id, PURPOSE)).await?;
        let renewed = kit::access::renew_standard_roles(&tx, roles, CHANGED).await?;
        for one in &renewed {
            tx.audit(Entry::new("role-renewed", "role", &one.id));
            let named = roles.iter().find(|role| role.id == one.id);
            let name = named.map_or(one.id.clone(), |role| role.name.to_owned());
            let data = vec![("name", name), ("rights", one.rights.join(", "))];
            tx.event(Event { kind: "role-renewed", data, ..Event::default() }).await?;
        }
        tx.commit().await?;
        count += renewed.len();
    }
    Ok(count)
}

#[cfg(test)]
#[path = "roles_tests.rs"]
mod tests;
