// A program in Node, with the official client: reads the journal under a name, and hears events as they are told.
// node reader.js ADDRESS TOKEN CONSUMER DIE_AFTER UNTIL; DIE_AFTER 0 lives; ends when it has read the offset UNTIL.
const EventBus = require("@vertx/eventbus-bridge-client.js");

const [address, token, consumer, dieAfter, until] = process.argv.slice(2);
const bus = new EventBus(address, { transports: ["websocket", "xhr-streaming"] });
bus.defaultHeaders = token ? { token } : null;
let read = 0;

function next() {
  bus.send("switchhook.journal.read", { consumer, max: 5 }, (error, reply) => {
    if (error) {
      console.log(`refused ${error.failureCode} ${error.message}`);
      process.exit(1);
    }
    for (const event of reply.body) {
      console.log(`read ${event.data.offset} ${event.id}`);
      if (++read === Number(dieAfter)) {
        process.kill(process.pid, "SIGKILL");
      }
    }
    acknowledge(reply.body.at(-1)?.data.offset);
  });
}

function acknowledge(offset) {
  if (offset === undefined) {
    setTimeout(next, 100);
    return;
  }
  bus.send("switchhook.journal.ack", { consumer, offset }, (error) => {
    if (error || offset >= Number(until)) {
      console.log(error ? `refused ${error.failureCode} ${error.message}` : "done");
      process.exit(error ? 1 : 0);
    }
    next();
  });
}

bus.onerror = (error) => console.log(`error ${error.failureCode} ${error.body}`);
bus.onclose = () => process.exit(3);
bus.onopen = () => {
  bus.registerHandler("switchhook.events", (error, message) =>
    console.log(error ? `refused ${error.failureCode}` : `heard ${message.body.data.offset} ${message.headers.type}`));
  bus.registerHandler("switchhook.secrets", (error) => console.log(`denied ${error.failureCode}`));
  next();
};
