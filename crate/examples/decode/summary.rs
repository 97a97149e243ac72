//! `--summary`: counts lines by day and content, as CSV.
//!
//! Every value is a key, a number or a day (`ndjson` passes nothing else on), so no value needs quotes.

use super::ndjson::Row;
use karte_signin_doctor::diagnosis::types::Cause;
use std::collections::BTreeMap;
use std::io::{Result, Write};

/// Counts by the beginning of their CSV line. The map sorts by day, then by clinic; the lines for all clinics come first.
///
/// Memory grows with the number of days, versions and clinics, not with the number of lines.
#[derive(Default)]
pub struct Counts(BTreeMap<Box<str>, u64>);

impl Counts {
    pub fn add(&mut self, row: &Row) {
        let day = row.day.as_deref().unwrap_or_default();
        let cause = row.primary.map_or("none", Cause::id);
        let version = row.version.as_deref().unwrap_or("unknown");
        self.count(format!("{day},,cause,{cause}"));
        self.count(format!("{day},,verdict,{}", row.verdict.unwrap_or("none")));
        self.count(format!("{day},,version,{version}"));
        if let Some(clinic) = &row.clinic {
            self.count(format!("{day},{clinic},cause,{cause}"));
        }
    }

    fn count(&mut self, line: String) {
        *self.0.entry(line.into_boxed_str()).or_default() += 1;
    }

    pub fn write(&self, out: &mut impl Write) -> Result<()> {
        writeln!(out, "day,clinic,what,key,count")?;
        self.0.iter().try_for_each(|(line, count)| writeln!(out, "{line},{count}"))
    }
}
