//! Work that is not urgent.

/// Does work on a thread of its own, with lower priority than the threads that answer visitors.
pub(crate) async fn stand_back<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> anyhow::Result<T> {
    let (done, result) = tokio::sync::oneshot::channel();
    std::thread::Builder::new().name("edition".to_owned()).spawn(move || {
        // On Linux the priority is the thread's own; elsewhere it would be that of the whole program.
        #[cfg(target_os = "linux")]
        let _ = rustix::process::nice(5);
        let _ = done.send(work());
    })?;
    Ok(result.await?)
}
