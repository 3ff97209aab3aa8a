import { randomBytes } from 'node:crypto';

/** Secrets that a trial gives to the Sidecar, in order to look for them where none may be. */
export class PlantedSecrets {
  readonly clientSecret = secret();
  readonly #tokens: string[] = [];
  readonly #others: string[] = [this.clientSecret];

  /** A new token, as the provider would issue it. */
  issue(): string {
    const token = secret();
    this.#tokens.push(token);
    return token;
  }

  /** Takes what a person typed for a secret. */
  add(value: string): void {
    // Short values, such as a region or a site's name, stand in ordinary texts as well.
    if (value.length >= 12) this.#others.push(value);
  }

  /** Everything that must not be seen. */
  get all(): readonly string[] {
    return [...this.#tokens, ...this.#others];
  }

  /** Whether a text holds any of them. */
  isIn(text: string): boolean {
    return this.all.some((planted) => text.includes(planted));
  }
}

function secret(): string {
  return `Planted9${randomBytes(24).toString('base64url')}`;
}
