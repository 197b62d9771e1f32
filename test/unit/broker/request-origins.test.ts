import { equal } from "node:assert/strict";
import { RequestOrigins } from "../../../broker/request-origins.ts";
import { randomId } from "../../../src/core/ids.ts";
import { topicOf, topics } from "../../../src/protocol/topics.ts";

describe("request origins", () => {
  const params = { user: "anna", node: "node1", verb: "start" };
  const topic = topicOf(topics.request, params);
  const payload = (id: string) => Buffer.from(JSON.stringify({ id }));

  it("[REQ-AUD-18] are told once, of the first that came with an id on a topic", () => {
    const origins = new RequestOrigins();
    const id = randomId();
    origins.note(topic, payload(id), "192.0.2.1");
    origins.note(topic, payload(id), "192.0.2.2");
    equal(origins.take({ ...params, user: "bob" }, id), undefined);
    equal(origins.take(params, randomId()), undefined);
    equal(origins.take(params, id), "192.0.2.1");
    equal(origins.take(params, id), undefined);
  });

  it("[REQ-AUD-18] are told of what is no request, too, where its topic is one", () => {
    const origins = new RequestOrigins();
    origins.note(topic, Buffer.from("{"), "192.0.2.1");
    origins.note(topicOf(topics.heartbeat, { node: "node1" }), payload(randomId()), "192.0.2.1");
    equal(origins.take(params, undefined), "192.0.2.1");
  });

  it("[REQ-AUD-18] forget the oldest of many that nobody asks after", () => {
    const origins = new RequestOrigins();
    const [first, last] = [randomId(), randomId()];
    origins.note(topic, payload(first), "192.0.2.1");
    for (let i = 0; i < 9999; i++) origins.note(topic, payload(randomId()), "192.0.2.2");
    origins.note(topic, payload(last), "192.0.2.3");
    equal(origins.take(params, first), undefined);
    equal(origins.take(params, last), "192.0.2.3");
  });
});
