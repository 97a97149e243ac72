//! The rules that hold in every life, with truthful and with wrong answers.

use karte_clinic::life::Tally;
use karte_clinic::strategies::life;
use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};
use std::cell::RefCell;

/// Number of lives in `./build.sh test`; the variable `KARTE_LIVES` overrides it.
const LIVES: u32 = 20_000;

fn lives() -> u32 {
    std::env::var("KARTE_LIVES").ok().and_then(|n| n.parse().ok()).unwrap_or(LIVES)
}

fn seed() -> u8 {
    std::env::var("KARTE_SEED").ok().and_then(|n| n.parse().ok()).unwrap_or(17)
}

fn runner(cases: u32) -> TestRunner {
    let config =
        Config { cases, failure_persistence: None, max_shrink_iters: 20_000, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[seed(); 32]))
}

#[test]
fn with_truthful_answers_nothing_is_called_found_that_is_not_so() {
    let tally = RefCell::new(Tally::default());
    let played = runner(lives()).run(&life(), |life| {
        let one = life.play(false).map_err(proptest::test_runner::TestCaseError::fail)?;
        tally.borrow_mut().add(&one);
        Ok(())
    });
    if let Err(TestError::Fail(_, life)) = played {
        let life = life.shortest();
        panic!("seed {}: {:?}\n{life:?}", seed(), life.play(false).err());
    }
    println!("seed {}: {:#?}", seed(), tally.borrow());
}

#[test]
fn with_one_wrong_answer_in_ten_hardly_anything_is_called_found_that_is_not_so() {
    let tally = RefCell::new(Tally::default());
    runner(lives())
        .run(&life(), |life| {
            let one = life.play(true).map_err(proptest::test_runner::TestCaseError::fail)?;
            tally.borrow_mut().add(&one);
            Ok(())
        })
        .expect("nothing fails");
    let (all, wrong) = tally.borrow().total();
    println!("seed {}: {wrong} of {all} wrong, {:#?}", seed(), tally.borrow());
    assert!(wrong * 200 <= all, "{wrong} of {all} found wrongly");
}
