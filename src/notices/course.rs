//! Where a notice stands, and what may be done with it then. No database.

/// Waits to be sent.
pub const WAITING: &str = "waiting";
/// The server, the gateway or the clerk took it.
pub const SENT: &str = "sent";
/// Made up to the last step and not handed over: a dry run.
pub const TRIED: &str = "tried";
/// Given up after days of trying.
pub const FAILED: &str = "failed";
/// Not tried: the address takes nothing.
pub const STOPPED: &str = "stopped";
/// Taken back before it went.
pub const CANCELLED: &str = "cancelled";
/// E-delivery: downloaded by the receiver.
pub const DELIVERED: &str = "delivered";
/// E-delivery: came back.
pub const RETURNED: &str = "returned";

/// All of them; words have the key `notices-state-<code>`.
pub const STATES: [&str; 8] =
    [WAITING, SENT, TRIED, DELIVERED, FAILED, STOPPED, RETURNED, CANCELLED];

/// By mail.
pub const EMAIL: &str = "email";
/// By short message.
pub const SMS: &str = "sms";
/// In the citizen's account.
pub const ACCOUNT: &str = "account";
/// By e-delivery (ССЕВ).
pub const DELIVERY: &str = "delivery";

/// All of them; words have the key `notices-channel-<code>`.
pub const CHANNELS: [&str; 4] = [EMAIL, SMS, ACCOUNT, DELIVERY];

/// The colour of a state's tag.
#[must_use]
pub fn colour(state: &str) -> &'static str {
    match state {
        WAITING => "yellow",
        SENT => "blue",
        DELIVERED => "green",
        FAILED | RETURNED | STOPPED => "red",
        _ => "grey",
    }
}

/// What somebody does with a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Try again, now.
    Retry,
    /// Take it back.
    Cancel,
    /// E-delivery: it was sent by hand.
    Sent,
    /// E-delivery: the receiver downloaded it.
    Delivered,
    /// E-delivery: it came back.
    Returned,
}

impl Deed {
    /// All of them.
    pub const ALL: [Deed; 5] =
        [Deed::Retry, Deed::Cancel, Deed::Sent, Deed::Delivered, Deed::Returned];

    /// How addresses and keys name it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Deed::Retry => "retry",
            Deed::Cancel => "cancel",
            Deed::Sent => "sent",
            Deed::Delivered => "delivered",
            Deed::Returned => "returned",
        }
    }

    /// Whether it is possible with a notice of a channel in a state.
    #[must_use]
    pub fn is_possible(self, channel: &str, state: &str) -> bool {
        let by_hand = channel == DELIVERY;
        let by_machine = channel == EMAIL || channel == SMS;
        match self {
            Deed::Retry => {
                let machine = by_machine && [FAILED, STOPPED, TRIED].contains(&state);
                machine || (by_hand && state == RETURNED)
            }
            Deed::Cancel => state == WAITING,
            Deed::Sent => by_hand && state == WAITING,
            Deed::Delivered | Deed::Returned => by_hand && state == SENT,
        }
    }

    /// The state that follows.
    #[must_use]
    pub fn leads_to(self) -> &'static str {
        match self {
            Deed::Retry => WAITING,
            Deed::Cancel => CANCELLED,
            Deed::Sent => SENT,
            Deed::Delivered => DELIVERED,
            Deed::Returned => RETURNED,
        }
    }
}
