//! The short code: the summary as fifty bits between a version letter and a check letter, for the telephone.
//!
//! docs/report-code.md says bit for bit what stands where.

use super::code_tables::{
    ASKED, BRANDS, CAUSES, CLOCKS, FROM_CACHE, PLATFORMS, POWERFUL, REASONS, STATES,
};
use super::crockford::{check, has_valid_check, letter, separates, value};
use super::summary::{Primary, Summary};
use crate::diagnosis::types::Cause;

/// The first letter of every code that is written here.
const VERSION: u8 = 1;
/// Letters of a code, without hyphens.
const LENGTH: usize = 12;
/// Letters between version and check.
const PAYLOAD: u32 = 10;
const BITS_OF_LETTER: u32 = 5;

/// Why a text is no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeError {
    /// No code has this letter.
    Letter(char),
    /// It has so many letters instead of twelve.
    Length(usize),
    /// A letter is wrong, or two have changed places.
    Check,
    /// It was made by another version; this is its first letter.
    Version(char),
    /// It names something that this version does not know: this field of the table.
    Field(&'static str),
}

/// The code of a summary, in three groups of four.
#[must_use]
pub fn encode(summary: &Summary) -> String {
    let bits = pack(summary);
    let mut values = vec![VERSION];
    values.extend((0..PAYLOAD).rev().map(|place| low(bits >> (place * BITS_OF_LETTER))));
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

/// What a code says. Capitals, spaces and hyphens do not matter; `o` is 0, `i` and `l` are 1.
///
/// # Errors
/// [`CodeError`], the most helpful one first: a letter that cannot be, a wrong length, then the check letter.
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
    if version != VERSION {
        return Err(CodeError::Version(letter(version)));
    }
    let payload = &values[1..LENGTH - 1];
    unpack(payload.iter().fold(0, |bits, value| bits << BITS_OF_LETTER | u64::from(*value)))
}

/// Bits that are written from the left and read from the right.
struct Bits(u64);

impl Bits {
    fn put(&mut self, width: u32, value: u64) {
        self.0 = self.0 << width | value;
    }

    fn put_place<T: PartialEq>(&mut self, width: u32, table: &[T], item: &T) {
        self.put(width, place(table, item).unwrap_or(0));
    }

    const fn take(&mut self, width: u32) -> u64 {
        let value = self.0 & ((1 << width) - 1);
        self.0 >>= width;
        value
    }

    fn take_from<T: Copy>(
        &mut self,
        width: u32,
        table: &[T],
        name: &'static str,
    ) -> Result<T, CodeError> {
        let place = usize::try_from(self.take(width)).ok();
        place.and_then(|place| table.get(place).copied()).ok_or(CodeError::Field(name))
    }
}

fn place<T: PartialEq>(table: &[T], item: &T) -> Option<u64> {
    table.iter().position(|one| one == item).and_then(|place| u64::try_from(place).ok())
}

fn after<T: PartialEq>(table: &[T], item: &T) -> u64 {
    place(table, item).map_or(0, |place| place + 1)
}

fn pack(summary: &Summary) -> u64 {
    let primary = summary.primary;
    let mut bits = Bits(0);
    bits.put_place(4, &STATES, &summary.state);
    bits.put(4, primary.map_or(0, |one| after(&CAUSES, &one.cause)));
    bits.put(1, u64::from(primary.is_some_and(|one| one.found)));
    bits.put(6, primary.map_or(0, |one| after(&REASONS, &one.reason)));
    bits.put(13, mask(&summary.others));
    bits.put_place(4, &CLOCKS, &summary.clock);
    bits.put_place(3, &PLATFORMS, &summary.platform);
    bits.put_place(4, &BRANDS, &summary.browser);
    bits.put_place(2, &ASKED, &summary.cert_main);
    bits.put_place(2, &ASKED, &summary.cert_dot);
    bits.put_place(2, &FROM_CACHE, &summary.from_cache);
    bits.put(1, u64::from(summary.dot_works));
    bits.put(1, u64::from(summary.several_clinics));
    bits.put_place(2, &POWERFUL, &summary.powerful);
    bits.put(1, 0);
    bits.0
}

/// The same fields, from the last to the first.
fn unpack(payload: u64) -> Result<Summary, CodeError> {
    let mut bits = Bits(payload);
    if bits.take(1) != 0 {
        return Err(CodeError::Field("reserved"));
    }
    let powerful = bits.take_from(2, &POWERFUL, "powerful")?;
    let several_clinics = bits.take(1) == 1;
    let dot_works = bits.take(1) == 1;
    let from_cache = bits.take_from(2, &FROM_CACHE, "from_cache")?;
    let cert_dot = bits.take_from(2, &ASKED, "cert_dot")?;
    let cert_main = bits.take_from(2, &ASKED, "cert_main")?;
    let browser = bits.take_from(4, &BRANDS, "browser")?;
    let platform = bits.take_from(3, &PLATFORMS, "platform")?;
    let clock = bits.take_from(4, &CLOCKS, "clock")?;
    let others = causes(bits.take(13));
    let reason = bits.take(6);
    let found = bits.take(1);
    let primary = primary(bits.take(4), found, reason)?;
    let state = bits.take_from(4, &STATES, "state")?;
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

fn mask(causes: &[Cause]) -> u64 {
    causes.iter().filter_map(|cause| place(&CAUSES, cause)).fold(0, |mask, place| mask | 1 << place)
}

fn causes(mask: u64) -> Vec<Cause> {
    let is_in = |place: usize| mask >> place & 1 == 1;
    CAUSES.into_iter().enumerate().filter(|(place, _)| is_in(*place)).map(|(_, one)| one).collect()
}

fn primary(cause: u64, found: u64, reason: u64) -> Result<Option<Primary>, CodeError> {
    if (cause, found, reason) == (0, 0, 0) {
        return Ok(None);
    }
    let cause = before(&CAUSES, cause).ok_or(CodeError::Field("primary"))?;
    let reason = before(&REASONS, reason).ok_or(CodeError::Field("reason"))?;
    Ok(Some(Primary { cause, found: found == 1, reason }))
}

fn before<T: Copy>(table: &[T], number: u64) -> Option<T> {
    table.get(usize::try_from(number).ok()?.checked_sub(1)?).copied()
}
