//! How a connection is treated: decided from its server name and the settings alone.

use serde::Serialize;

use crate::config::{ClientAuth, Config, Dot, Reset, ServerCertificate};

/// The host that asks for a client certificate.
pub(crate) const MAIN_HOST: &str = "karte.medley.life";

/// How a connection is treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Course {
    /// Reset after the first message was received.
    Reset,
    /// Ended with the alert "unrecognised name".
    NameRefused,
    /// Served without a request for a certificate.
    NotAsked,
    /// Served; a certificate is requested, and the application judges whatever is sent.
    Asked,
    /// A certificate is requested, and the handshake fails without a valid one.
    Demanded,
}

impl Course {
    pub(crate) fn choose(config: &Config, server_name: Option<&str>) -> Self {
        let name = server_name.unwrap_or_default();
        let bare = name.trim_end_matches('.');
        let dotted = bare != name;
        if config.reset == Some(Reset::ClientHello) {
            return Self::Reset;
        }
        if dotted && config.dot == Dot::Refuses {
            return Self::NameRefused;
        }
        let intercepted =
            config.inspection || config.server_certificate == ServerCertificate::Foreign;
        if bare != MAIN_HOST || intercepted || (dotted && config.dot == Dot::DoesNotAsk) {
            return Self::NotAsked;
        }
        match config.client_auth {
            ClientAuth::Off => Self::NotAsked,
            ClientAuth::Optional | ClientAuth::Required => Self::Asked,
            ClientAuth::TlsRefuse => Self::Demanded,
        }
    }
}

#[cfg(test)]
mod tests {
    use anyhow::Result;
    use serde_json::json;

    use super::*;

    #[test]
    fn follows_from_name_and_settings() -> Result<()> {
        for (name, partial, course) in [
            (MAIN_HOST, json!({}), Course::Asked),
            ("karte.medley.life.", json!({}), Course::Asked),
            ("karte.medley.life.", json!({"dot": "does_not_ask"}), Course::NotAsked),
            (MAIN_HOST, json!({"dot": "does_not_ask"}), Course::Asked),
            ("karte.medley.life.", json!({"dot": "refuses"}), Course::NameRefused),
            (MAIN_HOST, json!({"dot": "refuses"}), Course::Asked),
            ("app.medley.life", json!({}), Course::NotAsked),
            ("", json!({}), Course::NotAsked),
            (MAIN_HOST, json!({"client_auth": "off"}), Course::NotAsked),
            (MAIN_HOST, json!({"client_auth": "required"}), Course::Asked),
            (MAIN_HOST, json!({"client_auth": "tls_refuse"}), Course::Demanded),
            (MAIN_HOST, json!({"client_auth": "tls_refuse", "inspection": true}), Course::NotAsked),
            (MAIN_HOST, json!({"server_certificate": "foreign"}), Course::NotAsked),
            (MAIN_HOST, json!({"server_certificate": "expired"}), Course::Asked),
            ("app.medley.life", json!({"reset": "client_hello"}), Course::Reset),
        ] {
            let config = Config::default().merged(partial.clone())?;
            assert_eq!(Course::choose(&config, Some(name)), course, "{name} {partial}");
        }
        Ok(())
    }
}
