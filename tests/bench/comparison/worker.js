// A worker for comparison: the same kinds of listeners as ours at the top level, with almost no code behind them.
const types = /** @type {chrome.webRequest.ResourceType[]} */ (["main_frame"]);
const PAGES = { urls: ["*://*.medley.life/*"], types };
const nothing = () => undefined;

chrome.webRequest.onBeforeRequest.addListener(nothing, PAGES);
chrome.webRequest.onSendHeaders.addListener(nothing, PAGES);
chrome.webRequest.onResponseStarted.addListener(nothing, PAGES, ["responseHeaders"]);
chrome.webRequest.onErrorOccurred.addListener(nothing, PAGES);
chrome.webRequest.onCompleted.addListener(nothing, PAGES);
chrome.webRequest.onBeforeRedirect.addListener(nothing, PAGES, ["responseHeaders"]);
chrome.permissions.onAdded.addListener(nothing);
chrome.permissions.onRemoved.addListener(nothing);
chrome.storage.managed.onChanged.addListener(nothing);
chrome.alarms.onAlarm.addListener(nothing);
chrome.runtime.onStartup.addListener(nothing);
chrome.runtime.onInstalled.addListener(nothing);
chrome.runtime.onConnect.addListener(nothing);

/** The request that our diagnosis needs as well. @param {string} url */
async function look(url) {
  const answer = await fetch(url, { cache: "no-store", redirect: "manual" });
  return { kind: "looked", status: answer.status };
}

/** One read of the storage, as our worker does for the same message. */
async function read() {
  const { history } = /** @type {any} */ (await chrome.storage.local.get("history"));
  return { kind: "history", entries: history?.entries ?? [] };
}

chrome.runtime.onMessage.addListener((message, _sender, reply) => {
  const answer = message.kind === "look" ? look(message.url) : read();
  answer.then(reply, (error) => reply({ kind: "error", message: String(error) }));
  return true;
});
