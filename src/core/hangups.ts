/** SIGHUP, which asks a daemon to read its configuration again. Without a listener it would end it. */
export class Hangups {
  #serve: (() => void) | undefined;
  #isPending = false;

  constructor() {
    process.on("SIGHUP", () => {
      if (this.#serve) this.#serve();
      else this.#isPending = true;
    });
  }

  /** From now on they wait for who serves them next. */
  hold(): void {
    this.#serve = undefined;
  }

  /** From now on each one is served; one that came earlier at once. */
  serve(serve: () => void): void {
    this.#serve = serve;
    if (!this.#isPending) return;
    this.#isPending = false;
    serve();
  }
}
