//! Writes the extension's rule files, made from the core's table, into the folder named by the first argument.

use karte_signin_doctor::url_correction::{dnr_rules, typo_hosts};
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("name the folder to write to")?;
    let folder = Path::new(&folder);
    std::fs::write(folder.join("correction.json"), dnr_rules::file())?;
    std::fs::write(folder.join("hosts.js"), typo_hosts::file())?;
    Ok(())
}
