// A broker on a loopback port, and on a second one, if given, for WebSockets. Prints "ready" when it listens.
import { createServer as createHttpServer } from "node:http";
import { createServer } from "node:net";
import { Aedes } from "aedes";
import { createWebSocketStream, WebSocketServer } from "ws";

const [port, webSocketPort] = process.argv.slice(2).map(Number);
const broker = await Aedes.createBroker();
const listen = (server, at) => new Promise((resolve) => server.listen(at, "127.0.0.1", resolve));
await listen(createServer(broker.handle), port);
if (webSocketPort) {
  const server = createHttpServer();
  // RFC 6455 section 4.2.2: the subprotocol of MQTT, whichever its version.
  new WebSocketServer({ server, handleProtocols: () => "mqtt" }).on("connection", (socket) => {
    const stream = createWebSocketStream(socket);
    stream.on("error", () => socket.terminate());
    broker.handle(stream);
  });
  await listen(server, webSocketPort);
}
console.log("ready");
