import { escapeHtml } from '../http/escape-html.ts';
import { page } from '../http/page.ts';
import { people } from '../people.ts';
import type { Dialect } from './dialect.ts';

/** What the page shows. Everything but the dialect comes from outside. */
export interface ConsentPageOptions {
  readonly dialect: Dialect;
  readonly appName: string;
  readonly scopes: readonly string[];
  readonly loginHint: string;
}

/** The page on which a person chooses an account, sees what is asked for, and allows or denies. Plain HTML without scripts. */
export function consentPage({ dialect, appName, scopes, loginHint }: ConsentPageOptions): string {
  const hinted = people.some(({ login }) => login === loginHint) ? loginHint : people[0].login;
  const accounts = people.map(({ login, name, xUser }) => {
    const shown = dialect.id === 'x' ? `${name} (@${xUser.username})` : `${name} (${login})`;
    const checked = login === hinted ? ' checked' : '';
    return `<label><input type="radio" name="login" value="${escapeHtml(login)}"${checked}> ${escapeHtml(shown)}</label>`;
  });
  const wishes = scopes.map((scope) => {
    const label = `${escapeHtml(dialect.scopes[scope] ?? scope)} <small><code>${escapeHtml(scope)}</code></small>`;
    if (!dialect.granularConsent) return `<li>${label}</li>`;
    return `<label><input type="checkbox" name="scope" value="${escapeHtml(scope)}" checked> ${label}</label>`;
  });
  const list = dialect.granularConsent ? wishes.join('\n') : `<ul>\n${wishes.join('\n')}\n</ul>`;
  return page(
    `${appName} wants access to ${dialect.name}`,
    `<form method="post">
<fieldset>
<legend>Account</legend>
${accounts.join('\n')}
</fieldset>
<fieldset>
<legend>It will be able to</legend>
${list}
</fieldset>
<button type="submit" name="decision" value="allow">Allow</button>
<button type="submit" name="decision" value="deny" class="second">Deny</button>
</form>`,
  );
}
