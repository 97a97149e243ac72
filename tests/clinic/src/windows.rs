//! The windows of the normal profile and their tabs: which one is in front, and the restart that restores them.

use crate::chromium::{Tab, Window};
use crate::world::World;
use karte_signin_doctor::evidence::readings::WindowFacts;
use karte_signin_doctor::evidence::session::BrowserSession;
use karte_signin_doctor::evidence::session::observe::BrowserEvent;

/// At most this many windows are open.
pub const MOST_WINDOWS: usize = 3;
/// How long a restart takes, in milliseconds.
const RESTART_MS: i64 = 10_000;

impl World {
    /// The tab in front in the window in front.
    #[must_use]
    pub fn tab(&self) -> &Tab {
        let window = &self.windows[self.front];
        &window.tabs[window.front]
    }

    /// The tab in front in the window in front.
    pub fn tab_mut(&mut self) -> &mut Tab {
        let window = &mut self.windows[self.front];
        &mut window.tabs[window.front]
    }

    /// All tabs of all windows.
    pub fn tabs(&self) -> impl Iterator<Item = &Tab> {
        self.windows.iter().flat_map(|window| &window.tabs)
    }

    fn new_tab(&mut self) -> Tab {
        self.newest_tab += 1;
        Tab::new(self.newest_tab)
    }

    /// The other tab of the window in front comes to its front; a second one is opened if there is none.
    pub fn switch_tab(&mut self) {
        if self.windows[self.front].tabs.len() < 2 {
            let tab = self.new_tab();
            self.windows[self.front].tabs.push(tab);
        }
        let window = &mut self.windows[self.front];
        window.front = 1 - window.front;
    }

    /// A new window with a new tab comes to the front.
    pub fn open_window(&mut self) {
        if self.windows.len() < MOST_WINDOWS {
            let tab = self.new_tab();
            self.windows.push(Window::new(tab));
            self.front = self.windows.len() - 1;
        }
    }

    /// The next window comes to the front.
    pub const fn switch_window(&mut self) {
        self.front = (self.front + 1) % self.windows.len();
    }

    /// The window in front is closed with its tabs, and the first of the others comes to the front. The last window stays,
    /// because Chrome may end with it. Chrome tells the extension nothing about it.
    pub fn close_window(&mut self) {
        if self.windows.len() > 1 {
            self.windows.remove(self.front);
            self.front = 0;
        }
    }

    /// Plays something in every tab as if it were in front.
    pub fn in_each_tab(&mut self, mut act: impl FnMut(&mut Self)) {
        let front = self.front;
        for window in 0..self.windows.len() {
            self.front = window;
            let shown = self.windows[window].front;
            for tab in 0..self.windows[window].tabs.len() {
                self.windows[window].front = tab;
                act(self);
            }
            self.windows[window].front = shown;
        }
        self.front = front;
    }

    /// What the extension can see of the windows: those of the incognito profile are hidden from it.
    #[must_use]
    pub fn window_facts(&self) -> WindowFacts {
        let count = |number| u32::try_from(number).unwrap_or(u32::MAX);
        let is_karte = |tab: &&Tab| tab.url.contains("://karte.medley.life/");
        WindowFacts {
            windows: count(self.windows.len()),
            karte_tabs: count(self.tabs().filter(is_karte).count()),
            private_windows: None,
        }
    }

    /// A complete restart of Chrome that restores the windows and their tabs; only the tab in front of each window is loaded.
    pub fn restart(&mut self) {
        self.normal.decisions.clear();
        self.incognito = None;
        self.session = BrowserSession::default();
        self.evidence = None;
        self.dialog = None;
        self.other_clinic_opened = false;
        self.installed_in_session = false;
        self.wait(RESTART_MS);
        let at = self.now();
        self.observe(BrowserEvent::Started { at, restart_awaited: false, start_check: false });
        let shown: Vec<i64> = self.windows.iter().map(|w| w.tabs[w.front].id).collect();
        self.in_each_tab(|world| {
            world.tab_mut().before = None;
            if !shown.contains(&world.tab().id) {
                *world.tab_mut() = Tab::new(world.tab().id);
            } else if !world.tab().url.is_empty() {
                world.load(false);
            }
        });
    }
}
