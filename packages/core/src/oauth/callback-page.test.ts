import { describe, expect, it } from 'vitest';
import { callbackPage } from './callback-page.ts';

describe('the page that ends a authorization', () => {
  it('says that the account is connected, and as whom', () => {
    const { status, body } = callbackPage({ connected: true, label: 'ada@example.com' }, 'Gmail');
    expect(status).toBe(200);
    expect(body).toContain('<h1>Gmail is connected as ada@example.com</h1>');
  });

  it('says why it was not connected', () => {
    const { status, body } = callbackPage({ connected: false, message: 'It took too long.' }, 'Gmail');
    expect(status).toBe(400);
    expect(body).toContain('<h1>Gmail was not connected</h1>');
    expect(body).toContain('<p>It took too long.</p>');
  });

  it('escapes everything that it did not write itself', () => {
    const hostile = `<img src=x onerror=alert(1)>"'&`;
    for (const outcome of [
      { connected: true, label: hostile },
      { connected: false, message: hostile },
    ] as const) {
      const { body } = callbackPage(outcome, hostile);
      expect(body).not.toContain('<img');
      expect(body).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;');
    }
  });

  it('loads nothing and tells nobody the address that holds the code', () => {
    const { headers, body } = callbackPage({ connected: true }, 'Gmail');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-frame-options']).toBe('DENY');
    expect(body).not.toMatch(/<script|src=|href=|url\(|@import/i);
  });

  it('can be sent as a Response', async () => {
    const page = callbackPage({ connected: false, message: 'No.' }, 'Gmail');
    const response = new Response(page.body, page);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });
});
