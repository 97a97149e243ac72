//! The three ports and the life of a connection: a connection that began under old settings ends as soon as it is idle.

use std::{convert::Infallible, path::PathBuf, sync::Arc, time::Duration};

use anyhow::{Context, Result};
use hyper::{body::Incoming, service::service_fn};
use hyper_util::{
    rt::{TokioExecutor, TokioIo},
    server::conn::auto,
};
use serde::Serialize;
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::timeout,
};

use crate::{
    config::{Http, Reset},
    control,
    lab::{Lab, Settings},
    log::Event,
    site::{self, Peer},
    tls,
};

const LAST_WORDS: Duration = Duration::from_millis(500);

/// The ports on which the imitation listens, as the command prints them.
#[derive(Clone, Debug, Serialize)]
pub struct Listening {
    /// The port for https.
    pub tls: u16,
    /// The port for plain http.
    pub http: u16,
    /// The port through which tests change the settings and read the log.
    pub control: u16,
    /// The folder of certificates.
    pub dir: PathBuf,
}

/// Starts to listen on three free ports of this machine.
///
/// # Errors
/// When no port is free.
pub async fn listen(lab: &Arc<Lab>) -> Result<Listening> {
    let port = async || TcpListener::bind(("127.0.0.1", 0)).await.context("no free port");
    let (tls, http, control) = (port().await?, port().await?, port().await?);
    let listening = Listening {
        tls: tls.local_addr()?.port(),
        http: http.local_addr()?.port(),
        control: control.local_addr()?.port(),
        dir: lab.folder.path().to_owned(),
    };
    each(tls, lab.clone(), serve_tls);
    each(http, lab.clone(), serve_http);
    each(control, lab.clone(), control::serve);
    Ok(listening)
}

fn each<F>(
    listener: TcpListener,
    lab: Arc<Lab>,
    serve: impl Fn(Arc<Lab>, TcpStream) -> F + Send + 'static,
) where
    F: Future<Output = Result<()>> + Send + 'static,
{
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            // An error of a connection is not reported: the log has what matters of it.
            tokio::spawn(serve(lab.clone(), stream));
        }
    });
}

async fn serve_tls(lab: Arc<Lab>, stream: TcpStream) -> Result<()> {
    stream.set_nodelay(true)?;
    if lab.settings().config.reset == Some(Reset::Accept) {
        lab.log.add(Event::TurnedAway { scheme: "https" });
        stream.set_zero_linger()?;
        return Ok(());
    }
    if let Some(begun) = tls::accept(&lab, stream).await? {
        let peer = Peer {
            scheme: "https",
            is_http2: begun.stream.get_ref().1.alpn_protocol() == Some(b"h2"),
            server_name: begun.server_name,
            certificate: begun.certificate,
        };
        serve(lab, begun.stream, peer, begun.settings).await;
    }
    Ok(())
}

async fn serve_http(lab: Arc<Lab>, stream: TcpStream) -> Result<()> {
    stream.set_nodelay(true)?;
    let settings = lab.settings();
    if settings.config.http == Http::Off {
        lab.log.add(Event::TurnedAway { scheme: "http" });
        close_gently(stream).await;
        return Ok(());
    }
    let peer = Peer { scheme: "http", is_http2: false, server_name: None, certificate: None };
    serve(lab, stream, peer, settings).await;
    Ok(())
}

/// Closes the connection after the browser has sent something or closed it, so that the browser reads what was sent last.
/// If it is closed too early, or with unread bytes, the browser reports another error than the intended one.
pub(crate) async fn close_gently(mut stream: TcpStream) {
    let mut sink = [0; 1024];
    let _silent = timeout(LAST_WORDS, stream.read(&mut sink)).await;
    let _gone = stream.shutdown().await;
    let rest = async { while stream.read(&mut sink).await.is_ok_and(|count| count > 0) {} };
    let _late = timeout(LAST_WORDS, rest).await;
}

/// Answers requests until the browser closes the connection or the settings change from `begun`, those with which the
/// connection began.
async fn serve<S>(lab: Arc<Lab>, stream: S, peer: Peer, begun: Settings)
where
    S: AsyncRead + AsyncWrite + Unpin + 'static,
{
    let mut changes = lab.changes();
    let stale = !begun.is_of_the_same_moment(&lab.settings());
    let peer = Arc::new(peer);
    let service = service_fn(|request: hyper::Request<Incoming>| {
        let (lab, peer) = (lab.clone(), peer.clone());
        async move { Ok::<_, Infallible>(site::respond(&lab, &peer, request).await) }
    });
    let builder = auto::Builder::new(TokioExecutor::new());
    let mut builder = if peer.is_http2 { builder.http2_only() } else { builder.http1_only() };
    builder.http1().auto_date_header(false);
    builder.http2().auto_date_header(false);
    let connection = builder.serve_connection(TokioIo::new(stream), service);
    tokio::pin!(connection);
    tokio::select! {
        _ = connection.as_mut() => return,
        () = async { if !stale { let _gone = changes.changed().await; } } => {}
    }
    connection.as_mut().graceful_shutdown();
    let _broken = connection.await;
}
