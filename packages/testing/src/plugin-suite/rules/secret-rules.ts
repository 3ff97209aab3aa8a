import { inspect } from 'node:util';
import { SidecarError } from '@sidecar/core';
import type { PluginRules } from '../plugin-rule.ts';
import { PlantedSecrets } from '../provider/planted-secrets.ts';
import type { ExampleRun, Subject } from '../subject.ts';
import type { Trial } from '../trial.ts';
import { watchConsole } from '../watch-console.ts';

/** In no message of ours: what a provider puts into the body of an error is not for every log. */
const privateText = 'the private part of a body';

/** What must not be seen, and where nothing is to be seen. */
export const secretRules = {
  secrets: {
    level: 'bronze',
    sentence: 'shows no secret in outputs, errors, logs or when it is printed',
    check: async (subject) => [
      ...printedClient(subject),
      ...(await shownInRuns(subject)),
      ...(await shownInErrors(subject)),
    ],
  },
  quiet: {
    level: 'gold',
    sentence: 'writes nothing to the console',
    check: async (subject) => {
      const problems: string[] = [];
      for (const scenario of subject.scenarios) {
        const written = await watchConsole(() =>
          subject.withTrial(scenario.answers, (trial) => trial.attempt(scenario)),
        );
        problems.push(...written.map((line) => `${scenario.name} wrote to the console: ${line}`));
      }
      return problems;
    },
  },
} as const satisfies PluginRules;

function printedClient({ options: { withClient } }: Subject): readonly string[] {
  if (!withClient) return [];
  const secrets = new PlantedSecrets();
  const plugin = withClient({ id: 'suite-client', secret: secrets.clientSecret });
  return isShown(secrets, plugin) ? ['the plugin shows the secret of its client when it is printed'] : [];
}

async function shownInRuns(subject: Subject): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const scenario of subject.scenarios) {
    problems.push(
      ...(await subject.withTrial(scenario.answers, async (trial) => {
        const attempt = await trial.attempt(scenario);
        const shown = attempt.ended === 'output' && isShown(trial.secrets, attempt.output);
        return [
          ...(shown ? [`the output of ${scenario.name} holds a secret`] : []),
          ...shownElsewhere(trial).map((place) => `${scenario.name}: ${place}`),
        ];
      })),
    );
  }
  return problems;
}

async function shownInErrors(subject: Subject): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const status of [400, 403, 500]) {
    for (const run of await subject.runs())
      problems.push(...(await subject.withTrial(run.answers, (trial) => errorProblems(run, trial, status))));
  }
  return problems;
}

/** A provider that repeats what it was sent, and more. */
async function errorProblems(run: ExampleRun, trial: Trial, status: number): Promise<readonly string[]> {
  const said = `Invalid credential ${trial.secrets.all.join(' or ')}`;
  const body = {
    message: said,
    error: { message: said, status: 'FAILED', errors: [{ reason: 'failed', message: said }] },
    errors: [{ message: said, detail: said }],
    error_description: said,
    detail: said,
    debug: privateText,
  };
  trial.provider.faultAt = { fault: { kind: 'answer', status, body } };
  const attempt = await trial.attempt(run);
  if (attempt.ended !== 'error') return [];
  const { error } = attempt;
  return [
    ...(isShown(trial.secrets, error) ? [`the error of ${run.name} after ${status} holds a secret`] : []),
    ...(SidecarError.isInstance(error) && textOf(error).includes(privateText)
      ? [`the error of ${run.name} after ${status} holds the body of the answer`]
      : []),
    ...shownElsewhere(trial).map((place) => `${run.name}: ${place}`),
  ];
}

function shownElsewhere({ log, client, secrets }: Trial): readonly string[] {
  return [
    ...(log.some((line) => secrets.isIn(line)) ? ['a secret was logged'] : []),
    ...(isShown(secrets, client) ? ['the client shows a secret when it is printed'] : []),
  ];
}

function isShown(secrets: PlantedSecrets, value: unknown): boolean {
  return secrets.isIn(textOf(value));
}

function textOf(value: unknown): string {
  const printed = inspect(value, {
    depth: 8,
    showHidden: true,
    maxStringLength: null,
    maxArrayLength: null,
  });
  return `${printed}\n${jsonOf(value)}\n${value instanceof Error ? (value.stack ?? '') : ''}`;
}

function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}
