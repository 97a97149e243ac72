//! The operating system's version and the processor's kind, as numbers and keys.

use super::environment::Platform;
use serde::Serialize;

/// Processors, as `chrome.runtime.getPlatformInfo` names them.
const PROCESSORS: [&str; 7] = ["arm", "arm64", "x86-32", "x86-64", "mips", "mips64", "riscv64"];
/// Characters of the longest version.
const LONGEST: usize = 16;
/// Windows 11 calls itself 13 or later, Windows 10 a number from 1 on; older ones begin with 0.
const WINDOWS_11: u32 = 13;

/// What Chrome says of the system.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
pub struct System {
    /// Windows by the name that people know; `None` for other systems and where Chrome does not say.
    #[cfg_attr(
        not(target_arch = "wasm32"),
        ts(type = "\"windows_11\" | \"windows_10\" | \"windows_older\" | null")
    )]
    pub release: Option<&'static str>,
    /// Chrome's number of the version (`platformVersion`), such as `15.0.0`.
    pub version: Option<String>,
    pub processor: Option<&'static str>,
}

impl System {
    /// From Chrome's own words, which do not get into it.
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

/// Numbers with dots between them, and nothing longer.
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
