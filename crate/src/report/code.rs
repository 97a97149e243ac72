//! The short code for the telephone: the summary as one number between a version character and a check character.
//!
//! docs/report-code.md describes the fields. Versions 1 and 2 are read, version 2 is written.

use super::code_digits::Digits;
use super::code_tables::{ASKED, BRANDS, CLOCKS, FROM_CACHE, PLATFORMS, POWERFUL, STATES};
use super::crockford::{check, has_valid_check, letter, separates, value};
use super::summary::{Primary, Summary};
use crate::diagnosis::types::{Cause, Reason};

/// Characters of a code without hyphens: version, payload, check.
const LENGTH: usize = 12;
/// Characters between version and check.
const PAYLOAD: u32 = 10;
const BITS_OF_LETTER: u32 = 5;

/// How many values each field can have in one version of the code. The fields are the digits of one number.
struct Bases {
    /// The value of the version character.
    version: u8,
    state: u64,
    primary: u64,
    reason: u64,
    others: u64,
    platform: u64,
    browser: u64,
    from_cache: u64,
    reserved: u64,
}

/// Version 1 gave each field its own bits, so there was no number left for a 14th cause.
const VERSION_1: Bases = Bases {
    version: 1,
    state: 16,
    primary: 16,
    reason: 64,
    others: 1 << 13,
    platform: 8,
    browser: 16,
    from_cache: 4,
    reserved: 2,
};
/// The number of values per field with some reserve: up to 15 causes, 109 reasons, 11 states, 12 browsers.
const VERSION_2: Bases = Bases {
    version: 2,
    state: 11,
    primary: 16,
    reason: 110,
    others: 1 << 15,
    platform: 6,
    browser: 12,
    from_cache: 3,
    reserved: 1,
};
// The same in both versions.
const VERDICTS: u64 = 2;
const CLOCK: u64 = 16;
const CERT_PROBE: u64 = 4;
const YES_OR_NO: u64 = 2;
const POWER: u64 = 4;

/// Why a text is not a valid code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeError {
    /// Codes do not use this character.
    Letter(char),
    /// It has this many characters instead of twelve.
    Length(usize),
    /// A character is wrong, or two are swapped.
    Check,
    /// It was made by another version; this is its version character.
    Version(char),
    /// This field has a value that this version does not know.
    Field(&'static str),
}

/// The code of a summary, in three groups of four.
#[must_use]
pub fn encode(summary: &Summary) -> String {
    write(summary, &VERSION_2)
}

fn write(summary: &Summary, bases: &Bases) -> String {
    let number = pack(summary, bases);
    let mut values = vec![bases.version];
    values.extend((0..PAYLOAD).rev().map(|place| low(number >> (place * BITS_OF_LETTER))));
    values.push(check(&values));
    let mut code = String::new();
    for (place, value) in values.into_iter().enumerate() {
        if place > 0 && place % 4 == 0 {
            code.push('-');
        }
        code.push(letter(value));
    }
    code
}

fn low(bits: u64) -> u8 {
    #[allow(clippy::cast_possible_truncation, reason = "five bits are left")]
    let value = (bits & 31) as u8;
    value
}

/// Decodes a code. Case, spaces and hyphens do not matter; `o` is 0, `i` and `l` are 1.
///
/// # Errors
/// [`CodeError`]; an invalid character is reported before a wrong length, and that before a wrong check character.
pub fn decode(text: &str) -> Result<Summary, CodeError> {
    let letters = text.chars().filter(|letter| !separates(*letter));
    let read = |letter| value(letter).ok_or(CodeError::Letter(letter));
    let values: Vec<u8> = letters.map(read).collect::<Result<_, _>>()?;
    let (Some(&version), LENGTH) = (values.first(), values.len()) else {
        return Err(CodeError::Length(values.len()));
    };
    if !has_valid_check(&values) {
        return Err(CodeError::Check);
    }
    let bases = [VERSION_1, VERSION_2].into_iter().find(|bases| bases.version == version);
    let bases = bases.ok_or_else(|| CodeError::Version(letter(version)))?;
    let payload = &values[1..LENGTH - 1];
    let number = payload.iter().fold(0, |sum, value| sum << BITS_OF_LETTER | u64::from(*value));
    unpack(number, &bases)
}

fn pack(summary: &Summary, bases: &Bases) -> u64 {
    let primary = summary.primary;
    let mut digits = Digits::new(0);
    digits.put_place(bases.state, &STATES, &summary.state);
    digits.put(bases.primary, primary.map_or(0, |one| u64::from(one.cause.code())));
    digits.put(VERDICTS, u64::from(primary.is_some_and(|one| one.found)));
    digits.put(bases.reason, primary.and_then(|one| one.reason.code()).map_or(0, u64::from));
    digits.put(bases.others, mask(&summary.others));
    digits.put_place(CLOCK, &CLOCKS, &summary.clock);
    digits.put_place(bases.platform, &PLATFORMS, &summary.platform);
    digits.put_place(bases.browser, &BRANDS, &summary.browser);
    digits.put_place(CERT_PROBE, &ASKED, &summary.cert_main);
    digits.put_place(CERT_PROBE, &ASKED, &summary.cert_dot);
    digits.put_place(bases.from_cache, &FROM_CACHE, &summary.from_cache);
    digits.put(YES_OR_NO, u64::from(summary.dot_works));
    digits.put(YES_OR_NO, u64::from(summary.several_clinics));
    digits.put_place(POWER, &POWERFUL, &summary.powerful);
    digits.put(bases.reserved, 0);
    digits.rest()
}

