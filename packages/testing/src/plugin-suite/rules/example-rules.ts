import { isDeepStrictEqual } from 'node:util';
import { endInWords } from '../attempt-problems.ts';
import type { PluginRules } from '../plugin-rule.ts';
import type { ExampleRun } from '../subject.ts';

/** What a plugin does when nothing fails. */
export const exampleRules = {
  examples: {
    level: 'bronze',
    sentence: 'answers an example of every tool with an output that fits its schema',
    check: async (subject) => [
      ...subject.tools
        .filter(({ name }) => subject.examplesOf(name).length === 0)
        .map(({ name }) => `${name} has no example`),
      ...Object.keys(subject.options.examples)
        .filter((name) => subject.plugin.tools.every((tool) => tool.name !== name))
        .map((name) => `there is an example of ${name}, and no such tool`),
      ...(await subject.runs()).flatMap(exampleProblems),
    ],
  },
  network: {
    level: 'bronze',
    sentence: 'sends every request through the fetch of its context, to an origin that it declares',
    check: async (subject) =>
      (await subject.runs()).flatMap(({ name, requestProblems }) =>
        requestProblems.map((problem) => `${name} ${problem}`),
      ),
  },
  identify: {
    level: 'bronze',
    sentence: 'says who a connection is, the same every time',
    check: async (subject) => {
      if (!subject.plugin.identify) return subject.method?.kind === 'none' ? [] : ['there is no identify'];
      const runs = await subject.runs();
      const first = runs.find(({ name }) => name === 'identify');
      const again = await subject.withTrial(subject.options.connection?.answers ?? [], async (trial) =>
        first ? trial.attempt(first) : undefined,
      );
      if (first?.attempt.ended !== 'output' || again?.ended !== 'output')
        return [`identify ${endInWords(first?.attempt ?? { ended: 'never' })}`];
      return [
        ...identityProblems(first.attempt.output).map((problem) => `identify ${problem}`),
        ...(isDeepStrictEqual(first.attempt.output, again.output)
          ? []
          : ['identify answers differently the second time']),
      ];
    },
  },
} as const satisfies PluginRules;

function exampleProblems({ name, attempt, example, received }: ExampleRun): readonly string[] {
  const unscripted = received
    .filter(({ answer }) => answer === undefined)
    .map(
      ({ method, url }) =>
        `${name} asked ${method} ${url.origin}${url.pathname}, for which no answer is written`,
    );
  if (attempt.ended !== 'output') return [`${name} ${endInWords(attempt)}`, ...unscripted];
  const isAsSaid = !('output' in example) || isDeepStrictEqual(attempt.output, example.output);
  return [
    ...unscripted,
    ...(isAsSaid ? [] : [`${name} ${endInWords(attempt)}, which is not the example's output`]),
  ];
}

/** What is wrong with what `identify` answered. */
export function identityProblems(identity: unknown): readonly string[] {
  const { id, label } = Object(identity) as { readonly id?: unknown; readonly label?: unknown };
  return [...(isText(id) ? [] : ['answers no id']), ...(isText(label) ? [] : ['answers no label'])];
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}
