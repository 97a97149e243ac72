//! Browser and operating system as values from fixed lists: the browser's own strings are not copied.

use crate::evidence::readings::BrowserFacts;
use serde::Serialize;

/// The brand of the browser, from its user agent hints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Brand {
    /// The browser does not name it.
    Unknown,
    Chrome,
    Chromium,
    Edge,
    Brave,
    /// Opera, with its variants.
    Opera,
    Vivaldi,
    Whale,
    Yandex,
    Other,
}

/// The kind of the operating system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Platform {
    /// The browser does not name it.
    Unknown,
    Windows,
    Macos,
    Linux,
    ChromeOs,
    Other,
}

/// The brand names in the browsers' own lists.
const BRANDS: [(&str, Brand); 9] = [
    ("Google Chrome", Brand::Chrome),
    ("Microsoft Edge", Brand::Edge),
    ("Brave", Brand::Brave),
    ("Opera", Brand::Opera),
    ("Opera GX", Brand::Opera),
    ("Vivaldi", Brand::Vivaldi),
    ("Whale", Brand::Whale),
    ("YaBrowser", Brand::Yandex),
    ("Yandex", Brand::Yandex),
];

impl Brand {
    /// The kind of the browser with these facts.
    #[must_use]
    pub fn of(facts: &BrowserFacts) -> Self {
        if facts.brave {
            return Self::Brave;
        }
        let has = |name: &str| facts.brands.iter().any(|brand| brand == name);
        // All of them add "Chromium", and a made-up brand against user agent sniffing.
        let own = |brand: &&String| !brand.contains("Not") && *brand != "Chromium";
        match BRANDS.into_iter().find(|(name, _)| has(name)) {
            Some((_, brand)) => brand,
            None if facts.brands.iter().any(|brand| own(&brand)) => Self::Other,
            None if has("Chromium") => Self::Chromium,
            None => Self::Unknown,
        }
    }
}

impl Platform {
    /// The kind of the operating system that the browser names.
    #[must_use]
    pub fn of(facts: &BrowserFacts) -> Self {
        match facts.platform.as_str() {
            "" | "Unknown" => Self::Unknown,
            "Windows" => Self::Windows,
            "macOS" => Self::Macos,
            "Linux" => Self::Linux,
            "Chrome OS" | "Chromium OS" => Self::ChromeOs,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brands() {
        for (brands, brave, want) in [
            (&["Chromium", "Google Chrome", "Not.A/Brand"][..], false, Brand::Chrome),
            (&["Not)A;Brand", "Chromium", "Microsoft Edge"], false, Brand::Edge),
            (&["Chromium", "Not=A?Brand"], false, Brand::Chromium),
            (&["Chromium", "Not=A?Brand"], true, Brand::Brave),
            (&["Chromium", "Taro's Browser"], false, Brand::Other),
            (&[], false, Brand::Unknown),
        ] {
            let brands = brands.iter().map(ToString::to_string).collect();
            let facts = BrowserFacts { brands, brave, ..BrowserFacts::default() };
            assert_eq!(Brand::of(&facts), want, "{facts:?}");
        }
    }

    #[test]
    fn platforms() {
        for (name, want) in [
            ("Windows", Platform::Windows),
            ("macOS", Platform::Macos),
            ("Fuchsia of Taro", Platform::Other),
            ("", Platform::Unknown),
        ] {
            let facts = BrowserFacts { platform: name.into(), ..BrowserFacts::default() };
            assert_eq!(Platform::of(&facts), want, "{name}");
        }
    }
}
