//! Whether Chrome lets us access the vendor's addresses: a person can revoke host permissions one by one.

use crate::base::site::{DOMAIN, KARTE_HOST};
use crate::browser::api::chrome;
use crate::browser::api::js_value::{object, texts};

/// Whether we have access to the karte's address. Without it Chrome returns empty lists instead of errors.
pub async fn is_permitted() -> bool {
    are_permitted(&format!("https://{KARTE_HOST}/*")).await
}

/// The same for all of the vendor's addresses: a person can grant only some of them.
pub async fn is_domain_permitted() -> bool {
    are_permitted(&format!("*://*.{DOMAIN}/*")).await
}

async fn are_permitted(pattern: &str) -> bool {
    let origins = texts(&[pattern]);
    let asked = chrome::permitted(&object(&[("origins", origins)])).await;
    asked.is_ok_and(|yes| yes.is_truthy())
}
