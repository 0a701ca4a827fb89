//! The word lists of `demo/names.toml`.

use anyhow::Context;
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Names {
    pub people: Vec<Group>,
    pub addresses: Addresses,
    pub wish: Vec<Said>,
    pub notes: Notes,
    pub need: Vec<Need>,
    pub accessibility: Vec<Weighted>,
}

/// People whose names go together.
#[derive(Deserialize)]
pub struct Group {
    pub group: String,
    pub weight: u64,
    pub languages: Vec<String>,
    pub first_male: Vec<String>,
    pub first_female: Vec<String>,
    /// Of a man and of a woman.
    pub middle: Vec<[String; 2]>,
    pub family: Vec<[String; 2]>,
}

#[derive(Deserialize)]
pub struct Addresses {
    pub street_kinds: Vec<(String, u64)>,
    pub streets: Vec<String>,
    pub entrances: Vec<String>,
}

/// What a person says when stating a wish.
#[derive(Deserialize)]
pub struct Said {
    pub kinds: Vec<u8>,
    pub text: String,
    pub sex: Option<String>,
    pub age: Option<[i32; 2]>,
}

#[derive(Deserialize)]
pub struct Notes {
    pub contact: Vec<String>,
    pub meeting: Vec<String>,
}

#[derive(Deserialize)]
pub struct Need {
    pub area: String,
    pub texts: Vec<String>,
}

#[derive(Deserialize)]
pub struct Weighted {
    pub id: String,
    pub weight: u64,
}

impl Names {
    /// Reads them.
    pub fn read() -> anyhow::Result<Names> {
        toml::from_str(include_str!("../../demo/names.toml")).context("demo: names")
    }

    /// People of a group.
    pub fn group(&self, id: &str) -> Option<&Group> {
        self.people.iter().find(|group| group.group == id)
    }
}
