//! A file of transfers for a bank: pain.001.001.09 (customer credit transfer initiation of ISO 20022),
//! from net amounts and accounts, without a database. The same input gives the same bytes.

use super::sums::decimal;

/// One transfer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// What the bank gives back with it: letters and digits.
    pub id: String,
    /// Who gets it.
    pub name: String,
    /// To which account.
    pub iban: String,
    /// Cents of the euro.
    pub cents: i64,
    /// What for.
    pub what: String,
}

/// A file of transfers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order<'a> {
    /// Its id.
    pub id: &'a str,
    /// When it was made, `2026-11-18T10:00:00`.
    pub made_at: &'a str,
    /// Who pays.
    pub payer: &'a str,
    /// From which account.
    pub iban: &'a str,
    /// On which day, `2026-11-18`.
    pub on: &'a str,
    /// The transfers.
    pub transfers: &'a [Transfer],
}

/// The longest name and the longest text of a transfer, in letters.
const NAME: usize = 70;
const TEXT: usize = 140;

/// A text as banks take it: letters of the Latin alphabet, digits and a few marks.
#[must_use]
pub fn plain(text: &str, longest: usize) -> String {
    let latin = kit::search::latin(text);
    let known = |c: char| c.is_ascii_alphanumeric() || "/-?:().,'+ ".contains(c);
    let text: String =
        latin.chars().map(|c| if known(c) { c } else { ' ' }).take(longest).collect();
    // A text may neither begin nor end with a slash, nor hold two of them.
    let text = text.replace("//", "/");
    text.trim_matches(['/', ' ']).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn element(name: &str, text: &str) -> String {
    format!("<{name}>{}</{name}>", escaped(text))
}

fn transfer(one: &Transfer) -> String {
    format!(
        "<CdtTrfTxInf><PmtId>{}</PmtId><Amt><InstdAmt Ccy=\"EUR\">{}</InstdAmt></Amt>\
         <Cdtr>{}</Cdtr><CdtrAcct><Id>{}</Id></CdtrAcct><RmtInf>{}</RmtInf></CdtTrfTxInf>\n",
        element("EndToEndId", &one.id),
        decimal(one.cents),
        element("Nm", &plain(&one.name, NAME)),
        element("IBAN", &one.iban),
        element("Ustrd", &plain(&one.what, TEXT)),
    )
}

/// The file.
#[must_use]
pub fn xml(order: &Order<'_>) -> String {
    let count = order.transfers.len().to_string();
    let sum = decimal(order.transfers.iter().map(|one| one.cents).sum());
    let payer = plain(order.payer, NAME);
    let totals = format!("{}{}", element("NbOfTxs", &count), element("CtrlSum", &sum));
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    text.push_str("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.09\">");
    text.push_str("<CstmrCdtTrfInitn>\n<GrpHdr>");
    text.push_str(&element("MsgId", order.id));
    text.push_str(&element("CreDtTm", order.made_at));
    text.push_str(&totals);
    text.push_str(&format!("<InitgPty>{}</InitgPty></GrpHdr>\n<PmtInf>", element("Nm", &payer)));
    text.push_str(&element("PmtInfId", order.id));
    text.push_str("<PmtMtd>TRF</PmtMtd><BtchBookg>false</BtchBookg>");
    text.push_str(&totals);
    text.push_str(
        "<PmtTpInf><SvcLvl><Cd>SEPA</Cd></SvcLvl><CtgyPurp><Cd>SALA</Cd></CtgyPurp></PmtTpInf>",
    );
    text.push_str(&format!("<ReqdExctnDt>{}</ReqdExctnDt>", element("Dt", order.on)));
    text.push_str(&format!("<Dbtr>{}</Dbtr>", element("Nm", &payer)));
    text.push_str(&format!("<DbtrAcct><Id>{}</Id></DbtrAcct>", element("IBAN", order.iban)));
    text.push_str("<DbtrAgt><FinInstnId><Othr><Id>NOTPROVIDED</Id></Othr></FinInstnId></DbtrAgt>");
    text.push_str("<ChrgBr>SLEV</ChrgBr>\n");
    for one in order.transfers {
        text.push_str(&transfer(one));
    }
    text.push_str("</PmtInf>\n</CstmrCdtTrfInitn></Document>\n");
    text
}
