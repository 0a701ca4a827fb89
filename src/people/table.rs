//! Lists that are taken away into a spreadsheet.

/// Lines for a spreadsheet of this country: semicolons, and a mark that says UTF-8.
#[must_use]
pub fn table<const N: usize>(lines: impl Iterator<Item = [String; N]>) -> String {
    let cell = |text: String| {
        // What begins like a formula is text.
        let begins = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
        let text = if begins { format!("'{text}") } else { text };
        format!("\"{}\"", text.replace('"', "\"\""))
    };
    let line = |cells: [String; N]| cells.map(cell).join(";");
    let lines: Vec<String> = lines.map(line).collect();
    format!("\u{feff}{}\r\n", lines.join("\r\n"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_name_that_begins_like_a_formula_stays_a_name() {
        let text = super::table([["=1+1".to_owned(), "а\"б".to_owned()]].into_iter());
        assert_eq!(text, "\u{feff}\"'=1+1\";\"а\"\"б\"\r\n");
    }
}
