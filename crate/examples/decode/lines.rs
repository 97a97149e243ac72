//! Reads lines in constant memory: the rest of a line that is too long is skipped.

use super::ndjson::LONGEST_LINE;
use std::io::{BufRead as _, BufReader, ErrorKind, Read, Result};

/// The lines of an input.
pub struct Lines<R> {
    input: BufReader<R>,
    line: Vec<u8>,
    number: u64,
}

impl<R: Read> Lines<R> {
    pub fn new(input: R) -> Self {
        Self { input: BufReader::with_capacity(LONGEST_LINE, input), line: Vec::new(), number: 0 }
    }

    /// The next line with its number. Of a line that is too long it returns the beginning, which is longer than
    /// [`LONGEST_LINE`].
    ///
    /// `idle` is called before the input may have to be waited for.
    pub fn next(&mut self, mut idle: impl FnMut() -> Result<()>) -> Result<Option<(u64, &[u8])>> {
        self.line.clear();
        let mut ended = false;
        let mut empty = true;
        while !ended {
            if self.input.buffer().is_empty() {
                idle()?;
            }
            let part = match self.input.fill_buf() {
                Ok(part) => part,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if part.is_empty() {
                break;
            }
            empty = false;
            let end = part.iter().position(|byte| *byte == b'\n');
            ended = end.is_some();
            let length = end.unwrap_or(part.len());
            // One byte more than the limit shows that the line is too long.
            let kept = length.min(LONGEST_LINE + 1 - self.line.len());
            self.line.extend_from_slice(&part[..kept]);
            self.input.consume(length + usize::from(ended));
        }
        if empty {
            return Ok(None);
        }
        self.number += 1;
        Ok(Some((self.number, &self.line)))
    }
}
