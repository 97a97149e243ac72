/** A forward proxy that records all connections of a browser and forwards only those to the vendor's hosts, to the lab. */
import { once } from "node:events";
import { createServer, request } from "node:http";
import { connect } from "node:net";

/** The vendor's hosts, also with a trailing dot. */
const VENDOR = /^([\w-]+\.)*medley\.life\.?$/;

/** What Chromium requests by itself without any extension, although its background networking is switched off. */
const CHROMIUMS_OWN = {
  "accounts.google.com": "which Google accounts the browser is signed in to",
  "clients2.google.com": "the time, and updates of extensions",
  "connectivitycheck.gstatic.com": "whether a hotspot wants a sign-in first, after an error of TLS",
  "content-autofill.googleapis.com":
    "what the fields of a form are, such as those of the sign-in page",
  "optimizationguide-pa.googleapis.com": "hints for pages of Chromium's own",
  "update.googleapis.com": "updates of parts of the browser",
};

export class Proxy {
  /** Every requested `host:port` since the last call of `take`. @type {string[]} */
  #asked = [];
  /** @type {Set<import("node:stream").Duplex>} */
  #open = new Set();

  /** Bytes that were forwarded to the vendor's hosts. */
  bytes = 0;

  /** @param {{tls: number, http: number}} ports of the lab */
  constructor(ports) {
    this.ports = ports;
    this.server = createServer((asked, answer) => this.#forward(asked, answer));
    this.server.on("connect", (asked, near, head) => this.#tunnel(asked.url ?? "", near, head));
    this.server.on("connection", (socket) => this.#keep(socket));
  }

  /** @param {{tls: number, http: number}} ports of the lab */
  static async start(ports) {
    const proxy = new Proxy(ports);
    proxy.server.listen(0, "127.0.0.1");
    await once(proxy.server, "listening");
    return proxy;
  }

  /** Switches for a browser that sends every request through this proxy, even those to its own machine. */
  get args() {
    const { port } = /** @type {import("node:net").AddressInfo} */ (this.server.address());
    return [`--proxy-server=127.0.0.1:${port}`, "--proxy-bypass-list=<-loopback>"];
  }

  /** What was requested since the last call, without duplicates and sorted. */
  take() {
    const taken = [...new Set(this.#asked)].sort();
    this.#asked = [];
    return taken;
  }

  /** The same without Chromium's own requests. */
  takeOurs() {
    return this.take().filter((place) => !(place.replace(/:\d+$/, "") in CHROMIUMS_OWN));
  }

  /**
   * @param {import("node:http").IncomingMessage} asked
   * @param {import("node:http").ServerResponse} answer
   */
  #forward(asked, answer) {
    const { hostname, port, pathname, search } = new URL(asked.url ?? "", "http://none.invalid");
    this.#asked.push(`${hostname}:${port || 80}`);
    if (!VENDOR.test(hostname)) return void answer.writeHead(502).end();
    const { method, headers, rawHeaders } = asked;
    this.bytes += `${method} ${asked.url}${rawHeaders.join("")}`.length;
    asked.on("data", (piece) => (this.bytes += piece.length));
    const to = { host: "127.0.0.1", port: this.ports.http, path: pathname + search };
    const further = request({ ...to, method, headers }, (found) => {
      answer.writeHead(found.statusCode ?? 502, found.headers);
      found.pipe(answer);
    });
    further.on("error", () => answer.destroy());
    asked.pipe(further);
    return undefined;
  }

  /**
   * The content of a tunnel is encrypted, but its target is visible.
   * @param {string} place
   * @param {import("node:stream").Duplex} near
   * @param {Buffer} head
   */
  #tunnel(place, near, head) {
    this.#asked.push(place);
    if (!VENDOR.test(place.replace(/:\d+$/, ""))) {
      return void near.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
    }
    const far = connect(this.ports.tls, "127.0.0.1", () => {
      near.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      far.write(head);
      this.bytes += head.length;
      near.on("data", (piece) => (this.bytes += piece.length));
      far.pipe(near).pipe(far);
    });
    this.#keep(far);
    far.on("close", () => near.destroy());
    near.on("close", () => far.destroy());
    return undefined;
  }

  /** @param {import("node:stream").Duplex} socket */
  #keep(socket) {
    this.#open.add(socket);
    socket.on("close", () => this.#open.delete(socket));
    // If one side closes the connection, the other side sees it.
    socket.on("error", () => undefined);
  }

  async stop() {
    for (const socket of this.#open) socket.destroy();
    this.server.close();
    await once(this.server, "close");
  }
}
