//! Small numbers, without a database. A count of one to four people is not shown, and of the others
//! as many more as keep it from being found by subtraction: in a list with its sum, and in a table
//! whose sums of rows and columns are shown elsewhere. Nought is shown: it is nobody.

/// Fewer people than this are not shown: somebody could be found among them.
pub const LEAST: i64 = 5;

/// Whether a count is too small by itself.
#[must_use]
pub fn is_small(count: i64) -> bool {
    (1..LEAST).contains(&count)
}

/// Which of the places is to be hidden next: the smallest that is somebody, else any.
fn next(places: &[(usize, i64)]) -> Option<usize> {
    let some = places.iter().filter(|(_, count)| *count > 0).min_by_key(|(_, count)| *count);
    some.or_else(|| places.first()).map(|(at, _)| *at)
}

/// What is hidden of counts that add up to a sum which is shown.
#[must_use]
pub fn of_list(counts: &[i64]) -> Vec<bool> {
    let mut hidden: Vec<bool> = counts.iter().map(|count| is_small(*count)).collect();
    while hidden.contains(&true) {
        let gone = hidden.iter().filter(|one| **one).count();
        let sum: i64 =
            counts.iter().zip(&hidden).filter(|(_, is_hidden)| **is_hidden).map(|(n, _)| n).sum();
        if gone > 1 && sum >= LEAST {
            break;
        }
        let open: Vec<(usize, i64)> =
            (0..counts.len()).filter(|at| !hidden[*at]).map(|at| (at, counts[at])).collect();
        let Some(at) = next(&open) else { break };
        hidden[at] = true;
    }
    hidden
}

/// A count beside those who did not say so: of several answers each stands by itself.
#[must_use]
pub fn of_pair(count: i64, all: i64) -> bool {
    is_small(count) || is_small(all - count)
}

/// A table of counts whose sums of rows and columns are known elsewhere, but for those that are
/// hidden there. The last row and the last column are of those who gave no answer: who kept silent
/// to how much is no secret by itself.
#[derive(Clone, Debug)]
pub struct Table {
    /// The counts, row by row.
    pub counts: Vec<Vec<i64>>,
    /// Which sums of rows are hidden.
    pub rows: Vec<bool>,
    /// Which sums of columns are hidden.
    pub columns: Vec<bool>,
}

/// A line of a table: its places, and whether its sum is hidden.
struct Line {
    places: Vec<(usize, usize)>,
    sum_is_hidden: bool,
}

impl Table {
    fn lines(&self) -> Vec<Line> {
        let (rows, columns) = (self.rows.len(), self.columns.len());
        let row = |at: usize| Line {
            places: (0..columns).map(|column| (at, column)).collect(),
            sum_is_hidden: self.rows[at],
        };
        let column = |at: usize| Line {
            places: (0..rows).map(|row| (row, at)).collect(),
            sum_is_hidden: self.columns[at],
        };
        (0..rows).map(row).chain((0..columns).map(column)).collect()
    }

    /// Whether a place is known anyway: its row or its column is shown to be of nobody.
    fn is_empty(&self, (row, column): (usize, usize)) -> bool {
        let of_row: i64 = self.counts[row].iter().sum();
        let of_column: i64 = self.counts.iter().map(|cells| cells[column]).sum();
        (of_row == 0 && !self.rows[row]) || (of_column == 0 && !self.columns[column])
    }

    /// The place of a line that is to be hidden next.
    fn open(&self, line: &Line, hidden: &[Vec<bool>]) -> Option<(usize, usize)> {
        let places: Vec<(usize, i64)> = line
            .places
            .iter()
            .enumerate()
            .filter(|(_, place)| !hidden[place.0][place.1] && !self.is_empty(**place))
            .map(|(at, place)| (at, self.counts[place.0][place.1]))
            .collect();
        next(&places).map(|at| line.places[at])
    }

