//! Why a line cannot be read, as a key. The line itself is never repeated, because it may contain anything.

use karte_signin_doctor::report::CodeError;
use serde::Serialize;

/// Why a line cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LineError {
    /// More than [`super::LONGEST_LINE`] bytes.
    TooLong,
    NotUtf8,
    /// It begins like a JSON object but is not valid JSON.
    Json,
    /// JSON with a field that is unknown, missing or of another type.
    Form,
    /// A report of another version of the format.
    Schema,
    /// The code has a character that codes do not use.
    CodeLetter,
    /// The code does not have twelve characters.
    CodeLength,
    /// A character of the code is wrong, or two characters are swapped.
    CodeCheck,
    /// The code was made by another version.
    CodeVersion,
    /// The code has a value that this version does not know.
    CodeField,
    /// Report and code do not match.
    CodeDiffers,
    /// The time is neither a day nor a time with its UTC offset.
    At,
    /// The clinic is not a number or short name of ASCII characters.
    Clinic,
    /// The version or the build has an invalid format.
    Version,
    /// The repairs are not keys, or there are too many.
    Repairs,
}

/// The output for a line that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct BadLine {
    /// Its number; the first line is 1.
    pub line: u64,
    pub error: LineError,
}

impl From<CodeError> for LineError {
    fn from(error: CodeError) -> Self {
        match error {
            CodeError::Letter(_) => Self::CodeLetter,
            CodeError::Length(_) => Self::CodeLength,
            CodeError::Check => Self::CodeCheck,
            CodeError::Version(_) => Self::CodeVersion,
            CodeError::Field(_) => Self::CodeField,
        }
    }
}
