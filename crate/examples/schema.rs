//! Writes the JSON Schemas of evidence, diagnosis and report into the folder named by the first argument.

use karte_signin_doctor::diagnosis::types::Diagnosis;
use karte_signin_doctor::evidence::Evidence;
use karte_signin_doctor::report::Document;
use schemars::{Schema, schema_for};
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("name the folder to write to")?;
    write(Path::new(&folder), "evidence", &schema_for!(Evidence))?;
    write(Path::new(&folder), "diagnosis", &schema_for!(Diagnosis))?;
    write(Path::new(&folder), "report", &schema_for!(Document))?;
    Ok(())
}

fn write(folder: &Path, name: &str, schema: &Schema) -> Result<(), Box<dyn std::error::Error>> {
    let text = serde_json::to_string_pretty(schema)? + "\n";
    std::fs::write(folder.join(format!("{name}.schema.json")), text)?;
    Ok(())
}
