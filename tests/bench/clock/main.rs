//! How exactly the clock is measured: simulated networks, and `htpdate` beside it on a real server.
//!
//! `cargo run --release -q -p karte-signin-doctor --example clock_bench [runs]` simulates;
//! with `htpdate [runs]` the same core and Debian's `htpdate` ask the lab through a proxy that delays.

mod htpdate;
mod lab;
mod networks;
mod proxy;
mod random;
mod simulation;
mod statistics;

type Failure = Box<dyn std::error::Error + Send + Sync>;

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    match arguments.next().as_deref() {
        Some("htpdate") => htpdate::compare(count(arguments.next(), 160)?),
        runs => {
            simulation::table(count(runs.map(str::to_owned), 2_000)?);
            Ok(())
        }
    }
}

fn count(text: Option<String>, usual: usize) -> Result<usize, Failure> {
    Ok(text.map_or(Ok(usual), |text| text.parse())?)
}
