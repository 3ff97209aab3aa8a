import { afterEach, describe, expect, it, vi } from 'vitest';
import { htmlText } from './html-text.ts';

afterEach(() => vi.restoreAllMocks());

describe('HTML as text', () => {
  it('keeps paragraphs, lists and where links lead', async () => {
    const html =
      '<h1>Hi</h1><p>See <a href="https://x.example/a?b=c">this</a>.</p><ul><li>one</li><li>two</li></ul>';
    expect(await htmlText(html)).toBe('Hi\n\nSee this <https://x.example/a?b=c>.\n\n * one\n * two');
  });

  it.each([
    'javascript:alert(1)',
    ' JaVa\tScript:alert(1)',
    '&#106;avascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    '/relative',
  ])('drops the link %j and keeps its text', async (link) => {
    expect(await htmlText(`<a href="${link}">text</a>`)).toBe('text');
  });

  it('leaves out scripts, styles, pictures and what is hidden', async () => {
    const html =
      '<style>p{}</style><script>x()</script><p hidden>a</p><div style="color:red;display:none">b</div><div style="DISPLAY: none">c</div><img src="https://x.example/pixel.gif" alt="d">shown';
    expect(await htmlText(html)).toBe('shown');
  });

  it('takes huge and deeply nested documents without overflowing or complaining on stderr', async () => {
    const warn = vi.spyOn(console, 'warn');
    const deep = `start${'<div>'.repeat(50_000)}deep${'</div>'.repeat(50_000)}end`;
    expect(await htmlText(deep)).toMatch(/^start.*end$/s);
    const long = '<p>hello <b>world</b> <a href="https://x.example/">z</a></p>'.repeat(21_700);
    expect((await htmlText(long)).match(/hello\s+world\s+z/g)).toHaveLength(21_700);
    expect(await htmlText(`${'x'.repeat(3_000_000)}`)).toHaveLength(2_000_000);
    expect(await htmlText('<b>x'.repeat(300_000))).toMatch(/^x/);
    expect(await htmlText('<li><p>'.repeat(200_000))).toBeTypeOf('string');
    expect(warn).not.toHaveBeenCalled();
  });
});
