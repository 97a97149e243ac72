//! A small client: it trusts the imitation's root, sends a client certificate when asked, and reports whether it was asked.

use std::{
    fs,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use anyhow::{Context, Result};
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::{HeaderMap, Request, client::conn::http1};
use hyper_util::rt::TokioIo;
use karte_lab::{Lab, Listening, listen};
use rustls::{
    ClientConfig, RootCertStore, SignatureScheme,
    client::ResolvesClientCert,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer, ServerName, pem::PemObject},
    sign::CertifiedKey,
};
use serde_json::Value;
use tempfile::TempDir;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
};
use tokio_rustls::{TlsConnector, client::TlsStream};

/// The host that asks for a certificate.
pub const KARTE: &str = "karte.medley.life";

/// A running imitation in a folder of its own.
pub struct Site {
    pub listening: Listening,
    pub dir: TempDir,
}

/// An answer, and whether the server had asked for a certificate.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
    pub asked: bool,
}

impl Reply {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

impl Site {
    pub async fn start() -> Result<Self> {
        let dir = tempfile::tempdir()?;
        let lab = Lab::open(dir.path())?;
        Ok(Self { listening: listen(&lab).await?, dir })
    }

    /// Starts it with some settings changed.
    pub async fn with(settings: Value) -> Result<Self> {
        let site = Self::start().await?;
        site.set(settings).await?;
        Ok(site)
    }

    pub async fn set(&self, settings: Value) -> Result<Value> {
        let (status, answer) = self.control("POST", "/config", &settings.to_string()).await?;
        anyhow::ensure!(status == 200, "{settings}: {answer}");
        Ok(answer)
    }

    pub async fn control(&self, method: &str, path: &str, body: &str) -> Result<(u16, Value)> {
        let stream = TcpStream::connect(("127.0.0.1", self.listening.control)).await?;
        let reply = exchange(stream, request(method, "127.0.0.1", path, "", body)?).await?;
        Ok((reply.status, serde_json::from_str(&reply.text)?))
    }

    /// The log's entries of one kind.
    pub async fn log(&self, kind: &str) -> Result<Vec<Value>> {
        let (_, log) = self.control("GET", "/log", "").await?;
        let entries = log.as_array().context("the log is a list")?;
        Ok(entries.iter().filter(|entry| entry["kind"] == kind).cloned().collect())
    }

    pub fn browser(&self) -> Browser<'_> {
        Browser {
            site: self,
            host: KARTE,
            certificate: None,
            cookie: "",
            root: "ca",
            protocol: b"http/1.1",
        }
    }
}

/// A browser for one host, with or without a certificate.
#[derive(Clone, Copy)]
pub struct Browser<'a> {
    site: &'a Site,
    pub host: &'a str,
    pub certificate: Option<&'a str>,
    pub cookie: &'a str,
    pub root: &'a str,
    pub protocol: &'a [u8],
}

impl<'a> Browser<'a> {
    pub fn at(self, host: &'a str) -> Self {
        Self { host, ..self }
    }

    pub fn showing(self, certificate: &'a str) -> Self {
        Self { certificate: Some(certificate).filter(|name| !name.is_empty()), ..self }
    }

    pub async fn get(&self, path: &str) -> Result<Reply> {
        self.ask("GET", path, "").await
    }

    pub async fn post(&self, path: &str, form: &str) -> Result<Reply> {
        self.ask("POST", path, form).await
    }

    pub async fn ask(&self, method: &str, path: &str, form: &str) -> Result<Reply> {
        let (stream, asked) = self.connect().await?;
        let reply = exchange(stream, request(method, self.host, path, self.cookie, form)?).await?;
        Ok(Reply { asked: asked.load(Ordering::Relaxed), ..reply })
    }

    pub async fn plain(&self, path: &str) -> Result<Reply> {
        let stream = TcpStream::connect(("127.0.0.1", self.site.listening.http)).await?;
        exchange(stream, request("GET", self.host, path, "", "")?).await
    }

    pub async fn connect(&self) -> Result<(TlsStream<TcpStream>, Arc<AtomicBool>)> {
        let file = |name: &str, extension| self.site.dir.path().join(format!("{name}.{extension}"));
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from(fs::read(file(self.root, "der"))?))?;
        let key = match self.certificate {
            Some(name) => {
                let key = PrivateKeyDer::from_pem_file(file(name, "key"))?;
                let chain = vec![fs::read(file(name, "der"))?.into()];
                Some(Arc::new(CertifiedKey::new(chain, ring::sign::any_ecdsa_type(&key)?)))
            }
            None => None,
        };
        let asked = Arc::new(AtomicBool::new(false));
        let mut config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_root_certificates(roots)
            .with_client_cert_resolver(Arc::new(Choice { key, asked: asked.clone() }));
        config.alpn_protocols = vec![self.protocol.to_vec()];
        let stream = TcpStream::connect(("127.0.0.1", self.site.listening.tls)).await?;
        let name = ServerName::try_from(self.host.to_owned())?;
        Ok((TlsConnector::from(Arc::new(config)).connect(name, stream).await?, asked))
    }
}

#[derive(Debug)]
struct Choice {
    key: Option<Arc<CertifiedKey>>,
    asked: Arc<AtomicBool>,
}

impl ResolvesClientCert for Choice {
    fn resolve(
        &self,
        authorities: &[&[u8]],
        _schemes: &[SignatureScheme],
    ) -> Option<Arc<CertifiedKey>> {
        // The browser chooses among certificates of the authorities that the server names; there must be exactly one.
        assert_eq!(authorities.len(), 1);
        self.asked.store(true, Ordering::Relaxed);
        self.key.clone()
    }

    fn has_certs(&self) -> bool {
        true
    }
}

pub fn request(
    method: &str,
    host: &str,
    path: &str,
    cookie: &str,
    body: &str,
) -> Result<Request<Full<Bytes>>> {
    let request =
        Request::builder().method(method).uri(path).header("host", host).header("cookie", cookie);
    Ok(request.body(Full::from(body.to_owned()))?)
}

/// Sends one request on a connection of its own.
pub async fn exchange<S>(stream: S, request: Request<Full<Bytes>>) -> Result<Reply>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    let connection = tokio::spawn(connection);
    let response = match sender.send_request(request).await {
        Ok(response) => response,
        Err(error) => {
            // The connection's error has the reason, such as a TLS alert.
            connection.await??;
            return Err(error.into());
        }
    };
    let (head, body) = response.into_parts();
    let text = String::from_utf8_lossy(&body.collect().await?.to_bytes()).into_owned();
    Ok(Reply { status: head.status.as_u16(), headers: head.headers, text, asked: false })
}
