import loader from 'node:module';
import { guardNames } from '../provider/name-guard.ts';
import { guardNetwork } from '../provider/network-guard.ts';
import type { ExampleEnd, ExampleOrder } from './example-order.ts';

/** Runs a README's example in the process that was started for it, and says on the output how it ended. Not for other callers. */
export async function performExample(order: ExampleOrder): Promise<void> {
  guardNetwork(new Set([order.port]));
  guardNames();
  await redirectImports(order);
  process.stdout.write(`\0${JSON.stringify(await endOf(order.exampleUrl))}`);
}

async function endOf(exampleUrl: string): Promise<ExampleEnd> {
  try {
    await import(exampleUrl);
    return {};
  } catch (error) {
    return { failure: inWords(error), ...lineIn(error, exampleUrl) };
  }
}

/** The example imports from the plugin's package, and another core. */
async function redirectImports({ exampleUrl, coreUrl, packageUrl }: ExampleOrder): Promise<void> {
  const resolve = `(specifier, context, next) => {
    const { parentURL } = context;
    if (parentURL === ${JSON.stringify(exampleUrl)} && specifier === '@sidecar/core')
      return { url: ${JSON.stringify(coreUrl)}, shortCircuit: true };
    const isOurs = parentURL === ${JSON.stringify(exampleUrl)} || parentURL === ${JSON.stringify(coreUrl)};
    return next(specifier, isOurs ? { ...context, parentURL: ${JSON.stringify(packageUrl)} } : context);
  }`;
  // Node before 22.15 takes them only as a module.
  const hooks = `data:text/javascript,${encodeURIComponent(`export const resolve = ${resolve};`)}`;
  const { registerHooks }: { readonly registerHooks?: typeof loader.registerHooks } = loader;
  if (registerHooks) registerHooks(await import(hooks));
  else loader.register(hooks);
}

function inWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
  return `${error.name}${code}: ${error.message}`;
}

/** Where the example's own code comes up in what was thrown. */
function lineIn(error: unknown, exampleUrl: string): Pick<ExampleEnd, 'line'> {
  const text = error instanceof Error ? `${error.message}\n${error.stack}` : '';
  const file = exampleUrl.slice(exampleUrl.lastIndexOf('/') + 1);
  const [, line] = new RegExp(`${file.replaceAll('.', '\\.')}:(\\d+)`).exec(text) ?? [];
  return line === undefined ? {} : { line: Number(line) };
}
