//! The Merkle tree of RFC 6962 over texts that are only ever added, with its proofs. SHA-256.
//!
//! Checked with the vectors of the Certificate Transparency project (see the tests).

use crate::crypto::sha256;

/// A hash of the tree.
pub type Hash = [u8; 32];

/// The hash of a leaf.
#[must_use]
pub fn leaf(text: &[u8]) -> Hash {
    sha256(&[&[0], text].concat())
}

fn node(left: &Hash, right: &Hash) -> Hash {
    sha256(&[&[1], left.as_slice(), right.as_slice()].concat())
}

/// What is needed to add to a tree without its leaves: the roots of its full subtrees, the widest
/// first. There are as many as ones in the binary number of the leaves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Peaks {
    size: u64,
    peaks: Vec<Hash>,
}

impl Peaks {
    /// Reads what [`Peaks::bytes`] gave for a tree of a size.
    #[must_use]
    pub fn read(size: u64, bytes: &[u8]) -> Option<Peaks> {
        let (peaks, rest) = bytes.as_chunks::<32>();
        let fits = rest.is_empty() && peaks.len() as u64 == u64::from(size.count_ones());
        fits.then(|| Peaks { size, peaks: peaks.to_vec() })
    }

    /// The peaks, one after the other.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        self.peaks.concat()
    }

    /// How many leaves there are.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf.
    pub fn push(&mut self, leaf: Hash) {
        let mut new = leaf;
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                new = node(&left, &new);
            }
        }
        self.peaks.push(new);
        self.size += 1;
    }

    /// The root of the whole tree.
    #[must_use]
    pub fn root(&self) -> Hash {
        let mut from_right = self.peaks.iter().rev();
        let Some(last) = from_right.next() else { return sha256(&[]) };
        from_right.fold(*last, |right, left| node(left, &right))
    }
}

/// The root over leaves.
#[must_use]
pub fn root(leaves: &[Hash]) -> Hash {
    let mut peaks = Peaks::default();
    leaves.iter().for_each(|leaf| peaks.push(*leaf));
    peaks.root()
}

/// Where a tree of more than one leaf divides: the greatest power of two below its size.
fn middle(size: usize) -> usize {
    size.next_power_of_two() / 2
}

/// The proof that the leaf at a place (from 0) is in the tree of these leaves.
#[must_use]
pub fn inclusion(mut place: usize, mut leaves: &[Hash]) -> Vec<Hash> {
    let mut path = Vec::new();
    while leaves.len() > 1 {
        let (left, right) = leaves.split_at(middle(leaves.len()));
        if place < left.len() {
            path.push(root(right));
            leaves = left;
        } else {
            path.push(root(left));
            place -= left.len();
            leaves = right;
        }
    }
    path.reverse();
    path
}

/// The proof that the tree of these leaves begins with the tree of the first `size` of them.
#[must_use]
pub fn consistency(mut size: usize, mut leaves: &[Hash]) -> Vec<Hash> {
    let mut path = Vec::new();
    if size == 0 {
        return path;
    }
    let mut is_whole = true;
    while size < leaves.len() {
        let (left, right) = leaves.split_at(middle(leaves.len()));
        if size <= left.len() {
            path.push(root(right));
            leaves = left;
        } else {
            path.push(root(left));
            size -= left.len();
            leaves = right;
            is_whole = false;
        }
    }
    if !is_whole {
        path.push(root(leaves));
    }
    path.reverse();
    path
}

/// Whether a leaf stands at a place of the tree of a size with this root (RFC 9162, 2.1.3.2).
#[must_use]
pub fn is_included(leaf: &Hash, place: u64, size: u64, path: &[Hash], root: &Hash) -> bool {
    if place >= size {
        return false;
    }
    let (mut at, mut last, mut hash) = (place, size - 1, *leaf);
    for step in path {
        if last == 0 {
            return false;
        }
        if at & 1 == 1 || at == last {
            hash = node(step, &hash);
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            hash = node(&hash, step);
        }
        at >>= 1;
        last >>= 1;
    }
    last == 0 && hash == *root
}

/// Whether a tree of a size and root begins with the older one (RFC 9162, 2.1.4.2).
#[must_use]
pub fn is_consistent(old: (u64, &Hash), new: (u64, &Hash), path: &[Hash]) -> bool {
    let ((first, first_root), (second, second_root)) = (old, new);
    if first == second {
        return path.is_empty() && first_root == second_root;
    }
    if first == 0 || first > second {
        return first == 0 && path.is_empty();
    }
    // A full older tree is itself the first step.
    let whole = first.is_power_of_two().then_some(first_root);
    let mut steps = whole.into_iter().chain(path);
    let Some(start) = steps.next() else { return false };
    let (mut at, mut last) = (first - 1, second - 1);
    while at & 1 == 1 {
        at >>= 1;
        last >>= 1;
    }
    let (mut older, mut newer) = (*start, *start);
    for step in steps {
        if last == 0 {
            return false;
        }
        if at & 1 == 1 || at == last {
            older = node(step, &older);
            newer = node(step, &newer);
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            newer = node(&newer, step);
        }
        at >>= 1;
        last >>= 1;
    }
    last == 0 && older == *first_root && newer == *second_root
}

