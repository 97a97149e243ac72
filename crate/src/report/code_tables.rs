//! The numbers that stand for keys in the short code. A printed code outlives its version, so these lists only grow:
//! docs/report-code.md holds the same numbers, and a test compares them.

use super::environment::{Brand, Platform};
use super::fields::CertProbeStatus;
use super::summary::{Offset, Powerful, Size};
use crate::diagnosis::types::{Cause, Reason};
use crate::evidence::tab_state::TabState;

/// Four bits.
pub const STATES: [TabState; 9] = [
    TabState::Running,
    TabState::CertificateRequired,
    TabState::SignedIn,
    TabState::SignInPage,
    TabState::Blocked,
    TabState::Unreachable,
    TabState::WrongAddress,
    TabState::Elsewhere,
    TabState::Failed,
];

/// Four bits, one more than the place here: 0 is none. Also the places of the bits for further causes, from the right.
pub const CAUSES: [Cause; 13] = Cause::ALL;

/// Six bits, one more than the place here: 0 is none.
pub const REASONS: [Reason; 52] = [
    Reason::NoName,
    Reason::NoLine,
    Reason::Proxy,
    Reason::Refused,
    Reason::Unreachable,
    Reason::ServerError,
    Reason::OtherPcsFailToo,
    Reason::WrongAddress,
    Reason::OtherMedleyHost,
    Reason::LookAlike,
    Reason::Ahead,
    Reason::Behind,
    Reason::LittleAhead,
    Reason::LittleBehind,
    Reason::CertificateDates,
    Reason::FromCache,
    Reason::RedirectLoop,
    Reason::HeadersTooBig,
    Reason::CacheBroken,
    Reason::MaybeOldCopy,
    Reason::BlockedByExtension,
    Reason::PowerOverKarte,
    Reason::DialogCancelled,
    Reason::NoDialogCame,
    Reason::WrongEntry,
    Reason::InstalledWhileRunning,
    Reason::ClockSetWhileRunning,
    Reason::ChoiceKept,
    Reason::DialogWaiting,
    Reason::WillAskAgain,
    Reason::PrivateWindowWorks,
    Reason::AnotherClinicBefore,
    Reason::OtherClinicChosen,
    Reason::SeveralClinics,
    Reason::NoneEligible,
    Reason::NoneAtFirstVisit,
    Reason::NoneInPrivateWindow,
    Reason::MaybeNone,
    Reason::KeyNotUsable,
    Reason::ForeignAuthority,
    Reason::KnownInterception,
    Reason::HandshakeBroken,
    Reason::BlockedByFirewall,
    Reason::BlockedByPolicy,
    Reason::OtherNetworkWorks,
    Reason::ChosenButRefused,
    Reason::SeenRevoked,
    Reason::SeenGone,
    Reason::ApplyStuck,
    Reason::NotDesignated,
    Reason::BehindAtLeast,
    Reason::ClockPage,
];

/// Four bits.
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

/// Three bits.
pub const PLATFORMS: [Platform; 6] = [
    Platform::Unknown,
    Platform::Windows,
    Platform::Macos,
    Platform::Linux,
    Platform::ChromeOs,
    Platform::Other,
];

/// Four bits.
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

/// Two bits.
pub const ASKED: [CertProbeStatus; 4] = [
    CertProbeStatus::None,
    CertProbeStatus::Answered,
    CertProbeStatus::CertNeeded,
    CertProbeStatus::Error,
];

/// Two bits: not known, from the server, from the cache.
pub const FROM_CACHE: [Option<bool>; 3] = [None, Some(false), Some(true)];

/// Two bits.
pub const POWERFUL: [Powerful; 4] =
    [Powerful::Unknown, Powerful::None, Powerful::One, Powerful::Several];

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Serialize;

    const PAGE: &str = include_str!("../../../docs/report-code.md");

    /// Holds a table of the page against one of ours.
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

    #[test]
    fn the_page_holds_the_same_numbers() {
        check("`state`", 0, keys(&STATES));
        check("`primary`", 1, keys(&CAUSES));
        check("`reason`", 1, keys(&REASONS));
        check("`platform`", 0, keys(&PLATFORMS));
        check("`browser`", 0, keys(&BRANDS));
        check("`cert_main` and `cert_dot`", 0, keys(&ASKED));
        check("`clock`", 0, CLOCKS.iter().map(|one| format!("{one:?}")).collect());
    }

    /// A reason that no table holds would be lost: only those with which nothing is accused may be left out.
    #[test]
    fn every_reason_that_accuses_has_its_number() {
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
            let listed = REASONS.iter().filter(|one| *one == reason).count();
            assert_eq!(listed, usize::from(!silent.contains(reason)), "{reason:?}");
        }
        assert!(REASONS.len() < 64, "six bits");
    }
}
