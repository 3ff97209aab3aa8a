import { html } from './html.ts';
import { page } from './layout.ts';

/** Where the host's own users sign in. */
export function signInPage({
  name = '',
  problem,
}: {
  readonly name?: string;
  readonly problem?: string;
} = {}): string {
  const describedBy =
    problem === undefined ? undefined : html` aria-describedby="problem" aria-invalid="true"`;
  return page({
    title: 'Sign in',
    body: html`<p class="lead">The demo users and their passwords are printed where this host was started.</p>
<form class="card sign-in" method="post" action="/sign-in">
${problem && html`<p class="notice problem" id="problem" role="alert">${problem}</p>`}
<label for="name">User name</label>
<input id="name" name="name" value="${name}" autocomplete="username" autocapitalize="none" spellcheck="false" required${describedBy}>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required${describedBy}>
<button class="primary" type="submit">Sign in</button>
</form>`,
  });
}
