//! What is taken of a sheet by its shape is what the library reads of it.

use super::*;
use std::io::Write;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

mod programs;

type Rows = Vec<(u32, Vec<String>)>;

/// A book whose only sheet has two heads and these rows.
fn book(rows: &str) -> Vec<u8> {
    let frame = crate::write::sample(&["Име", "ЕГН"], 0);
    let mut parts = ZipArchive::new(Cursor::new(frame)).unwrap();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..parts.len() {
        let mut part = parts.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        if name == "xl/worksheets/sheet1.xml" {
            text = text.replace("</sheetData>", &format!("{rows}</sheetData>"));
        }
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn rows_of(table: &Table) -> Rows {
    table.rows_from(0).map(|row| (row.number(), row.cells())).collect()
}

fn whole(file: &[u8]) -> Result<Rows, ReadError> {
    read(file, Kind::Xlsx).map(|table| rows_of(&table))
}

fn in_parts(file: &[u8]) -> Result<Rows, ReadError> {
    let mut rows = Rows::new();
    read_in_parts(file, Kind::Xlsx, |part| rows.extend(rows_of(part))).map(|()| rows)
}

fn by_the_library(file: &[u8]) -> Result<Rows, ReadError> {
    let mut builder = Builder::default();
    let mut book = Xlsx::new(Cursor::new(file)).map_err(|_| ReadError::Broken)?;
    rows_after(&mut builder, &mut book, 0)?;
    builder.finish().map(|table| rows_of(&table))
}

fn plain(number: u32, text: &str) -> String {
    let cell = format!("<c r=\"A{number}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    format!("<row r=\"{number}\">{cell}</row>")
}

/// A row in the middle of plain ones, each written in another way.
const MIDDLE: [&str; 13] = [
    "",
    "<row r=\"3\"/>",
    "\n<row r=\"3\" spans=\"1:2\" ht=\"15\">\n<c r=\"A3\" s=\"1\"/>\
     <c r=\"B3\" s=\"1\" t=\"inlineStr\">\
     <is><t xml:space=\"preserve\"> a &amp; b </t></is></c></row>\n",
    "<row r=\"3\"><c r=\"A3\"><v>7.5</v></c><c r=\"B3\" t=\"b\"><v>1</v></c></row>",
    "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><r><t>a</t></r><r><t>b</t></r></is></c></row>",
    "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>a&#8470; _x0041_</t></is></c></row>",
    "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>a&nothing;</t></is></c></row>",
    "<row r='3'><c r='A3' t='inlineStr'><is><t>a</t></is></c></row>",
    "<row><c t=\"inlineStr\"><is><t>a</t></is></c></row>",
    // More of the row before, the second time in a way that is not plain.
    "<row r=\"2\"><c r=\"B2\" t=\"inlineStr\"><is><t>a</t></is></c></row>\
     <row r=\"2\"><c r=\"A2\" t=\"str\"><v>x</v></c></row>",
    "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t><![CDATA[</row>]]></t></is></c></row>",
    "<!-- <row r=\"9\"><c r=\"A9\" t=\"inlineStr\"><is><t>a</t></is></c></row> -->",
    "<row r=\"3\"><c r=\"A4\" t=\"inlineStr\"><is><t>a</t></is></c></row>",
];

#[test]
fn rows_are_the_same_however_they_are_written() {
    for middle in MIDDLE {
        let (before, after) = (plain(2, "Ана"), plain(5, "&lt;Яна&gt; a_x_1"));
        let file = book(&[before.as_str(), middle, &after].concat());
        let expected = by_the_library(&file);
        assert_eq!(whole(&file), expected, "{middle}");
        assert_eq!(in_parts(&file), expected, "{middle}");
    }
}

#[test]
fn a_list_of_our_own_is_taken_by_its_shape() {
    let file = crate::write::sample(&["Име", "ЕГН"], 3);
    let mut book = Xlsx::new(Cursor::new(file.as_slice())).expect("a book");
    let mut builder = Builder::default();
    let taken = plain_rows(&mut builder, &mut book, &file).expect("rows");
    assert_eq!(taken, Taken { rows: 4, is_whole: true });
    assert_eq!(builder.finish().map(|table| rows_of(&table)), by_the_library(&file));
}

#[test]
fn many_rows_come_in_parts_and_in_their_order() {
    let file = crate::write::sample(&["Име", "ЕГН"], 3_500);
    let rows = in_parts(&file).expect("rows");
    assert_eq!(rows.len(), 3_500);
    assert_eq!(Ok(rows), by_the_library(&file));
    let parts = read_in_parts(b"PK\x03\x04 cut", Kind::Xlsx, |_| panic!("there are no rows"));
    assert_eq!(parts, Err(ReadError::Broken));
}
