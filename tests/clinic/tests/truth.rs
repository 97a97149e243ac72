//! The truth is counterfactual: with everything cured the karte opens, and with any condition left it stays shut.

use karte_clinic::chromium::Shows;
use karte_clinic::pc::{Certificate, Issuer};
use karte_clinic::player::try_again;
use karte_clinic::strategies::life;
use karte_clinic::truth::conditions;
use karte_clinic::world::World;
use karte_signin_doctor::diagnosis::types::Cause;
use proptest::prop_assert;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// Cures everything that may keep the karte shut.
fn cure(world: &mut World) {
    world.obstacles.clear();
    world.pc.extension = None;
    world.pc.url_blocked = false;
    world.pc.clock_ms = 0;
    world.pc.auto_select = false;
    world.normal = karte_clinic::chromium::Profile::default();
    if !world.pc.certificates.iter().any(Certificate::is_good) {
        world.pc.certificates.push(Certificate::valid(Issuer::ThisClinic));
    }
}

#[test]
fn with_any_condition_it_is_shut_and_without_it_opens() {
    let config = Config { cases: 5_000, failure_persistence: None, ..Config::default() };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[31; 32]);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let played = runner.run(&life(), |life| {
        let mut world = life.begin();
        for act in &life.acts {
            let mut played = karte_clinic::played::Played::new(world.clone(), true);
            drop(played.step(act));
            world = played.world;
        }
        // While a dialog is still open, no decision is remembered yet.
        let waits = matches!(world.tab().shows, Shows::Dialog(_));
        // `try_again` opens the right address, which cures a wrong one.
        let shut = conditions(&world).iter().any(|causes| *causes != [Cause::Url]);
        if !waits && shut {
            prop_assert!(!try_again(&mut world.clone()), "{:?}", conditions(&world));
        }
        cure(&mut world);
        prop_assert!(try_again(&mut world), "cured, and yet shut");
        Ok(())
    });
    played.expect("every life");
}
