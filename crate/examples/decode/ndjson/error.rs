//! Why a line cannot be read, as a key: no part of the line is repeated, because anything may stand in it.

use karte_signin_doctor::report::CodeError;
use serde::Serialize;

/// Why a line cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LineError {
    /// More than [`super::LONGEST_LINE`] bytes.
    TooLong,
    NotUtf8,
    /// It begins like an object of JSON and is none.
    Json,
    /// JSON with a field that is unknown, missing or of another type.
    Form,
    /// A report of another version of the format.
    Schema,
    /// The code has a character that no code has.
    CodeLetter,
    /// The code has not twelve characters.
    CodeLength,
    /// A character of the code is wrong, or two have changed places.
    CodeCheck,
    /// The code was made by another version.
    CodeVersion,
    /// The code has a value that this version does not know.
    CodeField,
    /// Report and code do not belong together.
    CodeDiffers,
    /// The time is no day, and no time with its offset.
    At,
    /// The clinic is no number or short name of ASCII letters.
    Clinic,
    /// The version or the build has another form.
    Version,
    /// The repairs are no keys, or too many.
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
