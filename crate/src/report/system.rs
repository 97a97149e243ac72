//! The version of the operating system and the processor architecture, as numbers and keys.

use super::environment::Platform;
use serde::Serialize;

/// Processors, as `chrome.runtime.getPlatformInfo` names them.
const PROCESSORS: [&str; 7] = ["arm", "arm64", "x86-32", "x86-64", "mips", "mips64", "riscv64"];
/// Maximum length of a version, in characters.
const LONGEST: usize = 16;
/// In `platformVersion`, Windows 11 begins with 13 or more, Windows 10 with 1 to 12, and older versions with 0.
const WINDOWS_11: u32 = 13;

/// What Chrome reports about the system.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
pub struct System {
    /// The common name of the Windows version; `None` for other systems, or if Chrome does not report it.
    #[cfg_attr(
        not(target_arch = "wasm32"),
        ts(type = "\"windows_11\" | \"windows_10\" | \"windows_older\" | null")
    )]
    pub release: Option<&'static str>,
    /// The version number that Chrome reports (`platformVersion`), such as `15.0.0`.
    pub version: Option<String>,
    pub processor: Option<&'static str>,
}

impl System {
    /// Validates Chrome's values; invalid ones are not copied.
    #[must_use]
    pub fn of(platform: Platform, version: Option<&str>, processor: Option<&str>) -> Self {
        let version = version.filter(|version| is_version(version));
        let first = version.and_then(|version| version.split('.').next()?.parse().ok());
        Self {
            release: first.filter(|_| platform == Platform::Windows).map(windows),
            version: version.map(str::to_owned),
            processor: PROCESSORS.into_iter().find(|known| Some(*known) == processor),
        }
    }
}

const fn windows(first: u32) -> &'static str {
    match first {
        0 => "windows_older",
        1..WINDOWS_11 => "windows_10",
        _ => "windows_11",
    }
}

/// Digits and dots only, up to the maximum length.
fn is_version(text: &str) -> bool {
    text.len() <= LONGEST
        && text.starts_with(|first: char| first.is_ascii_digit())
        && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_by_its_names_and_others_by_their_numbers() {
        use Platform::{Linux, Macos, Windows};
        for (platform, said, release, version) in [
            (Windows, "15.0.0", Some("windows_11"), Some("15.0.0")),
            (Windows, "13.0.0", Some("windows_11"), Some("13.0.0")),
            (Windows, "10.0.0", Some("windows_10"), Some("10.0.0")),
            (Windows, "1.0.0", Some("windows_10"), Some("1.0.0")),
            (Windows, "0.3.0", Some("windows_older"), Some("0.3.0")),
            (Macos, "15.1.0", None, Some("15.1.0")),
            (Linux, "6.1.0.25", None, Some("6.1.0.25")),
            (Linux, "", None, None),
            (Windows, "15.hanako", None, None),
            (Windows, "99999999999", None, Some("99999999999")),
            (Windows, "15.000000000000000", None, None),
            (Macos, "+5.1", None, None),
        ] {
            let system = System::of(platform, Some(said), Some("x86-64"));
            let want =
                System { release, version: version.map(str::to_owned), processor: Some("x86-64") };
            assert_eq!(system, want, "{platform:?} {said}");
        }
    }

    #[test]
    fn what_chrome_does_not_say_or_nobody_knows_is_not_told() {
        let nothing = System::default();
        assert_eq!(System::of(Platform::Windows, None, None), nothing);
        assert_eq!(System::of(Platform::Windows, None, Some("hanako")), nothing);
    }
}
