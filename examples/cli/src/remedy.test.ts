import { expect, test } from 'vitest';
import { Catalog } from './catalog.ts';
import { remedyOf } from './remedy.ts';

const catalog = new Catalog();
const wording = { prefix: '', catalog };

test('a remedy is the command that a person types here', () => {
  const lost = { code: 'needs_reauth', integration: 'gmail', connection: 'default/work' } as const;
  expect(remedyOf(lost, { prefix: '/integrations ', catalog })).toBe(
    'Reconnect Gmail: /integrations connect gmail --account work',
  );
  expect(remedyOf({ code: 'disabled', integration: 'twitter' }, { prefix: 'sidecar ', catalog })).toBe(
    'Enable Twitter: sidecar enable twitter',
  );
});

test('the words of the library become those of the program', () => {
  const taken =
    'Close the program that uses port 8217, or give loopback() another port and register that at X.';
  expect(remedyOf({ code: 'conflict', nextAction: taken }, wording)).toBe(
    'Close the program that uses port 8217, or set SIDECAR_CALLBACK_PORT to another port and register that at X.',
  );
  const unset = "Set X_CLIENT_ID in the environment, or give the client in the plugin's options.";
  expect(remedyOf({ code: 'not_configured', integration: 'twitter', nextAction: unset }, wording)).toMatch(
    /^Put it in/,
  );
  expect(
    remedyOf({ code: 'not_supported', nextAction: 'Connect with pasteUrl() instead.' }, wording),
  ).not.toMatch(/\(\)/);
});
