//! The name indices of all municipalities of this installation, each built when it is first asked
//! for.
//!
//! Invariants: one index per municipality, built once however many ask at the same time; a change
//! told while an index is being built is kept and applied after, so nothing falls between the
//! reading of the database and the first search; a municipality that nobody has searched yet costs
//! nothing, for its changes are in the database that its index will be built from.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::OnceCell;

use super::index::{Entry, NameIndex};
use crate::types::Instant;

/// A command run beside the service may tell changes too: the feed is looked at after so long.
const TRUSTED_MS: i64 = 1000;

/// All name indices, shared by the whole program.
#[derive(Default)]
pub struct Search {
    municipalities: Mutex<HashMap<i64, Arc<Shelf>>>,
}

/// The place of one municipality's index, before and after it is there.
#[derive(Default)]
struct Shelf {
    index: OnceCell<Arc<NameIndex>>,
    late: Mutex<Late>,
    cursor: Arc<tokio::sync::Mutex<Cursor>>,
    looked: Mutex<Option<Looked>>,
}

/// A look at the change feed after which the index had all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Looked {
    /// How many changes this process had told before it.
    pub changes: u64,
    /// When.
    pub at: Instant,
}

/// How far the change feed has been read into a municipality's index.
#[derive(Debug, Default)]
pub struct Cursor {
    /// The newest change that was read.
    pub last: i64,
    /// Changes read lately: where several processes write, a smaller id may come to light after a larger one.
    pub recent: BTreeSet<i64>,
}

/// Changes told while the index is being built.
#[derive(Default)]
struct Late {
    building: bool,
    changes: Vec<Change>,
}

enum Change {
    Put(Vec<Entry>),
    Gone(i64),
}

impl Search {
    /// The index of a municipality. If there is none yet, `load` is run to make it, by one caller
    /// for all that wait; if it fails, its error goes to that caller and the next one tries again.
    ///
    /// `load` reads the people page by page and upserts each page, so that no whole list stands in
    /// memory beside the index.
    pub async fn get_or_build<E>(
        &self,
        municipality: i64,
        load: impl AsyncFnOnce() -> Result<NameIndex, E>,
    ) -> Result<Arc<NameIndex>, E> {
        let shelf = Arc::clone(locked(&self.municipalities).entry(municipality).or_default());
        let built = shelf.index.get_or_try_init(async || {
            let building = Building::start(&shelf);
            let index = load().await?;
            index.shrink();
            tracing::info!(municipality, people = index.len(), "name index built");
            building.done();
            Ok(Arc::new(index))
        });
        let index = Arc::clone(built.await?);
        shelf.catch_up(&index);
        Ok(index)
    }

    /// The index of a municipality if it has all changes of this process up to `now`, and those of
    /// others but for the last second. For a database that one process serves.
    #[must_use]
    pub fn fresh(&self, municipality: i64, now: Looked) -> Option<Arc<NameIndex>> {
        let shelf = locked(&self.municipalities).get(&municipality).cloned()?;
        let looked = (*locked(&shelf.looked))?;
        let is_fresh =
            looked.changes == now.changes && (0..TRUSTED_MS).contains(&(now.at.0 - looked.at.0));
        is_fresh.then(|| shelf.index.get().cloned()).flatten()
    }

    /// Remembers that the index had all changes told before this look.
    pub fn looked(&self, municipality: i64, looked: Looked) {
        if let Some(shelf) = locked(&self.municipalities).get(&municipality) {
            *locked(&shelf.looked) = Some(looked);
        }
    }

    /// The place in the change feed of a municipality. Who holds it builds the index or brings it up to date; others wait.
    pub async fn cursor(&self, municipality: i64) -> tokio::sync::OwnedMutexGuard<Cursor> {
        let shelf = Arc::clone(locked(&self.municipalities).entry(municipality).or_default());
        Arc::clone(&shelf.cursor).lock_owned().await
    }

    /// Tells of people added or changed; to be called after the commit.
    pub fn upsert(&self, municipality: i64, entries: &[Entry]) {
        self.change(municipality, |index| index.upsert(entries), || Change::Put(entries.to_vec()));
    }

    /// Tells of a person that is no more to be found; to be called after the commit.
    pub fn remove(&self, municipality: i64, id: i64) {
        self.change(municipality, |index| index.remove(id), || Change::Gone(id));
    }

    /// Throws an index away; the next search builds it again.
    pub fn forget(&self, municipality: i64) {
        locked(&self.municipalities).remove(&municipality);
    }

