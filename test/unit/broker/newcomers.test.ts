import { deepEqual, equal } from "node:assert/strict";
import { Newcomers } from "../../../broker/newcomers.ts";

describe("those who are not let in yet", () => {
  let gone: string[];
  let newcomers: Newcomers;

  beforeEach(() => {
    gone = [];
    newcomers = new Newcomers();
  });
  const add = (host: string, name: string) => newcomers.add(host, () => void gone.push(name));

  it("[REQ-QUOTA-3] give way: the oldest of the machine that has most, whatever it waits for", () => {
    add("honest", "a");
    add("mallory", "b").giveWay = () => void gone.push("b, in its handshake");
    add("mallory", "c");
    add("mallory", "d");
    equal(newcomers.makeRoomFor("elsewhere"), true);
    equal(newcomers.makeRoomFor("elsewhere"), true);
    deepEqual(gone, ["b, in its handshake", "c"]);
  });

  it("[REQ-QUOTA-3] give way to nobody of whose machine there would be as many then as of theirs, or more", () => {
    for (const name of ["a", "a"]) add("honest", name);
    add("mallory", "b");
    for (let i = 0; i < 3; i++) {
      newcomers.makeRoomFor("mallory");
      add("mallory", `c${i}`);
    }
    deepEqual(gone, ["b", "c0", "c1"]);
  });

  it("[REQ-QUOTA-3] hold no place of others once they are let in, or gone", () => {
    newcomers.delete(add("honest", "a"));
    equal(newcomers.makeRoomFor("elsewhere"), false);
    deepEqual(gone, []);
  });
});
