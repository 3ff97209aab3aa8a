import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forgetPhotographs, launchChromium, noBrowser, photograph, screens } from './chromium.ts';
import { mailboxes } from './connected-client.ts';
import { passwords, startAppWithSandbox } from './running-app.ts';

describe.skipIf(noBrowser)(`In Chromium${noBrowser ? ` (${noBrowser})` : ''}`, () => {
  let app: Awaited<ReturnType<typeof startAppWithSandbox>>;
  let browser: Browser;
  const complaints: string[] = [];

  beforeAll(async () => {
    await forgetPhotographs();
    // By this name the host is another site than the sandbox at 127.0.0.1, as it is another site than Google.
    [app, browser] = await Promise.all([startAppWithSandbox('localhost'), launchChromium()]);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  test('a person connects, verifies, disables, enables and disconnects Gmail by clicking', async () => {
    const page = await signedInPage('alice');
    await photograph(page, '2-nothing-connected');
    await connectByClicking(page, mailboxes.alice);
    await photograph(page, '4-connected');
    const gmail = card(page, 'Gmail');
    expect(await gmail.textContent()).toContain(mailboxes.alice);
    await gmail.getByRole('button', { name: 'Verify Gmail' }).click();
    expect(await page.getByRole('status').textContent()).toBe(`Gmail works as ${mailboxes.alice}.`);
    await page.getByRole('link', { name: 'Inbox' }).click();
    expect(await page.getByText('Plans for the new engine').count()).toBeGreaterThan(0);
    await photograph(page, '5-inbox');
    await page.getByRole('link', { name: 'Integrations' }).click();
    await gmail.getByRole('button', { name: 'Disable Gmail' }).click();
    expect(await gmail.getByText('Disabled', { exact: true }).isVisible()).toBe(true);
    await photograph(page, '6-disabled');
    await gmail.getByRole('button', { name: 'Enable Gmail' }).click();
    await gmail.getByRole('button', { name: 'Disconnect Gmail' }).click();
    await photograph(page, '7-disconnect');
    await page.getByRole('link', { name: 'Keep it' }).click();
    expect(await gmail.getByText('Connected', { exact: true }).first().isVisible()).toBe(true);
    await gmail.getByRole('button', { name: 'Disconnect Gmail' }).click();
    await page.getByRole('button', { name: 'Disconnect Gmail' }).click();
    expect(await page.getByRole('status').textContent()).toContain('Gmail is disconnected');
    expect(await gmail.getByText('Not connected', { exact: true }).isVisible()).toBe(true);
  });

  test('a person who denies comes back to an explanation and can try again', async () => {
    const page = await signedInPage('alice');
    await openConsentPage(page);
    await page.getByRole('button', { name: 'Deny' }).click();
    await page.waitForURL(`${app.publicUrl}/**`);
    expect(await page.getByText('Gmail was not allowed access.').isVisible()).toBe(true);
    await photograph(page, '8-denied');
    await page.getByRole('link', { name: 'Back to your integrations' }).click();
    expect(await card(page, 'Gmail').getByText('Not connected', { exact: true }).isVisible()).toBe(true);
  });

  test('two browsers connect two users at once, each with a mailbox of their own', async () => {
    const pages = await Promise.all([signedInPage('alice'), signedInPage('bob')]);
    await Promise.all(pages.map((page) => openConsentPage(page)));
    const [alice, bob] = pages;
    await Promise.all([allow(alice, mailboxes.alice), allow(bob, mailboxes.bob)]);
    expect(await card(alice, 'Gmail').textContent()).toContain(mailboxes.alice);
    expect(await card(bob, 'Gmail').textContent()).toContain(mailboxes.bob);
    expect(await bob.content()).not.toContain(mailboxes.alice);
  });

  test('a connection that has ended says so and offers to reconnect', async () => {
    const page = await signedInPage('bob');
    await connectByClicking(page, mailboxes.bob);
    app.sandbox.google.revokeGrants(mailboxes.bob);
    await card(page, 'Gmail').getByRole('button', { name: 'Verify Gmail' }).click();
    expect(await page.getByRole('alert').isVisible()).toBe(true);
    expect(await page.getByRole('button', { name: 'Reconnect Gmail' }).isVisible()).toBe(true);
    await photograph(page, '9-needs-reauth');
  });

  test('an API key made on the page works', async () => {
    const page = await signedInPage('alice');
    await page.getByRole('button', { name: 'Create an API key' }).click();
    const key = await page.locator('.secret code').textContent();
    await photograph(page, '10-api-key');
    const answer = await fetch(`${app.instanceUrl}/api/tools`, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect(answer.status).toBe(200);
  });

  test.each(['signed in as Alice', 'signed in nowhere'])(
    'a victim %s whose browser opens an attacker’s address and consents connects nothing',
    async (situation) => {
      const attacker = await signedInPage('bob');
      await disconnectIfConnected(attacker);
      const authUrl = await authorizationUrlOf(attacker);
      const victim = situation === 'signed in nowhere' ? await newPage() : await signedInPage('alice');
      if (situation !== 'signed in nowhere') await disconnectIfConnected(victim);
      const exchangesBefore = app.sandbox.google.tokenRequests().length;
      await victim.goto(authUrl);
      await victim.getByRole('button', { name: 'Allow' }).click();
      await victim.waitForURL(`${app.publicUrl}/callback/**`);
      expect(await victim.getByText('state_mismatch').isVisible()).toBe(true);
      await photograph(victim, `11-attack-${situation.replaceAll(' ', '-')}`);
      expect(app.sandbox.google.tokenRequests()).toHaveLength(exchangesBefore);
      for (const user of ['alice', 'bob'] as const) {
        const page = await signedInPage(user);
        if (user === 'bob' || situation !== 'signed in nowhere')
          expect(await card(page, 'Gmail').getByText('Not connected', { exact: true }).isVisible()).toBe(
            true,
          );
      }
    },
  );

  test('nothing on the pages is wider than a phone, and no page breaks its own policy', async () => {
    const page = await signedInPage('alice');
    await page.setViewportSize(screens.phone);
    await connectByClicking(page, mailboxes.alice);
    const widths: number[] = [];
    for (const path of ['/', '/inbox', '/integrations/gmail/disconnect', '/nothing']) {
      await page.goto(app.publicUrl + path);
      widths.push(await page.evaluate(() => document.documentElement.scrollWidth));
    }
    expect(complaints.filter((complaint) => /Content Security Policy/i.test(complaint))).toEqual([]);
    expect(Math.max(...widths)).toBeLessThanOrEqual(screens.phone.width);
  });

  async function newPage(): Promise<Page> {
    // Every page has to work without scripts.
    const context = await browser.newContext({ viewport: screens.desktop, javaScriptEnabled: false });
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    page.on('console', (message) => complaints.push(message.text()));
    return page;
  }

  async function signedInPage(user: keyof typeof passwords): Promise<Page> {
    const page = await newPage();
    await page.goto(app.publicUrl);
    await page.getByLabel('User name').fill(user);
    await page.getByLabel('Password').fill(passwords[user]);
    await photograph(page, '1-sign-in');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Your integrations' }).waitFor();
    return page;
  }

  async function openConsentPage(page: Page): Promise<void> {
    await card(page, 'Gmail')
      .getByRole('button', { name: /^(Connect|Reconnect) Gmail$/ })
      .click();
    await page.getByRole('button', { name: 'Allow' }).waitFor();
  }

  async function allow(page: Page, mailbox: string): Promise<void> {
    await page.getByLabel(mailbox).check();
    await photograph(page, '3-consent');
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.waitForURL(`${app.publicUrl}/`);
    expect(await page.getByRole('status').textContent()).toBe('Gmail is connected.');
  }

  async function connectByClicking(page: Page, mailbox: string): Promise<void> {
    await disconnectIfConnected(page);
    await openConsentPage(page);
    await allow(page, mailbox);
  }

  async function disconnectIfConnected(page: Page): Promise<void> {
    const button = page.getByRole('button', { name: 'Disconnect Gmail' });
    if ((await button.count()) === 0) return;
    await button.click();
    await button.click();
    await page.getByRole('status').waitFor();
  }

  /** Starts connecting, and answers where the browser was sent. */
  async function authorizationUrlOf(page: Page): Promise<string> {
    const leaving = page.waitForRequest((request) => request.url().startsWith(app.sandbox.google.authUrl));
    await openConsentPage(page);
    return (await leaving).url();
  }

  function card(page: Page, name: string) {
    return page.getByRole('article', { name });
  }
});
