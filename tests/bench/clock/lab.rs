//! The lab as a process of its own, with a `Date` that is shifted by a known amount.

use crate::Failure;
use serde_json::Value;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

/// A running lab; it ends with this value.
pub struct Lab {
    child: Child,
    folder: PathBuf,
    pub http: u16,
    control: u16,
}

impl Lab {
    /// Starts `karte-lab`, which `KSD_LAB` names or `cargo build -p karte-lab` has built.
    pub fn start(number: usize) -> Result<Self, Failure> {
        let program = std::env::var("KSD_LAB").unwrap_or_else(|_| "target/debug/karte-lab".into());
        let name = format!("karte-clock-bench-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        let mut child = Command::new(&program)
            .args(["serve", "--until-stdin-closes", "--dir"])
            .arg(&folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{program}: {error}; run: cargo build -p karte-lab"))?;
        let mut line = String::new();
        let output = child.stdout.take().ok_or("the lab has no output")?;
        BufReader::new(output).read_line(&mut line)?;
        let listening: Value = serde_json::from_str(&line)?;
        let port = |name: &str| u16::try_from(listening[name].as_u64().unwrap_or_default());
        Ok(Self { child, folder, http: port("http")?, control: port("control")? })
    }

    /// Shifts the `Date` of all answers from now on.
    pub fn shift(&self, ms: i64) -> Result<(), Failure> {
        let body = format!("{{\"date_shift_ms\":{ms}}}");
        let mut stream = TcpStream::connect(("127.0.0.1", self.control))?;
        write!(
            stream,
            "POST /config HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        )?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        let done = answer.starts_with("HTTP/1.1 200");
        if done { Ok(()) } else { Err(format!("the lab refused: {answer}").into()) }
    }
}

impl Drop for Lab {
    fn drop(&mut self) {
        // It ends when its input closes; its folder holds nothing but certificates made for it.
        drop(self.child.stdin.take());
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
