//! Who may do what: accounts, roles and rights as data, sessions, sign-in.
//!
//! Tables owned: account, role, role_right, account_role, standard_role, session, api_token, sign_in_throttle.
//! Invariants: an [`Actor`] with rights is made only here, from a session or a token that holds
//! at this moment; of a token only its hash is kept; a password is checked only beside [`sign_in`], where
//! failures are counted.

mod account;
mod actor;
pub mod entity;
mod session;
mod sign_in;
mod standard;
mod token;

pub use account::{
    Account, NewAccount, RoleSpec, accounts, create_account, define_role, disable_account,
    end_sessions_of, give_role, invite, open_invitation, role_rights, set_password, take_role,
};
pub use actor::{Actor, Right, Rights};
pub use session::{CurrentSession, Session, SessionError, Sessions};
pub use sign_in::{
    SecondFactor, SignIn, SignInError, delayed_until, enrol_second_factor, forgive, hashed_anew,
    is_password_right, note_failure, second_factor_of, sign_in,
};
pub use standard::{Renewed, give_standard_role, renew_standard_roles};
pub use token::{create_token, revoke_token, tokens};
