//! Extensions that other work needs: by id where the Chrome Web Store has one, else by words of their names.
//!
//! The words are written as a person would read them; `fold` makes the spellings equal.

use super::Need;

/// Ids of the Chrome Web Store, each with the product that has it.
pub const IDS: [(&str, Need); 18] = [
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
    ("hdhinadidafjejdhmfkjgnolgimiaplp", Need::ScreenReader),    // Read Aloud
    ("djcfdncoelnlbldjfhinnjlhdjlikmph", Need::LowVision),       // High Contrast
    ("ppnbnpeolgkicgegkbkbjmhlideopiji", Need::SingleSignOn),    // Microsoft Single Sign On
    ("glnpjglilkicbckjpbgcfkogebgllemb", Need::SingleSignOn),    // Okta Browser Plugin
    ("callobklhcbilhphinckomhgkigmfocg", Need::DeviceCheck),     // Endpoint Verification
    ("inomeogfingihgjfjlpeplalcfajhgai", Need::RemoteSupport),   // Chrome Remote Desktop
    ("khpfeaanjngmcnplbdlpegiifgpfgdco", Need::CardReader),      // Smart Card Connector
];

/// Words in names. What stands first wins: the more special need before the more general one.
pub const WORDS: [(Need, &[&str]); 13] = [
    (Need::OnlineEligibility, &["資格確認", "オンライン資格"]),
    (Need::Hpki, &["hpki"]),
    (Need::EPrescription, &["電子処方"]),
    (
        Need::ETax,
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
        Need::CardReader,
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
        Need::ElectronicSignature,
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
        Need::KarteLink,
        &[
            "電子カルテ",
            "カルテ連携",
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
            "web問診",
        ],
    ),
    (
        Need::RemoteSupport,
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
        Need::DeviceCheck,
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
        Need::SingleSignOn,
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
        Need::PasswordManager,
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
        Need::ScreenReader,
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
        Need::LowVision,
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
