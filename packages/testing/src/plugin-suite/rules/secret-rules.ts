import { SidecarError } from '@sidecar/core';
import type { Attempt } from '../attempt.ts';
import type { PluginRules } from '../plugin-rule.ts';
import { PlantedSecrets } from '../provider/planted-secrets.ts';
import type { Subject } from '../subject.ts';
import { privateText, tellingBody } from '../telling-body.ts';
import { textOf } from '../text-of.ts';
import type { Trial } from '../trial.ts';
import { watchConsole } from '../watch-console.ts';
import { withoutNewToken } from '../without-new-token.ts';

/** What must not be seen, and where nothing is to be seen. */
export const secretRules = {
  secrets: {
    level: 'bronze',
    sentence: 'shows no secret in outputs, errors, logs or when it is printed',
    check: async (subject) => [
      ...printedClient(subject),
      ...(await shownInRuns(subject)),
      ...(await shownInErrors(subject)),
      ...(await shownAfterMinting(subject)),
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

/** A provider that repeats what it was sent, and more. */
async function shownInErrors(subject: Subject): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const status of [400, 403, 500]) {
    for (const run of await subject.runs()) {
      const found = await subject.withTrial(run.answers, async (trial) => {
        const body = tellingBody(trial.secrets.all);
        trial.provider.faultAt = { fault: { kind: 'answer', status, body } };
        return errorProblems(trial, await trial.attempt(run));
      });
      problems.push(...found.map((problem) => `${run.name} after ${status}: ${problem}`));
    }
  }
  return problems;
}

/** Whoever asks for a token with a key has the key in hand when that is refused. */
async function shownAfterMinting(subject: Subject): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const status of [400, 401, 404, 500]) {
    const fault = ({ secrets }: Trial) =>
      ({ kind: 'answer', status, body: tellingBody(secrets.all) }) as const;
    const found = await withoutNewToken(subject, fault, (trial, attempt) => errorProblems(trial, attempt));
    problems.push(...(found ?? []).map((problem) => `mint answered with ${status}: ${problem}`));
  }
  return problems;
}

function errorProblems(trial: Trial, attempt: Attempt): readonly string[] {
  if (attempt.ended !== 'error') return [];
  const { error } = attempt;
  return [
    ...(isShown(trial.secrets, error) ? ['its error holds a secret'] : []),
    ...(SidecarError.isInstance(error) && textOf(error).includes(privateText)
      ? ['its error holds the body of the answer']
      : []),
    ...shownElsewhere(trial),
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