#[cfg(test)]
mod tests {
    use super::*;
    use data_encoding::HEXLOWER;
    use proptest::prelude::*;

    /// Leaves and roots of the Certificate Transparency project's own tests.
    const LEAVES: [&str; 8] = [
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ];
    const ROOTS: [&str; 8] = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    fn hash(hex: &str) -> Hash {
        HEXLOWER.decode(hex.as_bytes()).unwrap().try_into().unwrap()
    }

    fn known() -> Vec<Hash> {
        LEAVES.iter().map(|hex| leaf(&HEXLOWER.decode(hex.as_bytes()).unwrap())).collect()
    }

    #[test]
    fn the_roots_are_those_of_the_published_vectors() {
        let leaves = known();
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(root(&[]), hash(empty));
        for (n, wanted) in ROOTS.iter().enumerate() {
            assert_eq!(root(&leaves[..=n]), hash(wanted), "{} leaves", n + 1);
        }
    }

    #[test]
    fn the_proofs_are_those_of_the_published_vectors() {
        let leaves = known();
        let path = |hex: &[&str]| hex.iter().map(|h| hash(h)).collect::<Vec<_>>();
        let (a, b) = (
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        );
        let (c, d) = (
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        );
        let (e, f) = (
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        );
        assert_eq!(inclusion(0, &leaves), path(&[c, a, d]));
        assert_eq!(inclusion(5, &leaves), path(&[b, e, ROOTS[3]]));
        assert_eq!(inclusion(2, &leaves[..3]), path(&[ROOTS[1]]));
        assert_eq!(inclusion(1, &leaves[..5]), path(&[ROOTS[0], a, b]));
        assert_eq!(consistency(1, &leaves), path(&[c, a, d]));
        assert_eq!(consistency(6, &leaves), path(&[f, e, ROOTS[3]]));
        assert_eq!(consistency(2, &leaves[..5]), path(&[a, b]));
    }

    #[test]
    fn a_stranger_leaf_root_or_place_is_refused() {
        let leaves = known();
        let (whole, path) = (root(&leaves), inclusion(3, &leaves));
        assert!(is_included(&leaves[3], 3, 8, &path, &whole));
        assert!(!is_included(&leaves[2], 3, 8, &path, &whole));
        assert!(!is_included(&leaves[3], 2, 8, &path, &whole));
        assert!(!is_included(&leaves[3], 3, 8, &path[1..], &whole));
        assert!(!is_included(&leaves[3], 3, 8, &path, &root(&leaves[..7])));
        assert!(!is_included(&leaves[3], 8, 8, &path, &whole));
        let (old, path) = (root(&leaves[..5]), consistency(5, &leaves));
        assert!(is_consistent((5, &old), (8, &whole), &path));
        assert!(!is_consistent((5, &whole), (8, &whole), &path));
        assert!(!is_consistent((4, &old), (8, &whole), &path));
        assert!(!is_consistent((8, &whole), (5, &old), &path));
    }

    proptest! {
        #[test]
        fn each_leaf_and_each_beginning_is_proven_and_no_changed_proof(
            size in 1usize..70, place in 0usize..70, older in 0usize..70, bit in 0usize..256,
        ) {
            let leaves: Vec<Hash> = (0..size).map(|n| leaf(&n.to_be_bytes())).collect();
            let (place, older) = (place % size, older % (size + 1));
            let (whole, n) = (root(&leaves), size as u64);
            let path = inclusion(place, &leaves);
            prop_assert!(is_included(&leaves[place], place as u64, n, &path, &whole));
            let (old, way) = (root(&leaves[..older]), consistency(older, &leaves));
            prop_assert!(is_consistent((older as u64, &old), (n, &whole), &way));
            for at in 0..path.len() {
                let mut changed = path.clone();
                changed[at][bit / 8] ^= 1 << (bit % 8);
                prop_assert!(!is_included(&leaves[place], place as u64, n, &changed, &whole));
            }
            for at in 0..way.len() {
                let mut changed = way.clone();
                changed[at][bit / 8] ^= 1 << (bit % 8);
                prop_assert!(!is_consistent((older as u64, &old), (n, &whole), &changed));
            }
        }

        #[test]
        fn peaks_kept_between_go_on_as_if_never_put_away(size in 0u64..300, more in 0u64..50) {
            let mut once = Peaks::default();
            (0..size + more).for_each(|n| once.push(leaf(&n.to_be_bytes())));
            let mut first = Peaks::default();
            (0..size).for_each(|n| first.push(leaf(&n.to_be_bytes())));
            let mut again = Peaks::read(size, &first.bytes()).unwrap();
            (size..size + more).for_each(|n| again.push(leaf(&n.to_be_bytes())));
            prop_assert_eq!(once, again);
        }
    }
}
