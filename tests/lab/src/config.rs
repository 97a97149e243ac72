//! The settings that a test may change while the imitation runs: one flat object; every default means "healthy".

use anyhow::{Result, ensure};
use hyper::header::HeaderValue;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Whether the main host asks for a client certificate, and what it does without one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClientAuth {
    /// Asks, but does not insist; without a certificate the failing screen follows.
    #[default]
    Optional,
    /// Never asks.
    Off,
    /// Answers HTTP 400 if there is no acceptable certificate, as nginx does.
    Required,
    /// Ends the handshake with an alert if there is no acceptable certificate.
    TlsRefuse,
}

/// How the main host with a trailing dot is treated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dot {
    /// As the main host.
    #[default]
    Asks,
    /// Answers without asking for a certificate.
    DoesNotAsk,
    /// Ends the handshake with the alert "unrecognised name".
    Refuses,
}

/// When the failing screen appears.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Failing {
    /// Instead of the sign-in form.
    #[default]
    AtOnce,
    /// After the form was sent.
    AfterPassword,
}

/// The clinic whose certificate the account requires.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExpectClinic {
    /// Any clinic's.
    #[default]
    Any,
    /// Clinic A's.
    A,
    /// Clinic B's.
    B,
}

/// The certificate that the server presents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ServerCertificate {
    /// Signed by the trusted root, valid now.
    #[default]
    Good,
    /// Signed by an untrusted root, as by an interceptor; so no client certificate is requested.
    Foreign,
    /// Signed by the trusted root, expired two days ago.
    Expired,
}

/// When the TCP connection is reset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reset {
    /// After the first message of the handshake was received.
    ClientHello,
    /// At once.
    Accept,
}

/// How the sign-in page sends the browser back to a wrong address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeadsBack {
    /// By an HTTP redirect.
    Redirect,
    /// By a script in the page.
    Script,
    /// By a `<meta>` refresh.
    Refresh,
}

/// What the plain port does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Http {
    /// Redirects to https.
    #[default]
    Redirect,
    /// Answers with a page.
    Serve,
    /// Closes the connection.
    Off,
}

/// What the `Date` header says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateMode {
    /// The present time, shifted by `date_shift_ms`.
    #[default]
    Normal,
    /// Always the same time, as from a cache.
    Frozen,
    /// There is no header.
    Absent,
    /// A text that is no date.
    Malformed,
    /// The text in `date_fixed`.
    Fixed,
}

/// The header that something on the way adds a second time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Twice {
    /// A `Date` of the present time.
    Date,
    /// An `Age` of 0.
    Age,
}

/// Everything that a test may change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a flat set of switches is what the tests want to write"
)]
pub struct Config {
    /// Whether and how a client certificate is asked for.
    pub client_auth: ClientAuth,
    /// How the host with a trailing dot is treated.
    pub dot: Dot,
    /// When the failing screen comes.
    pub failing: Failing,
    /// The failing screen's HTTP status.
    pub failing_status: u16,
    /// Whether the browser may cache the failing screen.
    pub failing_cacheable: bool,
    /// How long a script waits before it draws the failing text, in milliseconds.
    pub failing_drawn_late_ms: Option<u32>,
    /// The clinic whose certificate the account requires.
    pub expect_clinic: ExpectClinic,
    /// The certificate that the server shows.
    pub server_certificate: ServerCertificate,
    /// TLS inspection with a trusted root: the server's certificate is good, but no client certificate is requested.
    pub inspection: bool,
    /// When the TCP connection is reset.
    pub reset: Option<Reset>,
    /// Whether every address redirects to another one without end.
    pub redirect_loop: bool,
    /// How the sign-in page sends the browser back to a wrong address.
    pub sign_in_leads_back: Option<LeadsBack>,
    /// The status of every answer over TLS.
    pub status: Option<u16>,
    /// Whether every answer over TLS has more headers than a browser accepts.
    pub big_headers: bool,
    /// Whether `redirect_loop` and `big_headers` strike only a request with a cookie of this site.
    pub faults_only_with_cookie: bool,
    /// Whether the answers have the header `Strict-Transport-Security`.
    pub hsts: bool,
    /// What the plain port does.
    pub http: Http,
    /// Milliseconds added to the `Date` header.
    pub date_shift_ms: i64,
    /// What the `Date` header says.
    pub date_mode: DateMode,
    /// The `Date` header for `DateMode::Fixed`.
    pub date_fixed: Option<String>,
    /// The `Age` header, in seconds.
    pub age: Option<u64>,
    /// Which header comes a second time, after the first.
    pub twice: Option<Twice>,
    /// Delay before each answer, in milliseconds.
    pub latency_ms: u32,
    /// Whether the account already has as many certificates as it may have.
    pub limit_reached: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            client_auth: ClientAuth::default(),
            dot: Dot::default(),
            failing: Failing::default(),
            failing_status: 200,
            failing_cacheable: false,
            failing_drawn_late_ms: None,
            expect_clinic: ExpectClinic::default(),
            server_certificate: ServerCertificate::default(),
            inspection: false,
            reset: None,
            redirect_loop: false,
            sign_in_leads_back: None,
            status: None,
            big_headers: false,
            faults_only_with_cookie: false,
            hsts: false,
            http: Http::default(),
            date_shift_ms: 0,
            date_mode: DateMode::default(),
            date_fixed: None,
            age: None,
            twice: None,
            latency_ms: 0,
            limit_reached: false,
        }
    }
}

impl Config {
    /// These settings, with the fields of `partial` replaced.
    ///
    /// # Errors
    /// When a field is unknown or its value invalid; the text says which.
    pub fn merged(&self, partial: Value) -> Result<Self> {
        let mut whole = serde_json::to_value(self)?;
        match (&mut whole, partial) {
            (Value::Object(whole), Value::Object(partial)) => whole.extend(partial),
            _ => anyhow::bail!("the body must be a JSON object"),
        }
        let config: Self = serde_json::from_value(whole)?;
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> Result<()> {
        for status in [Some(self.failing_status), self.status].into_iter().flatten() {
            ensure!((200..=599).contains(&status), "status {status} is not between 200 and 599");
        }
        let fixed = self.date_fixed.as_deref();
        ensure!(
            self.date_mode != DateMode::Fixed || fixed.is_some(),
            "date_mode `fixed` needs date_fixed"
        );
        ensure!(
            fixed.is_none_or(|date| HeaderValue::from_str(date).is_ok()),
            "date_fixed cannot stand in a header"
        );
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn takes_what_exists_and_names_what_does_not() {
        for (partial, fault) in [
            (json!({}), None),
            (json!({"reset": "accept", "status": 503, "latency_ms": 5}), None),
            (json!({"reset": null, "date_mode": "fixed", "date_fixed": "soon"}), None),
            (json!({"colour": 1}), Some("unknown field `colour`")),
            (json!({"dot": "maybe"}), Some("unknown variant `maybe`")),
            (json!({"status": 99}), Some("status 99 is not between 200 and 599")),
            (json!({"date_mode": "fixed"}), Some("needs date_fixed")),
            (json!({"date_fixed": "a\nb"}), Some("cannot stand in a header")),
            (json!([]), Some("must be a JSON object")),
        ] {
            let error =
                Config::default().merged(partial.clone()).err().map(|error| error.to_string());
            assert_eq!(error.is_some(), fault.is_some(), "{partial}: {error:?}");
            assert!(error.unwrap_or_default().contains(fault.unwrap_or_default()), "{partial}");
        }
    }
}
