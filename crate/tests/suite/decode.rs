//! The example `decode` on standard input: one row for each line, whatever the line contains, in constant memory.

use super::example::examples;
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, ChildStdin, Command, Output, Stdio};
use std::thread;

const CODE: &str = "240B-DA62-01S9";

fn start(arguments: &[&str]) -> Child {
    let mut decode = Command::new(examples().join("decode"));
    decode.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    decode.spawn().expect("decode")
}

/// Runs `decode`; a thread writes its input while its output is read.
fn run(arguments: &[&str], write: impl FnOnce(&mut ChildStdin) + Send + 'static) -> Output {
    let mut child = start(arguments);
    let mut input = child.stdin.take().expect("stdin");
    let writer = thread::spawn(move || write(&mut input));
    let output = child.wait_with_output().expect("output");
    writer.join().expect("written");
    output
}

fn rows(output: &[u8]) -> Vec<Value> {
    let text = std::str::from_utf8(output).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("json")).collect()
}

#[test]
fn a_code_and_what_stands_beside_it() {
    let line = json!({"code": CODE, "at": "2026-11-29T09:12:00+09:00", "clinic": "A-1021", "version": "0.1.0"});
    let output = run(&[], move |input| writeln!(input, "{line}").expect("written"));
    assert_eq!((output.status.code(), &*output.stderr), (Some(0), &b""[..]));
    let want = json!({
        "line": 1, "code": CODE, "day": "2026-11-29", "at": "2026-11-29T09:12:00+09:00",
        "clinic": "A-1021", "version": "0.1.0", "build": null, "state": "certificate_required",
        "primary": "choice_remembered", "verdict": "suspected", "reason": "choice_kept",
        "others": ["clinic_switch", "certificate_revoked", "account_deleted"], "clock": "right",
        "clock_off": null, "platform": "windows", "browser": "chrome", "browser_version": null,
        "cert_main": "answered", "cert_dot": "cert_needed", "from_cache": false,
        "dot_works": true, "several_clinics": false, "powerful": "none", "repairs": null,
    });
    assert_eq!(rows(&output.stdout), [want]);
}

/// Length of the overlong line, in bytes.
const HUGE: usize = 100_000_000;

#[test]
fn a_bad_line_is_named_by_its_number_and_ends_nothing() {
    let output = run(&[], |input| {
        let mut write = |bytes: &[u8]| input.write_all(bytes).expect("written");
        write(b"\xef\xbb\xbf240b da62 01s9\r\n\r\n240B-DA62-01S8\n{\"code\":\n\xff\xfe\n");
        let part = vec![b'2'; 1_000_000];
        (0..HUGE / part.len()).for_each(|_| write(&part));
        write(b"\n{\"code\":\"240B-DA62-01S9\",\"report\":{\"schema\":2}}\n\n\xef\xbb\xbf240B-DA62-01S9");
    });
    assert_eq!(output.status.code(), Some(1));
    let rows = rows(&output.stdout);
    let told: Vec<_> = rows.iter().map(|row| (&row["line"], &row["error"])).collect();
    let bad = |line: u64, error: &str| (json!(line), json!(error));
    let want = [
        (json!(1), Value::Null),
        bad(3, "code_check"),
        bad(4, "json"),
        bad(5, "not_utf8"),
        bad(6, "too_long"),
        bad(7, "schema"),
        (json!(9), Value::Null),
    ];
    assert_eq!(told, want.iter().map(|(line, error)| (line, error)).collect::<Vec<_>>());
    assert_eq!((&rows[0]["code"], &rows[6]["code"]), (&json!(CODE), &json!(CODE)));
    assert_eq!(rows[1], json!({"line": 3, "error": "code_check"}), "nothing of it is repeated");
}

#[test]
fn a_row_comes_before_the_input_ends() {
    let mut child = start(&[]);
    let mut input = child.stdin.take().expect("stdin");
    let mut output = BufReader::new(child.stdout.take().expect("stdout")).lines();
    for line in 1..=3 {
        writeln!(input, "{CODE}").expect("written");
        let row: Value =
            serde_json::from_str(&output.next().expect("row").expect("text")).expect("json");
        assert_eq!(row["line"], line);
    }
    drop(input);
    assert_eq!((output.next().is_none(), child.wait().expect("end").code()), (true, Some(0)));
}

