//! The wire between a site and its database, which a story can cut or freeze.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU8, AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _, copy_bidirectional},
    net::{
        TcpListener, TcpStream,
        tcp::{ReadHalf, WriteHalf},
    },
};
use tokio_util::sync::CancellationToken;

/// A loopback port that leads to the database server.
pub(crate) struct Wire {
    pub(crate) port: u16,
    state: AtomicU8,
    /// How long each of the first messages of a connection takes, in milliseconds.
    delay: AtomicU64,
}

/// As many messages each way make a connection.
const GREETINGS: usize = 3;

const OPEN: u8 = 0;
const CUT: u8 = 1;
const FROZEN: u8 = 2;

impl Wire {
    /// Lays a wire to a server.
    pub(crate) async fn lay(server: String, stop: CancellationToken) -> Arc<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let wire = Arc::new(Self {
            port: listener.local_addr().unwrap().port(),
            state: AtomicU8::new(OPEN),
            delay: AtomicU64::new(0),
        });
        let way = Arc::clone(&wire);
        tokio::spawn(stop.run_until_cancelled_owned(async move {
            while let Ok((inner, _)) = listener.accept().await {
                tokio::spawn(carry(inner, server.clone(), Arc::clone(&way)));
            }
        }));
        wire
    }

    /// Ends all connections and refuses new ones.
    pub(crate) fn cut(&self) {
        self.state.store(CUT, Ordering::SeqCst);
    }

    /// Takes what is sent and never answers, on old connections and new ones.
    pub(crate) fn freeze(&self) {
        self.state.store(FROZEN, Ordering::SeqCst);
    }

    /// Connections take their time to come about from now on: each message each way as long as this.
    pub(crate) fn stretch(&self, delay: Duration) {
        self.delay.store(delay.as_millis().try_into().unwrap(), Ordering::SeqCst);
    }

    /// Everything as before; what was frozen is cut.
    pub(crate) fn mend(&self) {
        self.state.store(OPEN, Ordering::SeqCst);
    }

    async fn until_not(&self, state: u8) {
        while self.state.load(Ordering::SeqCst) == state {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

async fn carry(mut inner: TcpStream, server: String, wire: Arc<Wire>) {
    if wire.state.load(Ordering::SeqCst) == OPEN {
        let Ok(mut outer) = TcpStream::connect(server).await else {
            return;
        };
        let delay = Duration::from_millis(wire.delay.load(Ordering::SeqCst));
        let copied = async {
            if delay > Duration::ZERO {
                let ((inner_in, inner_out), (outer_in, outer_out)) = (inner.split(), outer.split());
                let _ = tokio::try_join!(greet(inner_in, outer_out, delay), greet(outer_in, inner_out, delay));
            }
            copy_bidirectional(&mut inner, &mut outer).await
        };
        let is_done = tokio::select! {
            _ = copied => true,
            () = wire.until_not(OPEN) => false,
        };
        if is_done {
            return;
        }
    }
    wire.until_not(FROZEN).await;
}

/// Carries the first messages one way, each late.
async fn greet(mut from: ReadHalf<'_>, mut to: WriteHalf<'_>, delay: Duration) -> std::io::Result<()> {
    let mut message = vec![0; 64 * 1024];
    for _ in 0..GREETINGS {
        let length = from.read(&mut message).await?;
        if length == 0 {
            break;
        }
        tokio::time::sleep(delay).await;
        to.write_all(&message[..length]).await?;
    }
    Ok(())
}
