import { isSecretName } from './secret-names.ts';

/** What stands in the place of a secret. */
export const mask = '[redacted]';

/** Shorter values stand in ordinary texts as well. */
const shortestSecret = 8;
const schemedValue = /\b(Bearer|Basic|Bot|Token)\s+[\w.~+/=-]{8,}/gi;
const knownToken =
  /(?<![A-Za-z\d])(?:ya29\.|1\/\/|GOCSPX-|xox[a-z]-|xapp-|gh[oprsu]_|github_pat_|glpat-|ntn_|secret_|ATATT|lin_|sk[-_]|eyJ)[\w.~+/=-]{10,}/g;
const parameter = /([?&]([\w.-]+)=)[^&\s"'<>#]+/g;
const emailAddress = /[\w.+-]+(@|%40)[\w-]+(?:\.[\w-]+)+/g;

/** Takes secrets, and people's addresses unless told to keep them, out of recorded traffic; the same value always becomes the same. */
export class TrafficRedactor {
  readonly #secrets = new Set<string>();
  readonly #people = new Map<string, string>();
  readonly #keepsEmails: boolean;

  constructor({ keepEmails }: { readonly keepEmails: boolean }) {
    this.#keepsEmails = keepEmails;
  }

  /** Remembers a value that must stand nowhere in the traffic, wherever it comes up. */
  learn(value: string): void {
    if (value.length >= shortestSecret) this.#secrets.add(value);
  }

  /** Remembers what travels under the name of a secret, wherever in a value. */
  learnFrom(value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      if (typeof inner === 'string' && isSecretName(name)) this.learn(inner);
      else this.learnFrom(inner);
    }
  }

  url(address: string): string {
    const url = new URL(address);
    url.username = '';
    url.password = '';
    url.hash = '';
    return this.text(url.href);
  }

  /** A copy of a JSON value, a text or anything else that can be written down. */
  value(given: unknown): unknown {
    if (typeof given === 'string') return this.text(given);
    if (Array.isArray(given)) return given.map((member) => this.value(member));
    if (typeof given !== 'object' || given === null) return given;
    return Object.fromEntries(
      Object.entries(given).map(([name, inner]) => [
        name,
        typeof inner === 'string' && isSecretName(name) ? mask : this.value(inner),
      ]),
    );
  }

  text(text: string): string {
    let clean = text;
    for (const value of this.#secrets) {
      clean = clean.replaceAll(value, mask).replaceAll(encodeURIComponent(value), encodeURIComponent(mask));
    }
    clean = clean
      .replace(schemedValue, `$1 ${mask}`)
      .replace(knownToken, mask)
      .replace(parameter, (whole, before: string, name: string) =>
        isSecretName(name) ? `${before}${encodeURIComponent(mask)}` : whole,
      );
    if (this.#keepsEmails) return clean;
    return clean.replace(emailAddress, (address, at: string) => this.#person(address, at));
  }

  #person(address: string, at: string): string {
    const key = address.replace(at, '@').toLowerCase();
    const name = this.#people.get(key) ?? `person${this.#people.size + 1}`;
    this.#people.set(key, name);
    return `${name}${at}example.com`;
  }
}
