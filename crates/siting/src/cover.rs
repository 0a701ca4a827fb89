//! Covering: which sites another one makes needless.
//!
//! A site is dominated when whoever it has near, and nobody else has yet, another site has near too: a service
//! moved from the one to the other leaves nobody out. This is the dominance of columns in set covering (Toregas
//! and ReVelle 1973, Binary logic solutions to a class of location problem). It holds anew at each node of the
//! tree, where more people have a service near for certain; without it the tree proves the same again for each
//! site of a neighbourhood.

use crate::relax::Range;

/// Settlements near each site, one bit for each with people in it.
#[derive(Clone, Debug)]
pub struct Near(Vec<Vec<u64>>);

impl Near {
    pub fn new(people: &[i64], price: &[Vec<Option<i64>>]) -> Near {
        let sites = price.first().map_or(0, Vec::len);
        let mut near = vec![vec![0; people.len().div_ceil(64)]; sites];
        for (settlement, row) in price.iter().enumerate().filter(|(at, _)| people[*at] > 0) {
            for (site, _) in row.iter().enumerate().filter(|(_, price)| price.is_some()) {
                near[site][settlement / 64] |= 1 << (settlement % 64);
            }
        }
        Near(near)
    }

    /// The range without new services at sites that another site makes needless.
    pub fn undominated(&self, mut range: Range) -> Range {
        let mut missing = vec![u64::MAX; self.0.first().map_or(0, Vec::len)];
        for (near, _) in self.0.iter().zip(&range.low).filter(|(_, low)| **low > 0) {
            for (missing, near) in missing.iter_mut().zip(near) {
                *missing &= !near;
            }
        }
        let free: Vec<usize> =
            (0..self.0.len()).filter(|at| range.low[*at] == 0 && range.most[*at] > 0).collect();
        let is_within = |a: usize, b: usize| {
            let both = self.0[a].iter().zip(&self.0[b]).zip(&missing);
            both.map(|((a, b), missing)| a & !b & missing).all(|beyond| beyond == 0)
        };
        for a in &free {
            // Of two that have the same near, the first stays.
            let makes_needless = |b: &&usize| is_within(*a, **b) && (*b < a || !is_within(**b, *a));
            let nobody = self.0[*a].iter().zip(&missing).all(|(near, missing)| near & missing == 0);
            if nobody || free.iter().filter(|b| *b != a).any(|b| makes_needless(&b)) {
                range.most[*a] = 0;
            }
        }
        range
    }
}

#[cfg(test)]
mod tests {
    use super::{Near, Range};

    /// Settlements of five people; who is near is told by a one, sites stand in columns.
    fn free(rows: &[[u8; 4]], low: [u32; 4]) -> Vec<u32> {
        let way = |near: &u8| (*near == 1).then_some(0);
        let price: Vec<Vec<Option<i64>>> =
            rows.iter().map(|row| row.iter().map(way).collect()).collect();
        let range = Range { low: low.to_vec(), most: vec![1; 4] };
        Near::new(&vec![5; rows.len()], &price).undominated(range).most
    }

    #[test]
    fn a_site_that_has_no_more_near_than_another_is_needless() {
        let rows = [[1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 0]];
        assert_eq!(
            free(&rows, [0; 4]),
            [0, 1, 1, 0],
            "the first is within the second, the last has none"
        );
    }

    #[test]
    fn of_sites_that_have_the_same_near_one_stays() {
        assert_eq!(free(&[[1, 1, 1, 1], [1, 1, 1, 1]], [0; 4]), [1, 0, 0, 0]);
    }

    #[test]
    fn who_has_a_service_near_does_not_count() {
        let rows = [[1, 1, 0, 0], [0, 1, 1, 1], [0, 0, 1, 1]];
        assert_eq!(free(&rows, [0; 4]), [0, 1, 1, 0]);
        assert_eq!(free(&rows, [1, 0, 0, 0]), [1, 0, 1, 0], "what stands stays");
    }
}
