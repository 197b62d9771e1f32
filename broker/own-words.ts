/** Of one topic, said and not heard again yet; the broker sends each back. */
const maxUnheard = 1000;

/**
 * What the manager has said on its own topics and the broker has not sent back yet. Whatever else is
 * heard there was said by somebody else.
 */
export class OwnWords {
  readonly #unheard = new Map<string, string[]>();

  /** Notes what is being said. */
  said(topic: string, message: object): void {
    const words = this.#unheard.get(topic) ?? [];
    this.#unheard.set(topic, words);
    words.push(JSON.stringify(message));
    if (words.length > maxUnheard) words.shift();
  }

  /** @returns whether it is a word of ours; those said before it on this topic have been heard, too */
  heard(topic: string, message: object): boolean {
    const words = this.#unheard.get(topic) ?? [];
    const index = words.indexOf(JSON.stringify(message));
    words.splice(0, index + 1);
    return index >= 0;
  }

  /** The connection is another: nothing that was said on the old one will be heard. */
  forget(): void {
    this.#unheard.clear();
  }
}
