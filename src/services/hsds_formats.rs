//! The formats in which HSDS 3.1 writes identifiers, pages and addresses.

use serde_json::Value;

/// An identifier of a thing (UUID, version 8).
pub fn uuid(code: &str, kind: &str, id: &str) -> String {
    let mut bytes = kit::crypto::sha256(format!("opora/hsds/{code}/{kind}/{id}").as_bytes());
    bytes[6] = (bytes[6] & 0x0f) | 0x80;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let hex: String = bytes[..16].iter().map(|byte| format!("{byte:02x}")).collect();
    let parts = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..32]];
    parts.join("-")
}

/// A page in the network as a URI: what a URI does not hold is written by its bytes.
pub fn uri(page: &str) -> String {
    let is_held =
        |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte);
    let write = |byte: u8| {
        if is_held(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    page.bytes().map(write).collect()
}

/// An e-mail address that the format holds: in ASCII, else none.
pub fn email(address: &str) -> &str {
    if address.is_ascii() { address } else { "" }
}

/// An object without what is empty.
pub fn object(fields: &[(&str, Value)]) -> Value {
    let known = fields.iter().filter(|(_, value)| match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(list) => !list.is_empty(),
        _ => true,
    });
    Value::Object(known.map(|(name, value)| ((*name).to_owned(), value.clone())).collect())
}