    fn change(
        &self,
        municipality: i64,
        apply: impl FnOnce(&NameIndex),
        keep: impl FnOnce() -> Change,
    ) {
        let Some(shelf) = locked(&self.municipalities).get(&municipality).cloned() else {
            return;
        };
        let mut late = locked(&shelf.late);
        if let Some(index) = shelf.index.get() {
            late.apply(index);
            drop(late);
            apply(index);
        } else if late.building {
            late.changes.push(keep());
        }
    }
}

impl Shelf {
    fn catch_up(&self, index: &NameIndex) {
        locked(&self.late).apply(index);
    }
}

impl Late {
    fn apply(&mut self, index: &NameIndex) {
        for change in self.changes.drain(..) {
            match change {
                Change::Put(entries) => index.upsert(&entries),
                Change::Gone(id) => index.remove(id),
            }
        }
    }
}

/// Marks a shelf as being filled. Changes are kept from here on until the index is on the shelf, or
/// the build fails or is given up.
struct Building<'a> {
    shelf: &'a Shelf,
    done: bool,
}

impl<'a> Building<'a> {
    fn start(shelf: &'a Shelf) -> Self {
        *locked(&shelf.late) = Late { building: true, changes: Vec::new() };
        Self { shelf, done: false }
    }

    fn done(mut self) {
        self.done = true;
    }
}

impl Drop for Building<'_> {
    fn drop(&mut self) {
        if !self.done {
            *locked(&self.shelf.late) = Late::default();
        }
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn person(id: i64, name: &str) -> Entry {
        Entry { id, names: vec![name.to_owned()], birth_year: None }
    }

    fn ids(index: &NameIndex, query: &str) -> Vec<i64> {
        index.search(query, 10).into_iter().map(|hit| hit.id).collect()
    }

    #[tokio::test]
    async fn many_ask_and_one_builds() {
        let (search, builds) = (Search::default(), AtomicUsize::new(0));
        let ask = || {
            search.get_or_build(1, async || {
                builds.fetch_add(1, Ordering::Relaxed);
                tokio::task::yield_now().await;
                Ok::<_, Infallible>(NameIndex::build([person(7, "Иван Петров")]))
            })
        };
        let all = futures_util::future::join_all((0..20).map(|_| ask())).await;
        assert!(all.iter().flatten().all(|index| ids(index, "Иван Петров") == [7]));
        assert_eq!(builds.load(Ordering::Relaxed), 1);
    }

    #[tokio::test]
    async fn municipalities_do_not_see_each_other() {
        let search = Search::default();
        let load = async |id| Ok::<_, Infallible>(NameIndex::build([person(id, "Иван Петров")]));
        let one = search.get_or_build(1, async || load(1).await).await.unwrap();
        let two = search.get_or_build(2, async || load(2).await).await.unwrap();
        search.upsert(2, &[person(3, "Стоянка Колева")]);
        assert_eq!((ids(&one, "Иван Петров"), ids(&two, "Иван Петров")), (vec![1], vec![2]));
        assert_eq!((ids(&one, "Стоянка Колева"), ids(&two, "Стоянка Колева")), (vec![], vec![3]));
    }

    #[tokio::test]
    async fn a_change_told_during_the_build_is_not_lost() {
        let search = Search::default();
        let load = async || {
            search.upsert(1, &[person(2, "Стоянка Колева")]);
            search.remove(1, 1);
            search.upsert(9, &[person(9, "Никой")]);
            Ok::<_, Infallible>(NameIndex::build([person(1, "Иван Петров")]))
        };
        let index = search.get_or_build(1, load).await.unwrap();
        assert_eq!(ids(&index, "Стоянка Колева"), [2]);
        assert!(ids(&index, "Иван Петров").is_empty());
        search.upsert(1, &[person(2, "Стоянка Димитрова")]);
        assert_eq!(ids(&index, "Стоянка Димитрова"), [2]);
    }

    #[tokio::test]
    async fn a_failed_build_is_tried_again() {
        let search = Search::default();
        assert_eq!(
            search.get_or_build(1, async || Err("no database")).await.err(),
            Some("no database")
        );
        let index =
            search.get_or_build(1, async || Ok::<_, &str>(NameIndex::default())).await.unwrap();
        assert!(index.is_empty());
        search.forget(1);
        let index = search
            .get_or_build(1, async || Ok::<_, &str>(NameIndex::build([person(1, "Ана")])))
            .await
            .unwrap();
        assert_eq!(index.len(), 1);
    }

    #[test]
    fn the_future_may_cross_threads() {
        fn crosses<T: Send>(_: T) {}
        let search = Search::default();
        crosses(search.get_or_build(1, async || Ok::<_, Infallible>(NameIndex::default())));
    }
}
