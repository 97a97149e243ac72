//! A proxy that delays each message by a network's way, and the first of a connection by its set-up.

use crate::Failure;
use crate::networks::Network;
use crate::random::Random;
use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::time::Duration;

/// Listens on a free port and leads to `server` from now on; returns the port.
pub fn start(server: u16, network: &'static Network, seed: u64) -> Result<u16, Failure> {
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    let port = listener.local_addr()?.port();
    std::thread::spawn(move || {
        for (number, near) in listener.incoming().enumerate() {
            let seed = seed + 2 * number as u64;
            // A connection that breaks is its client's business.
            let _ = near.map_err(Failure::from).and_then(|near| lead(near, server, network, seed));
        }
    });
    Ok(port)
}

fn lead(near: TcpStream, server: u16, network: &'static Network, seed: u64) -> Result<(), Failure> {
    let far = TcpStream::connect(("127.0.0.1", server))?;
    near.set_nodelay(true)?;
    far.set_nodelay(true)?;
    let (near_back, far_back) = (near.try_clone()?, far.try_clone()?);
    // TCP itself costs a round trip before the first request.
    std::thread::spawn(move || carry(near, far, network, Random::new(seed), 2));
    std::thread::spawn(move || carry(far_back, near_back, network, Random::new(seed + 1), 0));
    Ok(())
}

fn carry(mut from: TcpStream, mut to: TcpStream, network: &Network, mut random: Random, ways: u32) {
    let mut buffer = [0; 4_096];
    let mut extra = ways;
    while let Ok(count @ 1..) = from.read(&mut buffer) {
        let wait: i64 = (0..=extra).map(|_| network.way(&mut random)).sum();
        extra = 0;
        std::thread::sleep(Duration::from_micros(wait.unsigned_abs()));
        if to.write_all(&buffer[..count]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Both);
}