#[test]
fn no_line_is_no_error() {
    let output = run(&[], |_| ());
    assert_eq!((output.status.code(), output.stdout.len()), (Some(0), 0));
}

#[test]
fn a_wrong_call_says_how_to_call_it() {
    for arguments in [&["--summary", CODE][..], &["--sumary"], &["--summary=yes"]] {
        let output = run(arguments, |_| ());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("decode --summary"));
    }
}

#[test]
fn counts_by_day_cause_verdict_version_and_clinic() {
    let lines = [
        json!({"code": CODE, "at": "2026-11-29", "clinic": "A-2", "version": "0.1.0"}),
        json!({"code": CODE, "at": "2026-11-29", "clinic": "A-2"}),
        json!({"code": CODE, "at": "2026-11-28", "clinic": "A-1"}),
        json!({"code": CODE}),
        json!({"code": "no"}),
    ];
    let text = lines.map(|line| line.to_string()).join("\n");
    let output =
        run(&["--summary"], move |input| input.write_all(text.as_bytes()).expect("written"));
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(rows(&output.stderr), [json!({"line": 5, "error": "code_length"})]);
    let want = "day,clinic,what,key,count
,,cause,choice_remembered,1
,,verdict,suspected,1
,,version,unknown,1
2026-11-28,,cause,choice_remembered,1
2026-11-28,,verdict,suspected,1
2026-11-28,,version,unknown,1
2026-11-28,A-1,cause,choice_remembered,1
2026-11-29,,cause,choice_remembered,2
2026-11-29,,verdict,suspected,2
2026-11-29,,version,0.1.0,1
2026-11-29,,version,unknown,1
2026-11-29,A-2,cause,choice_remembered,2
";
    assert_eq!(String::from_utf8_lossy(&output.stdout), want);
}

const LINES: u64 = 1_000_000;
const MOST_MEMORY_KIB: u64 = 64 * 1024;

/// Peak resident memory (`VmHWM`) of a running process, in KiB.
#[cfg(target_os = "linux")]
fn peak_memory(child: &Child) -> u64 {
    let path = format!("/proc/{}/status", child.id());
    let status = std::fs::read_to_string(path).expect("a running process");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("VmHWM");
    line.trim().trim_end_matches(" kB").parse().expect("a number")
}

/// Reads the last row while the input is still open, so the process still runs and its peak memory can be read.
#[cfg(target_os = "linux")]
#[test]
fn a_million_lines_and_a_huge_one_take_little_memory() {
    let mut child = start(&[]);
    let mut input = child.stdin.take().expect("stdin");
    let output = child.stdout.take().expect("stdout");
    let writer = thread::spawn(move || {
        let huge = vec![b'x'; HUGE];
        input.write_all(&huge).expect("written");
        let lines = format!("\n{CODE}").repeat(1_000);
        for _ in 0..LINES / 1_000 {
            input.write_all(lines.as_bytes()).expect("written");
        }
        input.write_all(b"\n").expect("written");
        input
    });
    let mut rows = BufReader::new(output).lines();
    let last =
        rows.by_ref().nth(usize::try_from(LINES).expect("small")).expect("row").expect("text");
    let last: Value = serde_json::from_str(&last).expect("json");
    assert_eq!((&last["line"], &last["code"]), (&json!(LINES + 1), &json!(CODE)));
    let peak = peak_memory(&child);
    println!("{peak} KiB");
    assert!((500..=MOST_MEMORY_KIB).contains(&peak), "{peak} KiB");
    drop(writer.join().expect("written"));
    let mut rest = String::new();
    child.stderr.take().expect("stderr").read_to_string(&mut rest).expect("text");
    assert_eq!((child.wait().expect("end").code(), &*rest), (Some(1), ""));
}
