//! Opora: the working system of a Bulgarian municipality's social-services office.
//!
//! One folder per capability, named as the office speaks; ARCHITECTURE.md has the map.

extern crate self as opora;

pub mod app;
pub mod assistance;
pub mod assistants;
pub mod atlas;
pub mod booking;
pub mod brought;
pub mod campaigns;
mod capabilities;
pub mod citizens;
pub mod commands;
pub mod consent;
pub mod contacts;
pub mod control;
pub mod cooperation;
pub mod council;
pub mod decisions;
pub mod delivery;
pub mod demo;
pub mod desk;
pub mod disability;
pub mod docx;
pub mod duties;
pub mod entitlements;
pub mod fees;
pub mod figures;
pub mod forecast;
pub mod forms;
pub mod frontdesk;
pub mod homecare;
pub mod hours;
pub mod imports;
pub mod interface;
pub mod migrations;
pub mod municipality;
pub mod nav;
pub mod needs;
pub mod notices;
pub mod online;
pub mod oversight;
pub mod payroll;
pub mod people;
pub mod placement;
pub mod planning;
pub mod portal;
pub mod powers;
pub mod projects;
pub mod proof;
pub mod reception;
pub mod referral;
pub mod reporting;
pub mod results;
pub mod review;
pub mod rights;
mod role_renewal;
mod role_rights;
pub mod roles;
pub mod rules;
pub mod scenarios;
pub mod services;
pub mod studies;
pub mod support;
pub mod training;
pub mod trust;
pub mod voices;
pub mod ways;
pub mod work;
pub mod workforce;

#[cfg(test)]
mod post_office;
#[cfg(test)]
mod testing;
