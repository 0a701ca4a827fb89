//! Prints a template with data, to look at it: `letter TEMPLATE.typ DATA.json OUT.pdf [FONT.ttf …] [--times=20]`.
//!
//! Printed 20 times, `time` shows what one letter takes.

use std::env;
use std::error::Error;
use std::fs;

use print::{Job, Printer};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = env::args().skip(1);
    let (Some(template), Some(data), Some(out)) = (args.next(), args.next(), args.next()) else {
        return Err("letter TEMPLATE.typ DATA.json OUT.pdf [FONT.ttf …]".into());
    };
    let mut times: usize = 1;
    let mut fonts = Vec::new();
    for arg in args {
        match arg.strip_prefix("--times=") {
            Some(number) => times = number.parse()?,
            None => fonts.push(fs::read(arg)?),
        }
    }
    let template = fs::read_to_string(template)?;
    let data = serde_json::from_str(&fs::read_to_string(data)?)?;
    let created = "2027-01-12T10:42:00+02:00[Europe/Sofia]".parse()?;
    let job =
        Job {
            template: &template, data: &data, title: "Пример", lang: "bg-BG", created: &created
        };
    let printer = Printer::new(fonts);
    for _ in 1..times {
        printer.pdf(&job)?;
    }
    let pdf = printer.pdf(&job)?;
    for warning in &pdf.warnings {
        eprintln!("{warning}");
    }
    fs::write(&out, &pdf.bytes)?;
    println!("{out}: {} pages, {} bytes", pdf.pages, pdf.bytes.len());
    Ok(())
}
