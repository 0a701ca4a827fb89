//! The roles that a new municipality starts with, over the rights of all capabilities: so it stands
//! beside `app.rs`, in no capability. Each municipality may change its roles: they are data.

use crate::{
    consent, contacts, disability, frontdesk, municipality, people, placement, reception, referral,
    services, support, work,
};
use kit::access::{RoleSpec, define_role};
use kit::store::{StoreError, Tx};

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
            services::READ,
            services::WRITE,
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
            services::READ,
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
            services::READ,
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
        rights: &[municipality::READ, municipality::AUDIT],
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
            services::READ,
        ],
    },
];

/// Every right there is, with the key of its name. The page of roles shows exactly these.
pub const RIGHTS: &[(kit::access::Right, &str)] = &[
    (people::READ, "right-people-read"),
    (people::WRITE, "right-people-write"),
    (people::PROTECTED, "right-people-protected"),
    (people::IMPORT, "right-people-import"),
    (people::EXPORT, "right-people-export"),
    (people::PRIVATE, "right-people-private"),
    (disability::READ, "right-disability-read"),
    (disability::WRITE, "right-disability-write"),
    (consent::READ, "right-consent-read"),
    (consent::WRITE, "right-consent-write"),
    (people::MERGE, "right-people-merge"),
    (frontdesk::READ, "right-frontdesk-read"),
    (frontdesk::WRITE, "right-frontdesk-write"),
    (frontdesk::TEAM, "right-frontdesk-team"),
    (work::ASSIGN, "right-work-assign"),
    (contacts::BEHALF, "right-frontdesk-behalf"),
    (contacts::OFFICE, "right-frontdesk-office"),
    (contacts::LISTS, "right-frontdesk-lists"),
    (reception::READ, "right-reception-read"),
    (reception::WRITE, "right-reception-write"),
    (reception::ADMIN, "right-reception-admin"),
    (referral::READ, "right-referral-read"),
    (referral::WRITE, "right-referral-write"),
    (placement::READ, "right-placement-read"),
    (placement::WRITE, "right-placement-write"),
    (support::READ, "right-support-read"),
    (support::WRITE, "right-support-write"),
    (support::LEAD, "right-support-lead"),
    (services::READ, "right-services-read"),
    (services::WRITE, "right-services-write"),
    (municipality::READ, "right-office-read"),
    (municipality::ADMIN, "right-office-admin"),
    (municipality::FORMS, "right-office-forms"),
    (municipality::AUDIT, "right-audit-read"),
];

/// Writes the standard roles into a municipality.
///
/// # Errors
/// When the database refuses.
pub async fn define_standard_roles(tx: &Tx) -> Result<(), StoreError> {
    for role in STANDARD_ROLES {
        define_role(tx, role).await?;
    }
    Ok(())
}
