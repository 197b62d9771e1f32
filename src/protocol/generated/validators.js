// Generated from schemas/*.json by scripts/gen-validators.ts. Do not edit.
var __getOwnPropNames = Object.getOwnPropertyNames;
var __commonJS = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};

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

// <stdin>
var command = validate20;
var func0 = Object.prototype.hasOwnProperty;
var func69 = require_ucs2length().default;
var pattern4 = new RegExp("^[A-Za-z0-9_-]{22,64}$", "u");
var pattern5 = new RegExp("^[A-Za-z0-9._@-]{1,63}$", "u");
var pattern6 = new RegExp("^[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$", "u");
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
    if (data.session === void 0 || !func0.call(data, "session")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'session'");
      errors++;
    }
    if (data.kind === void 0 || !func0.call(data, "kind")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'kind'");
      errors++;
    }
    if (data.id === void 0 || !func0.call(data, "id")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'id'");
      errors++;
    }
    if (data.session !== void 0 && func0.call(data, "session")) {
      let data0 = data.session;
      if (!(typeof data0 == "number" && (!(data0 % 1) && !isNaN(data0)) && isFinite(data0))) {
        vErrors = noted(vErrors, instancePath + "/session", "must be integer");
        errors++;
      }
      if (typeof data0 == "number" && isFinite(data0)) {
        if (data0 > 999999999999999 || isNaN(data0)) {
          vErrors = noted(vErrors, instancePath + "/session", "must be <= 999999999999999");
          errors++;
        }
        if (data0 < 0 || isNaN(data0)) {
          vErrors = noted(vErrors, instancePath + "/session", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.kind !== void 0 && func0.call(data, "kind")) {
      let data1 = data.kind;
      if (typeof data1 !== "string") {
        vErrors = noted(vErrors, instancePath + "/kind", "must be string");
        errors++;
      }
      if (!(data1 === "job" || data1 === "ask" || data1 === "cancel" || data1 === "ack" || data1 === "query" || data1 === "stream")) {
        vErrors = noted(vErrors, instancePath + "/kind", "must be equal to one of the allowed values");
        errors++;
      }
    }
    if (data.id !== void 0 && func0.call(data, "id")) {
      let data2 = data.id;
      if (typeof data2 === "string") {
        if (!pattern4.test(data2)) {
          vErrors = noted(vErrors, instancePath + "/id", 'must match pattern "^[A-Za-z0-9_-]{22,64}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/id", "must be string");
        errors++;
      }
    }
    if (data.verb !== void 0 && func0.call(data, "verb")) {
      if (typeof data.verb !== "string") {
        vErrors = noted(vErrors, instancePath + "/verb", "must be string");
        errors++;
      }
    }
    if (data.user !== void 0 && func0.call(data, "user")) {
      let data4 = data.user;
      if (typeof data4 === "string") {
        if (!pattern5.test(data4)) {
          vErrors = noted(vErrors, instancePath + "/user", 'must match pattern "^[A-Za-z0-9._@-]{1,63}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/user", "must be string");
        errors++;
      }
    }
    if (data.unit !== void 0 && func0.call(data, "unit")) {
      let data5 = data.unit;
      if (typeof data5 === "string") {
        if (func69(data5) > 255) {
          vErrors = noted(vErrors, instancePath + "/unit", "must NOT have more than 255 characters");
          errors++;
        }
        if (!pattern6.test(data5)) {
          vErrors = noted(vErrors, instancePath + "/unit", 'must match pattern "^[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/unit", "must be string");
        errors++;
      }
    }
    if (data.args !== void 0 && func0.call(data, "args")) {
      let data6 = data.args;
      if (!(data6 && typeof data6 == "object" && !Array.isArray(data6))) {
        vErrors = noted(vErrors, instancePath + "/args", "must be object");
        errors++;
      }
    }
    if (data.startBy !== void 0 && func0.call(data, "startBy")) {
      let data7 = data.startBy;
      if (!(typeof data7 == "number" && (!(data7 % 1) && !isNaN(data7)) && isFinite(data7))) {
        vErrors = noted(vErrors, instancePath + "/startBy", "must be integer");
        errors++;
      }
      if (typeof data7 == "number" && isFinite(data7)) {
        if (data7 > 253402300799999 || isNaN(data7)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be <= 253402300799999");
          errors++;
        }
        if (data7 < 0 || isNaN(data7)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endBy !== void 0 && func0.call(data, "endBy")) {
      let data8 = data.endBy;
      if (!(typeof data8 == "number" && (!(data8 % 1) && !isNaN(data8)) && isFinite(data8))) {
        vErrors = noted(vErrors, instancePath + "/endBy", "must be integer");
        errors++;
      }
      if (typeof data8 == "number" && isFinite(data8)) {
        if (data8 > 253402300799999 || isNaN(data8)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be <= 253402300799999");
          errors++;
        }
        if (data8 < 0 || isNaN(data8)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be >= 0");
          errors++;
        }
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate20.errors = vErrors;
  return errors === 0;
}
validate20.evaluated = { "props": { "session": true, "kind": true, "id": true, "verb": true, "user": true, "unit": true, "args": true, "startBy": true, "endBy": true }, "dynamicProps": false, "dynamicItems": false };
var credit = validate22;
function validate22(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate22.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.ack === void 0 || !func0.call(data, "ack")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'ack'");
      errors++;
    }
    if (data.windowBytes === void 0 || !func0.call(data, "windowBytes")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'windowBytes'");
      errors++;
    }
    if (data.ack !== void 0 && func0.call(data, "ack")) {
      let data0 = data.ack;
      if (!(typeof data0 == "number" && (!(data0 % 1) && !isNaN(data0)) && isFinite(data0))) {
        vErrors = noted(vErrors, instancePath + "/ack", "must be integer");
        errors++;
      }
      if (typeof data0 == "number" && isFinite(data0)) {
        if (data0 < 0 || isNaN(data0)) {
          vErrors = noted(vErrors, instancePath + "/ack", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.windowBytes !== void 0 && func0.call(data, "windowBytes")) {
      let data1 = data.windowBytes;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/windowBytes", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 1048576 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/windowBytes", "must be <= 1048576");
          errors++;
        }
        if (data1 < 0 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/windowBytes", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.close !== void 0 && func0.call(data, "close")) {
      let data2 = data.close;
      if (typeof data2 !== "boolean") {
        vErrors = noted(vErrors, instancePath + "/close", "must be boolean");
        errors++;
      }
      if (!(data2 === true)) {
        vErrors = noted(vErrors, instancePath + "/close", "must be equal to one of the allowed values");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate22.errors = vErrors;
  return errors === 0;
}
validate22.evaluated = { "props": { "ack": true, "windowBytes": true, "close": true }, "dynamicProps": false, "dynamicItems": false };
var echo = validate23;
function validate23(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
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
    if (data.session === void 0 || !func0.call(data, "session")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'session'");
      errors++;
    }
    if (data.ping === void 0 || !func0.call(data, "ping")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'ping'");
      errors++;
    }
    if (data.session !== void 0 && func0.call(data, "session")) {
      let data0 = data.session;
      if (!(typeof data0 == "number" && (!(data0 % 1) && !isNaN(data0)) && isFinite(data0))) {
        vErrors = noted(vErrors, instancePath + "/session", "must be integer");
        errors++;
      }
      if (typeof data0 == "number" && isFinite(data0)) {
        if (data0 > 999999999999999 || isNaN(data0)) {
          vErrors = noted(vErrors, instancePath + "/session", "must be <= 999999999999999");
          errors++;
        }
        if (data0 < 0 || isNaN(data0)) {
          vErrors = noted(vErrors, instancePath + "/session", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.ping !== void 0 && func0.call(data, "ping")) {
      let data1 = data.ping;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/ping", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 < 1 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/ping", "must be >= 1");
          errors++;
        }
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate23.errors = vErrors;
  return errors === 0;
}
validate23.evaluated = { "props": { "session": true, "ping": true }, "dynamicProps": false, "dynamicItems": false };
var gone = validate24;
var pattern7 = new RegExp("^[0-9a-f]{32}$", "u");
function validate24(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate24.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.instance === void 0 || !func0.call(data, "instance")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'instance'");
      errors++;
    }
    if (data.reason === void 0 || !func0.call(data, "reason")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'reason'");
      errors++;
    }
    if (data.instance !== void 0 && func0.call(data, "instance")) {
      let data0 = data.instance;
      if (typeof data0 === "string") {
        if (!pattern7.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/instance", 'must match pattern "^[0-9a-f]{32}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/instance", "must be string");
        errors++;
      }
    }
    if (data.reason !== void 0 && func0.call(data, "reason")) {
      let data1 = data.reason;
      if (typeof data1 !== "string") {
        vErrors = noted(vErrors, instancePath + "/reason", "must be string");
        errors++;
      }
      if (!(data1 === "will" || data1 === "stopping")) {
        vErrors = noted(vErrors, instancePath + "/reason", "must be equal to one of the allowed values");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate24.errors = vErrors;
  return errors === 0;
}
validate24.evaluated = { "props": { "instance": true, "reason": true }, "dynamicProps": false, "dynamicItems": false };
var heartbeat = validate25;
function validate25(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
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
    if (data.instance === void 0 || !func0.call(data, "instance")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'instance'");
      errors++;
    }
    if (data.session === void 0 || !func0.call(data, "session")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'session'");
      errors++;
    }
    if (data.seq === void 0 || !func0.call(data, "seq")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'seq'");
      errors++;
    }
    if (data.instance !== void 0 && func0.call(data, "instance")) {
      let data0 = data.instance;
      if (typeof data0 === "string") {
        if (!pattern7.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/instance", 'must match pattern "^[0-9a-f]{32}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/instance", "must be string");
        errors++;
      }
    }
    if (data.session !== void 0 && func0.call(data, "session")) {
      let data1 = data.session;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/session", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 999999999999999 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/session", "must be <= 999999999999999");
          errors++;
        }
        if (data1 < 0 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/session", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.seq !== void 0 && func0.call(data, "seq")) {
      let data2 = data.seq;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        vErrors = noted(vErrors, instancePath + "/seq", "must be integer");
        errors++;
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 > 9007199254740991 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/seq", "must be <= 9007199254740991");
          errors++;
        }
        if (data2 < 0 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/seq", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.load1 !== void 0 && func0.call(data, "load1")) {
      let data3 = data.load1;
      if (!(typeof data3 == "number" && isFinite(data3))) {
        vErrors = noted(vErrors, instancePath + "/load1", "must be number");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate25.errors = vErrors;
  return errors === 0;
}
validate25.evaluated = { "props": { "instance": true, "session": true, "seq": true, "load1": true }, "dynamicProps": false, "dynamicItems": false };
var hello = validate26;
function validate26(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate26.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.instance === void 0 || !func0.call(data, "instance")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'instance'");
      errors++;
    }
    if (data.machineId === void 0 || !func0.call(data, "machineId")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'machineId'");
      errors++;
    }
    if (data.bootId === void 0 || !func0.call(data, "bootId")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'bootId'");
      errors++;
    }
    if (data.version === void 0 || !func0.call(data, "version")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'version'");
      errors++;
    }
    if (data.epoch === void 0 || !func0.call(data, "epoch")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'epoch'");
      errors++;
    }
    if (data.heartbeatMs === void 0 || !func0.call(data, "heartbeatMs")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'heartbeatMs'");
      errors++;
    }
    if (data.instance !== void 0 && func0.call(data, "instance")) {
      let data0 = data.instance;
      if (typeof data0 === "string") {
        if (!pattern7.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/instance", 'must match pattern "^[0-9a-f]{32}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/instance", "must be string");
        errors++;
      }
    }
    if (data.process !== void 0 && func0.call(data, "process")) {
      let data1 = data.process;
      if (typeof data1 === "string") {
        if (!pattern7.test(data1)) {
          vErrors = noted(vErrors, instancePath + "/process", 'must match pattern "^[0-9a-f]{32}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/process", "must be string");
        errors++;
      }
    }
    if (data.machineId !== void 0 && func0.call(data, "machineId")) {
      let data2 = data.machineId;
      if (typeof data2 === "string") {
        if (!pattern7.test(data2)) {
          vErrors = noted(vErrors, instancePath + "/machineId", 'must match pattern "^[0-9a-f]{32}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/machineId", "must be string");
        errors++;
      }
    }
    if (data.bootId !== void 0 && func0.call(data, "bootId")) {
      let data3 = data.bootId;
      if (typeof data3 === "string") {
        if (!pattern7.test(data3)) {
          vErrors = noted(vErrors, instancePath + "/bootId", 'must match pattern "^[0-9a-f]{32}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/bootId", "must be string");
        errors++;
      }
    }
    if (data.version !== void 0 && func0.call(data, "version")) {
      if (typeof data.version !== "string") {
        vErrors = noted(vErrors, instancePath + "/version", "must be string");
        errors++;
      }
    }
    if (data.epoch !== void 0 && func0.call(data, "epoch")) {
      let data5 = data.epoch;
      if (!(typeof data5 == "number" && (!(data5 % 1) && !isNaN(data5)) && isFinite(data5))) {
        vErrors = noted(vErrors, instancePath + "/epoch", "must be integer");
        errors++;
      }
      if (typeof data5 == "number" && isFinite(data5)) {
        if (data5 > 253402300799999 || isNaN(data5)) {
          vErrors = noted(vErrors, instancePath + "/epoch", "must be <= 253402300799999");
          errors++;
        }
        if (data5 < 0 || isNaN(data5)) {
          vErrors = noted(vErrors, instancePath + "/epoch", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.heartbeatMs !== void 0 && func0.call(data, "heartbeatMs")) {
      let data6 = data.heartbeatMs;
      if (!(typeof data6 == "number" && (!(data6 % 1) && !isNaN(data6)) && isFinite(data6))) {
        vErrors = noted(vErrors, instancePath + "/heartbeatMs", "must be integer");
        errors++;
      }
      if (typeof data6 == "number" && isFinite(data6)) {
        if (data6 > 6e5 || isNaN(data6)) {
          vErrors = noted(vErrors, instancePath + "/heartbeatMs", "must be <= 600000");
          errors++;
        }
        if (data6 < 100 || isNaN(data6)) {
          vErrors = noted(vErrors, instancePath + "/heartbeatMs", "must be >= 100");
          errors++;
        }
      }
    }
    if (data.address !== void 0 && func0.call(data, "address")) {
      let data7 = data.address;
      if (typeof data7 === "string") {
        if (func69(data7) > 64) {
          vErrors = noted(vErrors, instancePath + "/address", "must NOT have more than 64 characters");
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/address", "must be string");
        errors++;
      }
    }
    if (data.verbs !== void 0 && func0.call(data, "verbs")) {
      let data8 = data.verbs;
      if (Array.isArray(data8)) {
        const len0 = data8.length;
        for (let i0 = 0; i0 < len0; i0++) {
          if (typeof data8[i0] !== "string") {
            vErrors = noted(vErrors, instancePath + "/verbs/" + i0, "must be string");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/verbs", "must be array");
        errors++;
      }
    }
    if (data.power !== void 0 && func0.call(data, "power")) {
      let data10 = data.power;
      if (data10 && typeof data10 == "object" && !Array.isArray(data10)) {
        if (data10.guard === void 0 || !func0.call(data10, "guard")) {
          vErrors = noted(vErrors, instancePath + "/power", "must have required property 'guard'");
          errors++;
        }
        if (data10.isAllowed === void 0 || !func0.call(data10, "isAllowed")) {
          vErrors = noted(vErrors, instancePath + "/power", "must have required property 'isAllowed'");
          errors++;
        }
        if (data10.guard !== void 0 && func0.call(data10, "guard")) {
          if (typeof data10.guard !== "boolean") {
            vErrors = noted(vErrors, instancePath + "/power/guard", "must be boolean");
            errors++;
          }
        }
        if (data10.armed !== void 0 && func0.call(data10, "armed")) {
          let data12 = data10.armed;
          if (typeof data12 === "string") {
            if (func69(data12) > 128) {
              vErrors = noted(vErrors, instancePath + "/power/armed", "must NOT have more than 128 characters");
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/power/armed", "must be string");
            errors++;
          }
        }
        if (data10.isAllowed !== void 0 && func0.call(data10, "isAllowed")) {
          if (typeof data10.isAllowed !== "boolean") {
            vErrors = noted(vErrors, instancePath + "/power/isAllowed", "must be boolean");
            errors++;
          }
        }
        if (data10.run !== void 0 && func0.call(data10, "run")) {
          let data14 = data10.run;
          if (!(typeof data14 == "number" && (!(data14 % 1) && !isNaN(data14)) && isFinite(data14))) {
            vErrors = noted(vErrors, instancePath + "/power/run", "must be integer");
            errors++;
          }
          if (typeof data14 == "number" && isFinite(data14)) {
            if (data14 > 9007199254740991 || isNaN(data14)) {
              vErrors = noted(vErrors, instancePath + "/power/run", "must be <= 9007199254740991");
              errors++;
            }
            if (data14 < 0 || isNaN(data14)) {
              vErrors = noted(vErrors, instancePath + "/power/run", "must be >= 0");
              errors++;
            }
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/power", "must be object");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate26.errors = vErrors;
  return errors === 0;
}
validate26.evaluated = { "props": { "instance": true, "process": true, "machineId": true, "bootId": true, "version": true, "epoch": true, "heartbeatMs": true, "address": true, "verbs": true, "power": true }, "dynamicProps": false, "dynamicItems": false };
var inventory = validate27;
function validate27(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
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
    if (data.session === void 0 || !func0.call(data, "session")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'session'");
      errors++;
    }
    if (data.seq === void 0 || !func0.call(data, "seq")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'seq'");
      errors++;
    }
    if (data.units === void 0 || !func0.call(data, "units")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'units'");
      errors++;
    }
    if (data.session !== void 0 && func0.call(data, "session")) {
      let data0 = data.session;
      if (!(typeof data0 == "number" && (!(data0 % 1) && !isNaN(data0)) && isFinite(data0))) {
        vErrors = noted(vErrors, instancePath + "/session", "must be integer");
        errors++;
      }
      if (typeof data0 == "number" && isFinite(data0)) {
        if (data0 > 999999999999999 || isNaN(data0)) {
          vErrors = noted(vErrors, instancePath + "/session", "must be <= 999999999999999");
          errors++;
        }
        if (data0 < 0 || isNaN(data0)) {
          vErrors = noted(vErrors, instancePath + "/session", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.seq !== void 0 && func0.call(data, "seq")) {
      let data1 = data.seq;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/seq", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 9007199254740991 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/seq", "must be <= 9007199254740991");
          errors++;
        }
        if (data1 < 0 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/seq", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.chunk !== void 0 && func0.call(data, "chunk")) {
      let data2 = data.chunk;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        vErrors = noted(vErrors, instancePath + "/chunk", "must be integer");
        errors++;
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 > 127 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/chunk", "must be <= 127");
          errors++;
        }
        if (data2 < 0 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/chunk", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.chunks !== void 0 && func0.call(data, "chunks")) {
      let data3 = data.chunks;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        vErrors = noted(vErrors, instancePath + "/chunks", "must be integer");
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 > 128 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/chunks", "must be <= 128");
          errors++;
        }
        if (data3 < 1 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/chunks", "must be >= 1");
          errors++;
        }
      }
    }
    if (data.units !== void 0 && func0.call(data, "units")) {
      let data4 = data.units;
      if (Array.isArray(data4)) {
        const len0 = data4.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data5 = data4[i0];
          if (typeof data5 === "string") {
            if (func69(data5) > 255) {
              vErrors = noted(vErrors, instancePath + "/units/" + i0, "must NOT have more than 255 characters");
              errors++;
            }
            if (!pattern6.test(data5)) {
              vErrors = noted(vErrors, instancePath + "/units/" + i0, 'must match pattern "^[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$"');
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/units/" + i0, "must be string");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/units", "must be array");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate27.errors = vErrors;
  return errors === 0;
}
validate27.evaluated = { "props": { "session": true, "seq": true, "chunk": true, "chunks": true, "units": true }, "dynamicProps": false, "dynamicItems": false };
var job = validate28;
var pattern16 = new RegExp("^[A-Za-z0-9._-]{1,63}$", "u");
var pattern19 = new RegExp("^[a-z][a-z0-9-]*$", "u");
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
    if (data.active === void 0 || !func0.call(data, "active")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'active'");
      errors++;
    }
    if (data.sub === void 0 || !func0.call(data, "sub")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'sub'");
      errors++;
    }
    if (data.load !== void 0 && func0.call(data, "load")) {
      if (typeof data.load !== "string") {
        vErrors = noted(vErrors, instancePath + "/load", "must be string");
        errors++;
      }
    }
    if (data.active !== void 0 && func0.call(data, "active")) {
      if (typeof data.active !== "string") {
        vErrors = noted(vErrors, instancePath + "/active", "must be string");
        errors++;
      }
    }
    if (data.sub !== void 0 && func0.call(data, "sub")) {
      if (typeof data.sub !== "string") {
        vErrors = noted(vErrors, instancePath + "/sub", "must be string");
        errors++;
      }
    }
    if (data.result !== void 0 && func0.call(data, "result")) {
      if (typeof data.result !== "string") {
        vErrors = noted(vErrors, instancePath + "/result", "must be string");
        errors++;
      }
    }
    if (data.condition !== void 0 && func0.call(data, "condition")) {
      if (typeof data.condition !== "boolean") {
        vErrors = noted(vErrors, instancePath + "/condition", "must be boolean");
        errors++;
      }
    }
    if (data.invocation !== void 0 && func0.call(data, "invocation")) {
      let data5 = data.invocation;
      if (typeof data5 === "string") {
        if (!pattern7.test(data5)) {
          vErrors = noted(vErrors, instancePath + "/invocation", 'must match pattern "^[0-9a-f]{32}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/invocation", "must be string");
        errors++;
      }
    }
    if (data.exitCode !== void 0 && func0.call(data, "exitCode")) {
      let data6 = data.exitCode;
      if (!(typeof data6 == "number" && (!(data6 % 1) && !isNaN(data6)) && isFinite(data6))) {
        vErrors = noted(vErrors, instancePath + "/exitCode", "must be integer");
        errors++;
      }
      if (typeof data6 == "number" && isFinite(data6)) {
        if (data6 < 0 || isNaN(data6)) {
          vErrors = noted(vErrors, instancePath + "/exitCode", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.signal !== void 0 && func0.call(data, "signal")) {
      let data7 = data.signal;
      if (!(typeof data7 == "number" && (!(data7 % 1) && !isNaN(data7)) && isFinite(data7))) {
        vErrors = noted(vErrors, instancePath + "/signal", "must be integer");
        errors++;
      }
      if (typeof data7 == "number" && isFinite(data7)) {
        if (data7 > 64 || isNaN(data7)) {
          vErrors = noted(vErrors, instancePath + "/signal", "must be <= 64");
          errors++;
        }
        if (data7 < 1 || isNaN(data7)) {
          vErrors = noted(vErrors, instancePath + "/signal", "must be >= 1");
          errors++;
        }
      }
    }
    if (data.log !== void 0 && func0.call(data, "log")) {
      let data8 = data.log;
      if (Array.isArray(data8)) {
        if (data8.length > 20) {
          vErrors = noted(vErrors, instancePath + "/log", "must NOT have more than 20 items");
          errors++;
        }
        const len0 = data8.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data9 = data8[i0];
          if (typeof data9 === "string") {
            if (func69(data9) > 1024) {
              vErrors = noted(vErrors, instancePath + "/log/" + i0, "must NOT have more than 1024 characters");
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/log/" + i0, "must be string");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/log", "must be array");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate29.errors = vErrors;
  return errors === 0;
}
validate29.evaluated = { "props": { "load": true, "active": true, "sub": true, "result": true, "condition": true, "invocation": true, "exitCode": true, "signal": true, "log": true }, "dynamicProps": false, "dynamicItems": false };
function validate28(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate28.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.id === void 0 || !func0.call(data, "id")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'id'");
      errors++;
    }
    if (data.epoch === void 0 || !func0.call(data, "epoch")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'epoch'");
      errors++;
    }
    if (data.user === void 0 || !func0.call(data, "user")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'user'");
      errors++;
    }
    if (data.node === void 0 || !func0.call(data, "node")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'node'");
      errors++;
    }
    if (data.verb === void 0 || !func0.call(data, "verb")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'verb'");
      errors++;
    }
    if (data.state === void 0 || !func0.call(data, "state")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'state'");
      errors++;
    }
    if (data.at === void 0 || !func0.call(data, "at")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'at'");
      errors++;
    }
    if (data.acceptedAt === void 0 || !func0.call(data, "acceptedAt")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'acceptedAt'");
      errors++;
    }
    if (data.startBy === void 0 || !func0.call(data, "startBy")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'startBy'");
      errors++;
    }
    if (data.id !== void 0 && func0.call(data, "id")) {
      let data0 = data.id;
      if (typeof data0 === "string") {
        if (!pattern4.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/id", 'must match pattern "^[A-Za-z0-9_-]{22,64}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/id", "must be string");
        errors++;
      }
    }
    if (data.epoch !== void 0 && func0.call(data, "epoch")) {
      let data1 = data.epoch;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/epoch", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 253402300799999 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/epoch", "must be <= 253402300799999");
          errors++;
        }
        if (data1 < 0 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/epoch", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.user !== void 0 && func0.call(data, "user")) {
      let data2 = data.user;
      if (typeof data2 === "string") {
        if (!pattern5.test(data2)) {
          vErrors = noted(vErrors, instancePath + "/user", 'must match pattern "^[A-Za-z0-9._@-]{1,63}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/user", "must be string");
        errors++;
      }
    }
    if (data.node !== void 0 && func0.call(data, "node")) {
      let data3 = data.node;
      if (typeof data3 === "string") {
        if (!pattern16.test(data3)) {
          vErrors = noted(vErrors, instancePath + "/node", 'must match pattern "^[A-Za-z0-9._-]{1,63}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/node", "must be string");
        errors++;
      }
    }
    if (data.unit !== void 0 && func0.call(data, "unit")) {
      let data4 = data.unit;
      if (typeof data4 === "string") {
        if (func69(data4) > 255) {
          vErrors = noted(vErrors, instancePath + "/unit", "must NOT have more than 255 characters");
          errors++;
        }
        if (!pattern6.test(data4)) {
          vErrors = noted(vErrors, instancePath + "/unit", 'must match pattern "^[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/unit", "must be string");
        errors++;
      }
    }
    if (data.verb !== void 0 && func0.call(data, "verb")) {
      let data5 = data.verb;
      if (typeof data5 !== "string") {
        vErrors = noted(vErrors, instancePath + "/verb", "must be string");
        errors++;
      }
      if (!(data5 === "start" || data5 === "stop" || data5 === "restart" || data5 === "reload" || data5 === "enable" || data5 === "disable" || data5 === "mask" || data5 === "unmask" || data5 === "freeze" || data5 === "thaw" || data5 === "kill" || data5 === "reset-failed" || data5 === "daemon-reload" || data5 === "set-default" || data5 === "set-property" || data5 === "set-loglevel" || data5 === "poweroff" || data5 === "reboot" || data5 === "power" || data5 === "run" || data5 === "command")) {
        vErrors = noted(vErrors, instancePath + "/verb", "must be equal to one of the allowed values");
        errors++;
      }
    }
    if (data.state !== void 0 && func0.call(data, "state")) {
      let data6 = data.state;
      if (typeof data6 !== "string") {
        vErrors = noted(vErrors, instancePath + "/state", "must be string");
        errors++;
      }
      if (!(data6 === "queued" || data6 === "running" || data6 === "unreachable" || data6 === "finished")) {
        vErrors = noted(vErrors, instancePath + "/state", "must be equal to one of the allowed values");
        errors++;
      }
    }
    if (data.at !== void 0 && func0.call(data, "at")) {
      let data7 = data.at;
      if (!(typeof data7 == "number" && (!(data7 % 1) && !isNaN(data7)) && isFinite(data7))) {
        vErrors = noted(vErrors, instancePath + "/at", "must be integer");
        errors++;
      }
      if (typeof data7 == "number" && isFinite(data7)) {
        if (data7 > 253402300799999 || isNaN(data7)) {
          vErrors = noted(vErrors, instancePath + "/at", "must be <= 253402300799999");
          errors++;
        }
        if (data7 < 0 || isNaN(data7)) {
          vErrors = noted(vErrors, instancePath + "/at", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.acceptedAt !== void 0 && func0.call(data, "acceptedAt")) {
      let data8 = data.acceptedAt;
      if (!(typeof data8 == "number" && (!(data8 % 1) && !isNaN(data8)) && isFinite(data8))) {
        vErrors = noted(vErrors, instancePath + "/acceptedAt", "must be integer");
        errors++;
      }
      if (typeof data8 == "number" && isFinite(data8)) {
        if (data8 > 253402300799999 || isNaN(data8)) {
          vErrors = noted(vErrors, instancePath + "/acceptedAt", "must be <= 253402300799999");
          errors++;
        }
        if (data8 < 0 || isNaN(data8)) {
          vErrors = noted(vErrors, instancePath + "/acceptedAt", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.startBy !== void 0 && func0.call(data, "startBy")) {
      let data9 = data.startBy;
      if (!(typeof data9 == "number" && (!(data9 % 1) && !isNaN(data9)) && isFinite(data9))) {
        vErrors = noted(vErrors, instancePath + "/startBy", "must be integer");
        errors++;
      }
      if (typeof data9 == "number" && isFinite(data9)) {
        if (data9 > 253402300799999 || isNaN(data9)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be <= 253402300799999");
          errors++;
        }
        if (data9 < 0 || isNaN(data9)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endBy !== void 0 && func0.call(data, "endBy")) {
      let data10 = data.endBy;
      if (!(typeof data10 == "number" && (!(data10 % 1) && !isNaN(data10)) && isFinite(data10))) {
        vErrors = noted(vErrors, instancePath + "/endBy", "must be integer");
        errors++;
      }
      if (typeof data10 == "number" && isFinite(data10)) {
        if (data10 > 253402300799999 || isNaN(data10)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be <= 253402300799999");
          errors++;
        }
        if (data10 < 0 || isNaN(data10)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.result !== void 0 && func0.call(data, "result")) {
      let data11 = data.result;
      if (typeof data11 !== "string") {
        vErrors = noted(vErrors, instancePath + "/result", "must be string");
        errors++;
      }
      if (!(data11 === "done" || data11 === "failed" || data11 === "canceled" || data11 === "timeout" || data11 === "dependency" || data11 === "skipped" || data11 === "expired" || data11 === "lost")) {
        vErrors = noted(vErrors, instancePath + "/result", "must be equal to one of the allowed values");
        errors++;
      }
    }
    if (data.detail !== void 0 && func0.call(data, "detail")) {
      if (typeof data.detail !== "string") {
        vErrors = noted(vErrors, instancePath + "/detail", "must be string");
        errors++;
      }
    }
    if (data.after !== void 0 && func0.call(data, "after")) {
      if (!validate29(data.after, { instancePath: instancePath + "/after", parentData: data, parentDataProperty: "after", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors);
        errors = vErrors.length;
      }
    }
    if (data.files !== void 0 && func0.call(data, "files")) {
      let data14 = data.files;
      if (Array.isArray(data14)) {
        const len0 = data14.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data15 = data14[i0];
          if (data15 && typeof data15 == "object" && !Array.isArray(data15)) {
            if (data15.type === void 0 || !func0.call(data15, "type")) {
              vErrors = noted(vErrors, instancePath + "/files/" + i0, "must have required property 'type'");
              errors++;
            }
            if (data15.file === void 0 || !func0.call(data15, "file")) {
              vErrors = noted(vErrors, instancePath + "/files/" + i0, "must have required property 'file'");
              errors++;
            }
            if (data15.source === void 0 || !func0.call(data15, "source")) {
              vErrors = noted(vErrors, instancePath + "/files/" + i0, "must have required property 'source'");
              errors++;
            }
            if (data15.type !== void 0 && func0.call(data15, "type")) {
              if (typeof data15.type !== "string") {
                vErrors = noted(vErrors, instancePath + "/files/" + i0 + "/type", "must be string");
                errors++;
              }
            }
            if (data15.file !== void 0 && func0.call(data15, "file")) {
              if (typeof data15.file !== "string") {
                vErrors = noted(vErrors, instancePath + "/files/" + i0 + "/file", "must be string");
                errors++;
              }
            }
            if (data15.source !== void 0 && func0.call(data15, "source")) {
              if (typeof data15.source !== "string") {
                vErrors = noted(vErrors, instancePath + "/files/" + i0 + "/source", "must be string");
                errors++;
              }
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/files/" + i0, "must be object");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/files", "must be array");
        errors++;
      }
    }
    if (data.hasInstall !== void 0 && func0.call(data, "hasInstall")) {
      if (typeof data.hasInstall !== "boolean") {
        vErrors = noted(vErrors, instancePath + "/hasInstall", "must be boolean");
        errors++;
      }
    }
    if (data.problem !== void 0 && func0.call(data, "problem")) {
      let data20 = data.problem;
      if (data20 && typeof data20 == "object" && !Array.isArray(data20)) {
        if (data20.code === void 0 || !func0.call(data20, "code")) {
          vErrors = noted(vErrors, instancePath + "/problem", "must have required property 'code'");
          errors++;
        }
        if (data20.message === void 0 || !func0.call(data20, "message")) {
          vErrors = noted(vErrors, instancePath + "/problem", "must have required property 'message'");
          errors++;
        }
        if (data20.code !== void 0 && func0.call(data20, "code")) {
          let data21 = data20.code;
          if (typeof data21 === "string") {
            if (!pattern19.test(data21)) {
              vErrors = noted(vErrors, instancePath + "/problem/code", 'must match pattern "^[a-z][a-z0-9-]*$"');
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/problem/code", "must be string");
            errors++;
          }
        }
        if (data20.message !== void 0 && func0.call(data20, "message")) {
          if (typeof data20.message !== "string") {
            vErrors = noted(vErrors, instancePath + "/problem/message", "must be string");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/problem", "must be object");
        errors++;
      }
    }
    if (data.resolved !== void 0 && func0.call(data, "resolved")) {
      let data23 = data.resolved;
      if (data23 && typeof data23 == "object" && !Array.isArray(data23)) {
        if (data23.result === void 0 || !func0.call(data23, "result")) {
          vErrors = noted(vErrors, instancePath + "/resolved", "must have required property 'result'");
          errors++;
        }
        if (data23.at === void 0 || !func0.call(data23, "at")) {
          vErrors = noted(vErrors, instancePath + "/resolved", "must have required property 'at'");
          errors++;
        }
        if (data23.result !== void 0 && func0.call(data23, "result")) {
          let data24 = data23.result;
          if (typeof data24 !== "string") {
            vErrors = noted(vErrors, instancePath + "/resolved/result", "must be string");
            errors++;
          }
          if (!(data24 === "done" || data24 === "failed" || data24 === "canceled" || data24 === "timeout" || data24 === "dependency" || data24 === "skipped" || data24 === "expired" || data24 === "lost")) {
            vErrors = noted(vErrors, instancePath + "/resolved/result", "must be equal to one of the allowed values");
            errors++;
          }
        }
        if (data23.at !== void 0 && func0.call(data23, "at")) {
          let data25 = data23.at;
          if (!(typeof data25 == "number" && (!(data25 % 1) && !isNaN(data25)) && isFinite(data25))) {
            vErrors = noted(vErrors, instancePath + "/resolved/at", "must be integer");
            errors++;
          }
          if (typeof data25 == "number" && isFinite(data25)) {
            if (data25 > 253402300799999 || isNaN(data25)) {
              vErrors = noted(vErrors, instancePath + "/resolved/at", "must be <= 253402300799999");
              errors++;
            }
            if (data25 < 0 || isNaN(data25)) {
              vErrors = noted(vErrors, instancePath + "/resolved/at", "must be >= 0");
              errors++;
            }
          }
        }
        if (data23.detail !== void 0 && func0.call(data23, "detail")) {
          if (typeof data23.detail !== "string") {
            vErrors = noted(vErrors, instancePath + "/resolved/detail", "must be string");
            errors++;
          }
        }
        if (data23.after !== void 0 && func0.call(data23, "after")) {
          if (!validate29(data23.after, { instancePath: instancePath + "/resolved/after", parentData: data23, parentDataProperty: "after", rootData, dynamicAnchors })) {
            vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors);
            errors = vErrors.length;
          }
        }
        if (data23.problem !== void 0 && func0.call(data23, "problem")) {
          let data28 = data23.problem;
          if (data28 && typeof data28 == "object" && !Array.isArray(data28)) {
            if (data28.code === void 0 || !func0.call(data28, "code")) {
              vErrors = noted(vErrors, instancePath + "/resolved/problem", "must have required property 'code'");
              errors++;
            }
            if (data28.message === void 0 || !func0.call(data28, "message")) {
              vErrors = noted(vErrors, instancePath + "/resolved/problem", "must have required property 'message'");
              errors++;
            }
            if (data28.code !== void 0 && func0.call(data28, "code")) {
              let data29 = data28.code;
              if (typeof data29 === "string") {
                if (!pattern19.test(data29)) {
                  vErrors = noted(vErrors, instancePath + "/resolved/problem/code", 'must match pattern "^[a-z][a-z0-9-]*$"');
                  errors++;
                }
              } else {
                vErrors = noted(vErrors, instancePath + "/resolved/problem/code", "must be string");
                errors++;
              }
            }
            if (data28.message !== void 0 && func0.call(data28, "message")) {
              if (typeof data28.message !== "string") {
                vErrors = noted(vErrors, instancePath + "/resolved/problem/message", "must be string");
                errors++;
              }
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/resolved/problem", "must be object");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/resolved", "must be object");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate28.errors = vErrors;
  return errors === 0;
}
validate28.evaluated = { "props": { "id": true, "epoch": true, "user": true, "node": true, "unit": true, "verb": true, "state": true, "at": true, "acceptedAt": true, "startBy": true, "endBy": true, "result": true, "detail": true, "after": true, "files": true, "hasInstall": true, "problem": true, "resolved": true }, "dynamicProps": false, "dynamicItems": false };
var manager_state = validate32;
function validate32(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate32.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.epoch === void 0 || !func0.call(data, "epoch")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'epoch'");
      errors++;
    }
    if (data.manager === void 0 || !func0.call(data, "manager")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'manager'");
      errors++;
    }
    if (data.system === void 0 || !func0.call(data, "system")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'system'");
      errors++;
    }
    if (data.version === void 0 || !func0.call(data, "version")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'version'");
      errors++;
    }
    if (data.at === void 0 || !func0.call(data, "at")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'at'");
      errors++;
    }
    if (data.epoch !== void 0 && func0.call(data, "epoch")) {
      let data0 = data.epoch;
      if (!(typeof data0 == "number" && (!(data0 % 1) && !isNaN(data0)) && isFinite(data0))) {
        vErrors = noted(vErrors, instancePath + "/epoch", "must be integer");
        errors++;
      }
      if (typeof data0 == "number" && isFinite(data0)) {
        if (data0 > 253402300799999 || isNaN(data0)) {
          vErrors = noted(vErrors, instancePath + "/epoch", "must be <= 253402300799999");
          errors++;
        }
        if (data0 < 0 || isNaN(data0)) {
          vErrors = noted(vErrors, instancePath + "/epoch", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.manager !== void 0 && func0.call(data, "manager")) {
      let data1 = data.manager;
      if (typeof data1 !== "string") {
        vErrors = noted(vErrors, instancePath + "/manager", "must be string");
        errors++;
      }
      if (!(data1 === "up" || data1 === "down")) {
        vErrors = noted(vErrors, instancePath + "/manager", "must be equal to one of the allowed values");
        errors++;
      }
    }
    if (data.system !== void 0 && func0.call(data, "system")) {
      let data2 = data.system;
      if (typeof data2 !== "string") {
        vErrors = noted(vErrors, instancePath + "/system", "must be string");
        errors++;
      }
      if (!(data2 === "up" || data2 === "degraded" || data2 === "down")) {
        vErrors = noted(vErrors, instancePath + "/system", "must be equal to one of the allowed values");
        errors++;
      }
    }
    if (data.version !== void 0 && func0.call(data, "version")) {
      if (typeof data.version !== "string") {
        vErrors = noted(vErrors, instancePath + "/version", "must be string");
        errors++;
      }
    }
    if (data.at !== void 0 && func0.call(data, "at")) {
      let data4 = data.at;
      if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
        vErrors = noted(vErrors, instancePath + "/at", "must be integer");
        errors++;
      }
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 253402300799999 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/at", "must be <= 253402300799999");
          errors++;
        }
        if (data4 < 0 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/at", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.nodes !== void 0 && func0.call(data, "nodes")) {
      let data5 = data.nodes;
      if (data5 && typeof data5 == "object" && !Array.isArray(data5)) {
        if (data5.total === void 0 || !func0.call(data5, "total")) {
          vErrors = noted(vErrors, instancePath + "/nodes", "must have required property 'total'");
          errors++;
        }
        if (data5.online === void 0 || !func0.call(data5, "online")) {
          vErrors = noted(vErrors, instancePath + "/nodes", "must have required property 'online'");
          errors++;
        }
        if (data5.unreachable === void 0 || !func0.call(data5, "unreachable")) {
          vErrors = noted(vErrors, instancePath + "/nodes", "must have required property 'unreachable'");
          errors++;
        }
        if (data5.offline === void 0 || !func0.call(data5, "offline")) {
          vErrors = noted(vErrors, instancePath + "/nodes", "must have required property 'offline'");
          errors++;
        }
        if (data5.total !== void 0 && func0.call(data5, "total")) {
          let data6 = data5.total;
          if (!(typeof data6 == "number" && (!(data6 % 1) && !isNaN(data6)) && isFinite(data6))) {
            vErrors = noted(vErrors, instancePath + "/nodes/total", "must be integer");
            errors++;
          }
          if (typeof data6 == "number" && isFinite(data6)) {
            if (data6 < 0 || isNaN(data6)) {
              vErrors = noted(vErrors, instancePath + "/nodes/total", "must be >= 0");
              errors++;
            }
          }
        }
        if (data5.online !== void 0 && func0.call(data5, "online")) {
          let data7 = data5.online;
          if (!(typeof data7 == "number" && (!(data7 % 1) && !isNaN(data7)) && isFinite(data7))) {
            vErrors = noted(vErrors, instancePath + "/nodes/online", "must be integer");
            errors++;
          }
          if (typeof data7 == "number" && isFinite(data7)) {
            if (data7 < 0 || isNaN(data7)) {
              vErrors = noted(vErrors, instancePath + "/nodes/online", "must be >= 0");
              errors++;
            }
          }
        }
        if (data5.unreachable !== void 0 && func0.call(data5, "unreachable")) {
          let data8 = data5.unreachable;
          if (!(typeof data8 == "number" && (!(data8 % 1) && !isNaN(data8)) && isFinite(data8))) {
            vErrors = noted(vErrors, instancePath + "/nodes/unreachable", "must be integer");
            errors++;
          }
          if (typeof data8 == "number" && isFinite(data8)) {
            if (data8 < 0 || isNaN(data8)) {
              vErrors = noted(vErrors, instancePath + "/nodes/unreachable", "must be >= 0");
              errors++;
            }
          }
        }
        if (data5.offline !== void 0 && func0.call(data5, "offline")) {
          let data9 = data5.offline;
          if (!(typeof data9 == "number" && (!(data9 % 1) && !isNaN(data9)) && isFinite(data9))) {
            vErrors = noted(vErrors, instancePath + "/nodes/offline", "must be integer");
            errors++;
          }
          if (typeof data9 == "number" && isFinite(data9)) {
            if (data9 < 0 || isNaN(data9)) {
              vErrors = noted(vErrors, instancePath + "/nodes/offline", "must be >= 0");
              errors++;
            }
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/nodes", "must be object");
        errors++;
      }
    }
    if (data.openJobs !== void 0 && func0.call(data, "openJobs")) {
      let data10 = data.openJobs;
      if (!(typeof data10 == "number" && (!(data10 % 1) && !isNaN(data10)) && isFinite(data10))) {
        vErrors = noted(vErrors, instancePath + "/openJobs", "must be integer");
        errors++;
      }
      if (typeof data10 == "number" && isFinite(data10)) {
        if (data10 < 0 || isNaN(data10)) {
          vErrors = noted(vErrors, instancePath + "/openJobs", "must be >= 0");
          errors++;
        }
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate32.errors = vErrors;
  return errors === 0;
}
validate32.evaluated = { "props": { "epoch": true, "manager": true, "system": true, "version": true, "at": true, "nodes": true, "openJobs": true }, "dynamicProps": false, "dynamicItems": false };
var node_state = validate33;
function validate33(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
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
    if (data.epoch === void 0 || !func0.call(data, "epoch")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'epoch'");
      errors++;
    }
    if (data.node === void 0 || !func0.call(data, "node")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'node'");
      errors++;
    }
    if (data.state === void 0 || !func0.call(data, "state")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'state'");
      errors++;
    }
    if (data.reason === void 0 || !func0.call(data, "reason")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'reason'");
      errors++;
    }
    if (data.since === void 0 || !func0.call(data, "since")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'since'");
      errors++;
    }
    if (data.synced === void 0 || !func0.call(data, "synced")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'synced'");
      errors++;
    }
    if (data.epoch !== void 0 && func0.call(data, "epoch")) {
      let data0 = data.epoch;
      if (!(typeof data0 == "number" && (!(data0 % 1) && !isNaN(data0)) && isFinite(data0))) {
        vErrors = noted(vErrors, instancePath + "/epoch", "must be integer");
        errors++;
      }
      if (typeof data0 == "number" && isFinite(data0)) {
        if (data0 > 253402300799999 || isNaN(data0)) {
          vErrors = noted(vErrors, instancePath + "/epoch", "must be <= 253402300799999");
          errors++;
        }
        if (data0 < 0 || isNaN(data0)) {
          vErrors = noted(vErrors, instancePath + "/epoch", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.node !== void 0 && func0.call(data, "node")) {
      let data1 = data.node;
      if (typeof data1 === "string") {
        if (!pattern16.test(data1)) {
          vErrors = noted(vErrors, instancePath + "/node", 'must match pattern "^[A-Za-z0-9._-]{1,63}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/node", "must be string");
        errors++;
      }
    }
    if (data.state !== void 0 && func0.call(data, "state")) {
      let data2 = data.state;
      if (typeof data2 !== "string") {
        vErrors = noted(vErrors, instancePath + "/state", "must be string");
        errors++;
      }
      if (!(data2 === "online" || data2 === "unreachable" || data2 === "offline")) {
        vErrors = noted(vErrors, instancePath + "/state", "must be equal to one of the allowed values");
        errors++;
      }
    }
    if (data.reason !== void 0 && func0.call(data, "reason")) {
      if (typeof data.reason !== "string") {
        vErrors = noted(vErrors, instancePath + "/reason", "must be string");
        errors++;
      }
    }
    if (data.since !== void 0 && func0.call(data, "since")) {
      let data4 = data.since;
      if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
        vErrors = noted(vErrors, instancePath + "/since", "must be integer");
        errors++;
      }
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 253402300799999 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/since", "must be <= 253402300799999");
          errors++;
        }
        if (data4 < 0 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/since", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.lastSeen !== void 0 && func0.call(data, "lastSeen")) {
      let data5 = data.lastSeen;
      if (!(typeof data5 == "number" && (!(data5 % 1) && !isNaN(data5)) && isFinite(data5))) {
        vErrors = noted(vErrors, instancePath + "/lastSeen", "must be integer");
        errors++;
      }
      if (typeof data5 == "number" && isFinite(data5)) {
        if (data5 > 253402300799999 || isNaN(data5)) {
          vErrors = noted(vErrors, instancePath + "/lastSeen", "must be <= 253402300799999");
          errors++;
        }
        if (data5 < 0 || isNaN(data5)) {
          vErrors = noted(vErrors, instancePath + "/lastSeen", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.session !== void 0 && func0.call(data, "session")) {
      let data6 = data.session;
      if (!(typeof data6 == "number" && (!(data6 % 1) && !isNaN(data6)) && isFinite(data6))) {
        vErrors = noted(vErrors, instancePath + "/session", "must be integer");
        errors++;
      }
      if (typeof data6 == "number" && isFinite(data6)) {
        if (data6 > 999999999999999 || isNaN(data6)) {
          vErrors = noted(vErrors, instancePath + "/session", "must be <= 999999999999999");
          errors++;
        }
        if (data6 < 0 || isNaN(data6)) {
          vErrors = noted(vErrors, instancePath + "/session", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.synced !== void 0 && func0.call(data, "synced")) {
      if (typeof data.synced !== "boolean") {
        vErrors = noted(vErrors, instancePath + "/synced", "must be boolean");
        errors++;
      }
    }
    if (data.address !== void 0 && func0.call(data, "address")) {
      if (typeof data.address !== "string") {
        vErrors = noted(vErrors, instancePath + "/address", "must be string");
        errors++;
      }
    }
    if (data.version !== void 0 && func0.call(data, "version")) {
      if (typeof data.version !== "string") {
        vErrors = noted(vErrors, instancePath + "/version", "must be string");
        errors++;
      }
    }
    if (data.bootId !== void 0 && func0.call(data, "bootId")) {
      let data10 = data.bootId;
      if (typeof data10 === "string") {
        if (!pattern7.test(data10)) {
          vErrors = noted(vErrors, instancePath + "/bootId", 'must match pattern "^[0-9a-f]{32}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/bootId", "must be string");
        errors++;
      }
    }
    if (data.power !== void 0 && func0.call(data, "power")) {
      let data11 = data.power;
      if (data11 && typeof data11 == "object" && !Array.isArray(data11)) {
        if (data11.guard === void 0 || !func0.call(data11, "guard")) {
          vErrors = noted(vErrors, instancePath + "/power", "must have required property 'guard'");
          errors++;
        }
        if (data11.isAllowed === void 0 || !func0.call(data11, "isAllowed")) {
          vErrors = noted(vErrors, instancePath + "/power", "must have required property 'isAllowed'");
          errors++;
        }
        if (data11.guard !== void 0 && func0.call(data11, "guard")) {
          if (typeof data11.guard !== "boolean") {
            vErrors = noted(vErrors, instancePath + "/power/guard", "must be boolean");
            errors++;
          }
        }
        if (data11.armed !== void 0 && func0.call(data11, "armed")) {
          let data13 = data11.armed;
          if (typeof data13 === "string") {
            if (func69(data13) > 128) {
              vErrors = noted(vErrors, instancePath + "/power/armed", "must NOT have more than 128 characters");
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/power/armed", "must be string");
            errors++;
          }
        }
        if (data11.isAllowed !== void 0 && func0.call(data11, "isAllowed")) {
          if (typeof data11.isAllowed !== "boolean") {
            vErrors = noted(vErrors, instancePath + "/power/isAllowed", "must be boolean");
            errors++;
          }
        }
        if (data11.run !== void 0 && func0.call(data11, "run")) {
          let data15 = data11.run;
          if (!(typeof data15 == "number" && (!(data15 % 1) && !isNaN(data15)) && isFinite(data15))) {
            vErrors = noted(vErrors, instancePath + "/power/run", "must be integer");
            errors++;
          }
          if (typeof data15 == "number" && isFinite(data15)) {
            if (data15 > 9007199254740991 || isNaN(data15)) {
              vErrors = noted(vErrors, instancePath + "/power/run", "must be <= 9007199254740991");
              errors++;
            }
            if (data15 < 0 || isNaN(data15)) {
              vErrors = noted(vErrors, instancePath + "/power/run", "must be >= 0");
              errors++;
            }
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/power", "must be object");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate33.errors = vErrors;
  return errors === 0;
}
validate33.evaluated = { "props": { "epoch": true, "node": true, "state": true, "reason": true, "since": true, "lastSeen": true, "session": true, "synced": true, "address": true, "version": true, "bootId": true, "power": true }, "dynamicProps": false, "dynamicItems": false };
var power_ack = validate34;
var pattern23 = new RegExp("^[A-Za-z0-9._-]{1,63}:[0-9a-f]{32}:[0-9]{1,16}$", "u");
function validate34(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate34.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.id === void 0 || !func0.call(data, "id")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'id'");
      errors++;
    }
    if (data.run === void 0 || !func0.call(data, "run")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'run'");
      errors++;
    }
    if (data.id !== void 0 && func0.call(data, "id")) {
      let data0 = data.id;
      if (typeof data0 === "string") {
        if (!pattern23.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/id", 'must match pattern "^[A-Za-z0-9._-]{1,63}:[0-9a-f]{32}:[0-9]{1,16}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/id", "must be string");
        errors++;
      }
    }
    if (data.run !== void 0 && func0.call(data, "run")) {
      let data1 = data.run;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/run", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 < 0 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/run", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.reason !== void 0 && func0.call(data, "reason")) {
      let data2 = data.reason;
      if (typeof data2 === "string") {
        if (func69(data2) > 1024) {
          vErrors = noted(vErrors, instancePath + "/reason", "must NOT have more than 1024 characters");
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/reason", "must be string");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate34.errors = vErrors;
  return errors === 0;
}
validate34.evaluated = { "props": { "id": true, "run": true, "reason": true }, "dynamicProps": false, "dynamicItems": false };
var power_guard = validate35;
function validate35(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate35.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.session === void 0 || !func0.call(data, "session")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'session'");
      errors++;
    }
    if (data.outage === void 0 || !func0.call(data, "outage")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'outage'");
      errors++;
    }
    if (data.seq === void 0 || !func0.call(data, "seq")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'seq'");
      errors++;
    }
    if (data.line === void 0 || !func0.call(data, "line")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'line'");
      errors++;
    }
    if (data.session !== void 0 && func0.call(data, "session")) {
      let data0 = data.session;
      if (!(typeof data0 == "number" && (!(data0 % 1) && !isNaN(data0)) && isFinite(data0))) {
        vErrors = noted(vErrors, instancePath + "/session", "must be integer");
        errors++;
      }
      if (typeof data0 == "number" && isFinite(data0)) {
        if (data0 > 999999999999999 || isNaN(data0)) {
          vErrors = noted(vErrors, instancePath + "/session", "must be <= 999999999999999");
          errors++;
        }
        if (data0 < 0 || isNaN(data0)) {
          vErrors = noted(vErrors, instancePath + "/session", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.outage !== void 0 && func0.call(data, "outage")) {
      let data1 = data.outage;
      if (typeof data1 === "string") {
        if (func69(data1) > 128) {
          vErrors = noted(vErrors, instancePath + "/outage", "must NOT have more than 128 characters");
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/outage", "must be string");
        errors++;
      }
    }
    if (data.life !== void 0 && func0.call(data, "life")) {
      let data2 = data.life;
      if (typeof data2 === "string") {
        if (!pattern7.test(data2)) {
          vErrors = noted(vErrors, instancePath + "/life", 'must match pattern "^[0-9a-f]{32}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/life", "must be string");
        errors++;
      }
    }
    if (data.seq !== void 0 && func0.call(data, "seq")) {
      let data3 = data.seq;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        vErrors = noted(vErrors, instancePath + "/seq", "must be integer");
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 > 9007199254740991 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/seq", "must be <= 9007199254740991");
          errors++;
        }
        if (data3 < 0 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/seq", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.line !== void 0 && func0.call(data, "line")) {
      let data4 = data.line;
      if (typeof data4 !== "string") {
        vErrors = noted(vErrors, instancePath + "/line", "must be string");
        errors++;
      }
      if (!(data4 === "ob" || data4 === "ol")) {
        vErrors = noted(vErrors, instancePath + "/line", "must be equal to one of the allowed values");
        errors++;
      }
    }
    if (data.runtimeS !== void 0 && func0.call(data, "runtimeS")) {
      let data5 = data.runtimeS;
      if (typeof data5 == "number" && isFinite(data5)) {
        if (data5 < 0 || isNaN(data5)) {
          vErrors = noted(vErrors, instancePath + "/runtimeS", "must be >= 0");
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/runtimeS", "must be number");
        errors++;
      }
    }
    if (data.stopBudgetS !== void 0 && func0.call(data, "stopBudgetS")) {
      let data6 = data.stopBudgetS;
      if (typeof data6 == "number" && isFinite(data6)) {
        if (data6 < 0 || isNaN(data6)) {
          vErrors = noted(vErrors, instancePath + "/stopBudgetS", "must be >= 0");
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/stopBudgetS", "must be number");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate35.errors = vErrors;
  return errors === 0;
}
validate35.evaluated = { "props": { "session": true, "outage": true, "life": true, "seq": true, "line": true, "runtimeS": true, "stopBudgetS": true }, "dynamicProps": false, "dynamicItems": false };
var power_run = validate36;
function validate36(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate36.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.run === void 0 || !func0.call(data, "run")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'run'");
      errors++;
    }
    if (data.kind === void 0 || !func0.call(data, "kind")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'kind'");
      errors++;
    }
    if (data.isDryRun === void 0 || !func0.call(data, "isDryRun")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'isDryRun'");
      errors++;
    }
    if (data.key === void 0 || !func0.call(data, "key")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'key'");
      errors++;
    }
    if (data.reason === void 0 || !func0.call(data, "reason")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'reason'");
      errors++;
    }
    if (data.scope === void 0 || !func0.call(data, "scope")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'scope'");
      errors++;
    }
    if (data.told === void 0 || !func0.call(data, "told")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'told'");
      errors++;
    }
    if (data.phase === void 0 || !func0.call(data, "phase")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'phase'");
      errors++;
    }
    if (data.session === void 0 || !func0.call(data, "session")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'session'");
      errors++;
    }
    if (data.seq === void 0 || !func0.call(data, "seq")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'seq'");
      errors++;
    }
    if (data.at === void 0 || !func0.call(data, "at")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'at'");
      errors++;
    }
    if (data.stages === void 0 || !func0.call(data, "stages")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'stages'");
      errors++;
    }
    if (data.run !== void 0 && func0.call(data, "run")) {
      let data0 = data.run;
      if (!(typeof data0 == "number" && (!(data0 % 1) && !isNaN(data0)) && isFinite(data0))) {
        vErrors = noted(vErrors, instancePath + "/run", "must be integer");
        errors++;
      }
      if (typeof data0 == "number" && isFinite(data0)) {
        if (data0 < 1 || isNaN(data0)) {
          vErrors = noted(vErrors, instancePath + "/run", "must be >= 1");
          errors++;
        }
      }
    }
    if (data.kind !== void 0 && func0.call(data, "kind")) {
      let data1 = data.kind;
      if (typeof data1 !== "string") {
        vErrors = noted(vErrors, instancePath + "/kind", "must be string");
        errors++;
      }
      if (!(data1 === "shutdown" || data1 === "startup")) {
        vErrors = noted(vErrors, instancePath + "/kind", "must be equal to one of the allowed values");
        errors++;
      }
    }
    if (data.isDryRun !== void 0 && func0.call(data, "isDryRun")) {
      if (typeof data.isDryRun !== "boolean") {
        vErrors = noted(vErrors, instancePath + "/isDryRun", "must be boolean");
        errors++;
      }
    }
    if (data.mode !== void 0 && func0.call(data, "mode")) {
      let data3 = data.mode;
      if (typeof data3 !== "string") {
        vErrors = noted(vErrors, instancePath + "/mode", "must be string");
        errors++;
      }
      if (!(data3 === "cluster-only" || data3 === "poweroff")) {
        vErrors = noted(vErrors, instancePath + "/mode", "must be equal to one of the allowed values");
        errors++;
      }
    }
    if (data.key !== void 0 && func0.call(data, "key")) {
      let data4 = data.key;
      if (typeof data4 === "string") {
        if (func69(data4) > 256) {
          vErrors = noted(vErrors, instancePath + "/key", "must NOT have more than 256 characters");
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/key", "must be string");
        errors++;
      }
    }
    if (data.reason !== void 0 && func0.call(data, "reason")) {
      let data5 = data.reason;
      if (typeof data5 === "string") {
        if (func69(data5) > 1024) {
          vErrors = noted(vErrors, instancePath + "/reason", "must NOT have more than 1024 characters");
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/reason", "must be string");
        errors++;
      }
    }
    if (data.scope !== void 0 && func0.call(data, "scope")) {
      let data6 = data.scope;
      if (Array.isArray(data6)) {
        if (data6.length > 1e4) {
          vErrors = noted(vErrors, instancePath + "/scope", "must NOT have more than 10000 items");
          errors++;
        }
        const len0 = data6.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data7 = data6[i0];
          if (typeof data7 === "string") {
            if (!pattern16.test(data7)) {
              vErrors = noted(vErrors, instancePath + "/scope/" + i0, 'must match pattern "^[A-Za-z0-9._-]{1,63}$"');
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/scope/" + i0, "must be string");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/scope", "must be array");
        errors++;
      }
    }
    if (data.told !== void 0 && func0.call(data, "told")) {
      let data8 = data.told;
      if (Array.isArray(data8)) {
        if (data8.length > 1e4) {
          vErrors = noted(vErrors, instancePath + "/told", "must NOT have more than 10000 items");
          errors++;
        }
        const len1 = data8.length;
        for (let i1 = 0; i1 < len1; i1++) {
          let data9 = data8[i1];
          if (typeof data9 === "string") {
            if (!pattern16.test(data9)) {
              vErrors = noted(vErrors, instancePath + "/told/" + i1, 'must match pattern "^[A-Za-z0-9._-]{1,63}$"');
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/told/" + i1, "must be string");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/told", "must be array");
        errors++;
      }
    }
    if (data.phase !== void 0 && func0.call(data, "phase")) {
      let data10 = data.phase;
      if (typeof data10 !== "string") {
        vErrors = noted(vErrors, instancePath + "/phase", "must be string");
        errors++;
      }
      if (!(data10 === "planned" || data10 === "running" || data10 === "powering-off" || data10 === "holding" || data10 === "self-off" || data10 === "done" || data10 === "failed" || data10 === "cancelled")) {
        vErrors = noted(vErrors, instancePath + "/phase", "must be equal to one of the allowed values");
        errors++;
      }
    }
    if (data.session !== void 0 && func0.call(data, "session")) {
      let data11 = data.session;
      if (typeof data11 === "string") {
        if (!pattern7.test(data11)) {
          vErrors = noted(vErrors, instancePath + "/session", 'must match pattern "^[0-9a-f]{32}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/session", "must be string");
        errors++;
      }
    }
    if (data.seq !== void 0 && func0.call(data, "seq")) {
      let data12 = data.seq;
      if (!(typeof data12 == "number" && (!(data12 % 1) && !isNaN(data12)) && isFinite(data12))) {
        vErrors = noted(vErrors, instancePath + "/seq", "must be integer");
        errors++;
      }
      if (typeof data12 == "number" && isFinite(data12)) {
        if (data12 > 9007199254740991 || isNaN(data12)) {
          vErrors = noted(vErrors, instancePath + "/seq", "must be <= 9007199254740991");
          errors++;
        }
        if (data12 < 0 || isNaN(data12)) {
          vErrors = noted(vErrors, instancePath + "/seq", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.at !== void 0 && func0.call(data, "at")) {
      let data13 = data.at;
      if (!(typeof data13 == "number" && (!(data13 % 1) && !isNaN(data13)) && isFinite(data13))) {
        vErrors = noted(vErrors, instancePath + "/at", "must be integer");
        errors++;
      }
      if (typeof data13 == "number" && isFinite(data13)) {
        if (data13 > 253402300799999 || isNaN(data13)) {
          vErrors = noted(vErrors, instancePath + "/at", "must be <= 253402300799999");
          errors++;
        }
        if (data13 < 0 || isNaN(data13)) {
          vErrors = noted(vErrors, instancePath + "/at", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.startedAt !== void 0 && func0.call(data, "startedAt")) {
      let data14 = data.startedAt;
      if (!(typeof data14 == "number" && (!(data14 % 1) && !isNaN(data14)) && isFinite(data14))) {
        vErrors = noted(vErrors, instancePath + "/startedAt", "must be integer");
        errors++;
      }
      if (typeof data14 == "number" && isFinite(data14)) {
        if (data14 > 253402300799999 || isNaN(data14)) {
          vErrors = noted(vErrors, instancePath + "/startedAt", "must be <= 253402300799999");
          errors++;
        }
        if (data14 < 0 || isNaN(data14)) {
          vErrors = noted(vErrors, instancePath + "/startedAt", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.stages !== void 0 && func0.call(data, "stages")) {
      let data15 = data.stages;
      if (Array.isArray(data15)) {
        if (data15.length > 256) {
          vErrors = noted(vErrors, instancePath + "/stages", "must NOT have more than 256 items");
          errors++;
        }
        const len2 = data15.length;
        for (let i2 = 0; i2 < len2; i2++) {
          let data16 = data15[i2];
          if (data16 && typeof data16 == "object" && !Array.isArray(data16)) {
            if (data16.name === void 0 || !func0.call(data16, "name")) {
              vErrors = noted(vErrors, instancePath + "/stages/" + i2, "must have required property 'name'");
              errors++;
            }
            if (data16.steps === void 0 || !func0.call(data16, "steps")) {
              vErrors = noted(vErrors, instancePath + "/stages/" + i2, "must have required property 'steps'");
              errors++;
            }
            if (data16.name !== void 0 && func0.call(data16, "name")) {
              let data17 = data16.name;
              if (typeof data17 === "string") {
                if (func69(data17) > 128) {
                  vErrors = noted(vErrors, instancePath + "/stages/" + i2 + "/name", "must NOT have more than 128 characters");
                  errors++;
                }
              } else {
                vErrors = noted(vErrors, instancePath + "/stages/" + i2 + "/name", "must be string");
                errors++;
              }
            }
            if (data16.steps !== void 0 && func0.call(data16, "steps")) {
              let data18 = data16.steps;
              if (Array.isArray(data18)) {
                if (data18.length > 1e4) {
                  vErrors = noted(vErrors, instancePath + "/stages/" + i2 + "/steps", "must NOT have more than 10000 items");
                  errors++;
                }
                const len3 = data18.length;
                for (let i3 = 0; i3 < len3; i3++) {
                  let data19 = data18[i3];
                  if (data19 && typeof data19 == "object" && !Array.isArray(data19)) {
                    if (data19.id === void 0 || !func0.call(data19, "id")) {
                      vErrors = noted(vErrors, instancePath + "/stages/" + i2 + "/steps/" + i3, "must have required property 'id'");
                      errors++;
                    }
                    if (data19.text === void 0 || !func0.call(data19, "text")) {
                      vErrors = noted(vErrors, instancePath + "/stages/" + i2 + "/steps/" + i3, "must have required property 'text'");
                      errors++;
                    }
                    if (data19.state === void 0 || !func0.call(data19, "state")) {
                      vErrors = noted(vErrors, instancePath + "/stages/" + i2 + "/steps/" + i3, "must have required property 'state'");
                      errors++;
                    }
                    if (data19.id !== void 0 && func0.call(data19, "id")) {
                      let data20 = data19.id;
                      if (typeof data20 === "string") {
                        if (func69(data20) > 128) {
                          vErrors = noted(vErrors, instancePath + "/stages/" + i2 + "/steps/" + i3 + "/id", "must NOT have more than 128 characters");
                          errors++;
                        }
                      } else {
                        vErrors = noted(vErrors, instancePath + "/stages/" + i2 + "/steps/" + i3 + "/id", "must be string");
                        errors++;
                      }
                    }
                    if (data19.text !== void 0 && func0.call(data19, "text")) {
                      let data21 = data19.text;
                      if (typeof data21 === "string") {
                        if (func69(data21) > 1024) {
                          vErrors = noted(vErrors, instancePath + "/stages/" + i2 + "/steps/" + i3 + "/text", "must NOT have more than 1024 characters");
                          errors++;
                        }
                      } else {
                        vErrors = noted(vErrors, instancePath + "/stages/" + i2 + "/steps/" + i3 + "/text", "must be string");
                        errors++;
                      }
                    }
                    if (data19.node !== void 0 && func0.call(data19, "node")) {
                      let data22 = data19.node;
                      if (typeof data22 === "string") {
                        if (!pattern16.test(data22)) {
                          vErrors = noted(vErrors, instancePath + "/stages/" + i2 + "/steps/" + i3 + "/node", 'must match pattern "^[A-Za-z0-9._-]{1,63}$"');
                          errors++;
                        }
                      } else {
                        vErrors = noted(vErrors, instancePath + "/stages/" + i2 + "/steps/" + i3 + "/node", "must be string");
                        errors++;
                      }
                    }
                    if (data19.state !== void 0 && func0.call(data19, "state")) {
                      let data23 = data19.state;
                      if (typeof data23 !== "string") {
                        vErrors = noted(vErrors, instancePath + "/stages/" + i2 + "/steps/" + i3 + "/state", "must be string");
                        errors++;
                      }
                      if (!(data23 === "planned" || data23 === "started" || data23 === "done" || data23 === "failed" || data23 === "skipped" || data23 === "would-do")) {
                        vErrors = noted(vErrors, instancePath + "/stages/" + i2 + "/steps/" + i3 + "/state", "must be equal to one of the allowed values");
                        errors++;
                      }
                    }
                    if (data19.estimateS !== void 0 && func0.call(data19, "estimateS")) {
                      let data24 = data19.estimateS;
                      if (typeof data24 == "number" && isFinite(data24)) {
                        if (data24 < 0 || isNaN(data24)) {
                          vErrors = noted(vErrors, instancePath + "/stages/" + i2 + "/steps/" + i3 + "/estimateS", "must be >= 0");
                          errors++;
                        }
                      } else {
                        vErrors = noted(vErrors, instancePath + "/stages/" + i2 + "/steps/" + i3 + "/estimateS", "must be number");
                        errors++;
                      }
                    }
                    if (data19.tookS !== void 0 && func0.call(data19, "tookS")) {
                      let data25 = data19.tookS;
                      if (typeof data25 == "number" && isFinite(data25)) {
                        if (data25 < 0 || isNaN(data25)) {
                          vErrors = noted(vErrors, instancePath + "/stages/" + i2 + "/steps/" + i3 + "/tookS", "must be >= 0");
                          errors++;
                        }
                      } else {
                        vErrors = noted(vErrors, instancePath + "/stages/" + i2 + "/steps/" + i3 + "/tookS", "must be number");
                        errors++;
                      }
                    }
                    if (data19.detail !== void 0 && func0.call(data19, "detail")) {
                      let data26 = data19.detail;
                      if (typeof data26 === "string") {
                        if (func69(data26) > 1024) {
                          vErrors = noted(vErrors, instancePath + "/stages/" + i2 + "/steps/" + i3 + "/detail", "must NOT have more than 1024 characters");
                          errors++;
                        }
                      } else {
                        vErrors = noted(vErrors, instancePath + "/stages/" + i2 + "/steps/" + i3 + "/detail", "must be string");
                        errors++;
                      }
                    }
                  } else {
                    vErrors = noted(vErrors, instancePath + "/stages/" + i2 + "/steps/" + i3, "must be object");
                    errors++;
                  }
                }
              } else {
                vErrors = noted(vErrors, instancePath + "/stages/" + i2 + "/steps", "must be array");
                errors++;
              }
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/stages/" + i2, "must be object");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/stages", "must be array");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate36.errors = vErrors;
  return errors === 0;
}
validate36.evaluated = { "props": { "run": true, "kind": true, "isDryRun": true, "mode": true, "key": true, "reason": true, "scope": true, "told": true, "phase": true, "session": true, "seq": true, "at": true, "startedAt": true, "stages": true }, "dynamicProps": false, "dynamicItems": false };
var power_state = validate37;
var pattern31 = new RegExp("^[0-9a-f]{16}$", "u");
var pattern34 = new RegExp("^[!-~]{1,32}$", "u");
function validate37(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
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
    if (data.host === void 0 || !func0.call(data, "host")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'host'");
      errors++;
    }
    if (data.role === void 0 || !func0.call(data, "role")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'role'");
      errors++;
    }
    if (data.session === void 0 || !func0.call(data, "session")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'session'");
      errors++;
    }
    if (data.seq === void 0 || !func0.call(data, "seq")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'seq'");
      errors++;
    }
    if (data.at === void 0 || !func0.call(data, "at")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'at'");
      errors++;
    }
    if (data.condition === void 0 || !func0.call(data, "condition")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'condition'");
      errors++;
    }
    if (data.phase === void 0 || !func0.call(data, "phase")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'phase'");
      errors++;
    }
    if (data.reasons === void 0 || !func0.call(data, "reasons")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'reasons'");
      errors++;
    }
    if (data.upses === void 0 || !func0.call(data, "upses")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'upses'");
      errors++;
    }
    if (data.alarms === void 0 || !func0.call(data, "alarms")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'alarms'");
      errors++;
    }
    if (data.peers === void 0 || !func0.call(data, "peers")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'peers'");
      errors++;
    }
    if (data.startGate === void 0 || !func0.call(data, "startGate")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'startGate'");
      errors++;
    }
    if (data.host !== void 0 && func0.call(data, "host")) {
      let data0 = data.host;
      if (typeof data0 === "string") {
        if (!pattern16.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/host", 'must match pattern "^[A-Za-z0-9._-]{1,63}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/host", "must be string");
        errors++;
      }
    }
    if (data.role !== void 0 && func0.call(data, "role")) {
      let data1 = data.role;
      if (typeof data1 !== "string") {
        vErrors = noted(vErrors, instancePath + "/role", "must be string");
        errors++;
      }
      if (!(data1 === "coordinator" || data1 === "peer")) {
        vErrors = noted(vErrors, instancePath + "/role", "must be equal to one of the allowed values");
        errors++;
      }
    }
    if (data.session !== void 0 && func0.call(data, "session")) {
      let data2 = data.session;
      if (typeof data2 === "string") {
        if (!pattern7.test(data2)) {
          vErrors = noted(vErrors, instancePath + "/session", 'must match pattern "^[0-9a-f]{32}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/session", "must be string");
        errors++;
      }
    }
    if (data.seq !== void 0 && func0.call(data, "seq")) {
      let data3 = data.seq;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        vErrors = noted(vErrors, instancePath + "/seq", "must be integer");
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 > 9007199254740991 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/seq", "must be <= 9007199254740991");
          errors++;
        }
        if (data3 < 0 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/seq", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.at !== void 0 && func0.call(data, "at")) {
      let data4 = data.at;
      if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
        vErrors = noted(vErrors, instancePath + "/at", "must be integer");
        errors++;
      }
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 253402300799999 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/at", "must be <= 253402300799999");
          errors++;
        }
        if (data4 < 0 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/at", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.version !== void 0 && func0.call(data, "version")) {
      let data5 = data.version;
      if (typeof data5 === "string") {
        if (func69(data5) > 64) {
          vErrors = noted(vErrors, instancePath + "/version", "must NOT have more than 64 characters");
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/version", "must be string");
        errors++;
      }
    }
    if (data.configHash !== void 0 && func0.call(data, "configHash")) {
      let data6 = data.configHash;
      if (typeof data6 === "string") {
        if (!pattern31.test(data6)) {
          vErrors = noted(vErrors, instancePath + "/configHash", 'must match pattern "^[0-9a-f]{16}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/configHash", "must be string");
        errors++;
      }
    }
    if (data.condition !== void 0 && func0.call(data, "condition")) {
      let data7 = data.condition;
      if (typeof data7 !== "string") {
        vErrors = noted(vErrors, instancePath + "/condition", "must be string");
        errors++;
      }
      if (!(data7 === "normal" || data7 === "degraded" || data7 === "on-battery" || data7 === "shutting-down")) {
        vErrors = noted(vErrors, instancePath + "/condition", "must be equal to one of the allowed values");
        errors++;
      }
    }
    if (data.phase !== void 0 && func0.call(data, "phase")) {
      let data8 = data.phase;
      if (typeof data8 !== "string") {
        vErrors = noted(vErrors, instancePath + "/phase", "must be string");
        errors++;
      }
      if (!(data8 === "watching" || data8 === "running" || data8 === "powering-off" || data8 === "holding" || data8 === "self-off")) {
        vErrors = noted(vErrors, instancePath + "/phase", "must be equal to one of the allowed values");
        errors++;
      }
    }
    if (data.reasons !== void 0 && func0.call(data, "reasons")) {
      let data9 = data.reasons;
      if (Array.isArray(data9)) {
        if (data9.length > 64) {
          vErrors = noted(vErrors, instancePath + "/reasons", "must NOT have more than 64 items");
          errors++;
        }
        const len0 = data9.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data10 = data9[i0];
          if (typeof data10 === "string") {
            if (func69(data10) > 1024) {
              vErrors = noted(vErrors, instancePath + "/reasons/" + i0, "must NOT have more than 1024 characters");
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/reasons/" + i0, "must be string");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/reasons", "must be array");
        errors++;
      }
    }
    if (data.upses !== void 0 && func0.call(data, "upses")) {
      let data11 = data.upses;
      if (Array.isArray(data11)) {
        if (data11.length > 64) {
          vErrors = noted(vErrors, instancePath + "/upses", "must NOT have more than 64 items");
          errors++;
        }
        const len1 = data11.length;
        for (let i1 = 0; i1 < len1; i1++) {
          let data12 = data11[i1];
          if (data12 && typeof data12 == "object" && !Array.isArray(data12)) {
            if (data12.ups === void 0 || !func0.call(data12, "ups")) {
              vErrors = noted(vErrors, instancePath + "/upses/" + i1, "must have required property 'ups'");
              errors++;
            }
            if (data12.host === void 0 || !func0.call(data12, "host")) {
              vErrors = noted(vErrors, instancePath + "/upses/" + i1, "must have required property 'host'");
              errors++;
            }
            if (data12.comms === void 0 || !func0.call(data12, "comms")) {
              vErrors = noted(vErrors, instancePath + "/upses/" + i1, "must have required property 'comms'");
              errors++;
            }
            if (data12.line === void 0 || !func0.call(data12, "line")) {
              vErrors = noted(vErrors, instancePath + "/upses/" + i1, "must have required property 'line'");
              errors++;
            }
            if (data12.flags === void 0 || !func0.call(data12, "flags")) {
              vErrors = noted(vErrors, instancePath + "/upses/" + i1, "must have required property 'flags'");
              errors++;
            }
            if (data12.row === void 0 || !func0.call(data12, "row")) {
              vErrors = noted(vErrors, instancePath + "/upses/" + i1, "must have required property 'row'");
              errors++;
            }
            if (data12.verdict === void 0 || !func0.call(data12, "verdict")) {
              vErrors = noted(vErrors, instancePath + "/upses/" + i1, "must have required property 'verdict'");
              errors++;
            }
            if (data12.why === void 0 || !func0.call(data12, "why")) {
              vErrors = noted(vErrors, instancePath + "/upses/" + i1, "must have required property 'why'");
              errors++;
            }
            if (data12.thresholdS === void 0 || !func0.call(data12, "thresholdS")) {
              vErrors = noted(vErrors, instancePath + "/upses/" + i1, "must have required property 'thresholdS'");
              errors++;
            }
            if (data12.budgetS === void 0 || !func0.call(data12, "budgetS")) {
              vErrors = noted(vErrors, instancePath + "/upses/" + i1, "must have required property 'budgetS'");
              errors++;
            }
            if (data12.budgetSource === void 0 || !func0.call(data12, "budgetSource")) {
              vErrors = noted(vErrors, instancePath + "/upses/" + i1, "must have required property 'budgetSource'");
              errors++;
            }
            if (data12.bad === void 0 || !func0.call(data12, "bad")) {
              vErrors = noted(vErrors, instancePath + "/upses/" + i1, "must have required property 'bad'");
              errors++;
            }
            if (data12.debouncePolls === void 0 || !func0.call(data12, "debouncePolls")) {
              vErrors = noted(vErrors, instancePath + "/upses/" + i1, "must have required property 'debouncePolls'");
              errors++;
            }
            if (data12.outage === void 0 || !func0.call(data12, "outage")) {
              vErrors = noted(vErrors, instancePath + "/upses/" + i1, "must have required property 'outage'");
              errors++;
            }
            if (data12.fired === void 0 || !func0.call(data12, "fired")) {
              vErrors = noted(vErrors, instancePath + "/upses/" + i1, "must have required property 'fired'");
              errors++;
            }
            if (data12.ups !== void 0 && func0.call(data12, "ups")) {
              let data13 = data12.ups;
              if (typeof data13 === "string") {
                if (!pattern16.test(data13)) {
                  vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/ups", 'must match pattern "^[A-Za-z0-9._-]{1,63}$"');
                  errors++;
                }
              } else {
                vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/ups", "must be string");
                errors++;
              }
            }
            if (data12.host !== void 0 && func0.call(data12, "host")) {
              let data14 = data12.host;
              if (typeof data14 === "string") {
                if (!pattern16.test(data14)) {
                  vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/host", 'must match pattern "^[A-Za-z0-9._-]{1,63}$"');
                  errors++;
                }
              } else {
                vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/host", "must be string");
                errors++;
              }
            }
            if (data12.comms !== void 0 && func0.call(data12, "comms")) {
              let data15 = data12.comms;
              if (typeof data15 === "string") {
                if (func69(data15) > 32) {
                  vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/comms", "must NOT have more than 32 characters");
                  errors++;
                }
              } else {
                vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/comms", "must be string");
                errors++;
              }
            }
            if (data12.line !== void 0 && func0.call(data12, "line")) {
              let data16 = data12.line;
              if (typeof data16 !== "string") {
                vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/line", "must be string");
                errors++;
              }
              if (!(data16 === "unknown" || data16 === "ol" || data16 === "ob")) {
                vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/line", "must be equal to one of the allowed values");
                errors++;
              }
            }
            if (data12.flags !== void 0 && func0.call(data12, "flags")) {
              let data17 = data12.flags;
              if (Array.isArray(data17)) {
                if (data17.length > 32) {
                  vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/flags", "must NOT have more than 32 items");
                  errors++;
                }
                const len2 = data17.length;
                for (let i2 = 0; i2 < len2; i2++) {
                  let data18 = data17[i2];
                  if (typeof data18 === "string") {
                    if (!pattern34.test(data18)) {
                      vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/flags/" + i2, 'must match pattern "^[!-~]{1,32}$"');
                      errors++;
                    }
                  } else {
                    vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/flags/" + i2, "must be string");
                    errors++;
                  }
                }
              } else {
                vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/flags", "must be array");
                errors++;
              }
            }
            if (data12.ageMs !== void 0 && func0.call(data12, "ageMs")) {
              let data19 = data12.ageMs;
              if (!(typeof data19 == "number" && (!(data19 % 1) && !isNaN(data19)) && isFinite(data19))) {
                vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/ageMs", "must be integer");
                errors++;
              }
              if (typeof data19 == "number" && isFinite(data19)) {
                if (data19 < 0 || isNaN(data19)) {
                  vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/ageMs", "must be >= 0");
                  errors++;
                }
              }
            }
            if (data12.runtimeS !== void 0 && func0.call(data12, "runtimeS")) {
              let data20 = data12.runtimeS;
              if (typeof data20 == "number" && isFinite(data20)) {
                if (data20 < 0 || isNaN(data20)) {
                  vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/runtimeS", "must be >= 0");
                  errors++;
                }
              } else {
                vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/runtimeS", "must be number");
                errors++;
              }
            }
            if (data12.runtimeLeftS !== void 0 && func0.call(data12, "runtimeLeftS")) {
              let data21 = data12.runtimeLeftS;
              if (typeof data21 == "number" && isFinite(data21)) {
                if (data21 < 0 || isNaN(data21)) {
                  vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/runtimeLeftS", "must be >= 0");
                  errors++;
                }
              } else {
                vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/runtimeLeftS", "must be number");
                errors++;
              }
            }
            if (data12.chargePercent !== void 0 && func0.call(data12, "chargePercent")) {
              let data22 = data12.chargePercent;
              if (typeof data22 == "number" && isFinite(data22)) {
                if (data22 < 0 || isNaN(data22)) {
                  vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/chargePercent", "must be >= 0");
                  errors++;
                }
              } else {
                vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/chargePercent", "must be number");
                errors++;
              }
            }
            if (data12.loadPercent !== void 0 && func0.call(data12, "loadPercent")) {
              let data23 = data12.loadPercent;
              if (typeof data23 == "number" && isFinite(data23)) {
                if (data23 < 0 || isNaN(data23)) {
                  vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/loadPercent", "must be >= 0");
                  errors++;
                }
              } else {
                vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/loadPercent", "must be number");
                errors++;
              }
            }
            if (data12.row !== void 0 && func0.call(data12, "row")) {
              let data24 = data12.row;
              if (!(typeof data24 == "number" && (!(data24 % 1) && !isNaN(data24)) && isFinite(data24))) {
                vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/row", "must be integer");
                errors++;
              }
              if (typeof data24 == "number" && isFinite(data24)) {
                if (data24 > 12 || isNaN(data24)) {
                  vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/row", "must be <= 12");
                  errors++;
                }
                if (data24 < 0 || isNaN(data24)) {
                  vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/row", "must be >= 0");
                  errors++;
                }
              }
            }
            if (data12.verdict !== void 0 && func0.call(data12, "verdict")) {
              let data25 = data12.verdict;
              if (typeof data25 !== "string") {
                vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/verdict", "must be string");
                errors++;
              }
              if (!(data25 === "unknown" || data25 === "fire" || data25 === "latched" || data25 === "blind" || data25 === "suspect" || data25 === "counting-down" || data25 === "normal" || data25 === "off" || data25 === "testing" || data25 === "counting" || data25 === "watching")) {
                vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/verdict", "must be equal to one of the allowed values");
                errors++;
              }
            }
            if (data12.why !== void 0 && func0.call(data12, "why")) {
              let data26 = data12.why;
              if (typeof data26 === "string") {
                if (func69(data26) > 1024) {
                  vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/why", "must NOT have more than 1024 characters");
                  errors++;
                }
              } else {
                vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/why", "must be string");
                errors++;
              }
            }
            if (data12.thresholdS !== void 0 && func0.call(data12, "thresholdS")) {
              let data27 = data12.thresholdS;
              if (typeof data27 == "number" && isFinite(data27)) {
                if (data27 < 0 || isNaN(data27)) {
                  vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/thresholdS", "must be >= 0");
                  errors++;
                }
              } else {
                vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/thresholdS", "must be number");
                errors++;
              }
            }
            if (data12.budgetS !== void 0 && func0.call(data12, "budgetS")) {
              let data28 = data12.budgetS;
              if (typeof data28 == "number" && isFinite(data28)) {
                if (data28 < 0 || isNaN(data28)) {
                  vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/budgetS", "must be >= 0");
                  errors++;
                }
              } else {
                vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/budgetS", "must be number");
                errors++;
              }
            }
            if (data12.budgetSource !== void 0 && func0.call(data12, "budgetSource")) {
              let data29 = data12.budgetSource;
              if (typeof data29 !== "string") {
                vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/budgetSource", "must be string");
                errors++;
              }
              if (!(data29 === "default" || data29 === "runs" || data29 === "minimum")) {
                vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/budgetSource", "must be equal to one of the allowed values");
                errors++;
              }
            }
            if (data12.budgetRuns !== void 0 && func0.call(data12, "budgetRuns")) {
              let data30 = data12.budgetRuns;
              if (!(typeof data30 == "number" && (!(data30 % 1) && !isNaN(data30)) && isFinite(data30))) {
                vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/budgetRuns", "must be integer");
                errors++;
              }
              if (typeof data30 == "number" && isFinite(data30)) {
                if (data30 < 0 || isNaN(data30)) {
                  vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/budgetRuns", "must be >= 0");
                  errors++;
                }
              }
            }
            if (data12.feasible !== void 0 && func0.call(data12, "feasible")) {
              if (typeof data12.feasible !== "boolean") {
                vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/feasible", "must be boolean");
                errors++;
              }
            }
            if (data12.bad !== void 0 && func0.call(data12, "bad")) {
              let data32 = data12.bad;
              if (!(typeof data32 == "number" && (!(data32 % 1) && !isNaN(data32)) && isFinite(data32))) {
                vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/bad", "must be integer");
                errors++;
              }
              if (typeof data32 == "number" && isFinite(data32)) {
                if (data32 < 0 || isNaN(data32)) {
                  vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/bad", "must be >= 0");
                  errors++;
                }
              }
            }
            if (data12.debouncePolls !== void 0 && func0.call(data12, "debouncePolls")) {
              let data33 = data12.debouncePolls;
              if (!(typeof data33 == "number" && (!(data33 % 1) && !isNaN(data33)) && isFinite(data33))) {
                vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/debouncePolls", "must be integer");
                errors++;
              }
              if (typeof data33 == "number" && isFinite(data33)) {
                if (data33 < 1 || isNaN(data33)) {
                  vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/debouncePolls", "must be >= 1");
                  errors++;
                }
              }
            }
            if (data12.onBatteryS !== void 0 && func0.call(data12, "onBatteryS")) {
              let data34 = data12.onBatteryS;
              if (typeof data34 == "number" && isFinite(data34)) {
                if (data34 < 0 || isNaN(data34)) {
                  vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/onBatteryS", "must be >= 0");
                  errors++;
                }
              } else {
                vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/onBatteryS", "must be number");
                errors++;
              }
            }
            if (data12.outage !== void 0 && func0.call(data12, "outage")) {
              let data35 = data12.outage;
              if (!(typeof data35 == "number" && (!(data35 % 1) && !isNaN(data35)) && isFinite(data35))) {
                vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/outage", "must be integer");
                errors++;
              }
              if (typeof data35 == "number" && isFinite(data35)) {
                if (data35 < 0 || isNaN(data35)) {
                  vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/outage", "must be >= 0");
                  errors++;
                }
              }
            }
            if (data12.fired !== void 0 && func0.call(data12, "fired")) {
              if (typeof data12.fired !== "boolean") {
                vErrors = noted(vErrors, instancePath + "/upses/" + i1 + "/fired", "must be boolean");
                errors++;
              }
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/upses/" + i1, "must be object");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/upses", "must be array");
        errors++;
      }
    }
    if (data.alarms !== void 0 && func0.call(data, "alarms")) {
      let data37 = data.alarms;
      if (Array.isArray(data37)) {
        if (data37.length > 128) {
          vErrors = noted(vErrors, instancePath + "/alarms", "must NOT have more than 128 items");
          errors++;
        }
        const len3 = data37.length;
        for (let i3 = 0; i3 < len3; i3++) {
          let data38 = data37[i3];
          if (data38 && typeof data38 == "object" && !Array.isArray(data38)) {
            if (data38.id === void 0 || !func0.call(data38, "id")) {
              vErrors = noted(vErrors, instancePath + "/alarms/" + i3, "must have required property 'id'");
              errors++;
            }
            if (data38.severity === void 0 || !func0.call(data38, "severity")) {
              vErrors = noted(vErrors, instancePath + "/alarms/" + i3, "must have required property 'severity'");
              errors++;
            }
            if (data38.text === void 0 || !func0.call(data38, "text")) {
              vErrors = noted(vErrors, instancePath + "/alarms/" + i3, "must have required property 'text'");
              errors++;
            }
            if (data38.id !== void 0 && func0.call(data38, "id")) {
              let data39 = data38.id;
              if (typeof data39 === "string") {
                if (func69(data39) > 256) {
                  vErrors = noted(vErrors, instancePath + "/alarms/" + i3 + "/id", "must NOT have more than 256 characters");
                  errors++;
                }
              } else {
                vErrors = noted(vErrors, instancePath + "/alarms/" + i3 + "/id", "must be string");
                errors++;
              }
            }
            if (data38.severity !== void 0 && func0.call(data38, "severity")) {
              let data40 = data38.severity;
              if (typeof data40 !== "string") {
                vErrors = noted(vErrors, instancePath + "/alarms/" + i3 + "/severity", "must be string");
                errors++;
              }
              if (!(data40 === "info" || data40 === "warning" || data40 === "critical")) {
                vErrors = noted(vErrors, instancePath + "/alarms/" + i3 + "/severity", "must be equal to one of the allowed values");
                errors++;
              }
            }
            if (data38.text !== void 0 && func0.call(data38, "text")) {
              let data41 = data38.text;
              if (typeof data41 === "string") {
                if (func69(data41) > 1024) {
                  vErrors = noted(vErrors, instancePath + "/alarms/" + i3 + "/text", "must NOT have more than 1024 characters");
                  errors++;
                }
              } else {
                vErrors = noted(vErrors, instancePath + "/alarms/" + i3 + "/text", "must be string");
                errors++;
              }
            }
            if (data38.sinceMs !== void 0 && func0.call(data38, "sinceMs")) {
              let data42 = data38.sinceMs;
              if (!(typeof data42 == "number" && (!(data42 % 1) && !isNaN(data42)) && isFinite(data42))) {
                vErrors = noted(vErrors, instancePath + "/alarms/" + i3 + "/sinceMs", "must be integer");
                errors++;
              }
              if (typeof data42 == "number" && isFinite(data42)) {
                if (data42 < 0 || isNaN(data42)) {
                  vErrors = noted(vErrors, instancePath + "/alarms/" + i3 + "/sinceMs", "must be >= 0");
                  errors++;
                }
              }
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/alarms/" + i3, "must be object");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/alarms", "must be array");
        errors++;
      }
    }
    if (data.peers !== void 0 && func0.call(data, "peers")) {
      let data43 = data.peers;
      if (Array.isArray(data43)) {
        if (data43.length > 64) {
          vErrors = noted(vErrors, instancePath + "/peers", "must NOT have more than 64 items");
          errors++;
        }
        const len4 = data43.length;
        for (let i4 = 0; i4 < len4; i4++) {
          let data44 = data43[i4];
          if (data44 && typeof data44 == "object" && !Array.isArray(data44)) {
            if (data44.host === void 0 || !func0.call(data44, "host")) {
              vErrors = noted(vErrors, instancePath + "/peers/" + i4, "must have required property 'host'");
              errors++;
            }
            if (data44.publisher === void 0 || !func0.call(data44, "publisher")) {
              vErrors = noted(vErrors, instancePath + "/peers/" + i4, "must have required property 'publisher'");
              errors++;
            }
            if (data44.host !== void 0 && func0.call(data44, "host")) {
              let data45 = data44.host;
              if (typeof data45 === "string") {
                if (!pattern16.test(data45)) {
                  vErrors = noted(vErrors, instancePath + "/peers/" + i4 + "/host", 'must match pattern "^[A-Za-z0-9._-]{1,63}$"');
                  errors++;
                }
              } else {
                vErrors = noted(vErrors, instancePath + "/peers/" + i4 + "/host", "must be string");
                errors++;
              }
            }
            if (data44.publisher !== void 0 && func0.call(data44, "publisher")) {
              let data46 = data44.publisher;
              if (typeof data46 !== "string") {
                vErrors = noted(vErrors, instancePath + "/peers/" + i4 + "/publisher", "must be string");
                errors++;
              }
              if (!(data46 === "up" || data46 === "down" || data46 === "unknown")) {
                vErrors = noted(vErrors, instancePath + "/peers/" + i4 + "/publisher", "must be equal to one of the allowed values");
                errors++;
              }
            }
            if (data44.ageMs !== void 0 && func0.call(data44, "ageMs")) {
              let data47 = data44.ageMs;
              if (!(typeof data47 == "number" && (!(data47 % 1) && !isNaN(data47)) && isFinite(data47))) {
                vErrors = noted(vErrors, instancePath + "/peers/" + i4 + "/ageMs", "must be integer");
                errors++;
              }
              if (typeof data47 == "number" && isFinite(data47)) {
                if (data47 < 0 || isNaN(data47)) {
                  vErrors = noted(vErrors, instancePath + "/peers/" + i4 + "/ageMs", "must be >= 0");
                  errors++;
                }
              }
            }
            if (data44.configHash !== void 0 && func0.call(data44, "configHash")) {
              let data48 = data44.configHash;
              if (typeof data48 === "string") {
                if (!pattern31.test(data48)) {
                  vErrors = noted(vErrors, instancePath + "/peers/" + i4 + "/configHash", 'must match pattern "^[0-9a-f]{16}$"');
                  errors++;
                }
              } else {
                vErrors = noted(vErrors, instancePath + "/peers/" + i4 + "/configHash", "must be string");
                errors++;
              }
            }
            if (data44.trigger !== void 0 && func0.call(data44, "trigger")) {
              let data49 = data44.trigger;
              if (typeof data49 === "string") {
                if (func69(data49) > 256) {
                  vErrors = noted(vErrors, instancePath + "/peers/" + i4 + "/trigger", "must NOT have more than 256 characters");
                  errors++;
                }
              } else {
                vErrors = noted(vErrors, instancePath + "/peers/" + i4 + "/trigger", "must be string");
                errors++;
              }
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/peers/" + i4, "must be object");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/peers", "must be array");
        errors++;
      }
    }
    if (data.run !== void 0 && func0.call(data, "run")) {
      let data50 = data.run;
      if (!(typeof data50 == "number" && (!(data50 % 1) && !isNaN(data50)) && isFinite(data50))) {
        vErrors = noted(vErrors, instancePath + "/run", "must be integer");
        errors++;
      }
      if (typeof data50 == "number" && isFinite(data50)) {
        if (data50 < 0 || isNaN(data50)) {
          vErrors = noted(vErrors, instancePath + "/run", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.inhibit !== void 0 && func0.call(data, "inhibit")) {
      let data51 = data.inhibit;
      if (data51 && typeof data51 == "object" && !Array.isArray(data51)) {
        if (data51.leftMs === void 0 || !func0.call(data51, "leftMs")) {
          vErrors = noted(vErrors, instancePath + "/inhibit", "must have required property 'leftMs'");
          errors++;
        }
        if (data51.leftMs !== void 0 && func0.call(data51, "leftMs")) {
          let data52 = data51.leftMs;
          if (!(typeof data52 == "number" && (!(data52 % 1) && !isNaN(data52)) && isFinite(data52))) {
            vErrors = noted(vErrors, instancePath + "/inhibit/leftMs", "must be integer");
            errors++;
          }
          if (typeof data52 == "number" && isFinite(data52)) {
            if (data52 < 0 || isNaN(data52)) {
              vErrors = noted(vErrors, instancePath + "/inhibit/leftMs", "must be >= 0");
              errors++;
            }
          }
        }
        if (data51.reason !== void 0 && func0.call(data51, "reason")) {
          let data53 = data51.reason;
          if (typeof data53 === "string") {
            if (func69(data53) > 1024) {
              vErrors = noted(vErrors, instancePath + "/inhibit/reason", "must NOT have more than 1024 characters");
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/inhibit/reason", "must be string");
            errors++;
          }
        }
        if (data51.by !== void 0 && func0.call(data51, "by")) {
          let data54 = data51.by;
          if (typeof data54 === "string") {
            if (func69(data54) > 64) {
              vErrors = noted(vErrors, instancePath + "/inhibit/by", "must NOT have more than 64 characters");
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/inhibit/by", "must be string");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/inhibit", "must be object");
        errors++;
      }
    }
    if (data.startGate !== void 0 && func0.call(data, "startGate")) {
      let data55 = data.startGate;
      if (data55 && typeof data55 == "object" && !Array.isArray(data55)) {
        if (data55.open === void 0 || !func0.call(data55, "open")) {
          vErrors = noted(vErrors, instancePath + "/startGate", "must have required property 'open'");
          errors++;
        }
        if (data55.why === void 0 || !func0.call(data55, "why")) {
          vErrors = noted(vErrors, instancePath + "/startGate", "must have required property 'why'");
          errors++;
        }
        if (data55.open !== void 0 && func0.call(data55, "open")) {
          if (typeof data55.open !== "boolean") {
            vErrors = noted(vErrors, instancePath + "/startGate/open", "must be boolean");
            errors++;
          }
        }
        if (data55.why !== void 0 && func0.call(data55, "why")) {
          let data57 = data55.why;
          if (typeof data57 === "string") {
            if (func69(data57) > 1024) {
              vErrors = noted(vErrors, instancePath + "/startGate/why", "must NOT have more than 1024 characters");
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/startGate/why", "must be string");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/startGate", "must be object");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate37.errors = vErrors;
  return errors === 0;
}
validate37.evaluated = { "props": { "host": true, "role": true, "session": true, "seq": true, "at": true, "version": true, "configHash": true, "condition": true, "phase": true, "reasons": true, "upses": true, "alarms": true, "peers": true, "run": true, "inhibit": true, "startGate": true }, "dynamicProps": false, "dynamicItems": false };
var power_trigger = validate38;
function validate38(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate38.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.id === void 0 || !func0.call(data, "id")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'id'");
      errors++;
    }
    if (data.ups === void 0 || !func0.call(data, "ups")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'ups'");
      errors++;
    }
    if (data.bootId === void 0 || !func0.call(data, "bootId")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'bootId'");
      errors++;
    }
    if (data.outage === void 0 || !func0.call(data, "outage")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'outage'");
      errors++;
    }
    if (data.reason === void 0 || !func0.call(data, "reason")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'reason'");
      errors++;
    }
    if (data.evidence === void 0 || !func0.call(data, "evidence")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'evidence'");
      errors++;
    }
    if (data.at === void 0 || !func0.call(data, "at")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'at'");
      errors++;
    }
    if (data.id !== void 0 && func0.call(data, "id")) {
      let data0 = data.id;
      if (typeof data0 === "string") {
        if (!pattern23.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/id", 'must match pattern "^[A-Za-z0-9._-]{1,63}:[0-9a-f]{32}:[0-9]{1,16}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/id", "must be string");
        errors++;
      }
    }
    if (data.ups !== void 0 && func0.call(data, "ups")) {
      let data1 = data.ups;
      if (typeof data1 === "string") {
        if (!pattern16.test(data1)) {
          vErrors = noted(vErrors, instancePath + "/ups", 'must match pattern "^[A-Za-z0-9._-]{1,63}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/ups", "must be string");
        errors++;
      }
    }
    if (data.bootId !== void 0 && func0.call(data, "bootId")) {
      let data2 = data.bootId;
      if (typeof data2 === "string") {
        if (!pattern7.test(data2)) {
          vErrors = noted(vErrors, instancePath + "/bootId", 'must match pattern "^[0-9a-f]{32}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/bootId", "must be string");
        errors++;
      }
    }
    if (data.outage !== void 0 && func0.call(data, "outage")) {
      let data3 = data.outage;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        vErrors = noted(vErrors, instancePath + "/outage", "must be integer");
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 < 0 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/outage", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.reason !== void 0 && func0.call(data, "reason")) {
      let data4 = data.reason;
      if (typeof data4 === "string") {
        if (func69(data4) > 1024) {
          vErrors = noted(vErrors, instancePath + "/reason", "must NOT have more than 1024 characters");
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/reason", "must be string");
        errors++;
      }
    }
    if (data.evidence !== void 0 && func0.call(data, "evidence")) {
      let data5 = data.evidence;
      if (data5 && typeof data5 == "object" && !Array.isArray(data5)) {
        if (data5.flags === void 0 || !func0.call(data5, "flags")) {
          vErrors = noted(vErrors, instancePath + "/evidence", "must have required property 'flags'");
          errors++;
        }
        if (data5.row === void 0 || !func0.call(data5, "row")) {
          vErrors = noted(vErrors, instancePath + "/evidence", "must have required property 'row'");
          errors++;
        }
        if (data5.flags !== void 0 && func0.call(data5, "flags")) {
          let data6 = data5.flags;
          if (Array.isArray(data6)) {
            if (data6.length > 32) {
              vErrors = noted(vErrors, instancePath + "/evidence/flags", "must NOT have more than 32 items");
              errors++;
            }
            const len0 = data6.length;
            for (let i0 = 0; i0 < len0; i0++) {
              let data7 = data6[i0];
              if (typeof data7 === "string") {
                if (!pattern34.test(data7)) {
                  vErrors = noted(vErrors, instancePath + "/evidence/flags/" + i0, 'must match pattern "^[!-~]{1,32}$"');
                  errors++;
                }
              } else {
                vErrors = noted(vErrors, instancePath + "/evidence/flags/" + i0, "must be string");
                errors++;
              }
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/evidence/flags", "must be array");
            errors++;
          }
        }
        if (data5.runtimeS !== void 0 && func0.call(data5, "runtimeS")) {
          let data8 = data5.runtimeS;
          if (typeof data8 == "number" && isFinite(data8)) {
            if (data8 < 0 || isNaN(data8)) {
              vErrors = noted(vErrors, instancePath + "/evidence/runtimeS", "must be >= 0");
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/evidence/runtimeS", "must be number");
            errors++;
          }
        }
        if (data5.chargePercent !== void 0 && func0.call(data5, "chargePercent")) {
          let data9 = data5.chargePercent;
          if (typeof data9 == "number" && isFinite(data9)) {
            if (data9 < 0 || isNaN(data9)) {
              vErrors = noted(vErrors, instancePath + "/evidence/chargePercent", "must be >= 0");
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/evidence/chargePercent", "must be number");
            errors++;
          }
        }
        if (data5.thresholdS !== void 0 && func0.call(data5, "thresholdS")) {
          let data10 = data5.thresholdS;
          if (typeof data10 == "number" && isFinite(data10)) {
            if (data10 < 0 || isNaN(data10)) {
              vErrors = noted(vErrors, instancePath + "/evidence/thresholdS", "must be >= 0");
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/evidence/thresholdS", "must be number");
            errors++;
          }
        }
        if (data5.onBatteryS !== void 0 && func0.call(data5, "onBatteryS")) {
          let data11 = data5.onBatteryS;
          if (typeof data11 == "number" && isFinite(data11)) {
            if (data11 < 0 || isNaN(data11)) {
              vErrors = noted(vErrors, instancePath + "/evidence/onBatteryS", "must be >= 0");
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/evidence/onBatteryS", "must be number");
            errors++;
          }
        }
        if (data5.row !== void 0 && func0.call(data5, "row")) {
          let data12 = data5.row;
          if (!(typeof data12 == "number" && (!(data12 % 1) && !isNaN(data12)) && isFinite(data12))) {
            vErrors = noted(vErrors, instancePath + "/evidence/row", "must be integer");
            errors++;
          }
          if (typeof data12 == "number" && isFinite(data12)) {
            if (data12 > 12 || isNaN(data12)) {
              vErrors = noted(vErrors, instancePath + "/evidence/row", "must be <= 12");
              errors++;
            }
            if (data12 < 0 || isNaN(data12)) {
              vErrors = noted(vErrors, instancePath + "/evidence/row", "must be >= 0");
              errors++;
            }
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/evidence", "must be object");
        errors++;
      }
    }
    if (data.at !== void 0 && func0.call(data, "at")) {
      let data13 = data.at;
      if (!(typeof data13 == "number" && (!(data13 % 1) && !isNaN(data13)) && isFinite(data13))) {
        vErrors = noted(vErrors, instancePath + "/at", "must be integer");
        errors++;
      }
      if (typeof data13 == "number" && isFinite(data13)) {
        if (data13 > 253402300799999 || isNaN(data13)) {
          vErrors = noted(vErrors, instancePath + "/at", "must be <= 253402300799999");
          errors++;
        }
        if (data13 < 0 || isNaN(data13)) {
          vErrors = noted(vErrors, instancePath + "/at", "must be >= 0");
          errors++;
        }
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate38.errors = vErrors;
  return errors === 0;
}
validate38.evaluated = { "props": { "id": true, "ups": true, "bootId": true, "outage": true, "reason": true, "evidence": true, "at": true }, "dynamicProps": false, "dynamicItems": false };
var proxies = validate39;
var pattern45 = new RegExp("^[A-Za-z0-9:_.\\\\@-]+$", "u");
function validate39(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate39.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.session === void 0 || !func0.call(data, "session")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'session'");
      errors++;
    }
    if (data.seq === void 0 || !func0.call(data, "seq")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'seq'");
      errors++;
    }
    if (data.proxies === void 0 || !func0.call(data, "proxies")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'proxies'");
      errors++;
    }
    if (data.session !== void 0 && func0.call(data, "session")) {
      let data0 = data.session;
      if (!(typeof data0 == "number" && (!(data0 % 1) && !isNaN(data0)) && isFinite(data0))) {
        vErrors = noted(vErrors, instancePath + "/session", "must be integer");
        errors++;
      }
      if (typeof data0 == "number" && isFinite(data0)) {
        if (data0 > 999999999999999 || isNaN(data0)) {
          vErrors = noted(vErrors, instancePath + "/session", "must be <= 999999999999999");
          errors++;
        }
        if (data0 < 0 || isNaN(data0)) {
          vErrors = noted(vErrors, instancePath + "/session", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.seq !== void 0 && func0.call(data, "seq")) {
      let data1 = data.seq;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/seq", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 9007199254740991 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/seq", "must be <= 9007199254740991");
          errors++;
        }
        if (data1 < 0 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/seq", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.proxies !== void 0 && func0.call(data, "proxies")) {
      let data2 = data.proxies;
      if (Array.isArray(data2)) {
        if (data2.length > 500) {
          vErrors = noted(vErrors, instancePath + "/proxies", "must NOT have more than 500 items");
          errors++;
        }
        const len0 = data2.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data3 = data2[i0];
          if (data3 && typeof data3 == "object" && !Array.isArray(data3)) {
            if (data3.id === void 0 || !func0.call(data3, "id")) {
              vErrors = noted(vErrors, instancePath + "/proxies/" + i0, "must have required property 'id'");
              errors++;
            }
            if (data3.name === void 0 || !func0.call(data3, "name")) {
              vErrors = noted(vErrors, instancePath + "/proxies/" + i0, "must have required property 'name'");
              errors++;
            }
            if (data3.active === void 0 || !func0.call(data3, "active")) {
              vErrors = noted(vErrors, instancePath + "/proxies/" + i0, "must have required property 'active'");
              errors++;
            }
            if (data3.id !== void 0 && func0.call(data3, "id")) {
              let data4 = data3.id;
              if (typeof data4 === "string") {
                if (!pattern4.test(data4)) {
                  vErrors = noted(vErrors, instancePath + "/proxies/" + i0 + "/id", 'must match pattern "^[A-Za-z0-9_-]{22,64}$"');
                  errors++;
                }
              } else {
                vErrors = noted(vErrors, instancePath + "/proxies/" + i0 + "/id", "must be string");
                errors++;
              }
            }
            if (data3.name !== void 0 && func0.call(data3, "name")) {
              let data5 = data3.name;
              if (typeof data5 === "string") {
                if (func69(data5) > 255) {
                  vErrors = noted(vErrors, instancePath + "/proxies/" + i0 + "/name", "must NOT have more than 255 characters");
                  errors++;
                }
                if (!pattern6.test(data5)) {
                  vErrors = noted(vErrors, instancePath + "/proxies/" + i0 + "/name", 'must match pattern "^[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$"');
                  errors++;
                }
              } else {
                vErrors = noted(vErrors, instancePath + "/proxies/" + i0 + "/name", "must be string");
                errors++;
              }
            }
            if (data3.node !== void 0 && func0.call(data3, "node")) {
              let data6 = data3.node;
              if (typeof data6 === "string") {
                if (!pattern16.test(data6)) {
                  vErrors = noted(vErrors, instancePath + "/proxies/" + i0 + "/node", 'must match pattern "^[A-Za-z0-9._-]{1,63}$"');
                  errors++;
                }
              } else {
                vErrors = noted(vErrors, instancePath + "/proxies/" + i0 + "/node", "must be string");
                errors++;
              }
            }
            if (data3.unit !== void 0 && func0.call(data3, "unit")) {
              let data7 = data3.unit;
              if (typeof data7 === "string") {
                if (func69(data7) > 255) {
                  vErrors = noted(vErrors, instancePath + "/proxies/" + i0 + "/unit", "must NOT have more than 255 characters");
                  errors++;
                }
                if (!pattern6.test(data7)) {
                  vErrors = noted(vErrors, instancePath + "/proxies/" + i0 + "/unit", 'must match pattern "^[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$"');
                  errors++;
                }
              } else {
                vErrors = noted(vErrors, instancePath + "/proxies/" + i0 + "/unit", "must be string");
                errors++;
              }
            }
            if (data3.instance !== void 0 && func0.call(data3, "instance")) {
              let data8 = data3.instance;
              if (typeof data8 === "string") {
                if (func69(data8) > 255) {
                  vErrors = noted(vErrors, instancePath + "/proxies/" + i0 + "/instance", "must NOT have more than 255 characters");
                  errors++;
                }
                if (func69(data8) < 1) {
                  vErrors = noted(vErrors, instancePath + "/proxies/" + i0 + "/instance", "must NOT have fewer than 1 characters");
                  errors++;
                }
                if (!pattern45.test(data8)) {
                  vErrors = noted(vErrors, instancePath + "/proxies/" + i0 + "/instance", 'must match pattern "^[A-Za-z0-9:_.\\\\@-]+$"');
                  errors++;
                }
              } else {
                vErrors = noted(vErrors, instancePath + "/proxies/" + i0 + "/instance", "must be string");
                errors++;
              }
            }
            if (data3.active !== void 0 && func0.call(data3, "active")) {
              if (typeof data3.active !== "boolean") {
                vErrors = noted(vErrors, instancePath + "/proxies/" + i0 + "/active", "must be boolean");
                errors++;
              }
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/proxies/" + i0, "must be object");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/proxies", "must be array");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate39.errors = vErrors;
  return errors === 0;
}
validate39.evaluated = { "props": { "session": true, "seq": true, "proxies": true }, "dynamicProps": false, "dynamicItems": false };
var proxy_states = validate40;
function validate40(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
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
    if (data.session === void 0 || !func0.call(data, "session")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'session'");
      errors++;
    }
    if (data.seq === void 0 || !func0.call(data, "seq")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'seq'");
      errors++;
    }
    if (data.states === void 0 || !func0.call(data, "states")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'states'");
      errors++;
    }
    if (data.session !== void 0 && func0.call(data, "session")) {
      let data0 = data.session;
      if (!(typeof data0 == "number" && (!(data0 % 1) && !isNaN(data0)) && isFinite(data0))) {
        vErrors = noted(vErrors, instancePath + "/session", "must be integer");
        errors++;
      }
      if (typeof data0 == "number" && isFinite(data0)) {
        if (data0 > 999999999999999 || isNaN(data0)) {
          vErrors = noted(vErrors, instancePath + "/session", "must be <= 999999999999999");
          errors++;
        }
        if (data0 < 0 || isNaN(data0)) {
          vErrors = noted(vErrors, instancePath + "/session", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.seq !== void 0 && func0.call(data, "seq")) {
      let data1 = data.seq;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/seq", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 9007199254740991 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/seq", "must be <= 9007199254740991");
          errors++;
        }
        if (data1 < 0 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/seq", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.states !== void 0 && func0.call(data, "states")) {
      let data2 = data.states;
      if (Array.isArray(data2)) {
        if (data2.length > 500) {
          vErrors = noted(vErrors, instancePath + "/states", "must NOT have more than 500 items");
          errors++;
        }
        const len0 = data2.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data3 = data2[i0];
          if (data3 && typeof data3 == "object" && !Array.isArray(data3)) {
            if (data3.id === void 0 || !func0.call(data3, "id")) {
              vErrors = noted(vErrors, instancePath + "/states/" + i0, "must have required property 'id'");
              errors++;
            }
            if (data3.state === void 0 || !func0.call(data3, "state")) {
              vErrors = noted(vErrors, instancePath + "/states/" + i0, "must have required property 'state'");
              errors++;
            }
            if (data3.id !== void 0 && func0.call(data3, "id")) {
              let data4 = data3.id;
              if (typeof data4 === "string") {
                if (!pattern4.test(data4)) {
                  vErrors = noted(vErrors, instancePath + "/states/" + i0 + "/id", 'must match pattern "^[A-Za-z0-9_-]{22,64}$"');
                  errors++;
                }
              } else {
                vErrors = noted(vErrors, instancePath + "/states/" + i0 + "/id", "must be string");
                errors++;
              }
            }
            if (data3.state !== void 0 && func0.call(data3, "state")) {
              let data5 = data3.state;
              if (typeof data5 !== "string") {
                vErrors = noted(vErrors, instancePath + "/states/" + i0 + "/state", "must be string");
                errors++;
              }
              if (!(data5 === "waiting" || data5 === "active" || data5 === "failed" || data5 === "stopped")) {
                vErrors = noted(vErrors, instancePath + "/states/" + i0 + "/state", "must be equal to one of the allowed values");
                errors++;
              }
            }
            if (data3.reason !== void 0 && func0.call(data3, "reason")) {
              if (typeof data3.reason !== "string") {
                vErrors = noted(vErrors, instancePath + "/states/" + i0 + "/reason", "must be string");
                errors++;
              }
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/states/" + i0, "must be object");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/states", "must be array");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate40.errors = vErrors;
  return errors === 0;
}
validate40.evaluated = { "props": { "session": true, "seq": true, "states": true }, "dynamicProps": false, "dynamicItems": false };
var pulse = validate41;
function validate41(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate41.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.session === void 0 || !func0.call(data, "session")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'session'");
      errors++;
    }
    if (data.now === void 0 || !func0.call(data, "now")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'now'");
      errors++;
    }
    if (data.session !== void 0 && func0.call(data, "session")) {
      let data0 = data.session;
      if (!(typeof data0 == "number" && (!(data0 % 1) && !isNaN(data0)) && isFinite(data0))) {
        vErrors = noted(vErrors, instancePath + "/session", "must be integer");
        errors++;
      }
      if (typeof data0 == "number" && isFinite(data0)) {
        if (data0 > 999999999999999 || isNaN(data0)) {
          vErrors = noted(vErrors, instancePath + "/session", "must be <= 999999999999999");
          errors++;
        }
        if (data0 < 0 || isNaN(data0)) {
          vErrors = noted(vErrors, instancePath + "/session", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.seq !== void 0 && func0.call(data, "seq")) {
      let data1 = data.seq;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/seq", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 9007199254740991 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/seq", "must be <= 9007199254740991");
          errors++;
        }
        if (data1 < 0 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/seq", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.now !== void 0 && func0.call(data, "now")) {
      let data2 = data.now;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        vErrors = noted(vErrors, instancePath + "/now", "must be integer");
        errors++;
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 > 253402300799999 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/now", "must be <= 253402300799999");
          errors++;
        }
        if (data2 < 0 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/now", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.ping !== void 0 && func0.call(data, "ping")) {
      let data3 = data.ping;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        vErrors = noted(vErrors, instancePath + "/ping", "must be integer");
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 < 1 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/ping", "must be >= 1");
          errors++;
        }
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate41.errors = vErrors;
  return errors === 0;
}
validate41.evaluated = { "props": { "session": true, "seq": true, "now": true, "ping": true }, "dynamicProps": false, "dynamicItems": false };
var reply = validate42;
function validate42(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
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
    if (data.id === void 0 || !func0.call(data, "id")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'id'");
      errors++;
    }
    if (data.status === void 0 || !func0.call(data, "status")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'status'");
      errors++;
    }
    if (data.epoch === void 0 || !func0.call(data, "epoch")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'epoch'");
      errors++;
    }
    if (data.now === void 0 || !func0.call(data, "now")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'now'");
      errors++;
    }
    if (data.id !== void 0 && func0.call(data, "id")) {
      let data0 = data.id;
      if (typeof data0 === "string") {
        if (!pattern4.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/id", 'must match pattern "^[A-Za-z0-9_-]{22,64}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/id", "must be string");
        errors++;
      }
    }
    if (data.status !== void 0 && func0.call(data, "status")) {
      let data1 = data.status;
      if (typeof data1 !== "string") {
        vErrors = noted(vErrors, instancePath + "/status", "must be string");
        errors++;
      }
      if (!(data1 === "accepted" || data1 === "refused" || data1 === "result")) {
        vErrors = noted(vErrors, instancePath + "/status", "must be equal to one of the allowed values");
        errors++;
      }
    }
    if (data.epoch !== void 0 && func0.call(data, "epoch")) {
      let data2 = data.epoch;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        vErrors = noted(vErrors, instancePath + "/epoch", "must be integer");
        errors++;
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 > 253402300799999 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/epoch", "must be <= 253402300799999");
          errors++;
        }
        if (data2 < 0 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/epoch", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.now !== void 0 && func0.call(data, "now")) {
      let data3 = data.now;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        vErrors = noted(vErrors, instancePath + "/now", "must be integer");
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 > 253402300799999 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/now", "must be <= 253402300799999");
          errors++;
        }
        if (data3 < 0 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/now", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.job !== void 0 && func0.call(data, "job")) {
      if (!validate28(data.job, { instancePath: instancePath + "/job", parentData: data, parentDataProperty: "job", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate28.errors : vErrors.concat(validate28.errors);
        errors = vErrors.length;
      }
    }
    if (data.problem !== void 0 && func0.call(data, "problem")) {
      let data5 = data.problem;
      if (data5 && typeof data5 == "object" && !Array.isArray(data5)) {
        if (data5.code === void 0 || !func0.call(data5, "code")) {
          vErrors = noted(vErrors, instancePath + "/problem", "must have required property 'code'");
          errors++;
        }
        if (data5.message === void 0 || !func0.call(data5, "message")) {
          vErrors = noted(vErrors, instancePath + "/problem", "must have required property 'message'");
          errors++;
        }
        if (data5.code !== void 0 && func0.call(data5, "code")) {
          let data6 = data5.code;
          if (typeof data6 === "string") {
            if (!pattern19.test(data6)) {
              vErrors = noted(vErrors, instancePath + "/problem/code", 'must match pattern "^[a-z][a-z0-9-]*$"');
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/problem/code", "must be string");
            errors++;
          }
        }
        if (data5.message !== void 0 && func0.call(data5, "message")) {
          if (typeof data5.message !== "string") {
            vErrors = noted(vErrors, instancePath + "/problem/message", "must be string");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/problem", "must be object");
        errors++;
      }
    }
    if (data.chunk !== void 0 && func0.call(data, "chunk")) {
      let data8 = data.chunk;
      if (!(typeof data8 == "number" && (!(data8 % 1) && !isNaN(data8)) && isFinite(data8))) {
        vErrors = noted(vErrors, instancePath + "/chunk", "must be integer");
        errors++;
      }
      if (typeof data8 == "number" && isFinite(data8)) {
        if (data8 < 0 || isNaN(data8)) {
          vErrors = noted(vErrors, instancePath + "/chunk", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.last !== void 0 && func0.call(data, "last")) {
      if (typeof data.last !== "boolean") {
        vErrors = noted(vErrors, instancePath + "/last", "must be boolean");
        errors++;
      }
    }
    if (data.data !== void 0 && func0.call(data, "data")) {
      let data10 = data.data;
      if (Array.isArray(data10)) {
        const len0 = data10.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data11 = data10[i0];
          if (!(data11 && typeof data11 == "object" && !Array.isArray(data11))) {
            vErrors = noted(vErrors, instancePath + "/data/" + i0, "must be object");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/data", "must be array");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate42.errors = vErrors;
  return errors === 0;
}
validate42.evaluated = { "props": { "id": true, "status": true, "epoch": true, "now": true, "job": true, "problem": true, "chunk": true, "last": true, "data": true }, "dynamicProps": false, "dynamicItems": false };
var report = validate44;
function validate45(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate45.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.active === void 0 || !func0.call(data, "active")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'active'");
      errors++;
    }
    if (data.sub === void 0 || !func0.call(data, "sub")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'sub'");
      errors++;
    }
    if (data.load !== void 0 && func0.call(data, "load")) {
      if (typeof data.load !== "string") {
        vErrors = noted(vErrors, instancePath + "/load", "must be string");
        errors++;
      }
    }
    if (data.active !== void 0 && func0.call(data, "active")) {
      if (typeof data.active !== "string") {
        vErrors = noted(vErrors, instancePath + "/active", "must be string");
        errors++;
      }
    }
    if (data.sub !== void 0 && func0.call(data, "sub")) {
      if (typeof data.sub !== "string") {
        vErrors = noted(vErrors, instancePath + "/sub", "must be string");
        errors++;
      }
    }
    if (data.result !== void 0 && func0.call(data, "result")) {
      if (typeof data.result !== "string") {
        vErrors = noted(vErrors, instancePath + "/result", "must be string");
        errors++;
      }
    }
    if (data.condition !== void 0 && func0.call(data, "condition")) {
      if (typeof data.condition !== "boolean") {
        vErrors = noted(vErrors, instancePath + "/condition", "must be boolean");
        errors++;
      }
    }
    if (data.invocation !== void 0 && func0.call(data, "invocation")) {
      let data5 = data.invocation;
      if (typeof data5 === "string") {
        if (!pattern7.test(data5)) {
          vErrors = noted(vErrors, instancePath + "/invocation", 'must match pattern "^[0-9a-f]{32}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/invocation", "must be string");
        errors++;
      }
    }
    if (data.exitCode !== void 0 && func0.call(data, "exitCode")) {
      let data6 = data.exitCode;
      if (!(typeof data6 == "number" && (!(data6 % 1) && !isNaN(data6)) && isFinite(data6))) {
        vErrors = noted(vErrors, instancePath + "/exitCode", "must be integer");
        errors++;
      }
      if (typeof data6 == "number" && isFinite(data6)) {
        if (data6 < 0 || isNaN(data6)) {
          vErrors = noted(vErrors, instancePath + "/exitCode", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.signal !== void 0 && func0.call(data, "signal")) {
      let data7 = data.signal;
      if (!(typeof data7 == "number" && (!(data7 % 1) && !isNaN(data7)) && isFinite(data7))) {
        vErrors = noted(vErrors, instancePath + "/signal", "must be integer");
        errors++;
      }
      if (typeof data7 == "number" && isFinite(data7)) {
        if (data7 > 64 || isNaN(data7)) {
          vErrors = noted(vErrors, instancePath + "/signal", "must be <= 64");
          errors++;
        }
        if (data7 < 1 || isNaN(data7)) {
          vErrors = noted(vErrors, instancePath + "/signal", "must be >= 1");
          errors++;
        }
      }
    }
    if (data.log !== void 0 && func0.call(data, "log")) {
      let data8 = data.log;
      if (Array.isArray(data8)) {
        if (data8.length > 20) {
          vErrors = noted(vErrors, instancePath + "/log", "must NOT have more than 20 items");
          errors++;
        }
        const len0 = data8.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data9 = data8[i0];
          if (typeof data9 === "string") {
            if (func69(data9) > 1024) {
              vErrors = noted(vErrors, instancePath + "/log/" + i0, "must NOT have more than 1024 characters");
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/log/" + i0, "must be string");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/log", "must be array");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate45.errors = vErrors;
  return errors === 0;
}
validate45.evaluated = { "props": { "load": true, "active": true, "sub": true, "result": true, "condition": true, "invocation": true, "exitCode": true, "signal": true, "log": true }, "dynamicProps": false, "dynamicItems": false };
function validate44(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
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
    if (data.session === void 0 || !func0.call(data, "session")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'session'");
      errors++;
    }
    if (data.id === void 0 || !func0.call(data, "id")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'id'");
      errors++;
    }
    if (data.kind === void 0 || !func0.call(data, "kind")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'kind'");
      errors++;
    }
    if (data.session !== void 0 && func0.call(data, "session")) {
      let data0 = data.session;
      if (!(typeof data0 == "number" && (!(data0 % 1) && !isNaN(data0)) && isFinite(data0))) {
        vErrors = noted(vErrors, instancePath + "/session", "must be integer");
        errors++;
      }
      if (typeof data0 == "number" && isFinite(data0)) {
        if (data0 > 999999999999999 || isNaN(data0)) {
          vErrors = noted(vErrors, instancePath + "/session", "must be <= 999999999999999");
          errors++;
        }
        if (data0 < 0 || isNaN(data0)) {
          vErrors = noted(vErrors, instancePath + "/session", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.id !== void 0 && func0.call(data, "id")) {
      let data1 = data.id;
      if (typeof data1 === "string") {
        if (!pattern4.test(data1)) {
          vErrors = noted(vErrors, instancePath + "/id", 'must match pattern "^[A-Za-z0-9_-]{22,64}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/id", "must be string");
        errors++;
      }
    }
    if (data.kind !== void 0 && func0.call(data, "kind")) {
      let data2 = data.kind;
      if (typeof data2 !== "string") {
        vErrors = noted(vErrors, instancePath + "/kind", "must be string");
        errors++;
      }
      if (!(data2 === "running" || data2 === "finished" || data2 === "unknown" || data2 === "answer" || data2 === "resolved")) {
        vErrors = noted(vErrors, instancePath + "/kind", "must be equal to one of the allowed values");
        errors++;
      }
    }
    if (data.result !== void 0 && func0.call(data, "result")) {
      let data3 = data.result;
      if (typeof data3 !== "string") {
        vErrors = noted(vErrors, instancePath + "/result", "must be string");
        errors++;
      }
      if (!(data3 === "done" || data3 === "failed" || data3 === "canceled" || data3 === "timeout" || data3 === "dependency" || data3 === "skipped" || data3 === "expired" || data3 === "lost")) {
        vErrors = noted(vErrors, instancePath + "/result", "must be equal to one of the allowed values");
        errors++;
      }
    }
    if (data.detail !== void 0 && func0.call(data, "detail")) {
      if (typeof data.detail !== "string") {
        vErrors = noted(vErrors, instancePath + "/detail", "must be string");
        errors++;
      }
    }
    if (data.after !== void 0 && func0.call(data, "after")) {
      if (!validate45(data.after, { instancePath: instancePath + "/after", parentData: data, parentDataProperty: "after", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate45.errors : vErrors.concat(validate45.errors);
        errors = vErrors.length;
      }
    }
    if (data.files !== void 0 && func0.call(data, "files")) {
      let data6 = data.files;
      if (Array.isArray(data6)) {
        const len0 = data6.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data7 = data6[i0];
          if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
            if (data7.type === void 0 || !func0.call(data7, "type")) {
              vErrors = noted(vErrors, instancePath + "/files/" + i0, "must have required property 'type'");
              errors++;
            }
            if (data7.file === void 0 || !func0.call(data7, "file")) {
              vErrors = noted(vErrors, instancePath + "/files/" + i0, "must have required property 'file'");
              errors++;
            }
            if (data7.source === void 0 || !func0.call(data7, "source")) {
              vErrors = noted(vErrors, instancePath + "/files/" + i0, "must have required property 'source'");
              errors++;
            }
            if (data7.type !== void 0 && func0.call(data7, "type")) {
              if (typeof data7.type !== "string") {
                vErrors = noted(vErrors, instancePath + "/files/" + i0 + "/type", "must be string");
                errors++;
              }
            }
            if (data7.file !== void 0 && func0.call(data7, "file")) {
              if (typeof data7.file !== "string") {
                vErrors = noted(vErrors, instancePath + "/files/" + i0 + "/file", "must be string");
                errors++;
              }
            }
            if (data7.source !== void 0 && func0.call(data7, "source")) {
              if (typeof data7.source !== "string") {
                vErrors = noted(vErrors, instancePath + "/files/" + i0 + "/source", "must be string");
                errors++;
              }
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/files/" + i0, "must be object");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/files", "must be array");
        errors++;
      }
    }
    if (data.hasInstall !== void 0 && func0.call(data, "hasInstall")) {
      if (typeof data.hasInstall !== "boolean") {
        vErrors = noted(vErrors, instancePath + "/hasInstall", "must be boolean");
        errors++;
      }
    }
    if (data.problem !== void 0 && func0.call(data, "problem")) {
      let data12 = data.problem;
      if (data12 && typeof data12 == "object" && !Array.isArray(data12)) {
        if (data12.code === void 0 || !func0.call(data12, "code")) {
          vErrors = noted(vErrors, instancePath + "/problem", "must have required property 'code'");
          errors++;
        }
        if (data12.message === void 0 || !func0.call(data12, "message")) {
          vErrors = noted(vErrors, instancePath + "/problem", "must have required property 'message'");
          errors++;
        }
        if (data12.code !== void 0 && func0.call(data12, "code")) {
          let data13 = data12.code;
          if (typeof data13 === "string") {
            if (!pattern19.test(data13)) {
              vErrors = noted(vErrors, instancePath + "/problem/code", 'must match pattern "^[a-z][a-z0-9-]*$"');
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/problem/code", "must be string");
            errors++;
          }
        }
        if (data12.message !== void 0 && func0.call(data12, "message")) {
          if (typeof data12.message !== "string") {
            vErrors = noted(vErrors, instancePath + "/problem/message", "must be string");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/problem", "must be object");
        errors++;
      }
    }
    if (data.chunk !== void 0 && func0.call(data, "chunk")) {
      let data15 = data.chunk;
      if (!(typeof data15 == "number" && (!(data15 % 1) && !isNaN(data15)) && isFinite(data15))) {
        vErrors = noted(vErrors, instancePath + "/chunk", "must be integer");
        errors++;
      }
      if (typeof data15 == "number" && isFinite(data15)) {
        if (data15 < 0 || isNaN(data15)) {
          vErrors = noted(vErrors, instancePath + "/chunk", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.last !== void 0 && func0.call(data, "last")) {
      if (typeof data.last !== "boolean") {
        vErrors = noted(vErrors, instancePath + "/last", "must be boolean");
        errors++;
      }
    }
    if (data.data !== void 0 && func0.call(data, "data")) {
      let data17 = data.data;
      if (Array.isArray(data17)) {
        const len1 = data17.length;
        for (let i1 = 0; i1 < len1; i1++) {
          let data18 = data17[i1];
          if (!(data18 && typeof data18 == "object" && !Array.isArray(data18))) {
            vErrors = noted(vErrors, instancePath + "/data/" + i1, "must be object");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/data", "must be array");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate44.errors = vErrors;
  return errors === 0;
}
validate44.evaluated = { "props": { "session": true, "id": true, "kind": true, "result": true, "detail": true, "after": true, "files": true, "hasInstall": true, "problem": true, "chunk": true, "last": true, "data": true }, "dynamicProps": false, "dynamicItems": false };
var request_add_node = validate47;
function validate47(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate47.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.id === void 0 || !func0.call(data, "id")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'id'");
      errors++;
    }
    if (data.node === void 0 || !func0.call(data, "node")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'node'");
      errors++;
    }
    if (data.id !== void 0 && func0.call(data, "id")) {
      let data0 = data.id;
      if (typeof data0 === "string") {
        if (!pattern4.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/id", 'must match pattern "^[A-Za-z0-9_-]{22,64}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/id", "must be string");
        errors++;
      }
    }
    if (data.startBy !== void 0 && func0.call(data, "startBy")) {
      let data1 = data.startBy;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/startBy", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 253402300799999 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be <= 253402300799999");
          errors++;
        }
        if (data1 < 0 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endBy !== void 0 && func0.call(data, "endBy")) {
      let data2 = data.endBy;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        vErrors = noted(vErrors, instancePath + "/endBy", "must be integer");
        errors++;
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 > 253402300799999 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be <= 253402300799999");
          errors++;
        }
        if (data2 < 0 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.startWithinMs !== void 0 && func0.call(data, "startWithinMs")) {
      let data3 = data.startWithinMs;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be integer");
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 > 864e5 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be <= 86400000");
          errors++;
        }
        if (data3 < 0 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endWithinMs !== void 0 && func0.call(data, "endWithinMs")) {
      let data4 = data.endWithinMs;
      if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
        vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be integer");
        errors++;
      }
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 6048e5 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be <= 604800000");
          errors++;
        }
        if (data4 < 0 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.node !== void 0 && func0.call(data, "node")) {
      let data5 = data.node;
      if (typeof data5 === "string") {
        if (!pattern16.test(data5)) {
          vErrors = noted(vErrors, instancePath + "/node", 'must match pattern "^[A-Za-z0-9._-]{1,63}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/node", "must be string");
        errors++;
      }
    }
    if (data.lifeMs !== void 0 && func0.call(data, "lifeMs")) {
      let data6 = data.lifeMs;
      if (!(typeof data6 == "number" && (!(data6 % 1) && !isNaN(data6)) && isFinite(data6))) {
        vErrors = noted(vErrors, instancePath + "/lifeMs", "must be integer");
        errors++;
      }
      if (typeof data6 == "number" && isFinite(data6)) {
        if (data6 > 6048e5 || isNaN(data6)) {
          vErrors = noted(vErrors, instancePath + "/lifeMs", "must be <= 604800000");
          errors++;
        }
        if (data6 < 1e3 || isNaN(data6)) {
          vErrors = noted(vErrors, instancePath + "/lifeMs", "must be >= 1000");
          errors++;
        }
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate47.errors = vErrors;
  return errors === 0;
}
validate47.evaluated = { "props": { "id": true, "startBy": true, "endBy": true, "startWithinMs": true, "endWithinMs": true, "node": true, "lifeMs": true }, "dynamicProps": false, "dynamicItems": false };
var request_audit = validate48;
var pattern56 = new RegExp("^[A-Za-z0-9._*?!\\[\\]^@-]{1,63}$", "u");
var pattern57 = new RegExp("^[A-Za-z0-9:_.\\\\@*?!\\[\\]^-]+$", "u");
function validate48(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
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
    if (data.id === void 0 || !func0.call(data, "id")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'id'");
      errors++;
    }
    if (data.id !== void 0 && func0.call(data, "id")) {
      let data0 = data.id;
      if (typeof data0 === "string") {
        if (!pattern4.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/id", 'must match pattern "^[A-Za-z0-9_-]{22,64}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/id", "must be string");
        errors++;
      }
    }
    if (data.startBy !== void 0 && func0.call(data, "startBy")) {
      let data1 = data.startBy;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/startBy", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 253402300799999 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be <= 253402300799999");
          errors++;
        }
        if (data1 < 0 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endBy !== void 0 && func0.call(data, "endBy")) {
      let data2 = data.endBy;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        vErrors = noted(vErrors, instancePath + "/endBy", "must be integer");
        errors++;
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 > 253402300799999 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be <= 253402300799999");
          errors++;
        }
        if (data2 < 0 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.startWithinMs !== void 0 && func0.call(data, "startWithinMs")) {
      let data3 = data.startWithinMs;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be integer");
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 > 864e5 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be <= 86400000");
          errors++;
        }
        if (data3 < 0 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endWithinMs !== void 0 && func0.call(data, "endWithinMs")) {
      let data4 = data.endWithinMs;
      if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
        vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be integer");
        errors++;
      }
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 6048e5 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be <= 604800000");
          errors++;
        }
        if (data4 < 0 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.since !== void 0 && func0.call(data, "since")) {
      let data5 = data.since;
      if (!(typeof data5 == "number" && (!(data5 % 1) && !isNaN(data5)) && isFinite(data5))) {
        vErrors = noted(vErrors, instancePath + "/since", "must be integer");
        errors++;
      }
      if (typeof data5 == "number" && isFinite(data5)) {
        if (data5 > 253402300799999 || isNaN(data5)) {
          vErrors = noted(vErrors, instancePath + "/since", "must be <= 253402300799999");
          errors++;
        }
        if (data5 < 0 || isNaN(data5)) {
          vErrors = noted(vErrors, instancePath + "/since", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.until !== void 0 && func0.call(data, "until")) {
      let data6 = data.until;
      if (!(typeof data6 == "number" && (!(data6 % 1) && !isNaN(data6)) && isFinite(data6))) {
        vErrors = noted(vErrors, instancePath + "/until", "must be integer");
        errors++;
      }
      if (typeof data6 == "number" && isFinite(data6)) {
        if (data6 > 253402300799999 || isNaN(data6)) {
          vErrors = noted(vErrors, instancePath + "/until", "must be <= 253402300799999");
          errors++;
        }
        if (data6 < 0 || isNaN(data6)) {
          vErrors = noted(vErrors, instancePath + "/until", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.user !== void 0 && func0.call(data, "user")) {
      let data7 = data.user;
      if (typeof data7 === "string") {
        if (!pattern5.test(data7)) {
          vErrors = noted(vErrors, instancePath + "/user", 'must match pattern "^[A-Za-z0-9._@-]{1,63}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/user", "must be string");
        errors++;
      }
    }
    if (data.nodes !== void 0 && func0.call(data, "nodes")) {
      let data8 = data.nodes;
      if (Array.isArray(data8)) {
        if (data8.length > 1e3) {
          vErrors = noted(vErrors, instancePath + "/nodes", "must NOT have more than 1000 items");
          errors++;
        }
        const len0 = data8.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data9 = data8[i0];
          if (typeof data9 === "string") {
            if (!pattern56.test(data9)) {
              vErrors = noted(vErrors, instancePath + "/nodes/" + i0, 'must match pattern "^[A-Za-z0-9._*?!\\[\\]^@-]{1,63}$"');
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/nodes/" + i0, "must be string");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/nodes", "must be array");
        errors++;
      }
    }
    if (data.units !== void 0 && func0.call(data, "units")) {
      let data10 = data.units;
      if (Array.isArray(data10)) {
        if (data10.length > 1e3) {
          vErrors = noted(vErrors, instancePath + "/units", "must NOT have more than 1000 items");
          errors++;
        }
        const len1 = data10.length;
        for (let i1 = 0; i1 < len1; i1++) {
          let data11 = data10[i1];
          if (typeof data11 === "string") {
            if (func69(data11) > 255) {
              vErrors = noted(vErrors, instancePath + "/units/" + i1, "must NOT have more than 255 characters");
              errors++;
            }
            if (func69(data11) < 1) {
              vErrors = noted(vErrors, instancePath + "/units/" + i1, "must NOT have fewer than 1 characters");
              errors++;
            }
            if (!pattern57.test(data11)) {
              vErrors = noted(vErrors, instancePath + "/units/" + i1, 'must match pattern "^[A-Za-z0-9:_.\\\\@*?!\\[\\]^-]+$"');
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/units/" + i1, "must be string");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/units", "must be array");
        errors++;
      }
    }
    if (data.failed !== void 0 && func0.call(data, "failed")) {
      if (typeof data.failed !== "boolean") {
        vErrors = noted(vErrors, instancePath + "/failed", "must be boolean");
        errors++;
      }
    }
    if (data.limit !== void 0 && func0.call(data, "limit")) {
      let data13 = data.limit;
      if (!(typeof data13 == "number" && (!(data13 % 1) && !isNaN(data13)) && isFinite(data13))) {
        vErrors = noted(vErrors, instancePath + "/limit", "must be integer");
        errors++;
      }
      if (typeof data13 == "number" && isFinite(data13)) {
        if (data13 > 100001 || isNaN(data13)) {
          vErrors = noted(vErrors, instancePath + "/limit", "must be <= 100001");
          errors++;
        }
        if (data13 < 1 || isNaN(data13)) {
          vErrors = noted(vErrors, instancePath + "/limit", "must be >= 1");
          errors++;
        }
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate48.errors = vErrors;
  return errors === 0;
}
validate48.evaluated = { "props": { "id": true, "startBy": true, "endBy": true, "startWithinMs": true, "endWithinMs": true, "since": true, "until": true, "user": true, "nodes": true, "units": true, "failed": true, "limit": true }, "dynamicProps": false, "dynamicItems": false };
var request_command = validate49;
function validate49(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
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
    if (data.id === void 0 || !func0.call(data, "id")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'id'");
      errors++;
    }
    if (data.name === void 0 || !func0.call(data, "name")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'name'");
      errors++;
    }
    if (data.id !== void 0 && func0.call(data, "id")) {
      let data0 = data.id;
      if (typeof data0 === "string") {
        if (!pattern4.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/id", 'must match pattern "^[A-Za-z0-9_-]{22,64}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/id", "must be string");
        errors++;
      }
    }
    if (data.startBy !== void 0 && func0.call(data, "startBy")) {
      let data1 = data.startBy;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/startBy", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 253402300799999 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be <= 253402300799999");
          errors++;
        }
        if (data1 < 0 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endBy !== void 0 && func0.call(data, "endBy")) {
      let data2 = data.endBy;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        vErrors = noted(vErrors, instancePath + "/endBy", "must be integer");
        errors++;
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 > 253402300799999 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be <= 253402300799999");
          errors++;
        }
        if (data2 < 0 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.startWithinMs !== void 0 && func0.call(data, "startWithinMs")) {
      let data3 = data.startWithinMs;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be integer");
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 > 864e5 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be <= 86400000");
          errors++;
        }
        if (data3 < 0 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endWithinMs !== void 0 && func0.call(data, "endWithinMs")) {
      let data4 = data.endWithinMs;
      if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
        vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be integer");
        errors++;
      }
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 6048e5 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be <= 604800000");
          errors++;
        }
        if (data4 < 0 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.name !== void 0 && func0.call(data, "name")) {
      let data5 = data.name;
      if (typeof data5 === "string") {
        if (!pattern16.test(data5)) {
          vErrors = noted(vErrors, instancePath + "/name", 'must match pattern "^[A-Za-z0-9._-]{1,63}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/name", "must be string");
        errors++;
      }
    }
    if (data.pipe !== void 0 && func0.call(data, "pipe")) {
      if (typeof data.pipe !== "boolean") {
        vErrors = noted(vErrors, instancePath + "/pipe", "must be boolean");
        errors++;
      }
    }
    if (data.run !== void 0 && func0.call(data, "run")) {
      let data7 = data.run;
      if (!(typeof data7 == "number" && (!(data7 % 1) && !isNaN(data7)) && isFinite(data7))) {
        vErrors = noted(vErrors, instancePath + "/run", "must be integer");
        errors++;
      }
      if (typeof data7 == "number" && isFinite(data7)) {
        if (data7 > 9007199254740991 || isNaN(data7)) {
          vErrors = noted(vErrors, instancePath + "/run", "must be <= 9007199254740991");
          errors++;
        }
        if (data7 < 1 || isNaN(data7)) {
          vErrors = noted(vErrors, instancePath + "/run", "must be >= 1");
          errors++;
        }
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate49.errors = vErrors;
  return errors === 0;
}
validate49.evaluated = { "props": { "id": true, "startBy": true, "endBy": true, "startWithinMs": true, "endWithinMs": true, "name": true, "pipe": true, "run": true }, "dynamicProps": false, "dynamicItems": false };
var request_job = validate50;
function validate50(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
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
    if (data.id === void 0 || !func0.call(data, "id")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'id'");
      errors++;
    }
    if (data.job === void 0 || !func0.call(data, "job")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'job'");
      errors++;
    }
    if (data.id !== void 0 && func0.call(data, "id")) {
      let data0 = data.id;
      if (typeof data0 === "string") {
        if (!pattern4.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/id", 'must match pattern "^[A-Za-z0-9_-]{22,64}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/id", "must be string");
        errors++;
      }
    }
    if (data.startBy !== void 0 && func0.call(data, "startBy")) {
      let data1 = data.startBy;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/startBy", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 253402300799999 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be <= 253402300799999");
          errors++;
        }
        if (data1 < 0 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endBy !== void 0 && func0.call(data, "endBy")) {
      let data2 = data.endBy;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        vErrors = noted(vErrors, instancePath + "/endBy", "must be integer");
        errors++;
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 > 253402300799999 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be <= 253402300799999");
          errors++;
        }
        if (data2 < 0 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.startWithinMs !== void 0 && func0.call(data, "startWithinMs")) {
      let data3 = data.startWithinMs;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be integer");
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 > 864e5 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be <= 86400000");
          errors++;
        }
        if (data3 < 0 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endWithinMs !== void 0 && func0.call(data, "endWithinMs")) {
      let data4 = data.endWithinMs;
      if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
        vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be integer");
        errors++;
      }
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 6048e5 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be <= 604800000");
          errors++;
        }
        if (data4 < 0 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.job !== void 0 && func0.call(data, "job")) {
      let data5 = data.job;
      if (typeof data5 === "string") {
        if (!pattern4.test(data5)) {
          vErrors = noted(vErrors, instancePath + "/job", 'must match pattern "^[A-Za-z0-9_-]{22,64}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/job", "must be string");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate50.errors = vErrors;
  return errors === 0;
}
validate50.evaluated = { "props": { "id": true, "startBy": true, "endBy": true, "startWithinMs": true, "endWithinMs": true, "job": true }, "dynamicProps": false, "dynamicItems": false };
var request_kill = validate51;
function validate51(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate51.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.id === void 0 || !func0.call(data, "id")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'id'");
      errors++;
    }
    if (data.unit === void 0 || !func0.call(data, "unit")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'unit'");
      errors++;
    }
    if (data.id !== void 0 && func0.call(data, "id")) {
      let data0 = data.id;
      if (typeof data0 === "string") {
        if (!pattern4.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/id", 'must match pattern "^[A-Za-z0-9_-]{22,64}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/id", "must be string");
        errors++;
      }
    }
    if (data.startBy !== void 0 && func0.call(data, "startBy")) {
      let data1 = data.startBy;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/startBy", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 253402300799999 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be <= 253402300799999");
          errors++;
        }
        if (data1 < 0 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endBy !== void 0 && func0.call(data, "endBy")) {
      let data2 = data.endBy;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        vErrors = noted(vErrors, instancePath + "/endBy", "must be integer");
        errors++;
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 > 253402300799999 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be <= 253402300799999");
          errors++;
        }
        if (data2 < 0 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.startWithinMs !== void 0 && func0.call(data, "startWithinMs")) {
      let data3 = data.startWithinMs;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be integer");
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 > 864e5 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be <= 86400000");
          errors++;
        }
        if (data3 < 0 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endWithinMs !== void 0 && func0.call(data, "endWithinMs")) {
      let data4 = data.endWithinMs;
      if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
        vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be integer");
        errors++;
      }
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 6048e5 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be <= 604800000");
          errors++;
        }
        if (data4 < 0 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.unit !== void 0 && func0.call(data, "unit")) {
      let data5 = data.unit;
      if (typeof data5 === "string") {
        if (func69(data5) > 255) {
          vErrors = noted(vErrors, instancePath + "/unit", "must NOT have more than 255 characters");
          errors++;
        }
        if (!pattern6.test(data5)) {
          vErrors = noted(vErrors, instancePath + "/unit", 'must match pattern "^[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/unit", "must be string");
        errors++;
      }
    }
    if (data.whom !== void 0 && func0.call(data, "whom")) {
      let data6 = data.whom;
      if (typeof data6 !== "string") {
        vErrors = noted(vErrors, instancePath + "/whom", "must be string");
        errors++;
      }
      if (!(data6 === "main" || data6 === "control" || data6 === "all" || data6 === "main-fail" || data6 === "control-fail" || data6 === "all-fail")) {
        vErrors = noted(vErrors, instancePath + "/whom", "must be equal to one of the allowed values");
        errors++;
      }
    }
    if (data.signal !== void 0 && func0.call(data, "signal")) {
      let data7 = data.signal;
      if (!(typeof data7 == "number" && (!(data7 % 1) && !isNaN(data7)) && isFinite(data7))) {
        vErrors = noted(vErrors, instancePath + "/signal", "must be integer");
        errors++;
      }
      if (typeof data7 == "number" && isFinite(data7)) {
        if (data7 > 64 || isNaN(data7)) {
          vErrors = noted(vErrors, instancePath + "/signal", "must be <= 64");
          errors++;
        }
        if (data7 < 1 || isNaN(data7)) {
          vErrors = noted(vErrors, instancePath + "/signal", "must be >= 1");
          errors++;
        }
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate51.errors = vErrors;
  return errors === 0;
}
validate51.evaluated = { "props": { "id": true, "startBy": true, "endBy": true, "startWithinMs": true, "endWithinMs": true, "unit": true, "whom": true, "signal": true }, "dynamicProps": false, "dynamicItems": false };
var request_log_level = validate52;
function validate52(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate52.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.id === void 0 || !func0.call(data, "id")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'id'");
      errors++;
    }
    if (data.level === void 0 || !func0.call(data, "level")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'level'");
      errors++;
    }
    if (data.id !== void 0 && func0.call(data, "id")) {
      let data0 = data.id;
      if (typeof data0 === "string") {
        if (!pattern4.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/id", 'must match pattern "^[A-Za-z0-9_-]{22,64}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/id", "must be string");
        errors++;
      }
    }
    if (data.startBy !== void 0 && func0.call(data, "startBy")) {
      let data1 = data.startBy;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/startBy", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 253402300799999 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be <= 253402300799999");
          errors++;
        }
        if (data1 < 0 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endBy !== void 0 && func0.call(data, "endBy")) {
      let data2 = data.endBy;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        vErrors = noted(vErrors, instancePath + "/endBy", "must be integer");
        errors++;
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 > 253402300799999 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be <= 253402300799999");
          errors++;
        }
        if (data2 < 0 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.startWithinMs !== void 0 && func0.call(data, "startWithinMs")) {
      let data3 = data.startWithinMs;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be integer");
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 > 864e5 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be <= 86400000");
          errors++;
        }
        if (data3 < 0 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endWithinMs !== void 0 && func0.call(data, "endWithinMs")) {
      let data4 = data.endWithinMs;
      if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
        vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be integer");
        errors++;
      }
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 6048e5 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be <= 604800000");
          errors++;
        }
        if (data4 < 0 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.level !== void 0 && func0.call(data, "level")) {
      let data5 = data.level;
      if (typeof data5 !== "string") {
        vErrors = noted(vErrors, instancePath + "/level", "must be string");
        errors++;
      }
      if (!(data5 === "error" || data5 === "warn" || data5 === "info" || data5 === "debug")) {
        vErrors = noted(vErrors, instancePath + "/level", "must be equal to one of the allowed values");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate52.errors = vErrors;
  return errors === 0;
}
validate52.evaluated = { "props": { "id": true, "startBy": true, "endBy": true, "startWithinMs": true, "endWithinMs": true, "level": true }, "dynamicProps": false, "dynamicItems": false };
var request_logs = validate53;
var pattern67 = new RegExp("^[ -~]{1,64}$", "u");
var pattern69 = new RegExp("^(emerg|alert|crit|err|warning|notice|info|debug|[0-7])(\\.\\.(emerg|alert|crit|err|warning|notice|info|debug|[0-7]))?$", "u");
var pattern70 = new RegExp("^[A-Za-z0-9=;]{1,512}$", "u");
function validate53(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate53.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.id === void 0 || !func0.call(data, "id")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'id'");
      errors++;
    }
    if (data.id !== void 0 && func0.call(data, "id")) {
      let data0 = data.id;
      if (typeof data0 === "string") {
        if (!pattern4.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/id", 'must match pattern "^[A-Za-z0-9_-]{22,64}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/id", "must be string");
        errors++;
      }
    }
    if (data.startBy !== void 0 && func0.call(data, "startBy")) {
      let data1 = data.startBy;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/startBy", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 253402300799999 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be <= 253402300799999");
          errors++;
        }
        if (data1 < 0 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endBy !== void 0 && func0.call(data, "endBy")) {
      let data2 = data.endBy;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        vErrors = noted(vErrors, instancePath + "/endBy", "must be integer");
        errors++;
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 > 253402300799999 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be <= 253402300799999");
          errors++;
        }
        if (data2 < 0 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.startWithinMs !== void 0 && func0.call(data, "startWithinMs")) {
      let data3 = data.startWithinMs;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be integer");
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 > 864e5 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be <= 86400000");
          errors++;
        }
        if (data3 < 0 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endWithinMs !== void 0 && func0.call(data, "endWithinMs")) {
      let data4 = data.endWithinMs;
      if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
        vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be integer");
        errors++;
      }
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 6048e5 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be <= 604800000");
          errors++;
        }
        if (data4 < 0 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.units !== void 0 && func0.call(data, "units")) {
      let data5 = data.units;
      if (Array.isArray(data5)) {
        if (data5.length > 100) {
          vErrors = noted(vErrors, instancePath + "/units", "must NOT have more than 100 items");
          errors++;
        }
        const len0 = data5.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data6 = data5[i0];
          if (typeof data6 === "string") {
            if (func69(data6) > 255) {
              vErrors = noted(vErrors, instancePath + "/units/" + i0, "must NOT have more than 255 characters");
              errors++;
            }
            if (func69(data6) < 1) {
              vErrors = noted(vErrors, instancePath + "/units/" + i0, "must NOT have fewer than 1 characters");
              errors++;
            }
            if (!pattern57.test(data6)) {
              vErrors = noted(vErrors, instancePath + "/units/" + i0, 'must match pattern "^[A-Za-z0-9:_.\\\\@*?!\\[\\]^-]+$"');
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/units/" + i0, "must be string");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/units", "must be array");
        errors++;
      }
    }
    if (data.follow !== void 0 && func0.call(data, "follow")) {
      if (typeof data.follow !== "boolean") {
        vErrors = noted(vErrors, instancePath + "/follow", "must be boolean");
        errors++;
      }
    }
    if (data.lines !== void 0 && func0.call(data, "lines")) {
      let data8 = data.lines;
      if (!(typeof data8 == "number" && (!(data8 % 1) && !isNaN(data8)) && isFinite(data8))) {
        vErrors = noted(vErrors, instancePath + "/lines", "must be integer");
        errors++;
      }
      if (typeof data8 == "number" && isFinite(data8)) {
        if (data8 > 1e9 || isNaN(data8)) {
          vErrors = noted(vErrors, instancePath + "/lines", "must be <= 1000000000");
          errors++;
        }
        if (data8 < 0 || isNaN(data8)) {
          vErrors = noted(vErrors, instancePath + "/lines", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.since !== void 0 && func0.call(data, "since")) {
      let data9 = data.since;
      if (typeof data9 === "string") {
        if (!pattern67.test(data9)) {
          vErrors = noted(vErrors, instancePath + "/since", 'must match pattern "^[ -~]{1,64}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/since", "must be string");
        errors++;
      }
    }
    if (data.until !== void 0 && func0.call(data, "until")) {
      let data10 = data.until;
      if (typeof data10 === "string") {
        if (!pattern67.test(data10)) {
          vErrors = noted(vErrors, instancePath + "/until", 'must match pattern "^[ -~]{1,64}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/until", "must be string");
        errors++;
      }
    }
    if (data.priority !== void 0 && func0.call(data, "priority")) {
      let data11 = data.priority;
      if (typeof data11 === "string") {
        if (!pattern69.test(data11)) {
          vErrors = noted(vErrors, instancePath + "/priority", 'must match pattern "^(emerg|alert|crit|err|warning|notice|info|debug|[0-7])(\\.\\.(emerg|alert|crit|err|warning|notice|info|debug|[0-7]))?$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/priority", "must be string");
        errors++;
      }
    }
    if (data.cursor !== void 0 && func0.call(data, "cursor")) {
      let data12 = data.cursor;
      if (typeof data12 === "string") {
        if (!pattern70.test(data12)) {
          vErrors = noted(vErrors, instancePath + "/cursor", 'must match pattern "^[A-Za-z0-9=;]{1,512}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/cursor", "must be string");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate53.errors = vErrors;
  return errors === 0;
}
validate53.evaluated = { "props": { "id": true, "startBy": true, "endBy": true, "startWithinMs": true, "endWithinMs": true, "units": true, "follow": true, "lines": true, "since": true, "until": true, "priority": true, "cursor": true }, "dynamicProps": false, "dynamicItems": false };
var request_new_user = validate54;
var pattern73 = new RegExp("^[A-Za-z0-9._*?!\\[\\]^-]{1,63}$", "u");
function validate55(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate55.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (Array.isArray(data)) {
    if (data.length > 1e3) {
      vErrors = noted(vErrors, instancePath, "must NOT have more than 1000 items");
      errors++;
    }
    const len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      let data0 = data[i0];
      if (typeof data0 === "string") {
        if (!pattern73.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/" + i0, 'must match pattern "^[A-Za-z0-9._*?!\\[\\]^-]{1,63}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/" + i0, "must be string");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be array");
    errors++;
  }
  validate55.errors = vErrors;
  return errors === 0;
}
validate55.evaluated = { "items": true, "dynamicProps": false, "dynamicItems": false };
function validate57(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate57.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (Array.isArray(data)) {
    if (data.length > 1e3) {
      vErrors = noted(vErrors, instancePath, "must NOT have more than 1000 items");
      errors++;
    }
    const len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      let data0 = data[i0];
      if (typeof data0 === "string") {
        if (func69(data0) > 255) {
          vErrors = noted(vErrors, instancePath + "/" + i0, "must NOT have more than 255 characters");
          errors++;
        }
        if (func69(data0) < 1) {
          vErrors = noted(vErrors, instancePath + "/" + i0, "must NOT have fewer than 1 characters");
          errors++;
        }
        if (!pattern57.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/" + i0, 'must match pattern "^[A-Za-z0-9:_.\\\\@*?!\\[\\]^-]+$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/" + i0, "must be string");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be array");
    errors++;
  }
  validate57.errors = vErrors;
  return errors === 0;
}
validate57.evaluated = { "items": true, "dynamicProps": false, "dynamicItems": false };
function validate54(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
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
    if (data.id === void 0 || !func0.call(data, "id")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'id'");
      errors++;
    }
    if (data.user === void 0 || !func0.call(data, "user")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'user'");
      errors++;
    }
    if (data.password === void 0 || !func0.call(data, "password")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'password'");
      errors++;
    }
    if (data.role === void 0 || !func0.call(data, "role")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'role'");
      errors++;
    }
    if (data.id !== void 0 && func0.call(data, "id")) {
      let data0 = data.id;
      if (typeof data0 === "string") {
        if (!pattern4.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/id", 'must match pattern "^[A-Za-z0-9_-]{22,64}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/id", "must be string");
        errors++;
      }
    }
    if (data.startBy !== void 0 && func0.call(data, "startBy")) {
      let data1 = data.startBy;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/startBy", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 253402300799999 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be <= 253402300799999");
          errors++;
        }
        if (data1 < 0 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endBy !== void 0 && func0.call(data, "endBy")) {
      let data2 = data.endBy;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        vErrors = noted(vErrors, instancePath + "/endBy", "must be integer");
        errors++;
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 > 253402300799999 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be <= 253402300799999");
          errors++;
        }
        if (data2 < 0 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.startWithinMs !== void 0 && func0.call(data, "startWithinMs")) {
      let data3 = data.startWithinMs;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be integer");
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 > 864e5 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be <= 86400000");
          errors++;
        }
        if (data3 < 0 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endWithinMs !== void 0 && func0.call(data, "endWithinMs")) {
      let data4 = data.endWithinMs;
      if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
        vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be integer");
        errors++;
      }
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 6048e5 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be <= 604800000");
          errors++;
        }
        if (data4 < 0 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.user !== void 0 && func0.call(data, "user")) {
      let data5 = data.user;
      if (typeof data5 === "string") {
        if (!pattern5.test(data5)) {
          vErrors = noted(vErrors, instancePath + "/user", 'must match pattern "^[A-Za-z0-9._@-]{1,63}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/user", "must be string");
        errors++;
      }
    }
    if (data.password !== void 0 && func0.call(data, "password")) {
      let data6 = data.password;
      if (typeof data6 === "string") {
        if (func69(data6) > 256) {
          vErrors = noted(vErrors, instancePath + "/password", "must NOT have more than 256 characters");
          errors++;
        }
        if (func69(data6) < 8) {
          vErrors = noted(vErrors, instancePath + "/password", "must NOT have fewer than 8 characters");
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/password", "must be string");
        errors++;
      }
    }
    if (data.role !== void 0 && func0.call(data, "role")) {
      let data7 = data.role;
      if (typeof data7 !== "string") {
        vErrors = noted(vErrors, instancePath + "/role", "must be string");
        errors++;
      }
      if (!(data7 === "viewer" || data7 === "operator" || data7 === "admin")) {
        vErrors = noted(vErrors, instancePath + "/role", "must be equal to one of the allowed values");
        errors++;
      }
    }
    if (data.nodes !== void 0 && func0.call(data, "nodes")) {
      if (!validate55(data.nodes, { instancePath: instancePath + "/nodes", parentData: data, parentDataProperty: "nodes", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate55.errors : vErrors.concat(validate55.errors);
        errors = vErrors.length;
      }
    }
    if (data.units !== void 0 && func0.call(data, "units")) {
      if (!validate57(data.units, { instancePath: instancePath + "/units", parentData: data, parentDataProperty: "units", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate57.errors : vErrors.concat(validate57.errors);
        errors = vErrors.length;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate54.errors = vErrors;
  return errors === 0;
}
validate54.evaluated = { "props": { "id": true, "startBy": true, "endBy": true, "startWithinMs": true, "endWithinMs": true, "user": true, "password": true, "role": true, "nodes": true, "units": true }, "dynamicProps": false, "dynamicItems": false };
var request_nodes = validate59;
function validate59(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate59.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.id === void 0 || !func0.call(data, "id")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'id'");
      errors++;
    }
    if (data.nodes === void 0 || !func0.call(data, "nodes")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'nodes'");
      errors++;
    }
    if (data.id !== void 0 && func0.call(data, "id")) {
      let data0 = data.id;
      if (typeof data0 === "string") {
        if (!pattern4.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/id", 'must match pattern "^[A-Za-z0-9_-]{22,64}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/id", "must be string");
        errors++;
      }
    }
    if (data.startBy !== void 0 && func0.call(data, "startBy")) {
      let data1 = data.startBy;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/startBy", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 253402300799999 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be <= 253402300799999");
          errors++;
        }
        if (data1 < 0 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endBy !== void 0 && func0.call(data, "endBy")) {
      let data2 = data.endBy;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        vErrors = noted(vErrors, instancePath + "/endBy", "must be integer");
        errors++;
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 > 253402300799999 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be <= 253402300799999");
          errors++;
        }
        if (data2 < 0 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.startWithinMs !== void 0 && func0.call(data, "startWithinMs")) {
      let data3 = data.startWithinMs;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be integer");
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 > 864e5 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be <= 86400000");
          errors++;
        }
        if (data3 < 0 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endWithinMs !== void 0 && func0.call(data, "endWithinMs")) {
      let data4 = data.endWithinMs;
      if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
        vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be integer");
        errors++;
      }
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 6048e5 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be <= 604800000");
          errors++;
        }
        if (data4 < 0 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.nodes !== void 0 && func0.call(data, "nodes")) {
      let data5 = data.nodes;
      if (Array.isArray(data5)) {
        if (data5.length > 1e3) {
          vErrors = noted(vErrors, instancePath + "/nodes", "must NOT have more than 1000 items");
          errors++;
        }
        const len0 = data5.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data6 = data5[i0];
          if (typeof data6 === "string") {
            if (!pattern16.test(data6)) {
              vErrors = noted(vErrors, instancePath + "/nodes/" + i0, 'must match pattern "^[A-Za-z0-9._-]{1,63}$"');
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/nodes/" + i0, "must be string");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/nodes", "must be array");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate59.errors = vErrors;
  return errors === 0;
}
validate59.evaluated = { "props": { "id": true, "startBy": true, "endBy": true, "startWithinMs": true, "endWithinMs": true, "nodes": true }, "dynamicProps": false, "dynamicItems": false };
var request_password = validate60;
function validate60(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate60.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.id === void 0 || !func0.call(data, "id")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'id'");
      errors++;
    }
    if (data.user === void 0 || !func0.call(data, "user")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'user'");
      errors++;
    }
    if (data.password === void 0 || !func0.call(data, "password")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'password'");
      errors++;
    }
    if (data.id !== void 0 && func0.call(data, "id")) {
      let data0 = data.id;
      if (typeof data0 === "string") {
        if (!pattern4.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/id", 'must match pattern "^[A-Za-z0-9_-]{22,64}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/id", "must be string");
        errors++;
      }
    }
    if (data.startBy !== void 0 && func0.call(data, "startBy")) {
      let data1 = data.startBy;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/startBy", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 253402300799999 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be <= 253402300799999");
          errors++;
        }
        if (data1 < 0 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endBy !== void 0 && func0.call(data, "endBy")) {
      let data2 = data.endBy;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        vErrors = noted(vErrors, instancePath + "/endBy", "must be integer");
        errors++;
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 > 253402300799999 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be <= 253402300799999");
          errors++;
        }
        if (data2 < 0 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.startWithinMs !== void 0 && func0.call(data, "startWithinMs")) {
      let data3 = data.startWithinMs;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be integer");
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 > 864e5 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be <= 86400000");
          errors++;
        }
        if (data3 < 0 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endWithinMs !== void 0 && func0.call(data, "endWithinMs")) {
      let data4 = data.endWithinMs;
      if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
        vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be integer");
        errors++;
      }
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 6048e5 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be <= 604800000");
          errors++;
        }
        if (data4 < 0 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.user !== void 0 && func0.call(data, "user")) {
      let data5 = data.user;
      if (typeof data5 === "string") {
        if (!pattern5.test(data5)) {
          vErrors = noted(vErrors, instancePath + "/user", 'must match pattern "^[A-Za-z0-9._@-]{1,63}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/user", "must be string");
        errors++;
      }
    }
    if (data.password !== void 0 && func0.call(data, "password")) {
      let data6 = data.password;
      if (typeof data6 === "string") {
        if (func69(data6) > 256) {
          vErrors = noted(vErrors, instancePath + "/password", "must NOT have more than 256 characters");
          errors++;
        }
        if (func69(data6) < 8) {
          vErrors = noted(vErrors, instancePath + "/password", "must NOT have fewer than 8 characters");
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/password", "must be string");
        errors++;
      }
    }
    if (data.oldPassword !== void 0 && func0.call(data, "oldPassword")) {
      let data7 = data.oldPassword;
      if (typeof data7 === "string") {
        if (func69(data7) > 256) {
          vErrors = noted(vErrors, instancePath + "/oldPassword", "must NOT have more than 256 characters");
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/oldPassword", "must be string");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate60.errors = vErrors;
  return errors === 0;
}
validate60.evaluated = { "props": { "id": true, "startBy": true, "endBy": true, "startWithinMs": true, "endWithinMs": true, "user": true, "password": true, "oldPassword": true }, "dynamicProps": false, "dynamicItems": false };
var request_power = validate61;
function validate61(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate61.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.id === void 0 || !func0.call(data, "id")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'id'");
      errors++;
    }
    if (data.do === void 0 || !func0.call(data, "do")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'do'");
      errors++;
    }
    if (data.run === void 0 || !func0.call(data, "run")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'run'");
      errors++;
    }
    if (data.id !== void 0 && func0.call(data, "id")) {
      let data0 = data.id;
      if (typeof data0 === "string") {
        if (!pattern4.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/id", 'must match pattern "^[A-Za-z0-9_-]{22,64}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/id", "must be string");
        errors++;
      }
    }
    if (data.startBy !== void 0 && func0.call(data, "startBy")) {
      let data1 = data.startBy;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/startBy", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 253402300799999 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be <= 253402300799999");
          errors++;
        }
        if (data1 < 0 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endBy !== void 0 && func0.call(data, "endBy")) {
      let data2 = data.endBy;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        vErrors = noted(vErrors, instancePath + "/endBy", "must be integer");
        errors++;
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 > 253402300799999 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be <= 253402300799999");
          errors++;
        }
        if (data2 < 0 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.startWithinMs !== void 0 && func0.call(data, "startWithinMs")) {
      let data3 = data.startWithinMs;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be integer");
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 > 864e5 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be <= 86400000");
          errors++;
        }
        if (data3 < 0 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endWithinMs !== void 0 && func0.call(data, "endWithinMs")) {
      let data4 = data.endWithinMs;
      if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
        vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be integer");
        errors++;
      }
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 6048e5 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be <= 604800000");
          errors++;
        }
        if (data4 < 0 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.do !== void 0 && func0.call(data, "do")) {
      let data5 = data.do;
      if (typeof data5 !== "string") {
        vErrors = noted(vErrors, instancePath + "/do", "must be string");
        errors++;
      }
      if (!(data5 === "poweroff" || data5 === "reboot" || data5 === "disarm")) {
        vErrors = noted(vErrors, instancePath + "/do", "must be equal to one of the allowed values");
        errors++;
      }
    }
    if (data.run !== void 0 && func0.call(data, "run")) {
      let data6 = data.run;
      if (!(typeof data6 == "number" && (!(data6 % 1) && !isNaN(data6)) && isFinite(data6))) {
        vErrors = noted(vErrors, instancePath + "/run", "must be integer");
        errors++;
      }
      if (typeof data6 == "number" && isFinite(data6)) {
        if (data6 > 9007199254740991 || isNaN(data6)) {
          vErrors = noted(vErrors, instancePath + "/run", "must be <= 9007199254740991");
          errors++;
        }
        if (data6 < 1 || isNaN(data6)) {
          vErrors = noted(vErrors, instancePath + "/run", "must be >= 1");
          errors++;
        }
      }
    }
    if (data.forceAfterMs !== void 0 && func0.call(data, "forceAfterMs")) {
      let data7 = data.forceAfterMs;
      if (!(typeof data7 == "number" && (!(data7 % 1) && !isNaN(data7)) && isFinite(data7))) {
        vErrors = noted(vErrors, instancePath + "/forceAfterMs", "must be integer");
        errors++;
      }
      if (typeof data7 == "number" && isFinite(data7)) {
        if (data7 > 864e5 || isNaN(data7)) {
          vErrors = noted(vErrors, instancePath + "/forceAfterMs", "must be <= 86400000");
          errors++;
        }
        if (data7 < 0 || isNaN(data7)) {
          vErrors = noted(vErrors, instancePath + "/forceAfterMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.bootId !== void 0 && func0.call(data, "bootId")) {
      let data8 = data.bootId;
      if (typeof data8 === "string") {
        if (!pattern7.test(data8)) {
          vErrors = noted(vErrors, instancePath + "/bootId", 'must match pattern "^[0-9a-f]{32}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/bootId", "must be string");
        errors++;
      }
    }
    if (data.outage !== void 0 && func0.call(data, "outage")) {
      let data9 = data.outage;
      if (typeof data9 === "string") {
        if (func69(data9) > 128) {
          vErrors = noted(vErrors, instancePath + "/outage", "must NOT have more than 128 characters");
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/outage", "must be string");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate61.errors = vErrors;
  return errors === 0;
}
validate61.evaluated = { "props": { "id": true, "startBy": true, "endBy": true, "startWithinMs": true, "endWithinMs": true, "do": true, "run": true, "forceAfterMs": true, "bootId": true, "outage": true }, "dynamicProps": false, "dynamicItems": false };
var request_properties = validate62;
var pattern83 = new RegExp("^[A-Za-z0-9_.]{1,255}$", "u");
var pattern84 = new RegExp("^[A-Za-z0-9_]{1,255}$", "u");
function validate62(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate62.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.id === void 0 || !func0.call(data, "id")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'id'");
      errors++;
    }
    if (data.unit === void 0 || !func0.call(data, "unit")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'unit'");
      errors++;
    }
    if (data.id !== void 0 && func0.call(data, "id")) {
      let data0 = data.id;
      if (typeof data0 === "string") {
        if (!pattern4.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/id", 'must match pattern "^[A-Za-z0-9_-]{22,64}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/id", "must be string");
        errors++;
      }
    }
    if (data.startBy !== void 0 && func0.call(data, "startBy")) {
      let data1 = data.startBy;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/startBy", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 253402300799999 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be <= 253402300799999");
          errors++;
        }
        if (data1 < 0 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endBy !== void 0 && func0.call(data, "endBy")) {
      let data2 = data.endBy;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        vErrors = noted(vErrors, instancePath + "/endBy", "must be integer");
        errors++;
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 > 253402300799999 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be <= 253402300799999");
          errors++;
        }
        if (data2 < 0 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.startWithinMs !== void 0 && func0.call(data, "startWithinMs")) {
      let data3 = data.startWithinMs;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be integer");
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 > 864e5 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be <= 86400000");
          errors++;
        }
        if (data3 < 0 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endWithinMs !== void 0 && func0.call(data, "endWithinMs")) {
      let data4 = data.endWithinMs;
      if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
        vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be integer");
        errors++;
      }
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 6048e5 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be <= 604800000");
          errors++;
        }
        if (data4 < 0 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.unit !== void 0 && func0.call(data, "unit")) {
      let data5 = data.unit;
      if (typeof data5 === "string") {
        if (func69(data5) > 255) {
          vErrors = noted(vErrors, instancePath + "/unit", "must NOT have more than 255 characters");
          errors++;
        }
        if (!pattern6.test(data5)) {
          vErrors = noted(vErrors, instancePath + "/unit", 'must match pattern "^[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/unit", "must be string");
        errors++;
      }
    }
    if (data.interface !== void 0 && func0.call(data, "interface")) {
      let data6 = data.interface;
      if (typeof data6 === "string") {
        if (!pattern83.test(data6)) {
          vErrors = noted(vErrors, instancePath + "/interface", 'must match pattern "^[A-Za-z0-9_.]{1,255}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/interface", "must be string");
        errors++;
      }
    }
    if (data.property !== void 0 && func0.call(data, "property")) {
      let data7 = data.property;
      if (typeof data7 === "string") {
        if (!pattern84.test(data7)) {
          vErrors = noted(vErrors, instancePath + "/property", 'must match pattern "^[A-Za-z0-9_]{1,255}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/property", "must be string");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate62.errors = vErrors;
  return errors === 0;
}
validate62.evaluated = { "props": { "id": true, "startBy": true, "endBy": true, "startWithinMs": true, "endWithinMs": true, "unit": true, "interface": true, "property": true }, "dynamicProps": false, "dynamicItems": false };
var request_reset_failed = validate63;
function validate63(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate63.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.id === void 0 || !func0.call(data, "id")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'id'");
      errors++;
    }
    if (data.id !== void 0 && func0.call(data, "id")) {
      let data0 = data.id;
      if (typeof data0 === "string") {
        if (!pattern4.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/id", 'must match pattern "^[A-Za-z0-9_-]{22,64}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/id", "must be string");
        errors++;
      }
    }
    if (data.startBy !== void 0 && func0.call(data, "startBy")) {
      let data1 = data.startBy;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/startBy", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 253402300799999 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be <= 253402300799999");
          errors++;
        }
        if (data1 < 0 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endBy !== void 0 && func0.call(data, "endBy")) {
      let data2 = data.endBy;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        vErrors = noted(vErrors, instancePath + "/endBy", "must be integer");
        errors++;
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 > 253402300799999 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be <= 253402300799999");
          errors++;
        }
        if (data2 < 0 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.startWithinMs !== void 0 && func0.call(data, "startWithinMs")) {
      let data3 = data.startWithinMs;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be integer");
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 > 864e5 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be <= 86400000");
          errors++;
        }
        if (data3 < 0 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endWithinMs !== void 0 && func0.call(data, "endWithinMs")) {
      let data4 = data.endWithinMs;
      if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
        vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be integer");
        errors++;
      }
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 6048e5 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be <= 604800000");
          errors++;
        }
        if (data4 < 0 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.unit !== void 0 && func0.call(data, "unit")) {
      let data5 = data.unit;
      if (typeof data5 === "string") {
        if (func69(data5) > 255) {
          vErrors = noted(vErrors, instancePath + "/unit", "must NOT have more than 255 characters");
          errors++;
        }
        if (!pattern6.test(data5)) {
          vErrors = noted(vErrors, instancePath + "/unit", 'must match pattern "^[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/unit", "must be string");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate63.errors = vErrors;
  return errors === 0;
}
validate63.evaluated = { "props": { "id": true, "startBy": true, "endBy": true, "startWithinMs": true, "endWithinMs": true, "unit": true }, "dynamicProps": false, "dynamicItems": false };
var request_run = validate64;
var pattern89 = new RegExp("^[^\\u0000]*$", "u");
var pattern92 = new RegExp("^/[^\\u0000\\n]*$", "u");
var pattern93 = new RegExp("^[A-Za-z_][A-Za-z0-9_]*=[^\\u0000]*$", "u");
var pattern94 = new RegExp("^[^\\u0000\\n]*$", "u");
var pattern95 = new RegExp("^[A-Za-z]+=[^\\n\\r\\u0000]*$", "u");
function validate65(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate65.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0 || !func0.call(data, "name")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'name'");
      errors++;
    }
    if (data.value === void 0 || !func0.call(data, "value")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'value'");
      errors++;
    }
    if (data.name !== void 0 && func0.call(data, "name")) {
      let data0 = data.name;
      if (typeof data0 === "string") {
        if (!pattern84.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/name", 'must match pattern "^[A-Za-z0-9_]{1,255}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/name", "must be string");
        errors++;
      }
    }
    if (data.value !== void 0 && func0.call(data, "value")) {
      let data1 = data.value;
      if (data1 && typeof data1 == "object" && !Array.isArray(data1)) {
        if (data1.sig === void 0 || !func0.call(data1, "sig")) {
          vErrors = noted(vErrors, instancePath + "/value", "must have required property 'sig'");
          errors++;
        }
        if (data1.value === void 0 || !func0.call(data1, "value")) {
          vErrors = noted(vErrors, instancePath + "/value", "must have required property 'value'");
          errors++;
        }
        if (data1.sig !== void 0 && func0.call(data1, "sig")) {
          let data2 = data1.sig;
          if (typeof data2 === "string") {
            if (func69(data2) > 255) {
              vErrors = noted(vErrors, instancePath + "/value/sig", "must NOT have more than 255 characters");
              errors++;
            }
            if (func69(data2) < 1) {
              vErrors = noted(vErrors, instancePath + "/value/sig", "must NOT have fewer than 1 characters");
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/value/sig", "must be string");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/value", "must be object");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate65.errors = vErrors;
  return errors === 0;
}
validate65.evaluated = { "props": { "name": true, "value": true }, "dynamicProps": false, "dynamicItems": false };
function validate64(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate64.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.id === void 0 || !func0.call(data, "id")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'id'");
      errors++;
    }
    if (data.id !== void 0 && func0.call(data, "id")) {
      let data0 = data.id;
      if (typeof data0 === "string") {
        if (!pattern4.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/id", 'must match pattern "^[A-Za-z0-9_-]{22,64}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/id", "must be string");
        errors++;
      }
    }
    if (data.startBy !== void 0 && func0.call(data, "startBy")) {
      let data1 = data.startBy;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/startBy", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 253402300799999 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be <= 253402300799999");
          errors++;
        }
        if (data1 < 0 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endBy !== void 0 && func0.call(data, "endBy")) {
      let data2 = data.endBy;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        vErrors = noted(vErrors, instancePath + "/endBy", "must be integer");
        errors++;
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 > 253402300799999 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be <= 253402300799999");
          errors++;
        }
        if (data2 < 0 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.startWithinMs !== void 0 && func0.call(data, "startWithinMs")) {
      let data3 = data.startWithinMs;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be integer");
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 > 864e5 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be <= 86400000");
          errors++;
        }
        if (data3 < 0 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endWithinMs !== void 0 && func0.call(data, "endWithinMs")) {
      let data4 = data.endWithinMs;
      if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
        vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be integer");
        errors++;
      }
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 6048e5 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be <= 604800000");
          errors++;
        }
        if (data4 < 0 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.unit !== void 0 && func0.call(data, "unit")) {
      let data5 = data.unit;
      if (typeof data5 === "string") {
        if (func69(data5) > 255) {
          vErrors = noted(vErrors, instancePath + "/unit", "must NOT have more than 255 characters");
          errors++;
        }
        if (!pattern6.test(data5)) {
          vErrors = noted(vErrors, instancePath + "/unit", 'must match pattern "^[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/unit", "must be string");
        errors++;
      }
    }
    if (data.argv !== void 0 && func0.call(data, "argv")) {
      let data6 = data.argv;
      if (Array.isArray(data6)) {
        if (data6.length > 4096) {
          vErrors = noted(vErrors, instancePath + "/argv", "must NOT have more than 4096 items");
          errors++;
        }
        if (data6.length < 1) {
          vErrors = noted(vErrors, instancePath + "/argv", "must NOT have fewer than 1 items");
          errors++;
        }
        const len0 = data6.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data7 = data6[i0];
          if (typeof data7 === "string") {
            if (func69(data7) > 131072) {
              vErrors = noted(vErrors, instancePath + "/argv/" + i0, "must NOT have more than 131072 characters");
              errors++;
            }
            if (!pattern89.test(data7)) {
              vErrors = noted(vErrors, instancePath + "/argv/" + i0, 'must match pattern "^[^\\u0000]*$"');
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/argv/" + i0, "must be string");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/argv", "must be array");
        errors++;
      }
    }
    if (data.shell !== void 0 && func0.call(data, "shell")) {
      let data8 = data.shell;
      if (typeof data8 === "string") {
        if (func69(data8) > 131072) {
          vErrors = noted(vErrors, instancePath + "/shell", "must NOT have more than 131072 characters");
          errors++;
        }
        if (func69(data8) < 1) {
          vErrors = noted(vErrors, instancePath + "/shell", "must NOT have fewer than 1 characters");
          errors++;
        }
        if (!pattern89.test(data8)) {
          vErrors = noted(vErrors, instancePath + "/shell", 'must match pattern "^[^\\u0000]*$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/shell", "must be string");
        errors++;
      }
    }
    if (data.pipe !== void 0 && func0.call(data, "pipe")) {
      if (typeof data.pipe !== "boolean") {
        vErrors = noted(vErrors, instancePath + "/pipe", "must be boolean");
        errors++;
      }
    }
    if (data.wait !== void 0 && func0.call(data, "wait")) {
      if (typeof data.wait !== "boolean") {
        vErrors = noted(vErrors, instancePath + "/wait", "must be boolean");
        errors++;
      }
    }
    if (data.user !== void 0 && func0.call(data, "user")) {
      let data11 = data.user;
      if (typeof data11 === "string") {
        if (!pattern5.test(data11)) {
          vErrors = noted(vErrors, instancePath + "/user", 'must match pattern "^[A-Za-z0-9._@-]{1,63}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/user", "must be string");
        errors++;
      }
    }
    if (data.workingDirectory !== void 0 && func0.call(data, "workingDirectory")) {
      let data12 = data.workingDirectory;
      if (typeof data12 === "string") {
        if (func69(data12) > 4095) {
          vErrors = noted(vErrors, instancePath + "/workingDirectory", "must NOT have more than 4095 characters");
          errors++;
        }
        if (!pattern92.test(data12)) {
          vErrors = noted(vErrors, instancePath + "/workingDirectory", 'must match pattern "^/[^\\u0000\\n]*$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/workingDirectory", "must be string");
        errors++;
      }
    }
    if (data.environment !== void 0 && func0.call(data, "environment")) {
      let data13 = data.environment;
      if (Array.isArray(data13)) {
        if (data13.length > 1e3) {
          vErrors = noted(vErrors, instancePath + "/environment", "must NOT have more than 1000 items");
          errors++;
        }
        const len1 = data13.length;
        for (let i1 = 0; i1 < len1; i1++) {
          let data14 = data13[i1];
          if (typeof data14 === "string") {
            if (func69(data14) > 131072) {
              vErrors = noted(vErrors, instancePath + "/environment/" + i1, "must NOT have more than 131072 characters");
              errors++;
            }
            if (!pattern93.test(data14)) {
              vErrors = noted(vErrors, instancePath + "/environment/" + i1, 'must match pattern "^[A-Za-z_][A-Za-z0-9_]*=[^\\u0000]*$"');
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/environment/" + i1, "must be string");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/environment", "must be array");
        errors++;
      }
    }
    if (data.description !== void 0 && func0.call(data, "description")) {
      let data15 = data.description;
      if (typeof data15 === "string") {
        if (func69(data15) > 1024) {
          vErrors = noted(vErrors, instancePath + "/description", "must NOT have more than 1024 characters");
          errors++;
        }
        if (!pattern94.test(data15)) {
          vErrors = noted(vErrors, instancePath + "/description", 'must match pattern "^[^\\u0000\\n]*$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/description", "must be string");
        errors++;
      }
    }
    if (data.assignments !== void 0 && func0.call(data, "assignments")) {
      let data16 = data.assignments;
      if (Array.isArray(data16)) {
        if (data16.length > 100) {
          vErrors = noted(vErrors, instancePath + "/assignments", "must NOT have more than 100 items");
          errors++;
        }
        const len2 = data16.length;
        for (let i2 = 0; i2 < len2; i2++) {
          let data17 = data16[i2];
          if (typeof data17 === "string") {
            if (func69(data17) > 4096) {
              vErrors = noted(vErrors, instancePath + "/assignments/" + i2, "must NOT have more than 4096 characters");
              errors++;
            }
            if (!pattern95.test(data17)) {
              vErrors = noted(vErrors, instancePath + "/assignments/" + i2, 'must match pattern "^[A-Za-z]+=[^\\n\\r\\u0000]*$"');
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/assignments/" + i2, "must be string");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/assignments", "must be array");
        errors++;
      }
    }
    if (data.properties !== void 0 && func0.call(data, "properties")) {
      let data18 = data.properties;
      if (Array.isArray(data18)) {
        if (data18.length > 100) {
          vErrors = noted(vErrors, instancePath + "/properties", "must NOT have more than 100 items");
          errors++;
        }
        const len3 = data18.length;
        for (let i3 = 0; i3 < len3; i3++) {
          if (!validate65(data18[i3], { instancePath: instancePath + "/properties/" + i3, parentData: data18, parentDataProperty: i3, rootData, dynamicAnchors })) {
            vErrors = vErrors === null ? validate65.errors : vErrors.concat(validate65.errors);
            errors = vErrors.length;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/properties", "must be array");
        errors++;
      }
    }
    if (data.mode !== void 0 && func0.call(data, "mode")) {
      let data20 = data.mode;
      if (typeof data20 !== "string") {
        vErrors = noted(vErrors, instancePath + "/mode", "must be string");
        errors++;
      }
      if (!(data20 === "replace" || data20 === "fail" || data20 === "isolate" || data20 === "ignore-dependencies" || data20 === "ignore-requirements")) {
        vErrors = noted(vErrors, instancePath + "/mode", "must be equal to one of the allowed values");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate64.errors = vErrors;
  return errors === 0;
}
validate64.evaluated = { "props": { "id": true, "startBy": true, "endBy": true, "startWithinMs": true, "endWithinMs": true, "unit": true, "argv": true, "shell": true, "pipe": true, "wait": true, "user": true, "workingDirectory": true, "environment": true, "description": true, "assignments": true, "properties": true, "mode": true }, "dynamicProps": false, "dynamicItems": false };
var request_set_property = validate67;
function validate68(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate68.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0 || !func0.call(data, "name")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'name'");
      errors++;
    }
    if (data.value === void 0 || !func0.call(data, "value")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'value'");
      errors++;
    }
    if (data.name !== void 0 && func0.call(data, "name")) {
      let data0 = data.name;
      if (typeof data0 === "string") {
        if (!pattern84.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/name", 'must match pattern "^[A-Za-z0-9_]{1,255}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/name", "must be string");
        errors++;
      }
    }
    if (data.value !== void 0 && func0.call(data, "value")) {
      let data1 = data.value;
      if (data1 && typeof data1 == "object" && !Array.isArray(data1)) {
        if (data1.sig === void 0 || !func0.call(data1, "sig")) {
          vErrors = noted(vErrors, instancePath + "/value", "must have required property 'sig'");
          errors++;
        }
        if (data1.value === void 0 || !func0.call(data1, "value")) {
          vErrors = noted(vErrors, instancePath + "/value", "must have required property 'value'");
          errors++;
        }
        if (data1.sig !== void 0 && func0.call(data1, "sig")) {
          let data2 = data1.sig;
          if (typeof data2 === "string") {
            if (func69(data2) > 255) {
              vErrors = noted(vErrors, instancePath + "/value/sig", "must NOT have more than 255 characters");
              errors++;
            }
            if (func69(data2) < 1) {
              vErrors = noted(vErrors, instancePath + "/value/sig", "must NOT have fewer than 1 characters");
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/value/sig", "must be string");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/value", "must be object");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate68.errors = vErrors;
  return errors === 0;
}
validate68.evaluated = { "props": { "name": true, "value": true }, "dynamicProps": false, "dynamicItems": false };
function validate67(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate67.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.id === void 0 || !func0.call(data, "id")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'id'");
      errors++;
    }
    if (data.unit === void 0 || !func0.call(data, "unit")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'unit'");
      errors++;
    }
    if (data.id !== void 0 && func0.call(data, "id")) {
      let data0 = data.id;
      if (typeof data0 === "string") {
        if (!pattern4.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/id", 'must match pattern "^[A-Za-z0-9_-]{22,64}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/id", "must be string");
        errors++;
      }
    }
    if (data.startBy !== void 0 && func0.call(data, "startBy")) {
      let data1 = data.startBy;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/startBy", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 253402300799999 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be <= 253402300799999");
          errors++;
        }
        if (data1 < 0 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endBy !== void 0 && func0.call(data, "endBy")) {
      let data2 = data.endBy;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        vErrors = noted(vErrors, instancePath + "/endBy", "must be integer");
        errors++;
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 > 253402300799999 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be <= 253402300799999");
          errors++;
        }
        if (data2 < 0 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.startWithinMs !== void 0 && func0.call(data, "startWithinMs")) {
      let data3 = data.startWithinMs;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be integer");
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 > 864e5 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be <= 86400000");
          errors++;
        }
        if (data3 < 0 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endWithinMs !== void 0 && func0.call(data, "endWithinMs")) {
      let data4 = data.endWithinMs;
      if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
        vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be integer");
        errors++;
      }
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 6048e5 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be <= 604800000");
          errors++;
        }
        if (data4 < 0 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.unit !== void 0 && func0.call(data, "unit")) {
      let data5 = data.unit;
      if (typeof data5 === "string") {
        if (func69(data5) > 255) {
          vErrors = noted(vErrors, instancePath + "/unit", "must NOT have more than 255 characters");
          errors++;
        }
        if (!pattern6.test(data5)) {
          vErrors = noted(vErrors, instancePath + "/unit", 'must match pattern "^[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/unit", "must be string");
        errors++;
      }
    }
    if (data.runtime !== void 0 && func0.call(data, "runtime")) {
      if (typeof data.runtime !== "boolean") {
        vErrors = noted(vErrors, instancePath + "/runtime", "must be boolean");
        errors++;
      }
    }
    if (data.assignments !== void 0 && func0.call(data, "assignments")) {
      let data7 = data.assignments;
      if (Array.isArray(data7)) {
        if (data7.length > 100) {
          vErrors = noted(vErrors, instancePath + "/assignments", "must NOT have more than 100 items");
          errors++;
        }
        const len0 = data7.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data8 = data7[i0];
          if (typeof data8 === "string") {
            if (func69(data8) > 4096) {
              vErrors = noted(vErrors, instancePath + "/assignments/" + i0, "must NOT have more than 4096 characters");
              errors++;
            }
            if (!pattern95.test(data8)) {
              vErrors = noted(vErrors, instancePath + "/assignments/" + i0, 'must match pattern "^[A-Za-z]+=[^\\n\\r\\u0000]*$"');
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/assignments/" + i0, "must be string");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/assignments", "must be array");
        errors++;
      }
    }
    if (data.properties !== void 0 && func0.call(data, "properties")) {
      let data9 = data.properties;
      if (Array.isArray(data9)) {
        if (data9.length > 100) {
          vErrors = noted(vErrors, instancePath + "/properties", "must NOT have more than 100 items");
          errors++;
        }
        const len1 = data9.length;
        for (let i1 = 0; i1 < len1; i1++) {
          if (!validate68(data9[i1], { instancePath: instancePath + "/properties/" + i1, parentData: data9, parentDataProperty: i1, rootData, dynamicAnchors })) {
            vErrors = vErrors === null ? validate68.errors : vErrors.concat(validate68.errors);
            errors = vErrors.length;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/properties", "must be array");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate67.errors = vErrors;
  return errors === 0;
}
validate67.evaluated = { "props": { "id": true, "startBy": true, "endBy": true, "startWithinMs": true, "endWithinMs": true, "unit": true, "runtime": true, "assignments": true, "properties": true }, "dynamicProps": false, "dynamicItems": false };
var request_show = validate70;
var pattern103 = new RegExp("^[A-Za-z0-9]{1,100}$", "u");
function validate70(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate70.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.id === void 0 || !func0.call(data, "id")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'id'");
      errors++;
    }
    if (data.id !== void 0 && func0.call(data, "id")) {
      let data0 = data.id;
      if (typeof data0 === "string") {
        if (!pattern4.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/id", 'must match pattern "^[A-Za-z0-9_-]{22,64}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/id", "must be string");
        errors++;
      }
    }
    if (data.startBy !== void 0 && func0.call(data, "startBy")) {
      let data1 = data.startBy;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/startBy", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 253402300799999 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be <= 253402300799999");
          errors++;
        }
        if (data1 < 0 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endBy !== void 0 && func0.call(data, "endBy")) {
      let data2 = data.endBy;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        vErrors = noted(vErrors, instancePath + "/endBy", "must be integer");
        errors++;
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 > 253402300799999 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be <= 253402300799999");
          errors++;
        }
        if (data2 < 0 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.startWithinMs !== void 0 && func0.call(data, "startWithinMs")) {
      let data3 = data.startWithinMs;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be integer");
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 > 864e5 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be <= 86400000");
          errors++;
        }
        if (data3 < 0 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endWithinMs !== void 0 && func0.call(data, "endWithinMs")) {
      let data4 = data.endWithinMs;
      if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
        vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be integer");
        errors++;
      }
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 6048e5 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be <= 604800000");
          errors++;
        }
        if (data4 < 0 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.units !== void 0 && func0.call(data, "units")) {
      let data5 = data.units;
      if (Array.isArray(data5)) {
        if (data5.length > 1e3) {
          vErrors = noted(vErrors, instancePath + "/units", "must NOT have more than 1000 items");
          errors++;
        }
        const len0 = data5.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data6 = data5[i0];
          if (typeof data6 === "string") {
            if (func69(data6) > 255) {
              vErrors = noted(vErrors, instancePath + "/units/" + i0, "must NOT have more than 255 characters");
              errors++;
            }
            if (func69(data6) < 1) {
              vErrors = noted(vErrors, instancePath + "/units/" + i0, "must NOT have fewer than 1 characters");
              errors++;
            }
            if (!pattern57.test(data6)) {
              vErrors = noted(vErrors, instancePath + "/units/" + i0, 'must match pattern "^[A-Za-z0-9:_.\\\\@*?!\\[\\]^-]+$"');
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/units/" + i0, "must be string");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/units", "must be array");
        errors++;
      }
    }
    if (data.properties !== void 0 && func0.call(data, "properties")) {
      let data7 = data.properties;
      if (Array.isArray(data7)) {
        if (data7.length > 500) {
          vErrors = noted(vErrors, instancePath + "/properties", "must NOT have more than 500 items");
          errors++;
        }
        const len1 = data7.length;
        for (let i1 = 0; i1 < len1; i1++) {
          let data8 = data7[i1];
          if (typeof data8 === "string") {
            if (!pattern103.test(data8)) {
              vErrors = noted(vErrors, instancePath + "/properties/" + i1, 'must match pattern "^[A-Za-z0-9]{1,100}$"');
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/properties/" + i1, "must be string");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/properties", "must be array");
        errors++;
      }
    }
    if (data.all !== void 0 && func0.call(data, "all")) {
      if (typeof data.all !== "boolean") {
        vErrors = noted(vErrors, instancePath + "/all", "must be boolean");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate70.errors = vErrors;
  return errors === 0;
}
validate70.evaluated = { "props": { "id": true, "startBy": true, "endBy": true, "startWithinMs": true, "endWithinMs": true, "units": true, "properties": true, "all": true }, "dynamicProps": false, "dynamicItems": false };
var request_unit_file = validate71;
function validate71(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate71.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.id === void 0 || !func0.call(data, "id")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'id'");
      errors++;
    }
    if (data.unit === void 0 || !func0.call(data, "unit")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'unit'");
      errors++;
    }
    if (data.id !== void 0 && func0.call(data, "id")) {
      let data0 = data.id;
      if (typeof data0 === "string") {
        if (!pattern4.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/id", 'must match pattern "^[A-Za-z0-9_-]{22,64}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/id", "must be string");
        errors++;
      }
    }
    if (data.startBy !== void 0 && func0.call(data, "startBy")) {
      let data1 = data.startBy;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/startBy", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 253402300799999 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be <= 253402300799999");
          errors++;
        }
        if (data1 < 0 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endBy !== void 0 && func0.call(data, "endBy")) {
      let data2 = data.endBy;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        vErrors = noted(vErrors, instancePath + "/endBy", "must be integer");
        errors++;
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 > 253402300799999 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be <= 253402300799999");
          errors++;
        }
        if (data2 < 0 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.startWithinMs !== void 0 && func0.call(data, "startWithinMs")) {
      let data3 = data.startWithinMs;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be integer");
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 > 864e5 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be <= 86400000");
          errors++;
        }
        if (data3 < 0 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endWithinMs !== void 0 && func0.call(data, "endWithinMs")) {
      let data4 = data.endWithinMs;
      if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
        vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be integer");
        errors++;
      }
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 6048e5 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be <= 604800000");
          errors++;
        }
        if (data4 < 0 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.unit !== void 0 && func0.call(data, "unit")) {
      let data5 = data.unit;
      if (typeof data5 === "string") {
        if (func69(data5) > 255) {
          vErrors = noted(vErrors, instancePath + "/unit", "must NOT have more than 255 characters");
          errors++;
        }
        if (!pattern6.test(data5)) {
          vErrors = noted(vErrors, instancePath + "/unit", 'must match pattern "^[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/unit", "must be string");
        errors++;
      }
    }
    if (data.runtime !== void 0 && func0.call(data, "runtime")) {
      if (typeof data.runtime !== "boolean") {
        vErrors = noted(vErrors, instancePath + "/runtime", "must be boolean");
        errors++;
      }
    }
    if (data.force !== void 0 && func0.call(data, "force")) {
      if (typeof data.force !== "boolean") {
        vErrors = noted(vErrors, instancePath + "/force", "must be boolean");
        errors++;
      }
    }
    if (data.reload !== void 0 && func0.call(data, "reload")) {
      if (typeof data.reload !== "boolean") {
        vErrors = noted(vErrors, instancePath + "/reload", "must be boolean");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate71.errors = vErrors;
  return errors === 0;
}
validate71.evaluated = { "props": { "id": true, "startBy": true, "endBy": true, "startWithinMs": true, "endWithinMs": true, "unit": true, "runtime": true, "force": true, "reload": true }, "dynamicProps": false, "dynamicItems": false };
var request_unit_job = validate72;
function validate72(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate72.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.id === void 0 || !func0.call(data, "id")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'id'");
      errors++;
    }
    if (data.unit === void 0 || !func0.call(data, "unit")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'unit'");
      errors++;
    }
    if (data.id !== void 0 && func0.call(data, "id")) {
      let data0 = data.id;
      if (typeof data0 === "string") {
        if (!pattern4.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/id", 'must match pattern "^[A-Za-z0-9_-]{22,64}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/id", "must be string");
        errors++;
      }
    }
    if (data.startBy !== void 0 && func0.call(data, "startBy")) {
      let data1 = data.startBy;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/startBy", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 253402300799999 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be <= 253402300799999");
          errors++;
        }
        if (data1 < 0 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endBy !== void 0 && func0.call(data, "endBy")) {
      let data2 = data.endBy;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        vErrors = noted(vErrors, instancePath + "/endBy", "must be integer");
        errors++;
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 > 253402300799999 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be <= 253402300799999");
          errors++;
        }
        if (data2 < 0 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.startWithinMs !== void 0 && func0.call(data, "startWithinMs")) {
      let data3 = data.startWithinMs;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be integer");
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 > 864e5 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be <= 86400000");
          errors++;
        }
        if (data3 < 0 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endWithinMs !== void 0 && func0.call(data, "endWithinMs")) {
      let data4 = data.endWithinMs;
      if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
        vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be integer");
        errors++;
      }
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 6048e5 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be <= 604800000");
          errors++;
        }
        if (data4 < 0 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.unit !== void 0 && func0.call(data, "unit")) {
      let data5 = data.unit;
      if (typeof data5 === "string") {
        if (func69(data5) > 255) {
          vErrors = noted(vErrors, instancePath + "/unit", "must NOT have more than 255 characters");
          errors++;
        }
        if (!pattern6.test(data5)) {
          vErrors = noted(vErrors, instancePath + "/unit", 'must match pattern "^[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/unit", "must be string");
        errors++;
      }
    }
    if (data.mode !== void 0 && func0.call(data, "mode")) {
      let data6 = data.mode;
      if (typeof data6 !== "string") {
        vErrors = noted(vErrors, instancePath + "/mode", "must be string");
        errors++;
      }
      if (!(data6 === "replace" || data6 === "fail" || data6 === "isolate" || data6 === "ignore-dependencies" || data6 === "ignore-requirements")) {
        vErrors = noted(vErrors, instancePath + "/mode", "must be equal to one of the allowed values");
        errors++;
      }
    }
    if (data.settleMs !== void 0 && func0.call(data, "settleMs")) {
      let data7 = data.settleMs;
      if (!(typeof data7 == "number" && (!(data7 % 1) && !isNaN(data7)) && isFinite(data7))) {
        vErrors = noted(vErrors, instancePath + "/settleMs", "must be integer");
        errors++;
      }
      if (typeof data7 == "number" && isFinite(data7)) {
        if (data7 > 6e4 || isNaN(data7)) {
          vErrors = noted(vErrors, instancePath + "/settleMs", "must be <= 60000");
          errors++;
        }
        if (data7 < 0 || isNaN(data7)) {
          vErrors = noted(vErrors, instancePath + "/settleMs", "must be >= 0");
          errors++;
        }
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate72.errors = vErrors;
  return errors === 0;
}
validate72.evaluated = { "props": { "id": true, "startBy": true, "endBy": true, "startWithinMs": true, "endWithinMs": true, "unit": true, "mode": true, "settleMs": true }, "dynamicProps": false, "dynamicItems": false };
var request_unit_names = validate73;
function validate73(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate73.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.id === void 0 || !func0.call(data, "id")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'id'");
      errors++;
    }
    if (data.units === void 0 || !func0.call(data, "units")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'units'");
      errors++;
    }
    if (data.id !== void 0 && func0.call(data, "id")) {
      let data0 = data.id;
      if (typeof data0 === "string") {
        if (!pattern4.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/id", 'must match pattern "^[A-Za-z0-9_-]{22,64}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/id", "must be string");
        errors++;
      }
    }
    if (data.startBy !== void 0 && func0.call(data, "startBy")) {
      let data1 = data.startBy;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/startBy", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 253402300799999 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be <= 253402300799999");
          errors++;
        }
        if (data1 < 0 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endBy !== void 0 && func0.call(data, "endBy")) {
      let data2 = data.endBy;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        vErrors = noted(vErrors, instancePath + "/endBy", "must be integer");
        errors++;
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 > 253402300799999 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be <= 253402300799999");
          errors++;
        }
        if (data2 < 0 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.startWithinMs !== void 0 && func0.call(data, "startWithinMs")) {
      let data3 = data.startWithinMs;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be integer");
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 > 864e5 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be <= 86400000");
          errors++;
        }
        if (data3 < 0 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endWithinMs !== void 0 && func0.call(data, "endWithinMs")) {
      let data4 = data.endWithinMs;
      if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
        vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be integer");
        errors++;
      }
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 6048e5 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be <= 604800000");
          errors++;
        }
        if (data4 < 0 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.units !== void 0 && func0.call(data, "units")) {
      let data5 = data.units;
      if (Array.isArray(data5)) {
        if (data5.length > 1e3) {
          vErrors = noted(vErrors, instancePath + "/units", "must NOT have more than 1000 items");
          errors++;
        }
        const len0 = data5.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data6 = data5[i0];
          if (typeof data6 === "string") {
            if (func69(data6) > 255) {
              vErrors = noted(vErrors, instancePath + "/units/" + i0, "must NOT have more than 255 characters");
              errors++;
            }
            if (!pattern6.test(data6)) {
              vErrors = noted(vErrors, instancePath + "/units/" + i0, 'must match pattern "^[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$"');
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/units/" + i0, "must be string");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/units", "must be array");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate73.errors = vErrors;
  return errors === 0;
}
validate73.evaluated = { "props": { "id": true, "startBy": true, "endBy": true, "startWithinMs": true, "endWithinMs": true, "units": true }, "dynamicProps": false, "dynamicItems": false };
var request_unit = validate74;
function validate74(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate74.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.id === void 0 || !func0.call(data, "id")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'id'");
      errors++;
    }
    if (data.unit === void 0 || !func0.call(data, "unit")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'unit'");
      errors++;
    }
    if (data.id !== void 0 && func0.call(data, "id")) {
      let data0 = data.id;
      if (typeof data0 === "string") {
        if (!pattern4.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/id", 'must match pattern "^[A-Za-z0-9_-]{22,64}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/id", "must be string");
        errors++;
      }
    }
    if (data.startBy !== void 0 && func0.call(data, "startBy")) {
      let data1 = data.startBy;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/startBy", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 253402300799999 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be <= 253402300799999");
          errors++;
        }
        if (data1 < 0 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endBy !== void 0 && func0.call(data, "endBy")) {
      let data2 = data.endBy;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        vErrors = noted(vErrors, instancePath + "/endBy", "must be integer");
        errors++;
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 > 253402300799999 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be <= 253402300799999");
          errors++;
        }
        if (data2 < 0 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.startWithinMs !== void 0 && func0.call(data, "startWithinMs")) {
      let data3 = data.startWithinMs;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be integer");
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 > 864e5 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be <= 86400000");
          errors++;
        }
        if (data3 < 0 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endWithinMs !== void 0 && func0.call(data, "endWithinMs")) {
      let data4 = data.endWithinMs;
      if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
        vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be integer");
        errors++;
      }
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 6048e5 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be <= 604800000");
          errors++;
        }
        if (data4 < 0 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.unit !== void 0 && func0.call(data, "unit")) {
      let data5 = data.unit;
      if (typeof data5 === "string") {
        if (func69(data5) > 255) {
          vErrors = noted(vErrors, instancePath + "/unit", "must NOT have more than 255 characters");
          errors++;
        }
        if (!pattern6.test(data5)) {
          vErrors = noted(vErrors, instancePath + "/unit", 'must match pattern "^[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/unit", "must be string");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate74.errors = vErrors;
  return errors === 0;
}
validate74.evaluated = { "props": { "id": true, "startBy": true, "endBy": true, "startWithinMs": true, "endWithinMs": true, "unit": true }, "dynamicProps": false, "dynamicItems": false };
var request_units = validate75;
function validate75(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate75.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.id === void 0 || !func0.call(data, "id")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'id'");
      errors++;
    }
    if (data.id !== void 0 && func0.call(data, "id")) {
      let data0 = data.id;
      if (typeof data0 === "string") {
        if (!pattern4.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/id", 'must match pattern "^[A-Za-z0-9_-]{22,64}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/id", "must be string");
        errors++;
      }
    }
    if (data.startBy !== void 0 && func0.call(data, "startBy")) {
      let data1 = data.startBy;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/startBy", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 253402300799999 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be <= 253402300799999");
          errors++;
        }
        if (data1 < 0 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endBy !== void 0 && func0.call(data, "endBy")) {
      let data2 = data.endBy;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        vErrors = noted(vErrors, instancePath + "/endBy", "must be integer");
        errors++;
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 > 253402300799999 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be <= 253402300799999");
          errors++;
        }
        if (data2 < 0 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.startWithinMs !== void 0 && func0.call(data, "startWithinMs")) {
      let data3 = data.startWithinMs;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be integer");
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 > 864e5 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be <= 86400000");
          errors++;
        }
        if (data3 < 0 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endWithinMs !== void 0 && func0.call(data, "endWithinMs")) {
      let data4 = data.endWithinMs;
      if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
        vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be integer");
        errors++;
      }
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 6048e5 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be <= 604800000");
          errors++;
        }
        if (data4 < 0 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.nodes !== void 0 && func0.call(data, "nodes")) {
      let data5 = data.nodes;
      if (Array.isArray(data5)) {
        if (data5.length > 1e4) {
          vErrors = noted(vErrors, instancePath + "/nodes", "must NOT have more than 10000 items");
          errors++;
        }
        const len0 = data5.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data6 = data5[i0];
          if (typeof data6 === "string") {
            if (!pattern16.test(data6)) {
              vErrors = noted(vErrors, instancePath + "/nodes/" + i0, 'must match pattern "^[A-Za-z0-9._-]{1,63}$"');
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/nodes/" + i0, "must be string");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/nodes", "must be array");
        errors++;
      }
    }
    if (data.units !== void 0 && func0.call(data, "units")) {
      let data7 = data.units;
      if (Array.isArray(data7)) {
        if (data7.length > 1e3) {
          vErrors = noted(vErrors, instancePath + "/units", "must NOT have more than 1000 items");
          errors++;
        }
        const len1 = data7.length;
        for (let i1 = 0; i1 < len1; i1++) {
          let data8 = data7[i1];
          if (typeof data8 === "string") {
            if (func69(data8) > 255) {
              vErrors = noted(vErrors, instancePath + "/units/" + i1, "must NOT have more than 255 characters");
              errors++;
            }
            if (func69(data8) < 1) {
              vErrors = noted(vErrors, instancePath + "/units/" + i1, "must NOT have fewer than 1 characters");
              errors++;
            }
            if (!pattern57.test(data8)) {
              vErrors = noted(vErrors, instancePath + "/units/" + i1, 'must match pattern "^[A-Za-z0-9:_.\\\\@*?!\\[\\]^-]+$"');
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/units/" + i1, "must be string");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/units", "must be array");
        errors++;
      }
    }
    if (data.lines !== void 0 && func0.call(data, "lines")) {
      let data9 = data.lines;
      if (!(typeof data9 == "number" && (!(data9 % 1) && !isNaN(data9)) && isFinite(data9))) {
        vErrors = noted(vErrors, instancePath + "/lines", "must be integer");
        errors++;
      }
      if (typeof data9 == "number" && isFinite(data9)) {
        if (data9 > 1e3 || isNaN(data9)) {
          vErrors = noted(vErrors, instancePath + "/lines", "must be <= 1000");
          errors++;
        }
        if (data9 < 0 || isNaN(data9)) {
          vErrors = noted(vErrors, instancePath + "/lines", "must be >= 0");
          errors++;
        }
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate75.errors = vErrors;
  return errors === 0;
}
validate75.evaluated = { "props": { "id": true, "startBy": true, "endBy": true, "startWithinMs": true, "endWithinMs": true, "nodes": true, "units": true, "lines": true }, "dynamicProps": false, "dynamicItems": false };
var request_user_rights = validate76;
function validate77(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate77.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (Array.isArray(data)) {
    if (data.length > 1e3) {
      vErrors = noted(vErrors, instancePath, "must NOT have more than 1000 items");
      errors++;
    }
    const len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      let data0 = data[i0];
      if (typeof data0 === "string") {
        if (!pattern73.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/" + i0, 'must match pattern "^[A-Za-z0-9._*?!\\[\\]^-]{1,63}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/" + i0, "must be string");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be array");
    errors++;
  }
  validate77.errors = vErrors;
  return errors === 0;
}
validate77.evaluated = { "items": true, "dynamicProps": false, "dynamicItems": false };
function validate79(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate79.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (Array.isArray(data)) {
    if (data.length > 1e3) {
      vErrors = noted(vErrors, instancePath, "must NOT have more than 1000 items");
      errors++;
    }
    const len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      let data0 = data[i0];
      if (typeof data0 === "string") {
        if (func69(data0) > 255) {
          vErrors = noted(vErrors, instancePath + "/" + i0, "must NOT have more than 255 characters");
          errors++;
        }
        if (func69(data0) < 1) {
          vErrors = noted(vErrors, instancePath + "/" + i0, "must NOT have fewer than 1 characters");
          errors++;
        }
        if (!pattern57.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/" + i0, 'must match pattern "^[A-Za-z0-9:_.\\\\@*?!\\[\\]^-]+$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/" + i0, "must be string");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be array");
    errors++;
  }
  validate79.errors = vErrors;
  return errors === 0;
}
validate79.evaluated = { "items": true, "dynamicProps": false, "dynamicItems": false };
function validate76(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate76.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.id === void 0 || !func0.call(data, "id")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'id'");
      errors++;
    }
    if (data.user === void 0 || !func0.call(data, "user")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'user'");
      errors++;
    }
    if (data.id !== void 0 && func0.call(data, "id")) {
      let data0 = data.id;
      if (typeof data0 === "string") {
        if (!pattern4.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/id", 'must match pattern "^[A-Za-z0-9_-]{22,64}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/id", "must be string");
        errors++;
      }
    }
    if (data.startBy !== void 0 && func0.call(data, "startBy")) {
      let data1 = data.startBy;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/startBy", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 253402300799999 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be <= 253402300799999");
          errors++;
        }
        if (data1 < 0 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endBy !== void 0 && func0.call(data, "endBy")) {
      let data2 = data.endBy;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        vErrors = noted(vErrors, instancePath + "/endBy", "must be integer");
        errors++;
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 > 253402300799999 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be <= 253402300799999");
          errors++;
        }
        if (data2 < 0 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.startWithinMs !== void 0 && func0.call(data, "startWithinMs")) {
      let data3 = data.startWithinMs;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be integer");
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 > 864e5 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be <= 86400000");
          errors++;
        }
        if (data3 < 0 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endWithinMs !== void 0 && func0.call(data, "endWithinMs")) {
      let data4 = data.endWithinMs;
      if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
        vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be integer");
        errors++;
      }
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 6048e5 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be <= 604800000");
          errors++;
        }
        if (data4 < 0 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.user !== void 0 && func0.call(data, "user")) {
      let data5 = data.user;
      if (typeof data5 === "string") {
        if (!pattern5.test(data5)) {
          vErrors = noted(vErrors, instancePath + "/user", 'must match pattern "^[A-Za-z0-9._@-]{1,63}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/user", "must be string");
        errors++;
      }
    }
    if (data.role !== void 0 && func0.call(data, "role")) {
      let data6 = data.role;
      if (typeof data6 !== "string") {
        vErrors = noted(vErrors, instancePath + "/role", "must be string");
        errors++;
      }
      if (!(data6 === "viewer" || data6 === "operator" || data6 === "admin")) {
        vErrors = noted(vErrors, instancePath + "/role", "must be equal to one of the allowed values");
        errors++;
      }
    }
    if (data.nodes !== void 0 && func0.call(data, "nodes")) {
      if (!validate77(data.nodes, { instancePath: instancePath + "/nodes", parentData: data, parentDataProperty: "nodes", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate77.errors : vErrors.concat(validate77.errors);
        errors = vErrors.length;
      }
    }
    if (data.units !== void 0 && func0.call(data, "units")) {
      if (!validate79(data.units, { instancePath: instancePath + "/units", parentData: data, parentDataProperty: "units", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate79.errors : vErrors.concat(validate79.errors);
        errors = vErrors.length;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate76.errors = vErrors;
  return errors === 0;
}
validate76.evaluated = { "props": { "id": true, "startBy": true, "endBy": true, "startWithinMs": true, "endWithinMs": true, "user": true, "role": true, "nodes": true, "units": true }, "dynamicProps": false, "dynamicItems": false };
var request_user = validate81;
function validate81(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate81.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.id === void 0 || !func0.call(data, "id")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'id'");
      errors++;
    }
    if (data.user === void 0 || !func0.call(data, "user")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'user'");
      errors++;
    }
    if (data.id !== void 0 && func0.call(data, "id")) {
      let data0 = data.id;
      if (typeof data0 === "string") {
        if (!pattern4.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/id", 'must match pattern "^[A-Za-z0-9_-]{22,64}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/id", "must be string");
        errors++;
      }
    }
    if (data.startBy !== void 0 && func0.call(data, "startBy")) {
      let data1 = data.startBy;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/startBy", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 253402300799999 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be <= 253402300799999");
          errors++;
        }
        if (data1 < 0 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endBy !== void 0 && func0.call(data, "endBy")) {
      let data2 = data.endBy;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        vErrors = noted(vErrors, instancePath + "/endBy", "must be integer");
        errors++;
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 > 253402300799999 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be <= 253402300799999");
          errors++;
        }
        if (data2 < 0 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.startWithinMs !== void 0 && func0.call(data, "startWithinMs")) {
      let data3 = data.startWithinMs;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be integer");
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 > 864e5 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be <= 86400000");
          errors++;
        }
        if (data3 < 0 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endWithinMs !== void 0 && func0.call(data, "endWithinMs")) {
      let data4 = data.endWithinMs;
      if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
        vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be integer");
        errors++;
      }
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 6048e5 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be <= 604800000");
          errors++;
        }
        if (data4 < 0 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.user !== void 0 && func0.call(data, "user")) {
      let data5 = data.user;
      if (typeof data5 === "string") {
        if (!pattern5.test(data5)) {
          vErrors = noted(vErrors, instancePath + "/user", 'must match pattern "^[A-Za-z0-9._@-]{1,63}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/user", "must be string");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate81.errors = vErrors;
  return errors === 0;
}
validate81.evaluated = { "props": { "id": true, "startBy": true, "endBy": true, "startWithinMs": true, "endWithinMs": true, "user": true }, "dynamicProps": false, "dynamicItems": false };
var request = validate82;
function validate82(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate82.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.id === void 0 || !func0.call(data, "id")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'id'");
      errors++;
    }
    if (data.id !== void 0 && func0.call(data, "id")) {
      let data0 = data.id;
      if (typeof data0 === "string") {
        if (!pattern4.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/id", 'must match pattern "^[A-Za-z0-9_-]{22,64}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/id", "must be string");
        errors++;
      }
    }
    if (data.startBy !== void 0 && func0.call(data, "startBy")) {
      let data1 = data.startBy;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/startBy", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 253402300799999 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be <= 253402300799999");
          errors++;
        }
        if (data1 < 0 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/startBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endBy !== void 0 && func0.call(data, "endBy")) {
      let data2 = data.endBy;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        vErrors = noted(vErrors, instancePath + "/endBy", "must be integer");
        errors++;
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 > 253402300799999 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be <= 253402300799999");
          errors++;
        }
        if (data2 < 0 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/endBy", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.startWithinMs !== void 0 && func0.call(data, "startWithinMs")) {
      let data3 = data.startWithinMs;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be integer");
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 > 864e5 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be <= 86400000");
          errors++;
        }
        if (data3 < 0 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/startWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.endWithinMs !== void 0 && func0.call(data, "endWithinMs")) {
      let data4 = data.endWithinMs;
      if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
        vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be integer");
        errors++;
      }
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 6048e5 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be <= 604800000");
          errors++;
        }
        if (data4 < 0 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/endWithinMs", "must be >= 0");
          errors++;
        }
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate82.errors = vErrors;
  return errors === 0;
}
validate82.evaluated = { "props": { "id": true, "startBy": true, "endBy": true, "startWithinMs": true, "endWithinMs": true }, "dynamicProps": false, "dynamicItems": false };
var row_active_state = validate83;
function validate83(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate83.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.unit === void 0 || !func0.call(data, "unit")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'unit'");
      errors++;
    }
    if (data.load === void 0 || !func0.call(data, "load")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'load'");
      errors++;
    }
    if (data.active === void 0 || !func0.call(data, "active")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'active'");
      errors++;
    }
    if (data.unit !== void 0 && func0.call(data, "unit")) {
      let data0 = data.unit;
      if (typeof data0 === "string") {
        if (func69(data0) > 255) {
          vErrors = noted(vErrors, instancePath + "/unit", "must NOT have more than 255 characters");
          errors++;
        }
        if (!pattern6.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/unit", 'must match pattern "^[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/unit", "must be string");
        errors++;
      }
    }
    if (data.load !== void 0 && func0.call(data, "load")) {
      if (typeof data.load !== "string") {
        vErrors = noted(vErrors, instancePath + "/load", "must be string");
        errors++;
      }
    }
    if (data.active !== void 0 && func0.call(data, "active")) {
      if (typeof data.active !== "string") {
        vErrors = noted(vErrors, instancePath + "/active", "must be string");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate83.errors = vErrors;
  return errors === 0;
}
validate83.evaluated = { "props": { "unit": true, "load": true, "active": true }, "dynamicProps": false, "dynamicItems": false };
var row_allowed_node = validate84;
function validate84(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate84.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.node === void 0 || !func0.call(data, "node")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'node'");
      errors++;
    }
    if (data.allowed === void 0 || !func0.call(data, "allowed")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'allowed'");
      errors++;
    }
    if (data.changed === void 0 || !func0.call(data, "changed")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'changed'");
      errors++;
    }
    if (data.node !== void 0 && func0.call(data, "node")) {
      let data0 = data.node;
      if (typeof data0 === "string") {
        if (!pattern16.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/node", 'must match pattern "^[A-Za-z0-9._-]{1,63}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/node", "must be string");
        errors++;
      }
    }
    if (data.allowed !== void 0 && func0.call(data, "allowed")) {
      if (typeof data.allowed !== "boolean") {
        vErrors = noted(vErrors, instancePath + "/allowed", "must be boolean");
        errors++;
      }
    }
    if (data.changed !== void 0 && func0.call(data, "changed")) {
      if (typeof data.changed !== "boolean") {
        vErrors = noted(vErrors, instancePath + "/changed", "must be boolean");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate84.errors = vErrors;
  return errors === 0;
}
validate84.evaluated = { "props": { "node": true, "allowed": true, "changed": true }, "dynamicProps": false, "dynamicItems": false };
var row_audit = validate85;
function validate85(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate85.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.at === void 0 || !func0.call(data, "at")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'at'");
      errors++;
    }
    if (data.result === void 0 || !func0.call(data, "result")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'result'");
      errors++;
    }
    if (data.n !== void 0 && func0.call(data, "n")) {
      let data0 = data.n;
      if (!(typeof data0 == "number" && (!(data0 % 1) && !isNaN(data0)) && isFinite(data0))) {
        vErrors = noted(vErrors, instancePath + "/n", "must be integer");
        errors++;
      }
      if (typeof data0 == "number" && isFinite(data0)) {
        if (data0 < 1 || isNaN(data0)) {
          vErrors = noted(vErrors, instancePath + "/n", "must be >= 1");
          errors++;
        }
      }
    }
    if (data.at !== void 0 && func0.call(data, "at")) {
      let data1 = data.at;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/at", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 253402300799999 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/at", "must be <= 253402300799999");
          errors++;
        }
        if (data1 < 0 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/at", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.user !== void 0 && func0.call(data, "user")) {
      if (typeof data.user !== "string") {
        vErrors = noted(vErrors, instancePath + "/user", "must be string");
        errors++;
      }
    }
    if (data.address !== void 0 && func0.call(data, "address")) {
      if (typeof data.address !== "string") {
        vErrors = noted(vErrors, instancePath + "/address", "must be string");
        errors++;
      }
    }
    if (data.node !== void 0 && func0.call(data, "node")) {
      if (typeof data.node !== "string") {
        vErrors = noted(vErrors, instancePath + "/node", "must be string");
        errors++;
      }
    }
    if (data.verb !== void 0 && func0.call(data, "verb")) {
      if (typeof data.verb !== "string") {
        vErrors = noted(vErrors, instancePath + "/verb", "must be string");
        errors++;
      }
    }
    if (data.unit !== void 0 && func0.call(data, "unit")) {
      if (typeof data.unit !== "string") {
        vErrors = noted(vErrors, instancePath + "/unit", "must be string");
        errors++;
      }
    }
    if (data.units !== void 0 && func0.call(data, "units")) {
      let data7 = data.units;
      if (Array.isArray(data7)) {
        const len0 = data7.length;
        for (let i0 = 0; i0 < len0; i0++) {
          if (typeof data7[i0] !== "string") {
            vErrors = noted(vErrors, instancePath + "/units/" + i0, "must be string");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/units", "must be array");
        errors++;
      }
    }
    if (data.nodes !== void 0 && func0.call(data, "nodes")) {
      let data9 = data.nodes;
      if (Array.isArray(data9)) {
        const len1 = data9.length;
        for (let i1 = 0; i1 < len1; i1++) {
          if (typeof data9[i1] !== "string") {
            vErrors = noted(vErrors, instancePath + "/nodes/" + i1, "must be string");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/nodes", "must be array");
        errors++;
      }
    }
    if (data.count !== void 0 && func0.call(data, "count")) {
      let data11 = data.count;
      if (!(typeof data11 == "number" && (!(data11 % 1) && !isNaN(data11)) && isFinite(data11))) {
        vErrors = noted(vErrors, instancePath + "/count", "must be integer");
        errors++;
      }
      if (typeof data11 == "number" && isFinite(data11)) {
        if (data11 < 1 || isNaN(data11)) {
          vErrors = noted(vErrors, instancePath + "/count", "must be >= 1");
          errors++;
        }
      }
    }
    if (data.command !== void 0 && func0.call(data, "command")) {
      if (typeof data.command !== "string") {
        vErrors = noted(vErrors, instancePath + "/command", "must be string");
        errors++;
      }
    }
    if (data.level !== void 0 && func0.call(data, "level")) {
      if (typeof data.level !== "string") {
        vErrors = noted(vErrors, instancePath + "/level", "must be string");
        errors++;
      }
    }
    if (data.job !== void 0 && func0.call(data, "job")) {
      if (typeof data.job !== "string") {
        vErrors = noted(vErrors, instancePath + "/job", "must be string");
        errors++;
      }
    }
    if (data.about !== void 0 && func0.call(data, "about")) {
      if (typeof data.about !== "string") {
        vErrors = noted(vErrors, instancePath + "/about", "must be string");
        errors++;
      }
    }
    if (data.role !== void 0 && func0.call(data, "role")) {
      let data16 = data.role;
      if (typeof data16 !== "string") {
        vErrors = noted(vErrors, instancePath + "/role", "must be string");
        errors++;
      }
      if (!(data16 === "viewer" || data16 === "operator" || data16 === "admin")) {
        vErrors = noted(vErrors, instancePath + "/role", "must be equal to one of the allowed values");
        errors++;
      }
    }
    if (data.result !== void 0 && func0.call(data, "result")) {
      let data17 = data.result;
      if (typeof data17 !== "string") {
        vErrors = noted(vErrors, instancePath + "/result", "must be string");
        errors++;
      }
      if (!(data17 === "done" || data17 === "failed" || data17 === "canceled" || data17 === "timeout" || data17 === "dependency" || data17 === "skipped" || data17 === "expired" || data17 === "lost" || data17 === "open" || data17 === "begun" || data17 === "refused")) {
        vErrors = noted(vErrors, instancePath + "/result", "must be equal to one of the allowed values");
        errors++;
      }
    }
    if (data.code !== void 0 && func0.call(data, "code")) {
      if (typeof data.code !== "string") {
        vErrors = noted(vErrors, instancePath + "/code", "must be string");
        errors++;
      }
    }
    if (data.resolved !== void 0 && func0.call(data, "resolved")) {
      let data19 = data.resolved;
      if (typeof data19 !== "string") {
        vErrors = noted(vErrors, instancePath + "/resolved", "must be string");
        errors++;
      }
      if (!(data19 === "done" || data19 === "failed" || data19 === "canceled" || data19 === "timeout" || data19 === "dependency" || data19 === "skipped" || data19 === "expired" || data19 === "lost")) {
        vErrors = noted(vErrors, instancePath + "/resolved", "must be equal to one of the allowed values");
        errors++;
      }
    }
    if (data.durationMs !== void 0 && func0.call(data, "durationMs")) {
      let data20 = data.durationMs;
      if (!(typeof data20 == "number" && (!(data20 % 1) && !isNaN(data20)) && isFinite(data20))) {
        vErrors = noted(vErrors, instancePath + "/durationMs", "must be integer");
        errors++;
      }
      if (typeof data20 == "number" && isFinite(data20)) {
        if (data20 < 0 || isNaN(data20)) {
          vErrors = noted(vErrors, instancePath + "/durationMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.id !== void 0 && func0.call(data, "id")) {
      if (typeof data.id !== "string") {
        vErrors = noted(vErrors, instancePath + "/id", "must be string");
        errors++;
      }
    }
    if (data.times !== void 0 && func0.call(data, "times")) {
      let data22 = data.times;
      if (!(typeof data22 == "number" && (!(data22 % 1) && !isNaN(data22)) && isFinite(data22))) {
        vErrors = noted(vErrors, instancePath + "/times", "must be integer");
        errors++;
      }
      if (typeof data22 == "number" && isFinite(data22)) {
        if (data22 < 1 || isNaN(data22)) {
          vErrors = noted(vErrors, instancePath + "/times", "must be >= 1");
          errors++;
        }
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate85.errors = vErrors;
  return errors === 0;
}
validate85.evaluated = { "props": { "n": true, "at": true, "user": true, "address": true, "node": true, "verb": true, "unit": true, "units": true, "nodes": true, "count": true, "command": true, "level": true, "job": true, "about": true, "role": true, "result": true, "code": true, "resolved": true, "durationMs": true, "id": true, "times": true }, "dynamicProps": false, "dynamicItems": false };
var row_default_target = validate86;
function validate86(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate86.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.unit === void 0 || !func0.call(data, "unit")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'unit'");
      errors++;
    }
    if (data.unit !== void 0 && func0.call(data, "unit")) {
      let data0 = data.unit;
      if (typeof data0 === "string") {
        if (func69(data0) > 255) {
          vErrors = noted(vErrors, instancePath + "/unit", "must NOT have more than 255 characters");
          errors++;
        }
        if (!pattern6.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/unit", 'must match pattern "^[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/unit", "must be string");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate86.errors = vErrors;
  return errors === 0;
}
validate86.evaluated = { "props": { "unit": true }, "dynamicProps": false, "dynamicItems": false };
var row_file_state = validate87;
function validate87(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate87.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.unit === void 0 || !func0.call(data, "unit")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'unit'");
      errors++;
    }
    if (data.state === void 0 || !func0.call(data, "state")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'state'");
      errors++;
    }
    if (data.unit !== void 0 && func0.call(data, "unit")) {
      let data0 = data.unit;
      if (typeof data0 === "string") {
        if (func69(data0) > 255) {
          vErrors = noted(vErrors, instancePath + "/unit", "must NOT have more than 255 characters");
          errors++;
        }
        if (!pattern6.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/unit", 'must match pattern "^[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/unit", "must be string");
        errors++;
      }
    }
    if (data.state !== void 0 && func0.call(data, "state")) {
      if (typeof data.state !== "string") {
        vErrors = noted(vErrors, instancePath + "/state", "must be string");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate87.errors = vErrors;
  return errors === 0;
}
validate87.evaluated = { "props": { "unit": true, "state": true }, "dynamicProps": false, "dynamicItems": false };
var row_file = validate88;
function validate88(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate88.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.unit === void 0 || !func0.call(data, "unit")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'unit'");
      errors++;
    }
    if (data.path === void 0 || !func0.call(data, "path")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'path'");
      errors++;
    }
    if (data.text === void 0 || !func0.call(data, "text")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'text'");
      errors++;
    }
    if (data.unit !== void 0 && func0.call(data, "unit")) {
      let data0 = data.unit;
      if (typeof data0 === "string") {
        if (func69(data0) > 255) {
          vErrors = noted(vErrors, instancePath + "/unit", "must NOT have more than 255 characters");
          errors++;
        }
        if (!pattern6.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/unit", 'must match pattern "^[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/unit", "must be string");
        errors++;
      }
    }
    if (data.path !== void 0 && func0.call(data, "path")) {
      if (typeof data.path !== "string") {
        vErrors = noted(vErrors, instancePath + "/path", "must be string");
        errors++;
      }
    }
    if (data.text !== void 0 && func0.call(data, "text")) {
      if (typeof data.text !== "string") {
        vErrors = noted(vErrors, instancePath + "/text", "must be string");
        errors++;
      }
    }
    if (data.problem !== void 0 && func0.call(data, "problem")) {
      if (typeof data.problem !== "string") {
        vErrors = noted(vErrors, instancePath + "/problem", "must be string");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate88.errors = vErrors;
  return errors === 0;
}
validate88.evaluated = { "props": { "unit": true, "path": true, "text": true, "problem": true }, "dynamicProps": false, "dynamicItems": false };
var row_invitation = validate89;
var pattern128 = new RegExp("^[A-Za-z0-9_-]*$", "u");
var pattern129 = new RegExp("^[0-9a-f]*$", "u");
function validate89(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate89.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.node === void 0 || !func0.call(data, "node")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'node'");
      errors++;
    }
    if (data.changed === void 0 || !func0.call(data, "changed")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'changed'");
      errors++;
    }
    if (data.token === void 0 || !func0.call(data, "token")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'token'");
      errors++;
    }
    if (data.ca === void 0 || !func0.call(data, "ca")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'ca'");
      errors++;
    }
    if (data.host === void 0 || !func0.call(data, "host")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'host'");
      errors++;
    }
    if (data.port === void 0 || !func0.call(data, "port")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'port'");
      errors++;
    }
    if (data.until === void 0 || !func0.call(data, "until")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'until'");
      errors++;
    }
    if (data.node !== void 0 && func0.call(data, "node")) {
      let data0 = data.node;
      if (typeof data0 === "string") {
        if (!pattern16.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/node", 'must match pattern "^[A-Za-z0-9._-]{1,63}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/node", "must be string");
        errors++;
      }
    }
    if (data.changed !== void 0 && func0.call(data, "changed")) {
      if (typeof data.changed !== "boolean") {
        vErrors = noted(vErrors, instancePath + "/changed", "must be boolean");
        errors++;
      }
    }
    if (data.token !== void 0 && func0.call(data, "token")) {
      let data2 = data.token;
      if (typeof data2 === "string") {
        if (func69(data2) > 64) {
          vErrors = noted(vErrors, instancePath + "/token", "must NOT have more than 64 characters");
          errors++;
        }
        if (func69(data2) < 22) {
          vErrors = noted(vErrors, instancePath + "/token", "must NOT have fewer than 22 characters");
          errors++;
        }
        if (!pattern128.test(data2)) {
          vErrors = noted(vErrors, instancePath + "/token", 'must match pattern "^[A-Za-z0-9_-]*$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/token", "must be string");
        errors++;
      }
    }
    if (data.ca !== void 0 && func0.call(data, "ca")) {
      let data3 = data.ca;
      if (typeof data3 === "string") {
        if (func69(data3) > 64) {
          vErrors = noted(vErrors, instancePath + "/ca", "must NOT have more than 64 characters");
          errors++;
        }
        if (func69(data3) < 64) {
          vErrors = noted(vErrors, instancePath + "/ca", "must NOT have fewer than 64 characters");
          errors++;
        }
        if (!pattern129.test(data3)) {
          vErrors = noted(vErrors, instancePath + "/ca", 'must match pattern "^[0-9a-f]*$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/ca", "must be string");
        errors++;
      }
    }
    if (data.host !== void 0 && func0.call(data, "host")) {
      let data4 = data.host;
      if (typeof data4 === "string") {
        if (func69(data4) > 253) {
          vErrors = noted(vErrors, instancePath + "/host", "must NOT have more than 253 characters");
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/host", "must be string");
        errors++;
      }
    }
    if (data.port !== void 0 && func0.call(data, "port")) {
      let data5 = data.port;
      if (!(typeof data5 == "number" && (!(data5 % 1) && !isNaN(data5)) && isFinite(data5))) {
        vErrors = noted(vErrors, instancePath + "/port", "must be integer");
        errors++;
      }
      if (typeof data5 == "number" && isFinite(data5)) {
        if (data5 > 65535 || isNaN(data5)) {
          vErrors = noted(vErrors, instancePath + "/port", "must be <= 65535");
          errors++;
        }
        if (data5 < 1 || isNaN(data5)) {
          vErrors = noted(vErrors, instancePath + "/port", "must be >= 1");
          errors++;
        }
      }
    }
    if (data.until !== void 0 && func0.call(data, "until")) {
      let data6 = data.until;
      if (!(typeof data6 == "number" && (!(data6 % 1) && !isNaN(data6)) && isFinite(data6))) {
        vErrors = noted(vErrors, instancePath + "/until", "must be integer");
        errors++;
      }
      if (typeof data6 == "number" && isFinite(data6)) {
        if (data6 > 253402300799999 || isNaN(data6)) {
          vErrors = noted(vErrors, instancePath + "/until", "must be <= 253402300799999");
          errors++;
        }
        if (data6 < 0 || isNaN(data6)) {
          vErrors = noted(vErrors, instancePath + "/until", "must be >= 0");
          errors++;
        }
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate89.errors = vErrors;
  return errors === 0;
}
validate89.evaluated = { "props": { "node": true, "changed": true, "token": true, "ca": true, "host": true, "port": true, "until": true }, "dynamicProps": false, "dynamicItems": false };
var row_log_level = validate90;
function validate90(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate90.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.level === void 0 || !func0.call(data, "level")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'level'");
      errors++;
    }
    if (data.level !== void 0 && func0.call(data, "level")) {
      let data0 = data.level;
      if (typeof data0 !== "string") {
        vErrors = noted(vErrors, instancePath + "/level", "must be string");
        errors++;
      }
      if (!(data0 === "error" || data0 === "warn" || data0 === "info" || data0 === "debug")) {
        vErrors = noted(vErrors, instancePath + "/level", "must be equal to one of the allowed values");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate90.errors = vErrors;
  return errors === 0;
}
validate90.evaluated = { "props": { "level": true }, "dynamicProps": false, "dynamicItems": false };
var row_node = validate91;
function validate91(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate91.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.node === void 0 || !func0.call(data, "node")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'node'");
      errors++;
    }
    if (data.state === void 0 || !func0.call(data, "state")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'state'");
      errors++;
    }
    if (data.reason === void 0 || !func0.call(data, "reason")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'reason'");
      errors++;
    }
    if (data.synced === void 0 || !func0.call(data, "synced")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'synced'");
      errors++;
    }
    if (data.node !== void 0 && func0.call(data, "node")) {
      let data0 = data.node;
      if (typeof data0 === "string") {
        if (!pattern16.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/node", 'must match pattern "^[A-Za-z0-9._-]{1,63}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/node", "must be string");
        errors++;
      }
    }
    if (data.state !== void 0 && func0.call(data, "state")) {
      let data1 = data.state;
      if (typeof data1 !== "string") {
        vErrors = noted(vErrors, instancePath + "/state", "must be string");
        errors++;
      }
      if (!(data1 === "online" || data1 === "unreachable" || data1 === "offline")) {
        vErrors = noted(vErrors, instancePath + "/state", "must be equal to one of the allowed values");
        errors++;
      }
    }
    if (data.reason !== void 0 && func0.call(data, "reason")) {
      if (typeof data.reason !== "string") {
        vErrors = noted(vErrors, instancePath + "/reason", "must be string");
        errors++;
      }
    }
    if (data.since !== void 0 && func0.call(data, "since")) {
      let data3 = data.since;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        vErrors = noted(vErrors, instancePath + "/since", "must be integer");
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 > 253402300799999 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/since", "must be <= 253402300799999");
          errors++;
        }
        if (data3 < 0 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/since", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.lastSeen !== void 0 && func0.call(data, "lastSeen")) {
      let data4 = data.lastSeen;
      if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
        vErrors = noted(vErrors, instancePath + "/lastSeen", "must be integer");
        errors++;
      }
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 253402300799999 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/lastSeen", "must be <= 253402300799999");
          errors++;
        }
        if (data4 < 0 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/lastSeen", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.ageMs !== void 0 && func0.call(data, "ageMs")) {
      let data5 = data.ageMs;
      if (!(typeof data5 == "number" && (!(data5 % 1) && !isNaN(data5)) && isFinite(data5))) {
        vErrors = noted(vErrors, instancePath + "/ageMs", "must be integer");
        errors++;
      }
      if (typeof data5 == "number" && isFinite(data5)) {
        if (data5 < 0 || isNaN(data5)) {
          vErrors = noted(vErrors, instancePath + "/ageMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.synced !== void 0 && func0.call(data, "synced")) {
      if (typeof data.synced !== "boolean") {
        vErrors = noted(vErrors, instancePath + "/synced", "must be boolean");
        errors++;
      }
    }
    if (data.address !== void 0 && func0.call(data, "address")) {
      if (typeof data.address !== "string") {
        vErrors = noted(vErrors, instancePath + "/address", "must be string");
        errors++;
      }
    }
    if (data.version !== void 0 && func0.call(data, "version")) {
      if (typeof data.version !== "string") {
        vErrors = noted(vErrors, instancePath + "/version", "must be string");
        errors++;
      }
    }
    if (data.bootId !== void 0 && func0.call(data, "bootId")) {
      let data9 = data.bootId;
      if (typeof data9 === "string") {
        if (!pattern7.test(data9)) {
          vErrors = noted(vErrors, instancePath + "/bootId", 'must match pattern "^[0-9a-f]{32}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/bootId", "must be string");
        errors++;
      }
    }
    if (data.units !== void 0 && func0.call(data, "units")) {
      let data10 = data.units;
      if (!(typeof data10 == "number" && (!(data10 % 1) && !isNaN(data10)) && isFinite(data10))) {
        vErrors = noted(vErrors, instancePath + "/units", "must be integer");
        errors++;
      }
      if (typeof data10 == "number" && isFinite(data10)) {
        if (data10 < 0 || isNaN(data10)) {
          vErrors = noted(vErrors, instancePath + "/units", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.power !== void 0 && func0.call(data, "power")) {
      let data11 = data.power;
      if (data11 && typeof data11 == "object" && !Array.isArray(data11)) {
        if (data11.guard === void 0 || !func0.call(data11, "guard")) {
          vErrors = noted(vErrors, instancePath + "/power", "must have required property 'guard'");
          errors++;
        }
        if (data11.isAllowed === void 0 || !func0.call(data11, "isAllowed")) {
          vErrors = noted(vErrors, instancePath + "/power", "must have required property 'isAllowed'");
          errors++;
        }
        if (data11.guard !== void 0 && func0.call(data11, "guard")) {
          if (typeof data11.guard !== "boolean") {
            vErrors = noted(vErrors, instancePath + "/power/guard", "must be boolean");
            errors++;
          }
        }
        if (data11.armed !== void 0 && func0.call(data11, "armed")) {
          let data13 = data11.armed;
          if (typeof data13 === "string") {
            if (func69(data13) > 128) {
              vErrors = noted(vErrors, instancePath + "/power/armed", "must NOT have more than 128 characters");
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/power/armed", "must be string");
            errors++;
          }
        }
        if (data11.isAllowed !== void 0 && func0.call(data11, "isAllowed")) {
          if (typeof data11.isAllowed !== "boolean") {
            vErrors = noted(vErrors, instancePath + "/power/isAllowed", "must be boolean");
            errors++;
          }
        }
        if (data11.run !== void 0 && func0.call(data11, "run")) {
          let data15 = data11.run;
          if (!(typeof data15 == "number" && (!(data15 % 1) && !isNaN(data15)) && isFinite(data15))) {
            vErrors = noted(vErrors, instancePath + "/power/run", "must be integer");
            errors++;
          }
          if (typeof data15 == "number" && isFinite(data15)) {
            if (data15 > 9007199254740991 || isNaN(data15)) {
              vErrors = noted(vErrors, instancePath + "/power/run", "must be <= 9007199254740991");
              errors++;
            }
            if (data15 < 0 || isNaN(data15)) {
              vErrors = noted(vErrors, instancePath + "/power/run", "must be >= 0");
              errors++;
            }
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/power", "must be object");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate91.errors = vErrors;
  return errors === 0;
}
validate91.evaluated = { "props": { "node": true, "state": true, "reason": true, "since": true, "lastSeen": true, "ageMs": true, "synced": true, "address": true, "version": true, "bootId": true, "units": true, "power": true }, "dynamicProps": false, "dynamicItems": false };
var row_property = validate92;
function validate92(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate92.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0 || !func0.call(data, "name")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'name'");
      errors++;
    }
    if (data.value === void 0 || !func0.call(data, "value")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'value'");
      errors++;
    }
    if (data.unit !== void 0 && func0.call(data, "unit")) {
      let data0 = data.unit;
      if (typeof data0 === "string") {
        if (func69(data0) > 255) {
          vErrors = noted(vErrors, instancePath + "/unit", "must NOT have more than 255 characters");
          errors++;
        }
        if (!pattern6.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/unit", 'must match pattern "^[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/unit", "must be string");
        errors++;
      }
    }
    if (data.name !== void 0 && func0.call(data, "name")) {
      if (typeof data.name !== "string") {
        vErrors = noted(vErrors, instancePath + "/name", "must be string");
        errors++;
      }
    }
    if (data.value !== void 0 && func0.call(data, "value")) {
      if (typeof data.value !== "string") {
        vErrors = noted(vErrors, instancePath + "/value", "must be string");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate92.errors = vErrors;
  return errors === 0;
}
validate92.evaluated = { "props": { "unit": true, "name": true, "value": true }, "dynamicProps": false, "dynamicItems": false };
var row_status = validate93;
function validate93(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate93.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.unit === void 0 || !func0.call(data, "unit")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'unit'");
      errors++;
    }
    if (data.load === void 0 || !func0.call(data, "load")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'load'");
      errors++;
    }
    if (data.active === void 0 || !func0.call(data, "active")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'active'");
      errors++;
    }
    if (data.sub === void 0 || !func0.call(data, "sub")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'sub'");
      errors++;
    }
    if (data.description === void 0 || !func0.call(data, "description")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'description'");
      errors++;
    }
    if (data.unit !== void 0 && func0.call(data, "unit")) {
      let data0 = data.unit;
      if (typeof data0 === "string") {
        if (func69(data0) > 255) {
          vErrors = noted(vErrors, instancePath + "/unit", "must NOT have more than 255 characters");
          errors++;
        }
        if (!pattern6.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/unit", 'must match pattern "^[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/unit", "must be string");
        errors++;
      }
    }
    if (data.load !== void 0 && func0.call(data, "load")) {
      if (typeof data.load !== "string") {
        vErrors = noted(vErrors, instancePath + "/load", "must be string");
        errors++;
      }
    }
    if (data.active !== void 0 && func0.call(data, "active")) {
      if (typeof data.active !== "string") {
        vErrors = noted(vErrors, instancePath + "/active", "must be string");
        errors++;
      }
    }
    if (data.sub !== void 0 && func0.call(data, "sub")) {
      if (typeof data.sub !== "string") {
        vErrors = noted(vErrors, instancePath + "/sub", "must be string");
        errors++;
      }
    }
    if (data.description !== void 0 && func0.call(data, "description")) {
      if (typeof data.description !== "string") {
        vErrors = noted(vErrors, instancePath + "/description", "must be string");
        errors++;
      }
    }
    if (data.fileState !== void 0 && func0.call(data, "fileState")) {
      if (typeof data.fileState !== "string") {
        vErrors = noted(vErrors, instancePath + "/fileState", "must be string");
        errors++;
      }
    }
    if (data.fragment !== void 0 && func0.call(data, "fragment")) {
      if (typeof data.fragment !== "string") {
        vErrors = noted(vErrors, instancePath + "/fragment", "must be string");
        errors++;
      }
    }
    if (data.result !== void 0 && func0.call(data, "result")) {
      if (typeof data.result !== "string") {
        vErrors = noted(vErrors, instancePath + "/result", "must be string");
        errors++;
      }
    }
    if (data.condition !== void 0 && func0.call(data, "condition")) {
      if (typeof data.condition !== "boolean") {
        vErrors = noted(vErrors, instancePath + "/condition", "must be boolean");
        errors++;
      }
    }
    if (data.invocation !== void 0 && func0.call(data, "invocation")) {
      let data9 = data.invocation;
      if (typeof data9 === "string") {
        if (!pattern7.test(data9)) {
          vErrors = noted(vErrors, instancePath + "/invocation", 'must match pattern "^[0-9a-f]{32}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/invocation", "must be string");
        errors++;
      }
    }
    if (data.mainPid !== void 0 && func0.call(data, "mainPid")) {
      let data10 = data.mainPid;
      if (!(typeof data10 == "number" && (!(data10 % 1) && !isNaN(data10)) && isFinite(data10))) {
        vErrors = noted(vErrors, instancePath + "/mainPid", "must be integer");
        errors++;
      }
      if (typeof data10 == "number" && isFinite(data10)) {
        if (data10 < 0 || isNaN(data10)) {
          vErrors = noted(vErrors, instancePath + "/mainPid", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.sinceMs !== void 0 && func0.call(data, "sinceMs")) {
      let data11 = data.sinceMs;
      if (!(typeof data11 == "number" && (!(data11 % 1) && !isNaN(data11)) && isFinite(data11))) {
        vErrors = noted(vErrors, instancePath + "/sinceMs", "must be integer");
        errors++;
      }
      if (typeof data11 == "number" && isFinite(data11)) {
        if (data11 < 0 || isNaN(data11)) {
          vErrors = noted(vErrors, instancePath + "/sinceMs", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.memoryBytes !== void 0 && func0.call(data, "memoryBytes")) {
      let data12 = data.memoryBytes;
      if (!(typeof data12 == "number" && (!(data12 % 1) && !isNaN(data12)) && isFinite(data12))) {
        vErrors = noted(vErrors, instancePath + "/memoryBytes", "must be integer");
        errors++;
      }
      if (typeof data12 == "number" && isFinite(data12)) {
        if (data12 < 0 || isNaN(data12)) {
          vErrors = noted(vErrors, instancePath + "/memoryBytes", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.tasks !== void 0 && func0.call(data, "tasks")) {
      let data13 = data.tasks;
      if (!(typeof data13 == "number" && (!(data13 % 1) && !isNaN(data13)) && isFinite(data13))) {
        vErrors = noted(vErrors, instancePath + "/tasks", "must be integer");
        errors++;
      }
      if (typeof data13 == "number" && isFinite(data13)) {
        if (data13 < 0 || isNaN(data13)) {
          vErrors = noted(vErrors, instancePath + "/tasks", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.exitCode !== void 0 && func0.call(data, "exitCode")) {
      let data14 = data.exitCode;
      if (!(typeof data14 == "number" && (!(data14 % 1) && !isNaN(data14)) && isFinite(data14))) {
        vErrors = noted(vErrors, instancePath + "/exitCode", "must be integer");
        errors++;
      }
      if (typeof data14 == "number" && isFinite(data14)) {
        if (data14 < 0 || isNaN(data14)) {
          vErrors = noted(vErrors, instancePath + "/exitCode", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.log !== void 0 && func0.call(data, "log")) {
      let data15 = data.log;
      if (Array.isArray(data15)) {
        const len0 = data15.length;
        for (let i0 = 0; i0 < len0; i0++) {
          if (typeof data15[i0] !== "string") {
            vErrors = noted(vErrors, instancePath + "/log/" + i0, "must be string");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/log", "must be array");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate93.errors = vErrors;
  return errors === 0;
}
validate93.evaluated = { "props": { "unit": true, "load": true, "active": true, "sub": true, "description": true, "fileState": true, "fragment": true, "result": true, "condition": true, "invocation": true, "mainPid": true, "sinceMs": true, "memoryBytes": true, "tasks": true, "exitCode": true, "log": true }, "dynamicProps": false, "dynamicItems": false };
var row_time = validate94;
function validate94(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate94.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.now === void 0 || !func0.call(data, "now")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'now'");
      errors++;
    }
    if (data.epoch === void 0 || !func0.call(data, "epoch")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'epoch'");
      errors++;
    }
    if (data.version === void 0 || !func0.call(data, "version")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'version'");
      errors++;
    }
    if (data.now !== void 0 && func0.call(data, "now")) {
      let data0 = data.now;
      if (!(typeof data0 == "number" && (!(data0 % 1) && !isNaN(data0)) && isFinite(data0))) {
        vErrors = noted(vErrors, instancePath + "/now", "must be integer");
        errors++;
      }
      if (typeof data0 == "number" && isFinite(data0)) {
        if (data0 > 253402300799999 || isNaN(data0)) {
          vErrors = noted(vErrors, instancePath + "/now", "must be <= 253402300799999");
          errors++;
        }
        if (data0 < 0 || isNaN(data0)) {
          vErrors = noted(vErrors, instancePath + "/now", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.epoch !== void 0 && func0.call(data, "epoch")) {
      let data1 = data.epoch;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/epoch", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 253402300799999 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/epoch", "must be <= 253402300799999");
          errors++;
        }
        if (data1 < 0 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/epoch", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.version !== void 0 && func0.call(data, "version")) {
      if (typeof data.version !== "string") {
        vErrors = noted(vErrors, instancePath + "/version", "must be string");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate94.errors = vErrors;
  return errors === 0;
}
validate94.evaluated = { "props": { "now": true, "epoch": true, "version": true }, "dynamicProps": false, "dynamicItems": false };
var row_typed_property = validate95;
function validate95(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate95.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.interface === void 0 || !func0.call(data, "interface")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'interface'");
      errors++;
    }
    if (data.name === void 0 || !func0.call(data, "name")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'name'");
      errors++;
    }
    if (data.value === void 0 || !func0.call(data, "value")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'value'");
      errors++;
    }
    if (data.interface !== void 0 && func0.call(data, "interface")) {
      if (typeof data.interface !== "string") {
        vErrors = noted(vErrors, instancePath + "/interface", "must be string");
        errors++;
      }
    }
    if (data.name !== void 0 && func0.call(data, "name")) {
      if (typeof data.name !== "string") {
        vErrors = noted(vErrors, instancePath + "/name", "must be string");
        errors++;
      }
    }
    if (data.value !== void 0 && func0.call(data, "value")) {
      let data2 = data.value;
      if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
        if (data2.sig === void 0 || !func0.call(data2, "sig")) {
          vErrors = noted(vErrors, instancePath + "/value", "must have required property 'sig'");
          errors++;
        }
        if (data2.value === void 0 || !func0.call(data2, "value")) {
          vErrors = noted(vErrors, instancePath + "/value", "must have required property 'value'");
          errors++;
        }
        if (data2.sig !== void 0 && func0.call(data2, "sig")) {
          let data3 = data2.sig;
          if (typeof data3 === "string") {
            if (func69(data3) > 255) {
              vErrors = noted(vErrors, instancePath + "/value/sig", "must NOT have more than 255 characters");
              errors++;
            }
            if (func69(data3) < 1) {
              vErrors = noted(vErrors, instancePath + "/value/sig", "must NOT have fewer than 1 characters");
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/value/sig", "must be string");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/value", "must be object");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate95.errors = vErrors;
  return errors === 0;
}
validate95.evaluated = { "props": { "interface": true, "name": true, "value": true }, "dynamicProps": false, "dynamicItems": false };
var row_unit_file = validate96;
function validate96(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate96.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.unit === void 0 || !func0.call(data, "unit")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'unit'");
      errors++;
    }
    if (data.path === void 0 || !func0.call(data, "path")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'path'");
      errors++;
    }
    if (data.state === void 0 || !func0.call(data, "state")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'state'");
      errors++;
    }
    if (data.unit !== void 0 && func0.call(data, "unit")) {
      if (typeof data.unit !== "string") {
        vErrors = noted(vErrors, instancePath + "/unit", "must be string");
        errors++;
      }
    }
    if (data.path !== void 0 && func0.call(data, "path")) {
      if (typeof data.path !== "string") {
        vErrors = noted(vErrors, instancePath + "/path", "must be string");
        errors++;
      }
    }
    if (data.state !== void 0 && func0.call(data, "state")) {
      if (typeof data.state !== "string") {
        vErrors = noted(vErrors, instancePath + "/state", "must be string");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate96.errors = vErrors;
  return errors === 0;
}
validate96.evaluated = { "props": { "unit": true, "path": true, "state": true }, "dynamicProps": false, "dynamicItems": false };
var row_unit = validate97;
function validate97(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate97.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.node === void 0 || !func0.call(data, "node")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'node'");
      errors++;
    }
    if (data.unit === void 0 || !func0.call(data, "unit")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'unit'");
      errors++;
    }
    if (data.load === void 0 || !func0.call(data, "load")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'load'");
      errors++;
    }
    if (data.active === void 0 || !func0.call(data, "active")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'active'");
      errors++;
    }
    if (data.sub === void 0 || !func0.call(data, "sub")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'sub'");
      errors++;
    }
    if (data.description === void 0 || !func0.call(data, "description")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'description'");
      errors++;
    }
    if (data.stale === void 0 || !func0.call(data, "stale")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'stale'");
      errors++;
    }
    if (data.node !== void 0 && func0.call(data, "node")) {
      let data0 = data.node;
      if (typeof data0 === "string") {
        if (!pattern16.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/node", 'must match pattern "^[A-Za-z0-9._-]{1,63}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/node", "must be string");
        errors++;
      }
    }
    if (data.unit !== void 0 && func0.call(data, "unit")) {
      let data1 = data.unit;
      if (typeof data1 === "string") {
        if (func69(data1) > 255) {
          vErrors = noted(vErrors, instancePath + "/unit", "must NOT have more than 255 characters");
          errors++;
        }
        if (!pattern6.test(data1)) {
          vErrors = noted(vErrors, instancePath + "/unit", 'must match pattern "^[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/unit", "must be string");
        errors++;
      }
    }
    if (data.load !== void 0 && func0.call(data, "load")) {
      if (typeof data.load !== "string") {
        vErrors = noted(vErrors, instancePath + "/load", "must be string");
        errors++;
      }
    }
    if (data.active !== void 0 && func0.call(data, "active")) {
      if (typeof data.active !== "string") {
        vErrors = noted(vErrors, instancePath + "/active", "must be string");
        errors++;
      }
    }
    if (data.sub !== void 0 && func0.call(data, "sub")) {
      if (typeof data.sub !== "string") {
        vErrors = noted(vErrors, instancePath + "/sub", "must be string");
        errors++;
      }
    }
    if (data.description !== void 0 && func0.call(data, "description")) {
      if (typeof data.description !== "string") {
        vErrors = noted(vErrors, instancePath + "/description", "must be string");
        errors++;
      }
    }
    if (data.fileState !== void 0 && func0.call(data, "fileState")) {
      if (typeof data.fileState !== "string") {
        vErrors = noted(vErrors, instancePath + "/fileState", "must be string");
        errors++;
      }
    }
    if (data.freezer !== void 0 && func0.call(data, "freezer")) {
      if (typeof data.freezer !== "string") {
        vErrors = noted(vErrors, instancePath + "/freezer", "must be string");
        errors++;
      }
    }
    if (data.result !== void 0 && func0.call(data, "result")) {
      if (typeof data.result !== "string") {
        vErrors = noted(vErrors, instancePath + "/result", "must be string");
        errors++;
      }
    }
    if (data.invocation !== void 0 && func0.call(data, "invocation")) {
      let data9 = data.invocation;
      if (typeof data9 === "string") {
        if (!pattern7.test(data9)) {
          vErrors = noted(vErrors, instancePath + "/invocation", 'must match pattern "^[0-9a-f]{32}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/invocation", "must be string");
        errors++;
      }
    }
    if (data.stale !== void 0 && func0.call(data, "stale")) {
      if (typeof data.stale !== "boolean") {
        vErrors = noted(vErrors, instancePath + "/stale", "must be boolean");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate97.errors = vErrors;
  return errors === 0;
}
validate97.evaluated = { "props": { "node": true, "unit": true, "load": true, "active": true, "sub": true, "description": true, "fileState": true, "freezer": true, "result": true, "invocation": true, "stale": true }, "dynamicProps": false, "dynamicItems": false };
var row_user = validate98;
function validate99(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate99.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (Array.isArray(data)) {
    if (data.length > 1e3) {
      vErrors = noted(vErrors, instancePath, "must NOT have more than 1000 items");
      errors++;
    }
    const len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      let data0 = data[i0];
      if (typeof data0 === "string") {
        if (!pattern73.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/" + i0, 'must match pattern "^[A-Za-z0-9._*?!\\[\\]^-]{1,63}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/" + i0, "must be string");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be array");
    errors++;
  }
  validate99.errors = vErrors;
  return errors === 0;
}
validate99.evaluated = { "items": true, "dynamicProps": false, "dynamicItems": false };
function validate101(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate101.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (Array.isArray(data)) {
    if (data.length > 1e3) {
      vErrors = noted(vErrors, instancePath, "must NOT have more than 1000 items");
      errors++;
    }
    const len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      let data0 = data[i0];
      if (typeof data0 === "string") {
        if (func69(data0) > 255) {
          vErrors = noted(vErrors, instancePath + "/" + i0, "must NOT have more than 255 characters");
          errors++;
        }
        if (func69(data0) < 1) {
          vErrors = noted(vErrors, instancePath + "/" + i0, "must NOT have fewer than 1 characters");
          errors++;
        }
        if (!pattern57.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/" + i0, 'must match pattern "^[A-Za-z0-9:_.\\\\@*?!\\[\\]^-]+$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/" + i0, "must be string");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be array");
    errors++;
  }
  validate101.errors = vErrors;
  return errors === 0;
}
validate101.evaluated = { "items": true, "dynamicProps": false, "dynamicItems": false };
function validate98(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate98.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.user === void 0 || !func0.call(data, "user")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'user'");
      errors++;
    }
    if (data.role === void 0 || !func0.call(data, "role")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'role'");
      errors++;
    }
    if (data.nodes === void 0 || !func0.call(data, "nodes")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'nodes'");
      errors++;
    }
    if (data.units === void 0 || !func0.call(data, "units")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'units'");
      errors++;
    }
    if (data.user !== void 0 && func0.call(data, "user")) {
      let data0 = data.user;
      if (typeof data0 === "string") {
        if (!pattern5.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/user", 'must match pattern "^[A-Za-z0-9._@-]{1,63}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/user", "must be string");
        errors++;
      }
    }
    if (data.role !== void 0 && func0.call(data, "role")) {
      let data1 = data.role;
      if (typeof data1 !== "string") {
        vErrors = noted(vErrors, instancePath + "/role", "must be string");
        errors++;
      }
      if (!(data1 === "viewer" || data1 === "operator" || data1 === "admin")) {
        vErrors = noted(vErrors, instancePath + "/role", "must be equal to one of the allowed values");
        errors++;
      }
    }
    if (data.nodes !== void 0 && func0.call(data, "nodes")) {
      if (!validate99(data.nodes, { instancePath: instancePath + "/nodes", parentData: data, parentDataProperty: "nodes", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate99.errors : vErrors.concat(validate99.errors);
        errors = vErrors.length;
      }
    }
    if (data.units !== void 0 && func0.call(data, "units")) {
      if (!validate101(data.units, { instancePath: instancePath + "/units", parentData: data, parentDataProperty: "units", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate101.errors : vErrors.concat(validate101.errors);
        errors = vErrors.length;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate98.errors = vErrors;
  return errors === 0;
}
validate98.evaluated = { "props": { "user": true, "role": true, "nodes": true, "units": true }, "dynamicProps": false, "dynamicItems": false };
var stream = validate103;
var pattern142 = new RegExp("^[0-9]{1,20}$", "u");
function validate103(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate103.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.instance === void 0 || !func0.call(data, "instance")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'instance'");
      errors++;
    }
    if (data.seq === void 0 || !func0.call(data, "seq")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'seq'");
      errors++;
    }
    if (data.kind === void 0 || !func0.call(data, "kind")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'kind'");
      errors++;
    }
    if (data.instance !== void 0 && func0.call(data, "instance")) {
      let data0 = data.instance;
      if (typeof data0 === "string") {
        if (!pattern7.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/instance", 'must match pattern "^[0-9a-f]{32}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/instance", "must be string");
        errors++;
      }
    }
    if (data.seq !== void 0 && func0.call(data, "seq")) {
      let data1 = data.seq;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/seq", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 < 0 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/seq", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.kind !== void 0 && func0.call(data, "kind")) {
      let data2 = data.kind;
      if (typeof data2 !== "string") {
        vErrors = noted(vErrors, instancePath + "/kind", "must be string");
        errors++;
      }
      if (!(data2 === "data" || data2 === "alive" || data2 === "end")) {
        vErrors = noted(vErrors, instancePath + "/kind", "must be equal to one of the allowed values");
        errors++;
      }
    }
    if (data.size !== void 0 && func0.call(data, "size")) {
      let data3 = data.size;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        vErrors = noted(vErrors, instancePath + "/size", "must be integer");
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 < 0 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/size", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.entries !== void 0 && func0.call(data, "entries")) {
      let data4 = data.entries;
      if (Array.isArray(data4)) {
        const len0 = data4.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data5 = data4[i0];
          if (data5 && typeof data5 == "object" && !Array.isArray(data5)) {
            if (data5.atUs === void 0 || !func0.call(data5, "atUs")) {
              vErrors = noted(vErrors, instancePath + "/entries/" + i0, "must have required property 'atUs'");
              errors++;
            }
            if (data5.message === void 0 || !func0.call(data5, "message")) {
              vErrors = noted(vErrors, instancePath + "/entries/" + i0, "must have required property 'message'");
              errors++;
            }
            if (data5.atUs !== void 0 && func0.call(data5, "atUs")) {
              let data6 = data5.atUs;
              if (typeof data6 === "string") {
                if (!pattern142.test(data6)) {
                  vErrors = noted(vErrors, instancePath + "/entries/" + i0 + "/atUs", 'must match pattern "^[0-9]{1,20}$"');
                  errors++;
                }
              } else {
                vErrors = noted(vErrors, instancePath + "/entries/" + i0 + "/atUs", "must be string");
                errors++;
              }
            }
            if (data5.unit !== void 0 && func0.call(data5, "unit")) {
              if (typeof data5.unit !== "string") {
                vErrors = noted(vErrors, instancePath + "/entries/" + i0 + "/unit", "must be string");
                errors++;
              }
            }
            if (data5.identifier !== void 0 && func0.call(data5, "identifier")) {
              if (typeof data5.identifier !== "string") {
                vErrors = noted(vErrors, instancePath + "/entries/" + i0 + "/identifier", "must be string");
                errors++;
              }
            }
            if (data5.pid !== void 0 && func0.call(data5, "pid")) {
              let data9 = data5.pid;
              if (!(typeof data9 == "number" && (!(data9 % 1) && !isNaN(data9)) && isFinite(data9))) {
                vErrors = noted(vErrors, instancePath + "/entries/" + i0 + "/pid", "must be integer");
                errors++;
              }
              if (typeof data9 == "number" && isFinite(data9)) {
                if (data9 < 0 || isNaN(data9)) {
                  vErrors = noted(vErrors, instancePath + "/entries/" + i0 + "/pid", "must be >= 0");
                  errors++;
                }
              }
            }
            if (data5.priority !== void 0 && func0.call(data5, "priority")) {
              let data10 = data5.priority;
              if (!(typeof data10 == "number" && (!(data10 % 1) && !isNaN(data10)) && isFinite(data10))) {
                vErrors = noted(vErrors, instancePath + "/entries/" + i0 + "/priority", "must be integer");
                errors++;
              }
              if (typeof data10 == "number" && isFinite(data10)) {
                if (data10 > 7 || isNaN(data10)) {
                  vErrors = noted(vErrors, instancePath + "/entries/" + i0 + "/priority", "must be <= 7");
                  errors++;
                }
                if (data10 < 0 || isNaN(data10)) {
                  vErrors = noted(vErrors, instancePath + "/entries/" + i0 + "/priority", "must be >= 0");
                  errors++;
                }
              }
            }
            if (data5.message !== void 0 && func0.call(data5, "message")) {
              if (typeof data5.message !== "string") {
                vErrors = noted(vErrors, instancePath + "/entries/" + i0 + "/message", "must be string");
                errors++;
              }
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/entries/" + i0, "must be object");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/entries", "must be array");
        errors++;
      }
    }
    if (data.cursor !== void 0 && func0.call(data, "cursor")) {
      let data12 = data.cursor;
      if (typeof data12 === "string") {
        if (func69(data12) > 512) {
          vErrors = noted(vErrors, instancePath + "/cursor", "must NOT have more than 512 characters");
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/cursor", "must be string");
        errors++;
      }
    }
    if (data.fd !== void 0 && func0.call(data, "fd")) {
      let data13 = data.fd;
      if (!(typeof data13 == "number" && (!(data13 % 1) && !isNaN(data13)) && isFinite(data13))) {
        vErrors = noted(vErrors, instancePath + "/fd", "must be integer");
        errors++;
      }
      if (!(data13 === 1 || data13 === 2)) {
        vErrors = noted(vErrors, instancePath + "/fd", "must be equal to one of the allowed values");
        errors++;
      }
    }
    if (data.bytes !== void 0 && func0.call(data, "bytes")) {
      if (typeof data.bytes !== "string") {
        vErrors = noted(vErrors, instancePath + "/bytes", "must be string");
        errors++;
      }
    }
    if (data.problem !== void 0 && func0.call(data, "problem")) {
      let data15 = data.problem;
      if (data15 && typeof data15 == "object" && !Array.isArray(data15)) {
        if (data15.code === void 0 || !func0.call(data15, "code")) {
          vErrors = noted(vErrors, instancePath + "/problem", "must have required property 'code'");
          errors++;
        }
        if (data15.message === void 0 || !func0.call(data15, "message")) {
          vErrors = noted(vErrors, instancePath + "/problem", "must have required property 'message'");
          errors++;
        }
        if (data15.code !== void 0 && func0.call(data15, "code")) {
          let data16 = data15.code;
          if (typeof data16 === "string") {
            if (!pattern19.test(data16)) {
              vErrors = noted(vErrors, instancePath + "/problem/code", 'must match pattern "^[a-z][a-z0-9-]*$"');
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/problem/code", "must be string");
            errors++;
          }
        }
        if (data15.message !== void 0 && func0.call(data15, "message")) {
          if (typeof data15.message !== "string") {
            vErrors = noted(vErrors, instancePath + "/problem/message", "must be string");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/problem", "must be object");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate103.errors = vErrors;
  return errors === 0;
}
validate103.evaluated = { "props": { "instance": true, "seq": true, "kind": true, "size": true, "entries": true, "cursor": true, "fd": true, "bytes": true, "problem": true }, "dynamicProps": false, "dynamicItems": false };
var unit_state = validate104;
function validate104(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate104.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.session === void 0 || !func0.call(data, "session")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'session'");
      errors++;
    }
    if (data.seq === void 0 || !func0.call(data, "seq")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'seq'");
      errors++;
    }
    if (data.load === void 0 || !func0.call(data, "load")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'load'");
      errors++;
    }
    if (data.active === void 0 || !func0.call(data, "active")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'active'");
      errors++;
    }
    if (data.sub === void 0 || !func0.call(data, "sub")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'sub'");
      errors++;
    }
    if (data.description === void 0 || !func0.call(data, "description")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'description'");
      errors++;
    }
    if (data.session !== void 0 && func0.call(data, "session")) {
      let data0 = data.session;
      if (!(typeof data0 == "number" && (!(data0 % 1) && !isNaN(data0)) && isFinite(data0))) {
        vErrors = noted(vErrors, instancePath + "/session", "must be integer");
        errors++;
      }
      if (typeof data0 == "number" && isFinite(data0)) {
        if (data0 > 999999999999999 || isNaN(data0)) {
          vErrors = noted(vErrors, instancePath + "/session", "must be <= 999999999999999");
          errors++;
        }
        if (data0 < 0 || isNaN(data0)) {
          vErrors = noted(vErrors, instancePath + "/session", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.seq !== void 0 && func0.call(data, "seq")) {
      let data1 = data.seq;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/seq", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 9007199254740991 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/seq", "must be <= 9007199254740991");
          errors++;
        }
        if (data1 < 0 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/seq", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.load !== void 0 && func0.call(data, "load")) {
      if (typeof data.load !== "string") {
        vErrors = noted(vErrors, instancePath + "/load", "must be string");
        errors++;
      }
    }
    if (data.active !== void 0 && func0.call(data, "active")) {
      if (typeof data.active !== "string") {
        vErrors = noted(vErrors, instancePath + "/active", "must be string");
        errors++;
      }
    }
    if (data.sub !== void 0 && func0.call(data, "sub")) {
      if (typeof data.sub !== "string") {
        vErrors = noted(vErrors, instancePath + "/sub", "must be string");
        errors++;
      }
    }
    if (data.description !== void 0 && func0.call(data, "description")) {
      if (typeof data.description !== "string") {
        vErrors = noted(vErrors, instancePath + "/description", "must be string");
        errors++;
      }
    }
    if (data.fileState !== void 0 && func0.call(data, "fileState")) {
      if (typeof data.fileState !== "string") {
        vErrors = noted(vErrors, instancePath + "/fileState", "must be string");
        errors++;
      }
    }
    if (data.freezer !== void 0 && func0.call(data, "freezer")) {
      if (typeof data.freezer !== "string") {
        vErrors = noted(vErrors, instancePath + "/freezer", "must be string");
        errors++;
      }
    }
    if (data.result !== void 0 && func0.call(data, "result")) {
      if (typeof data.result !== "string") {
        vErrors = noted(vErrors, instancePath + "/result", "must be string");
        errors++;
      }
    }
    if (data.invocation !== void 0 && func0.call(data, "invocation")) {
      let data9 = data.invocation;
      if (typeof data9 === "string") {
        if (!pattern7.test(data9)) {
          vErrors = noted(vErrors, instancePath + "/invocation", 'must match pattern "^[0-9a-f]{32}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/invocation", "must be string");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate104.errors = vErrors;
  return errors === 0;
}
validate104.evaluated = { "props": { "session": true, "seq": true, "load": true, "active": true, "sub": true, "description": true, "fileState": true, "freezer": true, "result": true, "invocation": true }, "dynamicProps": false, "dynamicItems": false };
var ups_availability = validate105;
function validate105(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate105.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.publisher === void 0 || !func0.call(data, "publisher")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'publisher'");
      errors++;
    }
    if (data.session === void 0 || !func0.call(data, "session")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'session'");
      errors++;
    }
    if (data.at === void 0 || !func0.call(data, "at")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'at'");
      errors++;
    }
    if (data.publisher !== void 0 && func0.call(data, "publisher")) {
      let data0 = data.publisher;
      if (typeof data0 !== "string") {
        vErrors = noted(vErrors, instancePath + "/publisher", "must be string");
        errors++;
      }
      if (!(data0 === "up" || data0 === "down")) {
        vErrors = noted(vErrors, instancePath + "/publisher", "must be equal to one of the allowed values");
        errors++;
      }
    }
    if (data.session !== void 0 && func0.call(data, "session")) {
      let data1 = data.session;
      if (typeof data1 === "string") {
        if (!pattern7.test(data1)) {
          vErrors = noted(vErrors, instancePath + "/session", 'must match pattern "^[0-9a-f]{32}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/session", "must be string");
        errors++;
      }
    }
    if (data.at !== void 0 && func0.call(data, "at")) {
      let data2 = data.at;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        vErrors = noted(vErrors, instancePath + "/at", "must be integer");
        errors++;
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 > 253402300799999 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/at", "must be <= 253402300799999");
          errors++;
        }
        if (data2 < 0 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/at", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.version !== void 0 && func0.call(data, "version")) {
      let data3 = data.version;
      if (typeof data3 === "string") {
        if (func69(data3) > 64) {
          vErrors = noted(vErrors, instancePath + "/version", "must NOT have more than 64 characters");
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/version", "must be string");
        errors++;
      }
    }
    if (data.upses !== void 0 && func0.call(data, "upses")) {
      let data4 = data.upses;
      if (Array.isArray(data4)) {
        if (data4.length > 64) {
          vErrors = noted(vErrors, instancePath + "/upses", "must NOT have more than 64 items");
          errors++;
        }
        const len0 = data4.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data5 = data4[i0];
          if (typeof data5 === "string") {
            if (!pattern16.test(data5)) {
              vErrors = noted(vErrors, instancePath + "/upses/" + i0, 'must match pattern "^[A-Za-z0-9._-]{1,63}$"');
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/upses/" + i0, "must be string");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/upses", "must be array");
        errors++;
      }
    }
    if (data.configHash !== void 0 && func0.call(data, "configHash")) {
      let data6 = data.configHash;
      if (typeof data6 === "string") {
        if (!pattern31.test(data6)) {
          vErrors = noted(vErrors, instancePath + "/configHash", 'must match pattern "^[0-9a-f]{16}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/configHash", "must be string");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate105.errors = vErrors;
  return errors === 0;
}
validate105.evaluated = { "props": { "publisher": true, "session": true, "at": true, "version": true, "upses": true, "configHash": true }, "dynamicProps": false, "dynamicItems": false };
var ups_state = validate106;
function validate106(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate106.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.session === void 0 || !func0.call(data, "session")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'session'");
      errors++;
    }
    if (data.seq === void 0 || !func0.call(data, "seq")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'seq'");
      errors++;
    }
    if (data.at === void 0 || !func0.call(data, "at")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'at'");
      errors++;
    }
    if (data.pollMs === void 0 || !func0.call(data, "pollMs")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'pollMs'");
      errors++;
    }
    if (data.staleAfterMs === void 0 || !func0.call(data, "staleAfterMs")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'staleAfterMs'");
      errors++;
    }
    if (data.comms === void 0 || !func0.call(data, "comms")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'comms'");
      errors++;
    }
    if (data.session !== void 0 && func0.call(data, "session")) {
      let data0 = data.session;
      if (typeof data0 === "string") {
        if (!pattern7.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/session", 'must match pattern "^[0-9a-f]{32}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/session", "must be string");
        errors++;
      }
    }
    if (data.seq !== void 0 && func0.call(data, "seq")) {
      let data1 = data.seq;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/seq", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 9007199254740991 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/seq", "must be <= 9007199254740991");
          errors++;
        }
        if (data1 < 0 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/seq", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.at !== void 0 && func0.call(data, "at")) {
      let data2 = data.at;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        vErrors = noted(vErrors, instancePath + "/at", "must be integer");
        errors++;
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 > 253402300799999 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/at", "must be <= 253402300799999");
          errors++;
        }
        if (data2 < 0 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/at", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.pollMs !== void 0 && func0.call(data, "pollMs")) {
      let data3 = data.pollMs;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        vErrors = noted(vErrors, instancePath + "/pollMs", "must be integer");
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 > 36e5 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/pollMs", "must be <= 3600000");
          errors++;
        }
        if (data3 < 1 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/pollMs", "must be >= 1");
          errors++;
        }
      }
    }
    if (data.staleAfterMs !== void 0 && func0.call(data, "staleAfterMs")) {
      let data4 = data.staleAfterMs;
      if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
        vErrors = noted(vErrors, instancePath + "/staleAfterMs", "must be integer");
        errors++;
      }
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 864e5 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/staleAfterMs", "must be <= 86400000");
          errors++;
        }
        if (data4 < 1 || isNaN(data4)) {
          vErrors = noted(vErrors, instancePath + "/staleAfterMs", "must be >= 1");
          errors++;
        }
      }
    }
    if (data.comms !== void 0 && func0.call(data, "comms")) {
      let data5 = data.comms;
      if (typeof data5 !== "string") {
        vErrors = noted(vErrors, instancePath + "/comms", "must be string");
        errors++;
      }
      if (!(data5 === "ok" || data5 === "upsd-unreachable" || data5 === "driver-not-connected" || data5 === "data-stale" || data5 === "waiting" || data5 === "unknown-ups" || data5 === "access-denied" || data5 === "protocol")) {
        vErrors = noted(vErrors, instancePath + "/comms", "must be equal to one of the allowed values");
        errors++;
      }
    }
    if (data.detail !== void 0 && func0.call(data, "detail")) {
      let data6 = data.detail;
      if (typeof data6 === "string") {
        if (func69(data6) > 1024) {
          vErrors = noted(vErrors, instancePath + "/detail", "must NOT have more than 1024 characters");
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/detail", "must be string");
        errors++;
      }
    }
    if (data.flags !== void 0 && func0.call(data, "flags")) {
      let data7 = data.flags;
      if (Array.isArray(data7)) {
        if (data7.length > 32) {
          vErrors = noted(vErrors, instancePath + "/flags", "must NOT have more than 32 items");
          errors++;
        }
        const len0 = data7.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data8 = data7[i0];
          if (typeof data8 === "string") {
            if (!pattern34.test(data8)) {
              vErrors = noted(vErrors, instancePath + "/flags/" + i0, 'must match pattern "^[!-~]{1,32}$"');
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/flags/" + i0, "must be string");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/flags", "must be array");
        errors++;
      }
    }
    if (data.runtimeS !== void 0 && func0.call(data, "runtimeS")) {
      let data9 = data.runtimeS;
      if (typeof data9 == "number" && isFinite(data9)) {
        if (data9 < 0 || isNaN(data9)) {
          vErrors = noted(vErrors, instancePath + "/runtimeS", "must be >= 0");
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/runtimeS", "must be number");
        errors++;
      }
    }
    if (data.chargePercent !== void 0 && func0.call(data, "chargePercent")) {
      let data10 = data.chargePercent;
      if (typeof data10 == "number" && isFinite(data10)) {
        if (data10 < 0 || isNaN(data10)) {
          vErrors = noted(vErrors, instancePath + "/chargePercent", "must be >= 0");
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/chargePercent", "must be number");
        errors++;
      }
    }
    if (data.inputVoltageV !== void 0 && func0.call(data, "inputVoltageV")) {
      let data11 = data.inputVoltageV;
      if (typeof data11 == "number" && isFinite(data11)) {
        if (data11 < 0 || isNaN(data11)) {
          vErrors = noted(vErrors, instancePath + "/inputVoltageV", "must be >= 0");
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/inputVoltageV", "must be number");
        errors++;
      }
    }
    if (data.inputVoltageNominalV !== void 0 && func0.call(data, "inputVoltageNominalV")) {
      let data12 = data.inputVoltageNominalV;
      if (typeof data12 == "number" && isFinite(data12)) {
        if (data12 < 0 || isNaN(data12)) {
          vErrors = noted(vErrors, instancePath + "/inputVoltageNominalV", "must be >= 0");
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/inputVoltageNominalV", "must be number");
        errors++;
      }
    }
    if (data.loadPercent !== void 0 && func0.call(data, "loadPercent")) {
      let data13 = data.loadPercent;
      if (typeof data13 == "number" && isFinite(data13)) {
        if (data13 < 0 || isNaN(data13)) {
          vErrors = noted(vErrors, instancePath + "/loadPercent", "must be >= 0");
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/loadPercent", "must be number");
        errors++;
      }
    }
    if (data.variables !== void 0 && func0.call(data, "variables")) {
      let data14 = data.variables;
      if (data14 && typeof data14 == "object" && !Array.isArray(data14)) {
        if (Object.keys(data14).length > 512) {
          vErrors = noted(vErrors, instancePath + "/variables", "must NOT have more than 512 properties");
          errors++;
        }
        for (const key0 of Object.keys(data14)) {
          let data15 = data14[key0];
          if (typeof data15 === "string") {
            if (func69(data15) > 1024) {
              vErrors = noted(vErrors, instancePath + "/variables/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"), "must NOT have more than 1024 characters");
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/variables/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"), "must be string");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/variables", "must be object");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate106.errors = vErrors;
  return errors === 0;
}
validate106.evaluated = { "props": { "session": true, "seq": true, "at": true, "pollMs": true, "staleAfterMs": true, "comms": true, "detail": true, "flags": true, "runtimeS": true, "chargePercent": true, "inputVoltageV": true, "inputVoltageNominalV": true, "loadPercent": true, "variables": true }, "dynamicProps": false, "dynamicItems": false };
var welcome = validate107;
function validate107(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate107.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.instance === void 0 || !func0.call(data, "instance")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'instance'");
      errors++;
    }
    if (data.epoch === void 0 || !func0.call(data, "epoch")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'epoch'");
      errors++;
    }
    if (data.now === void 0 || !func0.call(data, "now")) {
      vErrors = noted(vErrors, instancePath, "must have required property 'now'");
      errors++;
    }
    if (data.instance !== void 0 && func0.call(data, "instance")) {
      let data0 = data.instance;
      if (typeof data0 === "string") {
        if (!pattern7.test(data0)) {
          vErrors = noted(vErrors, instancePath + "/instance", 'must match pattern "^[0-9a-f]{32}$"');
          errors++;
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/instance", "must be string");
        errors++;
      }
    }
    if (data.epoch !== void 0 && func0.call(data, "epoch")) {
      let data1 = data.epoch;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        vErrors = noted(vErrors, instancePath + "/epoch", "must be integer");
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 253402300799999 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/epoch", "must be <= 253402300799999");
          errors++;
        }
        if (data1 < 0 || isNaN(data1)) {
          vErrors = noted(vErrors, instancePath + "/epoch", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.session !== void 0 && func0.call(data, "session")) {
      let data2 = data.session;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        vErrors = noted(vErrors, instancePath + "/session", "must be integer");
        errors++;
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 > 999999999999999 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/session", "must be <= 999999999999999");
          errors++;
        }
        if (data2 < 0 || isNaN(data2)) {
          vErrors = noted(vErrors, instancePath + "/session", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.now !== void 0 && func0.call(data, "now")) {
      let data3 = data.now;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        vErrors = noted(vErrors, instancePath + "/now", "must be integer");
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 > 253402300799999 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/now", "must be <= 253402300799999");
          errors++;
        }
        if (data3 < 0 || isNaN(data3)) {
          vErrors = noted(vErrors, instancePath + "/now", "must be >= 0");
          errors++;
        }
      }
    }
    if (data.openJobs !== void 0 && func0.call(data, "openJobs")) {
      let data4 = data.openJobs;
      if (Array.isArray(data4)) {
        const len0 = data4.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data5 = data4[i0];
          if (data5 && typeof data5 == "object" && !Array.isArray(data5)) {
            if (data5.job === void 0 || !func0.call(data5, "job")) {
              vErrors = noted(vErrors, instancePath + "/openJobs/" + i0, "must have required property 'job'");
              errors++;
            }
            if (data5.verb === void 0 || !func0.call(data5, "verb")) {
              vErrors = noted(vErrors, instancePath + "/openJobs/" + i0, "must have required property 'verb'");
              errors++;
            }
            if (data5.job !== void 0 && func0.call(data5, "job")) {
              let data6 = data5.job;
              if (typeof data6 === "string") {
                if (!pattern4.test(data6)) {
                  vErrors = noted(vErrors, instancePath + "/openJobs/" + i0 + "/job", 'must match pattern "^[A-Za-z0-9_-]{22,64}$"');
                  errors++;
                }
              } else {
                vErrors = noted(vErrors, instancePath + "/openJobs/" + i0 + "/job", "must be string");
                errors++;
              }
            }
            if (data5.unit !== void 0 && func0.call(data5, "unit")) {
              let data7 = data5.unit;
              if (typeof data7 === "string") {
                if (func69(data7) > 255) {
                  vErrors = noted(vErrors, instancePath + "/openJobs/" + i0 + "/unit", "must NOT have more than 255 characters");
                  errors++;
                }
                if (!pattern6.test(data7)) {
                  vErrors = noted(vErrors, instancePath + "/openJobs/" + i0 + "/unit", 'must match pattern "^[A-Za-z0-9:_.\\\\@-]+\\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$"');
                  errors++;
                }
              } else {
                vErrors = noted(vErrors, instancePath + "/openJobs/" + i0 + "/unit", "must be string");
                errors++;
              }
            }
            if (data5.verb !== void 0 && func0.call(data5, "verb")) {
              let data8 = data5.verb;
              if (typeof data8 !== "string") {
                vErrors = noted(vErrors, instancePath + "/openJobs/" + i0 + "/verb", "must be string");
                errors++;
              }
              if (!(data8 === "start" || data8 === "stop" || data8 === "restart" || data8 === "reload" || data8 === "enable" || data8 === "disable" || data8 === "mask" || data8 === "unmask" || data8 === "freeze" || data8 === "thaw" || data8 === "kill" || data8 === "reset-failed" || data8 === "daemon-reload" || data8 === "set-default" || data8 === "set-property" || data8 === "set-loglevel" || data8 === "poweroff" || data8 === "reboot" || data8 === "power" || data8 === "run" || data8 === "command")) {
                vErrors = noted(vErrors, instancePath + "/openJobs/" + i0 + "/verb", "must be equal to one of the allowed values");
                errors++;
              }
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/openJobs/" + i0, "must be object");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/openJobs", "must be array");
        errors++;
      }
    }
    if (data.refused !== void 0 && func0.call(data, "refused")) {
      let data9 = data.refused;
      if (data9 && typeof data9 == "object" && !Array.isArray(data9)) {
        if (data9.code === void 0 || !func0.call(data9, "code")) {
          vErrors = noted(vErrors, instancePath + "/refused", "must have required property 'code'");
          errors++;
        }
        if (data9.message === void 0 || !func0.call(data9, "message")) {
          vErrors = noted(vErrors, instancePath + "/refused", "must have required property 'message'");
          errors++;
        }
        if (data9.code !== void 0 && func0.call(data9, "code")) {
          let data10 = data9.code;
          if (typeof data10 === "string") {
            if (!pattern19.test(data10)) {
              vErrors = noted(vErrors, instancePath + "/refused/code", 'must match pattern "^[a-z][a-z0-9-]*$"');
              errors++;
            }
          } else {
            vErrors = noted(vErrors, instancePath + "/refused/code", "must be string");
            errors++;
          }
        }
        if (data9.message !== void 0 && func0.call(data9, "message")) {
          if (typeof data9.message !== "string") {
            vErrors = noted(vErrors, instancePath + "/refused/message", "must be string");
            errors++;
          }
        }
      } else {
        vErrors = noted(vErrors, instancePath + "/refused", "must be object");
        errors++;
      }
    }
  } else {
    vErrors = noted(vErrors, instancePath, "must be object");
    errors++;
  }
  validate107.errors = vErrors;
  return errors === 0;
}
validate107.evaluated = { "props": { "instance": true, "epoch": true, "session": true, "now": true, "openJobs": true, "refused": true }, "dynamicProps": false, "dynamicItems": false };
function noted(errors, instancePath, message) {
  const error = { instancePath, message };
  if (errors === null) return [error];
  errors.push(error);
  return errors;
}
export {
  command,
  credit,
  echo,
  gone,
  heartbeat,
  hello,
  inventory,
  job,
  manager_state,
  node_state,
  power_ack,
  power_guard,
  power_run,
  power_state,
  power_trigger,
  proxies,
  proxy_states,
  pulse,
  reply,
  report,
  request,
  request_add_node,
  request_audit,
  request_command,
  request_job,
  request_kill,
  request_log_level,
  request_logs,
  request_new_user,
  request_nodes,
  request_password,
  request_power,
  request_properties,
  request_reset_failed,
  request_run,
  request_set_property,
  request_show,
  request_unit,
  request_unit_file,
  request_unit_job,
  request_unit_names,
  request_units,
  request_user,
  request_user_rights,
  row_active_state,
  row_allowed_node,
  row_audit,
  row_default_target,
  row_file,
  row_file_state,
  row_invitation,
  row_log_level,
  row_node,
  row_property,
  row_status,
  row_time,
  row_typed_property,
  row_unit,
  row_unit_file,
  row_user,
  stream,
  unit_state,
  ups_availability,
  ups_state,
  welcome
};
