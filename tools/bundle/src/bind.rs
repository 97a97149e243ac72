//! Runs wasm-bindgen as a library: `Cargo.lock` fixes its version, and no command-line tool has to be installed.

use std::path::Path;

use anyhow::Result;
use wasm_bindgen_cli_support::Bindgen;

/// Writes the core's JavaScript, its types and `*_bg.wasm` into `out`.
///
/// # Errors
/// When `core` is not what rustc makes for wasm-bindgen, or `out` cannot be written.
pub fn bind(core: &Path, out: &Path) -> Result<()> {
    Bindgen::new()
        .input_path(core)
        .web(true)?
        .typescript(true)
        // After a panic the worker instantiates the same compiled module anew.
        .reset_state_function(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(out)
}
