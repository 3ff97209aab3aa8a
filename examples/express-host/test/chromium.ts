import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser of this machine, if it has one. SIDECAR_CHROMIUM names another one. */
const executablePath = [process.env.SIDECAR_CHROMIUM ?? '', ...places].find((place) => existsSync(place));

/** Why the browser tests do not run here; in CI they have to. */
export const noBrowser =
  executablePath === undefined && !process.env.CI ? 'skipped: Chromium is not installed' : undefined;

/** Starts it without a screen and without any request of its own. */
export function launchChromium(): Promise<Browser> {
  if (executablePath === undefined) throw new Error('Chromium is not installed.');
  const quiet = ['background-networking', 'component-update', 'sync', 'gpu', 'quic'].map(
    (part) => `--disable-${part}`,
  );
  const args = ['--headless', '--no-sandbox', '--no-first-run', ...quiet];
  return chromium.launch({ executablePath, args });
}

const screenshots = fileURLToPath(new URL('../screenshots/', import.meta.url));

/** The screens that pages are looked at on. */
export const screens = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 900 },
} as const;

/** Takes pictures of a page on both screens, once for each name, into a folder that git ignores. */
export async function photograph(page: Page, name: string): Promise<void> {
  if (existsSync(`${screenshots}${name}-phone.png`)) return;
  await mkdir(screenshots, { recursive: true });
  const before = page.viewportSize();
  for (const [screen, size] of Object.entries(screens).reverse()) {
    await page.setViewportSize(size);
    await page.screenshot({ path: `${screenshots}${name}-${screen}.png`, fullPage: true });
  }
  if (before) await page.setViewportSize(before);
}

/** Forgets the pictures of the run before. */
export async function forgetPhotographs(): Promise<void> {
  await rm(screenshots, { recursive: true, force: true });
}
