//! Crockford's Base32 alphabet, and a check character that detects mistakes in reading, speaking and typing.
//!
//! The characters are the elements of the field GF(32). A code is valid if the sum of its characters, each multiplied by a
//! different power of x, is zero. One wrong character and two different swapped characters are always detected.

/// Without I, L, O and U: they resemble 1, 1, 0 and V.
const LETTERS: [u8; 32] = *b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// The field's polynomial, x⁵ + x² + 1: its element x has 31 different powers, enough for 31 characters.
const POLYNOMIAL: u8 = 0b10_0101;

const fn gf32_times_x(value: u8) -> u8 {
    let twice = value << 1;
    if twice & 32 == 0 { twice } else { twice ^ POLYNOMIAL }
}

fn sum(values: &[u8]) -> u8 {
    values.iter().fold(0, |sum, value| gf32_times_x(sum) ^ value)
}

/// The check value: `values` followed by it are valid.
pub fn check(values: &[u8]) -> u8 {
    gf32_times_x(sum(values))
}

/// Whether values that end with their check value are valid.
pub fn has_valid_check(values: &[u8]) -> bool {
    sum(values) == 0
}

pub fn letter(value: u8) -> char {
    char::from(LETTERS[usize::from(value & 31)])
}

/// A character's value, as people write it: lower or upper case, half or full width, `o` for 0, `i` and `l` for 1.
pub fn value(letter: char) -> Option<u8> {
    let plain = match half(letter).to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = LETTERS.iter().position(|known| char::from(*known) == plain)?;
    u8::try_from(place).ok()
}

/// Whether this only separates characters: spaces and everything that looks like a hyphen.
pub fn separates(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(half(letter), '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | 'ー' | 'ｰ')
}

/// Converts a full-width character, as Japanese keyboards produce it, to half width.
fn half(letter: char) -> char {
    match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_values_belong_together() {
        for number in 0..32 {
            let found = letter(number);
            assert!(!"ILOU".contains(found));
            assert_eq!(value(found), Some(number));
            assert_eq!(value(found.to_ascii_lowercase()), Some(number));
        }
    }

    #[test]
    fn read_as_people_write() {
        for (written, want) in
            [('o', Some(0)), ('O', Some(0)), ('i', Some(1)), ('l', Some(1)), ('L', Some(1))]
        {
            assert_eq!(value(written), want, "{written}");
        }
        assert_eq!((value('ｋ'), value('７'), value('Ｏ')), (value('K'), Some(7), Some(0)));
        for wrong in ['u', 'U', 'ｕ', '*', '=', '~', 'あ', 'ｱ', '-'] {
            assert_eq!(value(wrong), None, "{wrong}");
        }
        assert!([' ', '\u{3000}', '-', '－', '‐', '−', 'ー', '\t'].into_iter().all(separates));
    }

    /// Two arbitrary wrong characters cannot always be detected; different powers suffice for one wrong or two swapped
    /// ones.
    #[test]
    fn x_has_thirty_one_powers() {
        let mut powers: Vec<u8> =
            std::iter::successors(Some(1), |p| Some(gf32_times_x(*p))).take(31).collect();
        assert_eq!(gf32_times_x(powers[30]), 1);
        powers.sort_unstable();
        assert_eq!(powers, (1..32).collect::<Vec<_>>());
    }
}
