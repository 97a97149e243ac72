//! A length of time as a person types it: `-5m`, `825d`.

use anyhow::{Context, Result, bail};
use time::Duration;

/// Reads a signed number with its unit: `s`, `m`, `h` or `d`.
///
/// # Errors
/// When the number or the unit cannot be read.
pub fn parse_offset(text: &str) -> Result<Duration> {
    let unit = text.trim_start_matches(['+', '-']).trim_start_matches(|c: char| c.is_ascii_digit());
    let number: i64 = text[..text.len() - unit.len()]
        .parse()
        .with_context(|| format!("`{text}` is no time such as -5m, 2h or 825d"))?;
    let seconds = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3_600,
        "d" => 86_400,
        _ => bail!("`{text}` needs one of the units s, m, h, d"),
    };
    let total = number.checked_mul(seconds).with_context(|| format!("`{text}` is too long"))?;
    Ok(Duration::seconds(total))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_a_person_types() {
        for (text, seconds) in
            [("-5m", Some(-300)), ("825d", Some(71_280_000)), ("+2h", Some(7_200)), ("0s", Some(0))]
                .into_iter()
                .chain(
                    ["", "5", "m", "5w", "--5m", "9223372036854775807d", "5 m"]
                        .map(|text| (text, None)),
                )
        {
            assert_eq!(parse_offset(text).ok().map(Duration::whole_seconds), seconds, "{text}");
        }
    }
}
