//! Opora: the working system of a Bulgarian municipality's social-services office.
//!
//! One folder per capability, named as the office speaks; ARCHITECTURE.md has the map.

extern crate self as opora;

pub mod app;
pub mod assistance;
pub mod assistants;
pub mod brought;
pub mod campaigns;
pub mod commands;
pub mod consent;
pub mod contacts;
pub mod control;
pub mod council;
pub mod decisions;
pub mod delivery;
pub mod demo;
pub mod disability;
pub mod duties;
pub mod fees;
pub mod forms;
pub mod frontdesk;
pub mod homecare;
pub mod hours;
pub mod imports;
pub mod interface;
pub mod migrations;
pub mod municipality;
pub mod nav;
pub mod oversight;
pub mod payroll;
pub mod people;
pub mod placement;
pub mod powers;
pub mod projects;
pub mod proof;
pub mod reception;
pub mod referral;
pub mod results;
pub mod review;
pub mod rights;
pub mod roles;
pub mod rules;
pub mod services;
pub mod support;
pub mod training;
pub mod trust;
pub mod voices;
pub mod work;
pub mod workforce;

#[cfg(test)]
mod post_office;
#[cfg(test)]
mod testing;
