//! The program `connect-kindness`: reads its settings, does one command, says in a sentence what is wrong.

use std::process::ExitCode;

use clap::Parser as _;
use connect_kindness::{cli::Cli, error::told};
use zeroizing_alloc::ZeroAlloc;

/// What is freed is overwritten, so that nothing volunteers typed stays in memory.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<std::alloc::System> = ZeroAlloc(std::alloc::System);

#[tokio::main]
async fn main() -> ExitCode {
    match Cli::parse().run().await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("connect-kindness: {}", told(&error));
            ExitCode::FAILURE
        }
    }
}
