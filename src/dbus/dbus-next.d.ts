// dbus-next publishes types for its entry point only. These are the parts of its marshaller that
// codec.ts uses; version 0.10.2 is pinned exactly, and test/unit/dbus/codec.test.ts holds them to it.

declare module "dbus-next/lib/signature.js" {
  interface SignatureTree {
    readonly type: string;
    readonly child: readonly SignatureTree[];
  }
  const signature: {
    parseSignature(signature: string): SignatureTree[];
  };
  export default signature;
  export type { SignatureTree };
}

declare module "dbus-next/lib/dbus-buffer.js" {
  import type { SignatureTree } from "dbus-next/lib/signature.js";

  class DBusBuffer {
    constructor(buffer: Buffer, startPos: number, endian: number, fds: null, options: object);
    buffer: Buffer;
    endian: number;
    pos: number;
    align(power: number): void;
    readInt32(): number;
    readArray(element: SignatureTree, byteLength: number): unknown[];
    read(signature: string): unknown[];
    readSimpleType(type: string): unknown;
  }
  export default DBusBuffer;
}

declare module "dbus-next/lib/marshall-compat.js" {
  const compat: {
    messageToJsFmt(message: { signature: string; body: unknown[] }): { body: unknown[] };
    marshallMessage(message: object): [Buffer, unknown[]];
  };
  export default compat;
}

declare module "dbus-next/lib/message-type.js" {
  const messageType: {
    Message: new (fields: object) => object;
  };
  export default messageType;
}

declare module "dbus-next/lib/variant.js" {
  const variant: {
    Variant: new (
      signature: string,
      value: unknown,
    ) => { readonly signature: string; readonly value: unknown };
  };
  export default variant;
}
