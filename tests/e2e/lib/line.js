/** A connection to the lab with the delay of a real site; without it everything would be loaded before anybody can act. */
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/**
 * Forwards everything after `delay` milliseconds in each direction, with one more round trip at the beginning, as setting up
 * a connection needs.
 * @param {number} port the target
 * @param {number} delay
 */
export async function lineTo(port, delay) {
  /** @type {Set<import("node:net").Socket>} */
  const open = new Set();
  const server = createServer((near) => {
    const far = connect(port, "127.0.0.1");
    const ready = Date.now() + 3 * delay;
    for (const [from, to] of /** @type {const} */ ([
      [near, far],
      [far, near],
    ])) {
      open.add(from);
      // One after the other: timers of different lengths that end together may fire in either order.
      let sent = Promise.resolve();
      from.on("data", (piece) => {
        const arrival = Math.max(Date.now() + delay, ready);
        sent = sent.then(async () => {
          await pause(Math.max(0, arrival - Date.now()));
          if (to.writable) to.write(piece);
        });
      });
      from.on("close", () => {
        open.delete(from);
        void sent.then(() => pause(delay)).then(() => to.destroy());
      });
      from.on("error", () => undefined);
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    port: address.port,
    cut: () => {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}
