// Generated from schemas/config/hecate.json by scripts/gen-hecate-config.ts. Do not edit.
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __esm = (fn, res, err) => function __init() {
  if (err) throw err[0];
  try {
    return fn && (res = (0, fn[__getOwnPropNames(fn)[0]])(fn = 0)), res;
  } catch (e) {
    throw err = [e], e;
  }
};
var __commonJS = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

// node_modules/ajv/dist/runtime/ucs2length.js
var require_ucs2length = __commonJS({
  "node_modules/ajv/dist/runtime/ucs2length.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    function ucs2length(str) {
      const len = str.length;
      let length = 0;
      let pos = 0;
      let value;
      while (pos < len) {
        length++;
        value = str.charCodeAt(pos++);
        if (value >= 55296 && value <= 56319 && pos < len) {
          value = str.charCodeAt(pos);
          if ((value & 64512) === 56320)
            pos++;
        }
      }
      return length;
    }
    exports.default = ucs2length;
    ucs2length.code = 'require("ajv/dist/runtime/ucs2length").default';
  }
});

// src/core/errors.ts
var HirteError;
var init_errors = __esm({
  "src/core/errors.ts"() {
    HirteError = class extends Error {
      code;
      details;
      constructor(code, message, options = {}) {
        super(message, options.cause === void 0 ? void 0 : { cause: options.cause });
        this.name = "HirteError";
        this.code = code;
        this.details = options.details ?? {};
      }
    };
  }
});

// src/core/duration.ts
function parseDurationMs(text) {
  const trimmed = text.trim();
  if (/^\d+(\.\d+)?$/.test(trimmed)) return Math.round(Number(trimmed) * 1e3);
  let totalMs = 0;
  let rest = trimmed;
  while (rest !== "") {
    const part = /^(\d+(?:\.\d+)?)\s*([a-z]+)\s*/.exec(rest);
    const unitMs = part && Object.hasOwn(unitsMs, part[2] ?? "") ? unitsMs[part[2] ?? ""] : void 0;
    if (!part || unitMs === void 0) {
      throw new HirteError(
        "bad-argument",
        `"${text}" is not a duration: write a number of seconds, or numbers with ms, s, min, h or d, as in "1min 30s"`
      );
    }
    totalMs += Number(part[1]) * unitMs;
    rest = rest.slice(part[0].length);
  }
  if (trimmed === "") throw new HirteError("bad-argument", "a duration is missing");
  return Math.round(totalMs);
}
var unitsMs;
var init_duration = __esm({
  "src/core/duration.ts"() {
    init_errors();
    unitsMs = {
      ms: 1,
      s: 1e3,
      sec: 1e3,
      min: 6e4,
      m: 6e4,
      h: 36e5,
      d: 864e5
    };
  }
});

// src/config/hecate-units.ts
var hecate_units_exports = {};
__export(hecate_units_exports, {
  durationMsOf: () => durationMsOf,
  percentOf: () => percentOf
});
function durationMsOf(text) {
  if (/^[\d.]*$/.test(text)) return Number.NaN;
  try {
    return parseDurationMs(text);
  } catch {
    return Number.NaN;
  }
}
function percentOf(text) {
  return Number(text.replace(/%$/, ""));
}
var init_hecate_units = __esm({
  "src/config/hecate-units.ts"() {
    init_duration();
  }
});

// node_modules/fast-deep-equal/index.js
var require_fast_deep_equal = __commonJS({
  "node_modules/fast-deep-equal/index.js"(exports, module) {
    "use strict";
    module.exports = function equal(a, b) {
      if (a === b) return true;
      if (a && b && typeof a == "object" && typeof b == "object") {
        if (a.constructor !== b.constructor) return false;
        var length, i, keys;
        if (Array.isArray(a)) {
          length = a.length;
          if (length != b.length) return false;
          for (i = length; i-- !== 0; )
            if (!equal(a[i], b[i])) return false;
          return true;
        }
        if (a.constructor === RegExp) return a.source === b.source && a.flags === b.flags;
        if (a.valueOf !== Object.prototype.valueOf) return a.valueOf() === b.valueOf();
        if (a.toString !== Object.prototype.toString) return a.toString() === b.toString();
        keys = Object.keys(a);
        length = keys.length;
        if (length !== Object.keys(b).length) return false;
        for (i = length; i-- !== 0; )
          if (!Object.prototype.hasOwnProperty.call(b, keys[i])) return false;
        for (i = length; i-- !== 0; ) {
          var key = keys[i];
          if (!equal(a[key], b[key])) return false;
        }
        return true;
      }
      return a !== a && b !== b;
    };
  }
});

// node_modules/ajv/dist/runtime/equal.js
var require_equal = __commonJS({
  "node_modules/ajv/dist/runtime/equal.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    var equal = require_fast_deep_equal();
    equal.code = 'require("ajv/dist/runtime/equal").default';
    exports.default = equal;
  }
});

