//! Reads evidence as JSON from standard input and writes the diagnosis as JSON: the extension's own core, natively.

use karte_signin_doctor::diagnose;
use karte_signin_doctor::evidence::Evidence;
use std::io::Read;
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(json) => {
            println!("{json}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("証拠データを読めません / The evidence cannot be read: {error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<String, Box<dyn std::error::Error>> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let evidence: Evidence = serde_json::from_str(&text)?;
    if evidence.schema != karte_signin_doctor::evidence::SCHEMA {
        return Err(format!("schema {} is not known", evidence.schema).into());
    }
    Ok(serde_json::to_string_pretty(&diagnose(&evidence))?)
}
