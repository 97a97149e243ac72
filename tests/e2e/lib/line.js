/** A line to the lab that is as long as one to a real site: on the lab's own, everything is there before anybody can act. */
import { once } from "node:events";
import { connect, createServer } from "node:net";

/**
 * Passes everything on after `delay` milliseconds in each direction, and after one more way there and back at the
 * beginning, as a connection needs.
 * @param {number} port where the line ends
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
      from.on("data", (piece) => {
        const arrival = Math.max(Date.now() + delay, ready);
        setTimeout(() => to.writable && to.write(piece), arrival - Date.now());
      });
      from.on("close", () => {
        open.delete(from);
        setTimeout(() => to.destroy(), delay);
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
