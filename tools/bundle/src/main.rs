//! Assembles the loadable extension from its parts.
//!
//! `bind` runs wasm-bindgen over the compiled core; `pack` lays out `dist/unpacked` and writes the zip, `unpack` only
//! lays it out; `store` writes the zip for the Chrome Web Store.
//! `bind` and `pack` are two commands because two tools that are not written in Rust run between them: `wasm-opt` and
//! `tools/bundle-scripts.mjs`.
//! Nothing here reads the clock: the same input gives the same bytes.

mod archive;
mod bind;
mod pack;
mod tree;

use std::env;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

const USAGE: &str = "usage:
  karte-bundle bind <core.wasm> <out>
  karte-bundle pack <repository> <bound> <scripts> <dist>
  karte-bundle unpack <repository> <bound> <scripts> <dist>
  karte-bundle store <unpacked> <store.zip>
      read KSD_VERSION (not for store) and SOURCE_DATE_EPOCH (unix seconds)";

fn main() -> Result<()> {
    let args: Vec<String> = env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["bind", core, out] => bind::bind(Path::new(core), Path::new(out)),
        ["pack", root, bound, scripts, dist] => {
            let made = pack::Made { bound: Path::new(bound), scripts: Path::new(scripts) };
            let zip = pack::pack(Path::new(root), &made, Path::new(dist), &release()?)?;
            println!("{}", zip.display());
            Ok(())
        }
        ["unpack", root, bound, scripts, dist] => {
            let made = pack::Made { bound: Path::new(bound), scripts: Path::new(scripts) };
            pack::unpack(Path::new(root), &made, Path::new(dist), &release()?)?;
            Ok(())
        }
        ["store", unpacked, zip] => {
            pack::store(Path::new(unpacked), Path::new(zip), release_time()?)?;
            println!("{zip}");
            Ok(())
        }
        _ => bail!("{USAGE}"),
    }
}

fn release() -> Result<pack::Release> {
    Ok(pack::Release { version: variable("KSD_VERSION")?, time: release_time()? })
}

fn release_time() -> Result<i64> {
    variable("SOURCE_DATE_EPOCH")?.parse().context("SOURCE_DATE_EPOCH")
}

fn variable(name: &str) -> Result<String> {
    env::var(name).with_context(|| format!("{name} is not set; build.sh sets it"))
}
