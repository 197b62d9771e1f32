/** A right to join, as it is told to who asked for it. */
export interface InvitationOfNode {
  readonly token: string;
  /** SHA-256 of the CA's certificate, hexadecimal. */
  readonly ca: string;
  /** Where the node finds hirte, as far as hirte knows. */
  readonly host: string;
  readonly port: number;
  /** Wall clock of the primary, milliseconds. */
  readonly untilMs: number;
}

/** Lets nodes join by certificates, and has them go. What it says is on disk. */
export interface Joining {
  /**
   * A token for one node; the same for the same request.
   * @throws HirteError `no-authority`, `not-saved`, `busy`, `id-in-use`
   */
  invite(wish: {
    readonly node: string;
    /** `RequestKey`. */
    readonly request: string;
    readonly lifeMs: number;
  }): InvitationOfNode;
  /** Whether a node has a certificate or a token. */
  has(node: string): boolean;
  /**
   * Whether this request was carried out before: what follows is a copy of it.
   * @throws HirteError `id-in-use`: another one was, under its id
   */
  isServed(request: string): boolean;
  /**
   * Revokes what nodes have, and ends their connections at once; once for each request.
   * @throws HirteError `no-authority`, `not-saved`, `id-in-use`
   */
  revoke(wish: { readonly nodes: readonly string[]; readonly request: string }): void;
}
