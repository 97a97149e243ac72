//! The beginning of a TLS connection. Every handshake is a full one, chosen by server name and settings, so a changed
//! setting takes effect at the next connection.

mod client_hello;
mod course;
mod verifier;

use std::sync::Arc;

use anyhow::Result;
use rustls::{
    ServerConfig,
    crypto::ring,
    pki_types::CertificateDer,
    server::{NoClientAuth, NoServerSessionStorage, danger::ClientCertVerifier},
    sign::SingleCertAndKey,
};
use tokio::{io::AsyncWriteExt, net::TcpStream};
use tokio_rustls::server::{StartHandshake, TlsStream};

pub(crate) use course::{Course, MAIN_HOST};
use verifier::AskingVerifier;

use crate::{
    config::Config,
    lab::{Lab, Settings},
    listen::close_gently,
    log::Event,
};

/// A completed handshake.
pub(crate) struct Connection {
    pub stream: TlsStream<TcpStream>,
    pub server_name: Option<String>,
    pub certificate: Option<CertificateDer<'static>>,
    pub settings: Settings,
}

/// A complete record with the fatal alert "unrecognised name".
const UNRECOGNISED_NAME: [u8; 7] = [21, 3, 3, 0, 2, 2, 112];

/// Takes a connection through the handshake; `None` if the settings or the browser end it before.
pub(crate) async fn accept(lab: &Lab, mut stream: TcpStream) -> Result<Option<Connection>> {
    let (accepted, server_name) = client_hello::read(&mut stream).await?;
    let settings = lab.settings();
    let course = Course::choose(&settings.config, server_name.as_deref());
    lab.log.add(Event::ClientHello { sni: server_name.clone(), course });
    match course {
        Course::Reset => {
            stream.set_zero_linger()?;
            return Ok(None);
        }
        Course::NameRefused => {
            stream.write_all(&UNRECOGNISED_NAME).await?;
            close_gently(stream).await;
            return Ok(None);
        }
        Course::NotAsked | Course::Asked | Course::Demanded => {}
    }
    let config = server_config(lab, &settings.config, course, server_name.as_deref())?;
    let start = StartHandshake::from_parts(accepted, stream);
    match start.into_stream(Arc::new(config)).into_fallible().await {
        Ok(stream) => {
            let certificate =
                stream.get_ref().1.peer_certificates().and_then(<[_]>::first).cloned();
            Ok(Some(Connection { stream, server_name, certificate, settings }))
        }
        Err((error, stream)) => {
            lab.log.add(Event::HandshakeFailed { sni: server_name, error: error.to_string() });
            close_gently(stream).await;
            Ok(None)
        }
    }
}

fn server_config(
    lab: &Lab,
    config: &Config,
    course: Course,
    name: Option<&str>,
) -> Result<ServerConfig> {
    let name = name.map(|name| name.trim_end_matches('.'));
    let certificate = lab.server_certificates.get(config.server_certificate, name)?;
    let verifier: Arc<dyn ClientCertVerifier> = match course {
        Course::Asked | Course::Demanded => {
            Arc::new(AskingVerifier::new(lab.registry.clone(), course == Course::Demanded))
        }
        _ => Arc::new(NoClientAuth),
    };
    let mut tls = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_client_cert_verifier(verifier)
        .with_cert_resolver(Arc::new(SingleCertAndKey::from(certificate)));
    tls.session_storage = Arc::new(NoServerSessionStorage {});
    tls.send_tls13_tickets = 0;
    // Only over HTTP/1.1 does Chrome have an error of its own for too many headers.
    let protocols: &[&[u8]] =
        if config.big_headers { &[b"http/1.1"] } else { &[b"h2", b"http/1.1"] };
    tls.alpn_protocols = protocols.iter().map(|protocol| protocol.to_vec()).collect();
    Ok(tls)
}