    /// Whether what is hidden of a line can be told from what is shown of it.
    fn tells(&self, line: &Line, hidden: &[Vec<bool>]) -> bool {
        let gone: Vec<i64> = line
            .places
            .iter()
            .filter(|(row, column)| hidden[*row][*column])
            .map(|(row, column)| self.counts[*row][*column])
            .collect();
        if line.sum_is_hidden {
            // All cells shown, the sum could be added up.
            return gone.is_empty();
        }
        !gone.is_empty() && (gone.len() == 1 || gone.iter().sum::<i64>() < LEAST)
    }

    /// What is hidden of the table. Rows are nodes and columns are nodes, hidden cells and hidden
    /// sums the edges between them: a hidden number can be computed exactly when its edge is a
    /// bridge.
    #[must_use]
    pub fn hidden(&self) -> Vec<Vec<bool>> {
        let (rows, columns) = (self.rows.len(), self.columns.len());
        let small = |row: usize, column: usize| {
            row + 1 < rows && column + 1 < columns && is_small(self.counts[row][column])
        };
        let of_row = |row: usize| (0..columns).map(|column| small(row, column)).collect();
        let mut hidden: Vec<Vec<bool>> = (0..rows).map(of_row).collect();
        let lines = self.lines();
        loop {
            let telling = lines.iter().find(|line| self.tells(line, &hidden));
            let place = match telling {
                Some(line) => self.open(line, &hidden),
                None => match self.bridge(&hidden) {
                    Some((row, column)) => self.beside((row, column), (&lines, &hidden)),
                    None => return hidden,
                },
            };
            match place {
                Some((row, column)) => hidden[row][column] = true,
                // Nothing is left to hide beside it: then nothing is shown.
                None => return vec![vec![true; columns]; rows],
            }
        }
    }

    /// A cell to hide beside a number that could be computed: of its row, else of its column.
    fn beside(
        &self,
        (row, column): (usize, usize),
        (lines, hidden): (&[Line], &[Vec<bool>]),
    ) -> Option<(usize, usize)> {
        let of_row = lines.get(row).filter(|_| row < self.rows.len());
        let of_column = lines.get(self.rows.len() + column).filter(|_| column < self.columns.len());
        let found = of_row.and_then(|line| self.open(line, hidden));
        found.or_else(|| of_column.and_then(|line| self.open(line, hidden)))
    }

    /// The hidden numbers as edges: a cell between its row and its column, the sum of a row between
    /// the row and the place after the last column, that of a column likewise.
    fn edges(&self, hidden: &[Vec<bool>]) -> Vec<(usize, usize)> {
        let (rows, columns) = (self.rows.len(), self.columns.len());
        let mut all = Vec::new();
        for (row, cells) in hidden.iter().enumerate() {
            all.extend((0..columns).filter(|at| cells[*at]).map(|column| (row, column)));
        }
        all.extend((0..rows).filter(|at| self.rows[*at]).map(|row| (row, columns)));
        all.extend((0..columns).filter(|at| self.columns[*at]).map(|column| (rows, column)));
        all
    }

    /// A hidden number that can be computed, if there is one.
    fn bridge(&self, hidden: &[Vec<bool>]) -> Option<(usize, usize)> {
        let edges = self.edges(hidden);
        let rows = self.rows.len() + 1;
        let nodes = rows + self.columns.len() + 1;
        (0..edges.len()).find(|out| !is_joined(&edges, *out, (rows, nodes))).map(|at| edges[at])
    }
}

/// Whether the ends of an edge are joined without it.
fn is_joined(edges: &[(usize, usize)], out: usize, (rows, nodes): (usize, usize)) -> bool {
    let (from, to) = (edges[out].0, rows + edges[out].1);
    let mut reached = vec![false; nodes];
    reached[from] = true;
    loop {
        let mut is_new = false;
        for (at, (row, column)) in edges.iter().enumerate() {
            let (a, b) = (*row, rows + column);
            if at != out && reached[a] != reached[b] {
                (reached[a], reached[b]) = (true, true);
                is_new = true;
            }
        }
        if reached[to] {
            return true;
        }
        if !is_new {
            return false;
        }
    }
}
