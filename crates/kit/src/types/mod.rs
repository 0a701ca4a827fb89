//! Plain values with their meaning in the type: ids, days, instants, the clock.

mod clock;
mod day;
mod ids;

pub use clock::{Clock, Ids};
pub use day::{Day, Instant};
pub use ids::{AccountId, MunicipalityId};

#[doc(hidden)]
pub use ids::{decode_id, encode_id};
