/** Chrome's own dialog about an optional permission, answered as a person does, and its switch for the site's address. */
import { setTimeout as pause } from "node:timers/promises";
import { chooserOpens } from "./chooser.js";
import { until } from "./wait.js";

/**
 * Chrome's dialog has the focus on "no", and is as dark around as the certificate chooser: its effect is what is waited for.
 * @param {import("./pc.js").Pc} pc
 * @param {string} permission
 * @param {Promise<unknown> | undefined} click what opens it; the browser may never say that it is over
 */
export async function answerYes(pc, permission, click) {
  click?.catch(() => undefined);
  await chooserOpens(pc.display);
  // In its first moments it takes no keys, and a key that it has not yet taken would be the next one's.
  await pause(2_000);
  await pc.display.press("Tab");
  await pause(300);
  await pc.display.press("Return");
  await until(permission, () =>
    pc.extension.inWorker(
      (name) =>
        chrome.permissions.contains({
          permissions: [/** @type {chrome.runtime.ManifestPermission} */ (name)],
        }),
      permission,
    ),
  );
}

/**
 * What a person chooses in the extension's menu for the karte's address.
 * @param {import("./pc.js").Pc} pc
 * @param {"ON_CLICK" | "ON_ALL_SITES"} hostAccess
 */
export async function permit({ browser, extension }, hostAccess) {
  const { cdp } = browser;
  const url = "chrome://extensions/";
  const { targetId } = await cdp.send("Target.createTarget", { url, background: true });
  const page = await cdp.attach(targetId);
  const change = () =>
    page.evaluate(
      async (extensionId, access) => {
        const { developerPrivate } = /** @type {any} */ (chrome);
        await developerPrivate.updateExtensionConfiguration({ extensionId, hostAccess: access });
        return true;
      },
      extension.id,
      hostAccess,
    );
  await until("Chrome's own page", change);
  await cdp.send("Target.closeTarget", { targetId });
  const wanted = hostAccess !== "ON_CLICK";
  const has = () =>
    extension.inWorker(() =>
      chrome.permissions.contains({ origins: ["https://karte.medley.life/*"] }),
    );
  await until(`the permission ${hostAccess}`, async () => (await has()) === wanted);
}
