//! Questions that only a person can answer, and the experiments that tell similar causes apart.

use crate::base::time::Millis;
use serde::{Deserialize, Serialize};

/// A question, or an experiment whose outcome is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// Does Chrome's own list of the person's certificates have the karte's, and is it in date?
    Listed,
    /// Did the dialog 「証明書の選択」 appear, and what was done with it?
    Dialog,
    /// Which entry was chosen in the dialog?
    WhichEntry,
    /// Was a certificate installed on this PC just now?
    InstalledJustNow,
    /// Was another clinic's karte open in this Chrome before?
    AnotherClinicBefore,
    /// What does a colleague see in the list of staff certificates?
    ColleagueSees,
    /// Does nothing happen after 「申請する」?
    ApplyStuck,
    /// Experiment: an incognito window on the sign-in page.
    PrivateWindow,
    /// Experiment: a phone's hotspot or another network.
    OtherNetwork,
    /// Experiment: another PC of the clinic.
    OtherPc,
    /// Experiment: restart Chrome and click the icon again before opening the karte.
    Restart,
}

/// What can be answered; which values fit is [`Question::options`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_arch = "wasm32"), schemars(rename = "Value"))]
pub enum AnswerValue {
    /// Yes.
    Yes,
    /// No.
    No,
    /// No dialog came.
    NoDialog,
    /// The entry of the clinic that is to be opened.
    ThisClinic,
    /// The entry of another clinic.
    OtherClinic,
    /// An entry that is not the karte's: e-prescription, online billing, an old duplicate.
    OtherKind,
    /// The dialog was cancelled or closed.
    Cancelled,
    /// An entry was chosen and OK pressed.
    ChoseOk,
    /// The sign-in worked.
    Works,
    /// It fails just the same.
    StillFails,
    /// Chrome says that the address is blocked there.
    Blocked,
    /// 「失効」 is grey: the certificate is revoked.
    Revoked,
    /// The account is not in the list.
    AccountGone,
    /// Certificate and account look valid.
    Valid,
    /// The certificate is in the list and in date.
    InDate,
    /// It is in the list, and its date has passed.
    OutOfDate,
    /// It is not in the list.
    NotThere,
    /// Not known, or not tried.
    DontKnow,
}

/// One answer of the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[cfg_attr(not(target_arch = "wasm32"), schemars(rename = "Answer"))]
pub struct UserAnswer {
    /// The question or experiment.
    pub question: Question,
    /// What was said.
    pub value: AnswerValue,
    /// When.
    #[serde(default)]
    pub at: Millis,
    /// Whether it was said of a tab of an incognito window.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub incognito: bool,
}

impl Question {
    /// All of them, for tests and the schema.
    pub const ALL: [Self; 11] = [
        Self::Listed,
        Self::Dialog,
        Self::WhichEntry,
        Self::InstalledJustNow,
        Self::AnotherClinicBefore,
        Self::ColleagueSees,
        Self::ApplyStuck,
        Self::PrivateWindow,
        Self::OtherNetwork,
        Self::OtherPc,
        Self::Restart,
    ];

    /// Whether the person has to try something before answering.
    #[must_use]
    pub const fn is_experiment(self) -> bool {
        matches!(self, Self::PrivateWindow | Self::OtherNetwork | Self::OtherPc | Self::Restart)
    }

    /// The answers that fit, in the order in which they are shown.
    #[must_use]
    pub const fn options(self) -> &'static [AnswerValue] {
        use AnswerValue::{
            AccountGone, Blocked, Cancelled, ChoseOk, DontKnow, InDate, No, NoDialog, NotThere,
            OtherClinic, OtherKind, OutOfDate, Revoked, StillFails, ThisClinic, Valid, Works, Yes,
        };
        match self {
            Self::Listed => &[InDate, OutOfDate, NotThere, DontKnow],
            Self::Dialog => &[NoDialog, Cancelled, ChoseOk, DontKnow],
            Self::WhichEntry => &[ThisClinic, OtherClinic, OtherKind, DontKnow],
            Self::InstalledJustNow | Self::AnotherClinicBefore | Self::ApplyStuck => {
                &[Yes, No, DontKnow]
            }
            Self::ColleagueSees => &[Revoked, AccountGone, Valid, DontKnow],
            Self::PrivateWindow => &[Works, NoDialog, StillFails, Blocked, DontKnow],
            Self::OtherNetwork | Self::OtherPc | Self::Restart => &[Works, StillFails, DontKnow],
        }
    }
}
