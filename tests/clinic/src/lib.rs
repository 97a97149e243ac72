//! A simulated clinic with a hidden truth: a PC, its Chromium, the service and the network, and a person at the reception.
//!
//! A life is a clinic and a list of steps ([`life`]). Every step goes through the model of Chromium, whose events enter the
//! extension's own pure code ([`karte_signin_doctor::evidence::observe`]); what the worker would ask the browser is answered
//! by the model ([`look`]). After each click on the icon the diagnosis is held against [`world::World::obstacles`].
//!
//! Chromium's behaviour is modelled from what was measured in Chromium 156; `tests/e2e/clinic.spec.js` replays lives in it.

pub mod answers;
pub mod chromium;
pub mod life;
pub mod look;
pub mod pc;
pub mod person;
pub mod played;
pub mod player;
pub mod replay;
pub mod service;
pub mod strategies;
pub mod table;
pub mod truth;
pub mod world;
