//! The fields of the report code as digits of one number in mixed radix: each field has its own base.

/// A number in mixed radix: fields are written from the highest digit and read from the lowest.
pub struct Digits(u64);

impl Digits {
    pub const fn new(number: u64) -> Self {
        Self(number)
    }

    /// The part of the number from which no digit was taken yet.
    pub const fn rest(&self) -> u64 {
        self.0
    }

    pub fn put(&mut self, base: u64, digit: u64) {
        debug_assert!(digit < base, "{digit} of {base}");
        self.0 = self.0 * base + digit;
    }

    pub fn put_place<T: PartialEq>(&mut self, base: u64, table: &[T], item: &T) {
        self.put(base, place(table, item).unwrap_or(0));
    }

    pub const fn take(&mut self, base: u64) -> u64 {
        let digit = self.0 % base;
        self.0 /= base;
        digit
    }

    /// The entry of `table` at the index that the lowest digit gives.
    pub fn take_from<T: Copy>(&mut self, base: u64, table: &[T]) -> Option<T> {
        table.get(usize::try_from(self.take(base)).ok()?).copied()
    }
}

fn place<T: PartialEq>(table: &[T], item: &T) -> Option<u64> {
    table.iter().position(|one| one == item).and_then(|place| u64::try_from(place).ok())
}
