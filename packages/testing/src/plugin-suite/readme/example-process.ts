import { execFile } from 'node:child_process';
import { typeStripping } from '../type-stripping.ts';
import { type ExampleEnd, type ExampleOrder, placeholderFor } from './example-order.ts';
import { readmeProcessUrl } from './readme-process-url.ts';

/** What the operating system's own parts look for. */
const passedOn = ['PATH', 'Path', 'SystemRoot', 'SystemDrive', 'ComSpec', 'windir'];
/** Where programs look for a person's own files. */
const homes = ['HOME', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA', 'XDG_CONFIG_HOME', 'XDG_STATE_HOME'];
const maxBuffer = 50_000_000;
const temporary = ['TMPDIR', 'TEMP', 'TMP'];

/** Runs a README's example in a process that knows nothing of the person, their files and their settings. */
export function exampleProcess(
  order: ExampleOrder,
  options: { readonly folder: string; readonly code: string; readonly patienceMs: number },
): Promise<ExampleEnd> {
  const { folder, code, patienceMs } = options;
  const program = `import { performExample } from ${JSON.stringify(readmeProcessUrl())};
await performExample(${JSON.stringify(order)});`;
  const command = ['--no-warnings', ...typeStripping(), '--input-type=module', '--eval', program];
  const place = { cwd: folder, env: environmentOf(code, folder), timeout: patienceMs, maxBuffer };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, command, place, (error, stdout, stderr) => {
      const end = stdout.split('\0').slice(1).at(-1);
      if (end !== undefined && !error) resolve(JSON.parse(end));
      else if (error?.killed) resolve({ failure: 'it does not end' });
      else if (error?.code === 13) resolve({ failure: 'it waits for something that never happens' });
      else resolve({ failure: end === undefined ? lastWords(stderr) : afterwards(stderr) });
    });
    child.stdin?.end();
  });
}

/** An empty home, and a value for each variable that the example names. */
function environmentOf(code: string, folder: string): Readonly<Record<string, string>> {
  const named = [...code.matchAll(/\bprocess\.env(?:\.(\w+)|\[['"](\w+)['"]\])/g)];
  return Object.fromEntries([
    ...passedOn.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
    ...named.map(([, name, quoted]) => [name ?? quoted ?? '', placeholderFor(name ?? quoted ?? '')] as const),
    ...[...homes, ...temporary].map((name) => [name, folder] as const),
  ]);
}

function afterwards(stderr: string): string {
  return `after its last line it failed: ${lastWords(stderr)}`;
}

function lastWords(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => /\S/.test(line));
  return lines.find((line) => /Error/.test(line)) ?? lines.at(-1) ?? 'it ended the process';
}
