//! A simulated clinic whose true state is known: a PC, its Chromium, the service and the network, and a person at the reception.
//!
//! A life is a clinic and a list of steps ([`life`]). The model of Chromium plays every step and sends its events to the
//! extension's own pure code ([`karte_signin_doctor::evidence::session::observe`]). Where the worker would ask the browser, the model
//! answers ([`look`]). After each click on the icon the diagnosis is compared with the truth ([`truth`]).
//!
//! Chromium's behaviour is modelled from what was measured in Chromium 156; `tests/e2e/clinic.spec.js` replays lives in it.

pub mod answers;
pub mod chromium;
pub mod confusion;
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
pub mod windows;
pub mod world;
