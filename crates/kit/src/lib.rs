//! What every capability stands on, and knows no capability.
//!
//! | folder | what |
//! | --- | --- |
//! | [`types`] | typed ids, days, instants, the clock |
//! | [`crypto`] | the key tree, sealed fields, blind indices, passwords, tokens |
//! | [`store`] | the database: `Tx` from an `Actor`, group commit, numbers, events, versions |
//! | [`audit`] | who did what and why, sealed in a chain that shows tampering |
//! | [`access`] | accounts, roles and rights, sessions, sign-in |
//! | [`web`] | routes that carry their right and audit rule, forms, problems, paging |
//! | [`jobs`] | work done later: queue, schedule, retries |
//! | [`mail`] | messages by SMTP |
//! | [`gateway`] | one request to another program by HTTP |
//! | [`rotation`] | changing keys while people work |
//! | [`search`] | names found across typos and scripts |

pub mod access;
pub mod audit;
pub mod crypto;
pub mod gateway;
pub mod jobs;
pub mod mail;
pub mod rotation;
pub mod search;
pub mod store;
pub mod types;
pub mod web;
