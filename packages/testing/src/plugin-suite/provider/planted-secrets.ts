import { randomBytes } from 'node:crypto';

/** Shorter values, such as a region, stand in ordinary texts as well. */
const shortestSecret = 12;

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

  /** Takes what a person typed for secrets, but for what only says where their installation is. */
  addTyped(fields: unknown, site: string | undefined): void {
    for (const text of textsIn(fields)) {
      if (site !== undefined && isOfSite(text, site)) continue;
      // A key in PEM has several lines, which come out with their ends written in another way.
      for (const line of text.split(/\r?\n/))
        if (line.length >= shortestSecret && !line.startsWith('-----')) this.#others.push(line);
    }
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

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsIn);
  return value === undefined || value === null ? [] : [String(value)];
}

function isOfSite(text: string, site: string): boolean {
  return site.includes(text) || (URL.canParse(text) && new URL(text).origin === new URL(site).origin);
}
