//! Extensions that other work on the PC may need: they are marked, and left alone unless the person insists.
//!
//! Matched by id, and by words in the name where no id is known; "may be needed" is all that this says.

use crate::correction::narrow;
use crate::facts::ExtensionFacts;
use serde::{Deserialize, Serialize};

/// What it may be needed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// オンライン資格確認: whether a patient is insured.
    OnlineEligibility,
    /// HPKI: a doctor's own signature.
    Hpki,
    /// 電子処方箋.
    EPrescription,
    /// e-Tax, eLTAX and the identity card behind them.
    ETax,
    /// Passwords.
    PasswordManager,
    /// Reading the screen aloud, or showing it otherwise.
    ScreenReader,
}

const IDS: [(&str, Need); 11] = [
    ("aeblfdkhhhdcdjpifhhbdiojplfjncoa", Need::PasswordManager), // 1Password
    ("nngceckbapebfimnlniiiahkandclblb", Need::PasswordManager), // Bitwarden
    ("hdokiejnpimakedhajhdlcegeplioahd", Need::PasswordManager), // LastPass
    ("fdjamakpfbbddfjaooikfcpapjohcfmg", Need::PasswordManager), // Dashlane
    ("bfogiafebfohielmmehodmfbbebbbpei", Need::PasswordManager), // Keeper
    ("eiaeiblijfjekdanodkjadfinkhbfgcd", Need::PasswordManager), // NordPass
    ("pnlccmojcmeohlpggmfnbbiapkmbliob", Need::PasswordManager), // RoboForm
    ("oboonakemofpalcgghocfoadofidjkkk", Need::PasswordManager), // KeePassXC-Browser
    ("ghmbeldphafepmbegfdlkpapadhbakde", Need::PasswordManager), // Proton Pass
    ("pejdijmoenmkgeppbflobdenhhabjlaj", Need::PasswordManager), // iCloud Passwords
    ("kgejglhpjiefppelpmljglcjbhoiplfn", Need::ScreenReader),    // ChromeVox
];

/// Words in small and narrow letters.
const WORDS: [(&str, Need); 26] = [
    ("オンライン資格確認", Need::OnlineEligibility),
    ("資格確認", Need::OnlineEligibility),
    ("hpki", Need::Hpki),
    ("電子処方", Need::EPrescription),
    ("e-tax", Need::ETax),
    ("eltax", Need::ETax),
    ("国税電子申告", Need::ETax),
    ("地方税", Need::ETax),
    ("マイナポータル", Need::ETax),
    ("jpki", Need::ETax),
    ("公的個人認証", Need::ETax),
    ("password manager", Need::PasswordManager),
    ("パスワードマネージャ", Need::PasswordManager),
    ("パスワード管理", Need::PasswordManager),
    ("icloud パスワード", Need::PasswordManager),
    ("icloud passwords", Need::PasswordManager),
    ("1password", Need::PasswordManager),
    ("bitwarden", Need::PasswordManager),
    ("lastpass", Need::PasswordManager),
    ("keepass", Need::PasswordManager),
    ("dashlane", Need::PasswordManager),
    ("screen reader", Need::ScreenReader),
    ("スクリーンリーダー", Need::ScreenReader),
    ("読み上げ", Need::ScreenReader),
    ("chromevox", Need::ScreenReader),
    ("nvda", Need::ScreenReader),
];

/// What `extension` may be needed for.
#[must_use]
pub fn need(extension: &ExtensionFacts) -> Option<Need> {
    let letters = extension.name.chars().map(usual);
    let name: String = letters.flat_map(char::to_lowercase).collect();
    let known = IDS.iter().find(|(id, _)| *id == extension.id);
    known.or_else(|| WORDS.iter().find(|(word, _)| name.contains(word))).map(|(_, need)| *need)
}

/// A letter of full width, a Japanese space and a dash of any length as those that the words have.
fn usual(letter: char) -> char {
    match letter {
        '\u{3000}' | '\u{a0}' => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        _ => narrow(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(id: &str, name: &str, want: Option<Need>) {
        let (id, name) = (id.into(), name.into());
        assert_eq!(need(&ExtensionFacts { id, name, ..ExtensionFacts::default() }), want);
    }

    #[test]
    fn marked_by_name_or_id() {
        check("", "オンライン資格確認等システム 拡張機能", Some(Need::OnlineEligibility));
        check("", "HPKI署名 Chrome拡張", Some(Need::Hpki));
        check("", "電子処方箋管理サービス", Some(Need::EPrescription));
        check("", "e-Tax AP", Some(Need::ETax));
        check("", "Trend Micro パスワードマネージャー", Some(Need::PasswordManager));
        check("nngceckbapebfimnlniiiahkandclblb", "renamed", Some(Need::PasswordManager));
        check("kgejglhpjiefppelpmljglcjbhoiplfn", "", Some(Need::ScreenReader));
        check("", "ｅ－Ｔａｘ　ＡＰ", Some(Need::ETax));
        check("", "e‐Tax AP", Some(Need::ETax));
        check("", "ＨＰＫＩ", Some(Need::Hpki));
        check("", "iCloud パスワード", Some(Need::PasswordManager));
        check("", "ｉＣｌｏｕｄ　パスワード", Some(Need::PasswordManager));
        check("pejdijmoenmkgeppbflobdenhhabjlaj", "iCloud Passwords", Some(Need::PasswordManager));
        check("", "iCloud Passwords", Some(Need::PasswordManager));
        check("", "iCloud ブックマーク", None);
        check("", "Coupon finder", None);
    }

    #[test]
    fn ids_have_the_form_of_ids() {
        let letters = |id: &str| id.len() == 32 && id.bytes().all(|b| (b'a'..=b'p').contains(&b));
        assert!(IDS.iter().all(|(id, _)| letters(id)));
        assert!(WORDS.iter().all(|(word, _)| *word == word.to_lowercase()));
    }
}