// <stdin>
var hecateFile = validate20;
var schema31 = { "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "config/hecate.json", "title": "HecateFile", "description": 'hecate.yaml, as it is written. `allowed` ends the sentence "write \u2026"; `minimumDuration` and `maximumDuration` bound what a duration stands for.', "type": "object", "additionalProperties": false, "required": ["version", "coordinator", "broker", "ups", "nodes"], "properties": { "version": { "const": 1, "description": "Version of this format." }, "coordinator": { "$ref": "#/$defs/nodeName", "description": "The node that decides for all and goes last. Exactly one, by name; there is no automatic fail-over." }, "broker": { "$ref": "#/$defs/broker", "description": "Where messages go." }, "metrics": { "type": "object", "additionalProperties": false, "default": {}, "description": "Metrics for Prometheus.", "properties": { "listen": { "type": "string", "pattern": "^(off|(\\[[0-9A-Fa-f:.]{2,45}\\]|[A-Za-z0-9._-]{1,253})?:[0-9]{1,5})$", "allowed": ":PORT for all addresses, ADDRESS:PORT, or off", "default": ":9560", "description": "Where they are served: `:PORT` is all addresses. Read only." } } }, "notify": { "type": "array", "maxItems": 16, "default": [], "items": { "$ref": "#/$defs/notify" }, "description": "Programs that tell people. They never delay a step. They run inside hecate's sandbox, as root without capabilities and with nothing to write to but hecate's own directories: what needs more is begun as `[/usr/bin/systemd-run, --no-block, --collect, PROGRAM, ...]`. One that fails three times in a row is an alarm of its own." }, "ups": { "type": "object", "minProperties": 1, "propertyNames": { "$ref": "#/$defs/upsName" }, "additionalProperties": { "$ref": "#/$defs/ups" }, "description": "The UPSes, each under a name that is unique over all hosts." }, "policy": { "$ref": "#/$defs/policy", "default": {}, "description": "When it is time to shut down." }, "budget": { "$ref": "#/$defs/budget", "default": {}, "description": "How long a shutdown takes." }, "peers": { "type": "object", "default": {}, "propertyNames": { "$ref": "#/$defs/nodeName" }, "additionalProperties": { "$ref": "#/$defs/peer" }, "description": "Hosts of UPSes other than the coordinator, by node. One that is not named here has the defaults." }, "nodes": { "type": "object", "minProperties": 1, "propertyNames": { "$ref": "#/$defs/nodeName" }, "additionalProperties": { "$ref": "#/$defs/node" }, "description": "The machines, by the names that their agents have." }, "network": { "type": "array", "default": [], "items": { "$ref": "#/$defs/gear" }, "description": "Switches, routers and the like: without power for them no node is reached." }, "foreign_clients": { "type": "array", "default": [], "items": { "$ref": "#/$defs/foreignClient" }, "description": "Clients of NUT that hang on a UPS and that hecate does not command." }, "transports": { "$ref": "#/$defs/transports", "default": {}, "description": "By which ways nodes are reached." }, "kubernetes": { "$ref": "#/$defs/kubernetes", "description": "The cluster. Absent: there is none." }, "flux": { "$ref": "#/$defs/flux", "description": "GitOps by Flux. Absent: there is none." }, "shutdown": { "$ref": "#/$defs/shutdown", "default": {}, "description": "What is done, in stages, before the power ends." }, "startup": { "$ref": "#/$defs/startup", "default": {}, "description": "What is done, in stages, when it is back." } }, "$defs": { "nodeName": { "type": "string", "pattern": "^[A-Za-z0-9._-]{1,63}$", "allowed": "a node's name: 1 to 63 letters, digits, dots, underscores and hyphens" }, "upsName": { "type": "string", "pattern": "^[A-Za-z0-9._-]{1,63}$", "allowed": "a UPS's name: 1 to 63 letters, digits, dots, underscores and hyphens" }, "roleName": { "type": "string", "pattern": "^[A-Za-z0-9._-]{1,63}$", "allowed": "a role's name: 1 to 63 letters, digits, dots, underscores and hyphens" }, "word": { "type": "string", "pattern": "^[A-Za-z0-9._-]{1,63}$", "allowed": "a name: 1 to 63 letters, digits, dots, underscores and hyphens" }, "unitName": { "type": "string", "maxLength": 255, "pattern": "^[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$", "allowed": "a unit with its suffix, as in k3s.service" }, "selector": { "type": "string", "minLength": 1, "maxLength": 1024, "allowed": "names of nodes, role:NAME or all, joined by &, | and !, as in role:k3s-agent & !role:ups-host" }, "path": { "type": "string", "pattern": "^/[^\\u0000]*$", "maxLength": 4095, "allowed": "an absolute path" }, "duration": { "type": "string", "pattern": "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$", "maxLength": 64, "allowed": "a number with its unit (ms, s, m, h or d), as in 30s, 5m or 1h30m", "minimumDuration": "100ms", "maximumDuration": "30d" }, "percent": { "type": "string", "pattern": "^(100|[0-9]{1,2}(\\.[0-9]{1,2})?)%$", "allowed": "a percentage from 0% to 100%, with its sign, as in 50%" }, "text": { "type": "string", "minLength": 1, "maxLength": 1024, "allowed": "a text that is not empty" }, "port": { "type": "integer", "minimum": 1, "maximum": 65535, "allowed": "a port, 1 to 65535" }, "jump": { "type": "string", "maxLength": 128, "pattern": "^([A-Za-z0-9._-]{1,63}@)?[0-9A-Fa-f.:\\[\\]]+$", "allowed": "ADDRESS, with USER@ before it and :PORT behind it where need be" }, "commandLine": { "type": "array", "minItems": 1, "maxItems": 64, "items": { "type": "string", "maxLength": 4095, "allowed": "a word of the command line, in quotes where YAML would take it for something else" }, "allowed": "a list of words, the first of which is the absolute path of a program" }, "onFailure": { "type": "string", "enum": ["abort", "continue"], "default": "abort" }, "feeds": { "type": "array", "maxItems": 8, "uniqueItems": true, "items": { "$ref": "#/$defs/upsName" }, "allowed": "a list of UPSes, as in [pyrphoros]" }, "broker": { "type": "object", "additionalProperties": false, "required": ["url", "host"], "properties": { "url": { "type": "string", "maxLength": 512, "pattern": "^mqtts?://", "allowed": "mqtts://ADDRESS:PORT, or mqtt://127.0.0.1:PORT for a broker on this machine", "description": "`mqtts://ADDRESS:PORT`, hirte's ManagerPort=. `mqtt://`, without TLS, only to the machine itself or with `allow_insecure: true`." }, "host": { "$ref": "#/$defs/nodeName", "description": "Node that the broker runs on: it is never powered off before the last agent." }, "identity": { "$ref": "#/$defs/path", "default": "/var/lib/hirte-agent", "description": "State directory of this node's agent: hecate shows its certificate, `pki/cert.pem` there." }, "ca": { "$ref": "#/$defs/path", "description": "In place of `pki/ca.pem` in `identity`." }, "cert": { "$ref": "#/$defs/path", "description": "In place of `pki/cert.pem` there; with `key`." }, "key": { "$ref": "#/$defs/path", "description": "In place of `pki/key.pem` there; with `cert`." }, "allow_insecure": { "type": "boolean", "default": false, "description": "`mqtt://` may lead to another machine: whoever is in between can have nodes powered off." } } }, "notify": { "type": "object", "additionalProperties": false, "required": ["exec"], "properties": { "exec": { "$ref": "#/$defs/commandLine", "description": "Program with its arguments; no shell. `{severity}` and `{text}` stand for what is told." }, "timeout": { "$ref": "#/$defs/duration", "type": "string", "default": "5s", "maximumDuration": "5m", "description": "After which it is killed." }, "repeat": { "$ref": "#/$defs/duration", "type": "string", "default": "5m", "minimumDuration": "10s", "description": "An alarm that goes on is told again after so long." } } }, "ups": { "type": "object", "additionalProperties": false, "required": ["target", "host"], "properties": { "target": { "type": "string", "maxLength": 330, "pattern": "^[A-Za-z0-9._-]{1,63}@", "allowed": "NAME@HOST or NAME@HOST:PORT, as upsc takes it", "description": "The UPS as NUT knows it, seen from `host`: `NAME@HOST` or `NAME@HOST:PORT` (3493)." }, "host": { "$ref": "#/$defs/nodeName", "description": "Node that reads it and publishes what it reads." }, "mains": { "$ref": "#/$defs/word", "default": "main", "description": "Name of the supply. UPSes on one supply corroborate each other: write another name only for one on another supply." }, "tls": { "type": "object", "additionalProperties": false, "required": ["mode"], "description": "Encrypts the connection to upsd (STARTTLS). Absent: it is in clear text, password included.", "properties": { "mode": { "type": "string", "enum": ["tried", "required"], "description": "`required`: no reading without TLS and a certificate that is believed. `tried`: TLS where upsd offers it, which protects from nobody who can change what is sent." }, "ca": { "$ref": "#/$defs/path", "description": "PEM of the CA, or of upsd's own certificate. Without it `required` believes the CAs that Node.js knows." }, "server_name": { "type": "string", "pattern": "^[A-Za-z0-9._-]{1,253}$", "allowed": "the name in the certificate of upsd", "description": "For whom the certificate must be; the host of `target` otherwise." } } }, "monitor": { "type": "object", "additionalProperties": false, "required": ["user", "password_file"], "description": "Account in upsd.users. Without it readings still come, but hecate does not log in.", "properties": { "user": { "type": "string", "pattern": "^[!-~]{1,63}$", "allowed": "the name of a user in upsd.users", "description": "Name in upsd.users." }, "password_file": { "$ref": "#/$defs/path", "description": "Its password: the first line of a file that only its owner may read (0600)." } } }, "killpower": { "type": "boolean", "default": false, "description": "Whether the UPS is told to cut its outlets at the very end (`shutdown.return`), under the conditions below." } } }, "policy": { "type": "object", "additionalProperties": false, "properties": { "runtime_safety_factor": { "type": "number", "minimum": 1, "maximum": 10, "default": 1.1, "description": "The threshold is the budget times this. 1.1 covers a gauge that is wrong by 10 %, no more: take 1.3 until a discharge test was made." }, "poll_interval": { "$ref": "#/$defs/duration", "type": "string", "default": "5s", "maximumDuration": "60s", "description": "How often each UPS is read." }, "debounce_polls": { "type": "integer", "minimum": 1, "maximum": 100, "default": 3, "description": "So many readings in a row have to be at or below the threshold. The driver's `pollfreq` must be at most (debounce_polls - 1) x poll_interval." }, "stabilisation": { "$ref": "#/$defs/duration", "type": "string", "default": "30s", "maximumDuration": "10m", "description": "So long after the change to battery the runtime is only watched, unless it was tight before." }, "stale_after": { "$ref": "#/$defs/duration", "type": "string", "default": "15s", "maximumDuration": "10m", "description": "Older readings count as none. At least twice poll_interval; three times is better." }, "blind_on_battery": { "$ref": "#/$defs/duration", "type": "string", "default": "180s", "maximumDuration": "1h", "description": "A UPS that was on battery and is not heard for so long counts as empty. At least stale_after." }, "frozen_after": { "$ref": "#/$defs/duration", "type": "string", "default": "120s", "maximumDuration": "1h", "description": "A runtime that does not change on battery for so long is counted down by the clock." }, "trust_lb": { "type": "string", "enum": ["always", "confirm", "never"], "default": "confirm", "description": "What the low battery flag (LB) is worth: enough by itself, only where charge or runtime say so too, or nothing." }, "lb_confirm_charge": { "$ref": "#/$defs/percent", "default": "30%", "description": "Charge at or below which it is confirmed." }, "lb_hold": { "$ref": "#/$defs/duration", "type": "string", "default": "30s", "maximumDuration": "10m", "description": "A low battery flag that stays so long is believed whatever the charge, unless trust_lb is never." }, "off_hold": { "$ref": "#/$defs/duration", "type": "string", "default": "30s", "maximumDuration": "10m", "description": "A UPS that says OFF for so long feeds nothing." }, "calibration_max": { "$ref": "#/$defs/duration", "type": "string", "default": "60m", "maximumDuration": "1d", "description": "A calibration that lasts longer is taken for an outage." }, "without_runtime": { "type": "object", "additionalProperties": false, "default": {}, "description": "For a UPS that says no runtime.", "properties": { "charge": { "$ref": "#/$defs/percent", "default": "50%", "description": "Charge at or below which readings count." }, "on_battery": { "$ref": "#/$defs/duration", "type": "string", "default": "180s", "maximumDuration": "1d", "description": "Time on battery after which they count." } } }, "max_on_battery": { "type": "string", "pattern": "^(none|[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*)$", "maxLength": 64, "allowed": "none, or a number with its unit, as in 20m", "minimumDuration": "1s", "maximumDuration": "30d", "default": "none", "description": "Time on battery that is not exceeded, whatever the runtime." }, "restored_after": { "$ref": "#/$defs/duration", "type": "string", "default": "60s", "maximumDuration": "1h", "description": "The mains are back when they were there for so long without a break." }, "flapping": { "type": "object", "additionalProperties": false, "default": {}, "description": "Mains that come and go.", "properties": { "episodes": { "type": "integer", "minimum": 1, "maximum": 100, "default": 3, "description": "So many changes to battery within `within` are flapping mains." }, "within": { "$ref": "#/$defs/duration", "type": "string", "default": "15m", "maximumDuration": "1d", "description": "The time in which they are counted." }, "restored_after": { "$ref": "#/$defs/duration", "type": "string", "default": "5m", "maximumDuration": "6h", "description": "While the mains flap this holds in place of policy.restored_after. At least as long." } } }, "start_charge": { "$ref": "#/$defs/percent", "default": "50%", "description": "Charge that is waited for before anything is started." } } }, "budget": { "type": "object", "additionalProperties": false, "properties": { "default_shutdown_budget": { "$ref": "#/$defs/duration", "type": "string", "default": "300s", "minimumDuration": "1s", "maximumDuration": "1d", "description": "Taken until runs.json holds a valid run." }, "min_budget": { "$ref": "#/$defs/duration", "type": "string", "default": "180s", "minimumDuration": "1s", "maximumDuration": "1d", "description": "Never less than this, whatever was measured." }, "use_runs": { "type": "integer", "minimum": 1, "maximum": 100, "default": 5, "description": "The longest of so many last valid runs counts." }, "self_budget": { "$ref": "#/$defs/duration", "type": "string", "default": "60s", "minimumDuration": "1s", "maximumDuration": "1h", "description": "What the coordinator alone takes, once everything else is off." } } }, "peer": { "type": "object", "additionalProperties": false, "properties": { "forward_retry": { "$ref": "#/$defs/duration", "type": "string", "default": "5s", "maximumDuration": "5m", "description": "A trigger is sent again after so long, until it is acknowledged." }, "forward_timeout": { "$ref": "#/$defs/duration", "type": "string", "default": "15s", "maximumDuration": "10m", "description": "Without an acknowledgement for so long there is an alarm; it goes on trying. At least forward_retry." }, "fallback_local_shutdown": { "type": "boolean", "default": true, "description": "Whether the peer shuts itself down when its own UPS has no more than local_budget times the safety factor, whoever answers." }, "local_budget": { "$ref": "#/$defs/duration", "type": "string", "default": "120s", "minimumDuration": "1s", "maximumDuration": "1h", "description": "How long that takes." } } }, "node": { "type": "object", "additionalProperties": false, "required": ["address"], "properties": { "address": { "type": "string", "maxLength": 45, "allowed": "an IP address, as in 192.168.10.5: names may not be resolved during an outage", "description": "IP address; no name, for there may be no DNS during an outage." }, "feeds": { "$ref": "#/$defs/feeds", "default": [], "description": "UPSes that it hangs on. None: it is lost when the mains are, and nobody can help it." }, "min_supplies": { "type": "integer", "minimum": 1, "maximum": 8, "default": 1, "description": "It runs on as long as so many of its feeds are healthy." }, "roles": { "type": "array", "maxItems": 32, "uniqueItems": true, "items": { "$ref": "#/$defs/roleName" }, "default": [], "allowed": "a list of roles, as in [k3s-server]", "description": "Words by which steps select nodes. hecate itself knows `coordinator`, `ups-host`, `k3s-server` and `k3s-agent`." }, "off_timeout": { "$ref": "#/$defs/duration", "type": "string", "default": "120s", "minimumDuration": "1s", "maximumDuration": "1h", "description": "How long it may take to be off, once told; also what the power guard gives it to stop." }, "return_path": { "type": "string", "enum": ["bios", "ups", "manual"], "description": "How it comes back if nothing wakes it: it powers on when the mains are there (BIOS), when its UPS cycles its outlets, or by hand." }, "ssh": { "type": "object", "additionalProperties": false, "minProperties": 1, "description": "What is otherwise with it than `transports.ssh` says.", "properties": { "user": { "$ref": "#/$defs/word", "description": "User on it." }, "identity": { "$ref": "#/$defs/path", "description": "File with the key for it." }, "port": { "$ref": "#/$defs/port", "description": "Port on it." }, "jump": { "type": "string", "maxLength": 128, "pattern": "^(none|([A-Za-z0-9._-]{1,63}@)?[0-9A-Fa-f.:\\[\\]]+)$", "allowed": "none, or ADDRESS, with USER@ before it and :PORT behind it where need be", "description": "`none`: it is reached without one." } } }, "wake": { "type": "object", "additionalProperties": false, "minProperties": 1, "description": "How it is woken.", "properties": { "wol": { "type": "string", "pattern": "^[0-9A-Fa-f]{2}([:-][0-9A-Fa-f]{2}){5}$", "allowed": 'a MAC address, as in "02:00:00:00:00:10"', "description": "MAC address for Wake-on-LAN." }, "bmc": { "$ref": "#/$defs/commandLine", "description": "Program that switches it on, with its arguments." } } } } }, "gear": { "type": "object", "additionalProperties": false, "required": ["name"], "properties": { "name": { "$ref": "#/$defs/nodeName", "description": "A name of its own, not one of a node." }, "address": { "type": "string", "maxLength": 45, "allowed": "an IP address, as in 192.168.10.2", "description": "IP address. One that answers during an outage proves that the network is there." }, "feeds": { "$ref": "#/$defs/feeds", "default": [], "description": "UPSes that it hangs on." } } }, "foreignClient": { "type": "object", "additionalProperties": false, "required": ["name", "ups", "needs"], "properties": { "name": { "$ref": "#/$defs/nodeName", "description": "What people call it." }, "ups": { "$ref": "#/$defs/upsName", "description": "UPS that it hangs on." }, "needs": { "$ref": "#/$defs/duration", "type": "string", "minimumDuration": "1s", "maximumDuration": "1d", "description": "How long it takes to stop, from the forced shutdown (FSD) on." } } }, "transports": { "type": "object", "additionalProperties": false, "properties": { "order": { "type": "array", "minItems": 1, "uniqueItems": true, "items": { "type": "string", "enum": ["agent", "ssh"] }, "default": ["agent"], "allowed": "a list of agent and ssh", "description": "Tried in this order: `agent`, `ssh`." }, "agent_patience": { "$ref": "#/$defs/duration", "type": "string", "default": "10s", "maximumDuration": "10m", "description": "How long an agent that is away is waited for before the next way is taken." }, "ssh": { "type": "object", "additionalProperties": false, "required": ["user", "identity", "known_hosts"], "description": "With `ssh` in order.", "properties": { "user": { "$ref": "#/$defs/word", "description": "User on the nodes." }, "identity": { "$ref": "#/$defs/path", "description": "File with its key." }, "known_hosts": { "$ref": "#/$defs/path", "description": "File with the keys of the nodes, and of `jump`; strangers are refused." }, "port": { "$ref": "#/$defs/port", "type": "integer", "default": 22, "description": "Port on the nodes." }, "jump": { "$ref": "#/$defs/jump", "description": "Host through which nodes are reached, by the same key." }, "commands": { "type": "object", "maxProperties": 256, "propertyNames": { "$ref": "#/$defs/word" }, "additionalProperties": { "$ref": "#/$defs/commandLine", "description": "The same on every node." }, "default": {}, "allowed": "names of commands with what each of them runs", "description": "What `command` and `then` of steps run on a node that is reached by ssh; its own agent.conf is not read." } } } } }, "kubernetes": { "type": "object", "additionalProperties": false, "required": ["kubeconfig", "datastore"], "properties": { "kubeconfig": { "$ref": "#/$defs/path", "description": "Its server by IP address." }, "datastore": { "type": "string", "enum": ["etcd", "external", "sqlite"], "description": "Decides whether a snapshot step exists." }, "whole_cluster_if": { "type": "object", "additionalProperties": false, "default": {}, "description": "When all of the cluster goes, and not only the nodes that lose power.", "properties": { "servers_left_below": { "type": "integer", "minimum": 0, "maximum": 99, "default": 1, "description": "With fewer nodes of role k3s-server left than this. 0: never for this reason." }, "or_lost": { "type": "array", "uniqueItems": true, "items": { "$ref": "#/$defs/nodeName" }, "default": [], "allowed": "a list of nodes", "description": "When one of these is lost." } } }, "quiesce": { "type": "array", "default": [], "description": "Namespaces that are scaled to 0, in this order; what was there before is journaled and put back.", "items": { "type": "object", "additionalProperties": false, "required": ["namespaces"], "properties": { "namespaces": { "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/word" }, "allowed": "a list of namespaces, as in [apps]", "description": "Scaled at the same time." }, "timeout": { "$ref": "#/$defs/duration", "type": "string", "default": "60s", "maximumDuration": "1h", "description": "How long their pods may take to end." } } } }, "volumes_detached": { "type": "object", "additionalProperties": false, "required": ["provider"], "description": "For the step `kube: volumes-detached`.", "properties": { "provider": { "type": "string", "enum": ["longhorn"], "description": "Whose volumes." }, "timeout": { "$ref": "#/$defs/duration", "type": "string", "default": "120s", "maximumDuration": "1h", "description": "How long is waited until all are detached." } } } } }, "flux": { "type": "object", "additionalProperties": false, "required": ["source"], "properties": { "source": { "type": "object", "additionalProperties": false, "required": ["namespace", "name"], "description": "The GitRepository that everything comes from.", "properties": { "namespace": { "$ref": "#/$defs/word", "description": "Its namespace." }, "name": { "$ref": "#/$defs/word", "description": "Its name." } } }, "source_ready_within": { "$ref": "#/$defs/duration", "type": "string", "default": "5m", "maximumDuration": "6h", "description": "When it is not ready after so long, hecate looks for what is missing." }, "cache": { "type": "object", "additionalProperties": false, "required": ["sets"], "description": "Manifests that are kept for a start without Git.", "properties": { "dir": { "$ref": "#/$defs/path", "default": "/var/lib/hecate/manifests", "description": "Where they are kept." }, "refresh": { "$ref": "#/$defs/duration", "type": "string", "default": "1h", "minimumDuration": "1m", "description": "How often they are fetched while all is well." }, "sets": { "type": "array", "minItems": 1, "uniqueItems": true, "items": { "$ref": "#/$defs/word" }, "allowed": "a list of names of Kustomizations", "description": "Kustomizations, in the order in which they are applied." } } }, "unseal": { "type": "object", "additionalProperties": false, "required": ["command", "at"], "description": "For the step `flux: unseal`.", "properties": { "command": { "$ref": "#/$defs/word", "description": "A command of that node's agent.conf." }, "at": { "$ref": "#/$defs/nodeName", "description": "Node that it is run on." }, "wait": { "$ref": "#/$defs/duration", "type": "string", "default": "10m", "maximumDuration": "1d", "description": "How long a human is waited for where the command does not do it." } } } } }, "shutdown": { "type": "object", "additionalProperties": false, "properties": { "mode": { "type": "string", "enum": ["cluster-only", "poweroff"], "default": "poweroff", "description": "`cluster-only` powers no machine off." }, "stages": { "type": "array", "maxItems": 64, "default": [], "items": { "$ref": "#/$defs/stage" }, "description": "In order; the steps of a stage at the same time. There is none for the coordinator: it goes last by itself." }, "gone": { "type": "object", "additionalProperties": false, "default": {}, "description": "When a node that was told to power off counts as gone (*Gone*).", "properties": { "silent": { "$ref": "#/$defs/duration", "type": "string", "default": "10s", "minimumDuration": "1s", "maximumDuration": "10m", "description": "For so long its address has to be silent." }, "settle": { "$ref": "#/$defs/duration", "type": "string", "default": "20s", "maximumDuration": "10m", "description": "And for so long it is waited after that: machines that are silent write to their disks yet." } } } } }, "startup": { "type": "object", "additionalProperties": false, "properties": { "require_ups": { "type": "array", "uniqueItems": true, "items": { "$ref": "#/$defs/upsName" }, "default": [], "allowed": "a list of UPSes, as in [pyrphoros]", "description": "UPSes without which nothing is started; none: those that feed the coordinator. One that only a host which is to be woken can read is waited for like the others." }, "wait_other_ups": { "$ref": "#/$defs/duration", "type": "string", "default": "10m", "maximumDuration": "1d", "description": "Before a startup begins without UPSes that are not required, and in it before a node is woken whose UPS cannot be read, or left out for now as that has too little, so long is waited at most." }, "intent_max_age": { "$ref": "#/$defs/duration", "type": "string", "default": "12h", "minimumDuration": "1m", "description": "How long a shutdown that was ordered keeps hecate-bootstrap.service from starting the cluster, over boots too." }, "stages": { "type": "array", "maxItems": 64, "default": [], "items": { "$ref": "#/$defs/stage" }, "description": "In order; the steps of a stage at the same time." } } }, "stage": { "type": "object", "additionalProperties": false, "required": ["name", "steps"], "properties": { "name": { "$ref": "#/$defs/word", "description": "Once in a list." }, "skippable": { "type": "boolean", "default": false, "description": "May be left out when time is short. Never one that stops units or powers off." }, "steps": { "type": "array", "minItems": 1, "maxItems": 64, "items": { "$ref": "#/$defs/step" }, "description": "At the same time." } } }, "step": { "type": "object", "additionalProperties": false, "description": "One of the kinds below, by its key, with the options that go with it.", "properties": { "command": { "$ref": "#/$defs/word", "description": "Runs the command of this name from the agent.conf of each node in `at`." }, "stop": { "$ref": "#/$defs/unitName", "description": "Stops a unit on each node in `at`." }, "start": { "$ref": "#/$defs/unitName", "description": "Starts a unit on each node in `at`." }, "restart": { "$ref": "#/$defs/unitName", "description": "Stops and starts a unit on each node in `at`, once in a run, whatever it was. Each startup does, also one after an outage of others." }, "poweroff": { "$ref": "#/$defs/selector", "description": "Powers nodes off, and waits until they are gone or have had their off_timeout." }, "reboot": { "$ref": "#/$defs/selector", "description": "Reboots nodes, and waits until each is up in another boot. A node on which something runs that this startup is to start is left alone; any other one is rebooted by each startup, also by one after an outage of others." }, "wake": { "$ref": "#/$defs/selector", "description": "Wakes nodes, and waits for their agents." }, "kube": { "type": "string", "enum": ["quiesce", "volumes-detached", "ready", "nodes-ready", "uncordon-ours", "storage-ready", "restore-replicas"], "description": "Something about the cluster." }, "flux": { "type": "string", "enum": ["suspend", "unseal", "source-ready-or-fallback", "resume-ours"], "description": "Something about Flux." }, "wait": { "type": "string", "enum": ["time-synced", "unit", "tcp", "command", "agent"], "description": "Waits until the clocks of the nodes in `at` are set, a `unit` there is as `is` says, something takes a connection (`tcp`) at `to`, the command `run` ends with status 0 there, or their agents are online." }, "http": { "type": "string", "maxLength": 2048, "pattern": "^https?://[^\\s]+$", "allowed": "a URL, as in https://192.168.10.240/healthz", "description": "Asks until the answer is as expected." }, "notify": { "$ref": "#/$defs/text", "description": "Tells people this text, once, by the log and the programs of `notify`; nothing waits for it. Where hecate is restarted meanwhile it may be told twice." }, "soak": { "$ref": "#/$defs/duration", "type": "string", "minimumDuration": "1s", "maximumDuration": "1d", "description": "Sees that all of it stays up for so long." }, "at": { "$ref": "#/$defs/selector", "description": "Nodes." }, "first": { "type": "integer", "minimum": 1, "maximum": 1e3, "description": "Only so many of them, the first that answer." }, "unit": { "$ref": "#/$defs/unitName", "description": "The unit that is waited for." }, "is": { "type": "string", "enum": ["active", "inactive"], "description": "How it is to be; default active. One that has failed, or that there is not, is inactive." }, "to": { "type": "string", "maxLength": 64, "description": "`ADDRESS:PORT` to which a connection is tried from the coordinator.", "allowed": "ADDRESS:PORT with an IP address, as in 192.168.10.240:443: names may not be resolved during an outage" }, "run": { "$ref": "#/$defs/word", "description": "A command as with `command`, run every 10 s until it succeeds: it has to be quick, and to change nothing." }, "then": { "type": "object", "additionalProperties": false, "required": ["command"], "properties": { "command": { "$ref": "#/$defs/word", "description": "A command that runs on the same node after the unit was stopped. `timeout` is for both together." } }, "description": "What follows." }, "at_least": { "type": "integer", "minimum": 1, "maximum": 1e3, "description": "So many nodes are enough. Default: all." }, "severity": { "type": "string", "enum": ["info", "warning", "critical"], "description": "How loud it is told; default info." }, "provider": { "type": "string", "enum": ["longhorn"], "description": "Whose storage." }, "order": { "type": "string", "enum": ["forward", "reverse"], "description": "In the order of quiesce, or backwards, which is the default." }, "expect": { "type": "integer", "minimum": 100, "maximum": 599, "description": "HTTP status that is expected; default 200." }, "retries": { "type": "integer", "minimum": 1, "maximum": 20, "description": "So often it is tried again, 5 s later, where it has failed for certain: with a bad status, or never begun. `timeout` is for all attempts together. Default: not at all." }, "timeout": { "$ref": "#/$defs/duration", "type": "string", "minimumDuration": "1s", "maximumDuration": "1d", "description": "After which the step has failed." }, "on_failure": { "$ref": "#/$defs/onFailure", "default": "abort", "description": "`continue`: the stages go on. A shutdown that cannot wait goes on all the same." } } } } };
var schema32 = { "type": "string", "pattern": "^[A-Za-z0-9._-]{1,63}$", "allowed": "a node's name: 1 to 63 letters, digits, dots, underscores and hyphens" };
var schema43 = { "type": "string", "pattern": "^[A-Za-z0-9._-]{1,63}$", "allowed": "a UPS's name: 1 to 63 letters, digits, dots, underscores and hyphens" };
var func0 = Object.prototype.hasOwnProperty;
var pattern4 = new RegExp("^[A-Za-z0-9._-]{1,63}$", "u");
var pattern11 = new RegExp("^(off|(\\[[0-9A-Fa-f:.]{2,45}\\]|[A-Za-z0-9._-]{1,253})?:[0-9]{1,5})$", "u");
var schema33 = { "type": "object", "additionalProperties": false, "required": ["url", "host"], "properties": { "url": { "type": "string", "maxLength": 512, "pattern": "^mqtts?://", "allowed": "mqtts://ADDRESS:PORT, or mqtt://127.0.0.1:PORT for a broker on this machine", "description": "`mqtts://ADDRESS:PORT`, hirte's ManagerPort=. `mqtt://`, without TLS, only to the machine itself or with `allow_insecure: true`." }, "host": { "$ref": "#/$defs/nodeName", "description": "Node that the broker runs on: it is never powered off before the last agent." }, "identity": { "$ref": "#/$defs/path", "default": "/var/lib/hirte-agent", "description": "State directory of this node's agent: hecate shows its certificate, `pki/cert.pem` there." }, "ca": { "$ref": "#/$defs/path", "description": "In place of `pki/ca.pem` in `identity`." }, "cert": { "$ref": "#/$defs/path", "description": "In place of `pki/cert.pem` there; with `key`." }, "key": { "$ref": "#/$defs/path", "description": "In place of `pki/key.pem` there; with `cert`." }, "allow_insecure": { "type": "boolean", "default": false, "description": "`mqtt://` may lead to another machine: whoever is in between can have nodes powered off." } } };
var schema35 = { "type": "string", "pattern": "^/[^\\u0000]*$", "maxLength": 4095, "allowed": "an absolute path" };
var func72 = require_ucs2length().default;
var pattern5 = new RegExp("^mqtts?://", "u");
var pattern7 = new RegExp("^/[^\\u0000]*$", "u");
function validate21(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate21.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.identity === void 0) {
      data.identity = "/var/lib/hirte-agent";
    }
    if (data.allow_insecure === void 0) {
      data.allow_insecure = false;
    }
    if (data.url === void 0 || !func0.call(data, "url")) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "url" }, message: "must have required property 'url'", schema: schema33.required, parentSchema: schema33, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.host === void 0 || !func0.call(data, "host")) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "host" }, message: "must have required property 'host'", schema: schema33.required, parentSchema: schema33, data };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    for (const key0 of Object.keys(data)) {
      if (!(key0 === "url" || key0 === "host" || key0 === "identity" || key0 === "ca" || key0 === "cert" || key0 === "key" || key0 === "allow_insecure")) {
        const err2 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema33, data };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    if (data.url !== void 0 && func0.call(data, "url")) {
      let data0 = data.url;
      if (typeof data0 === "string") {
        if (func72(data0) > 512) {
          const err3 = { instancePath: instancePath + "/url", schemaPath: "#/properties/url/maxLength", keyword: "maxLength", params: { limit: 512 }, message: "must NOT have more than 512 characters", schema: 512, parentSchema: schema33.properties.url, data: data0 };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
        if (!pattern5.test(data0)) {
          const err4 = { instancePath: instancePath + "/url", schemaPath: "#/properties/url/pattern", keyword: "pattern", params: { pattern: "^mqtts?://" }, message: 'must match pattern "^mqtts?://"', schema: "^mqtts?://", parentSchema: schema33.properties.url, data: data0 };
          if (vErrors === null) {
            vErrors = [err4];
          } else {
            vErrors.push(err4);
          }
          errors++;
        }
      } else {
        const err5 = { instancePath: instancePath + "/url", schemaPath: "#/properties/url/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema33.properties.url.type, parentSchema: schema33.properties.url, data: data0 };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    if (data.host !== void 0 && func0.call(data, "host")) {
      let data1 = data.host;
      if (typeof data1 === "string") {
        if (!pattern4.test(data1)) {
          const err6 = { instancePath: instancePath + "/host", schemaPath: "#/$defs/nodeName/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9._-]{1,63}$" }, message: 'must match pattern "^[A-Za-z0-9._-]{1,63}$"', schema: "^[A-Za-z0-9._-]{1,63}$", parentSchema: schema32, data: data1 };
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
      } else {
        const err7 = { instancePath: instancePath + "/host", schemaPath: "#/$defs/nodeName/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema32.type, parentSchema: schema32, data: data1 };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
    }
    let data2 = data.identity;
    if (typeof data2 === "string") {
      if (func72(data2) > 4095) {
        const err8 = { instancePath: instancePath + "/identity", schemaPath: "#/$defs/path/maxLength", keyword: "maxLength", params: { limit: 4095 }, message: "must NOT have more than 4095 characters", schema: 4095, parentSchema: schema35, data: data2 };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
      if (!pattern7.test(data2)) {
        const err9 = { instancePath: instancePath + "/identity", schemaPath: "#/$defs/path/pattern", keyword: "pattern", params: { pattern: "^/[^\\u0000]*$" }, message: 'must match pattern "^/[^\\u0000]*$"', schema: "^/[^\\u0000]*$", parentSchema: schema35, data: data2 };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
    } else {
      const err10 = { instancePath: instancePath + "/identity", schemaPath: "#/$defs/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema35.type, parentSchema: schema35, data: data2 };
      if (vErrors === null) {
        vErrors = [err10];
      } else {
        vErrors.push(err10);
      }
      errors++;
    }
    if (data.ca !== void 0 && func0.call(data, "ca")) {
      let data3 = data.ca;
      if (typeof data3 === "string") {
        if (func72(data3) > 4095) {
          const err11 = { instancePath: instancePath + "/ca", schemaPath: "#/$defs/path/maxLength", keyword: "maxLength", params: { limit: 4095 }, message: "must NOT have more than 4095 characters", schema: 4095, parentSchema: schema35, data: data3 };
          if (vErrors === null) {
            vErrors = [err11];
          } else {
            vErrors.push(err11);
          }
          errors++;
        }
        if (!pattern7.test(data3)) {
          const err12 = { instancePath: instancePath + "/ca", schemaPath: "#/$defs/path/pattern", keyword: "pattern", params: { pattern: "^/[^\\u0000]*$" }, message: 'must match pattern "^/[^\\u0000]*$"', schema: "^/[^\\u0000]*$", parentSchema: schema35, data: data3 };
          if (vErrors === null) {
            vErrors = [err12];
          } else {
            vErrors.push(err12);
          }
          errors++;
        }
      } else {
        const err13 = { instancePath: instancePath + "/ca", schemaPath: "#/$defs/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema35.type, parentSchema: schema35, data: data3 };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
    }
    if (data.cert !== void 0 && func0.call(data, "cert")) {
      let data4 = data.cert;
      if (typeof data4 === "string") {
        if (func72(data4) > 4095) {
          const err14 = { instancePath: instancePath + "/cert", schemaPath: "#/$defs/path/maxLength", keyword: "maxLength", params: { limit: 4095 }, message: "must NOT have more than 4095 characters", schema: 4095, parentSchema: schema35, data: data4 };
          if (vErrors === null) {
            vErrors = [err14];
          } else {
            vErrors.push(err14);
          }
          errors++;
        }
        if (!pattern7.test(data4)) {
          const err15 = { instancePath: instancePath + "/cert", schemaPath: "#/$defs/path/pattern", keyword: "pattern", params: { pattern: "^/[^\\u0000]*$" }, message: 'must match pattern "^/[^\\u0000]*$"', schema: "^/[^\\u0000]*$", parentSchema: schema35, data: data4 };
          if (vErrors === null) {
            vErrors = [err15];
          } else {
            vErrors.push(err15);
          }
          errors++;
        }
      } else {
        const err16 = { instancePath: instancePath + "/cert", schemaPath: "#/$defs/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema35.type, parentSchema: schema35, data: data4 };
        if (vErrors === null) {
          vErrors = [err16];
        } else {
          vErrors.push(err16);
        }
        errors++;
      }
    }
    if (data.key !== void 0 && func0.call(data, "key")) {
      let data5 = data.key;
      if (typeof data5 === "string") {
        if (func72(data5) > 4095) {
          const err17 = { instancePath: instancePath + "/key", schemaPath: "#/$defs/path/maxLength", keyword: "maxLength", params: { limit: 4095 }, message: "must NOT have more than 4095 characters", schema: 4095, parentSchema: schema35, data: data5 };
          if (vErrors === null) {
            vErrors = [err17];
          } else {
            vErrors.push(err17);
          }
          errors++;
        }
        if (!pattern7.test(data5)) {
          const err18 = { instancePath: instancePath + "/key", schemaPath: "#/$defs/path/pattern", keyword: "pattern", params: { pattern: "^/[^\\u0000]*$" }, message: 'must match pattern "^/[^\\u0000]*$"', schema: "^/[^\\u0000]*$", parentSchema: schema35, data: data5 };
          if (vErrors === null) {
            vErrors = [err18];
          } else {
            vErrors.push(err18);
          }
          errors++;
        }
      } else {
        const err19 = { instancePath: instancePath + "/key", schemaPath: "#/$defs/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema35.type, parentSchema: schema35, data: data5 };
        if (vErrors === null) {
          vErrors = [err19];
        } else {
          vErrors.push(err19);
        }
        errors++;
      }
    }
    let data6 = data.allow_insecure;
    if (typeof data6 !== "boolean") {
      const err20 = { instancePath: instancePath + "/allow_insecure", schemaPath: "#/properties/allow_insecure/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema33.properties.allow_insecure.type, parentSchema: schema33.properties.allow_insecure, data: data6 };
      if (vErrors === null) {
        vErrors = [err20];
      } else {
        vErrors.push(err20);
      }
      errors++;
    }
  } else {
    const err21 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema33.type, parentSchema: schema33, data };
    if (vErrors === null) {
      vErrors = [err21];
    } else {
      vErrors.push(err21);
    }
    errors++;
  }
  validate21.errors = vErrors;
  return errors === 0;
}
validate21.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var schema39 = { "type": "object", "additionalProperties": false, "required": ["exec"], "properties": { "exec": { "$ref": "#/$defs/commandLine", "description": "Program with its arguments; no shell. `{severity}` and `{text}` stand for what is told." }, "timeout": { "$ref": "#/$defs/duration", "type": "string", "default": "5s", "maximumDuration": "5m", "description": "After which it is killed." }, "repeat": { "$ref": "#/$defs/duration", "type": "string", "default": "5m", "minimumDuration": "10s", "description": "An alarm that goes on is told again after so long." } } };
var schema40 = { "type": "array", "minItems": 1, "maxItems": 64, "items": { "type": "string", "maxLength": 4095, "allowed": "a word of the command line, in quotes where YAML would take it for something else" }, "allowed": "a list of words, the first of which is the absolute path of a program" };
var schema41 = { "type": "string", "pattern": "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$", "maxLength": 64, "allowed": "a number with its unit (ms, s, m, h or d), as in 30s, 5m or 1h30m", "minimumDuration": "100ms", "maximumDuration": "30d" };
var func85 = (init_hecate_units(), __toCommonJS(hecate_units_exports)).durationMsOf;
var pattern12 = new RegExp("^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$", "u");
function validate23(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate23.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.timeout === void 0) {
      data.timeout = "5s";
    }
    if (data.repeat === void 0) {
      data.repeat = "5m";
    }
    if (data.exec === void 0 || !func0.call(data, "exec")) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "exec" }, message: "must have required property 'exec'", schema: schema39.required, parentSchema: schema39, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    for (const key0 of Object.keys(data)) {
      if (!(key0 === "exec" || key0 === "timeout" || key0 === "repeat")) {
        const err1 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema39, data };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.exec !== void 0 && func0.call(data, "exec")) {
      let data0 = data.exec;
      if (Array.isArray(data0)) {
        if (data0.length > 64) {
          const err2 = { instancePath: instancePath + "/exec", schemaPath: "#/$defs/commandLine/maxItems", keyword: "maxItems", params: { limit: 64 }, message: "must NOT have more than 64 items", schema: 64, parentSchema: schema40, data: data0 };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
        if (data0.length < 1) {
          const err3 = { instancePath: instancePath + "/exec", schemaPath: "#/$defs/commandLine/minItems", keyword: "minItems", params: { limit: 1 }, message: "must NOT have fewer than 1 items", schema: 1, parentSchema: schema40, data: data0 };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
        const len0 = data0.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data1 = data0[i0];
          if (typeof data1 === "string") {
            if (func72(data1) > 4095) {
              const err4 = { instancePath: instancePath + "/exec/" + i0, schemaPath: "#/$defs/commandLine/items/maxLength", keyword: "maxLength", params: { limit: 4095 }, message: "must NOT have more than 4095 characters", schema: 4095, parentSchema: schema40.items, data: data1 };
              if (vErrors === null) {
                vErrors = [err4];
              } else {
                vErrors.push(err4);
              }
              errors++;
            }
          } else {
            const err5 = { instancePath: instancePath + "/exec/" + i0, schemaPath: "#/$defs/commandLine/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema40.items.type, parentSchema: schema40.items, data: data1 };
            if (vErrors === null) {
              vErrors = [err5];
            } else {
              vErrors.push(err5);
            }
            errors++;
          }
        }
      } else {
        const err6 = { instancePath: instancePath + "/exec", schemaPath: "#/$defs/commandLine/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema40.type, parentSchema: schema40, data: data0 };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    }
    let data2 = data.timeout;
    if (typeof data2 === "string") {
      if (func72(data2) > 64) {
        const err7 = { instancePath: instancePath + "/timeout", schemaPath: "#/$defs/duration/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema41, data: data2 };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
      if (!pattern12.test(data2)) {
        const err8 = { instancePath: instancePath + "/timeout", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$" }, message: 'must match pattern "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$"', schema: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$", parentSchema: schema41, data: data2 };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
      if (func85(data2) < 100) {
        const err9 = { instancePath: instancePath + "/timeout", schemaPath: "#/$defs/duration/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "100ms", parentSchema: schema41, data: data2 };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
      if (func85(data2) > 2592e6) {
        const err10 = { instancePath: instancePath + "/timeout", schemaPath: "#/$defs/duration/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "30d", parentSchema: schema41, data: data2 };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
    } else {
      const err11 = { instancePath: instancePath + "/timeout", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema41.type, parentSchema: schema41, data: data2 };
      if (vErrors === null) {
        vErrors = [err11];
      } else {
        vErrors.push(err11);
      }
      errors++;
    }
    if (typeof data2 === "string") {
      if (func85(data2) > 3e5) {
        const err12 = { instancePath: instancePath + "/timeout", schemaPath: "#/properties/timeout/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "5m", parentSchema: schema39.properties.timeout, data: data2 };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
    } else {
      const err13 = { instancePath: instancePath + "/timeout", schemaPath: "#/properties/timeout/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema39.properties.timeout.type, parentSchema: schema39.properties.timeout, data: data2 };
      if (vErrors === null) {
        vErrors = [err13];
      } else {
        vErrors.push(err13);
      }
      errors++;
    }
    let data3 = data.repeat;
    if (typeof data3 === "string") {
      if (func72(data3) > 64) {
        const err14 = { instancePath: instancePath + "/repeat", schemaPath: "#/$defs/duration/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema41, data: data3 };
        if (vErrors === null) {
          vErrors = [err14];
        } else {
          vErrors.push(err14);
        }
        errors++;
      }
      if (!pattern12.test(data3)) {
        const err15 = { instancePath: instancePath + "/repeat", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$" }, message: 'must match pattern "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$"', schema: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$", parentSchema: schema41, data: data3 };
        if (vErrors === null) {
          vErrors = [err15];
        } else {
          vErrors.push(err15);
        }
        errors++;
      }
      if (func85(data3) < 100) {
        const err16 = { instancePath: instancePath + "/repeat", schemaPath: "#/$defs/duration/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "100ms", parentSchema: schema41, data: data3 };
        if (vErrors === null) {
          vErrors = [err16];
        } else {
          vErrors.push(err16);
        }
        errors++;
      }
      if (func85(data3) > 2592e6) {
        const err17 = { instancePath: instancePath + "/repeat", schemaPath: "#/$defs/duration/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "30d", parentSchema: schema41, data: data3 };
        if (vErrors === null) {
          vErrors = [err17];
        } else {
          vErrors.push(err17);
        }
        errors++;
      }
    } else {
      const err18 = { instancePath: instancePath + "/repeat", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema41.type, parentSchema: schema41, data: data3 };
      if (vErrors === null) {
        vErrors = [err18];
      } else {
        vErrors.push(err18);
      }
      errors++;
    }
    if (typeof data3 === "string") {
      if (func85(data3) < 1e4) {
        const err19 = { instancePath: instancePath + "/repeat", schemaPath: "#/properties/repeat/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "10s", parentSchema: schema39.properties.repeat, data: data3 };
        if (vErrors === null) {
          vErrors = [err19];
        } else {
          vErrors.push(err19);
        }
        errors++;
      }
    } else {
      const err20 = { instancePath: instancePath + "/repeat", schemaPath: "#/properties/repeat/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema39.properties.repeat.type, parentSchema: schema39.properties.repeat, data: data3 };
      if (vErrors === null) {
        vErrors = [err20];
      } else {
        vErrors.push(err20);
      }
      errors++;
    }
  } else {
    const err21 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema39.type, parentSchema: schema39, data };
    if (vErrors === null) {
      vErrors = [err21];
    } else {
      vErrors.push(err21);
    }
    errors++;
  }
  validate23.errors = vErrors;
  return errors === 0;
}
validate23.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var schema44 = { "type": "object", "additionalProperties": false, "required": ["target", "host"], "properties": { "target": { "type": "string", "maxLength": 330, "pattern": "^[A-Za-z0-9._-]{1,63}@", "allowed": "NAME@HOST or NAME@HOST:PORT, as upsc takes it", "description": "The UPS as NUT knows it, seen from `host`: `NAME@HOST` or `NAME@HOST:PORT` (3493)." }, "host": { "$ref": "#/$defs/nodeName", "description": "Node that reads it and publishes what it reads." }, "mains": { "$ref": "#/$defs/word", "default": "main", "description": "Name of the supply. UPSes on one supply corroborate each other: write another name only for one on another supply." }, "tls": { "type": "object", "additionalProperties": false, "required": ["mode"], "description": "Encrypts the connection to upsd (STARTTLS). Absent: it is in clear text, password included.", "properties": { "mode": { "type": "string", "enum": ["tried", "required"], "description": "`required`: no reading without TLS and a certificate that is believed. `tried`: TLS where upsd offers it, which protects from nobody who can change what is sent." }, "ca": { "$ref": "#/$defs/path", "description": "PEM of the CA, or of upsd's own certificate. Without it `required` believes the CAs that Node.js knows." }, "server_name": { "type": "string", "pattern": "^[A-Za-z0-9._-]{1,253}$", "allowed": "the name in the certificate of upsd", "description": "For whom the certificate must be; the host of `target` otherwise." } } }, "monitor": { "type": "object", "additionalProperties": false, "required": ["user", "password_file"], "description": "Account in upsd.users. Without it readings still come, but hecate does not log in.", "properties": { "user": { "type": "string", "pattern": "^[!-~]{1,63}$", "allowed": "the name of a user in upsd.users", "description": "Name in upsd.users." }, "password_file": { "$ref": "#/$defs/path", "description": "Its password: the first line of a file that only its owner may read (0600)." } } }, "killpower": { "type": "boolean", "default": false, "description": "Whether the UPS is told to cut its outlets at the very end (`shutdown.return`), under the conditions below." } } };
var schema46 = { "type": "string", "pattern": "^[A-Za-z0-9._-]{1,63}$", "allowed": "a name: 1 to 63 letters, digits, dots, underscores and hyphens" };
var pattern15 = new RegExp("^[A-Za-z0-9._-]{1,63}@", "u");
var pattern19 = new RegExp("^[A-Za-z0-9._-]{1,253}$", "u");
var pattern20 = new RegExp("^[!-~]{1,63}$", "u");
function validate25(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate25.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.mains === void 0) {
      data.mains = "main";
    }
    if (data.killpower === void 0) {
      data.killpower = false;
    }
    if (data.target === void 0 || !func0.call(data, "target")) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "target" }, message: "must have required property 'target'", schema: schema44.required, parentSchema: schema44, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.host === void 0 || !func0.call(data, "host")) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "host" }, message: "must have required property 'host'", schema: schema44.required, parentSchema: schema44, data };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    for (const key0 of Object.keys(data)) {
      if (!(key0 === "target" || key0 === "host" || key0 === "mains" || key0 === "tls" || key0 === "monitor" || key0 === "killpower")) {
        const err2 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema44, data };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    if (data.target !== void 0 && func0.call(data, "target")) {
      let data0 = data.target;
      if (typeof data0 === "string") {
        if (func72(data0) > 330) {
          const err3 = { instancePath: instancePath + "/target", schemaPath: "#/properties/target/maxLength", keyword: "maxLength", params: { limit: 330 }, message: "must NOT have more than 330 characters", schema: 330, parentSchema: schema44.properties.target, data: data0 };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
        if (!pattern15.test(data0)) {
          const err4 = { instancePath: instancePath + "/target", schemaPath: "#/properties/target/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9._-]{1,63}@" }, message: 'must match pattern "^[A-Za-z0-9._-]{1,63}@"', schema: "^[A-Za-z0-9._-]{1,63}@", parentSchema: schema44.properties.target, data: data0 };
          if (vErrors === null) {
            vErrors = [err4];
          } else {
            vErrors.push(err4);
          }
          errors++;
        }
      } else {
        const err5 = { instancePath: instancePath + "/target", schemaPath: "#/properties/target/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema44.properties.target.type, parentSchema: schema44.properties.target, data: data0 };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    if (data.host !== void 0 && func0.call(data, "host")) {
      let data1 = data.host;
      if (typeof data1 === "string") {
        if (!pattern4.test(data1)) {
          const err6 = { instancePath: instancePath + "/host", schemaPath: "#/$defs/nodeName/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9._-]{1,63}$" }, message: 'must match pattern "^[A-Za-z0-9._-]{1,63}$"', schema: "^[A-Za-z0-9._-]{1,63}$", parentSchema: schema32, data: data1 };
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
      } else {
        const err7 = { instancePath: instancePath + "/host", schemaPath: "#/$defs/nodeName/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema32.type, parentSchema: schema32, data: data1 };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
    }
    let data2 = data.mains;
    if (typeof data2 === "string") {
      if (!pattern4.test(data2)) {
        const err8 = { instancePath: instancePath + "/mains", schemaPath: "#/$defs/word/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9._-]{1,63}$" }, message: 'must match pattern "^[A-Za-z0-9._-]{1,63}$"', schema: "^[A-Za-z0-9._-]{1,63}$", parentSchema: schema46, data: data2 };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    } else {
      const err9 = { instancePath: instancePath + "/mains", schemaPath: "#/$defs/word/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema46.type, parentSchema: schema46, data: data2 };
      if (vErrors === null) {
        vErrors = [err9];
      } else {
        vErrors.push(err9);
      }
      errors++;
    }
    if (data.tls !== void 0 && func0.call(data, "tls")) {
      let data3 = data.tls;
      if (data3 && typeof data3 == "object" && !Array.isArray(data3)) {
        if (data3.mode === void 0 || !func0.call(data3, "mode")) {
          const err10 = { instancePath: instancePath + "/tls", schemaPath: "#/properties/tls/required", keyword: "required", params: { missingProperty: "mode" }, message: "must have required property 'mode'", schema: schema44.properties.tls.required, parentSchema: schema44.properties.tls, data: data3 };
          if (vErrors === null) {
            vErrors = [err10];
          } else {
            vErrors.push(err10);
          }
          errors++;
        }
        for (const key1 of Object.keys(data3)) {
          if (!(key1 === "mode" || key1 === "ca" || key1 === "server_name")) {
            const err11 = { instancePath: instancePath + "/tls", schemaPath: "#/properties/tls/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties", schema: false, parentSchema: schema44.properties.tls, data: data3 };
            if (vErrors === null) {
              vErrors = [err11];
            } else {
              vErrors.push(err11);
            }
            errors++;
          }
        }
        if (data3.mode !== void 0 && func0.call(data3, "mode")) {
          let data4 = data3.mode;
          if (typeof data4 !== "string") {
            const err12 = { instancePath: instancePath + "/tls/mode", schemaPath: "#/properties/tls/properties/mode/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema44.properties.tls.properties.mode.type, parentSchema: schema44.properties.tls.properties.mode, data: data4 };
            if (vErrors === null) {
              vErrors = [err12];
            } else {
              vErrors.push(err12);
            }
            errors++;
          }
          if (!(data4 === "tried" || data4 === "required")) {
            const err13 = { instancePath: instancePath + "/tls/mode", schemaPath: "#/properties/tls/properties/mode/enum", keyword: "enum", params: { allowedValues: schema44.properties.tls.properties.mode.enum }, message: "must be equal to one of the allowed values", schema: schema44.properties.tls.properties.mode.enum, parentSchema: schema44.properties.tls.properties.mode, data: data4 };
            if (vErrors === null) {
              vErrors = [err13];
            } else {
              vErrors.push(err13);
            }
            errors++;
          }
        }
        if (data3.ca !== void 0 && func0.call(data3, "ca")) {
          let data5 = data3.ca;
          if (typeof data5 === "string") {
            if (func72(data5) > 4095) {
              const err14 = { instancePath: instancePath + "/tls/ca", schemaPath: "#/$defs/path/maxLength", keyword: "maxLength", params: { limit: 4095 }, message: "must NOT have more than 4095 characters", schema: 4095, parentSchema: schema35, data: data5 };
              if (vErrors === null) {
                vErrors = [err14];
              } else {
                vErrors.push(err14);
              }
              errors++;
            }
            if (!pattern7.test(data5)) {
              const err15 = { instancePath: instancePath + "/tls/ca", schemaPath: "#/$defs/path/pattern", keyword: "pattern", params: { pattern: "^/[^\\u0000]*$" }, message: 'must match pattern "^/[^\\u0000]*$"', schema: "^/[^\\u0000]*$", parentSchema: schema35, data: data5 };
              if (vErrors === null) {
                vErrors = [err15];
              } else {
                vErrors.push(err15);
              }
              errors++;
            }
          } else {
            const err16 = { instancePath: instancePath + "/tls/ca", schemaPath: "#/$defs/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema35.type, parentSchema: schema35, data: data5 };
            if (vErrors === null) {
              vErrors = [err16];
            } else {
              vErrors.push(err16);
            }
            errors++;
          }
        }
        if (data3.server_name !== void 0 && func0.call(data3, "server_name")) {
          let data6 = data3.server_name;
          if (typeof data6 === "string") {
            if (!pattern19.test(data6)) {
              const err17 = { instancePath: instancePath + "/tls/server_name", schemaPath: "#/properties/tls/properties/server_name/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9._-]{1,253}$" }, message: 'must match pattern "^[A-Za-z0-9._-]{1,253}$"', schema: "^[A-Za-z0-9._-]{1,253}$", parentSchema: schema44.properties.tls.properties.server_name, data: data6 };
              if (vErrors === null) {
                vErrors = [err17];
              } else {
                vErrors.push(err17);
              }
              errors++;
            }
          } else {
            const err18 = { instancePath: instancePath + "/tls/server_name", schemaPath: "#/properties/tls/properties/server_name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema44.properties.tls.properties.server_name.type, parentSchema: schema44.properties.tls.properties.server_name, data: data6 };
            if (vErrors === null) {
              vErrors = [err18];
            } else {
              vErrors.push(err18);
            }
            errors++;
          }
        }
      } else {
        const err19 = { instancePath: instancePath + "/tls", schemaPath: "#/properties/tls/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema44.properties.tls.type, parentSchema: schema44.properties.tls, data: data3 };
        if (vErrors === null) {
          vErrors = [err19];
        } else {
          vErrors.push(err19);
        }
        errors++;
      }
    }
    if (data.monitor !== void 0 && func0.call(data, "monitor")) {
      let data7 = data.monitor;
      if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
        if (data7.user === void 0 || !func0.call(data7, "user")) {
          const err20 = { instancePath: instancePath + "/monitor", schemaPath: "#/properties/monitor/required", keyword: "required", params: { missingProperty: "user" }, message: "must have required property 'user'", schema: schema44.properties.monitor.required, parentSchema: schema44.properties.monitor, data: data7 };
          if (vErrors === null) {
            vErrors = [err20];
          } else {
            vErrors.push(err20);
          }
          errors++;
        }
        if (data7.password_file === void 0 || !func0.call(data7, "password_file")) {
          const err21 = { instancePath: instancePath + "/monitor", schemaPath: "#/properties/monitor/required", keyword: "required", params: { missingProperty: "password_file" }, message: "must have required property 'password_file'", schema: schema44.properties.monitor.required, parentSchema: schema44.properties.monitor, data: data7 };
          if (vErrors === null) {
            vErrors = [err21];
          } else {
            vErrors.push(err21);
          }
          errors++;
        }
        for (const key2 of Object.keys(data7)) {
          if (!(key2 === "user" || key2 === "password_file")) {
            const err22 = { instancePath: instancePath + "/monitor", schemaPath: "#/properties/monitor/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key2 }, message: "must NOT have additional properties", schema: false, parentSchema: schema44.properties.monitor, data: data7 };
            if (vErrors === null) {
              vErrors = [err22];
            } else {
              vErrors.push(err22);
            }
            errors++;
          }
        }
        if (data7.user !== void 0 && func0.call(data7, "user")) {
          let data8 = data7.user;
          if (typeof data8 === "string") {
            if (!pattern20.test(data8)) {
              const err23 = { instancePath: instancePath + "/monitor/user", schemaPath: "#/properties/monitor/properties/user/pattern", keyword: "pattern", params: { pattern: "^[!-~]{1,63}$" }, message: 'must match pattern "^[!-~]{1,63}$"', schema: "^[!-~]{1,63}$", parentSchema: schema44.properties.monitor.properties.user, data: data8 };
              if (vErrors === null) {
                vErrors = [err23];
              } else {
                vErrors.push(err23);
              }
              errors++;
            }
          } else {
            const err24 = { instancePath: instancePath + "/monitor/user", schemaPath: "#/properties/monitor/properties/user/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema44.properties.monitor.properties.user.type, parentSchema: schema44.properties.monitor.properties.user, data: data8 };
            if (vErrors === null) {
              vErrors = [err24];
            } else {
              vErrors.push(err24);
            }
            errors++;
          }
        }
        if (data7.password_file !== void 0 && func0.call(data7, "password_file")) {
          let data9 = data7.password_file;
          if (typeof data9 === "string") {
            if (func72(data9) > 4095) {
              const err25 = { instancePath: instancePath + "/monitor/password_file", schemaPath: "#/$defs/path/maxLength", keyword: "maxLength", params: { limit: 4095 }, message: "must NOT have more than 4095 characters", schema: 4095, parentSchema: schema35, data: data9 };
              if (vErrors === null) {
                vErrors = [err25];
              } else {
                vErrors.push(err25);
              }
              errors++;
            }
            if (!pattern7.test(data9)) {
              const err26 = { instancePath: instancePath + "/monitor/password_file", schemaPath: "#/$defs/path/pattern", keyword: "pattern", params: { pattern: "^/[^\\u0000]*$" }, message: 'must match pattern "^/[^\\u0000]*$"', schema: "^/[^\\u0000]*$", parentSchema: schema35, data: data9 };
              if (vErrors === null) {
                vErrors = [err26];
              } else {
                vErrors.push(err26);
              }
              errors++;
            }
          } else {
            const err27 = { instancePath: instancePath + "/monitor/password_file", schemaPath: "#/$defs/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema35.type, parentSchema: schema35, data: data9 };
            if (vErrors === null) {
              vErrors = [err27];
            } else {
              vErrors.push(err27);
            }
            errors++;
          }
        }
      } else {
        const err28 = { instancePath: instancePath + "/monitor", schemaPath: "#/properties/monitor/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema44.properties.monitor.type, parentSchema: schema44.properties.monitor, data: data7 };
        if (vErrors === null) {
          vErrors = [err28];
        } else {
          vErrors.push(err28);
        }
        errors++;
      }
    }
    let data10 = data.killpower;
    if (typeof data10 !== "boolean") {
      const err29 = { instancePath: instancePath + "/killpower", schemaPath: "#/properties/killpower/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema44.properties.killpower.type, parentSchema: schema44.properties.killpower, data: data10 };
      if (vErrors === null) {
        vErrors = [err29];
      } else {
        vErrors.push(err29);
      }
      errors++;
    }
  } else {
    const err30 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema44.type, parentSchema: schema44, data };
    if (vErrors === null) {
      vErrors = [err30];
    } else {
      vErrors.push(err30);
    }
    errors++;
  }
  validate25.errors = vErrors;
  return errors === 0;
}
validate25.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var schema49 = { "type": "object", "additionalProperties": false, "properties": { "runtime_safety_factor": { "type": "number", "minimum": 1, "maximum": 10, "default": 1.1, "description": "The threshold is the budget times this. 1.1 covers a gauge that is wrong by 10 %, no more: take 1.3 until a discharge test was made." }, "poll_interval": { "$ref": "#/$defs/duration", "type": "string", "default": "5s", "maximumDuration": "60s", "description": "How often each UPS is read." }, "debounce_polls": { "type": "integer", "minimum": 1, "maximum": 100, "default": 3, "description": "So many readings in a row have to be at or below the threshold. The driver's `pollfreq` must be at most (debounce_polls - 1) x poll_interval." }, "stabilisation": { "$ref": "#/$defs/duration", "type": "string", "default": "30s", "maximumDuration": "10m", "description": "So long after the change to battery the runtime is only watched, unless it was tight before." }, "stale_after": { "$ref": "#/$defs/duration", "type": "string", "default": "15s", "maximumDuration": "10m", "description": "Older readings count as none. At least twice poll_interval; three times is better." }, "blind_on_battery": { "$ref": "#/$defs/duration", "type": "string", "default": "180s", "maximumDuration": "1h", "description": "A UPS that was on battery and is not heard for so long counts as empty. At least stale_after." }, "frozen_after": { "$ref": "#/$defs/duration", "type": "string", "default": "120s", "maximumDuration": "1h", "description": "A runtime that does not change on battery for so long is counted down by the clock." }, "trust_lb": { "type": "string", "enum": ["always", "confirm", "never"], "default": "confirm", "description": "What the low battery flag (LB) is worth: enough by itself, only where charge or runtime say so too, or nothing." }, "lb_confirm_charge": { "$ref": "#/$defs/percent", "default": "30%", "description": "Charge at or below which it is confirmed." }, "lb_hold": { "$ref": "#/$defs/duration", "type": "string", "default": "30s", "maximumDuration": "10m", "description": "A low battery flag that stays so long is believed whatever the charge, unless trust_lb is never." }, "off_hold": { "$ref": "#/$defs/duration", "type": "string", "default": "30s", "maximumDuration": "10m", "description": "A UPS that says OFF for so long feeds nothing." }, "calibration_max": { "$ref": "#/$defs/duration", "type": "string", "default": "60m", "maximumDuration": "1d", "description": "A calibration that lasts longer is taken for an outage." }, "without_runtime": { "type": "object", "additionalProperties": false, "default": {}, "description": "For a UPS that says no runtime.", "properties": { "charge": { "$ref": "#/$defs/percent", "default": "50%", "description": "Charge at or below which readings count." }, "on_battery": { "$ref": "#/$defs/duration", "type": "string", "default": "180s", "maximumDuration": "1d", "description": "Time on battery after which they count." } } }, "max_on_battery": { "type": "string", "pattern": "^(none|[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*)$", "maxLength": 64, "allowed": "none, or a number with its unit, as in 20m", "minimumDuration": "1s", "maximumDuration": "30d", "default": "none", "description": "Time on battery that is not exceeded, whatever the runtime." }, "restored_after": { "$ref": "#/$defs/duration", "type": "string", "default": "60s", "maximumDuration": "1h", "description": "The mains are back when they were there for so long without a break." }, "flapping": { "type": "object", "additionalProperties": false, "default": {}, "description": "Mains that come and go.", "properties": { "episodes": { "type": "integer", "minimum": 1, "maximum": 100, "default": 3, "description": "So many changes to battery within `within` are flapping mains." }, "within": { "$ref": "#/$defs/duration", "type": "string", "default": "15m", "maximumDuration": "1d", "description": "The time in which they are counted." }, "restored_after": { "$ref": "#/$defs/duration", "type": "string", "default": "5m", "maximumDuration": "6h", "description": "While the mains flap this holds in place of policy.restored_after. At least as long." } } }, "start_charge": { "$ref": "#/$defs/percent", "default": "50%", "description": "Charge that is waited for before anything is started." } } };
var schema55 = { "type": "string", "pattern": "^(100|[0-9]{1,2}(\\.[0-9]{1,2})?)%$", "allowed": "a percentage from 0% to 100%, with its sign, as in 50%" };
var pattern27 = new RegExp("^(100|[0-9]{1,2}(\\.[0-9]{1,2})?)%$", "u");
var pattern33 = new RegExp("^(none|[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*)$", "u");
function validate27(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate27.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.runtime_safety_factor === void 0) {
      data.runtime_safety_factor = 1.1;
    }
    if (data.poll_interval === void 0) {
      data.poll_interval = "5s";
    }
    if (data.debounce_polls === void 0) {
      data.debounce_polls = 3;
    }
    if (data.stabilisation === void 0) {
      data.stabilisation = "30s";
    }
    if (data.stale_after === void 0) {
      data.stale_after = "15s";
    }
    if (data.blind_on_battery === void 0) {
      data.blind_on_battery = "180s";
    }
    if (data.frozen_after === void 0) {
      data.frozen_after = "120s";
    }
    if (data.trust_lb === void 0) {
      data.trust_lb = "confirm";
    }
    if (data.lb_confirm_charge === void 0) {
      data.lb_confirm_charge = "30%";
    }
    if (data.lb_hold === void 0) {
      data.lb_hold = "30s";
    }
    if (data.off_hold === void 0) {
      data.off_hold = "30s";
    }
    if (data.calibration_max === void 0) {
      data.calibration_max = "60m";
    }
    if (data.without_runtime === void 0) {
      data.without_runtime = {};
    }
    if (data.max_on_battery === void 0) {
      data.max_on_battery = "none";
    }
    if (data.restored_after === void 0) {
      data.restored_after = "60s";
    }
    if (data.flapping === void 0) {
      data.flapping = {};
    }
    if (data.start_charge === void 0) {
      data.start_charge = "50%";
    }
    for (const key0 of Object.keys(data)) {
      if (!func0.call(schema49.properties, key0)) {
        const err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema49, data };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
    let data0 = data.runtime_safety_factor;
    if (typeof data0 == "number" && isFinite(data0)) {
      if (data0 > 10 || isNaN(data0)) {
        const err1 = { instancePath: instancePath + "/runtime_safety_factor", schemaPath: "#/properties/runtime_safety_factor/maximum", keyword: "maximum", params: { comparison: "<=", limit: 10 }, message: "must be <= 10", schema: 10, parentSchema: schema49.properties.runtime_safety_factor, data: data0 };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
      if (data0 < 1 || isNaN(data0)) {
        const err2 = { instancePath: instancePath + "/runtime_safety_factor", schemaPath: "#/properties/runtime_safety_factor/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema49.properties.runtime_safety_factor, data: data0 };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    } else {
      const err3 = { instancePath: instancePath + "/runtime_safety_factor", schemaPath: "#/properties/runtime_safety_factor/type", keyword: "type", params: { type: "number" }, message: "must be number", schema: schema49.properties.runtime_safety_factor.type, parentSchema: schema49.properties.runtime_safety_factor, data: data0 };
      if (vErrors === null) {
        vErrors = [err3];
      } else {
        vErrors.push(err3);
      }
      errors++;
    }
    let data1 = data.poll_interval;
    if (typeof data1 === "string") {
      if (func72(data1) > 64) {
        const err4 = { instancePath: instancePath + "/poll_interval", schemaPath: "#/$defs/duration/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema41, data: data1 };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
      if (!pattern12.test(data1)) {
        const err5 = { instancePath: instancePath + "/poll_interval", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$" }, message: 'must match pattern "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$"', schema: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$", parentSchema: schema41, data: data1 };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
      if (func85(data1) < 100) {
        const err6 = { instancePath: instancePath + "/poll_interval", schemaPath: "#/$defs/duration/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "100ms", parentSchema: schema41, data: data1 };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
      if (func85(data1) > 2592e6) {
        const err7 = { instancePath: instancePath + "/poll_interval", schemaPath: "#/$defs/duration/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "30d", parentSchema: schema41, data: data1 };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
    } else {
      const err8 = { instancePath: instancePath + "/poll_interval", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema41.type, parentSchema: schema41, data: data1 };
      if (vErrors === null) {
        vErrors = [err8];
      } else {
        vErrors.push(err8);
      }
      errors++;
    }
    if (typeof data1 === "string") {
      if (func85(data1) > 6e4) {
        const err9 = { instancePath: instancePath + "/poll_interval", schemaPath: "#/properties/poll_interval/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "60s", parentSchema: schema49.properties.poll_interval, data: data1 };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
    } else {
      const err10 = { instancePath: instancePath + "/poll_interval", schemaPath: "#/properties/poll_interval/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema49.properties.poll_interval.type, parentSchema: schema49.properties.poll_interval, data: data1 };
      if (vErrors === null) {
        vErrors = [err10];
      } else {
        vErrors.push(err10);
      }
      errors++;
    }
    let data2 = data.debounce_polls;
    if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
      const err11 = { instancePath: instancePath + "/debounce_polls", schemaPath: "#/properties/debounce_polls/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema49.properties.debounce_polls.type, parentSchema: schema49.properties.debounce_polls, data: data2 };
      if (vErrors === null) {
        vErrors = [err11];
      } else {
        vErrors.push(err11);
      }
      errors++;
    }
    if (typeof data2 == "number" && isFinite(data2)) {
      if (data2 > 100 || isNaN(data2)) {
        const err12 = { instancePath: instancePath + "/debounce_polls", schemaPath: "#/properties/debounce_polls/maximum", keyword: "maximum", params: { comparison: "<=", limit: 100 }, message: "must be <= 100", schema: 100, parentSchema: schema49.properties.debounce_polls, data: data2 };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
      if (data2 < 1 || isNaN(data2)) {
        const err13 = { instancePath: instancePath + "/debounce_polls", schemaPath: "#/properties/debounce_polls/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema49.properties.debounce_polls, data: data2 };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
    }
    let data3 = data.stabilisation;
    if (typeof data3 === "string") {
      if (func72(data3) > 64) {
        const err14 = { instancePath: instancePath + "/stabilisation", schemaPath: "#/$defs/duration/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema41, data: data3 };
        if (vErrors === null) {
          vErrors = [err14];
        } else {
          vErrors.push(err14);
        }
        errors++;
      }
      if (!pattern12.test(data3)) {
        const err15 = { instancePath: instancePath + "/stabilisation", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$" }, message: 'must match pattern "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$"', schema: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$", parentSchema: schema41, data: data3 };
        if (vErrors === null) {
          vErrors = [err15];
        } else {
          vErrors.push(err15);
        }
        errors++;
      }
      if (func85(data3) < 100) {
        const err16 = { instancePath: instancePath + "/stabilisation", schemaPath: "#/$defs/duration/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "100ms", parentSchema: schema41, data: data3 };
        if (vErrors === null) {
          vErrors = [err16];
        } else {
          vErrors.push(err16);
        }
        errors++;
      }
      if (func85(data3) > 2592e6) {
        const err17 = { instancePath: instancePath + "/stabilisation", schemaPath: "#/$defs/duration/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "30d", parentSchema: schema41, data: data3 };
        if (vErrors === null) {
          vErrors = [err17];
        } else {
          vErrors.push(err17);
        }
        errors++;
      }
    } else {
      const err18 = { instancePath: instancePath + "/stabilisation", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema41.type, parentSchema: schema41, data: data3 };
      if (vErrors === null) {
        vErrors = [err18];
      } else {
        vErrors.push(err18);
      }
      errors++;
    }
    if (typeof data3 === "string") {
      if (func85(data3) > 6e5) {
        const err19 = { instancePath: instancePath + "/stabilisation", schemaPath: "#/properties/stabilisation/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "10m", parentSchema: schema49.properties.stabilisation, data: data3 };
        if (vErrors === null) {
          vErrors = [err19];
        } else {
          vErrors.push(err19);
        }
        errors++;
      }
    } else {
      const err20 = { instancePath: instancePath + "/stabilisation", schemaPath: "#/properties/stabilisation/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema49.properties.stabilisation.type, parentSchema: schema49.properties.stabilisation, data: data3 };
      if (vErrors === null) {
        vErrors = [err20];
      } else {
        vErrors.push(err20);
      }
      errors++;
    }
    let data4 = data.stale_after;
    if (typeof data4 === "string") {
      if (func72(data4) > 64) {
        const err21 = { instancePath: instancePath + "/stale_after", schemaPath: "#/$defs/duration/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema41, data: data4 };
        if (vErrors === null) {
          vErrors = [err21];
        } else {
          vErrors.push(err21);
        }
        errors++;
      }
      if (!pattern12.test(data4)) {
        const err22 = { instancePath: instancePath + "/stale_after", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$" }, message: 'must match pattern "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$"', schema: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$", parentSchema: schema41, data: data4 };
        if (vErrors === null) {
          vErrors = [err22];
        } else {
          vErrors.push(err22);
        }
        errors++;
      }
      if (func85(data4) < 100) {
        const err23 = { instancePath: instancePath + "/stale_after", schemaPath: "#/$defs/duration/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "100ms", parentSchema: schema41, data: data4 };
        if (vErrors === null) {
          vErrors = [err23];
        } else {
          vErrors.push(err23);
        }
        errors++;
      }
      if (func85(data4) > 2592e6) {
        const err24 = { instancePath: instancePath + "/stale_after", schemaPath: "#/$defs/duration/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "30d", parentSchema: schema41, data: data4 };
        if (vErrors === null) {
          vErrors = [err24];
        } else {
          vErrors.push(err24);
        }
        errors++;
      }
    } else {
      const err25 = { instancePath: instancePath + "/stale_after", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema41.type, parentSchema: schema41, data: data4 };
      if (vErrors === null) {
        vErrors = [err25];
      } else {
        vErrors.push(err25);
      }
      errors++;
    }
    if (typeof data4 === "string") {
      if (func85(data4) > 6e5) {
        const err26 = { instancePath: instancePath + "/stale_after", schemaPath: "#/properties/stale_after/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "10m", parentSchema: schema49.properties.stale_after, data: data4 };
        if (vErrors === null) {
          vErrors = [err26];
        } else {
          vErrors.push(err26);
        }
        errors++;
      }
    } else {
      const err27 = { instancePath: instancePath + "/stale_after", schemaPath: "#/properties/stale_after/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema49.properties.stale_after.type, parentSchema: schema49.properties.stale_after, data: data4 };
      if (vErrors === null) {
        vErrors = [err27];
      } else {
        vErrors.push(err27);
      }
      errors++;
    }
    let data5 = data.blind_on_battery;
    if (typeof data5 === "string") {
      if (func72(data5) > 64) {
        const err28 = { instancePath: instancePath + "/blind_on_battery", schemaPath: "#/$defs/duration/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema41, data: data5 };
        if (vErrors === null) {
          vErrors = [err28];
        } else {
          vErrors.push(err28);
        }
        errors++;
      }
      if (!pattern12.test(data5)) {
        const err29 = { instancePath: instancePath + "/blind_on_battery", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$" }, message: 'must match pattern "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$"', schema: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$", parentSchema: schema41, data: data5 };
        if (vErrors === null) {
          vErrors = [err29];
        } else {
          vErrors.push(err29);
        }
        errors++;
      }
      if (func85(data5) < 100) {
        const err30 = { instancePath: instancePath + "/blind_on_battery", schemaPath: "#/$defs/duration/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "100ms", parentSchema: schema41, data: data5 };
        if (vErrors === null) {
          vErrors = [err30];
        } else {
          vErrors.push(err30);
        }
        errors++;
      }
      if (func85(data5) > 2592e6) {
        const err31 = { instancePath: instancePath + "/blind_on_battery", schemaPath: "#/$defs/duration/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "30d", parentSchema: schema41, data: data5 };
        if (vErrors === null) {
          vErrors = [err31];
        } else {
          vErrors.push(err31);
        }
        errors++;
      }
    } else {
      const err32 = { instancePath: instancePath + "/blind_on_battery", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema41.type, parentSchema: schema41, data: data5 };
      if (vErrors === null) {
        vErrors = [err32];
      } else {
        vErrors.push(err32);
      }
      errors++;
    }
    if (typeof data5 === "string") {
      if (func85(data5) > 36e5) {
        const err33 = { instancePath: instancePath + "/blind_on_battery", schemaPath: "#/properties/blind_on_battery/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "1h", parentSchema: schema49.properties.blind_on_battery, data: data5 };
        if (vErrors === null) {
          vErrors = [err33];
        } else {
          vErrors.push(err33);
        }
        errors++;
      }
    } else {
      const err34 = { instancePath: instancePath + "/blind_on_battery", schemaPath: "#/properties/blind_on_battery/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema49.properties.blind_on_battery.type, parentSchema: schema49.properties.blind_on_battery, data: data5 };
      if (vErrors === null) {
        vErrors = [err34];
      } else {
        vErrors.push(err34);
      }
      errors++;
    }
    let data6 = data.frozen_after;
    if (typeof data6 === "string") {
      if (func72(data6) > 64) {
        const err35 = { instancePath: instancePath + "/frozen_after", schemaPath: "#/$defs/duration/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema41, data: data6 };
        if (vErrors === null) {
          vErrors = [err35];
        } else {
          vErrors.push(err35);
        }
        errors++;
      }
      if (!pattern12.test(data6)) {
        const err36 = { instancePath: instancePath + "/frozen_after", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$" }, message: 'must match pattern "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$"', schema: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$", parentSchema: schema41, data: data6 };
        if (vErrors === null) {
          vErrors = [err36];
        } else {
          vErrors.push(err36);
        }
        errors++;
      }
      if (func85(data6) < 100) {
        const err37 = { instancePath: instancePath + "/frozen_after", schemaPath: "#/$defs/duration/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "100ms", parentSchema: schema41, data: data6 };
        if (vErrors === null) {
          vErrors = [err37];
        } else {
          vErrors.push(err37);
        }
        errors++;
      }
      if (func85(data6) > 2592e6) {
        const err38 = { instancePath: instancePath + "/frozen_after", schemaPath: "#/$defs/duration/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "30d", parentSchema: schema41, data: data6 };
        if (vErrors === null) {
          vErrors = [err38];
        } else {
          vErrors.push(err38);
        }
        errors++;
      }
    } else {
      const err39 = { instancePath: instancePath + "/frozen_after", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema41.type, parentSchema: schema41, data: data6 };
      if (vErrors === null) {
        vErrors = [err39];
      } else {
        vErrors.push(err39);
      }
      errors++;
    }
    if (typeof data6 === "string") {
      if (func85(data6) > 36e5) {
        const err40 = { instancePath: instancePath + "/frozen_after", schemaPath: "#/properties/frozen_after/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "1h", parentSchema: schema49.properties.frozen_after, data: data6 };
        if (vErrors === null) {
          vErrors = [err40];
        } else {
          vErrors.push(err40);
        }
        errors++;
      }
    } else {
      const err41 = { instancePath: instancePath + "/frozen_after", schemaPath: "#/properties/frozen_after/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema49.properties.frozen_after.type, parentSchema: schema49.properties.frozen_after, data: data6 };
      if (vErrors === null) {
        vErrors = [err41];
      } else {
        vErrors.push(err41);
      }
      errors++;
    }
    let data7 = data.trust_lb;
    if (typeof data7 !== "string") {
      const err42 = { instancePath: instancePath + "/trust_lb", schemaPath: "#/properties/trust_lb/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema49.properties.trust_lb.type, parentSchema: schema49.properties.trust_lb, data: data7 };
      if (vErrors === null) {
        vErrors = [err42];
      } else {
        vErrors.push(err42);
      }
      errors++;
    }
    if (!(data7 === "always" || data7 === "confirm" || data7 === "never")) {
      const err43 = { instancePath: instancePath + "/trust_lb", schemaPath: "#/properties/trust_lb/enum", keyword: "enum", params: { allowedValues: schema49.properties.trust_lb.enum }, message: "must be equal to one of the allowed values", schema: schema49.properties.trust_lb.enum, parentSchema: schema49.properties.trust_lb, data: data7 };
      if (vErrors === null) {
        vErrors = [err43];
      } else {
        vErrors.push(err43);
      }
      errors++;
    }
    let data8 = data.lb_confirm_charge;
    if (typeof data8 === "string") {
      if (!pattern27.test(data8)) {
        const err44 = { instancePath: instancePath + "/lb_confirm_charge", schemaPath: "#/$defs/percent/pattern", keyword: "pattern", params: { pattern: "^(100|[0-9]{1,2}(\\.[0-9]{1,2})?)%$" }, message: 'must match pattern "^(100|[0-9]{1,2}(\\.[0-9]{1,2})?)%$"', schema: "^(100|[0-9]{1,2}(\\.[0-9]{1,2})?)%$", parentSchema: schema55, data: data8 };
        if (vErrors === null) {
          vErrors = [err44];
        } else {
          vErrors.push(err44);
        }
        errors++;
      }
    } else {
      const err45 = { instancePath: instancePath + "/lb_confirm_charge", schemaPath: "#/$defs/percent/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema55.type, parentSchema: schema55, data: data8 };
      if (vErrors === null) {
        vErrors = [err45];
      } else {
        vErrors.push(err45);
      }
      errors++;
    }
    let data9 = data.lb_hold;
    if (typeof data9 === "string") {
      if (func72(data9) > 64) {
        const err46 = { instancePath: instancePath + "/lb_hold", schemaPath: "#/$defs/duration/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema41, data: data9 };
        if (vErrors === null) {
          vErrors = [err46];
        } else {
          vErrors.push(err46);
        }
        errors++;
      }
      if (!pattern12.test(data9)) {
        const err47 = { instancePath: instancePath + "/lb_hold", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$" }, message: 'must match pattern "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$"', schema: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$", parentSchema: schema41, data: data9 };
        if (vErrors === null) {
          vErrors = [err47];
        } else {
          vErrors.push(err47);
        }
        errors++;
      }
      if (func85(data9) < 100) {
        const err48 = { instancePath: instancePath + "/lb_hold", schemaPath: "#/$defs/duration/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "100ms", parentSchema: schema41, data: data9 };
        if (vErrors === null) {
          vErrors = [err48];
        } else {
          vErrors.push(err48);
        }
        errors++;
      }
      if (func85(data9) > 2592e6) {
        const err49 = { instancePath: instancePath + "/lb_hold", schemaPath: "#/$defs/duration/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "30d", parentSchema: schema41, data: data9 };
        if (vErrors === null) {
          vErrors = [err49];
        } else {
          vErrors.push(err49);
        }
        errors++;
      }
    } else {
      const err50 = { instancePath: instancePath + "/lb_hold", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema41.type, parentSchema: schema41, data: data9 };
      if (vErrors === null) {
        vErrors = [err50];
      } else {
        vErrors.push(err50);
      }
      errors++;
    }
    if (typeof data9 === "string") {
      if (func85(data9) > 6e5) {
        const err51 = { instancePath: instancePath + "/lb_hold", schemaPath: "#/properties/lb_hold/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "10m", parentSchema: schema49.properties.lb_hold, data: data9 };
        if (vErrors === null) {
          vErrors = [err51];
        } else {
          vErrors.push(err51);
        }
        errors++;
      }
    } else {
      const err52 = { instancePath: instancePath + "/lb_hold", schemaPath: "#/properties/lb_hold/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema49.properties.lb_hold.type, parentSchema: schema49.properties.lb_hold, data: data9 };
      if (vErrors === null) {
        vErrors = [err52];
      } else {
        vErrors.push(err52);
      }
      errors++;
    }
    let data10 = data.off_hold;
    if (typeof data10 === "string") {
      if (func72(data10) > 64) {
        const err53 = { instancePath: instancePath + "/off_hold", schemaPath: "#/$defs/duration/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema41, data: data10 };
        if (vErrors === null) {
          vErrors = [err53];
        } else {
          vErrors.push(err53);
        }
        errors++;
      }
      if (!pattern12.test(data10)) {
        const err54 = { instancePath: instancePath + "/off_hold", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$" }, message: 'must match pattern "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$"', schema: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$", parentSchema: schema41, data: data10 };
        if (vErrors === null) {
          vErrors = [err54];
        } else {
          vErrors.push(err54);
        }
        errors++;
      }
      if (func85(data10) < 100) {
        const err55 = { instancePath: instancePath + "/off_hold", schemaPath: "#/$defs/duration/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "100ms", parentSchema: schema41, data: data10 };
        if (vErrors === null) {
          vErrors = [err55];
        } else {
          vErrors.push(err55);
        }
        errors++;
      }
      if (func85(data10) > 2592e6) {
        const err56 = { instancePath: instancePath + "/off_hold", schemaPath: "#/$defs/duration/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "30d", parentSchema: schema41, data: data10 };
        if (vErrors === null) {
          vErrors = [err56];
        } else {
          vErrors.push(err56);
        }
        errors++;
      }
    } else {
      const err57 = { instancePath: instancePath + "/off_hold", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema41.type, parentSchema: schema41, data: data10 };
      if (vErrors === null) {
        vErrors = [err57];
      } else {
        vErrors.push(err57);
      }
      errors++;
    }
    if (typeof data10 === "string") {
      if (func85(data10) > 6e5) {
        const err58 = { instancePath: instancePath + "/off_hold", schemaPath: "#/properties/off_hold/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "10m", parentSchema: schema49.properties.off_hold, data: data10 };
        if (vErrors === null) {
          vErrors = [err58];
        } else {
          vErrors.push(err58);
        }
        errors++;
      }
    } else {
      const err59 = { instancePath: instancePath + "/off_hold", schemaPath: "#/properties/off_hold/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema49.properties.off_hold.type, parentSchema: schema49.properties.off_hold, data: data10 };
      if (vErrors === null) {
        vErrors = [err59];
      } else {
        vErrors.push(err59);
      }
      errors++;
    }
    let data11 = data.calibration_max;
    if (typeof data11 === "string") {
      if (func72(data11) > 64) {
        const err60 = { instancePath: instancePath + "/calibration_max", schemaPath: "#/$defs/duration/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema41, data: data11 };
        if (vErrors === null) {
          vErrors = [err60];
        } else {
          vErrors.push(err60);
        }
        errors++;
      }
      if (!pattern12.test(data11)) {
        const err61 = { instancePath: instancePath + "/calibration_max", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$" }, message: 'must match pattern "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$"', schema: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$", parentSchema: schema41, data: data11 };
        if (vErrors === null) {
          vErrors = [err61];
        } else {
          vErrors.push(err61);
        }
        errors++;
      }
      if (func85(data11) < 100) {
        const err62 = { instancePath: instancePath + "/calibration_max", schemaPath: "#/$defs/duration/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "100ms", parentSchema: schema41, data: data11 };
        if (vErrors === null) {
          vErrors = [err62];
        } else {
          vErrors.push(err62);
        }
        errors++;
      }
      if (func85(data11) > 2592e6) {
        const err63 = { instancePath: instancePath + "/calibration_max", schemaPath: "#/$defs/duration/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "30d", parentSchema: schema41, data: data11 };
        if (vErrors === null) {
          vErrors = [err63];
        } else {
          vErrors.push(err63);
        }
        errors++;
      }
    } else {
      const err64 = { instancePath: instancePath + "/calibration_max", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema41.type, parentSchema: schema41, data: data11 };
      if (vErrors === null) {
        vErrors = [err64];
      } else {
        vErrors.push(err64);
      }
      errors++;
    }
    if (typeof data11 === "string") {
      if (func85(data11) > 864e5) {
        const err65 = { instancePath: instancePath + "/calibration_max", schemaPath: "#/properties/calibration_max/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "1d", parentSchema: schema49.properties.calibration_max, data: data11 };
        if (vErrors === null) {
          vErrors = [err65];
        } else {
          vErrors.push(err65);
        }
        errors++;
      }
    } else {
      const err66 = { instancePath: instancePath + "/calibration_max", schemaPath: "#/properties/calibration_max/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema49.properties.calibration_max.type, parentSchema: schema49.properties.calibration_max, data: data11 };
      if (vErrors === null) {
        vErrors = [err66];
      } else {
        vErrors.push(err66);
      }
      errors++;
    }
    let data12 = data.without_runtime;
    if (data12 && typeof data12 == "object" && !Array.isArray(data12)) {
      if (data12.charge === void 0) {
        data12.charge = "50%";
      }
      if (data12.on_battery === void 0) {
        data12.on_battery = "180s";
      }
      for (const key1 of Object.keys(data12)) {
        if (!(key1 === "charge" || key1 === "on_battery")) {
          const err67 = { instancePath: instancePath + "/without_runtime", schemaPath: "#/properties/without_runtime/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties", schema: false, parentSchema: schema49.properties.without_runtime, data: data12 };
          if (vErrors === null) {
            vErrors = [err67];
          } else {
            vErrors.push(err67);
          }
          errors++;
        }
      }
      let data13 = data12.charge;
      if (typeof data13 === "string") {
        if (!pattern27.test(data13)) {
          const err68 = { instancePath: instancePath + "/without_runtime/charge", schemaPath: "#/$defs/percent/pattern", keyword: "pattern", params: { pattern: "^(100|[0-9]{1,2}(\\.[0-9]{1,2})?)%$" }, message: 'must match pattern "^(100|[0-9]{1,2}(\\.[0-9]{1,2})?)%$"', schema: "^(100|[0-9]{1,2}(\\.[0-9]{1,2})?)%$", parentSchema: schema55, data: data13 };
          if (vErrors === null) {
            vErrors = [err68];
          } else {
            vErrors.push(err68);
          }
          errors++;
        }
      } else {
        const err69 = { instancePath: instancePath + "/without_runtime/charge", schemaPath: "#/$defs/percent/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema55.type, parentSchema: schema55, data: data13 };
        if (vErrors === null) {
          vErrors = [err69];
        } else {
          vErrors.push(err69);
        }
        errors++;
      }
      let data14 = data12.on_battery;
      if (typeof data14 === "string") {
        if (func72(data14) > 64) {
          const err70 = { instancePath: instancePath + "/without_runtime/on_battery", schemaPath: "#/$defs/duration/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema41, data: data14 };
          if (vErrors === null) {
            vErrors = [err70];
          } else {
            vErrors.push(err70);
          }
          errors++;
        }
        if (!pattern12.test(data14)) {
          const err71 = { instancePath: instancePath + "/without_runtime/on_battery", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$" }, message: 'must match pattern "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$"', schema: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$", parentSchema: schema41, data: data14 };
          if (vErrors === null) {
            vErrors = [err71];
          } else {
            vErrors.push(err71);
          }
          errors++;
        }
        if (func85(data14) < 100) {
          const err72 = { instancePath: instancePath + "/without_runtime/on_battery", schemaPath: "#/$defs/duration/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "100ms", parentSchema: schema41, data: data14 };
          if (vErrors === null) {
            vErrors = [err72];
          } else {
            vErrors.push(err72);
          }
          errors++;
        }
        if (func85(data14) > 2592e6) {
          const err73 = { instancePath: instancePath + "/without_runtime/on_battery", schemaPath: "#/$defs/duration/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "30d", parentSchema: schema41, data: data14 };
          if (vErrors === null) {
            vErrors = [err73];
          } else {
            vErrors.push(err73);
          }
          errors++;
        }
      } else {
        const err74 = { instancePath: instancePath + "/without_runtime/on_battery", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema41.type, parentSchema: schema41, data: data14 };
        if (vErrors === null) {
          vErrors = [err74];
        } else {
          vErrors.push(err74);
        }
        errors++;
      }
      if (typeof data14 === "string") {
        if (func85(data14) > 864e5) {
          const err75 = { instancePath: instancePath + "/without_runtime/on_battery", schemaPath: "#/properties/without_runtime/properties/on_battery/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "1d", parentSchema: schema49.properties.without_runtime.properties.on_battery, data: data14 };
          if (vErrors === null) {
            vErrors = [err75];
          } else {
            vErrors.push(err75);
          }
          errors++;
        }
      } else {
        const err76 = { instancePath: instancePath + "/without_runtime/on_battery", schemaPath: "#/properties/without_runtime/properties/on_battery/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema49.properties.without_runtime.properties.on_battery.type, parentSchema: schema49.properties.without_runtime.properties.on_battery, data: data14 };
        if (vErrors === null) {
          vErrors = [err76];
        } else {
          vErrors.push(err76);
        }
        errors++;
      }
    } else {
      const err77 = { instancePath: instancePath + "/without_runtime", schemaPath: "#/properties/without_runtime/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema49.properties.without_runtime.type, parentSchema: schema49.properties.without_runtime, data: data12 };
      if (vErrors === null) {
        vErrors = [err77];
      } else {
        vErrors.push(err77);
      }
      errors++;
    }
    let data15 = data.max_on_battery;
    if (typeof data15 === "string") {
      if (func72(data15) > 64) {
        const err78 = { instancePath: instancePath + "/max_on_battery", schemaPath: "#/properties/max_on_battery/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema49.properties.max_on_battery, data: data15 };
        if (vErrors === null) {
          vErrors = [err78];
        } else {
          vErrors.push(err78);
        }
        errors++;
      }
      if (!pattern33.test(data15)) {
        const err79 = { instancePath: instancePath + "/max_on_battery", schemaPath: "#/properties/max_on_battery/pattern", keyword: "pattern", params: { pattern: "^(none|[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*)$" }, message: 'must match pattern "^(none|[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*)$"', schema: "^(none|[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*)$", parentSchema: schema49.properties.max_on_battery, data: data15 };
        if (vErrors === null) {
          vErrors = [err79];
        } else {
          vErrors.push(err79);
        }
        errors++;
      }
      if (func85(data15) < 1e3) {
        const err80 = { instancePath: instancePath + "/max_on_battery", schemaPath: "#/properties/max_on_battery/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "1s", parentSchema: schema49.properties.max_on_battery, data: data15 };
        if (vErrors === null) {
          vErrors = [err80];
        } else {
          vErrors.push(err80);
        }
        errors++;
      }
      if (func85(data15) > 2592e6) {
        const err81 = { instancePath: instancePath + "/max_on_battery", schemaPath: "#/properties/max_on_battery/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "30d", parentSchema: schema49.properties.max_on_battery, data: data15 };
        if (vErrors === null) {
          vErrors = [err81];
        } else {
          vErrors.push(err81);
        }
        errors++;
      }
    } else {
      const err82 = { instancePath: instancePath + "/max_on_battery", schemaPath: "#/properties/max_on_battery/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema49.properties.max_on_battery.type, parentSchema: schema49.properties.max_on_battery, data: data15 };
      if (vErrors === null) {
        vErrors = [err82];
      } else {
        vErrors.push(err82);
      }
      errors++;
    }
    let data16 = data.restored_after;
    if (typeof data16 === "string") {
      if (func72(data16) > 64) {
        const err83 = { instancePath: instancePath + "/restored_after", schemaPath: "#/$defs/duration/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema41, data: data16 };
        if (vErrors === null) {
          vErrors = [err83];
        } else {
          vErrors.push(err83);
        }
        errors++;
      }
      if (!pattern12.test(data16)) {
        const err84 = { instancePath: instancePath + "/restored_after", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$" }, message: 'must match pattern "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$"', schema: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$", parentSchema: schema41, data: data16 };
        if (vErrors === null) {
          vErrors = [err84];
        } else {
          vErrors.push(err84);
        }
        errors++;
      }
      if (func85(data16) < 100) {
        const err85 = { instancePath: instancePath + "/restored_after", schemaPath: "#/$defs/duration/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "100ms", parentSchema: schema41, data: data16 };
        if (vErrors === null) {
          vErrors = [err85];
        } else {
          vErrors.push(err85);
        }
        errors++;
      }
      if (func85(data16) > 2592e6) {
        const err86 = { instancePath: instancePath + "/restored_after", schemaPath: "#/$defs/duration/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "30d", parentSchema: schema41, data: data16 };
        if (vErrors === null) {
          vErrors = [err86];
        } else {
          vErrors.push(err86);
        }
        errors++;
      }
    } else {
      const err87 = { instancePath: instancePath + "/restored_after", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema41.type, parentSchema: schema41, data: data16 };
      if (vErrors === null) {
        vErrors = [err87];
      } else {
        vErrors.push(err87);
      }
      errors++;
    }
    if (typeof data16 === "string") {
      if (func85(data16) > 36e5) {
        const err88 = { instancePath: instancePath + "/restored_after", schemaPath: "#/properties/restored_after/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "1h", parentSchema: schema49.properties.restored_after, data: data16 };
        if (vErrors === null) {
          vErrors = [err88];
        } else {
          vErrors.push(err88);
        }
        errors++;
      }
    } else {
      const err89 = { instancePath: instancePath + "/restored_after", schemaPath: "#/properties/restored_after/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema49.properties.restored_after.type, parentSchema: schema49.properties.restored_after, data: data16 };
      if (vErrors === null) {
        vErrors = [err89];
      } else {
        vErrors.push(err89);
      }
      errors++;
    }
    let data17 = data.flapping;
    if (data17 && typeof data17 == "object" && !Array.isArray(data17)) {
      if (data17.episodes === void 0) {
        data17.episodes = 3;
      }
      if (data17.within === void 0) {
        data17.within = "15m";
      }
      if (data17.restored_after === void 0) {
        data17.restored_after = "5m";
      }
      for (const key2 of Object.keys(data17)) {
        if (!(key2 === "episodes" || key2 === "within" || key2 === "restored_after")) {
          const err90 = { instancePath: instancePath + "/flapping", schemaPath: "#/properties/flapping/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key2 }, message: "must NOT have additional properties", schema: false, parentSchema: schema49.properties.flapping, data: data17 };
          if (vErrors === null) {
            vErrors = [err90];
          } else {
            vErrors.push(err90);
          }
          errors++;
        }
      }
      let data18 = data17.episodes;
      if (!(typeof data18 == "number" && (!(data18 % 1) && !isNaN(data18)) && isFinite(data18))) {
        const err91 = { instancePath: instancePath + "/flapping/episodes", schemaPath: "#/properties/flapping/properties/episodes/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema49.properties.flapping.properties.episodes.type, parentSchema: schema49.properties.flapping.properties.episodes, data: data18 };
        if (vErrors === null) {
          vErrors = [err91];
        } else {
          vErrors.push(err91);
        }
        errors++;
      }
      if (typeof data18 == "number" && isFinite(data18)) {
        if (data18 > 100 || isNaN(data18)) {
          const err92 = { instancePath: instancePath + "/flapping/episodes", schemaPath: "#/properties/flapping/properties/episodes/maximum", keyword: "maximum", params: { comparison: "<=", limit: 100 }, message: "must be <= 100", schema: 100, parentSchema: schema49.properties.flapping.properties.episodes, data: data18 };
          if (vErrors === null) {
            vErrors = [err92];
          } else {
            vErrors.push(err92);
          }
          errors++;
        }
        if (data18 < 1 || isNaN(data18)) {
          const err93 = { instancePath: instancePath + "/flapping/episodes", schemaPath: "#/properties/flapping/properties/episodes/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema49.properties.flapping.properties.episodes, data: data18 };
          if (vErrors === null) {
            vErrors = [err93];
          } else {
            vErrors.push(err93);
          }
          errors++;
        }
      }
      let data19 = data17.within;
      if (typeof data19 === "string") {
        if (func72(data19) > 64) {
          const err94 = { instancePath: instancePath + "/flapping/within", schemaPath: "#/$defs/duration/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema41, data: data19 };
          if (vErrors === null) {
            vErrors = [err94];
          } else {
            vErrors.push(err94);
          }
          errors++;
        }
        if (!pattern12.test(data19)) {
          const err95 = { instancePath: instancePath + "/flapping/within", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$" }, message: 'must match pattern "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$"', schema: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$", parentSchema: schema41, data: data19 };
          if (vErrors === null) {
            vErrors = [err95];
          } else {
            vErrors.push(err95);
          }
          errors++;
        }
        if (func85(data19) < 100) {
          const err96 = { instancePath: instancePath + "/flapping/within", schemaPath: "#/$defs/duration/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "100ms", parentSchema: schema41, data: data19 };
          if (vErrors === null) {
            vErrors = [err96];
          } else {
            vErrors.push(err96);
          }
          errors++;
        }
        if (func85(data19) > 2592e6) {
          const err97 = { instancePath: instancePath + "/flapping/within", schemaPath: "#/$defs/duration/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "30d", parentSchema: schema41, data: data19 };
          if (vErrors === null) {
            vErrors = [err97];
          } else {
            vErrors.push(err97);
          }
          errors++;
        }
      } else {
        const err98 = { instancePath: instancePath + "/flapping/within", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema41.type, parentSchema: schema41, data: data19 };
        if (vErrors === null) {
          vErrors = [err98];
        } else {
          vErrors.push(err98);
        }
        errors++;
      }
      if (typeof data19 === "string") {
        if (func85(data19) > 864e5) {
          const err99 = { instancePath: instancePath + "/flapping/within", schemaPath: "#/properties/flapping/properties/within/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "1d", parentSchema: schema49.properties.flapping.properties.within, data: data19 };
          if (vErrors === null) {
            vErrors = [err99];
          } else {
            vErrors.push(err99);
          }
          errors++;
        }
      } else {
        const err100 = { instancePath: instancePath + "/flapping/within", schemaPath: "#/properties/flapping/properties/within/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema49.properties.flapping.properties.within.type, parentSchema: schema49.properties.flapping.properties.within, data: data19 };
        if (vErrors === null) {
          vErrors = [err100];
        } else {
          vErrors.push(err100);
        }
        errors++;
      }
      let data20 = data17.restored_after;
      if (typeof data20 === "string") {
        if (func72(data20) > 64) {
          const err101 = { instancePath: instancePath + "/flapping/restored_after", schemaPath: "#/$defs/duration/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema41, data: data20 };
          if (vErrors === null) {
            vErrors = [err101];
          } else {
            vErrors.push(err101);
          }
          errors++;
        }
        if (!pattern12.test(data20)) {
          const err102 = { instancePath: instancePath + "/flapping/restored_after", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$" }, message: 'must match pattern "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$"', schema: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$", parentSchema: schema41, data: data20 };
          if (vErrors === null) {
            vErrors = [err102];
          } else {
            vErrors.push(err102);
          }
          errors++;
        }
        if (func85(data20) < 100) {
          const err103 = { instancePath: instancePath + "/flapping/restored_after", schemaPath: "#/$defs/duration/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "100ms", parentSchema: schema41, data: data20 };
          if (vErrors === null) {
            vErrors = [err103];
          } else {
            vErrors.push(err103);
          }
          errors++;
        }
        if (func85(data20) > 2592e6) {
          const err104 = { instancePath: instancePath + "/flapping/restored_after", schemaPath: "#/$defs/duration/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "30d", parentSchema: schema41, data: data20 };
          if (vErrors === null) {
            vErrors = [err104];
          } else {
            vErrors.push(err104);
          }
          errors++;
        }
      } else {
        const err105 = { instancePath: instancePath + "/flapping/restored_after", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema41.type, parentSchema: schema41, data: data20 };
        if (vErrors === null) {
          vErrors = [err105];
        } else {
          vErrors.push(err105);
        }
        errors++;
      }
      if (typeof data20 === "string") {
        if (func85(data20) > 216e5) {
          const err106 = { instancePath: instancePath + "/flapping/restored_after", schemaPath: "#/properties/flapping/properties/restored_after/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "6h", parentSchema: schema49.properties.flapping.properties.restored_after, data: data20 };
          if (vErrors === null) {
            vErrors = [err106];
          } else {
            vErrors.push(err106);
          }
          errors++;
        }
      } else {
        const err107 = { instancePath: instancePath + "/flapping/restored_after", schemaPath: "#/properties/flapping/properties/restored_after/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema49.properties.flapping.properties.restored_after.type, parentSchema: schema49.properties.flapping.properties.restored_after, data: data20 };
        if (vErrors === null) {
          vErrors = [err107];
        } else {
          vErrors.push(err107);
        }
        errors++;
      }
    } else {
      const err108 = { instancePath: instancePath + "/flapping", schemaPath: "#/properties/flapping/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema49.properties.flapping.type, parentSchema: schema49.properties.flapping, data: data17 };
      if (vErrors === null) {
        vErrors = [err108];
      } else {
        vErrors.push(err108);
      }
      errors++;
    }
    let data21 = data.start_charge;
    if (typeof data21 === "string") {
      if (!pattern27.test(data21)) {
        const err109 = { instancePath: instancePath + "/start_charge", schemaPath: "#/$defs/percent/pattern", keyword: "pattern", params: { pattern: "^(100|[0-9]{1,2}(\\.[0-9]{1,2})?)%$" }, message: 'must match pattern "^(100|[0-9]{1,2}(\\.[0-9]{1,2})?)%$"', schema: "^(100|[0-9]{1,2}(\\.[0-9]{1,2})?)%$", parentSchema: schema55, data: data21 };
        if (vErrors === null) {
          vErrors = [err109];
        } else {
          vErrors.push(err109);
        }
        errors++;
      }
    } else {
      const err110 = { instancePath: instancePath + "/start_charge", schemaPath: "#/$defs/percent/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema55.type, parentSchema: schema55, data: data21 };
      if (vErrors === null) {
        vErrors = [err110];
      } else {
        vErrors.push(err110);
      }
      errors++;
    }
  } else {
    const err111 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema49.type, parentSchema: schema49, data };
    if (vErrors === null) {
      vErrors = [err111];
    } else {
      vErrors.push(err111);
    }
    errors++;
  }
  validate27.errors = vErrors;
  return errors === 0;
}
validate27.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var schema65 = { "type": "object", "additionalProperties": false, "properties": { "default_shutdown_budget": { "$ref": "#/$defs/duration", "type": "string", "default": "300s", "minimumDuration": "1s", "maximumDuration": "1d", "description": "Taken until runs.json holds a valid run." }, "min_budget": { "$ref": "#/$defs/duration", "type": "string", "default": "180s", "minimumDuration": "1s", "maximumDuration": "1d", "description": "Never less than this, whatever was measured." }, "use_runs": { "type": "integer", "minimum": 1, "maximum": 100, "default": 5, "description": "The longest of so many last valid runs counts." }, "self_budget": { "$ref": "#/$defs/duration", "type": "string", "default": "60s", "minimumDuration": "1s", "maximumDuration": "1h", "description": "What the coordinator alone takes, once everything else is off." } } };
function validate29(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate29.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.default_shutdown_budget === void 0) {
      data.default_shutdown_budget = "300s";
    }
    if (data.min_budget === void 0) {
      data.min_budget = "180s";
    }
    if (data.use_runs === void 0) {
      data.use_runs = 5;
    }
    if (data.self_budget === void 0) {
      data.self_budget = "60s";
    }
    for (const key0 of Object.keys(data)) {
      if (!(key0 === "default_shutdown_budget" || key0 === "min_budget" || key0 === "use_runs" || key0 === "self_budget")) {
        const err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema65, data };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
    let data0 = data.default_shutdown_budget;
    if (typeof data0 === "string") {
      if (func72(data0) > 64) {
        const err1 = { instancePath: instancePath + "/default_shutdown_budget", schemaPath: "#/$defs/duration/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema41, data: data0 };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
      if (!pattern12.test(data0)) {
        const err2 = { instancePath: instancePath + "/default_shutdown_budget", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$" }, message: 'must match pattern "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$"', schema: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$", parentSchema: schema41, data: data0 };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
      if (func85(data0) < 100) {
        const err3 = { instancePath: instancePath + "/default_shutdown_budget", schemaPath: "#/$defs/duration/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "100ms", parentSchema: schema41, data: data0 };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
      if (func85(data0) > 2592e6) {
        const err4 = { instancePath: instancePath + "/default_shutdown_budget", schemaPath: "#/$defs/duration/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "30d", parentSchema: schema41, data: data0 };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    } else {
      const err5 = { instancePath: instancePath + "/default_shutdown_budget", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema41.type, parentSchema: schema41, data: data0 };
      if (vErrors === null) {
        vErrors = [err5];
      } else {
        vErrors.push(err5);
      }
      errors++;
    }
    if (typeof data0 === "string") {
      if (func85(data0) < 1e3) {
        const err6 = { instancePath: instancePath + "/default_shutdown_budget", schemaPath: "#/properties/default_shutdown_budget/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "1s", parentSchema: schema65.properties.default_shutdown_budget, data: data0 };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
      if (func85(data0) > 864e5) {
        const err7 = { instancePath: instancePath + "/default_shutdown_budget", schemaPath: "#/properties/default_shutdown_budget/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "1d", parentSchema: schema65.properties.default_shutdown_budget, data: data0 };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
    } else {
      const err8 = { instancePath: instancePath + "/default_shutdown_budget", schemaPath: "#/properties/default_shutdown_budget/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema65.properties.default_shutdown_budget.type, parentSchema: schema65.properties.default_shutdown_budget, data: data0 };
      if (vErrors === null) {
        vErrors = [err8];
      } else {
        vErrors.push(err8);
      }
      errors++;
    }
    let data1 = data.min_budget;
    if (typeof data1 === "string") {
      if (func72(data1) > 64) {
        const err9 = { instancePath: instancePath + "/min_budget", schemaPath: "#/$defs/duration/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema41, data: data1 };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
      if (!pattern12.test(data1)) {
        const err10 = { instancePath: instancePath + "/min_budget", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$" }, message: 'must match pattern "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$"', schema: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$", parentSchema: schema41, data: data1 };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
      if (func85(data1) < 100) {
        const err11 = { instancePath: instancePath + "/min_budget", schemaPath: "#/$defs/duration/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "100ms", parentSchema: schema41, data: data1 };
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
      if (func85(data1) > 2592e6) {
        const err12 = { instancePath: instancePath + "/min_budget", schemaPath: "#/$defs/duration/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "30d", parentSchema: schema41, data: data1 };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
    } else {
      const err13 = { instancePath: instancePath + "/min_budget", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema41.type, parentSchema: schema41, data: data1 };
      if (vErrors === null) {
        vErrors = [err13];
      } else {
        vErrors.push(err13);
      }
      errors++;
    }
    if (typeof data1 === "string") {
      if (func85(data1) < 1e3) {
        const err14 = { instancePath: instancePath + "/min_budget", schemaPath: "#/properties/min_budget/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "1s", parentSchema: schema65.properties.min_budget, data: data1 };
        if (vErrors === null) {
          vErrors = [err14];
        } else {
          vErrors.push(err14);
        }
        errors++;
      }
      if (func85(data1) > 864e5) {
        const err15 = { instancePath: instancePath + "/min_budget", schemaPath: "#/properties/min_budget/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "1d", parentSchema: schema65.properties.min_budget, data: data1 };
        if (vErrors === null) {
          vErrors = [err15];
        } else {
          vErrors.push(err15);
        }
        errors++;
      }
    } else {
      const err16 = { instancePath: instancePath + "/min_budget", schemaPath: "#/properties/min_budget/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema65.properties.min_budget.type, parentSchema: schema65.properties.min_budget, data: data1 };
      if (vErrors === null) {
        vErrors = [err16];
      } else {
        vErrors.push(err16);
      }
      errors++;
    }
    let data2 = data.use_runs;
    if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
      const err17 = { instancePath: instancePath + "/use_runs", schemaPath: "#/properties/use_runs/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema65.properties.use_runs.type, parentSchema: schema65.properties.use_runs, data: data2 };
      if (vErrors === null) {
        vErrors = [err17];
      } else {
        vErrors.push(err17);
      }
      errors++;
    }
    if (typeof data2 == "number" && isFinite(data2)) {
      if (data2 > 100 || isNaN(data2)) {
        const err18 = { instancePath: instancePath + "/use_runs", schemaPath: "#/properties/use_runs/maximum", keyword: "maximum", params: { comparison: "<=", limit: 100 }, message: "must be <= 100", schema: 100, parentSchema: schema65.properties.use_runs, data: data2 };
        if (vErrors === null) {
          vErrors = [err18];
        } else {
          vErrors.push(err18);
        }
        errors++;
      }
      if (data2 < 1 || isNaN(data2)) {
        const err19 = { instancePath: instancePath + "/use_runs", schemaPath: "#/properties/use_runs/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema65.properties.use_runs, data: data2 };
        if (vErrors === null) {
          vErrors = [err19];
        } else {
          vErrors.push(err19);
        }
        errors++;
      }
    }
    let data3 = data.self_budget;
    if (typeof data3 === "string") {
      if (func72(data3) > 64) {
        const err20 = { instancePath: instancePath + "/self_budget", schemaPath: "#/$defs/duration/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema41, data: data3 };
        if (vErrors === null) {
          vErrors = [err20];
        } else {
          vErrors.push(err20);
        }
        errors++;
      }
      if (!pattern12.test(data3)) {
        const err21 = { instancePath: instancePath + "/self_budget", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$" }, message: 'must match pattern "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$"', schema: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$", parentSchema: schema41, data: data3 };
        if (vErrors === null) {
          vErrors = [err21];
        } else {
          vErrors.push(err21);
        }
        errors++;
      }
      if (func85(data3) < 100) {
        const err22 = { instancePath: instancePath + "/self_budget", schemaPath: "#/$defs/duration/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "100ms", parentSchema: schema41, data: data3 };
        if (vErrors === null) {
          vErrors = [err22];
        } else {
          vErrors.push(err22);
        }
        errors++;
      }
      if (func85(data3) > 2592e6) {
        const err23 = { instancePath: instancePath + "/self_budget", schemaPath: "#/$defs/duration/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "30d", parentSchema: schema41, data: data3 };
        if (vErrors === null) {
          vErrors = [err23];
        } else {
          vErrors.push(err23);
        }
        errors++;
      }
    } else {
      const err24 = { instancePath: instancePath + "/self_budget", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema41.type, parentSchema: schema41, data: data3 };
      if (vErrors === null) {
        vErrors = [err24];
      } else {
        vErrors.push(err24);
      }
      errors++;
    }
    if (typeof data3 === "string") {
      if (func85(data3) < 1e3) {
        const err25 = { instancePath: instancePath + "/self_budget", schemaPath: "#/properties/self_budget/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "1s", parentSchema: schema65.properties.self_budget, data: data3 };
        if (vErrors === null) {
          vErrors = [err25];
        } else {
          vErrors.push(err25);
        }
        errors++;
      }
      if (func85(data3) > 36e5) {
        const err26 = { instancePath: instancePath + "/self_budget", schemaPath: "#/properties/self_budget/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "1h", parentSchema: schema65.properties.self_budget, data: data3 };
        if (vErrors === null) {
          vErrors = [err26];
        } else {
          vErrors.push(err26);
        }
        errors++;
      }
    } else {
      const err27 = { instancePath: instancePath + "/self_budget", schemaPath: "#/properties/self_budget/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema65.properties.self_budget.type, parentSchema: schema65.properties.self_budget, data: data3 };
      if (vErrors === null) {
        vErrors = [err27];
      } else {
        vErrors.push(err27);
      }
      errors++;
    }
  } else {
    const err28 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema65.type, parentSchema: schema65, data };
    if (vErrors === null) {
      vErrors = [err28];
    } else {
      vErrors.push(err28);
    }
    errors++;
  }
  validate29.errors = vErrors;
  return errors === 0;
}
validate29.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var schema70 = { "type": "object", "additionalProperties": false, "properties": { "forward_retry": { "$ref": "#/$defs/duration", "type": "string", "default": "5s", "maximumDuration": "5m", "description": "A trigger is sent again after so long, until it is acknowledged." }, "forward_timeout": { "$ref": "#/$defs/duration", "type": "string", "default": "15s", "maximumDuration": "10m", "description": "Without an acknowledgement for so long there is an alarm; it goes on trying. At least forward_retry." }, "fallback_local_shutdown": { "type": "boolean", "default": true, "description": "Whether the peer shuts itself down when its own UPS has no more than local_budget times the safety factor, whoever answers." }, "local_budget": { "$ref": "#/$defs/duration", "type": "string", "default": "120s", "minimumDuration": "1s", "maximumDuration": "1h", "description": "How long that takes." } } };
function validate31(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate31.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.forward_retry === void 0) {
      data.forward_retry = "5s";
    }
    if (data.forward_timeout === void 0) {
      data.forward_timeout = "15s";
    }
    if (data.fallback_local_shutdown === void 0) {
      data.fallback_local_shutdown = true;
    }
    if (data.local_budget === void 0) {
      data.local_budget = "120s";
    }
    for (const key0 of Object.keys(data)) {
      if (!(key0 === "forward_retry" || key0 === "forward_timeout" || key0 === "fallback_local_shutdown" || key0 === "local_budget")) {
        const err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema70, data };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
    let data0 = data.forward_retry;
    if (typeof data0 === "string") {
      if (func72(data0) > 64) {
        const err1 = { instancePath: instancePath + "/forward_retry", schemaPath: "#/$defs/duration/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema41, data: data0 };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
      if (!pattern12.test(data0)) {
        const err2 = { instancePath: instancePath + "/forward_retry", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$" }, message: 'must match pattern "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$"', schema: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$", parentSchema: schema41, data: data0 };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
      if (func85(data0) < 100) {
        const err3 = { instancePath: instancePath + "/forward_retry", schemaPath: "#/$defs/duration/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "100ms", parentSchema: schema41, data: data0 };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
      if (func85(data0) > 2592e6) {
        const err4 = { instancePath: instancePath + "/forward_retry", schemaPath: "#/$defs/duration/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "30d", parentSchema: schema41, data: data0 };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    } else {
      const err5 = { instancePath: instancePath + "/forward_retry", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema41.type, parentSchema: schema41, data: data0 };
      if (vErrors === null) {
        vErrors = [err5];
      } else {
        vErrors.push(err5);
      }
      errors++;
    }
    if (typeof data0 === "string") {
      if (func85(data0) > 3e5) {
        const err6 = { instancePath: instancePath + "/forward_retry", schemaPath: "#/properties/forward_retry/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "5m", parentSchema: schema70.properties.forward_retry, data: data0 };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    } else {
      const err7 = { instancePath: instancePath + "/forward_retry", schemaPath: "#/properties/forward_retry/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema70.properties.forward_retry.type, parentSchema: schema70.properties.forward_retry, data: data0 };
      if (vErrors === null) {
        vErrors = [err7];
      } else {
        vErrors.push(err7);
      }
      errors++;
    }
    let data1 = data.forward_timeout;
    if (typeof data1 === "string") {
      if (func72(data1) > 64) {
        const err8 = { instancePath: instancePath + "/forward_timeout", schemaPath: "#/$defs/duration/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema41, data: data1 };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
      if (!pattern12.test(data1)) {
        const err9 = { instancePath: instancePath + "/forward_timeout", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$" }, message: 'must match pattern "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$"', schema: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$", parentSchema: schema41, data: data1 };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
      if (func85(data1) < 100) {
        const err10 = { instancePath: instancePath + "/forward_timeout", schemaPath: "#/$defs/duration/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "100ms", parentSchema: schema41, data: data1 };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
      if (func85(data1) > 2592e6) {
        const err11 = { instancePath: instancePath + "/forward_timeout", schemaPath: "#/$defs/duration/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "30d", parentSchema: schema41, data: data1 };
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
    } else {
      const err12 = { instancePath: instancePath + "/forward_timeout", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema41.type, parentSchema: schema41, data: data1 };
      if (vErrors === null) {
        vErrors = [err12];
      } else {
        vErrors.push(err12);
      }
      errors++;
    }
    if (typeof data1 === "string") {
      if (func85(data1) > 6e5) {
        const err13 = { instancePath: instancePath + "/forward_timeout", schemaPath: "#/properties/forward_timeout/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "10m", parentSchema: schema70.properties.forward_timeout, data: data1 };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
    } else {
      const err14 = { instancePath: instancePath + "/forward_timeout", schemaPath: "#/properties/forward_timeout/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema70.properties.forward_timeout.type, parentSchema: schema70.properties.forward_timeout, data: data1 };
      if (vErrors === null) {
        vErrors = [err14];
      } else {
        vErrors.push(err14);
      }
      errors++;
    }
    let data2 = data.fallback_local_shutdown;
    if (typeof data2 !== "boolean") {
      const err15 = { instancePath: instancePath + "/fallback_local_shutdown", schemaPath: "#/properties/fallback_local_shutdown/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema70.properties.fallback_local_shutdown.type, parentSchema: schema70.properties.fallback_local_shutdown, data: data2 };
      if (vErrors === null) {
        vErrors = [err15];
      } else {
        vErrors.push(err15);
      }
      errors++;
    }
    let data3 = data.local_budget;
    if (typeof data3 === "string") {
      if (func72(data3) > 64) {
        const err16 = { instancePath: instancePath + "/local_budget", schemaPath: "#/$defs/duration/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema41, data: data3 };
        if (vErrors === null) {
          vErrors = [err16];
        } else {
          vErrors.push(err16);
        }
        errors++;
      }
      if (!pattern12.test(data3)) {
        const err17 = { instancePath: instancePath + "/local_budget", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$" }, message: 'must match pattern "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$"', schema: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$", parentSchema: schema41, data: data3 };
        if (vErrors === null) {
          vErrors = [err17];
        } else {
          vErrors.push(err17);
        }
        errors++;
      }
      if (func85(data3) < 100) {
        const err18 = { instancePath: instancePath + "/local_budget", schemaPath: "#/$defs/duration/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "100ms", parentSchema: schema41, data: data3 };
        if (vErrors === null) {
          vErrors = [err18];
        } else {
          vErrors.push(err18);
        }
        errors++;
      }
      if (func85(data3) > 2592e6) {
        const err19 = { instancePath: instancePath + "/local_budget", schemaPath: "#/$defs/duration/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "30d", parentSchema: schema41, data: data3 };
        if (vErrors === null) {
          vErrors = [err19];
        } else {
          vErrors.push(err19);
        }
        errors++;
      }
    } else {
      const err20 = { instancePath: instancePath + "/local_budget", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema41.type, parentSchema: schema41, data: data3 };
      if (vErrors === null) {
        vErrors = [err20];
      } else {
        vErrors.push(err20);
      }
      errors++;
    }
    if (typeof data3 === "string") {
      if (func85(data3) < 1e3) {
        const err21 = { instancePath: instancePath + "/local_budget", schemaPath: "#/properties/local_budget/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "1s", parentSchema: schema70.properties.local_budget, data: data3 };
        if (vErrors === null) {
          vErrors = [err21];
        } else {
          vErrors.push(err21);
        }
        errors++;
      }
      if (func85(data3) > 36e5) {
        const err22 = { instancePath: instancePath + "/local_budget", schemaPath: "#/properties/local_budget/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "1h", parentSchema: schema70.properties.local_budget, data: data3 };
        if (vErrors === null) {
          vErrors = [err22];
        } else {
          vErrors.push(err22);
        }
        errors++;
      }
    } else {
      const err23 = { instancePath: instancePath + "/local_budget", schemaPath: "#/properties/local_budget/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema70.properties.local_budget.type, parentSchema: schema70.properties.local_budget, data: data3 };
      if (vErrors === null) {
        vErrors = [err23];
      } else {
        vErrors.push(err23);
      }
      errors++;
    }
  } else {
    const err24 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema70.type, parentSchema: schema70, data };
    if (vErrors === null) {
      vErrors = [err24];
    } else {
      vErrors.push(err24);
    }
    errors++;
  }
  validate31.errors = vErrors;
  return errors === 0;
}
validate31.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var schema75 = { "type": "object", "additionalProperties": false, "required": ["address"], "properties": { "address": { "type": "string", "maxLength": 45, "allowed": "an IP address, as in 192.168.10.5: names may not be resolved during an outage", "description": "IP address; no name, for there may be no DNS during an outage." }, "feeds": { "$ref": "#/$defs/feeds", "default": [], "description": "UPSes that it hangs on. None: it is lost when the mains are, and nobody can help it." }, "min_supplies": { "type": "integer", "minimum": 1, "maximum": 8, "default": 1, "description": "It runs on as long as so many of its feeds are healthy." }, "roles": { "type": "array", "maxItems": 32, "uniqueItems": true, "items": { "$ref": "#/$defs/roleName" }, "default": [], "allowed": "a list of roles, as in [k3s-server]", "description": "Words by which steps select nodes. hecate itself knows `coordinator`, `ups-host`, `k3s-server` and `k3s-agent`." }, "off_timeout": { "$ref": "#/$defs/duration", "type": "string", "default": "120s", "minimumDuration": "1s", "maximumDuration": "1h", "description": "How long it may take to be off, once told; also what the power guard gives it to stop." }, "return_path": { "type": "string", "enum": ["bios", "ups", "manual"], "description": "How it comes back if nothing wakes it: it powers on when the mains are there (BIOS), when its UPS cycles its outlets, or by hand." }, "ssh": { "type": "object", "additionalProperties": false, "minProperties": 1, "description": "What is otherwise with it than `transports.ssh` says.", "properties": { "user": { "$ref": "#/$defs/word", "description": "User on it." }, "identity": { "$ref": "#/$defs/path", "description": "File with the key for it." }, "port": { "$ref": "#/$defs/port", "description": "Port on it." }, "jump": { "type": "string", "maxLength": 128, "pattern": "^(none|([A-Za-z0-9._-]{1,63}@)?[0-9A-Fa-f.:\\[\\]]+)$", "allowed": "none, or ADDRESS, with USER@ before it and :PORT behind it where need be", "description": "`none`: it is reached without one." } } }, "wake": { "type": "object", "additionalProperties": false, "minProperties": 1, "description": "How it is woken.", "properties": { "wol": { "type": "string", "pattern": "^[0-9A-Fa-f]{2}([:-][0-9A-Fa-f]{2}){5}$", "allowed": 'a MAC address, as in "02:00:00:00:00:10"', "description": "MAC address for Wake-on-LAN." }, "bmc": { "$ref": "#/$defs/commandLine", "description": "Program that switches it on, with its arguments." } } } } };
var schema78 = { "type": "string", "pattern": "^[A-Za-z0-9._-]{1,63}$", "allowed": "a role's name: 1 to 63 letters, digits, dots, underscores and hyphens" };
var schema82 = { "type": "integer", "minimum": 1, "maximum": 65535, "allowed": "a port, 1 to 65535" };
var func27 = require_equal().default;
var schema76 = { "type": "array", "maxItems": 8, "uniqueItems": true, "items": { "$ref": "#/$defs/upsName" }, "allowed": "a list of UPSes, as in [pyrphoros]" };
function validate34(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate34.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (Array.isArray(data)) {
    if (data.length > 8) {
      const err0 = { instancePath, schemaPath: "#/maxItems", keyword: "maxItems", params: { limit: 8 }, message: "must NOT have more than 8 items", schema: 8, parentSchema: schema76, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    const len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      let data0 = data[i0];
      if (typeof data0 === "string") {
        if (!pattern4.test(data0)) {
          const err1 = { instancePath: instancePath + "/" + i0, schemaPath: "#/$defs/upsName/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9._-]{1,63}$" }, message: 'must match pattern "^[A-Za-z0-9._-]{1,63}$"', schema: "^[A-Za-z0-9._-]{1,63}$", parentSchema: schema43, data: data0 };
          if (vErrors === null) {
            vErrors = [err1];
          } else {
            vErrors.push(err1);
          }
          errors++;
        }
      } else {
        const err2 = { instancePath: instancePath + "/" + i0, schemaPath: "#/$defs/upsName/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema43.type, parentSchema: schema43, data: data0 };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    let i1 = data.length;
    let j0;
    if (i1 > 1) {
      outer0:
        for (; i1--; ) {
          for (j0 = i1; j0--; ) {
            if (func27(data[i1], data[j0])) {
              const err3 = { instancePath, schemaPath: "#/uniqueItems", keyword: "uniqueItems", params: { i: i1, j: j0 }, message: "must NOT have duplicate items (items ## " + j0 + " and " + i1 + " are identical)", schema: true, parentSchema: schema76, data };
              if (vErrors === null) {
                vErrors = [err3];
              } else {
                vErrors.push(err3);
              }
              errors++;
              break outer0;
            }
          }
        }
    }
  } else {
    const err4 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema76.type, parentSchema: schema76, data };
    if (vErrors === null) {
      vErrors = [err4];
    } else {
      vErrors.push(err4);
    }
    errors++;
  }
  validate34.errors = vErrors;
  return errors === 0;
}
validate34.evaluated = { "items": true, "dynamicProps": false, "dynamicItems": false };
var pattern51 = new RegExp("^(none|([A-Za-z0-9._-]{1,63}@)?[0-9A-Fa-f.:\\[\\]]+)$", "u");
var pattern52 = new RegExp("^[0-9A-Fa-f]{2}([:-][0-9A-Fa-f]{2}){5}$", "u");
function validate33(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate33.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.feeds === void 0) {
      data.feeds = [];
    }
    if (data.min_supplies === void 0) {
      data.min_supplies = 1;
    }
    if (data.roles === void 0) {
      data.roles = [];
    }
    if (data.off_timeout === void 0) {
      data.off_timeout = "120s";
    }
    if (data.address === void 0 || !func0.call(data, "address")) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "address" }, message: "must have required property 'address'", schema: schema75.required, parentSchema: schema75, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    for (const key0 of Object.keys(data)) {
      if (!(key0 === "address" || key0 === "feeds" || key0 === "min_supplies" || key0 === "roles" || key0 === "off_timeout" || key0 === "return_path" || key0 === "ssh" || key0 === "wake")) {
        const err1 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema75, data };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.address !== void 0 && func0.call(data, "address")) {
      let data0 = data.address;
      if (typeof data0 === "string") {
        if (func72(data0) > 45) {
          const err2 = { instancePath: instancePath + "/address", schemaPath: "#/properties/address/maxLength", keyword: "maxLength", params: { limit: 45 }, message: "must NOT have more than 45 characters", schema: 45, parentSchema: schema75.properties.address, data: data0 };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
      } else {
        const err3 = { instancePath: instancePath + "/address", schemaPath: "#/properties/address/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema75.properties.address.type, parentSchema: schema75.properties.address, data: data0 };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
    }
    if (!validate34(data.feeds, { instancePath: instancePath + "/feeds", parentData: data, parentDataProperty: "feeds", rootData, dynamicAnchors })) {
      vErrors = vErrors === null ? validate34.errors : vErrors.concat(validate34.errors);
      errors = vErrors.length;
    }
    let data2 = data.min_supplies;
    if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
      const err4 = { instancePath: instancePath + "/min_supplies", schemaPath: "#/properties/min_supplies/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema75.properties.min_supplies.type, parentSchema: schema75.properties.min_supplies, data: data2 };
      if (vErrors === null) {
        vErrors = [err4];
      } else {
        vErrors.push(err4);
      }
      errors++;
    }
    if (typeof data2 == "number" && isFinite(data2)) {
      if (data2 > 8 || isNaN(data2)) {
        const err5 = { instancePath: instancePath + "/min_supplies", schemaPath: "#/properties/min_supplies/maximum", keyword: "maximum", params: { comparison: "<=", limit: 8 }, message: "must be <= 8", schema: 8, parentSchema: schema75.properties.min_supplies, data: data2 };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
      if (data2 < 1 || isNaN(data2)) {
        const err6 = { instancePath: instancePath + "/min_supplies", schemaPath: "#/properties/min_supplies/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema75.properties.min_supplies, data: data2 };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    }
    let data3 = data.roles;
    if (Array.isArray(data3)) {
      if (data3.length > 32) {
        const err7 = { instancePath: instancePath + "/roles", schemaPath: "#/properties/roles/maxItems", keyword: "maxItems", params: { limit: 32 }, message: "must NOT have more than 32 items", schema: 32, parentSchema: schema75.properties.roles, data: data3 };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
      const len0 = data3.length;
      for (let i0 = 0; i0 < len0; i0++) {
        let data4 = data3[i0];
        if (typeof data4 === "string") {
          if (!pattern4.test(data4)) {
            const err8 = { instancePath: instancePath + "/roles/" + i0, schemaPath: "#/$defs/roleName/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9._-]{1,63}$" }, message: 'must match pattern "^[A-Za-z0-9._-]{1,63}$"', schema: "^[A-Za-z0-9._-]{1,63}$", parentSchema: schema78, data: data4 };
            if (vErrors === null) {
              vErrors = [err8];
            } else {
              vErrors.push(err8);
            }
            errors++;
          }
        } else {
          const err9 = { instancePath: instancePath + "/roles/" + i0, schemaPath: "#/$defs/roleName/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema78.type, parentSchema: schema78, data: data4 };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
      }
      let i1 = data3.length;
      let j0;
      if (i1 > 1) {
        outer0:
          for (; i1--; ) {
            for (j0 = i1; j0--; ) {
              if (func27(data3[i1], data3[j0])) {
                const err10 = { instancePath: instancePath + "/roles", schemaPath: "#/properties/roles/uniqueItems", keyword: "uniqueItems", params: { i: i1, j: j0 }, message: "must NOT have duplicate items (items ## " + j0 + " and " + i1 + " are identical)", schema: true, parentSchema: schema75.properties.roles, data: data3 };
                if (vErrors === null) {
                  vErrors = [err10];
                } else {
                  vErrors.push(err10);
                }
                errors++;
                break outer0;
              }
            }
          }
      }
    } else {
      const err11 = { instancePath: instancePath + "/roles", schemaPath: "#/properties/roles/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema75.properties.roles.type, parentSchema: schema75.properties.roles, data: data3 };
      if (vErrors === null) {
        vErrors = [err11];
      } else {
        vErrors.push(err11);
      }
      errors++;
    }
    let data5 = data.off_timeout;
    if (typeof data5 === "string") {
      if (func72(data5) > 64) {
        const err12 = { instancePath: instancePath + "/off_timeout", schemaPath: "#/$defs/duration/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema41, data: data5 };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
      if (!pattern12.test(data5)) {
        const err13 = { instancePath: instancePath + "/off_timeout", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$" }, message: 'must match pattern "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$"', schema: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$", parentSchema: schema41, data: data5 };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
      if (func85(data5) < 100) {
        const err14 = { instancePath: instancePath + "/off_timeout", schemaPath: "#/$defs/duration/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "100ms", parentSchema: schema41, data: data5 };
        if (vErrors === null) {
          vErrors = [err14];
        } else {
          vErrors.push(err14);
        }
        errors++;
      }
      if (func85(data5) > 2592e6) {
        const err15 = { instancePath: instancePath + "/off_timeout", schemaPath: "#/$defs/duration/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "30d", parentSchema: schema41, data: data5 };
        if (vErrors === null) {
          vErrors = [err15];
        } else {
          vErrors.push(err15);
        }
        errors++;
      }
    } else {
      const err16 = { instancePath: instancePath + "/off_timeout", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema41.type, parentSchema: schema41, data: data5 };
      if (vErrors === null) {
        vErrors = [err16];
      } else {
        vErrors.push(err16);
      }
      errors++;
    }
    if (typeof data5 === "string") {
      if (func85(data5) < 1e3) {
        const err17 = { instancePath: instancePath + "/off_timeout", schemaPath: "#/properties/off_timeout/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "1s", parentSchema: schema75.properties.off_timeout, data: data5 };
        if (vErrors === null) {
          vErrors = [err17];
        } else {
          vErrors.push(err17);
        }
        errors++;
      }
      if (func85(data5) > 36e5) {
        const err18 = { instancePath: instancePath + "/off_timeout", schemaPath: "#/properties/off_timeout/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "1h", parentSchema: schema75.properties.off_timeout, data: data5 };
        if (vErrors === null) {
          vErrors = [err18];
        } else {
          vErrors.push(err18);
        }
        errors++;
      }
    } else {
      const err19 = { instancePath: instancePath + "/off_timeout", schemaPath: "#/properties/off_timeout/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema75.properties.off_timeout.type, parentSchema: schema75.properties.off_timeout, data: data5 };
      if (vErrors === null) {
        vErrors = [err19];
      } else {
        vErrors.push(err19);
      }
      errors++;
    }
    if (data.return_path !== void 0 && func0.call(data, "return_path")) {
      let data6 = data.return_path;
      if (typeof data6 !== "string") {
        const err20 = { instancePath: instancePath + "/return_path", schemaPath: "#/properties/return_path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema75.properties.return_path.type, parentSchema: schema75.properties.return_path, data: data6 };
        if (vErrors === null) {
          vErrors = [err20];
        } else {
          vErrors.push(err20);
        }
        errors++;
      }
      if (!(data6 === "bios" || data6 === "ups" || data6 === "manual")) {
        const err21 = { instancePath: instancePath + "/return_path", schemaPath: "#/properties/return_path/enum", keyword: "enum", params: { allowedValues: schema75.properties.return_path.enum }, message: "must be equal to one of the allowed values", schema: schema75.properties.return_path.enum, parentSchema: schema75.properties.return_path, data: data6 };
        if (vErrors === null) {
          vErrors = [err21];
        } else {
          vErrors.push(err21);
        }
        errors++;
      }
    }
    if (data.ssh !== void 0 && func0.call(data, "ssh")) {
      let data7 = data.ssh;
      if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
        if (Object.keys(data7).length < 1) {
          const err22 = { instancePath: instancePath + "/ssh", schemaPath: "#/properties/ssh/minProperties", keyword: "minProperties", params: { limit: 1 }, message: "must NOT have fewer than 1 properties", schema: 1, parentSchema: schema75.properties.ssh, data: data7 };
          if (vErrors === null) {
            vErrors = [err22];
          } else {
            vErrors.push(err22);
          }
          errors++;
        }
        for (const key1 of Object.keys(data7)) {
          if (!(key1 === "user" || key1 === "identity" || key1 === "port" || key1 === "jump")) {
            const err23 = { instancePath: instancePath + "/ssh", schemaPath: "#/properties/ssh/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties", schema: false, parentSchema: schema75.properties.ssh, data: data7 };
            if (vErrors === null) {
              vErrors = [err23];
            } else {
              vErrors.push(err23);
            }
            errors++;
          }
        }
        if (data7.user !== void 0 && func0.call(data7, "user")) {
          let data8 = data7.user;
          if (typeof data8 === "string") {
            if (!pattern4.test(data8)) {
              const err24 = { instancePath: instancePath + "/ssh/user", schemaPath: "#/$defs/word/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9._-]{1,63}$" }, message: 'must match pattern "^[A-Za-z0-9._-]{1,63}$"', schema: "^[A-Za-z0-9._-]{1,63}$", parentSchema: schema46, data: data8 };
              if (vErrors === null) {
                vErrors = [err24];
              } else {
                vErrors.push(err24);
              }
              errors++;
            }
          } else {
            const err25 = { instancePath: instancePath + "/ssh/user", schemaPath: "#/$defs/word/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema46.type, parentSchema: schema46, data: data8 };
            if (vErrors === null) {
              vErrors = [err25];
            } else {
              vErrors.push(err25);
            }
            errors++;
          }
        }
        if (data7.identity !== void 0 && func0.call(data7, "identity")) {
          let data9 = data7.identity;
          if (typeof data9 === "string") {
            if (func72(data9) > 4095) {
              const err26 = { instancePath: instancePath + "/ssh/identity", schemaPath: "#/$defs/path/maxLength", keyword: "maxLength", params: { limit: 4095 }, message: "must NOT have more than 4095 characters", schema: 4095, parentSchema: schema35, data: data9 };
              if (vErrors === null) {
                vErrors = [err26];
              } else {
                vErrors.push(err26);
              }
              errors++;
            }
            if (!pattern7.test(data9)) {
              const err27 = { instancePath: instancePath + "/ssh/identity", schemaPath: "#/$defs/path/pattern", keyword: "pattern", params: { pattern: "^/[^\\u0000]*$" }, message: 'must match pattern "^/[^\\u0000]*$"', schema: "^/[^\\u0000]*$", parentSchema: schema35, data: data9 };
              if (vErrors === null) {
                vErrors = [err27];
              } else {
                vErrors.push(err27);
              }
              errors++;
            }
          } else {
            const err28 = { instancePath: instancePath + "/ssh/identity", schemaPath: "#/$defs/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema35.type, parentSchema: schema35, data: data9 };
            if (vErrors === null) {
              vErrors = [err28];
            } else {
              vErrors.push(err28);
            }
            errors++;
          }
        }
        if (data7.port !== void 0 && func0.call(data7, "port")) {
          let data10 = data7.port;
          if (!(typeof data10 == "number" && (!(data10 % 1) && !isNaN(data10)) && isFinite(data10))) {
            const err29 = { instancePath: instancePath + "/ssh/port", schemaPath: "#/$defs/port/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema82.type, parentSchema: schema82, data: data10 };
            if (vErrors === null) {
              vErrors = [err29];
            } else {
              vErrors.push(err29);
            }
            errors++;
          }
          if (typeof data10 == "number" && isFinite(data10)) {
            if (data10 > 65535 || isNaN(data10)) {
              const err30 = { instancePath: instancePath + "/ssh/port", schemaPath: "#/$defs/port/maximum", keyword: "maximum", params: { comparison: "<=", limit: 65535 }, message: "must be <= 65535", schema: 65535, parentSchema: schema82, data: data10 };
              if (vErrors === null) {
                vErrors = [err30];
              } else {
                vErrors.push(err30);
              }
              errors++;
            }
            if (data10 < 1 || isNaN(data10)) {
              const err31 = { instancePath: instancePath + "/ssh/port", schemaPath: "#/$defs/port/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema82, data: data10 };
              if (vErrors === null) {
                vErrors = [err31];
              } else {
                vErrors.push(err31);
              }
              errors++;
            }
          }
        }
        if (data7.jump !== void 0 && func0.call(data7, "jump")) {
          let data11 = data7.jump;
          if (typeof data11 === "string") {
            if (func72(data11) > 128) {
              const err32 = { instancePath: instancePath + "/ssh/jump", schemaPath: "#/properties/ssh/properties/jump/maxLength", keyword: "maxLength", params: { limit: 128 }, message: "must NOT have more than 128 characters", schema: 128, parentSchema: schema75.properties.ssh.properties.jump, data: data11 };
              if (vErrors === null) {
                vErrors = [err32];
              } else {
                vErrors.push(err32);
              }
              errors++;
            }
            if (!pattern51.test(data11)) {
              const err33 = { instancePath: instancePath + "/ssh/jump", schemaPath: "#/properties/ssh/properties/jump/pattern", keyword: "pattern", params: { pattern: "^(none|([A-Za-z0-9._-]{1,63}@)?[0-9A-Fa-f.:\\[\\]]+)$" }, message: 'must match pattern "^(none|([A-Za-z0-9._-]{1,63}@)?[0-9A-Fa-f.:\\[\\]]+)$"', schema: "^(none|([A-Za-z0-9._-]{1,63}@)?[0-9A-Fa-f.:\\[\\]]+)$", parentSchema: schema75.properties.ssh.properties.jump, data: data11 };
              if (vErrors === null) {
                vErrors = [err33];
              } else {
                vErrors.push(err33);
              }
              errors++;
            }
          } else {
            const err34 = { instancePath: instancePath + "/ssh/jump", schemaPath: "#/properties/ssh/properties/jump/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema75.properties.ssh.properties.jump.type, parentSchema: schema75.properties.ssh.properties.jump, data: data11 };
            if (vErrors === null) {
              vErrors = [err34];
            } else {
              vErrors.push(err34);
            }
            errors++;
          }
        }
      } else {
        const err35 = { instancePath: instancePath + "/ssh", schemaPath: "#/properties/ssh/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema75.properties.ssh.type, parentSchema: schema75.properties.ssh, data: data7 };
        if (vErrors === null) {
          vErrors = [err35];
        } else {
          vErrors.push(err35);
        }
        errors++;
      }
    }
    if (data.wake !== void 0 && func0.call(data, "wake")) {
      let data12 = data.wake;
      if (data12 && typeof data12 == "object" && !Array.isArray(data12)) {
        if (Object.keys(data12).length < 1) {
          const err36 = { instancePath: instancePath + "/wake", schemaPath: "#/properties/wake/minProperties", keyword: "minProperties", params: { limit: 1 }, message: "must NOT have fewer than 1 properties", schema: 1, parentSchema: schema75.properties.wake, data: data12 };
          if (vErrors === null) {
            vErrors = [err36];
          } else {
            vErrors.push(err36);
          }
          errors++;
        }
        for (const key2 of Object.keys(data12)) {
          if (!(key2 === "wol" || key2 === "bmc")) {
            const err37 = { instancePath: instancePath + "/wake", schemaPath: "#/properties/wake/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key2 }, message: "must NOT have additional properties", schema: false, parentSchema: schema75.properties.wake, data: data12 };
            if (vErrors === null) {
              vErrors = [err37];
            } else {
              vErrors.push(err37);
            }
            errors++;
          }
        }
        if (data12.wol !== void 0 && func0.call(data12, "wol")) {
          let data13 = data12.wol;
          if (typeof data13 === "string") {
            if (!pattern52.test(data13)) {
              const err38 = { instancePath: instancePath + "/wake/wol", schemaPath: "#/properties/wake/properties/wol/pattern", keyword: "pattern", params: { pattern: "^[0-9A-Fa-f]{2}([:-][0-9A-Fa-f]{2}){5}$" }, message: 'must match pattern "^[0-9A-Fa-f]{2}([:-][0-9A-Fa-f]{2}){5}$"', schema: "^[0-9A-Fa-f]{2}([:-][0-9A-Fa-f]{2}){5}$", parentSchema: schema75.properties.wake.properties.wol, data: data13 };
              if (vErrors === null) {
                vErrors = [err38];
              } else {
                vErrors.push(err38);
              }
              errors++;
            }
          } else {
            const err39 = { instancePath: instancePath + "/wake/wol", schemaPath: "#/properties/wake/properties/wol/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema75.properties.wake.properties.wol.type, parentSchema: schema75.properties.wake.properties.wol, data: data13 };
            if (vErrors === null) {
              vErrors = [err39];
            } else {
              vErrors.push(err39);
            }
            errors++;
          }
        }
        if (data12.bmc !== void 0 && func0.call(data12, "bmc")) {
          let data14 = data12.bmc;
          if (Array.isArray(data14)) {
            if (data14.length > 64) {
              const err40 = { instancePath: instancePath + "/wake/bmc", schemaPath: "#/$defs/commandLine/maxItems", keyword: "maxItems", params: { limit: 64 }, message: "must NOT have more than 64 items", schema: 64, parentSchema: schema40, data: data14 };
              if (vErrors === null) {
                vErrors = [err40];
              } else {
                vErrors.push(err40);
              }
              errors++;
            }
            if (data14.length < 1) {
              const err41 = { instancePath: instancePath + "/wake/bmc", schemaPath: "#/$defs/commandLine/minItems", keyword: "minItems", params: { limit: 1 }, message: "must NOT have fewer than 1 items", schema: 1, parentSchema: schema40, data: data14 };
              if (vErrors === null) {
                vErrors = [err41];
              } else {
                vErrors.push(err41);
              }
              errors++;
            }
            const len1 = data14.length;
            for (let i2 = 0; i2 < len1; i2++) {
              let data15 = data14[i2];
              if (typeof data15 === "string") {
                if (func72(data15) > 4095) {
                  const err42 = { instancePath: instancePath + "/wake/bmc/" + i2, schemaPath: "#/$defs/commandLine/items/maxLength", keyword: "maxLength", params: { limit: 4095 }, message: "must NOT have more than 4095 characters", schema: 4095, parentSchema: schema40.items, data: data15 };
                  if (vErrors === null) {
                    vErrors = [err42];
                  } else {
                    vErrors.push(err42);
                  }
                  errors++;
                }
              } else {
                const err43 = { instancePath: instancePath + "/wake/bmc/" + i2, schemaPath: "#/$defs/commandLine/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema40.items.type, parentSchema: schema40.items, data: data15 };
                if (vErrors === null) {
                  vErrors = [err43];
                } else {
                  vErrors.push(err43);
                }
                errors++;
              }
            }
          } else {
            const err44 = { instancePath: instancePath + "/wake/bmc", schemaPath: "#/$defs/commandLine/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema40.type, parentSchema: schema40, data: data14 };
            if (vErrors === null) {
              vErrors = [err44];
            } else {
              vErrors.push(err44);
            }
            errors++;
          }
        }
      } else {
        const err45 = { instancePath: instancePath + "/wake", schemaPath: "#/properties/wake/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema75.properties.wake.type, parentSchema: schema75.properties.wake, data: data12 };
        if (vErrors === null) {
          vErrors = [err45];
        } else {
          vErrors.push(err45);
        }
        errors++;
      }
    }
  } else {
    const err46 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema75.type, parentSchema: schema75, data };
    if (vErrors === null) {
      vErrors = [err46];
    } else {
      vErrors.push(err46);
    }
    errors++;
  }
  validate33.errors = vErrors;
  return errors === 0;
}
validate33.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var schema84 = { "type": "object", "additionalProperties": false, "required": ["name"], "properties": { "name": { "$ref": "#/$defs/nodeName", "description": "A name of its own, not one of a node." }, "address": { "type": "string", "maxLength": 45, "allowed": "an IP address, as in 192.168.10.2", "description": "IP address. One that answers during an outage proves that the network is there." }, "feeds": { "$ref": "#/$defs/feeds", "default": [], "description": "UPSes that it hangs on." } } };
function validate37(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate37.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.feeds === void 0) {
      data.feeds = [];
    }
    if (data.name === void 0 || !func0.call(data, "name")) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema84.required, parentSchema: schema84, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    for (const key0 of Object.keys(data)) {
      if (!(key0 === "name" || key0 === "address" || key0 === "feeds")) {
        const err1 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema84, data };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.name !== void 0 && func0.call(data, "name")) {
      let data0 = data.name;
      if (typeof data0 === "string") {
        if (!pattern4.test(data0)) {
          const err2 = { instancePath: instancePath + "/name", schemaPath: "#/$defs/nodeName/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9._-]{1,63}$" }, message: 'must match pattern "^[A-Za-z0-9._-]{1,63}$"', schema: "^[A-Za-z0-9._-]{1,63}$", parentSchema: schema32, data: data0 };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
      } else {
        const err3 = { instancePath: instancePath + "/name", schemaPath: "#/$defs/nodeName/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema32.type, parentSchema: schema32, data: data0 };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
    }
    if (data.address !== void 0 && func0.call(data, "address")) {
      let data1 = data.address;
      if (typeof data1 === "string") {
        if (func72(data1) > 45) {
          const err4 = { instancePath: instancePath + "/address", schemaPath: "#/properties/address/maxLength", keyword: "maxLength", params: { limit: 45 }, message: "must NOT have more than 45 characters", schema: 45, parentSchema: schema84.properties.address, data: data1 };
          if (vErrors === null) {
            vErrors = [err4];
          } else {
            vErrors.push(err4);
          }
          errors++;
        }
      } else {
        const err5 = { instancePath: instancePath + "/address", schemaPath: "#/properties/address/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema84.properties.address.type, parentSchema: schema84.properties.address, data: data1 };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    if (!validate34(data.feeds, { instancePath: instancePath + "/feeds", parentData: data, parentDataProperty: "feeds", rootData, dynamicAnchors })) {
      vErrors = vErrors === null ? validate34.errors : vErrors.concat(validate34.errors);
      errors = vErrors.length;
    }
  } else {
    const err6 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema84.type, parentSchema: schema84, data };
    if (vErrors === null) {
      vErrors = [err6];
    } else {
      vErrors.push(err6);
    }
    errors++;
  }
  validate37.errors = vErrors;
  return errors === 0;
}
validate37.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var schema86 = { "type": "object", "additionalProperties": false, "required": ["name", "ups", "needs"], "properties": { "name": { "$ref": "#/$defs/nodeName", "description": "What people call it." }, "ups": { "$ref": "#/$defs/upsName", "description": "UPS that it hangs on." }, "needs": { "$ref": "#/$defs/duration", "type": "string", "minimumDuration": "1s", "maximumDuration": "1d", "description": "How long it takes to stop, from the forced shutdown (FSD) on." } } };
function validate40(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate40.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0 || !func0.call(data, "name")) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema86.required, parentSchema: schema86, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.ups === void 0 || !func0.call(data, "ups")) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "ups" }, message: "must have required property 'ups'", schema: schema86.required, parentSchema: schema86, data };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    if (data.needs === void 0 || !func0.call(data, "needs")) {
      const err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "needs" }, message: "must have required property 'needs'", schema: schema86.required, parentSchema: schema86, data };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    for (const key0 of Object.keys(data)) {
      if (!(key0 === "name" || key0 === "ups" || key0 === "needs")) {
        const err3 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema86, data };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
    }
    if (data.name !== void 0 && func0.call(data, "name")) {
      let data0 = data.name;
      if (typeof data0 === "string") {
        if (!pattern4.test(data0)) {
          const err4 = { instancePath: instancePath + "/name", schemaPath: "#/$defs/nodeName/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9._-]{1,63}$" }, message: 'must match pattern "^[A-Za-z0-9._-]{1,63}$"', schema: "^[A-Za-z0-9._-]{1,63}$", parentSchema: schema32, data: data0 };
          if (vErrors === null) {
            vErrors = [err4];
          } else {
            vErrors.push(err4);
          }
          errors++;
        }
      } else {
        const err5 = { instancePath: instancePath + "/name", schemaPath: "#/$defs/nodeName/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema32.type, parentSchema: schema32, data: data0 };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    if (data.ups !== void 0 && func0.call(data, "ups")) {
      let data1 = data.ups;
      if (typeof data1 === "string") {
        if (!pattern4.test(data1)) {
          const err6 = { instancePath: instancePath + "/ups", schemaPath: "#/$defs/upsName/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9._-]{1,63}$" }, message: 'must match pattern "^[A-Za-z0-9._-]{1,63}$"', schema: "^[A-Za-z0-9._-]{1,63}$", parentSchema: schema43, data: data1 };
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
      } else {
        const err7 = { instancePath: instancePath + "/ups", schemaPath: "#/$defs/upsName/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema43.type, parentSchema: schema43, data: data1 };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
    }
    if (data.needs !== void 0 && func0.call(data, "needs")) {
      let data2 = data.needs;
      if (typeof data2 === "string") {
        if (func72(data2) > 64) {
          const err8 = { instancePath: instancePath + "/needs", schemaPath: "#/$defs/duration/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema41, data: data2 };
          if (vErrors === null) {
            vErrors = [err8];
          } else {
            vErrors.push(err8);
          }
          errors++;
        }
        if (!pattern12.test(data2)) {
          const err9 = { instancePath: instancePath + "/needs", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$" }, message: 'must match pattern "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$"', schema: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$", parentSchema: schema41, data: data2 };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
        if (func85(data2) < 100) {
          const err10 = { instancePath: instancePath + "/needs", schemaPath: "#/$defs/duration/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "100ms", parentSchema: schema41, data: data2 };
          if (vErrors === null) {
            vErrors = [err10];
          } else {
            vErrors.push(err10);
          }
          errors++;
        }
        if (func85(data2) > 2592e6) {
          const err11 = { instancePath: instancePath + "/needs", schemaPath: "#/$defs/duration/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "30d", parentSchema: schema41, data: data2 };
          if (vErrors === null) {
            vErrors = [err11];
          } else {
            vErrors.push(err11);
          }
          errors++;
        }
      } else {
        const err12 = { instancePath: instancePath + "/needs", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema41.type, parentSchema: schema41, data: data2 };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
      if (typeof data2 === "string") {
        if (func85(data2) < 1e3) {
          const err13 = { instancePath: instancePath + "/needs", schemaPath: "#/properties/needs/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "1s", parentSchema: schema86.properties.needs, data: data2 };
          if (vErrors === null) {
            vErrors = [err13];
          } else {
            vErrors.push(err13);
          }
          errors++;
        }
        if (func85(data2) > 864e5) {
          const err14 = { instancePath: instancePath + "/needs", schemaPath: "#/properties/needs/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "1d", parentSchema: schema86.properties.needs, data: data2 };
          if (vErrors === null) {
            vErrors = [err14];
          } else {
            vErrors.push(err14);
          }
          errors++;
        }
      } else {
        const err15 = { instancePath: instancePath + "/needs", schemaPath: "#/properties/needs/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema86.properties.needs.type, parentSchema: schema86.properties.needs, data: data2 };
        if (vErrors === null) {
          vErrors = [err15];
        } else {
          vErrors.push(err15);
        }
        errors++;
      }
    }
  } else {
    const err16 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema86.type, parentSchema: schema86, data };
    if (vErrors === null) {
      vErrors = [err16];
    } else {
      vErrors.push(err16);
    }
    errors++;
  }
  validate40.errors = vErrors;
  return errors === 0;
}
validate40.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var schema90 = { "type": "object", "additionalProperties": false, "properties": { "order": { "type": "array", "minItems": 1, "uniqueItems": true, "items": { "type": "string", "enum": ["agent", "ssh"] }, "default": ["agent"], "allowed": "a list of agent and ssh", "description": "Tried in this order: `agent`, `ssh`." }, "agent_patience": { "$ref": "#/$defs/duration", "type": "string", "default": "10s", "maximumDuration": "10m", "description": "How long an agent that is away is waited for before the next way is taken." }, "ssh": { "type": "object", "additionalProperties": false, "required": ["user", "identity", "known_hosts"], "description": "With `ssh` in order.", "properties": { "user": { "$ref": "#/$defs/word", "description": "User on the nodes." }, "identity": { "$ref": "#/$defs/path", "description": "File with its key." }, "known_hosts": { "$ref": "#/$defs/path", "description": "File with the keys of the nodes, and of `jump`; strangers are refused." }, "port": { "$ref": "#/$defs/port", "type": "integer", "default": 22, "description": "Port on the nodes." }, "jump": { "$ref": "#/$defs/jump", "description": "Host through which nodes are reached, by the same key." }, "commands": { "type": "object", "maxProperties": 256, "propertyNames": { "$ref": "#/$defs/word" }, "additionalProperties": { "$ref": "#/$defs/commandLine", "description": "The same on every node." }, "default": {}, "allowed": "names of commands with what each of them runs", "description": "What `command` and `then` of steps run on a node that is reached by ssh; its own agent.conf is not read." } } } } };
var schema96 = { "type": "string", "maxLength": 128, "pattern": "^([A-Za-z0-9._-]{1,63}@)?[0-9A-Fa-f.:\\[\\]]+$", "allowed": "ADDRESS, with USER@ before it and :PORT behind it where need be" };
var pattern61 = new RegExp("^([A-Za-z0-9._-]{1,63}@)?[0-9A-Fa-f.:\\[\\]]+$", "u");
function validate42(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate42.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.order === void 0) {
      data.order = ["agent"];
    }
    if (data.agent_patience === void 0) {
      data.agent_patience = "10s";
    }
    for (const key0 of Object.keys(data)) {
      if (!(key0 === "order" || key0 === "agent_patience" || key0 === "ssh")) {
        const err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema90, data };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
    let data0 = data.order;
    if (Array.isArray(data0)) {
      if (data0.length < 1) {
        const err1 = { instancePath: instancePath + "/order", schemaPath: "#/properties/order/minItems", keyword: "minItems", params: { limit: 1 }, message: "must NOT have fewer than 1 items", schema: 1, parentSchema: schema90.properties.order, data: data0 };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
      const len0 = data0.length;
      for (let i0 = 0; i0 < len0; i0++) {
        let data1 = data0[i0];
        if (typeof data1 !== "string") {
          const err2 = { instancePath: instancePath + "/order/" + i0, schemaPath: "#/properties/order/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema90.properties.order.items.type, parentSchema: schema90.properties.order.items, data: data1 };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
        if (!(data1 === "agent" || data1 === "ssh")) {
          const err3 = { instancePath: instancePath + "/order/" + i0, schemaPath: "#/properties/order/items/enum", keyword: "enum", params: { allowedValues: schema90.properties.order.items.enum }, message: "must be equal to one of the allowed values", schema: schema90.properties.order.items.enum, parentSchema: schema90.properties.order.items, data: data1 };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
      }
      let i1 = data0.length;
      let j0;
      if (i1 > 1) {
        const indices0 = {};
        for (; i1--; ) {
          let item0 = data0[i1];
          if (typeof item0 !== "string") {
            continue;
          }
          if (typeof indices0[item0] == "number") {
            j0 = indices0[item0];
            const err4 = { instancePath: instancePath + "/order", schemaPath: "#/properties/order/uniqueItems", keyword: "uniqueItems", params: { i: i1, j: j0 }, message: "must NOT have duplicate items (items ## " + j0 + " and " + i1 + " are identical)", schema: true, parentSchema: schema90.properties.order, data: data0 };
            if (vErrors === null) {
              vErrors = [err4];
            } else {
              vErrors.push(err4);
            }
            errors++;
            break;
          }
          indices0[item0] = i1;
        }
      }
    } else {
      const err5 = { instancePath: instancePath + "/order", schemaPath: "#/properties/order/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema90.properties.order.type, parentSchema: schema90.properties.order, data: data0 };
      if (vErrors === null) {
        vErrors = [err5];
      } else {
        vErrors.push(err5);
      }
      errors++;
    }
    let data2 = data.agent_patience;
    if (typeof data2 === "string") {
      if (func72(data2) > 64) {
        const err6 = { instancePath: instancePath + "/agent_patience", schemaPath: "#/$defs/duration/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema41, data: data2 };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
      if (!pattern12.test(data2)) {
        const err7 = { instancePath: instancePath + "/agent_patience", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$" }, message: 'must match pattern "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$"', schema: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$", parentSchema: schema41, data: data2 };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
      if (func85(data2) < 100) {
        const err8 = { instancePath: instancePath + "/agent_patience", schemaPath: "#/$defs/duration/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "100ms", parentSchema: schema41, data: data2 };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
      if (func85(data2) > 2592e6) {
        const err9 = { instancePath: instancePath + "/agent_patience", schemaPath: "#/$defs/duration/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "30d", parentSchema: schema41, data: data2 };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
    } else {
      const err10 = { instancePath: instancePath + "/agent_patience", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema41.type, parentSchema: schema41, data: data2 };
      if (vErrors === null) {
        vErrors = [err10];
      } else {
        vErrors.push(err10);
      }
      errors++;
    }
    if (typeof data2 === "string") {
      if (func85(data2) > 6e5) {
        const err11 = { instancePath: instancePath + "/agent_patience", schemaPath: "#/properties/agent_patience/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "10m", parentSchema: schema90.properties.agent_patience, data: data2 };
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
    } else {
      const err12 = { instancePath: instancePath + "/agent_patience", schemaPath: "#/properties/agent_patience/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema90.properties.agent_patience.type, parentSchema: schema90.properties.agent_patience, data: data2 };
      if (vErrors === null) {
        vErrors = [err12];
      } else {
        vErrors.push(err12);
      }
      errors++;
    }
    if (data.ssh !== void 0 && func0.call(data, "ssh")) {
      let data3 = data.ssh;
      if (data3 && typeof data3 == "object" && !Array.isArray(data3)) {
        if (data3.port === void 0) {
          data3.port = 22;
        }
        if (data3.commands === void 0) {
          data3.commands = {};
        }
        if (data3.user === void 0 || !func0.call(data3, "user")) {
          const err13 = { instancePath: instancePath + "/ssh", schemaPath: "#/properties/ssh/required", keyword: "required", params: { missingProperty: "user" }, message: "must have required property 'user'", schema: schema90.properties.ssh.required, parentSchema: schema90.properties.ssh, data: data3 };
          if (vErrors === null) {
            vErrors = [err13];
          } else {
            vErrors.push(err13);
          }
          errors++;
        }
        if (data3.identity === void 0 || !func0.call(data3, "identity")) {
          const err14 = { instancePath: instancePath + "/ssh", schemaPath: "#/properties/ssh/required", keyword: "required", params: { missingProperty: "identity" }, message: "must have required property 'identity'", schema: schema90.properties.ssh.required, parentSchema: schema90.properties.ssh, data: data3 };
          if (vErrors === null) {
            vErrors = [err14];
          } else {
            vErrors.push(err14);
          }
          errors++;
        }
        if (data3.known_hosts === void 0 || !func0.call(data3, "known_hosts")) {
          const err15 = { instancePath: instancePath + "/ssh", schemaPath: "#/properties/ssh/required", keyword: "required", params: { missingProperty: "known_hosts" }, message: "must have required property 'known_hosts'", schema: schema90.properties.ssh.required, parentSchema: schema90.properties.ssh, data: data3 };
          if (vErrors === null) {
            vErrors = [err15];
          } else {
            vErrors.push(err15);
          }
          errors++;
        }
        for (const key1 of Object.keys(data3)) {
          if (!(key1 === "user" || key1 === "identity" || key1 === "known_hosts" || key1 === "port" || key1 === "jump" || key1 === "commands")) {
            const err16 = { instancePath: instancePath + "/ssh", schemaPath: "#/properties/ssh/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties", schema: false, parentSchema: schema90.properties.ssh, data: data3 };
            if (vErrors === null) {
              vErrors = [err16];
            } else {
              vErrors.push(err16);
            }
            errors++;
          }
        }
        if (data3.user !== void 0 && func0.call(data3, "user")) {
          let data4 = data3.user;
          if (typeof data4 === "string") {
            if (!pattern4.test(data4)) {
              const err17 = { instancePath: instancePath + "/ssh/user", schemaPath: "#/$defs/word/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9._-]{1,63}$" }, message: 'must match pattern "^[A-Za-z0-9._-]{1,63}$"', schema: "^[A-Za-z0-9._-]{1,63}$", parentSchema: schema46, data: data4 };
              if (vErrors === null) {
                vErrors = [err17];
              } else {
                vErrors.push(err17);
              }
              errors++;
            }
          } else {
            const err18 = { instancePath: instancePath + "/ssh/user", schemaPath: "#/$defs/word/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema46.type, parentSchema: schema46, data: data4 };
            if (vErrors === null) {
              vErrors = [err18];
            } else {
              vErrors.push(err18);
            }
            errors++;
          }
        }
        if (data3.identity !== void 0 && func0.call(data3, "identity")) {
          let data5 = data3.identity;
          if (typeof data5 === "string") {
            if (func72(data5) > 4095) {
              const err19 = { instancePath: instancePath + "/ssh/identity", schemaPath: "#/$defs/path/maxLength", keyword: "maxLength", params: { limit: 4095 }, message: "must NOT have more than 4095 characters", schema: 4095, parentSchema: schema35, data: data5 };
              if (vErrors === null) {
                vErrors = [err19];
              } else {
                vErrors.push(err19);
              }
              errors++;
            }
            if (!pattern7.test(data5)) {
              const err20 = { instancePath: instancePath + "/ssh/identity", schemaPath: "#/$defs/path/pattern", keyword: "pattern", params: { pattern: "^/[^\\u0000]*$" }, message: 'must match pattern "^/[^\\u0000]*$"', schema: "^/[^\\u0000]*$", parentSchema: schema35, data: data5 };
              if (vErrors === null) {
                vErrors = [err20];
              } else {
                vErrors.push(err20);
              }
              errors++;
            }
          } else {
            const err21 = { instancePath: instancePath + "/ssh/identity", schemaPath: "#/$defs/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema35.type, parentSchema: schema35, data: data5 };
            if (vErrors === null) {
              vErrors = [err21];
            } else {
              vErrors.push(err21);
            }
            errors++;
          }
        }
        if (data3.known_hosts !== void 0 && func0.call(data3, "known_hosts")) {
          let data6 = data3.known_hosts;
          if (typeof data6 === "string") {
            if (func72(data6) > 4095) {
              const err22 = { instancePath: instancePath + "/ssh/known_hosts", schemaPath: "#/$defs/path/maxLength", keyword: "maxLength", params: { limit: 4095 }, message: "must NOT have more than 4095 characters", schema: 4095, parentSchema: schema35, data: data6 };
              if (vErrors === null) {
                vErrors = [err22];
              } else {
                vErrors.push(err22);
              }
              errors++;
            }
            if (!pattern7.test(data6)) {
              const err23 = { instancePath: instancePath + "/ssh/known_hosts", schemaPath: "#/$defs/path/pattern", keyword: "pattern", params: { pattern: "^/[^\\u0000]*$" }, message: 'must match pattern "^/[^\\u0000]*$"', schema: "^/[^\\u0000]*$", parentSchema: schema35, data: data6 };
              if (vErrors === null) {
                vErrors = [err23];
              } else {
                vErrors.push(err23);
              }
              errors++;
            }
          } else {
            const err24 = { instancePath: instancePath + "/ssh/known_hosts", schemaPath: "#/$defs/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema35.type, parentSchema: schema35, data: data6 };
            if (vErrors === null) {
              vErrors = [err24];
            } else {
              vErrors.push(err24);
            }
            errors++;
          }
        }
        let data7 = data3.port;
        if (!(typeof data7 == "number" && (!(data7 % 1) && !isNaN(data7)) && isFinite(data7))) {
          const err25 = { instancePath: instancePath + "/ssh/port", schemaPath: "#/properties/ssh/properties/port/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema90.properties.ssh.properties.port.type, parentSchema: schema90.properties.ssh.properties.port, data: data7 };
          if (vErrors === null) {
            vErrors = [err25];
          } else {
            vErrors.push(err25);
          }
          errors++;
        }
        if (!(typeof data7 == "number" && (!(data7 % 1) && !isNaN(data7)) && isFinite(data7))) {
          const err26 = { instancePath: instancePath + "/ssh/port", schemaPath: "#/$defs/port/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema82.type, parentSchema: schema82, data: data7 };
          if (vErrors === null) {
            vErrors = [err26];
          } else {
            vErrors.push(err26);
          }
          errors++;
        }
        if (typeof data7 == "number" && isFinite(data7)) {
          if (data7 > 65535 || isNaN(data7)) {
            const err27 = { instancePath: instancePath + "/ssh/port", schemaPath: "#/$defs/port/maximum", keyword: "maximum", params: { comparison: "<=", limit: 65535 }, message: "must be <= 65535", schema: 65535, parentSchema: schema82, data: data7 };
            if (vErrors === null) {
              vErrors = [err27];
            } else {
              vErrors.push(err27);
            }
            errors++;
          }
          if (data7 < 1 || isNaN(data7)) {
            const err28 = { instancePath: instancePath + "/ssh/port", schemaPath: "#/$defs/port/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema82, data: data7 };
            if (vErrors === null) {
              vErrors = [err28];
            } else {
              vErrors.push(err28);
            }
            errors++;
          }
        }
        if (data3.jump !== void 0 && func0.call(data3, "jump")) {
          let data8 = data3.jump;
          if (typeof data8 === "string") {
            if (func72(data8) > 128) {
              const err29 = { instancePath: instancePath + "/ssh/jump", schemaPath: "#/$defs/jump/maxLength", keyword: "maxLength", params: { limit: 128 }, message: "must NOT have more than 128 characters", schema: 128, parentSchema: schema96, data: data8 };
              if (vErrors === null) {
                vErrors = [err29];
              } else {
                vErrors.push(err29);
              }
              errors++;
            }
            if (!pattern61.test(data8)) {
              const err30 = { instancePath: instancePath + "/ssh/jump", schemaPath: "#/$defs/jump/pattern", keyword: "pattern", params: { pattern: "^([A-Za-z0-9._-]{1,63}@)?[0-9A-Fa-f.:\\[\\]]+$" }, message: 'must match pattern "^([A-Za-z0-9._-]{1,63}@)?[0-9A-Fa-f.:\\[\\]]+$"', schema: "^([A-Za-z0-9._-]{1,63}@)?[0-9A-Fa-f.:\\[\\]]+$", parentSchema: schema96, data: data8 };
              if (vErrors === null) {
                vErrors = [err30];
              } else {
                vErrors.push(err30);
              }
              errors++;
            }
          } else {
            const err31 = { instancePath: instancePath + "/ssh/jump", schemaPath: "#/$defs/jump/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema96.type, parentSchema: schema96, data: data8 };
            if (vErrors === null) {
              vErrors = [err31];
            } else {
              vErrors.push(err31);
            }
            errors++;
          }
        }
        let data9 = data3.commands;
        if (data9 && typeof data9 == "object" && !Array.isArray(data9)) {
          if (Object.keys(data9).length > 256) {
            const err32 = { instancePath: instancePath + "/ssh/commands", schemaPath: "#/properties/ssh/properties/commands/maxProperties", keyword: "maxProperties", params: { limit: 256 }, message: "must NOT have more than 256 properties", schema: 256, parentSchema: schema90.properties.ssh.properties.commands, data: data9 };
            if (vErrors === null) {
              vErrors = [err32];
            } else {
              vErrors.push(err32);
            }
            errors++;
          }
          for (const key2 of Object.keys(data9)) {
            const _errs31 = errors;
            if (typeof key2 === "string") {
              if (!pattern4.test(key2)) {
                const err33 = { instancePath: instancePath + "/ssh/commands", schemaPath: "#/$defs/word/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9._-]{1,63}$" }, message: 'must match pattern "^[A-Za-z0-9._-]{1,63}$"', schema: "^[A-Za-z0-9._-]{1,63}$", parentSchema: schema46, data: key2, propertyName: key2 };
                if (vErrors === null) {
                  vErrors = [err33];
                } else {
                  vErrors.push(err33);
                }
                errors++;
              }
            } else {
              const err34 = { instancePath: instancePath + "/ssh/commands", schemaPath: "#/$defs/word/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema46.type, parentSchema: schema46, data: key2, propertyName: key2 };
              if (vErrors === null) {
                vErrors = [err34];
              } else {
                vErrors.push(err34);
              }
              errors++;
            }
            var valid11 = _errs31 === errors;
            if (!valid11) {
              const err35 = { instancePath: instancePath + "/ssh/commands", schemaPath: "#/properties/ssh/properties/commands/propertyNames", keyword: "propertyNames", params: { propertyName: key2 }, message: "property name must be valid", schema: schema90.properties.ssh.properties.commands.propertyNames, parentSchema: schema90.properties.ssh.properties.commands, data: data9 };
              if (vErrors === null) {
                vErrors = [err35];
              } else {
                vErrors.push(err35);
              }
              errors++;
            }
          }
          for (const key3 of Object.keys(data9)) {
            let data10 = data9[key3];
            if (Array.isArray(data10)) {
              if (data10.length > 64) {
                const err36 = { instancePath: instancePath + "/ssh/commands/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/commandLine/maxItems", keyword: "maxItems", params: { limit: 64 }, message: "must NOT have more than 64 items", schema: 64, parentSchema: schema40, data: data10 };
                if (vErrors === null) {
                  vErrors = [err36];
                } else {
                  vErrors.push(err36);
                }
                errors++;
              }
              if (data10.length < 1) {
                const err37 = { instancePath: instancePath + "/ssh/commands/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/commandLine/minItems", keyword: "minItems", params: { limit: 1 }, message: "must NOT have fewer than 1 items", schema: 1, parentSchema: schema40, data: data10 };
                if (vErrors === null) {
                  vErrors = [err37];
                } else {
                  vErrors.push(err37);
                }
                errors++;
              }
              const len1 = data10.length;
              for (let i2 = 0; i2 < len1; i2++) {
                let data11 = data10[i2];
                if (typeof data11 === "string") {
                  if (func72(data11) > 4095) {
                    const err38 = { instancePath: instancePath + "/ssh/commands/" + key3.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i2, schemaPath: "#/$defs/commandLine/items/maxLength", keyword: "maxLength", params: { limit: 4095 }, message: "must NOT have more than 4095 characters", schema: 4095, parentSchema: schema40.items, data: data11 };
                    if (vErrors === null) {
                      vErrors = [err38];
                    } else {
                      vErrors.push(err38);
                    }
                    errors++;
                  }
                } else {
                  const err39 = { instancePath: instancePath + "/ssh/commands/" + key3.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i2, schemaPath: "#/$defs/commandLine/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema40.items.type, parentSchema: schema40.items, data: data11 };
                  if (vErrors === null) {
                    vErrors = [err39];
                  } else {
                    vErrors.push(err39);
                  }
                  errors++;
                }
              }
            } else {
              const err40 = { instancePath: instancePath + "/ssh/commands/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/commandLine/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema40.type, parentSchema: schema40, data: data10 };
              if (vErrors === null) {
                vErrors = [err40];
              } else {
                vErrors.push(err40);
              }
              errors++;
            }
          }
        } else {
          const err41 = { instancePath: instancePath + "/ssh/commands", schemaPath: "#/properties/ssh/properties/commands/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema90.properties.ssh.properties.commands.type, parentSchema: schema90.properties.ssh.properties.commands, data: data9 };
          if (vErrors === null) {
            vErrors = [err41];
          } else {
            vErrors.push(err41);
          }
          errors++;
        }
      } else {
        const err42 = { instancePath: instancePath + "/ssh", schemaPath: "#/properties/ssh/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema90.properties.ssh.type, parentSchema: schema90.properties.ssh, data: data3 };
        if (vErrors === null) {
          vErrors = [err42];
        } else {
          vErrors.push(err42);
        }
        errors++;
      }
    }
  } else {
    const err43 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema90.type, parentSchema: schema90, data };
    if (vErrors === null) {
      vErrors = [err43];
    } else {
      vErrors.push(err43);
    }
    errors++;
  }
  validate42.errors = vErrors;
  return errors === 0;
}
validate42.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var schema99 = { "type": "object", "additionalProperties": false, "required": ["kubeconfig", "datastore"], "properties": { "kubeconfig": { "$ref": "#/$defs/path", "description": "Its server by IP address." }, "datastore": { "type": "string", "enum": ["etcd", "external", "sqlite"], "description": "Decides whether a snapshot step exists." }, "whole_cluster_if": { "type": "object", "additionalProperties": false, "default": {}, "description": "When all of the cluster goes, and not only the nodes that lose power.", "properties": { "servers_left_below": { "type": "integer", "minimum": 0, "maximum": 99, "default": 1, "description": "With fewer nodes of role k3s-server left than this. 0: never for this reason." }, "or_lost": { "type": "array", "uniqueItems": true, "items": { "$ref": "#/$defs/nodeName" }, "default": [], "allowed": "a list of nodes", "description": "When one of these is lost." } } }, "quiesce": { "type": "array", "default": [], "description": "Namespaces that are scaled to 0, in this order; what was there before is journaled and put back.", "items": { "type": "object", "additionalProperties": false, "required": ["namespaces"], "properties": { "namespaces": { "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/word" }, "allowed": "a list of namespaces, as in [apps]", "description": "Scaled at the same time." }, "timeout": { "$ref": "#/$defs/duration", "type": "string", "default": "60s", "maximumDuration": "1h", "description": "How long their pods may take to end." } } } }, "volumes_detached": { "type": "object", "additionalProperties": false, "required": ["provider"], "description": "For the step `kube: volumes-detached`.", "properties": { "provider": { "type": "string", "enum": ["longhorn"], "description": "Whose volumes." }, "timeout": { "$ref": "#/$defs/duration", "type": "string", "default": "120s", "maximumDuration": "1h", "description": "How long is waited until all are detached." } } } } };
function validate44(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate44.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.whole_cluster_if === void 0) {
      data.whole_cluster_if = {};
    }
    if (data.quiesce === void 0) {
      data.quiesce = [];
    }
    if (data.kubeconfig === void 0 || !func0.call(data, "kubeconfig")) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kubeconfig" }, message: "must have required property 'kubeconfig'", schema: schema99.required, parentSchema: schema99, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.datastore === void 0 || !func0.call(data, "datastore")) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "datastore" }, message: "must have required property 'datastore'", schema: schema99.required, parentSchema: schema99, data };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    for (const key0 of Object.keys(data)) {
      if (!(key0 === "kubeconfig" || key0 === "datastore" || key0 === "whole_cluster_if" || key0 === "quiesce" || key0 === "volumes_detached")) {
        const err2 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema99, data };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    if (data.kubeconfig !== void 0 && func0.call(data, "kubeconfig")) {
      let data0 = data.kubeconfig;
      if (typeof data0 === "string") {
        if (func72(data0) > 4095) {
          const err3 = { instancePath: instancePath + "/kubeconfig", schemaPath: "#/$defs/path/maxLength", keyword: "maxLength", params: { limit: 4095 }, message: "must NOT have more than 4095 characters", schema: 4095, parentSchema: schema35, data: data0 };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
        if (!pattern7.test(data0)) {
          const err4 = { instancePath: instancePath + "/kubeconfig", schemaPath: "#/$defs/path/pattern", keyword: "pattern", params: { pattern: "^/[^\\u0000]*$" }, message: 'must match pattern "^/[^\\u0000]*$"', schema: "^/[^\\u0000]*$", parentSchema: schema35, data: data0 };
          if (vErrors === null) {
            vErrors = [err4];
          } else {
            vErrors.push(err4);
          }
          errors++;
        }
      } else {
        const err5 = { instancePath: instancePath + "/kubeconfig", schemaPath: "#/$defs/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema35.type, parentSchema: schema35, data: data0 };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    if (data.datastore !== void 0 && func0.call(data, "datastore")) {
      let data1 = data.datastore;
      if (typeof data1 !== "string") {
        const err6 = { instancePath: instancePath + "/datastore", schemaPath: "#/properties/datastore/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema99.properties.datastore.type, parentSchema: schema99.properties.datastore, data: data1 };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
      if (!(data1 === "etcd" || data1 === "external" || data1 === "sqlite")) {
        const err7 = { instancePath: instancePath + "/datastore", schemaPath: "#/properties/datastore/enum", keyword: "enum", params: { allowedValues: schema99.properties.datastore.enum }, message: "must be equal to one of the allowed values", schema: schema99.properties.datastore.enum, parentSchema: schema99.properties.datastore, data: data1 };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
    }
    let data2 = data.whole_cluster_if;
    if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
      if (data2.servers_left_below === void 0) {
        data2.servers_left_below = 1;
      }
      if (data2.or_lost === void 0) {
        data2.or_lost = [];
      }
      for (const key1 of Object.keys(data2)) {
        if (!(key1 === "servers_left_below" || key1 === "or_lost")) {
          const err8 = { instancePath: instancePath + "/whole_cluster_if", schemaPath: "#/properties/whole_cluster_if/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties", schema: false, parentSchema: schema99.properties.whole_cluster_if, data: data2 };
          if (vErrors === null) {
            vErrors = [err8];
          } else {
            vErrors.push(err8);
          }
          errors++;
        }
      }
      let data3 = data2.servers_left_below;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        const err9 = { instancePath: instancePath + "/whole_cluster_if/servers_left_below", schemaPath: "#/properties/whole_cluster_if/properties/servers_left_below/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema99.properties.whole_cluster_if.properties.servers_left_below.type, parentSchema: schema99.properties.whole_cluster_if.properties.servers_left_below, data: data3 };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 > 99 || isNaN(data3)) {
          const err10 = { instancePath: instancePath + "/whole_cluster_if/servers_left_below", schemaPath: "#/properties/whole_cluster_if/properties/servers_left_below/maximum", keyword: "maximum", params: { comparison: "<=", limit: 99 }, message: "must be <= 99", schema: 99, parentSchema: schema99.properties.whole_cluster_if.properties.servers_left_below, data: data3 };
          if (vErrors === null) {
            vErrors = [err10];
          } else {
            vErrors.push(err10);
          }
          errors++;
        }
        if (data3 < 0 || isNaN(data3)) {
          const err11 = { instancePath: instancePath + "/whole_cluster_if/servers_left_below", schemaPath: "#/properties/whole_cluster_if/properties/servers_left_below/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema99.properties.whole_cluster_if.properties.servers_left_below, data: data3 };
          if (vErrors === null) {
            vErrors = [err11];
          } else {
            vErrors.push(err11);
          }
          errors++;
        }
      }
      let data4 = data2.or_lost;
      if (Array.isArray(data4)) {
        const len0 = data4.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data5 = data4[i0];
          if (typeof data5 === "string") {
            if (!pattern4.test(data5)) {
              const err12 = { instancePath: instancePath + "/whole_cluster_if/or_lost/" + i0, schemaPath: "#/$defs/nodeName/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9._-]{1,63}$" }, message: 'must match pattern "^[A-Za-z0-9._-]{1,63}$"', schema: "^[A-Za-z0-9._-]{1,63}$", parentSchema: schema32, data: data5 };
              if (vErrors === null) {
                vErrors = [err12];
              } else {
                vErrors.push(err12);
              }
              errors++;
            }
          } else {
            const err13 = { instancePath: instancePath + "/whole_cluster_if/or_lost/" + i0, schemaPath: "#/$defs/nodeName/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema32.type, parentSchema: schema32, data: data5 };
            if (vErrors === null) {
              vErrors = [err13];
            } else {
              vErrors.push(err13);
            }
            errors++;
          }
        }
        let i1 = data4.length;
        let j0;
        if (i1 > 1) {
          outer0:
            for (; i1--; ) {
              for (j0 = i1; j0--; ) {
                if (func27(data4[i1], data4[j0])) {
                  const err14 = { instancePath: instancePath + "/whole_cluster_if/or_lost", schemaPath: "#/properties/whole_cluster_if/properties/or_lost/uniqueItems", keyword: "uniqueItems", params: { i: i1, j: j0 }, message: "must NOT have duplicate items (items ## " + j0 + " and " + i1 + " are identical)", schema: true, parentSchema: schema99.properties.whole_cluster_if.properties.or_lost, data: data4 };
                  if (vErrors === null) {
                    vErrors = [err14];
                  } else {
                    vErrors.push(err14);
                  }
                  errors++;
                  break outer0;
                }
              }
            }
        }
      } else {
        const err15 = { instancePath: instancePath + "/whole_cluster_if/or_lost", schemaPath: "#/properties/whole_cluster_if/properties/or_lost/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema99.properties.whole_cluster_if.properties.or_lost.type, parentSchema: schema99.properties.whole_cluster_if.properties.or_lost, data: data4 };
        if (vErrors === null) {
          vErrors = [err15];
        } else {
          vErrors.push(err15);
        }
        errors++;
      }
    } else {
      const err16 = { instancePath: instancePath + "/whole_cluster_if", schemaPath: "#/properties/whole_cluster_if/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema99.properties.whole_cluster_if.type, parentSchema: schema99.properties.whole_cluster_if, data: data2 };
      if (vErrors === null) {
        vErrors = [err16];
      } else {
        vErrors.push(err16);
      }
      errors++;
    }
    let data6 = data.quiesce;
    if (Array.isArray(data6)) {
      const len1 = data6.length;
      for (let i2 = 0; i2 < len1; i2++) {
        let data7 = data6[i2];
        if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
          if (data7.timeout === void 0) {
            data7.timeout = "60s";
          }
          if (data7.namespaces === void 0 || !func0.call(data7, "namespaces")) {
            const err17 = { instancePath: instancePath + "/quiesce/" + i2, schemaPath: "#/properties/quiesce/items/required", keyword: "required", params: { missingProperty: "namespaces" }, message: "must have required property 'namespaces'", schema: schema99.properties.quiesce.items.required, parentSchema: schema99.properties.quiesce.items, data: data7 };
            if (vErrors === null) {
              vErrors = [err17];
            } else {
              vErrors.push(err17);
            }
            errors++;
          }
          for (const key2 of Object.keys(data7)) {
            if (!(key2 === "namespaces" || key2 === "timeout")) {
              const err18 = { instancePath: instancePath + "/quiesce/" + i2, schemaPath: "#/properties/quiesce/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key2 }, message: "must NOT have additional properties", schema: false, parentSchema: schema99.properties.quiesce.items, data: data7 };
              if (vErrors === null) {
                vErrors = [err18];
              } else {
                vErrors.push(err18);
              }
              errors++;
            }
          }
          if (data7.namespaces !== void 0 && func0.call(data7, "namespaces")) {
            let data8 = data7.namespaces;
            if (Array.isArray(data8)) {
              if (data8.length < 1) {
                const err19 = { instancePath: instancePath + "/quiesce/" + i2 + "/namespaces", schemaPath: "#/properties/quiesce/items/properties/namespaces/minItems", keyword: "minItems", params: { limit: 1 }, message: "must NOT have fewer than 1 items", schema: 1, parentSchema: schema99.properties.quiesce.items.properties.namespaces, data: data8 };
                if (vErrors === null) {
                  vErrors = [err19];
                } else {
                  vErrors.push(err19);
                }
                errors++;
              }
              const len2 = data8.length;
              for (let i3 = 0; i3 < len2; i3++) {
                let data9 = data8[i3];
                if (typeof data9 === "string") {
                  if (!pattern4.test(data9)) {
                    const err20 = { instancePath: instancePath + "/quiesce/" + i2 + "/namespaces/" + i3, schemaPath: "#/$defs/word/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9._-]{1,63}$" }, message: 'must match pattern "^[A-Za-z0-9._-]{1,63}$"', schema: "^[A-Za-z0-9._-]{1,63}$", parentSchema: schema46, data: data9 };
                    if (vErrors === null) {
                      vErrors = [err20];
                    } else {
                      vErrors.push(err20);
                    }
                    errors++;
                  }
                } else {
                  const err21 = { instancePath: instancePath + "/quiesce/" + i2 + "/namespaces/" + i3, schemaPath: "#/$defs/word/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema46.type, parentSchema: schema46, data: data9 };
                  if (vErrors === null) {
                    vErrors = [err21];
                  } else {
                    vErrors.push(err21);
                  }
                  errors++;
                }
              }
            } else {
              const err22 = { instancePath: instancePath + "/quiesce/" + i2 + "/namespaces", schemaPath: "#/properties/quiesce/items/properties/namespaces/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema99.properties.quiesce.items.properties.namespaces.type, parentSchema: schema99.properties.quiesce.items.properties.namespaces, data: data8 };
              if (vErrors === null) {
                vErrors = [err22];
              } else {
                vErrors.push(err22);
              }
              errors++;
            }
          }
          let data10 = data7.timeout;
          if (typeof data10 === "string") {
            if (func72(data10) > 64) {
              const err23 = { instancePath: instancePath + "/quiesce/" + i2 + "/timeout", schemaPath: "#/$defs/duration/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema41, data: data10 };
              if (vErrors === null) {
                vErrors = [err23];
              } else {
                vErrors.push(err23);
              }
              errors++;
            }
            if (!pattern12.test(data10)) {
              const err24 = { instancePath: instancePath + "/quiesce/" + i2 + "/timeout", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$" }, message: 'must match pattern "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$"', schema: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$", parentSchema: schema41, data: data10 };
              if (vErrors === null) {
                vErrors = [err24];
              } else {
                vErrors.push(err24);
              }
              errors++;
            }
            if (func85(data10) < 100) {
              const err25 = { instancePath: instancePath + "/quiesce/" + i2 + "/timeout", schemaPath: "#/$defs/duration/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "100ms", parentSchema: schema41, data: data10 };
              if (vErrors === null) {
                vErrors = [err25];
              } else {
                vErrors.push(err25);
              }
              errors++;
            }
            if (func85(data10) > 2592e6) {
              const err26 = { instancePath: instancePath + "/quiesce/" + i2 + "/timeout", schemaPath: "#/$defs/duration/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "30d", parentSchema: schema41, data: data10 };
              if (vErrors === null) {
                vErrors = [err26];
              } else {
                vErrors.push(err26);
              }
              errors++;
            }
          } else {
            const err27 = { instancePath: instancePath + "/quiesce/" + i2 + "/timeout", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema41.type, parentSchema: schema41, data: data10 };
            if (vErrors === null) {
              vErrors = [err27];
            } else {
              vErrors.push(err27);
            }
            errors++;
          }
          if (typeof data10 === "string") {
            if (func85(data10) > 36e5) {
              const err28 = { instancePath: instancePath + "/quiesce/" + i2 + "/timeout", schemaPath: "#/properties/quiesce/items/properties/timeout/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "1h", parentSchema: schema99.properties.quiesce.items.properties.timeout, data: data10 };
              if (vErrors === null) {
                vErrors = [err28];
              } else {
                vErrors.push(err28);
              }
              errors++;
            }
          } else {
            const err29 = { instancePath: instancePath + "/quiesce/" + i2 + "/timeout", schemaPath: "#/properties/quiesce/items/properties/timeout/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema99.properties.quiesce.items.properties.timeout.type, parentSchema: schema99.properties.quiesce.items.properties.timeout, data: data10 };
            if (vErrors === null) {
              vErrors = [err29];
            } else {
              vErrors.push(err29);
            }
            errors++;
          }
        } else {
          const err30 = { instancePath: instancePath + "/quiesce/" + i2, schemaPath: "#/properties/quiesce/items/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema99.properties.quiesce.items.type, parentSchema: schema99.properties.quiesce.items, data: data7 };
          if (vErrors === null) {
            vErrors = [err30];
          } else {
            vErrors.push(err30);
          }
          errors++;
        }
      }
    } else {
      const err31 = { instancePath: instancePath + "/quiesce", schemaPath: "#/properties/quiesce/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema99.properties.quiesce.type, parentSchema: schema99.properties.quiesce, data: data6 };
      if (vErrors === null) {
        vErrors = [err31];
      } else {
        vErrors.push(err31);
      }
      errors++;
    }
    if (data.volumes_detached !== void 0 && func0.call(data, "volumes_detached")) {
      let data11 = data.volumes_detached;
      if (data11 && typeof data11 == "object" && !Array.isArray(data11)) {
        if (data11.timeout === void 0) {
          data11.timeout = "120s";
        }
        if (data11.provider === void 0 || !func0.call(data11, "provider")) {
          const err32 = { instancePath: instancePath + "/volumes_detached", schemaPath: "#/properties/volumes_detached/required", keyword: "required", params: { missingProperty: "provider" }, message: "must have required property 'provider'", schema: schema99.properties.volumes_detached.required, parentSchema: schema99.properties.volumes_detached, data: data11 };
          if (vErrors === null) {
            vErrors = [err32];
          } else {
            vErrors.push(err32);
          }
          errors++;
        }
        for (const key3 of Object.keys(data11)) {
          if (!(key3 === "provider" || key3 === "timeout")) {
            const err33 = { instancePath: instancePath + "/volumes_detached", schemaPath: "#/properties/volumes_detached/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key3 }, message: "must NOT have additional properties", schema: false, parentSchema: schema99.properties.volumes_detached, data: data11 };
            if (vErrors === null) {
              vErrors = [err33];
            } else {
              vErrors.push(err33);
            }
            errors++;
          }
        }
        if (data11.provider !== void 0 && func0.call(data11, "provider")) {
          let data12 = data11.provider;
          if (typeof data12 !== "string") {
            const err34 = { instancePath: instancePath + "/volumes_detached/provider", schemaPath: "#/properties/volumes_detached/properties/provider/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema99.properties.volumes_detached.properties.provider.type, parentSchema: schema99.properties.volumes_detached.properties.provider, data: data12 };
            if (vErrors === null) {
              vErrors = [err34];
            } else {
              vErrors.push(err34);
            }
            errors++;
          }
          if (!(data12 === "longhorn")) {
            const err35 = { instancePath: instancePath + "/volumes_detached/provider", schemaPath: "#/properties/volumes_detached/properties/provider/enum", keyword: "enum", params: { allowedValues: schema99.properties.volumes_detached.properties.provider.enum }, message: "must be equal to one of the allowed values", schema: schema99.properties.volumes_detached.properties.provider.enum, parentSchema: schema99.properties.volumes_detached.properties.provider, data: data12 };
            if (vErrors === null) {
              vErrors = [err35];
            } else {
              vErrors.push(err35);
            }
            errors++;
          }
        }
        let data13 = data11.timeout;
        if (typeof data13 === "string") {
          if (func72(data13) > 64) {
            const err36 = { instancePath: instancePath + "/volumes_detached/timeout", schemaPath: "#/$defs/duration/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema41, data: data13 };
            if (vErrors === null) {
              vErrors = [err36];
            } else {
              vErrors.push(err36);
            }
            errors++;
          }
          if (!pattern12.test(data13)) {
            const err37 = { instancePath: instancePath + "/volumes_detached/timeout", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$" }, message: 'must match pattern "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$"', schema: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$", parentSchema: schema41, data: data13 };
            if (vErrors === null) {
              vErrors = [err37];
            } else {
              vErrors.push(err37);
            }
            errors++;
          }
          if (func85(data13) < 100) {
            const err38 = { instancePath: instancePath + "/volumes_detached/timeout", schemaPath: "#/$defs/duration/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "100ms", parentSchema: schema41, data: data13 };
            if (vErrors === null) {
              vErrors = [err38];
            } else {
              vErrors.push(err38);
            }
            errors++;
          }
          if (func85(data13) > 2592e6) {
            const err39 = { instancePath: instancePath + "/volumes_detached/timeout", schemaPath: "#/$defs/duration/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "30d", parentSchema: schema41, data: data13 };
            if (vErrors === null) {
              vErrors = [err39];
            } else {
              vErrors.push(err39);
            }
            errors++;
          }
        } else {
          const err40 = { instancePath: instancePath + "/volumes_detached/timeout", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema41.type, parentSchema: schema41, data: data13 };
          if (vErrors === null) {
            vErrors = [err40];
          } else {
            vErrors.push(err40);
          }
          errors++;
        }
        if (typeof data13 === "string") {
          if (func85(data13) > 36e5) {
            const err41 = { instancePath: instancePath + "/volumes_detached/timeout", schemaPath: "#/properties/volumes_detached/properties/timeout/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "1h", parentSchema: schema99.properties.volumes_detached.properties.timeout, data: data13 };
            if (vErrors === null) {
              vErrors = [err41];
            } else {
              vErrors.push(err41);
            }
            errors++;
          }
        } else {
          const err42 = { instancePath: instancePath + "/volumes_detached/timeout", schemaPath: "#/properties/volumes_detached/properties/timeout/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema99.properties.volumes_detached.properties.timeout.type, parentSchema: schema99.properties.volumes_detached.properties.timeout, data: data13 };
          if (vErrors === null) {
            vErrors = [err42];
          } else {
            vErrors.push(err42);
          }
          errors++;
        }
      } else {
        const err43 = { instancePath: instancePath + "/volumes_detached", schemaPath: "#/properties/volumes_detached/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema99.properties.volumes_detached.type, parentSchema: schema99.properties.volumes_detached, data: data11 };
        if (vErrors === null) {
          vErrors = [err43];
        } else {
          vErrors.push(err43);
        }
        errors++;
      }
    }
  } else {
    const err44 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema99.type, parentSchema: schema99, data };
    if (vErrors === null) {
      vErrors = [err44];
    } else {
      vErrors.push(err44);
    }
    errors++;
  }
  validate44.errors = vErrors;
  return errors === 0;
}
validate44.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var schema105 = { "type": "object", "additionalProperties": false, "required": ["source"], "properties": { "source": { "type": "object", "additionalProperties": false, "required": ["namespace", "name"], "description": "The GitRepository that everything comes from.", "properties": { "namespace": { "$ref": "#/$defs/word", "description": "Its namespace." }, "name": { "$ref": "#/$defs/word", "description": "Its name." } } }, "source_ready_within": { "$ref": "#/$defs/duration", "type": "string", "default": "5m", "maximumDuration": "6h", "description": "When it is not ready after so long, hecate looks for what is missing." }, "cache": { "type": "object", "additionalProperties": false, "required": ["sets"], "description": "Manifests that are kept for a start without Git.", "properties": { "dir": { "$ref": "#/$defs/path", "default": "/var/lib/hecate/manifests", "description": "Where they are kept." }, "refresh": { "$ref": "#/$defs/duration", "type": "string", "default": "1h", "minimumDuration": "1m", "description": "How often they are fetched while all is well." }, "sets": { "type": "array", "minItems": 1, "uniqueItems": true, "items": { "$ref": "#/$defs/word" }, "allowed": "a list of names of Kustomizations", "description": "Kustomizations, in the order in which they are applied." } } }, "unseal": { "type": "object", "additionalProperties": false, "required": ["command", "at"], "description": "For the step `flux: unseal`.", "properties": { "command": { "$ref": "#/$defs/word", "description": "A command of that node's agent.conf." }, "at": { "$ref": "#/$defs/nodeName", "description": "Node that it is run on." }, "wait": { "$ref": "#/$defs/duration", "type": "string", "default": "10m", "maximumDuration": "1d", "description": "How long a human is waited for where the command does not do it." } } } } };
function validate46(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate46.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.source_ready_within === void 0) {
      data.source_ready_within = "5m";
    }
    if (data.source === void 0 || !func0.call(data, "source")) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "source" }, message: "must have required property 'source'", schema: schema105.required, parentSchema: schema105, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    for (const key0 of Object.keys(data)) {
      if (!(key0 === "source" || key0 === "source_ready_within" || key0 === "cache" || key0 === "unseal")) {
        const err1 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema105, data };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.source !== void 0 && func0.call(data, "source")) {
      let data0 = data.source;
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        if (data0.namespace === void 0 || !func0.call(data0, "namespace")) {
          const err2 = { instancePath: instancePath + "/source", schemaPath: "#/properties/source/required", keyword: "required", params: { missingProperty: "namespace" }, message: "must have required property 'namespace'", schema: schema105.properties.source.required, parentSchema: schema105.properties.source, data: data0 };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
        if (data0.name === void 0 || !func0.call(data0, "name")) {
          const err3 = { instancePath: instancePath + "/source", schemaPath: "#/properties/source/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema105.properties.source.required, parentSchema: schema105.properties.source, data: data0 };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
        for (const key1 of Object.keys(data0)) {
          if (!(key1 === "namespace" || key1 === "name")) {
            const err4 = { instancePath: instancePath + "/source", schemaPath: "#/properties/source/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties", schema: false, parentSchema: schema105.properties.source, data: data0 };
            if (vErrors === null) {
              vErrors = [err4];
            } else {
              vErrors.push(err4);
            }
            errors++;
          }
        }
        if (data0.namespace !== void 0 && func0.call(data0, "namespace")) {
          let data1 = data0.namespace;
          if (typeof data1 === "string") {
            if (!pattern4.test(data1)) {
              const err5 = { instancePath: instancePath + "/source/namespace", schemaPath: "#/$defs/word/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9._-]{1,63}$" }, message: 'must match pattern "^[A-Za-z0-9._-]{1,63}$"', schema: "^[A-Za-z0-9._-]{1,63}$", parentSchema: schema46, data: data1 };
              if (vErrors === null) {
                vErrors = [err5];
              } else {
                vErrors.push(err5);
              }
              errors++;
            }
          } else {
            const err6 = { instancePath: instancePath + "/source/namespace", schemaPath: "#/$defs/word/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema46.type, parentSchema: schema46, data: data1 };
            if (vErrors === null) {
              vErrors = [err6];
            } else {
              vErrors.push(err6);
            }
            errors++;
          }
        }
        if (data0.name !== void 0 && func0.call(data0, "name")) {
          let data2 = data0.name;
          if (typeof data2 === "string") {
            if (!pattern4.test(data2)) {
              const err7 = { instancePath: instancePath + "/source/name", schemaPath: "#/$defs/word/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9._-]{1,63}$" }, message: 'must match pattern "^[A-Za-z0-9._-]{1,63}$"', schema: "^[A-Za-z0-9._-]{1,63}$", parentSchema: schema46, data: data2 };
              if (vErrors === null) {
                vErrors = [err7];
              } else {
                vErrors.push(err7);
              }
              errors++;
            }
          } else {
            const err8 = { instancePath: instancePath + "/source/name", schemaPath: "#/$defs/word/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema46.type, parentSchema: schema46, data: data2 };
            if (vErrors === null) {
              vErrors = [err8];
            } else {
              vErrors.push(err8);
            }
            errors++;
          }
        }
      } else {
        const err9 = { instancePath: instancePath + "/source", schemaPath: "#/properties/source/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema105.properties.source.type, parentSchema: schema105.properties.source, data: data0 };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
    }
    let data3 = data.source_ready_within;
    if (typeof data3 === "string") {
      if (func72(data3) > 64) {
        const err10 = { instancePath: instancePath + "/source_ready_within", schemaPath: "#/$defs/duration/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema41, data: data3 };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
      if (!pattern12.test(data3)) {
        const err11 = { instancePath: instancePath + "/source_ready_within", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$" }, message: 'must match pattern "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$"', schema: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$", parentSchema: schema41, data: data3 };
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
      if (func85(data3) < 100) {
        const err12 = { instancePath: instancePath + "/source_ready_within", schemaPath: "#/$defs/duration/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "100ms", parentSchema: schema41, data: data3 };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
      if (func85(data3) > 2592e6) {
        const err13 = { instancePath: instancePath + "/source_ready_within", schemaPath: "#/$defs/duration/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "30d", parentSchema: schema41, data: data3 };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
    } else {
      const err14 = { instancePath: instancePath + "/source_ready_within", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema41.type, parentSchema: schema41, data: data3 };
      if (vErrors === null) {
        vErrors = [err14];
      } else {
        vErrors.push(err14);
      }
      errors++;
    }
    if (typeof data3 === "string") {
      if (func85(data3) > 216e5) {
        const err15 = { instancePath: instancePath + "/source_ready_within", schemaPath: "#/properties/source_ready_within/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "6h", parentSchema: schema105.properties.source_ready_within, data: data3 };
        if (vErrors === null) {
          vErrors = [err15];
        } else {
          vErrors.push(err15);
        }
        errors++;
      }
    } else {
      const err16 = { instancePath: instancePath + "/source_ready_within", schemaPath: "#/properties/source_ready_within/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema105.properties.source_ready_within.type, parentSchema: schema105.properties.source_ready_within, data: data3 };
      if (vErrors === null) {
        vErrors = [err16];
      } else {
        vErrors.push(err16);
      }
      errors++;
    }
    if (data.cache !== void 0 && func0.call(data, "cache")) {
      let data4 = data.cache;
      if (data4 && typeof data4 == "object" && !Array.isArray(data4)) {
        if (data4.dir === void 0) {
          data4.dir = "/var/lib/hecate/manifests";
        }
        if (data4.refresh === void 0) {
          data4.refresh = "1h";
        }
        if (data4.sets === void 0 || !func0.call(data4, "sets")) {
          const err17 = { instancePath: instancePath + "/cache", schemaPath: "#/properties/cache/required", keyword: "required", params: { missingProperty: "sets" }, message: "must have required property 'sets'", schema: schema105.properties.cache.required, parentSchema: schema105.properties.cache, data: data4 };
          if (vErrors === null) {
            vErrors = [err17];
          } else {
            vErrors.push(err17);
          }
          errors++;
        }
        for (const key2 of Object.keys(data4)) {
          if (!(key2 === "dir" || key2 === "refresh" || key2 === "sets")) {
            const err18 = { instancePath: instancePath + "/cache", schemaPath: "#/properties/cache/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key2 }, message: "must NOT have additional properties", schema: false, parentSchema: schema105.properties.cache, data: data4 };
            if (vErrors === null) {
              vErrors = [err18];
            } else {
              vErrors.push(err18);
            }
            errors++;
          }
        }
        let data5 = data4.dir;
        if (typeof data5 === "string") {
          if (func72(data5) > 4095) {
            const err19 = { instancePath: instancePath + "/cache/dir", schemaPath: "#/$defs/path/maxLength", keyword: "maxLength", params: { limit: 4095 }, message: "must NOT have more than 4095 characters", schema: 4095, parentSchema: schema35, data: data5 };
            if (vErrors === null) {
              vErrors = [err19];
            } else {
              vErrors.push(err19);
            }
            errors++;
          }
          if (!pattern7.test(data5)) {
            const err20 = { instancePath: instancePath + "/cache/dir", schemaPath: "#/$defs/path/pattern", keyword: "pattern", params: { pattern: "^/[^\\u0000]*$" }, message: 'must match pattern "^/[^\\u0000]*$"', schema: "^/[^\\u0000]*$", parentSchema: schema35, data: data5 };
            if (vErrors === null) {
              vErrors = [err20];
            } else {
              vErrors.push(err20);
            }
            errors++;
          }
        } else {
          const err21 = { instancePath: instancePath + "/cache/dir", schemaPath: "#/$defs/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema35.type, parentSchema: schema35, data: data5 };
          if (vErrors === null) {
            vErrors = [err21];
          } else {
            vErrors.push(err21);
          }
          errors++;
        }
        let data6 = data4.refresh;
        if (typeof data6 === "string") {
          if (func72(data6) > 64) {
            const err22 = { instancePath: instancePath + "/cache/refresh", schemaPath: "#/$defs/duration/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema41, data: data6 };
            if (vErrors === null) {
              vErrors = [err22];
            } else {
              vErrors.push(err22);
            }
            errors++;
          }
          if (!pattern12.test(data6)) {
            const err23 = { instancePath: instancePath + "/cache/refresh", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$" }, message: 'must match pattern "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$"', schema: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$", parentSchema: schema41, data: data6 };
            if (vErrors === null) {
              vErrors = [err23];
            } else {
              vErrors.push(err23);
            }
            errors++;
          }
          if (func85(data6) < 100) {
            const err24 = { instancePath: instancePath + "/cache/refresh", schemaPath: "#/$defs/duration/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "100ms", parentSchema: schema41, data: data6 };
            if (vErrors === null) {
              vErrors = [err24];
            } else {
              vErrors.push(err24);
            }
            errors++;
          }
          if (func85(data6) > 2592e6) {
            const err25 = { instancePath: instancePath + "/cache/refresh", schemaPath: "#/$defs/duration/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "30d", parentSchema: schema41, data: data6 };
            if (vErrors === null) {
              vErrors = [err25];
            } else {
              vErrors.push(err25);
            }
            errors++;
          }
        } else {
          const err26 = { instancePath: instancePath + "/cache/refresh", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema41.type, parentSchema: schema41, data: data6 };
          if (vErrors === null) {
            vErrors = [err26];
          } else {
            vErrors.push(err26);
          }
          errors++;
        }
        if (typeof data6 === "string") {
          if (func85(data6) < 6e4) {
            const err27 = { instancePath: instancePath + "/cache/refresh", schemaPath: "#/properties/cache/properties/refresh/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "1m", parentSchema: schema105.properties.cache.properties.refresh, data: data6 };
            if (vErrors === null) {
              vErrors = [err27];
            } else {
              vErrors.push(err27);
            }
            errors++;
          }
        } else {
          const err28 = { instancePath: instancePath + "/cache/refresh", schemaPath: "#/properties/cache/properties/refresh/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema105.properties.cache.properties.refresh.type, parentSchema: schema105.properties.cache.properties.refresh, data: data6 };
          if (vErrors === null) {
            vErrors = [err28];
          } else {
            vErrors.push(err28);
          }
          errors++;
        }
        if (data4.sets !== void 0 && func0.call(data4, "sets")) {
          let data7 = data4.sets;
          if (Array.isArray(data7)) {
            if (data7.length < 1) {
              const err29 = { instancePath: instancePath + "/cache/sets", schemaPath: "#/properties/cache/properties/sets/minItems", keyword: "minItems", params: { limit: 1 }, message: "must NOT have fewer than 1 items", schema: 1, parentSchema: schema105.properties.cache.properties.sets, data: data7 };
              if (vErrors === null) {
                vErrors = [err29];
              } else {
                vErrors.push(err29);
              }
              errors++;
            }
            const len0 = data7.length;
            for (let i0 = 0; i0 < len0; i0++) {
              let data8 = data7[i0];
              if (typeof data8 === "string") {
                if (!pattern4.test(data8)) {
                  const err30 = { instancePath: instancePath + "/cache/sets/" + i0, schemaPath: "#/$defs/word/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9._-]{1,63}$" }, message: 'must match pattern "^[A-Za-z0-9._-]{1,63}$"', schema: "^[A-Za-z0-9._-]{1,63}$", parentSchema: schema46, data: data8 };
                  if (vErrors === null) {
                    vErrors = [err30];
                  } else {
                    vErrors.push(err30);
                  }
                  errors++;
                }
              } else {
                const err31 = { instancePath: instancePath + "/cache/sets/" + i0, schemaPath: "#/$defs/word/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema46.type, parentSchema: schema46, data: data8 };
                if (vErrors === null) {
                  vErrors = [err31];
                } else {
                  vErrors.push(err31);
                }
                errors++;
              }
            }
            let i1 = data7.length;
            let j0;
            if (i1 > 1) {
              outer0:
                for (; i1--; ) {
                  for (j0 = i1; j0--; ) {
                    if (func27(data7[i1], data7[j0])) {
                      const err32 = { instancePath: instancePath + "/cache/sets", schemaPath: "#/properties/cache/properties/sets/uniqueItems", keyword: "uniqueItems", params: { i: i1, j: j0 }, message: "must NOT have duplicate items (items ## " + j0 + " and " + i1 + " are identical)", schema: true, parentSchema: schema105.properties.cache.properties.sets, data: data7 };
                      if (vErrors === null) {
                        vErrors = [err32];
                      } else {
                        vErrors.push(err32);
                      }
                      errors++;
                      break outer0;
                    }
                  }
                }
            }
          } else {
            const err33 = { instancePath: instancePath + "/cache/sets", schemaPath: "#/properties/cache/properties/sets/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema105.properties.cache.properties.sets.type, parentSchema: schema105.properties.cache.properties.sets, data: data7 };
            if (vErrors === null) {
              vErrors = [err33];
            } else {
              vErrors.push(err33);
            }
            errors++;
          }
        }
      } else {
        const err34 = { instancePath: instancePath + "/cache", schemaPath: "#/properties/cache/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema105.properties.cache.type, parentSchema: schema105.properties.cache, data: data4 };
        if (vErrors === null) {
          vErrors = [err34];
        } else {
          vErrors.push(err34);
        }
        errors++;
      }
    }
    if (data.unseal !== void 0 && func0.call(data, "unseal")) {
      let data9 = data.unseal;
      if (data9 && typeof data9 == "object" && !Array.isArray(data9)) {
        if (data9.wait === void 0) {
          data9.wait = "10m";
        }
        if (data9.command === void 0 || !func0.call(data9, "command")) {
          const err35 = { instancePath: instancePath + "/unseal", schemaPath: "#/properties/unseal/required", keyword: "required", params: { missingProperty: "command" }, message: "must have required property 'command'", schema: schema105.properties.unseal.required, parentSchema: schema105.properties.unseal, data: data9 };
          if (vErrors === null) {
            vErrors = [err35];
          } else {
            vErrors.push(err35);
          }
          errors++;
        }
        if (data9.at === void 0 || !func0.call(data9, "at")) {
          const err36 = { instancePath: instancePath + "/unseal", schemaPath: "#/properties/unseal/required", keyword: "required", params: { missingProperty: "at" }, message: "must have required property 'at'", schema: schema105.properties.unseal.required, parentSchema: schema105.properties.unseal, data: data9 };
          if (vErrors === null) {
            vErrors = [err36];
          } else {
            vErrors.push(err36);
          }
          errors++;
        }
        for (const key3 of Object.keys(data9)) {
          if (!(key3 === "command" || key3 === "at" || key3 === "wait")) {
            const err37 = { instancePath: instancePath + "/unseal", schemaPath: "#/properties/unseal/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key3 }, message: "must NOT have additional properties", schema: false, parentSchema: schema105.properties.unseal, data: data9 };
            if (vErrors === null) {
              vErrors = [err37];
            } else {
              vErrors.push(err37);
            }
            errors++;
          }
        }
        if (data9.command !== void 0 && func0.call(data9, "command")) {
          let data10 = data9.command;
          if (typeof data10 === "string") {
            if (!pattern4.test(data10)) {
              const err38 = { instancePath: instancePath + "/unseal/command", schemaPath: "#/$defs/word/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9._-]{1,63}$" }, message: 'must match pattern "^[A-Za-z0-9._-]{1,63}$"', schema: "^[A-Za-z0-9._-]{1,63}$", parentSchema: schema46, data: data10 };
              if (vErrors === null) {
                vErrors = [err38];
              } else {
                vErrors.push(err38);
              }
              errors++;
            }
          } else {
            const err39 = { instancePath: instancePath + "/unseal/command", schemaPath: "#/$defs/word/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema46.type, parentSchema: schema46, data: data10 };
            if (vErrors === null) {
              vErrors = [err39];
            } else {
              vErrors.push(err39);
            }
            errors++;
          }
        }
        if (data9.at !== void 0 && func0.call(data9, "at")) {
          let data11 = data9.at;
          if (typeof data11 === "string") {
            if (!pattern4.test(data11)) {
              const err40 = { instancePath: instancePath + "/unseal/at", schemaPath: "#/$defs/nodeName/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9._-]{1,63}$" }, message: 'must match pattern "^[A-Za-z0-9._-]{1,63}$"', schema: "^[A-Za-z0-9._-]{1,63}$", parentSchema: schema32, data: data11 };
              if (vErrors === null) {
                vErrors = [err40];
              } else {
                vErrors.push(err40);
              }
              errors++;
            }
          } else {
            const err41 = { instancePath: instancePath + "/unseal/at", schemaPath: "#/$defs/nodeName/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema32.type, parentSchema: schema32, data: data11 };
            if (vErrors === null) {
              vErrors = [err41];
            } else {
              vErrors.push(err41);
            }
            errors++;
          }
        }
        let data12 = data9.wait;
        if (typeof data12 === "string") {
          if (func72(data12) > 64) {
            const err42 = { instancePath: instancePath + "/unseal/wait", schemaPath: "#/$defs/duration/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema41, data: data12 };
            if (vErrors === null) {
              vErrors = [err42];
            } else {
              vErrors.push(err42);
            }
            errors++;
          }
          if (!pattern12.test(data12)) {
            const err43 = { instancePath: instancePath + "/unseal/wait", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$" }, message: 'must match pattern "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$"', schema: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$", parentSchema: schema41, data: data12 };
            if (vErrors === null) {
              vErrors = [err43];
            } else {
              vErrors.push(err43);
            }
            errors++;
          }
          if (func85(data12) < 100) {
            const err44 = { instancePath: instancePath + "/unseal/wait", schemaPath: "#/$defs/duration/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "100ms", parentSchema: schema41, data: data12 };
            if (vErrors === null) {
              vErrors = [err44];
            } else {
              vErrors.push(err44);
            }
            errors++;
          }
          if (func85(data12) > 2592e6) {
            const err45 = { instancePath: instancePath + "/unseal/wait", schemaPath: "#/$defs/duration/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "30d", parentSchema: schema41, data: data12 };
            if (vErrors === null) {
              vErrors = [err45];
            } else {
              vErrors.push(err45);
            }
            errors++;
          }
        } else {
          const err46 = { instancePath: instancePath + "/unseal/wait", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema41.type, parentSchema: schema41, data: data12 };
          if (vErrors === null) {
            vErrors = [err46];
          } else {
            vErrors.push(err46);
          }
          errors++;
        }
        if (typeof data12 === "string") {
          if (func85(data12) > 864e5) {
            const err47 = { instancePath: instancePath + "/unseal/wait", schemaPath: "#/properties/unseal/properties/wait/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "1d", parentSchema: schema105.properties.unseal.properties.wait, data: data12 };
            if (vErrors === null) {
              vErrors = [err47];
            } else {
              vErrors.push(err47);
            }
            errors++;
          }
        } else {
          const err48 = { instancePath: instancePath + "/unseal/wait", schemaPath: "#/properties/unseal/properties/wait/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema105.properties.unseal.properties.wait.type, parentSchema: schema105.properties.unseal.properties.wait, data: data12 };
          if (vErrors === null) {
            vErrors = [err48];
          } else {
            vErrors.push(err48);
          }
          errors++;
        }
      } else {
        const err49 = { instancePath: instancePath + "/unseal", schemaPath: "#/properties/unseal/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema105.properties.unseal.type, parentSchema: schema105.properties.unseal, data: data9 };
        if (vErrors === null) {
          vErrors = [err49];
        } else {
          vErrors.push(err49);
        }
        errors++;
      }
    }
  } else {
    const err50 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema105.type, parentSchema: schema105, data };
    if (vErrors === null) {
      vErrors = [err50];
    } else {
      vErrors.push(err50);
    }
    errors++;
  }
  validate46.errors = vErrors;
  return errors === 0;
}
validate46.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var schema115 = { "type": "object", "additionalProperties": false, "properties": { "mode": { "type": "string", "enum": ["cluster-only", "poweroff"], "default": "poweroff", "description": "`cluster-only` powers no machine off." }, "stages": { "type": "array", "maxItems": 64, "default": [], "items": { "$ref": "#/$defs/stage" }, "description": "In order; the steps of a stage at the same time. There is none for the coordinator: it goes last by itself." }, "gone": { "type": "object", "additionalProperties": false, "default": {}, "description": "When a node that was told to power off counts as gone (*Gone*).", "properties": { "silent": { "$ref": "#/$defs/duration", "type": "string", "default": "10s", "minimumDuration": "1s", "maximumDuration": "10m", "description": "For so long its address has to be silent." }, "settle": { "$ref": "#/$defs/duration", "type": "string", "default": "20s", "maximumDuration": "10m", "description": "And for so long it is waited after that: machines that are silent write to their disks yet." } } } } };
var schema116 = { "type": "object", "additionalProperties": false, "required": ["name", "steps"], "properties": { "name": { "$ref": "#/$defs/word", "description": "Once in a list." }, "skippable": { "type": "boolean", "default": false, "description": "May be left out when time is short. Never one that stops units or powers off." }, "steps": { "type": "array", "minItems": 1, "maxItems": 64, "items": { "$ref": "#/$defs/step" }, "description": "At the same time." } } };
var schema118 = { "type": "object", "additionalProperties": false, "description": "One of the kinds below, by its key, with the options that go with it.", "properties": { "command": { "$ref": "#/$defs/word", "description": "Runs the command of this name from the agent.conf of each node in `at`." }, "stop": { "$ref": "#/$defs/unitName", "description": "Stops a unit on each node in `at`." }, "start": { "$ref": "#/$defs/unitName", "description": "Starts a unit on each node in `at`." }, "restart": { "$ref": "#/$defs/unitName", "description": "Stops and starts a unit on each node in `at`, once in a run, whatever it was. Each startup does, also one after an outage of others." }, "poweroff": { "$ref": "#/$defs/selector", "description": "Powers nodes off, and waits until they are gone or have had their off_timeout." }, "reboot": { "$ref": "#/$defs/selector", "description": "Reboots nodes, and waits until each is up in another boot. A node on which something runs that this startup is to start is left alone; any other one is rebooted by each startup, also by one after an outage of others." }, "wake": { "$ref": "#/$defs/selector", "description": "Wakes nodes, and waits for their agents." }, "kube": { "type": "string", "enum": ["quiesce", "volumes-detached", "ready", "nodes-ready", "uncordon-ours", "storage-ready", "restore-replicas"], "description": "Something about the cluster." }, "flux": { "type": "string", "enum": ["suspend", "unseal", "source-ready-or-fallback", "resume-ours"], "description": "Something about Flux." }, "wait": { "type": "string", "enum": ["time-synced", "unit", "tcp", "command", "agent"], "description": "Waits until the clocks of the nodes in `at` are set, a `unit` there is as `is` says, something takes a connection (`tcp`) at `to`, the command `run` ends with status 0 there, or their agents are online." }, "http": { "type": "string", "maxLength": 2048, "pattern": "^https?://[^\\s]+$", "allowed": "a URL, as in https://192.168.10.240/healthz", "description": "Asks until the answer is as expected." }, "notify": { "$ref": "#/$defs/text", "description": "Tells people this text, once, by the log and the programs of `notify`; nothing waits for it. Where hecate is restarted meanwhile it may be told twice." }, "soak": { "$ref": "#/$defs/duration", "type": "string", "minimumDuration": "1s", "maximumDuration": "1d", "description": "Sees that all of it stays up for so long." }, "at": { "$ref": "#/$defs/selector", "description": "Nodes." }, "first": { "type": "integer", "minimum": 1, "maximum": 1e3, "description": "Only so many of them, the first that answer." }, "unit": { "$ref": "#/$defs/unitName", "description": "The unit that is waited for." }, "is": { "type": "string", "enum": ["active", "inactive"], "description": "How it is to be; default active. One that has failed, or that there is not, is inactive." }, "to": { "type": "string", "maxLength": 64, "description": "`ADDRESS:PORT` to which a connection is tried from the coordinator.", "allowed": "ADDRESS:PORT with an IP address, as in 192.168.10.240:443: names may not be resolved during an outage" }, "run": { "$ref": "#/$defs/word", "description": "A command as with `command`, run every 10 s until it succeeds: it has to be quick, and to change nothing." }, "then": { "type": "object", "additionalProperties": false, "required": ["command"], "properties": { "command": { "$ref": "#/$defs/word", "description": "A command that runs on the same node after the unit was stopped. `timeout` is for both together." } }, "description": "What follows." }, "at_least": { "type": "integer", "minimum": 1, "maximum": 1e3, "description": "So many nodes are enough. Default: all." }, "severity": { "type": "string", "enum": ["info", "warning", "critical"], "description": "How loud it is told; default info." }, "provider": { "type": "string", "enum": ["longhorn"], "description": "Whose storage." }, "order": { "type": "string", "enum": ["forward", "reverse"], "description": "In the order of quiesce, or backwards, which is the default." }, "expect": { "type": "integer", "minimum": 100, "maximum": 599, "description": "HTTP status that is expected; default 200." }, "retries": { "type": "integer", "minimum": 1, "maximum": 20, "description": "So often it is tried again, 5 s later, where it has failed for certain: with a bad status, or never begun. `timeout` is for all attempts together. Default: not at all." }, "timeout": { "$ref": "#/$defs/duration", "type": "string", "minimumDuration": "1s", "maximumDuration": "1d", "description": "After which the step has failed." }, "on_failure": { "$ref": "#/$defs/onFailure", "default": "abort", "description": "`continue`: the stages go on. A shutdown that cannot wait goes on all the same." } } };
var schema120 = { "type": "string", "maxLength": 255, "pattern": "^[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$", "allowed": "a unit with its suffix, as in k3s.service" };
var schema123 = { "type": "string", "minLength": 1, "maxLength": 1024, "allowed": "names of nodes, role:NAME or all, joined by &, | and !, as in role:k3s-agent & !role:ups-host" };
var schema126 = { "type": "string", "minLength": 1, "maxLength": 1024, "allowed": "a text that is not empty" };
var schema133 = { "type": "string", "enum": ["abort", "continue"], "default": "abort" };
var pattern79 = new RegExp("^[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$", "u");
var pattern82 = new RegExp("^https?://[^\\s]+$", "u");
function validate50(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate50.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.on_failure === void 0) {
      data.on_failure = "abort";
    }
    for (const key0 of Object.keys(data)) {
      if (!func0.call(schema118.properties, key0)) {
        const err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema118, data };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
    if (data.command !== void 0 && func0.call(data, "command")) {
      let data0 = data.command;
      if (typeof data0 === "string") {
        if (!pattern4.test(data0)) {
          const err1 = { instancePath: instancePath + "/command", schemaPath: "#/$defs/word/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9._-]{1,63}$" }, message: 'must match pattern "^[A-Za-z0-9._-]{1,63}$"', schema: "^[A-Za-z0-9._-]{1,63}$", parentSchema: schema46, data: data0 };
          if (vErrors === null) {
            vErrors = [err1];
          } else {
            vErrors.push(err1);
          }
          errors++;
        }
      } else {
        const err2 = { instancePath: instancePath + "/command", schemaPath: "#/$defs/word/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema46.type, parentSchema: schema46, data: data0 };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    if (data.stop !== void 0 && func0.call(data, "stop")) {
      let data1 = data.stop;
      if (typeof data1 === "string") {
        if (func72(data1) > 255) {
          const err3 = { instancePath: instancePath + "/stop", schemaPath: "#/$defs/unitName/maxLength", keyword: "maxLength", params: { limit: 255 }, message: "must NOT have more than 255 characters", schema: 255, parentSchema: schema120, data: data1 };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
        if (!pattern79.test(data1)) {
          const err4 = { instancePath: instancePath + "/stop", schemaPath: "#/$defs/unitName/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$" }, message: 'must match pattern "^[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$"', schema: "^[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$", parentSchema: schema120, data: data1 };
          if (vErrors === null) {
            vErrors = [err4];
          } else {
            vErrors.push(err4);
          }
          errors++;
        }
      } else {
        const err5 = { instancePath: instancePath + "/stop", schemaPath: "#/$defs/unitName/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema120.type, parentSchema: schema120, data: data1 };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    if (data.start !== void 0 && func0.call(data, "start")) {
      let data2 = data.start;
      if (typeof data2 === "string") {
        if (func72(data2) > 255) {
          const err6 = { instancePath: instancePath + "/start", schemaPath: "#/$defs/unitName/maxLength", keyword: "maxLength", params: { limit: 255 }, message: "must NOT have more than 255 characters", schema: 255, parentSchema: schema120, data: data2 };
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
        if (!pattern79.test(data2)) {
          const err7 = { instancePath: instancePath + "/start", schemaPath: "#/$defs/unitName/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$" }, message: 'must match pattern "^[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$"', schema: "^[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$", parentSchema: schema120, data: data2 };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
      } else {
        const err8 = { instancePath: instancePath + "/start", schemaPath: "#/$defs/unitName/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema120.type, parentSchema: schema120, data: data2 };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    }
    if (data.restart !== void 0 && func0.call(data, "restart")) {
      let data3 = data.restart;
      if (typeof data3 === "string") {
        if (func72(data3) > 255) {
          const err9 = { instancePath: instancePath + "/restart", schemaPath: "#/$defs/unitName/maxLength", keyword: "maxLength", params: { limit: 255 }, message: "must NOT have more than 255 characters", schema: 255, parentSchema: schema120, data: data3 };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
        if (!pattern79.test(data3)) {
          const err10 = { instancePath: instancePath + "/restart", schemaPath: "#/$defs/unitName/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$" }, message: 'must match pattern "^[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$"', schema: "^[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$", parentSchema: schema120, data: data3 };
          if (vErrors === null) {
            vErrors = [err10];
          } else {
            vErrors.push(err10);
          }
          errors++;
        }
      } else {
        const err11 = { instancePath: instancePath + "/restart", schemaPath: "#/$defs/unitName/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema120.type, parentSchema: schema120, data: data3 };
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
    }
    if (data.poweroff !== void 0 && func0.call(data, "poweroff")) {
      let data4 = data.poweroff;
      if (typeof data4 === "string") {
        if (func72(data4) > 1024) {
          const err12 = { instancePath: instancePath + "/poweroff", schemaPath: "#/$defs/selector/maxLength", keyword: "maxLength", params: { limit: 1024 }, message: "must NOT have more than 1024 characters", schema: 1024, parentSchema: schema123, data: data4 };
          if (vErrors === null) {
            vErrors = [err12];
          } else {
            vErrors.push(err12);
          }
          errors++;
        }
        if (func72(data4) < 1) {
          const err13 = { instancePath: instancePath + "/poweroff", schemaPath: "#/$defs/selector/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema123, data: data4 };
          if (vErrors === null) {
            vErrors = [err13];
          } else {
            vErrors.push(err13);
          }
          errors++;
        }
      } else {
        const err14 = { instancePath: instancePath + "/poweroff", schemaPath: "#/$defs/selector/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema123.type, parentSchema: schema123, data: data4 };
        if (vErrors === null) {
          vErrors = [err14];
        } else {
          vErrors.push(err14);
        }
        errors++;
      }
    }
    if (data.reboot !== void 0 && func0.call(data, "reboot")) {
      let data5 = data.reboot;
      if (typeof data5 === "string") {
        if (func72(data5) > 1024) {
          const err15 = { instancePath: instancePath + "/reboot", schemaPath: "#/$defs/selector/maxLength", keyword: "maxLength", params: { limit: 1024 }, message: "must NOT have more than 1024 characters", schema: 1024, parentSchema: schema123, data: data5 };
          if (vErrors === null) {
            vErrors = [err15];
          } else {
            vErrors.push(err15);
          }
          errors++;
        }
        if (func72(data5) < 1) {
          const err16 = { instancePath: instancePath + "/reboot", schemaPath: "#/$defs/selector/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema123, data: data5 };
          if (vErrors === null) {
            vErrors = [err16];
          } else {
            vErrors.push(err16);
          }
          errors++;
        }
      } else {
        const err17 = { instancePath: instancePath + "/reboot", schemaPath: "#/$defs/selector/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema123.type, parentSchema: schema123, data: data5 };
        if (vErrors === null) {
          vErrors = [err17];
        } else {
          vErrors.push(err17);
        }
        errors++;
      }
    }
    if (data.wake !== void 0 && func0.call(data, "wake")) {
      let data6 = data.wake;
      if (typeof data6 === "string") {
        if (func72(data6) > 1024) {
          const err18 = { instancePath: instancePath + "/wake", schemaPath: "#/$defs/selector/maxLength", keyword: "maxLength", params: { limit: 1024 }, message: "must NOT have more than 1024 characters", schema: 1024, parentSchema: schema123, data: data6 };
          if (vErrors === null) {
            vErrors = [err18];
          } else {
            vErrors.push(err18);
          }
          errors++;
        }
        if (func72(data6) < 1) {
          const err19 = { instancePath: instancePath + "/wake", schemaPath: "#/$defs/selector/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema123, data: data6 };
          if (vErrors === null) {
            vErrors = [err19];
          } else {
            vErrors.push(err19);
          }
          errors++;
        }
      } else {
        const err20 = { instancePath: instancePath + "/wake", schemaPath: "#/$defs/selector/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema123.type, parentSchema: schema123, data: data6 };
        if (vErrors === null) {
          vErrors = [err20];
        } else {
          vErrors.push(err20);
        }
        errors++;
      }
    }
    if (data.kube !== void 0 && func0.call(data, "kube")) {
      let data7 = data.kube;
      if (typeof data7 !== "string") {
        const err21 = { instancePath: instancePath + "/kube", schemaPath: "#/properties/kube/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema118.properties.kube.type, parentSchema: schema118.properties.kube, data: data7 };
        if (vErrors === null) {
          vErrors = [err21];
        } else {
          vErrors.push(err21);
        }
        errors++;
      }
      if (!(data7 === "quiesce" || data7 === "volumes-detached" || data7 === "ready" || data7 === "nodes-ready" || data7 === "uncordon-ours" || data7 === "storage-ready" || data7 === "restore-replicas")) {
        const err22 = { instancePath: instancePath + "/kube", schemaPath: "#/properties/kube/enum", keyword: "enum", params: { allowedValues: schema118.properties.kube.enum }, message: "must be equal to one of the allowed values", schema: schema118.properties.kube.enum, parentSchema: schema118.properties.kube, data: data7 };
        if (vErrors === null) {
          vErrors = [err22];
        } else {
          vErrors.push(err22);
        }
        errors++;
      }
    }
    if (data.flux !== void 0 && func0.call(data, "flux")) {
      let data8 = data.flux;
      if (typeof data8 !== "string") {
        const err23 = { instancePath: instancePath + "/flux", schemaPath: "#/properties/flux/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema118.properties.flux.type, parentSchema: schema118.properties.flux, data: data8 };
        if (vErrors === null) {
          vErrors = [err23];
        } else {
          vErrors.push(err23);
        }
        errors++;
      }
      if (!(data8 === "suspend" || data8 === "unseal" || data8 === "source-ready-or-fallback" || data8 === "resume-ours")) {
        const err24 = { instancePath: instancePath + "/flux", schemaPath: "#/properties/flux/enum", keyword: "enum", params: { allowedValues: schema118.properties.flux.enum }, message: "must be equal to one of the allowed values", schema: schema118.properties.flux.enum, parentSchema: schema118.properties.flux, data: data8 };
        if (vErrors === null) {
          vErrors = [err24];
        } else {
          vErrors.push(err24);
        }
        errors++;
      }
    }
    if (data.wait !== void 0 && func0.call(data, "wait")) {
      let data9 = data.wait;
      if (typeof data9 !== "string") {
        const err25 = { instancePath: instancePath + "/wait", schemaPath: "#/properties/wait/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema118.properties.wait.type, parentSchema: schema118.properties.wait, data: data9 };
        if (vErrors === null) {
          vErrors = [err25];
        } else {
          vErrors.push(err25);
        }
        errors++;
      }
      if (!(data9 === "time-synced" || data9 === "unit" || data9 === "tcp" || data9 === "command" || data9 === "agent")) {
        const err26 = { instancePath: instancePath + "/wait", schemaPath: "#/properties/wait/enum", keyword: "enum", params: { allowedValues: schema118.properties.wait.enum }, message: "must be equal to one of the allowed values", schema: schema118.properties.wait.enum, parentSchema: schema118.properties.wait, data: data9 };
        if (vErrors === null) {
          vErrors = [err26];
        } else {
          vErrors.push(err26);
        }
        errors++;
      }
    }
    if (data.http !== void 0 && func0.call(data, "http")) {
      let data10 = data.http;
      if (typeof data10 === "string") {
        if (func72(data10) > 2048) {
          const err27 = { instancePath: instancePath + "/http", schemaPath: "#/properties/http/maxLength", keyword: "maxLength", params: { limit: 2048 }, message: "must NOT have more than 2048 characters", schema: 2048, parentSchema: schema118.properties.http, data: data10 };
          if (vErrors === null) {
            vErrors = [err27];
          } else {
            vErrors.push(err27);
          }
          errors++;
        }
        if (!pattern82.test(data10)) {
          const err28 = { instancePath: instancePath + "/http", schemaPath: "#/properties/http/pattern", keyword: "pattern", params: { pattern: "^https?://[^\\s]+$" }, message: 'must match pattern "^https?://[^\\s]+$"', schema: "^https?://[^\\s]+$", parentSchema: schema118.properties.http, data: data10 };
          if (vErrors === null) {
            vErrors = [err28];
          } else {
            vErrors.push(err28);
          }
          errors++;
        }
      } else {
        const err29 = { instancePath: instancePath + "/http", schemaPath: "#/properties/http/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema118.properties.http.type, parentSchema: schema118.properties.http, data: data10 };
        if (vErrors === null) {
          vErrors = [err29];
        } else {
          vErrors.push(err29);
        }
        errors++;
      }
    }
    if (data.notify !== void 0 && func0.call(data, "notify")) {
      let data11 = data.notify;
      if (typeof data11 === "string") {
        if (func72(data11) > 1024) {
          const err30 = { instancePath: instancePath + "/notify", schemaPath: "#/$defs/text/maxLength", keyword: "maxLength", params: { limit: 1024 }, message: "must NOT have more than 1024 characters", schema: 1024, parentSchema: schema126, data: data11 };
          if (vErrors === null) {
            vErrors = [err30];
          } else {
            vErrors.push(err30);
          }
          errors++;
        }
        if (func72(data11) < 1) {
          const err31 = { instancePath: instancePath + "/notify", schemaPath: "#/$defs/text/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema126, data: data11 };
          if (vErrors === null) {
            vErrors = [err31];
          } else {
            vErrors.push(err31);
          }
          errors++;
        }
      } else {
        const err32 = { instancePath: instancePath + "/notify", schemaPath: "#/$defs/text/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema126.type, parentSchema: schema126, data: data11 };
        if (vErrors === null) {
          vErrors = [err32];
        } else {
          vErrors.push(err32);
        }
        errors++;
      }
    }
    if (data.soak !== void 0 && func0.call(data, "soak")) {
      let data12 = data.soak;
      if (typeof data12 === "string") {
        if (func72(data12) > 64) {
          const err33 = { instancePath: instancePath + "/soak", schemaPath: "#/$defs/duration/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema41, data: data12 };
          if (vErrors === null) {
            vErrors = [err33];
          } else {
            vErrors.push(err33);
          }
          errors++;
        }
        if (!pattern12.test(data12)) {
          const err34 = { instancePath: instancePath + "/soak", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$" }, message: 'must match pattern "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$"', schema: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$", parentSchema: schema41, data: data12 };
          if (vErrors === null) {
            vErrors = [err34];
          } else {
            vErrors.push(err34);
          }
          errors++;
        }
        if (func85(data12) < 100) {
          const err35 = { instancePath: instancePath + "/soak", schemaPath: "#/$defs/duration/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "100ms", parentSchema: schema41, data: data12 };
          if (vErrors === null) {
            vErrors = [err35];
          } else {
            vErrors.push(err35);
          }
          errors++;
        }
        if (func85(data12) > 2592e6) {
          const err36 = { instancePath: instancePath + "/soak", schemaPath: "#/$defs/duration/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "30d", parentSchema: schema41, data: data12 };
          if (vErrors === null) {
            vErrors = [err36];
          } else {
            vErrors.push(err36);
          }
          errors++;
        }
      } else {
        const err37 = { instancePath: instancePath + "/soak", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema41.type, parentSchema: schema41, data: data12 };
        if (vErrors === null) {
          vErrors = [err37];
        } else {
          vErrors.push(err37);
        }
        errors++;
      }
      if (typeof data12 === "string") {
        if (func85(data12) < 1e3) {
          const err38 = { instancePath: instancePath + "/soak", schemaPath: "#/properties/soak/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "1s", parentSchema: schema118.properties.soak, data: data12 };
          if (vErrors === null) {
            vErrors = [err38];
          } else {
            vErrors.push(err38);
          }
          errors++;
        }
        if (func85(data12) > 864e5) {
          const err39 = { instancePath: instancePath + "/soak", schemaPath: "#/properties/soak/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "1d", parentSchema: schema118.properties.soak, data: data12 };
          if (vErrors === null) {
            vErrors = [err39];
          } else {
            vErrors.push(err39);
          }
          errors++;
        }
      } else {
        const err40 = { instancePath: instancePath + "/soak", schemaPath: "#/properties/soak/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema118.properties.soak.type, parentSchema: schema118.properties.soak, data: data12 };
        if (vErrors === null) {
          vErrors = [err40];
        } else {
          vErrors.push(err40);
        }
        errors++;
      }
    }
    if (data.at !== void 0 && func0.call(data, "at")) {
      let data13 = data.at;
      if (typeof data13 === "string") {
        if (func72(data13) > 1024) {
          const err41 = { instancePath: instancePath + "/at", schemaPath: "#/$defs/selector/maxLength", keyword: "maxLength", params: { limit: 1024 }, message: "must NOT have more than 1024 characters", schema: 1024, parentSchema: schema123, data: data13 };
          if (vErrors === null) {
            vErrors = [err41];
          } else {
            vErrors.push(err41);
          }
          errors++;
        }
        if (func72(data13) < 1) {
          const err42 = { instancePath: instancePath + "/at", schemaPath: "#/$defs/selector/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema123, data: data13 };
          if (vErrors === null) {
            vErrors = [err42];
          } else {
            vErrors.push(err42);
          }
          errors++;
        }
      } else {
        const err43 = { instancePath: instancePath + "/at", schemaPath: "#/$defs/selector/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema123.type, parentSchema: schema123, data: data13 };
        if (vErrors === null) {
          vErrors = [err43];
        } else {
          vErrors.push(err43);
        }
        errors++;
      }
    }
    if (data.first !== void 0 && func0.call(data, "first")) {
      let data14 = data.first;
      if (!(typeof data14 == "number" && (!(data14 % 1) && !isNaN(data14)) && isFinite(data14))) {
        const err44 = { instancePath: instancePath + "/first", schemaPath: "#/properties/first/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema118.properties.first.type, parentSchema: schema118.properties.first, data: data14 };
        if (vErrors === null) {
          vErrors = [err44];
        } else {
          vErrors.push(err44);
        }
        errors++;
      }
      if (typeof data14 == "number" && isFinite(data14)) {
        if (data14 > 1e3 || isNaN(data14)) {
          const err45 = { instancePath: instancePath + "/first", schemaPath: "#/properties/first/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1e3 }, message: "must be <= 1000", schema: 1e3, parentSchema: schema118.properties.first, data: data14 };
          if (vErrors === null) {
            vErrors = [err45];
          } else {
            vErrors.push(err45);
          }
          errors++;
        }
        if (data14 < 1 || isNaN(data14)) {
          const err46 = { instancePath: instancePath + "/first", schemaPath: "#/properties/first/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema118.properties.first, data: data14 };
          if (vErrors === null) {
            vErrors = [err46];
          } else {
            vErrors.push(err46);
          }
          errors++;
        }
      }
    }
    if (data.unit !== void 0 && func0.call(data, "unit")) {
      let data15 = data.unit;
      if (typeof data15 === "string") {
        if (func72(data15) > 255) {
          const err47 = { instancePath: instancePath + "/unit", schemaPath: "#/$defs/unitName/maxLength", keyword: "maxLength", params: { limit: 255 }, message: "must NOT have more than 255 characters", schema: 255, parentSchema: schema120, data: data15 };
          if (vErrors === null) {
            vErrors = [err47];
          } else {
            vErrors.push(err47);
          }
          errors++;
        }
        if (!pattern79.test(data15)) {
          const err48 = { instancePath: instancePath + "/unit", schemaPath: "#/$defs/unitName/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$" }, message: 'must match pattern "^[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$"', schema: "^[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$", parentSchema: schema120, data: data15 };
          if (vErrors === null) {
            vErrors = [err48];
          } else {
            vErrors.push(err48);
          }
          errors++;
        }
      } else {
        const err49 = { instancePath: instancePath + "/unit", schemaPath: "#/$defs/unitName/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema120.type, parentSchema: schema120, data: data15 };
        if (vErrors === null) {
          vErrors = [err49];
        } else {
          vErrors.push(err49);
        }
        errors++;
      }
    }
    if (data.is !== void 0 && func0.call(data, "is")) {
      let data16 = data.is;
      if (typeof data16 !== "string") {
        const err50 = { instancePath: instancePath + "/is", schemaPath: "#/properties/is/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema118.properties.is.type, parentSchema: schema118.properties.is, data: data16 };
        if (vErrors === null) {
          vErrors = [err50];
        } else {
          vErrors.push(err50);
        }
        errors++;
      }
      if (!(data16 === "active" || data16 === "inactive")) {
        const err51 = { instancePath: instancePath + "/is", schemaPath: "#/properties/is/enum", keyword: "enum", params: { allowedValues: schema118.properties.is.enum }, message: "must be equal to one of the allowed values", schema: schema118.properties.is.enum, parentSchema: schema118.properties.is, data: data16 };
        if (vErrors === null) {
          vErrors = [err51];
        } else {
          vErrors.push(err51);
        }
        errors++;
      }
    }
    if (data.to !== void 0 && func0.call(data, "to")) {
      let data17 = data.to;
      if (typeof data17 === "string") {
        if (func72(data17) > 64) {
          const err52 = { instancePath: instancePath + "/to", schemaPath: "#/properties/to/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema118.properties.to, data: data17 };
          if (vErrors === null) {
            vErrors = [err52];
          } else {
            vErrors.push(err52);
          }
          errors++;
        }
      } else {
        const err53 = { instancePath: instancePath + "/to", schemaPath: "#/properties/to/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema118.properties.to.type, parentSchema: schema118.properties.to, data: data17 };
        if (vErrors === null) {
          vErrors = [err53];
        } else {
          vErrors.push(err53);
        }
        errors++;
      }
    }
    if (data.run !== void 0 && func0.call(data, "run")) {
      let data18 = data.run;
      if (typeof data18 === "string") {
        if (!pattern4.test(data18)) {
          const err54 = { instancePath: instancePath + "/run", schemaPath: "#/$defs/word/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9._-]{1,63}$" }, message: 'must match pattern "^[A-Za-z0-9._-]{1,63}$"', schema: "^[A-Za-z0-9._-]{1,63}$", parentSchema: schema46, data: data18 };
          if (vErrors === null) {
            vErrors = [err54];
          } else {
            vErrors.push(err54);
          }
          errors++;
        }
      } else {
        const err55 = { instancePath: instancePath + "/run", schemaPath: "#/$defs/word/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema46.type, parentSchema: schema46, data: data18 };
        if (vErrors === null) {
          vErrors = [err55];
        } else {
          vErrors.push(err55);
        }
        errors++;
      }
    }
    if (data.then !== void 0 && func0.call(data, "then")) {
      let data19 = data.then;
      if (data19 && typeof data19 == "object" && !Array.isArray(data19)) {
        if (data19.command === void 0 || !func0.call(data19, "command")) {
          const err56 = { instancePath: instancePath + "/then", schemaPath: "#/properties/then/required", keyword: "required", params: { missingProperty: "command" }, message: "must have required property 'command'", schema: schema118.properties.then.required, parentSchema: schema118.properties.then, data: data19 };
          if (vErrors === null) {
            vErrors = [err56];
          } else {
            vErrors.push(err56);
          }
          errors++;
        }
        for (const key1 of Object.keys(data19)) {
          if (!(key1 === "command")) {
            const err57 = { instancePath: instancePath + "/then", schemaPath: "#/properties/then/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties", schema: false, parentSchema: schema118.properties.then, data: data19 };
            if (vErrors === null) {
              vErrors = [err57];
            } else {
              vErrors.push(err57);
            }
            errors++;
          }
        }
        if (data19.command !== void 0 && func0.call(data19, "command")) {
          let data20 = data19.command;
          if (typeof data20 === "string") {
            if (!pattern4.test(data20)) {
              const err58 = { instancePath: instancePath + "/then/command", schemaPath: "#/$defs/word/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9._-]{1,63}$" }, message: 'must match pattern "^[A-Za-z0-9._-]{1,63}$"', schema: "^[A-Za-z0-9._-]{1,63}$", parentSchema: schema46, data: data20 };
              if (vErrors === null) {
                vErrors = [err58];
              } else {
                vErrors.push(err58);
              }
              errors++;
            }
          } else {
            const err59 = { instancePath: instancePath + "/then/command", schemaPath: "#/$defs/word/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema46.type, parentSchema: schema46, data: data20 };
            if (vErrors === null) {
              vErrors = [err59];
            } else {
              vErrors.push(err59);
            }
            errors++;
          }
        }
      } else {
        const err60 = { instancePath: instancePath + "/then", schemaPath: "#/properties/then/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema118.properties.then.type, parentSchema: schema118.properties.then, data: data19 };
        if (vErrors === null) {
          vErrors = [err60];
        } else {
          vErrors.push(err60);
        }
        errors++;
      }
    }
    if (data.at_least !== void 0 && func0.call(data, "at_least")) {
      let data21 = data.at_least;
      if (!(typeof data21 == "number" && (!(data21 % 1) && !isNaN(data21)) && isFinite(data21))) {
        const err61 = { instancePath: instancePath + "/at_least", schemaPath: "#/properties/at_least/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema118.properties.at_least.type, parentSchema: schema118.properties.at_least, data: data21 };
        if (vErrors === null) {
          vErrors = [err61];
        } else {
          vErrors.push(err61);
        }
        errors++;
      }
      if (typeof data21 == "number" && isFinite(data21)) {
        if (data21 > 1e3 || isNaN(data21)) {
          const err62 = { instancePath: instancePath + "/at_least", schemaPath: "#/properties/at_least/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1e3 }, message: "must be <= 1000", schema: 1e3, parentSchema: schema118.properties.at_least, data: data21 };
          if (vErrors === null) {
            vErrors = [err62];
          } else {
            vErrors.push(err62);
          }
          errors++;
        }
        if (data21 < 1 || isNaN(data21)) {
          const err63 = { instancePath: instancePath + "/at_least", schemaPath: "#/properties/at_least/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema118.properties.at_least, data: data21 };
          if (vErrors === null) {
            vErrors = [err63];
          } else {
            vErrors.push(err63);
          }
          errors++;
        }
      }
    }
    if (data.severity !== void 0 && func0.call(data, "severity")) {
      let data22 = data.severity;
      if (typeof data22 !== "string") {
        const err64 = { instancePath: instancePath + "/severity", schemaPath: "#/properties/severity/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema118.properties.severity.type, parentSchema: schema118.properties.severity, data: data22 };
        if (vErrors === null) {
          vErrors = [err64];
        } else {
          vErrors.push(err64);
        }
        errors++;
      }
      if (!(data22 === "info" || data22 === "warning" || data22 === "critical")) {
        const err65 = { instancePath: instancePath + "/severity", schemaPath: "#/properties/severity/enum", keyword: "enum", params: { allowedValues: schema118.properties.severity.enum }, message: "must be equal to one of the allowed values", schema: schema118.properties.severity.enum, parentSchema: schema118.properties.severity, data: data22 };
        if (vErrors === null) {
          vErrors = [err65];
        } else {
          vErrors.push(err65);
        }
        errors++;
      }
    }
    if (data.provider !== void 0 && func0.call(data, "provider")) {
      let data23 = data.provider;
      if (typeof data23 !== "string") {
        const err66 = { instancePath: instancePath + "/provider", schemaPath: "#/properties/provider/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema118.properties.provider.type, parentSchema: schema118.properties.provider, data: data23 };
        if (vErrors === null) {
          vErrors = [err66];
        } else {
          vErrors.push(err66);
        }
        errors++;
      }
      if (!(data23 === "longhorn")) {
        const err67 = { instancePath: instancePath + "/provider", schemaPath: "#/properties/provider/enum", keyword: "enum", params: { allowedValues: schema118.properties.provider.enum }, message: "must be equal to one of the allowed values", schema: schema118.properties.provider.enum, parentSchema: schema118.properties.provider, data: data23 };
        if (vErrors === null) {
          vErrors = [err67];
        } else {
          vErrors.push(err67);
        }
        errors++;
      }
    }
    if (data.order !== void 0 && func0.call(data, "order")) {
      let data24 = data.order;
      if (typeof data24 !== "string") {
        const err68 = { instancePath: instancePath + "/order", schemaPath: "#/properties/order/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema118.properties.order.type, parentSchema: schema118.properties.order, data: data24 };
        if (vErrors === null) {
          vErrors = [err68];
        } else {
          vErrors.push(err68);
        }
        errors++;
      }
      if (!(data24 === "forward" || data24 === "reverse")) {
        const err69 = { instancePath: instancePath + "/order", schemaPath: "#/properties/order/enum", keyword: "enum", params: { allowedValues: schema118.properties.order.enum }, message: "must be equal to one of the allowed values", schema: schema118.properties.order.enum, parentSchema: schema118.properties.order, data: data24 };
        if (vErrors === null) {
          vErrors = [err69];
        } else {
          vErrors.push(err69);
        }
        errors++;
      }
    }
    if (data.expect !== void 0 && func0.call(data, "expect")) {
      let data25 = data.expect;
      if (!(typeof data25 == "number" && (!(data25 % 1) && !isNaN(data25)) && isFinite(data25))) {
        const err70 = { instancePath: instancePath + "/expect", schemaPath: "#/properties/expect/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema118.properties.expect.type, parentSchema: schema118.properties.expect, data: data25 };
        if (vErrors === null) {
          vErrors = [err70];
        } else {
          vErrors.push(err70);
        }
        errors++;
      }
      if (typeof data25 == "number" && isFinite(data25)) {
        if (data25 > 599 || isNaN(data25)) {
          const err71 = { instancePath: instancePath + "/expect", schemaPath: "#/properties/expect/maximum", keyword: "maximum", params: { comparison: "<=", limit: 599 }, message: "must be <= 599", schema: 599, parentSchema: schema118.properties.expect, data: data25 };
          if (vErrors === null) {
            vErrors = [err71];
          } else {
            vErrors.push(err71);
          }
          errors++;
        }
        if (data25 < 100 || isNaN(data25)) {
          const err72 = { instancePath: instancePath + "/expect", schemaPath: "#/properties/expect/minimum", keyword: "minimum", params: { comparison: ">=", limit: 100 }, message: "must be >= 100", schema: 100, parentSchema: schema118.properties.expect, data: data25 };
          if (vErrors === null) {
            vErrors = [err72];
          } else {
            vErrors.push(err72);
          }
          errors++;
        }
      }
    }
    if (data.retries !== void 0 && func0.call(data, "retries")) {
      let data26 = data.retries;
      if (!(typeof data26 == "number" && (!(data26 % 1) && !isNaN(data26)) && isFinite(data26))) {
        const err73 = { instancePath: instancePath + "/retries", schemaPath: "#/properties/retries/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema118.properties.retries.type, parentSchema: schema118.properties.retries, data: data26 };
        if (vErrors === null) {
          vErrors = [err73];
        } else {
          vErrors.push(err73);
        }
        errors++;
      }
      if (typeof data26 == "number" && isFinite(data26)) {
        if (data26 > 20 || isNaN(data26)) {
          const err74 = { instancePath: instancePath + "/retries", schemaPath: "#/properties/retries/maximum", keyword: "maximum", params: { comparison: "<=", limit: 20 }, message: "must be <= 20", schema: 20, parentSchema: schema118.properties.retries, data: data26 };
          if (vErrors === null) {
            vErrors = [err74];
          } else {
            vErrors.push(err74);
          }
          errors++;
        }
        if (data26 < 1 || isNaN(data26)) {
          const err75 = { instancePath: instancePath + "/retries", schemaPath: "#/properties/retries/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema118.properties.retries, data: data26 };
          if (vErrors === null) {
            vErrors = [err75];
          } else {
            vErrors.push(err75);
          }
          errors++;
        }
      }
    }
    if (data.timeout !== void 0 && func0.call(data, "timeout")) {
      let data27 = data.timeout;
      if (typeof data27 === "string") {
        if (func72(data27) > 64) {
          const err76 = { instancePath: instancePath + "/timeout", schemaPath: "#/$defs/duration/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema41, data: data27 };
          if (vErrors === null) {
            vErrors = [err76];
          } else {
            vErrors.push(err76);
          }
          errors++;
        }
        if (!pattern12.test(data27)) {
          const err77 = { instancePath: instancePath + "/timeout", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$" }, message: 'must match pattern "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$"', schema: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$", parentSchema: schema41, data: data27 };
          if (vErrors === null) {
            vErrors = [err77];
          } else {
            vErrors.push(err77);
          }
          errors++;
        }
        if (func85(data27) < 100) {
          const err78 = { instancePath: instancePath + "/timeout", schemaPath: "#/$defs/duration/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "100ms", parentSchema: schema41, data: data27 };
          if (vErrors === null) {
            vErrors = [err78];
          } else {
            vErrors.push(err78);
          }
          errors++;
        }
        if (func85(data27) > 2592e6) {
          const err79 = { instancePath: instancePath + "/timeout", schemaPath: "#/$defs/duration/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "30d", parentSchema: schema41, data: data27 };
          if (vErrors === null) {
            vErrors = [err79];
          } else {
            vErrors.push(err79);
          }
          errors++;
        }
      } else {
        const err80 = { instancePath: instancePath + "/timeout", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema41.type, parentSchema: schema41, data: data27 };
        if (vErrors === null) {
          vErrors = [err80];
        } else {
          vErrors.push(err80);
        }
        errors++;
      }
      if (typeof data27 === "string") {
        if (func85(data27) < 1e3) {
          const err81 = { instancePath: instancePath + "/timeout", schemaPath: "#/properties/timeout/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "1s", parentSchema: schema118.properties.timeout, data: data27 };
          if (vErrors === null) {
            vErrors = [err81];
          } else {
            vErrors.push(err81);
          }
          errors++;
        }
        if (func85(data27) > 864e5) {
          const err82 = { instancePath: instancePath + "/timeout", schemaPath: "#/properties/timeout/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "1d", parentSchema: schema118.properties.timeout, data: data27 };
          if (vErrors === null) {
            vErrors = [err82];
          } else {
            vErrors.push(err82);
          }
          errors++;
        }
      } else {
        const err83 = { instancePath: instancePath + "/timeout", schemaPath: "#/properties/timeout/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema118.properties.timeout.type, parentSchema: schema118.properties.timeout, data: data27 };
        if (vErrors === null) {
          vErrors = [err83];
        } else {
          vErrors.push(err83);
        }
        errors++;
      }
    }
    let data28 = data.on_failure;
    if (typeof data28 !== "string") {
      const err84 = { instancePath: instancePath + "/on_failure", schemaPath: "#/$defs/onFailure/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema133.type, parentSchema: schema133, data: data28 };
      if (vErrors === null) {
        vErrors = [err84];
      } else {
        vErrors.push(err84);
      }
      errors++;
    }
    if (!(data28 === "abort" || data28 === "continue")) {
      const err85 = { instancePath: instancePath + "/on_failure", schemaPath: "#/$defs/onFailure/enum", keyword: "enum", params: { allowedValues: schema133.enum }, message: "must be equal to one of the allowed values", schema: schema133.enum, parentSchema: schema133, data: data28 };
      if (vErrors === null) {
        vErrors = [err85];
      } else {
        vErrors.push(err85);
      }
      errors++;
    }
  } else {
    const err86 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema118.type, parentSchema: schema118, data };
    if (vErrors === null) {
      vErrors = [err86];
    } else {
      vErrors.push(err86);
    }
    errors++;
  }
  validate50.errors = vErrors;
  return errors === 0;
}
validate50.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
function validate49(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate49.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.skippable === void 0) {
      data.skippable = false;
    }
    if (data.name === void 0 || !func0.call(data, "name")) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema116.required, parentSchema: schema116, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.steps === void 0 || !func0.call(data, "steps")) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "steps" }, message: "must have required property 'steps'", schema: schema116.required, parentSchema: schema116, data };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    for (const key0 of Object.keys(data)) {
      if (!(key0 === "name" || key0 === "skippable" || key0 === "steps")) {
        const err2 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema116, data };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    if (data.name !== void 0 && func0.call(data, "name")) {
      let data0 = data.name;
      if (typeof data0 === "string") {
        if (!pattern4.test(data0)) {
          const err3 = { instancePath: instancePath + "/name", schemaPath: "#/$defs/word/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9._-]{1,63}$" }, message: 'must match pattern "^[A-Za-z0-9._-]{1,63}$"', schema: "^[A-Za-z0-9._-]{1,63}$", parentSchema: schema46, data: data0 };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
      } else {
        const err4 = { instancePath: instancePath + "/name", schemaPath: "#/$defs/word/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema46.type, parentSchema: schema46, data: data0 };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    let data1 = data.skippable;
    if (typeof data1 !== "boolean") {
      const err5 = { instancePath: instancePath + "/skippable", schemaPath: "#/properties/skippable/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema116.properties.skippable.type, parentSchema: schema116.properties.skippable, data: data1 };
      if (vErrors === null) {
        vErrors = [err5];
      } else {
        vErrors.push(err5);
      }
      errors++;
    }
    if (data.steps !== void 0 && func0.call(data, "steps")) {
      let data2 = data.steps;
      if (Array.isArray(data2)) {
        if (data2.length > 64) {
          const err6 = { instancePath: instancePath + "/steps", schemaPath: "#/properties/steps/maxItems", keyword: "maxItems", params: { limit: 64 }, message: "must NOT have more than 64 items", schema: 64, parentSchema: schema116.properties.steps, data: data2 };
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
        if (data2.length < 1) {
          const err7 = { instancePath: instancePath + "/steps", schemaPath: "#/properties/steps/minItems", keyword: "minItems", params: { limit: 1 }, message: "must NOT have fewer than 1 items", schema: 1, parentSchema: schema116.properties.steps, data: data2 };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
        const len0 = data2.length;
        for (let i0 = 0; i0 < len0; i0++) {
          if (!validate50(data2[i0], { instancePath: instancePath + "/steps/" + i0, parentData: data2, parentDataProperty: i0, rootData, dynamicAnchors })) {
            vErrors = vErrors === null ? validate50.errors : vErrors.concat(validate50.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err8 = { instancePath: instancePath + "/steps", schemaPath: "#/properties/steps/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema116.properties.steps.type, parentSchema: schema116.properties.steps, data: data2 };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    }
  } else {
    const err9 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema116.type, parentSchema: schema116, data };
    if (vErrors === null) {
      vErrors = [err9];
    } else {
      vErrors.push(err9);
    }
    errors++;
  }
  validate49.errors = vErrors;
  return errors === 0;
}
validate49.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
function validate48(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate48.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.mode === void 0) {
      data.mode = "poweroff";
    }
    if (data.stages === void 0) {
      data.stages = [];
    }
    if (data.gone === void 0) {
      data.gone = {};
    }
    for (const key0 of Object.keys(data)) {
      if (!(key0 === "mode" || key0 === "stages" || key0 === "gone")) {
        const err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema115, data };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
    let data0 = data.mode;
    if (typeof data0 !== "string") {
      const err1 = { instancePath: instancePath + "/mode", schemaPath: "#/properties/mode/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema115.properties.mode.type, parentSchema: schema115.properties.mode, data: data0 };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    if (!(data0 === "cluster-only" || data0 === "poweroff")) {
      const err2 = { instancePath: instancePath + "/mode", schemaPath: "#/properties/mode/enum", keyword: "enum", params: { allowedValues: schema115.properties.mode.enum }, message: "must be equal to one of the allowed values", schema: schema115.properties.mode.enum, parentSchema: schema115.properties.mode, data: data0 };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    let data1 = data.stages;
    if (Array.isArray(data1)) {
      if (data1.length > 64) {
        const err3 = { instancePath: instancePath + "/stages", schemaPath: "#/properties/stages/maxItems", keyword: "maxItems", params: { limit: 64 }, message: "must NOT have more than 64 items", schema: 64, parentSchema: schema115.properties.stages, data: data1 };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
      const len0 = data1.length;
      for (let i0 = 0; i0 < len0; i0++) {
        if (!validate49(data1[i0], { instancePath: instancePath + "/stages/" + i0, parentData: data1, parentDataProperty: i0, rootData, dynamicAnchors })) {
          vErrors = vErrors === null ? validate49.errors : vErrors.concat(validate49.errors);
          errors = vErrors.length;
        }
      }
    } else {
      const err4 = { instancePath: instancePath + "/stages", schemaPath: "#/properties/stages/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema115.properties.stages.type, parentSchema: schema115.properties.stages, data: data1 };
      if (vErrors === null) {
        vErrors = [err4];
      } else {
        vErrors.push(err4);
      }
      errors++;
    }
    let data3 = data.gone;
    if (data3 && typeof data3 == "object" && !Array.isArray(data3)) {
      if (data3.silent === void 0) {
        data3.silent = "10s";
      }
      if (data3.settle === void 0) {
        data3.settle = "20s";
      }
      for (const key1 of Object.keys(data3)) {
        if (!(key1 === "silent" || key1 === "settle")) {
          const err5 = { instancePath: instancePath + "/gone", schemaPath: "#/properties/gone/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties", schema: false, parentSchema: schema115.properties.gone, data: data3 };
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
      }
      let data4 = data3.silent;
      if (typeof data4 === "string") {
        if (func72(data4) > 64) {
          const err6 = { instancePath: instancePath + "/gone/silent", schemaPath: "#/$defs/duration/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema41, data: data4 };
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
        if (!pattern12.test(data4)) {
          const err7 = { instancePath: instancePath + "/gone/silent", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$" }, message: 'must match pattern "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$"', schema: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$", parentSchema: schema41, data: data4 };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
        if (func85(data4) < 100) {
          const err8 = { instancePath: instancePath + "/gone/silent", schemaPath: "#/$defs/duration/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "100ms", parentSchema: schema41, data: data4 };
          if (vErrors === null) {
            vErrors = [err8];
          } else {
            vErrors.push(err8);
          }
          errors++;
        }
        if (func85(data4) > 2592e6) {
          const err9 = { instancePath: instancePath + "/gone/silent", schemaPath: "#/$defs/duration/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "30d", parentSchema: schema41, data: data4 };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
      } else {
        const err10 = { instancePath: instancePath + "/gone/silent", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema41.type, parentSchema: schema41, data: data4 };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
      if (typeof data4 === "string") {
        if (func85(data4) < 1e3) {
          const err11 = { instancePath: instancePath + "/gone/silent", schemaPath: "#/properties/gone/properties/silent/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "1s", parentSchema: schema115.properties.gone.properties.silent, data: data4 };
          if (vErrors === null) {
            vErrors = [err11];
          } else {
            vErrors.push(err11);
          }
          errors++;
        }
        if (func85(data4) > 6e5) {
          const err12 = { instancePath: instancePath + "/gone/silent", schemaPath: "#/properties/gone/properties/silent/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "10m", parentSchema: schema115.properties.gone.properties.silent, data: data4 };
          if (vErrors === null) {
            vErrors = [err12];
          } else {
            vErrors.push(err12);
          }
          errors++;
        }
      } else {
        const err13 = { instancePath: instancePath + "/gone/silent", schemaPath: "#/properties/gone/properties/silent/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema115.properties.gone.properties.silent.type, parentSchema: schema115.properties.gone.properties.silent, data: data4 };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
      let data5 = data3.settle;
      if (typeof data5 === "string") {
        if (func72(data5) > 64) {
          const err14 = { instancePath: instancePath + "/gone/settle", schemaPath: "#/$defs/duration/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema41, data: data5 };
          if (vErrors === null) {
            vErrors = [err14];
          } else {
            vErrors.push(err14);
          }
          errors++;
        }
        if (!pattern12.test(data5)) {
          const err15 = { instancePath: instancePath + "/gone/settle", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$" }, message: 'must match pattern "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$"', schema: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$", parentSchema: schema41, data: data5 };
          if (vErrors === null) {
            vErrors = [err15];
          } else {
            vErrors.push(err15);
          }
          errors++;
        }
        if (func85(data5) < 100) {
          const err16 = { instancePath: instancePath + "/gone/settle", schemaPath: "#/$defs/duration/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "100ms", parentSchema: schema41, data: data5 };
          if (vErrors === null) {
            vErrors = [err16];
          } else {
            vErrors.push(err16);
          }
          errors++;
        }
        if (func85(data5) > 2592e6) {
          const err17 = { instancePath: instancePath + "/gone/settle", schemaPath: "#/$defs/duration/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "30d", parentSchema: schema41, data: data5 };
          if (vErrors === null) {
            vErrors = [err17];
          } else {
            vErrors.push(err17);
          }
          errors++;
        }
      } else {
        const err18 = { instancePath: instancePath + "/gone/settle", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema41.type, parentSchema: schema41, data: data5 };
        if (vErrors === null) {
          vErrors = [err18];
        } else {
          vErrors.push(err18);
        }
        errors++;
      }
      if (typeof data5 === "string") {
        if (func85(data5) > 6e5) {
          const err19 = { instancePath: instancePath + "/gone/settle", schemaPath: "#/properties/gone/properties/settle/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "10m", parentSchema: schema115.properties.gone.properties.settle, data: data5 };
          if (vErrors === null) {
            vErrors = [err19];
          } else {
            vErrors.push(err19);
          }
          errors++;
        }
      } else {
        const err20 = { instancePath: instancePath + "/gone/settle", schemaPath: "#/properties/gone/properties/settle/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema115.properties.gone.properties.settle.type, parentSchema: schema115.properties.gone.properties.settle, data: data5 };
        if (vErrors === null) {
          vErrors = [err20];
        } else {
          vErrors.push(err20);
        }
        errors++;
      }
    } else {
      const err21 = { instancePath: instancePath + "/gone", schemaPath: "#/properties/gone/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema115.properties.gone.type, parentSchema: schema115.properties.gone, data: data3 };
      if (vErrors === null) {
        vErrors = [err21];
      } else {
        vErrors.push(err21);
      }
      errors++;
    }
  } else {
    const err22 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema115.type, parentSchema: schema115, data };
    if (vErrors === null) {
      vErrors = [err22];
    } else {
      vErrors.push(err22);
    }
    errors++;
  }
  validate48.errors = vErrors;
  return errors === 0;
}
validate48.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var schema136 = { "type": "object", "additionalProperties": false, "properties": { "require_ups": { "type": "array", "uniqueItems": true, "items": { "$ref": "#/$defs/upsName" }, "default": [], "allowed": "a list of UPSes, as in [pyrphoros]", "description": "UPSes without which nothing is started; none: those that feed the coordinator. One that only a host which is to be woken can read is waited for like the others." }, "wait_other_ups": { "$ref": "#/$defs/duration", "type": "string", "default": "10m", "maximumDuration": "1d", "description": "Before a startup begins without UPSes that are not required, and in it before a node is woken whose UPS cannot be read, or left out for now as that has too little, so long is waited at most." }, "intent_max_age": { "$ref": "#/$defs/duration", "type": "string", "default": "12h", "minimumDuration": "1m", "description": "How long a shutdown that was ordered keeps hecate-bootstrap.service from starting the cluster, over boots too." }, "stages": { "type": "array", "maxItems": 64, "default": [], "items": { "$ref": "#/$defs/stage" }, "description": "In order; the steps of a stage at the same time." } } };
function validate54(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate54.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.require_ups === void 0) {
      data.require_ups = [];
    }
    if (data.wait_other_ups === void 0) {
      data.wait_other_ups = "10m";
    }
    if (data.intent_max_age === void 0) {
      data.intent_max_age = "12h";
    }
    if (data.stages === void 0) {
      data.stages = [];
    }
    for (const key0 of Object.keys(data)) {
      if (!(key0 === "require_ups" || key0 === "wait_other_ups" || key0 === "intent_max_age" || key0 === "stages")) {
        const err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema136, data };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
    let data0 = data.require_ups;
    if (Array.isArray(data0)) {
      const len0 = data0.length;
      for (let i0 = 0; i0 < len0; i0++) {
        let data1 = data0[i0];
        if (typeof data1 === "string") {
          if (!pattern4.test(data1)) {
            const err1 = { instancePath: instancePath + "/require_ups/" + i0, schemaPath: "#/$defs/upsName/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9._-]{1,63}$" }, message: 'must match pattern "^[A-Za-z0-9._-]{1,63}$"', schema: "^[A-Za-z0-9._-]{1,63}$", parentSchema: schema43, data: data1 };
            if (vErrors === null) {
              vErrors = [err1];
            } else {
              vErrors.push(err1);
            }
            errors++;
          }
        } else {
          const err2 = { instancePath: instancePath + "/require_ups/" + i0, schemaPath: "#/$defs/upsName/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema43.type, parentSchema: schema43, data: data1 };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
      }
      let i1 = data0.length;
      let j0;
      if (i1 > 1) {
        outer0:
          for (; i1--; ) {
            for (j0 = i1; j0--; ) {
              if (func27(data0[i1], data0[j0])) {
                const err3 = { instancePath: instancePath + "/require_ups", schemaPath: "#/properties/require_ups/uniqueItems", keyword: "uniqueItems", params: { i: i1, j: j0 }, message: "must NOT have duplicate items (items ## " + j0 + " and " + i1 + " are identical)", schema: true, parentSchema: schema136.properties.require_ups, data: data0 };
                if (vErrors === null) {
                  vErrors = [err3];
                } else {
                  vErrors.push(err3);
                }
                errors++;
                break outer0;
              }
            }
          }
      }
    } else {
      const err4 = { instancePath: instancePath + "/require_ups", schemaPath: "#/properties/require_ups/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema136.properties.require_ups.type, parentSchema: schema136.properties.require_ups, data: data0 };
      if (vErrors === null) {
        vErrors = [err4];
      } else {
        vErrors.push(err4);
      }
      errors++;
    }
    let data2 = data.wait_other_ups;
    if (typeof data2 === "string") {
      if (func72(data2) > 64) {
        const err5 = { instancePath: instancePath + "/wait_other_ups", schemaPath: "#/$defs/duration/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema41, data: data2 };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
      if (!pattern12.test(data2)) {
        const err6 = { instancePath: instancePath + "/wait_other_ups", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$" }, message: 'must match pattern "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$"', schema: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$", parentSchema: schema41, data: data2 };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
      if (func85(data2) < 100) {
        const err7 = { instancePath: instancePath + "/wait_other_ups", schemaPath: "#/$defs/duration/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "100ms", parentSchema: schema41, data: data2 };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
      if (func85(data2) > 2592e6) {
        const err8 = { instancePath: instancePath + "/wait_other_ups", schemaPath: "#/$defs/duration/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "30d", parentSchema: schema41, data: data2 };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    } else {
      const err9 = { instancePath: instancePath + "/wait_other_ups", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema41.type, parentSchema: schema41, data: data2 };
      if (vErrors === null) {
        vErrors = [err9];
      } else {
        vErrors.push(err9);
      }
      errors++;
    }
    if (typeof data2 === "string") {
      if (func85(data2) > 864e5) {
        const err10 = { instancePath: instancePath + "/wait_other_ups", schemaPath: "#/properties/wait_other_ups/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "1d", parentSchema: schema136.properties.wait_other_ups, data: data2 };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
    } else {
      const err11 = { instancePath: instancePath + "/wait_other_ups", schemaPath: "#/properties/wait_other_ups/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema136.properties.wait_other_ups.type, parentSchema: schema136.properties.wait_other_ups, data: data2 };
      if (vErrors === null) {
        vErrors = [err11];
      } else {
        vErrors.push(err11);
      }
      errors++;
    }
    let data3 = data.intent_max_age;
    if (typeof data3 === "string") {
      if (func72(data3) > 64) {
        const err12 = { instancePath: instancePath + "/intent_max_age", schemaPath: "#/$defs/duration/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema41, data: data3 };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
      if (!pattern12.test(data3)) {
        const err13 = { instancePath: instancePath + "/intent_max_age", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$" }, message: 'must match pattern "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$"', schema: "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)( ?[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d))*$", parentSchema: schema41, data: data3 };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
      if (func85(data3) < 100) {
        const err14 = { instancePath: instancePath + "/intent_max_age", schemaPath: "#/$defs/duration/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "100ms", parentSchema: schema41, data: data3 };
        if (vErrors === null) {
          vErrors = [err14];
        } else {
          vErrors.push(err14);
        }
        errors++;
      }
      if (func85(data3) > 2592e6) {
        const err15 = { instancePath: instancePath + "/intent_max_age", schemaPath: "#/$defs/duration/maximumDuration", keyword: "maximumDuration", params: {}, message: 'must pass "maximumDuration" keyword validation', schema: "30d", parentSchema: schema41, data: data3 };
        if (vErrors === null) {
          vErrors = [err15];
        } else {
          vErrors.push(err15);
        }
        errors++;
      }
    } else {
      const err16 = { instancePath: instancePath + "/intent_max_age", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema41.type, parentSchema: schema41, data: data3 };
      if (vErrors === null) {
        vErrors = [err16];
      } else {
        vErrors.push(err16);
      }
      errors++;
    }
    if (typeof data3 === "string") {
      if (func85(data3) < 6e4) {
        const err17 = { instancePath: instancePath + "/intent_max_age", schemaPath: "#/properties/intent_max_age/minimumDuration", keyword: "minimumDuration", params: {}, message: 'must pass "minimumDuration" keyword validation', schema: "1m", parentSchema: schema136.properties.intent_max_age, data: data3 };
        if (vErrors === null) {
          vErrors = [err17];
        } else {
          vErrors.push(err17);
        }
        errors++;
      }
    } else {
      const err18 = { instancePath: instancePath + "/intent_max_age", schemaPath: "#/properties/intent_max_age/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema136.properties.intent_max_age.type, parentSchema: schema136.properties.intent_max_age, data: data3 };
      if (vErrors === null) {
        vErrors = [err18];
      } else {
        vErrors.push(err18);
      }
      errors++;
    }
    let data4 = data.stages;
    if (Array.isArray(data4)) {
      if (data4.length > 64) {
        const err19 = { instancePath: instancePath + "/stages", schemaPath: "#/properties/stages/maxItems", keyword: "maxItems", params: { limit: 64 }, message: "must NOT have more than 64 items", schema: 64, parentSchema: schema136.properties.stages, data: data4 };
        if (vErrors === null) {
          vErrors = [err19];
        } else {
          vErrors.push(err19);
        }
        errors++;
      }
      const len1 = data4.length;
      for (let i2 = 0; i2 < len1; i2++) {
        if (!validate49(data4[i2], { instancePath: instancePath + "/stages/" + i2, parentData: data4, parentDataProperty: i2, rootData, dynamicAnchors })) {
          vErrors = vErrors === null ? validate49.errors : vErrors.concat(validate49.errors);
          errors = vErrors.length;
        }
      }
    } else {
      const err20 = { instancePath: instancePath + "/stages", schemaPath: "#/properties/stages/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema136.properties.stages.type, parentSchema: schema136.properties.stages, data: data4 };
      if (vErrors === null) {
        vErrors = [err20];
      } else {
        vErrors.push(err20);
      }
      errors++;
    }
  } else {
    const err21 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema136.type, parentSchema: schema136, data };
    if (vErrors === null) {
      vErrors = [err21];
    } else {
      vErrors.push(err21);
    }
    errors++;
  }
  validate54.errors = vErrors;
  return errors === 0;
}
validate54.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
function validate20(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate20.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.metrics === void 0) {
      data.metrics = {};
    }
    if (data.notify === void 0) {
      data.notify = [];
    }
    if (data.policy === void 0) {
      data.policy = {};
    }
    if (data.budget === void 0) {
      data.budget = {};
    }
    if (data.peers === void 0) {
      data.peers = {};
    }
    if (data.network === void 0) {
      data.network = [];
    }
    if (data.foreign_clients === void 0) {
      data.foreign_clients = [];
    }
    if (data.transports === void 0) {
      data.transports = {};
    }
    if (data.shutdown === void 0) {
      data.shutdown = {};
    }
    if (data.startup === void 0) {
      data.startup = {};
    }
    if (data.version === void 0 || !func0.call(data, "version")) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "version" }, message: "must have required property 'version'", schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.coordinator === void 0 || !func0.call(data, "coordinator")) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "coordinator" }, message: "must have required property 'coordinator'", schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    if (data.broker === void 0 || !func0.call(data, "broker")) {
      const err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "broker" }, message: "must have required property 'broker'", schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    if (data.ups === void 0 || !func0.call(data, "ups")) {
      const err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "ups" }, message: "must have required property 'ups'", schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err3];
      } else {
        vErrors.push(err3);
      }
      errors++;
    }
    if (data.nodes === void 0 || !func0.call(data, "nodes")) {
      const err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "nodes" }, message: "must have required property 'nodes'", schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err4];
      } else {
        vErrors.push(err4);
      }
      errors++;
    }
    for (const key0 of Object.keys(data)) {
      if (!func0.call(schema31.properties, key0)) {
        const err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema31, data };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    if (data.version !== void 0 && func0.call(data, "version")) {
      let data0 = data.version;
      if (1 !== data0) {
        const err6 = { instancePath: instancePath + "/version", schemaPath: "#/properties/version/const", keyword: "const", params: { allowedValue: 1 }, message: "must be equal to constant", schema: 1, parentSchema: schema31.properties.version, data: data0 };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    }
    if (data.coordinator !== void 0 && func0.call(data, "coordinator")) {
      let data1 = data.coordinator;
      if (typeof data1 === "string") {
        if (!pattern4.test(data1)) {
          const err7 = { instancePath: instancePath + "/coordinator", schemaPath: "#/$defs/nodeName/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9._-]{1,63}$" }, message: 'must match pattern "^[A-Za-z0-9._-]{1,63}$"', schema: "^[A-Za-z0-9._-]{1,63}$", parentSchema: schema32, data: data1 };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
      } else {
        const err8 = { instancePath: instancePath + "/coordinator", schemaPath: "#/$defs/nodeName/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema32.type, parentSchema: schema32, data: data1 };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    }
    if (data.broker !== void 0 && func0.call(data, "broker")) {
      if (!validate21(data.broker, { instancePath: instancePath + "/broker", parentData: data, parentDataProperty: "broker", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
        errors = vErrors.length;
      }
    }
    let data3 = data.metrics;
    if (data3 && typeof data3 == "object" && !Array.isArray(data3)) {
      if (data3.listen === void 0) {
        data3.listen = ":9560";
      }
      for (const key1 of Object.keys(data3)) {
        if (!(key1 === "listen")) {
          const err9 = { instancePath: instancePath + "/metrics", schemaPath: "#/properties/metrics/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties", schema: false, parentSchema: schema31.properties.metrics, data: data3 };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
      }
      let data4 = data3.listen;
      if (typeof data4 === "string") {
        if (!pattern11.test(data4)) {
          const err10 = { instancePath: instancePath + "/metrics/listen", schemaPath: "#/properties/metrics/properties/listen/pattern", keyword: "pattern", params: { pattern: "^(off|(\\[[0-9A-Fa-f:.]{2,45}\\]|[A-Za-z0-9._-]{1,253})?:[0-9]{1,5})$" }, message: 'must match pattern "^(off|(\\[[0-9A-Fa-f:.]{2,45}\\]|[A-Za-z0-9._-]{1,253})?:[0-9]{1,5})$"', schema: "^(off|(\\[[0-9A-Fa-f:.]{2,45}\\]|[A-Za-z0-9._-]{1,253})?:[0-9]{1,5})$", parentSchema: schema31.properties.metrics.properties.listen, data: data4 };
          if (vErrors === null) {
            vErrors = [err10];
          } else {
            vErrors.push(err10);
          }
          errors++;
        }
      } else {
        const err11 = { instancePath: instancePath + "/metrics/listen", schemaPath: "#/properties/metrics/properties/listen/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.metrics.properties.listen.type, parentSchema: schema31.properties.metrics.properties.listen, data: data4 };
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
    } else {
      const err12 = { instancePath: instancePath + "/metrics", schemaPath: "#/properties/metrics/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.properties.metrics.type, parentSchema: schema31.properties.metrics, data: data3 };
      if (vErrors === null) {
        vErrors = [err12];
      } else {
        vErrors.push(err12);
      }
      errors++;
    }
    let data5 = data.notify;
    if (Array.isArray(data5)) {
      if (data5.length > 16) {
        const err13 = { instancePath: instancePath + "/notify", schemaPath: "#/properties/notify/maxItems", keyword: "maxItems", params: { limit: 16 }, message: "must NOT have more than 16 items", schema: 16, parentSchema: schema31.properties.notify, data: data5 };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
      const len0 = data5.length;
      for (let i0 = 0; i0 < len0; i0++) {
        if (!validate23(data5[i0], { instancePath: instancePath + "/notify/" + i0, parentData: data5, parentDataProperty: i0, rootData, dynamicAnchors })) {
          vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
          errors = vErrors.length;
        }
      }
    } else {
      const err14 = { instancePath: instancePath + "/notify", schemaPath: "#/properties/notify/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema31.properties.notify.type, parentSchema: schema31.properties.notify, data: data5 };
      if (vErrors === null) {
        vErrors = [err14];
      } else {
        vErrors.push(err14);
      }
      errors++;
    }
    if (data.ups !== void 0 && func0.call(data, "ups")) {
      let data7 = data.ups;
      if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
        if (Object.keys(data7).length < 1) {
          const err15 = { instancePath: instancePath + "/ups", schemaPath: "#/properties/ups/minProperties", keyword: "minProperties", params: { limit: 1 }, message: "must NOT have fewer than 1 properties", schema: 1, parentSchema: schema31.properties.ups, data: data7 };
          if (vErrors === null) {
            vErrors = [err15];
          } else {
            vErrors.push(err15);
          }
          errors++;
        }
        for (const key2 of Object.keys(data7)) {
          const _errs17 = errors;
          if (typeof key2 === "string") {
            if (!pattern4.test(key2)) {
              const err16 = { instancePath: instancePath + "/ups", schemaPath: "#/$defs/upsName/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9._-]{1,63}$" }, message: 'must match pattern "^[A-Za-z0-9._-]{1,63}$"', schema: "^[A-Za-z0-9._-]{1,63}$", parentSchema: schema43, data: key2, propertyName: key2 };
              if (vErrors === null) {
                vErrors = [err16];
              } else {
                vErrors.push(err16);
              }
              errors++;
            }
          } else {
            const err17 = { instancePath: instancePath + "/ups", schemaPath: "#/$defs/upsName/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema43.type, parentSchema: schema43, data: key2, propertyName: key2 };
            if (vErrors === null) {
              vErrors = [err17];
            } else {
              vErrors.push(err17);
            }
            errors++;
          }
          var valid5 = _errs17 === errors;
          if (!valid5) {
            const err18 = { instancePath: instancePath + "/ups", schemaPath: "#/properties/ups/propertyNames", keyword: "propertyNames", params: { propertyName: key2 }, message: "property name must be valid", schema: schema31.properties.ups.propertyNames, parentSchema: schema31.properties.ups, data: data7 };
            if (vErrors === null) {
              vErrors = [err18];
            } else {
              vErrors.push(err18);
            }
            errors++;
          }
        }
        for (const key3 of Object.keys(data7)) {
          if (!validate25(data7[key3], { instancePath: instancePath + "/ups/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), parentData: data7, parentDataProperty: key3, rootData, dynamicAnchors })) {
            vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err19 = { instancePath: instancePath + "/ups", schemaPath: "#/properties/ups/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.properties.ups.type, parentSchema: schema31.properties.ups, data: data7 };
        if (vErrors === null) {
          vErrors = [err19];
        } else {
          vErrors.push(err19);
        }
        errors++;
      }
    }
    if (!validate27(data.policy, { instancePath: instancePath + "/policy", parentData: data, parentDataProperty: "policy", rootData, dynamicAnchors })) {
      vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
      errors = vErrors.length;
    }
    if (!validate29(data.budget, { instancePath: instancePath + "/budget", parentData: data, parentDataProperty: "budget", rootData, dynamicAnchors })) {
      vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors);
      errors = vErrors.length;
    }
    let data11 = data.peers;
    if (data11 && typeof data11 == "object" && !Array.isArray(data11)) {
      for (const key4 of Object.keys(data11)) {
        const _errs26 = errors;
        if (typeof key4 === "string") {
          if (!pattern4.test(key4)) {
            const err20 = { instancePath: instancePath + "/peers", schemaPath: "#/$defs/nodeName/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9._-]{1,63}$" }, message: 'must match pattern "^[A-Za-z0-9._-]{1,63}$"', schema: "^[A-Za-z0-9._-]{1,63}$", parentSchema: schema32, data: key4, propertyName: key4 };
            if (vErrors === null) {
              vErrors = [err20];
            } else {
              vErrors.push(err20);
            }
            errors++;
          }
        } else {
          const err21 = { instancePath: instancePath + "/peers", schemaPath: "#/$defs/nodeName/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema32.type, parentSchema: schema32, data: key4, propertyName: key4 };
          if (vErrors === null) {
            vErrors = [err21];
          } else {
            vErrors.push(err21);
          }
          errors++;
        }
        var valid8 = _errs26 === errors;
        if (!valid8) {
          const err22 = { instancePath: instancePath + "/peers", schemaPath: "#/properties/peers/propertyNames", keyword: "propertyNames", params: { propertyName: key4 }, message: "property name must be valid", schema: schema31.properties.peers.propertyNames, parentSchema: schema31.properties.peers, data: data11 };
          if (vErrors === null) {
            vErrors = [err22];
          } else {
            vErrors.push(err22);
          }
          errors++;
        }
      }
      for (const key5 of Object.keys(data11)) {
        if (!validate31(data11[key5], { instancePath: instancePath + "/peers/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"), parentData: data11, parentDataProperty: key5, rootData, dynamicAnchors })) {
          vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors);
          errors = vErrors.length;
        }
      }
    } else {
      const err23 = { instancePath: instancePath + "/peers", schemaPath: "#/properties/peers/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.properties.peers.type, parentSchema: schema31.properties.peers, data: data11 };
      if (vErrors === null) {
        vErrors = [err23];
      } else {
        vErrors.push(err23);
      }
      errors++;
    }
    if (data.nodes !== void 0 && func0.call(data, "nodes")) {
      let data13 = data.nodes;
      if (data13 && typeof data13 == "object" && !Array.isArray(data13)) {
        if (Object.keys(data13).length < 1) {
          const err24 = { instancePath: instancePath + "/nodes", schemaPath: "#/properties/nodes/minProperties", keyword: "minProperties", params: { limit: 1 }, message: "must NOT have fewer than 1 properties", schema: 1, parentSchema: schema31.properties.nodes, data: data13 };
          if (vErrors === null) {
            vErrors = [err24];
          } else {
            vErrors.push(err24);
          }
          errors++;
        }
        for (const key6 of Object.keys(data13)) {
          const _errs33 = errors;
          if (typeof key6 === "string") {
            if (!pattern4.test(key6)) {
              const err25 = { instancePath: instancePath + "/nodes", schemaPath: "#/$defs/nodeName/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9._-]{1,63}$" }, message: 'must match pattern "^[A-Za-z0-9._-]{1,63}$"', schema: "^[A-Za-z0-9._-]{1,63}$", parentSchema: schema32, data: key6, propertyName: key6 };
              if (vErrors === null) {
                vErrors = [err25];
              } else {
                vErrors.push(err25);
              }
              errors++;
            }
          } else {
            const err26 = { instancePath: instancePath + "/nodes", schemaPath: "#/$defs/nodeName/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema32.type, parentSchema: schema32, data: key6, propertyName: key6 };
            if (vErrors === null) {
              vErrors = [err26];
            } else {
              vErrors.push(err26);
            }
            errors++;
          }
          var valid11 = _errs33 === errors;
          if (!valid11) {
            const err27 = { instancePath: instancePath + "/nodes", schemaPath: "#/properties/nodes/propertyNames", keyword: "propertyNames", params: { propertyName: key6 }, message: "property name must be valid", schema: schema31.properties.nodes.propertyNames, parentSchema: schema31.properties.nodes, data: data13 };
            if (vErrors === null) {
              vErrors = [err27];
            } else {
              vErrors.push(err27);
            }
            errors++;
          }
        }
        for (const key7 of Object.keys(data13)) {
          if (!validate33(data13[key7], { instancePath: instancePath + "/nodes/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"), parentData: data13, parentDataProperty: key7, rootData, dynamicAnchors })) {
            vErrors = vErrors === null ? validate33.errors : vErrors.concat(validate33.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err28 = { instancePath: instancePath + "/nodes", schemaPath: "#/properties/nodes/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.properties.nodes.type, parentSchema: schema31.properties.nodes, data: data13 };
        if (vErrors === null) {
          vErrors = [err28];
        } else {
          vErrors.push(err28);
        }
        errors++;
      }
    }
    let data15 = data.network;
    if (Array.isArray(data15)) {
      const len1 = data15.length;
      for (let i1 = 0; i1 < len1; i1++) {
        if (!validate37(data15[i1], { instancePath: instancePath + "/network/" + i1, parentData: data15, parentDataProperty: i1, rootData, dynamicAnchors })) {
          vErrors = vErrors === null ? validate37.errors : vErrors.concat(validate37.errors);
          errors = vErrors.length;
        }
      }
    } else {
      const err29 = { instancePath: instancePath + "/network", schemaPath: "#/properties/network/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema31.properties.network.type, parentSchema: schema31.properties.network, data: data15 };
      if (vErrors === null) {
        vErrors = [err29];
      } else {
        vErrors.push(err29);
      }
      errors++;
    }
    let data17 = data.foreign_clients;
    if (Array.isArray(data17)) {
      const len2 = data17.length;
      for (let i2 = 0; i2 < len2; i2++) {
        if (!validate40(data17[i2], { instancePath: instancePath + "/foreign_clients/" + i2, parentData: data17, parentDataProperty: i2, rootData, dynamicAnchors })) {
          vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
          errors = vErrors.length;
        }
      }
    } else {
      const err30 = { instancePath: instancePath + "/foreign_clients", schemaPath: "#/properties/foreign_clients/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema31.properties.foreign_clients.type, parentSchema: schema31.properties.foreign_clients, data: data17 };
      if (vErrors === null) {
        vErrors = [err30];
      } else {
        vErrors.push(err30);
      }
      errors++;
    }
    if (!validate42(data.transports, { instancePath: instancePath + "/transports", parentData: data, parentDataProperty: "transports", rootData, dynamicAnchors })) {
      vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors);
      errors = vErrors.length;
    }
    if (data.kubernetes !== void 0 && func0.call(data, "kubernetes")) {
      if (!validate44(data.kubernetes, { instancePath: instancePath + "/kubernetes", parentData: data, parentDataProperty: "kubernetes", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate44.errors : vErrors.concat(validate44.errors);
        errors = vErrors.length;
      }
    }
    if (data.flux !== void 0 && func0.call(data, "flux")) {
      if (!validate46(data.flux, { instancePath: instancePath + "/flux", parentData: data, parentDataProperty: "flux", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate46.errors : vErrors.concat(validate46.errors);
        errors = vErrors.length;
      }
    }
    if (!validate48(data.shutdown, { instancePath: instancePath + "/shutdown", parentData: data, parentDataProperty: "shutdown", rootData, dynamicAnchors })) {
      vErrors = vErrors === null ? validate48.errors : vErrors.concat(validate48.errors);
      errors = vErrors.length;
    }
    if (!validate54(data.startup, { instancePath: instancePath + "/startup", parentData: data, parentDataProperty: "startup", rootData, dynamicAnchors })) {
      vErrors = vErrors === null ? validate54.errors : vErrors.concat(validate54.errors);
      errors = vErrors.length;
    }
  } else {
    const err31 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.type, parentSchema: schema31, data };
    if (vErrors === null) {
      vErrors = [err31];
    } else {
      vErrors.push(err31);
    }
    errors++;
  }
  validate20.errors = vErrors;
  return errors === 0;
}
validate20.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
export {
  hecateFile
};
