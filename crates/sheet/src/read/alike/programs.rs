//! Books as other programs write them, whole and broken, put together from their parts.

use super::*;

const TYPE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet";
const HEAD: &str = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Име</t></is></c>\
                    <c r=\"B1\" t=\"inlineStr\"><is><t>ЕГН</t></is></c></row>";

/// A sheet with two heads, these rows and a plain one behind them.
fn sheet(rows: &str) -> String {
    let last = plain(9, "last");
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<worksheet><dimension ref=\"A1:B9\"/>\
         <sheetData>{HEAD}{rows}{last}</sheetData></worksheet>"
    )
}

/// A book whose only sheet is said to be at a place; these parts lie in the file, instead of others
/// with their names.
fn book(target: &str, sheets: &[(&str, &str)]) -> Vec<u8> {
    let relations = format!(
        "<Relationships><Relationship Id=\"a\" Type=\"{TYPE}\" Target=\"{target}\"/>\
         <Relationship Id=\"b\" Type=\"x/styles\" Target=\"styles.xml\"/></Relationships>"
    );
    let parts = [
        (
            "_rels/.rels",
            "<Relationships><Relationship Id=\"a\" Type=\"x/relationships/officeDocument\" \
             Target=\"xl/workbook.xml\"/></Relationships>",
        ),
        (
            "xl/workbook.xml",
            "<workbook><workbookPr date1904=\"1\"/><sheets>\
             <sheet name=\"S\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>",
        ),
        (RELATIONS, relations.as_str()),
        (
            "xl/styles.xml",
            "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>",
        ),
        (
            "xl/sharedStrings.xml",
            "<sst><si><t>Ана</t></si><si><r><t>Ко</t></r><r><t>лева</t></r></si></sst>",
        ),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let others = parts.iter().filter(|(name, _)| sheets.iter().all(|(own, _)| own != name));
    for (name, text) in others.chain(sheets) {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn usual(sheet: &str) -> Vec<u8> {
    book("worksheets/sheet1.xml", &[("xl/worksheets/sheet1.xml", sheet)])
}

fn is_alike(file: &[u8], what: &str) {
    let expected = by_the_library(file);
    assert_eq!(whole(file), expected, "{what}");
    assert_eq!(in_parts(file), expected, "{what}");
}

const ROWS: [&str; 30] = [
    // LibreOffice; Excel; a day since 1904; a formula; an error, a truth, a moment.
    "<row r=\"2\" customFormat=\"false\" ht=\"12.8\"><c r=\"A2\" s=\"0\" t=\"s\"><v>1</v></c></row>",
    "<row r=\"2\" spans=\"1:2\" x14ac:dyDescent=\"0.25\"><c r=\"A2\" t=\"s\"><v>0</v></c></row>",
    "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>22285</v></c><c r=\"B2\"/></row>",
    "<row r=\"2\"><c r=\"A2\" t=\"str\"><f>A1</f><v>x &amp; y</v></c></row>",
    "<row r=\"2\"><c r=\"A2\" t=\"e\"><v>#N/A</v></c><c r=\"B2\" t=\"b\"><v>1</v></c></row>",
    "<row r=\"2\"><c r=\"A2\" t=\"d\"><v>1961-01-04T00:00:00</v></c></row>",
    // Names of another kind; ends of lines; signs by their names and numbers.
    "<x:row r=\"2\"><x:c r=\"A2\" t=\"inlineStr\"><x:is><x:t>a</x:t></x:is></x:c></x:row>",
    "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>a\r\nb</t></is></c></row>",
    "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>&amp;amp; &#13; _x005F_x0041_</t></is></c></row>",
    "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>&amp;_x0041_ _&amp;x0041_ a &b</t></is></c></row>",
    "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>\u{a0}a > b ]]>\u{85}</t></is></c></row>",
    "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>a</t><rPh><t>b</t></rPh></is></c></row>",
    "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>a</t></is><v>1</v></c></row>",
    // Places that are not said, or said again.
    "<row><c><v>1</v></c></row>",
    "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>a</t></is></c><c><v>1</v></c></row>",
    "<row r=\"2\"/><row><c t=\"inlineStr\"><is><t>a</t></is></c></row>",
    "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t></t></is></c>\
     <c r=\"A2\" t=\"inlineStr\"><is><t>again</t></is></c></row>",
    "<row r=\"2\"><c r=\"B2\" t=\"inlineStr\"><is><t>b</t></is></c>\
     <c r=\"A2\" t=\"inlineStr\"><is><t>a</t></is></c></row>",
    "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a</t></is></c></row>",
    "<row r=\"2\"><c r=\"ZZZ2\" t=\"inlineStr\"><is><t>a</t></is></c></row>",
    "<row r=\"2\"><c r=\"A2\" x:r=\"B2\" t=\"inlineStr\"><is><t>a</t></is></c></row>",
    "<row r=\"2\"><c t=\"inlineStr\" r=\"A2\"><is><t>a</t></is></c></row>",
    // Broken ones.
    "<row r=\"x\"/>",
    "<row r=\"0\"/>",
    "<row r=\"2\" x/>",
    "<row r=\"2\"><c r=\"A2\" x/></row>",
    "<row r=\"2\"><c r=\"A2\" r=\"B2\"/></row>",
    "<row r=\"2\"><c r=\"A2\" t=\"b\" t=\"inlineStr\"><is><t>a</t></is></c></row>",
    "<row r=\"2\" x=\"a/>b\"><c r=\"A2\" t=\"inlineStr\"><is><t>a</t></is></c></row>",
    "<row r=\"2\"><!-- </row> --><c r=\"A2\" t=\"inlineStr\"><is><t>a</t></is></c></row>",
];

#[test]
fn rows_of_other_programs_are_the_same() {
    let file = usual(&sheet(""));
    let mut book = Xlsx::new(Cursor::new(file.as_slice())).expect("a book");
    let taken = plain_rows(&mut Builder::default(), &mut book, &file);
    assert_eq!(taken, Ok(Taken { rows: 2, is_whole: true }), "what stands round a row is plain");
    for row in ROWS {
        is_alike(&usual(&sheet(row)), row);
        is_alike(&usual(&sheet("").replace(HEAD, &[row, HEAD].concat())), row);
    }
}

const CELLS: [&str; 12] = [
    "<c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" s=\"1\" t=\"s\"><v>2</v></c>",
    "<c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\" t=\"s\"><v></v></c>",
    "<c r=\"A2\" t=\"s\"><v>00</v></c><c r=\"B2\" t=\"s\"><v>+1</v></c>",
    "<c r=\"A2\" t=\"s\"><v> 1 </v></c>",
    "<c r=\"A2\" t=\"s\"><v>9</v></c>",
    "<c r=\"A2\" t=\"s\"><f>B2</f><v>1</v></c>",
    "<c r=\"A2\"><v>7</v></c><c r=\"B2\" t=\"n\"><v>888123456</v></c>",
    "<c r=\"A2\"><v>0</v></c><c r=\"B2\"><v>007</v></c>",
    "<c r=\"A2\"><v>999999999999999</v></c><c r=\"B2\"><v>12345678901234567890</v></c>",
    "<c r=\"A2\"><v>-7</v></c><c r=\"B2\"><v>7.50</v></c>",
    "<c r=\"A2\"><v>1E3</v></c><c r=\"B2\"><v>x</v></c>",
    "<c r=\"A2\" s=\"0\"><v>22285</v></c><c r=\"B2\" s=\"1\"><v>22285</v></c>",
];

/// Texts kept apart: plainly, and in a way that only the library reads.
const KEPT_APART: [&str; 6] = [
    "<sst uniqueCount=\"3\"><si><t>Ана</t></si><si><t xml:space=\"preserve\"> a &amp; b </t></si>\n\
     <si><t></t></si></sst>",
    "<sst><si><t>Ана</t></si><si><r><t>Ко</t></r><r><t>лева</t></r></si><si><t>в</t></si></sst>",
    "<sst><si><t/></si><si/><si><t>в</t></si></sst>",
    "<sst><!-- <si><t>а</t></si> --><si><t>б</t></si><si><t>_x0041_</t></si></sst>",
    "<sst><si><t>а\r\n</t></si><si><t>&#1072;</t></si><si><t><![CDATA[<si>]]></t></si></sst>",
    "<sst></sst>",
];

#[test]
fn texts_kept_apart_and_whole_numbers_are_the_same() {
    for strings in KEPT_APART {
        for cells in CELLS {
            let rows = sheet(&format!("<row r=\"2\">{cells}</row>"));
            let parts = [("xl/sharedStrings.xml", strings), ("xl/worksheets/sheet1.xml", &rows)];
            is_alike(&book("worksheets/sheet1.xml", &parts), &[strings, cells].concat());
        }
    }
}

#[test]
fn a_list_as_excel_writes_it_is_taken_by_its_shape() {
    let mut excel = rust_xlsxwriter::Workbook::new();
    let page = excel.add_worksheet();
    for row in 0..1_500 {
        page.write_string(row, 0, ["Име", "Ана", "Яна & Иво"][row as usize % 3]).unwrap();
        page.write_string(row, 1, format!("№ {row}")).unwrap();
        page.write_number(row, 2, f64::from(row)).unwrap();
    }
    let file = excel.save_to_buffer().unwrap();
    let mut book = Xlsx::new(Cursor::new(file.as_slice())).expect("a book");
    let taken = plain_rows(&mut Builder::default(), &mut book, &file);
    assert_eq!(taken, Ok(Taken { rows: 1_500, is_whole: true }));
    is_alike(&file, "a list");
}

#[test]
fn a_broken_head_or_end_is_as_broken_as_for_the_library() {
    let changes = [
        ("<dimension ref=\"A1:B9\"/>", "<dimension/>"),
        ("A1:B9", "none"),
        ("<sheetData>", "<sheetData/><sheetData>"),
        ("<sheetData>", "<!-- <sheetData> --><sheetData>"),
        ("<sheetData>", "<?x <sheetData> ?><sheetData>"),
        ("<sheetData>", "<cols x=\"<sheetData>"),
        ("<sheetData>", "& &x; <sheetData>"),
        ("<?xml", "\u{feff}<?xml"),
        ("\"UTF-8\"", "'windows-1251'"),
        ("</sheetData>", ""),
        ("</sheetData>", "</sheetData><<&"),
        ("</sheetData>", "</sheetData ><row r=\"x\"/>"),
    ];
    for (from, to) in changes {
        is_alike(&usual(&sheet("").replacen(from, to, 1)), to);
    }
}

#[test]
fn the_sheet_that_the_book_names_is_read_and_not_one_that_lies_beside_it() {
    let (old, new) = (sheet(""), sheet(&plain(2, "new")));
    let stray = ("xl/worksheets/old.xml", old.as_str());
    let places = [
        ("worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("worksheets/Sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("worksheets/sheet1.xml", "xl\\worksheets\\sheet1.xml"),
        ("sheets/a.xml", "xl/sheets/a.xml"),
        ("/data.xml", "data.xml"),
        ("worksheets/gone.xml", "xl/worksheets/sheet1.xml"),
    ];
    for (target, name) in places {
        is_alike(&book(target, &[stray, (name, &new)]), target);
        is_alike(&book(target, &[(name, &new)]), target);
    }
}

#[test]
fn rows_of_nothing_are_passed_over() {
    let rows: String = (2..40_000).map(|n| format!("<row r=\"{n}\" ht=\"15\"/>")).collect();
    is_alike(&usual(&sheet(&rows)), "empty rows before a filled one");
}

/// Signs are left out, put in and moved at places that a fixed seed gives.
#[test]
fn a_sheet_broken_anywhere_is_read_as_the_library_reads_it() {
    const SIGNS: [&str; 20] = [
        "<",
        ">",
        "/",
        "\"",
        "'",
        "&",
        " ",
        "=",
        "r",
        "</row>",
        "<c>",
        "</t>",
        "<!--",
        "-->",
        "\r\n",
        "2",
        "A",
        "&#65;",
        "</sheetData>",
        "<v>1</v>",
    ];
    let rows = "<row r=\"2\" spans=\"1:2\"><c r=\"A2\" s=\"1\"/><c r=\"B2\" t=\"inlineStr\"><is>\
                <t xml:space=\"preserve\"> a &amp; _b </t></is></c></row><row r=\"4\"/>";
    let good: Vec<char> = sheet(rows).chars().collect();
    let mut state = 42u64;
    let mut below = |most: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) as usize % most
    };
    for _ in 0..400 {
        let mut text = good.clone();
        let at = below(text.len());
        let end = (at + 1 + below(40)).min(text.len());
        match below(3) {
            0 => drop(text.drain(at..end)),
            1 => drop(text.splice(at..at, SIGNS[below(SIGNS.len())].chars())),
            _ => {
                let part = text[at..end].to_vec();
                let to = below(text.len());
                drop(text.splice(to..to, part));
            }
        }
        let text: String = text.into_iter().collect();
        let file = usual(&text);
        // The library counts on names of columns being short.
        if std::panic::catch_unwind(|| by_the_library(&file)).is_ok() {
            is_alike(&file, &text);
        }
    }
}
