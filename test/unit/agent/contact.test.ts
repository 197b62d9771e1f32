import assert from "node:assert/strict";
import { Contact } from "../../../agent/contact.ts";

describe("the agent's contact with its manager", () => {
  const setUp = () => {
    let seconds = 0;
    const told: boolean[] = [];
    const now = () => ({ wallUs: 1e15 + seconds * 1e6, monotonicUs: seconds * 1e6 });
    const contact = new Contact({ now, onChange: (isOnline) => told.push(isOnline) });
    return {
      contact,
      told,
      at: (s: number) => {
        seconds = s;
        return now();
      },
    };
  };
  const never = { wallUs: 0, monotonicUs: 0 };

  it("[REQ-PRX-9] is none, and never was, before the manager was heard", () => {
    const { contact, told } = setUp();
    contact.lost();
    assert.deepEqual(
      [contact.isOnline, contact.lastSeen, contact.disconnected, told],
      [false, never, never, []],
    );
  });

  it("[REQ-PRX-9] is there since the manager was heard, and tells when that was last", () => {
    const { contact, told, at } = setUp();
    at(1);
    contact.heard();
    const last = at(5);
    contact.heard();
    at(6);
    assert.deepEqual(
      [contact.isOnline, contact.lastSeen, contact.disconnected, told],
      [true, last, never, [true]],
    );
  });

  it("[REQ-PRX-9] is gone since the connection broke, also when that breaks again", () => {
    const { contact, told, at } = setUp();
    const seen = at(1);
    contact.heard();
    const gone = at(7);
    contact.lost();
    at(9);
    contact.lost();
    assert.deepEqual(
      [contact.isOnline, contact.lastSeen, contact.disconnected, told],
      [false, seen, gone, [true, false]],
    );
    at(10);
    contact.heard();
    assert.deepEqual([contact.disconnected, told], [never, [true, false, true]]);
  });
});
