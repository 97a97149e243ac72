//! Classifies addresses: reads one per line from standard input, and writes one JSON line `{url, verdict, to, reason}`
//! each.

mod written;

use std::io::{BufRead as _, Write as _};
use written::classify_written;

fn main() -> std::io::Result<()> {
    let mut input = std::io::stdin().lock();
    let mut output = std::io::BufWriter::new(std::io::stdout().lock());
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        // Invalid UTF-8 becomes replacement characters: garbage is `other`, never a crash.
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_end_matches(['\n', '\r']);
        let found = classify_written(text);
        let json = serde_json::json!({
            "url": text,
            "verdict": found.verdict(),
            "to": found.to(),
            "reason": found.reason(),
        });
        writeln!(output, "{json}")?;
        line.clear();
    }
    output.flush()
}
