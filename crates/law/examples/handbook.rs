//! Prints the handbook of all rules: `cargo run -q -p law --example handbook > docs/law.md`.

fn main() {
    print!("{}", law::handbook(law::Law::current()));
}
