import type { Configuration, ErrorOut, KoaContextWithOIDC } from 'oidc-provider';
import { escapeHtml } from '../http/escape-html.ts';
import { page, pageHeaders } from '../http/page.ts';

function show(context: KoaContextWithOIDC, title: string, body: string): void {
  context.set({ ...pageHeaders });
  context.body = page(title, body);
}

type DeviceFlow = Required<NonNullable<NonNullable<Configuration['features']>['deviceFlow']>>;
type Arguments<Member extends keyof DeviceFlow> = Parameters<
  Extract<DeviceFlow[Member], (...values: never) => unknown>
>;

/** Asks for the code that a device shows. */
export function deviceInputPage(...[context, form, , error]: Arguments<'userCodeInputSource'>): void {
  const problem = error ? '<p>That code is not known here, or it has been used. Try again.</p>' : '';
  const button = '<button type="submit" form="op.deviceInputForm">Continue</button>';
  show(context, 'Enter the code that your device shows', `${problem}${form}${button}`);
}

/** Asks whether the code really belongs to the person's own device. */
export function deviceConfirmPage(
  ...[context, form, client, , userCode]: Arguments<'userCodeConfirmSource'>
): void {
  const name = escapeHtml(client.clientName ?? client.clientId);
  const buttons = `<button type="submit" form="op.deviceConfirmForm">Continue</button>
<button type="submit" form="op.deviceConfirmForm" name="abort" value="yes" class="second">Cancel</button>`;
  const question = `<p>${name} shows <code>${escapeHtml(userCode)}</code>.</p>`;
  show(context, 'Is this your device?', `${question}${form}${buttons}`);
}

/** Says that the device is connected. */
export function deviceSuccessPage(context: KoaContextWithOIDC): void {
  show(context, 'Connected', '<p>You can close this page and go back to your device.</p>');
}

/** Says why an authorization request is refused when it cannot be sent back to the app. */
export function errorPage(context: KoaContextWithOIDC, out: ErrorOut): void {
  const text = `Error ${context.status}: ${out.error}. ${out.error_description ?? ''}`;
  show(context, 'Access blocked', `<p>${escapeHtml(text)}</p>`);
}