/// Reads the same fields in reverse order.
fn unpack(number: u64, bases: &Bases) -> Result<Summary, CodeError> {
    let mut digits = Digits::new(number);
    if digits.take(bases.reserved) != 0 {
        return Err(CodeError::Field("reserved"));
    }
    let powerful = digits.take_from(POWER, &POWERFUL).ok_or(CodeError::Field("powerful"))?;
    let several_clinics = digits.take(YES_OR_NO) == 1;
    let dot_works = digits.take(YES_OR_NO) == 1;
    let from_cache =
        digits.take_from(bases.from_cache, &FROM_CACHE).ok_or(CodeError::Field("from_cache"))?;
    let cert_dot = digits.take_from(CERT_PROBE, &ASKED).ok_or(CodeError::Field("cert_dot"))?;
    let cert_main = digits.take_from(CERT_PROBE, &ASKED).ok_or(CodeError::Field("cert_main"))?;
    let browser = digits.take_from(bases.browser, &BRANDS).ok_or(CodeError::Field("browser"))?;
    let platform =
        digits.take_from(bases.platform, &PLATFORMS).ok_or(CodeError::Field("platform"))?;
    let clock = digits.take_from(CLOCK, &CLOCKS).ok_or(CodeError::Field("clock"))?;
    let others = causes(digits.take(bases.others))?;
    let reason = digits.take(bases.reason);
    let found = digits.take(VERDICTS);
    let primary = primary(digits.take(bases.primary), found, reason)?;
    let state = digits.take_from(bases.state, &STATES).ok_or(CodeError::Field("state"))?;
    if digits.rest() != 0 {
        return Err(CodeError::Field("state"));
    }
    Ok(Summary {
        state,
        primary,
        others,
        clock,
        platform,
        browser,
        cert_main,
        cert_dot,
        from_cache,
        dot_works,
        several_clinics,
        powerful,
    })
}

/// One bit for each cause; cause 1 is the lowest bit.
fn mask(causes: &[Cause]) -> u64 {
    causes.iter().fold(0, |mask, cause| mask | bit(*cause))
}

fn bit(cause: Cause) -> u64 {
    1 << (cause.code() - 1)
}

fn causes(mask: u64) -> Result<Vec<Cause>, CodeError> {
    let found: Vec<_> =
        Cause::ALL.iter().copied().filter(|cause| mask & bit(*cause) != 0).collect();
    if self::mask(&found) == mask { Ok(found) } else { Err(CodeError::Field("others")) }
}

fn primary(cause: u64, found: u64, reason: u64) -> Result<Option<Primary>, CodeError> {
    if (cause, found, reason) == (0, 0, 0) {
        return Ok(None);
    }
    let cause = Cause::ALL.iter().find(|one| u64::from(one.code()) == cause);
    let reason = Reason::ALL.iter().find(|one| one.code().map(u64::from) == Some(reason));
    Ok(Some(Primary {
        cause: *cause.ok_or(CodeError::Field("primary"))?,
        found: found == 1,
        reason: *reason.ok_or(CodeError::Field("reason"))?,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::page::tab_state::TabState;
    use crate::report::{Brand, CertProbeStatus, Offset, Platform, Powerful, Size};

    /// A summary with the last value in each field.
    fn summary(cause: Cause, reason: Reason) -> Summary {
        Summary {
            state: TabState::Failed,
            primary: Some(Primary { cause, found: true, reason }),
            others: Cause::ALL.to_vec(),
            clock: Offset::Behind(Size::Months),
            platform: Platform::Other,
            browser: Brand::Other,
            cert_main: CertProbeStatus::Error,
            cert_dot: CertProbeStatus::Error,
            from_cache: Some(true),
            dot_works: true,
            several_clinics: true,
            powerful: Powerful::Several,
        }
    }

    #[test]
    fn every_cause_and_reason_is_read_again_in_both_versions() {
        for &cause in Cause::ALL {
            for &reason in Reason::ALL.iter().filter(|reason| reason.code().is_some()) {
                let summary = summary(cause, reason);
                let code = u64::from(reason.code().unwrap_or_default());
                for bases in [VERSION_1, VERSION_2].into_iter().filter(|b| code < b.reason) {
                    assert_eq!(decode(&write(&summary, &bases)).as_ref(), Ok(&summary));
                }
            }
        }
    }

    #[test]
    fn the_fields_of_each_version_fit_into_its_letters() {
        for b in [VERSION_1, VERSION_2] {
            let same = VERDICTS * CLOCK * CERT_PROBE * CERT_PROBE * YES_OR_NO * YES_OR_NO * POWER;
            let own = [b.primary, b.reason, b.others, b.platform, b.browser, b.from_cache];
            let all = own.into_iter().chain([b.state, b.reserved]).product::<u64>() * same;
            assert!(all <= 1 << (PAYLOAD * BITS_OF_LETTER), "version {}", b.version);
        }
    }

    #[test]
    fn a_number_that_no_cause_has_yet_is_named() {
        let mut digits = Digits::new(0);
        for (base, digit) in [(VERSION_2.state, 1), (VERSION_2.primary, 15), (VERDICTS, 1)] {
            digits.put(base, digit);
        }
        let rest = [VERSION_2.reason, VERSION_2.others, CLOCK, VERSION_2.platform];
        for base in rest.into_iter().chain([VERSION_2.browser, 16, VERSION_2.from_cache, 16]) {
            digits.put(base, 0);
        }
        assert_eq!(unpack(digits.rest(), &VERSION_2), Err(CodeError::Field("primary")));
        assert_eq!(causes(1 << 14), Err(CodeError::Field("others")));
    }
}
