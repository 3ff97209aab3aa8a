import { people } from '../people.ts';
import type { Dialect } from './dialect.ts';
import { type Page, PersonAtBrowser, pageWords } from './person-at-browser.ts';
import { readForm } from './read-form.ts';

/** What the person at the browser does. */
export interface ConsentOptions {
  /** Which account they choose: its e-mail address. The first one unless given. */
  readonly login?: string;
  readonly deny?: boolean;
  /** Only these of the requested scopes are granted. Google lets people do that; X does not. */
  readonly scopes?: readonly string[];
}

/** Opens an authorization URL as a person would, answers the page, and returns the callback URL without requesting it. */
export async function consent(
  authorizationUrl: string,
  dialect: Dialect,
  options: ConsentOptions = {},
): Promise<string> {
  if (options.scopes && !dialect.granularConsent) {
    throw new Error(`${dialect.name} grants all requested scopes or none.`);
  }
  const browser = new PersonAtBrowser(new URL(authorizationUrl).origin);
  const first = await browser.open(authorizationUrl);
  if (first instanceof URL) return first.href;
  const last = await browser.submit(first.url, answerConsent(expectPage(first, dialect), options));
  if (last instanceof URL) return last.href;
  throw new Error(`${dialect.name} refuses: ${pageWords(last.text)}`);
}

/** Enters a device's code on the service's page, as a person would, and allows or denies. */
export async function approveDevice(
  userCode: string,
  verificationUrl: string,
  { dialect, ...options }: ConsentOptions & { readonly dialect: Dialect },
): Promise<void> {
  const browser = new PersonAtBrowser(new URL(verificationUrl).origin);
  const input = expectPage(await browser.open(verificationUrl), dialect);
  const fields = readForm(input.text);
  const confirm = expectPage(await browser.submit(input.url, [...fields, ['user_code', userCode]]), dialect);
  const confirmed = await browser.submit(confirm.url, readForm(confirm.text));
  const consentPage = expectPage(confirmed, dialect);
  if (!consentPage.url.pathname.includes('/interaction/')) {
    throw new Error(`${dialect.name} refuses the code: ${pageWords(consentPage.text)}`);
  }
  await browser.submit(consentPage.url, answerConsent(consentPage, options));
}

function expectPage(reached: Page | URL, dialect: Dialect): Page {
  if (reached instanceof URL) throw new Error(`${dialect.name} redirected to ${reached.origin}.`);
  if (reached.status !== 200) throw new Error(`${dialect.name} refuses: ${pageWords(reached.text)}`);
  return reached;
}

/** The consent form of this page, filled in. */
function answerConsent({ text }: Page, options: ConsentOptions): [string, string][] {
  const kept = readForm(text).filter(
    ([name, value]) =>
      name !== 'login' && (name !== 'scope' || !options.scopes || options.scopes.includes(value)),
  );
  return [
    ...kept,
    ['login', options.login ?? people[0].login],
    ['decision', options.deny ? 'deny' : 'allow'],
  ];
}
