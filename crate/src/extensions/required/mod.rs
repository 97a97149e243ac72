//! Extensions that other work on the PC may need: they are marked, and stay enabled unless the person includes them.
//!
//! Recognised by id, by words in the name, or by belonging to a program on the PC. The result only says "may be needed".

mod fold;
mod table;

use crate::evidence::readings::ExtensionFacts;
use fold::Folded;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;
use table::{IDS, WORDS};

/// What an extension may be needed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum RequiredFor {
    /// オンライン資格確認: whether a patient is insured.
    OnlineEligibility,
    /// HPKI: a doctor's own signature.
    Hpki,
    /// 電子処方箋.
    EPrescription,
    /// e-Tax, eLTAX, e-Gov and the identity card behind them.
    ETax,
    CardReader,
    /// 電子署名 and 電子契約.
    ElectronicSignature,
    /// Extensions that connect the karte with other software of the clinic.
    KarteLink,
    /// Remote support and remote desktops.
    RemoteSupport,
    /// Verification of this PC by its company.
    DeviceCheck,
    SingleSignOn,
    PasswordManager,
    /// Reading the screen aloud.
    ScreenReader,
    /// Magnifiers, high contrast, other colours.
    LowVision,
    /// A program on this PC, whichever it is: the extension talks to one, or was installed by one.
    PcSoftware,
}

/// The words of the table, each folded once.
static FOLDED: LazyLock<Vec<(Folded, RequiredFor)>> = LazyLock::new(|| {
    let words = |(need, words): &(RequiredFor, &[&str])| {
        words.iter().map(|word| (Folded::new(word), *need)).collect::<Vec<_>>()
    };
    WORDS.iter().flat_map(words).collect()
});

/// What `extension` may be needed for.
#[must_use]
pub fn required_for(extension: &ExtensionFacts) -> Option<RequiredFor> {
    by_id(&extension.id)
        .or_else(|| by_name(&extension.name))
        .or_else(|| belongs_to_software(extension).then_some(RequiredFor::PcSoftware))
}

fn by_id(id: &str) -> Option<RequiredFor> {
    IDS.iter().find(|(known, _)| *known == id).map(|(_, need)| *need)
}

fn by_name(name: &str) -> Option<RequiredFor> {
    let name = Folded::new(name);
    FOLDED.iter().find(|(word, _)| name.contains(word)).map(|(_, need)| *need)
}

/// Whether the extension is the browser's part of a program on this PC.
fn belongs_to_software(extension: &ExtensionFacts) -> bool {
    extension.permissions.iter().any(|permission| permission == "nativeMessaging")
        || extension.install_type == "sideload"
}

#[cfg(test)]
mod tests;
