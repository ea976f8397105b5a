//! The accept loop. Not `axum::serve`: it sets no timers, so a silent connection would stay open for ever.

mod places;

use std::{
    net::SocketAddr,
    pin::pin,
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    extract::ConnectInfo,
    http::{HeaderValue, header},
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use self::places::{Place, Places};
use crate::{front::Front, headers};

/// How long a client may take to send the head of a request, and to stay silent between two.
const HEAD: Duration = Duration::from_secs(15);

/// Most headers of a request.
const MOST_HEADERS: usize = 64;
/// Most connections at once. One more takes the place of the one that was idle for longest.
const MOST_CONNECTIONS: usize = 1000;
/// How many of them one household may have, where we see visitors' own addresses. Browsers open six.
const SHARE: usize = 100;
/// How long requests under way may take to finish when the site stops.
const LAST_REQUESTS: Duration = Duration::from_secs(25);
/// After this time the next answer of a connection is its last, so that places become free. The answer says so, because a
/// request that comes on a connection that was just closed would be lost.
const LONGEST_KEPT: Duration = Duration::from_secs(15);
/// How long a connection may live in all: the time for which it is kept, one silence, and one slow answer.
const LONGEST_CONNECTION: Duration = Duration::from_secs(60);
/// With fewer free places than this a connection serves one request only.
const FEW_PLACES: usize = MOST_CONNECTIONS / 4;

/// Serves until told to stop; then lets requests under way finish. A failed accept is logged and survived.
/// `sees_visitors`: whether connections come from visitors themselves, and not from a proxy.
pub(crate) async fn serve(listener: TcpListener, front: Front, sees_visitors: bool, stop: CancellationToken) {
    let front = Arc::new(front);
    let places = Arc::new(Places::new(MOST_CONNECTIONS, sees_visitors.then_some(SHARE)));
    let connections = TaskTracker::new();
    loop {
        let (stream, peer) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    // Such as too many open files: it passes when connections end.
                    tracing::warn!(%error, "a connection was not accepted");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                    continue;
                }
            },
            () = stop.cancelled() => break,
        };
        let place = tokio::select! {
            place = places.take(peer.ip()) => place,
            () = stop.cancelled() => break,
        };
        // Closed: its household has its share, and waiting for it here would keep out everybody.
        let Some(place) = place else { continue };
        let is_kept = places.free() > FEW_PLACES;
        connections.spawn(connection(stream, peer, Arc::clone(&front), is_kept, place, stop.clone()));
    }
    drop(listener);
    connections.close();
    if tokio::time::timeout(LAST_REQUESTS, connections.wait()).await.is_err() {
        tracing::warn!("some requests did not finish in time and were cut off");
    }
}

/// Serves one connection. Mistakes of clients are not logged; hyper has answered those that can be answered.
async fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    front: Arc<Front>,
    is_kept: bool,
    place: Place,
    stop: CancellationToken,
) {
    let _ = stream.set_nodelay(true);
    let begun = Instant::now();
    let service = service_fn(|mut request: hyper::Request<Incoming>| {
        let (front, place) = (&front, &place);
        async move {
            let _serving = place.serve().ok_or(GaveWay)?;
            request.extensions_mut().insert(ConnectInfo(peer));
            let Ok(mut response) = front.answer(request).await;
            if begun.elapsed() > LONGEST_KEPT {
                response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
            }
            Ok::<_, GaveWay>(response)
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(headers::LARGEST_HEAD)
        .max_headers(MOST_HEADERS)
        .keep_alive(is_kept)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    let stopped = async {
        tokio::select! {
            _ = connection.as_mut() => return,
            () = stop.cancelled() => connection.as_mut().graceful_shutdown(),
        }
        let _ = connection.as_mut().await;
    };
    tokio::select! {
        _ = tokio::time::timeout(LONGEST_CONNECTION, stopped) => {}
        () = place.gives_way() => {}
    }
}

/// A request that came when its connection had given way already. Nothing was done about it.
#[derive(Debug, thiserror::Error)]
#[error("the connection gave way to a newer one")]
struct GaveWay;
