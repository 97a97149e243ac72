//! The numbers of the keys in the short code. Printed codes outlive a version, so entries are only added:
//! docs/report-code.md has the same numbers, and a test compares them.

use super::environment::{Brand, Platform};
use super::fields::CertProbeStatus;
use super::summary::{Offset, Powerful, Size};
use crate::evidence::page::tab_state::TabState;

pub const STATES: [TabState; 10] = [
    TabState::Running,
    TabState::CertificateRequired,
    TabState::SignedIn,
    TabState::SignInPage,
    TabState::Blocked,
    TabState::Unreachable,
    TabState::WrongAddress,
    TabState::Elsewhere,
    TabState::Failed,
    TabState::AppPage,
];

pub const CLOCKS: [Offset; 16] = [
    Offset::Unknown,
    Offset::Right,
    Offset::Ahead(Size::Seconds),
    Offset::Ahead(Size::Minutes),
    Offset::Ahead(Size::Quarters),
    Offset::Ahead(Size::Hours),
    Offset::Ahead(Size::HalfDays),
    Offset::Ahead(Size::Days),
    Offset::Ahead(Size::Months),
    Offset::Behind(Size::Seconds),
    Offset::Behind(Size::Minutes),
    Offset::Behind(Size::Quarters),
    Offset::Behind(Size::Hours),
    Offset::Behind(Size::HalfDays),
    Offset::Behind(Size::Days),
    Offset::Behind(Size::Months),
];

pub const PLATFORMS: [Platform; 6] = [
    Platform::Unknown,
    Platform::Windows,
    Platform::Macos,
    Platform::Linux,
    Platform::ChromeOs,
    Platform::Other,
];

pub const BRANDS: [Brand; 10] = [
    Brand::Unknown,
    Brand::Chrome,
    Brand::Chromium,
    Brand::Edge,
    Brand::Brave,
    Brand::Opera,
    Brand::Vivaldi,
    Brand::Whale,
    Brand::Yandex,
    Brand::Other,
];

pub const ASKED: [CertProbeStatus; 4] = [
    CertProbeStatus::None,
    CertProbeStatus::Answered,
    CertProbeStatus::CertNeeded,
    CertProbeStatus::Error,
];

/// Unknown, from the server, from the cache.
pub const FROM_CACHE: [Option<bool>; 3] = [None, Some(false), Some(true)];

pub const POWERFUL: [Powerful; 4] =
    [Powerful::Unknown, Powerful::None, Powerful::One, Powerful::Several];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnosis::types::{Cause, Reason};
    use serde::Serialize;
    use std::collections::BTreeSet;

    const PAGE: &str = include_str!("../../../docs/report-code.md");

    /// Compares a table of the page with one of ours.
    fn check(heading: &str, first: usize, names: Vec<String>) {
        let part = PAGE.split("\n### ").find(|part| part.starts_with(heading));
        let rows = part.unwrap_or_else(|| panic!("no {heading}")).lines();
        let kept: Vec<_> = rows.filter(|row| row.starts_with("| ") && row.contains('`')).collect();
        assert_eq!(kept.len(), names.len(), "{heading}");
        for (row, (number, name)) in kept.into_iter().zip((first..).zip(names)) {
            assert!(row.starts_with(&format!("| {number} | `{name}` |")), "{heading}: {row}");
        }
    }

    fn keys<T: Serialize>(table: &[T]) -> Vec<String> {
        let key = |one| serde_json::to_value(one).expect("json").as_str().expect("key").to_owned();
        table.iter().map(key).collect()
    }

    /// The keys that have a number, in the order of the numbers.
    fn by_code<T: Serialize + Copy>(all: &[T], code: fn(T) -> Option<u8>) -> Vec<String> {
        let mut numbered: Vec<_> =
            all.iter().filter_map(|one| code(*one).map(|c| (c, *one))).collect();
        numbered.sort_by_key(|(code, _)| *code);
        keys(&numbered.into_iter().map(|(_, one)| one).collect::<Vec<_>>())
    }

    #[test]
    fn the_page_holds_the_same_numbers() {
        check("`state`", 0, keys(&STATES));
        check("`primary`", 1, by_code(Cause::ALL, |cause| Some(cause.code())));
        check("`reason`", 1, by_code(Reason::ALL, Reason::code));
        check("`platform`", 0, keys(&PLATFORMS));
        check("`browser`", 0, keys(&BRANDS));
        check("`cert_main` and `cert_dot`", 0, keys(&ASKED));
        check("`clock`", 0, CLOCKS.iter().map(|one| format!("{one:?}")).collect());
    }

    /// A reason without a number would be lost in the code: only reasons that accuse no cause may have none.
    #[test]
    fn every_reason_that_accuses_has_a_number_of_its_own() {
        use Reason::{
            Measuring, Narrowed, NearAhead, NearBehind, NoAnswer, NoneOfThese, NotAsked,
            NotPermitted, NotToldApart, NotVisible, SeenOtherwise, TimedOut,
        };
        let silent = [
            SeenOtherwise,
            Measuring,
            NearAhead,
            NearBehind,
            NotPermitted,
            TimedOut,
            NotVisible,
            NoAnswer,
            NotAsked,
            NotToldApart,
            NoneOfThese,
            Narrowed,
        ];
        for reason in Reason::ALL {
            assert_eq!(reason.code().is_none(), silent.contains(reason), "{reason:?}");
        }
        let numbered = Reason::ALL.iter().filter_map(|reason| reason.code());
        assert_eq!(numbered.collect::<BTreeSet<_>>().len(), Reason::ALL.len() - silent.len());
    }
}
