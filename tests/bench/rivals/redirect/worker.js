// Corrects one address as a small extension without rules would: it hears of the navigation and begins another one.
chrome.webNavigation.onBeforeNavigate.addListener(
  ({ tabId, frameId }) => {
    if (frameId === 0) chrome.tabs.update(tabId, { url: "https://karte.medley.life/d/signin" });
  },
  { url: [{ hostEquals: "karte.medley.life", pathEquals: "/login" }] },
);
