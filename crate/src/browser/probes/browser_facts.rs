//! Probe of the browser itself: its brands, platform and time zone.

use crate::browser::api::js_value::{get, list, text};
use crate::evidence::readings::BrowserFacts;

pub fn browser() -> Option<BrowserFacts> {
    let navigator = get(&js_sys::global(), "navigator")?;
    let data = get(&navigator, "userAgentData")?;
    let named = list(&get(&data, "brands")?);
    let chromium = named.iter().find(|b| text(b, "brand").is_some_and(|name| name == "Chromium"));
    Some(BrowserFacts {
        brands: named.iter().filter_map(|b| text(b, "brand")).collect(),
        version: chromium.and_then(|b| text(b, "version")?.parse().ok()),
        platform: text(&data, "platform").unwrap_or_default(),
        brave: get(&navigator, "brave").is_some(),
        time_zone: time_zone().unwrap_or_default(),
    })
}

fn time_zone() -> Option<String> {
    let format = js_sys::Intl::DateTimeFormat::default();
    text(&format.resolved_options(), "timeZone")
}
