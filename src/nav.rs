//! The main navigation: over the pages of all capabilities, so it stands beside `app.rs`.

use crate::{
    assistance, assistants, atlas, campaigns, citizens, contacts, control, cooperation, council,
    decisions, delivery, desk, duties, entitlements, fees, figures, forecast, frontdesk, homecare,
    hours, municipality, needs, notices, online, oversight, payroll, people, placement, planning,
    portal, powers, projects, reception, referral, reporting, results, review, rules, scenarios,
    services, studies, support, training, voices, workforce,
};
use kit::web::{NavMenu, NavSpec};

/// The main navigation, in the order of the day's work, under the words of the office.
pub const NAV: &[NavMenu] = &[
    NavMenu {
        text: "",
        items: &[NavSpec { path: "/work", text: "nav-work", right: frontdesk::READ }],
    },
    NavMenu {
        text: "menu-people",
        items: &[
            NavSpec { path: "/people", text: "nav-people", right: people::READ },
            NavSpec { path: "/contacts", text: "nav-contacts", right: frontdesk::READ },
            NavSpec { path: "/sheets", text: "nav-sheets", right: contacts::OFFICE },
            NavSpec { path: "/reception", text: "nav-reception", right: reception::READ },
        ],
    },
    NavMenu {
        text: "menu-citizens",
        items: &[
            NavSpec { path: "/online/inbox", text: "nav-online", right: online::READ },
            NavSpec { path: "/desk", text: "nav-desk", right: desk::READ },
            NavSpec { path: "/booking/points", text: "nav-booking", right: reception::ADMIN },
            NavSpec { path: "/citizens", text: "nav-citizens", right: citizens::WRITE },
            NavSpec { path: "/notices", text: "nav-notices", right: notices::READ },
            NavSpec {
                path: "/entitlements/desk",
                text: "nav-entitlements",
                right: entitlements::WRITE,
            },
            NavSpec { path: "/portal-editing", text: "nav-portal", right: portal::WRITE },
        ],
    },
    NavMenu {
        text: "menu-services",
        items: &[
            NavSpec { path: "/referrals", text: "nav-referrals", right: referral::READ },
            NavSpec { path: "/cooperation", text: "nav-cooperation", right: cooperation::READ },
            NavSpec { path: "/placements", text: "nav-placements", right: placement::READ },
            NavSpec { path: "/provider-desk", text: "nav-provider", right: placement::PROVIDER },
            NavSpec { path: "/support", text: "nav-support", right: support::READ },
            NavSpec { path: "/delivery", text: "nav-delivery", right: delivery::READ },
            NavSpec { path: "/homecare", text: "nav-homecare", right: homecare::READ },
            NavSpec { path: "/fees", text: "nav-fees", right: fees::READ },
        ],
    },
    NavMenu {
        text: "menu-assistance",
        items: &[
            NavSpec { path: "/assistance", text: "nav-assistance", right: assistance::READ },
            NavSpec { path: "/assistants", text: "nav-assistants", right: assistants::READ },
            NavSpec { path: "/worktime", text: "nav-hours", right: hours::READ },
            NavSpec { path: "/payroll", text: "nav-payroll", right: payroll::READ },
            NavSpec { path: "/control", text: "nav-control", right: control::READ },
        ],
    },
    NavMenu {
        text: "menu-projects",
        items: &[
            NavSpec { path: "/projects", text: "nav-projects", right: projects::READ },
            NavSpec { path: "/workforce", text: "nav-workforce", right: workforce::READ },
            NavSpec { path: "/training", text: "nav-training", right: training::READ },
            NavSpec { path: "/campaigns", text: "nav-campaigns", right: campaigns::READ },
            NavSpec { path: "/results", text: "nav-results", right: results::READ },
        ],
    },
    NavMenu {
        text: "menu-oversight",
        items: &[
            NavSpec { path: "/council", text: "nav-council", right: council::READ },
            NavSpec { path: "/decisions", text: "nav-decisions", right: decisions::READ },
            NavSpec { path: "/oversight", text: "nav-oversight", right: oversight::READ },
            NavSpec { path: "/voices", text: "nav-voices", right: voices::READ },
            NavSpec { path: "/powers", text: "nav-powers", right: powers::READ },
        ],
    },
    NavMenu {
        text: "menu-planning",
        items: &[
            NavSpec { path: "/figures", text: "nav-figures", right: figures::READ },
            NavSpec { path: "/needs", text: "nav-needs", right: needs::READ },
            NavSpec { path: "/reporting", text: "nav-reporting", right: reporting::READ },
            NavSpec { path: "/studies", text: "nav-studies", right: studies::READ },
            NavSpec { path: "/atlas", text: "nav-atlas", right: atlas::READ },
            NavSpec { path: "/forecasts", text: "nav-forecast", right: forecast::READ },
            NavSpec { path: "/scenarios", text: "nav-scenarios", right: scenarios::READ },
            NavSpec { path: "/planning", text: "nav-planning", right: planning::READ },
        ],
    },
    NavMenu {
        text: "menu-reference",
        items: &[
            NavSpec { path: "/services", text: "nav-services", right: services::READ },
            NavSpec { path: "/law", text: "nav-law", right: rules::READ },
        ],
    },
    NavMenu {
        text: "menu-office",
        items: &[
            NavSpec { path: "/duties", text: "nav-duties", right: duties::READ },
            NavSpec { path: "/review", text: "nav-review", right: review::READ },
            NavSpec { path: "/office", text: "nav-office", right: municipality::READ },
            NavSpec {
                path: "/notices/settings",
                text: "nav-notices-settings",
                right: notices::ADMIN,
            },
            NavSpec { path: "/audit", text: "nav-audit", right: municipality::AUDIT },
        ],
    },
];

/// What the foot of each page leads to, below the municipality (чл. 58в ЗЕУ): path and key of its words.
pub const FOOTER: &[(&str, &str)] =
    &[(portal::PORTAL, "portal-title"), (portal::ACCESSIBILITY, "portal-access")];
