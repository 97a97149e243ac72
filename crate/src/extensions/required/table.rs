//! Extensions that other work needs: by id if the Chrome Web Store has them, else by words in their names.
//!
//! The words are written as a person would read them; `fold` makes the spellings equal.

use super::RequiredFor;

/// Ids in the Chrome Web Store, each with its product.
pub const IDS: [(&str, RequiredFor); 18] = [
    ("aeblfdkhhhdcdjpifhhbdiojplfjncoa", RequiredFor::PasswordManager), // 1Password
    ("nngceckbapebfimnlniiiahkandclblb", RequiredFor::PasswordManager), // Bitwarden
    ("hdokiejnpimakedhajhdlcegeplioahd", RequiredFor::PasswordManager), // LastPass
    ("fdjamakpfbbddfjaooikfcpapjohcfmg", RequiredFor::PasswordManager), // Dashlane
    ("bfogiafebfohielmmehodmfbbebbbpei", RequiredFor::PasswordManager), // Keeper
    ("eiaeiblijfjekdanodkjadfinkhbfgcd", RequiredFor::PasswordManager), // NordPass
    ("pnlccmojcmeohlpggmfnbbiapkmbliob", RequiredFor::PasswordManager), // RoboForm
    ("oboonakemofpalcgghocfoadofidjkkk", RequiredFor::PasswordManager), // KeePassXC-Browser
    ("ghmbeldphafepmbegfdlkpapadhbakde", RequiredFor::PasswordManager), // Proton Pass
    ("pejdijmoenmkgeppbflobdenhhabjlaj", RequiredFor::PasswordManager), // iCloud Passwords
    ("kgejglhpjiefppelpmljglcjbhoiplfn", RequiredFor::ScreenReader),    // ChromeVox
    ("hdhinadidafjejdhmfkjgnolgimiaplp", RequiredFor::ScreenReader),    // Read Aloud
    ("djcfdncoelnlbldjfhinnjlhdjlikmph", RequiredFor::LowVision),       // High Contrast
    ("ppnbnpeolgkicgegkbkbjmhlideopiji", RequiredFor::SingleSignOn),    // Microsoft Single Sign On
    ("glnpjglilkicbckjpbgcfkogebgllemb", RequiredFor::SingleSignOn),    // Okta Browser Plugin
    ("callobklhcbilhphinckomhgkigmfocg", RequiredFor::DeviceCheck),     // Endpoint Verification
    ("inomeogfingihgjfjlpeplalcfajhgai", RequiredFor::RemoteSupport),   // Chrome Remote Desktop
    ("khpfeaanjngmcnplbdlpegiifgpfgdco", RequiredFor::CardReader),      // Smart Card Connector
];

/// Words in names. The first match wins, so special needs come before general ones.
pub const WORDS: [(RequiredFor, &[&str]); 13] = [
    (RequiredFor::OnlineEligibility, &["資格確認", "オンライン資格"]),
    (RequiredFor::Hpki, &["hpki"]),
    (RequiredFor::EPrescription, &["電子処方"]),
    (
        RequiredFor::ETax,
        &[
            "e-tax",
            "eltax",
            "pcdesk",
            "国税電子申告",
            "地方税",
            "e-gov",
            "電子申請",
            "電子申告",
            "電子入札",
            "gビズid",
            "gbizid",
            "マイナポータル",
            "マイナポ",
            "jpki",
            "公的個人認証",
        ],
    ),
    (
        RequiredFor::CardReader,
        &[
            "カードリーダ",
            "card reader",
            "smart card",
            "smartcard",
            "スマートカード",
            "icカード",
            "マイナンバーカード",
            "個人番号カード",
            "felica",
            "フェリカ",
            "pasori",
            "パソリ",
        ],
    ),
    (
        RequiredFor::ElectronicSignature,
        &[
            "電子署名",
            "電子契約",
            "電子印鑑",
            "電子証明書",
            "クラウドサイン",
            "cloudsign",
            "gmoサイン",
            "docusign",
            "acrobat sign",
            "adobe sign",
            "web eid",
            "electronic signature",
            "digital signature",
            "digital signing",
        ],
    ),
    (
        RequiredFor::KarteLink,
        &[
            "電子カルテ",
            "カルテ連",
            "カルテ転記",
            "カルテ入力",
            "カルテ印刷",
            "clinicsカルテ",
            "レセコン",
            "レセプト",
            "日レセ",
            "orca連携",
            "weborca",
            "pacs",
            "dicom",
            "問診",
        ],
    ),
    (
        RequiredFor::RemoteSupport,
        &[
            "リモートデスクトップ",
            "リモートサポート",
            "リモートアシスト",
            "遠隔サポート",
            "遠隔操作",
            "遠隔保守",
            "remote desktop",
            "remote support",
            "remote assistance",
            "teamviewer",
            "anydesk",
            "splashtop",
            "logmein",
            "isl light",
            "remoteview",
            "remotecall",
            "zoho assist",
            "beyondtrust",
            "citrix",
            "omnissa",
            "vmware horizon",
        ],
    ),
    (
        RequiredFor::DeviceCheck,
        &[
            "endpoint verification",
            "エンドポイントの確認",
            "エンドポイント検証",
            "デバイス証明書",
            "device trust",
            "device verification",
            "端末認証",
        ],
    ),
    (
        RequiredFor::SingleSignOn,
        &[
            "single sign on",
            "シングルサインオン",
            "sso",
            "windows accounts",
            "windows 10 accounts",
            "okta",
            "onelogin",
            "pingone",
            "jumpcloud",
            "hennge",
            "cloudgate",
            "trustlogin",
            "トラストログイン",
            "skuid",
        ],
    ),
    (
        RequiredFor::PasswordManager,
        &[
            "password manager",
            "パスワードマネージャー",
            "パスワード管理",
            "パスワードマネジャー",
            "icloudパスワード",
            "icloud passwords",
            "1password",
            "bitwarden",
            "lastpass",
            "keepass",
            "keepassxc",
            "dashlane",
            "nordpass",
            "roboform",
            "enpass",
            "proton pass",
            "zoho vault",
            "passbolt",
            "password safe",
            "password vault",
        ],
    ),
    (
        RequiredFor::ScreenReader,
        &[
            "screen reader",
            "スクリーンリーダー",
            "読み上げ",
            "読上げ",
            "chromevox",
            "nvda",
            "pc-talker",
            "read aloud",
            "text to speech",
            "read&write",
        ],
    ),
    (
        RequiredFor::LowVision,
        &[
            "magnifier",
            "拡大鏡",
            "虫眼鏡",
            "画面拡大",
            "文字拡大",
            "zoomtext",
            "high contrast",
            "ハイコントラスト",
            "invert colors",
            "色反転",
            "白黒反転",
            "color enhancer",
            "色覚",
        ],
    ),
];
