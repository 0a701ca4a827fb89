//! What was paid of a month: told by the pay run, which knows hours and is not known by them. The
//! door stands in [`crate::app::App::paid`].

use crate::assistance::ContractId;
use kit::store::{StoreError, Tx};
use law::Month;
use std::collections::HashMap;
use std::pin::Pin;

/// Minutes of a month in released pay runs, by labour contract.
pub type PaidHours<'a> =
    Pin<Box<dyn Future<Output = Result<HashMap<ContractId, u32>, StoreError>> + Send + 'a>>;

/// Tells what was paid of a month.
pub type PaidDoor = for<'a> fn(&'a Tx, Month, &'a [ContractId]) -> PaidHours<'a>;
