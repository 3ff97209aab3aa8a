import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';

let schemes: Record<'light' | 'dark', ReadonlyMap<string, string>>;
beforeAll(async () => {
  const css = await readFile(new URL('../src/assets/base.css', import.meta.url), 'utf8');
  const [light = '', dark = ''] = css.split('prefers-color-scheme: dark');
  schemes = { light: colours(light), dark: colours(dark) };
});

const texts = [
  ['text', 'background'],
  ['text', 'surface'],
  ['text', 'soft'],
  ['quiet', 'background'],
  ['quiet', 'surface'],
  ['quiet', 'soft'],
  ['accent', 'background'],
  ['accent', 'surface'],
  ['accent', 'good-soft'],
  ['on-accent', 'accent'],
  ['surface', 'danger'],
  ['surface', 'text'],
  ['danger', 'surface'],
  ['danger', 'bad-soft'],
  ['good', 'good-soft'],
  ['text', 'good-soft'],
  ['warn', 'surface'],
  ['warn', 'warn-soft'],
] as const;

test.each(texts)('%s on %s can be read in both colour schemes (WCAG AA)', (front, back) => {
  for (const colour of [schemes.light, schemes.dark])
    expect(contrast(colour.get(front), colour.get(back))).toBeGreaterThanOrEqual(4.5);
});

function colours(css: string): Map<string, string> {
  return new Map(
    [...css.matchAll(/--([\w-]+): (#[\da-f]{6})/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one = '', other = ''): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((left, right) => left - right);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const share = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
