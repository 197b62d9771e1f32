/** What is asked of the API. */
export interface KubeRequest {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Begins with /. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly contentType?: string;
}

/** What it answered, whatever the status. */
export interface KubeAnswer {
  readonly status: number;
  readonly text: string;
}

/** For how long something is waited for. */
export interface KubeCall {
  /** Ends the waiting. */
  readonly signal: AbortSignal;
  /** Of one request; absent: the client's own. */
  readonly timeoutMs?: number;
}

/** The way to the API. */
export interface KubeTransport {
  /**
   * @throws HirteError `not-reachable`, `connection-lost`, `deadline`, `too-large`, `bad-config` where the kubeconfig
   * cannot be used; what the signal was aborted with
   */
  request(request: KubeRequest, call: Required<KubeCall>): Promise<KubeAnswer>;
  /** Drops the connections that nobody uses. */
  close(): void;
}
