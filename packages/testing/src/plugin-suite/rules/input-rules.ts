import { endInWords, sidecarErrorOf } from '../attempt-problems.ts';
import { objectSchemas } from '../object-schemas.ts';
import type { PluginRules } from '../plugin-rule.ts';
import type { Scenario } from '../plugin-under-test.ts';
import type { Subject } from '../subject.ts';

/** What a plugin does with inputs. */
export const inputRules = {
  'strict-inputs': {
    level: 'bronze',
    sentence: 'refuses input that its schemas do not describe, before anything is sent',
    check: async (subject) => [
      ...subject.plugin.tools.flatMap(({ name, input }) =>
        objectSchemas(input['~standard'].jsonSchema.input({ target: 'draft-2020-12' }))
          .filter(({ isStrict }) => !isStrict)
          .map(({ path }) => `${[name, ...path].join('.')} takes properties that it does not name`),
      ),
      ...(await refusedInputs(subject)),
    ],
  },
  settings: {
    level: 'bronze',
    sentence: 'works without any settings, because each has a default',
    check: async ({ plugin: { settings } }) => {
      if (!settings) return [];
      const parsed = await settings['~standard'].validate({});
      return (parsed.issues ?? []).map(
        ({ path = [], message }) =>
          `${path.map((part) => String(typeof part === 'object' ? part.key : part)).join('.') || 'settings'}: ${message}`,
      );
    },
  },
} as const satisfies PluginRules;

async function refusedInputs(subject: Subject): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const scenario of subject.scenarios.filter(({ name }) => name !== 'identify')) {
    problems.push(
      ...(await subject.withTrial(scenario.answers, async (trial) => {
        const found: string[] = [];
        for (const [title, input] of wrongInputs(scenario)) {
          const attempt = await trial.run(scenario.name, input);
          if (sidecarErrorOf(attempt)?.code !== 'invalid_input')
            found.push(`${scenario.name} with ${title} as its input ${endInWords(attempt)}`);
        }
        if (trial.provider.received.length > 0) found.push(`${scenario.name} sent a request for such input`);
        return found;
      })),
    );
  }
  return problems;
}

function wrongInputs({
  example: { input },
}: Scenario): readonly (readonly [title: string, input: unknown])[] {
  const known = typeof input === 'object' && input !== null ? input : {};
  return [
    ['an unknown property', { ...known, not_a_property_of_this_tool: 1 }],
    ['null', null],
    ['a list', []],
    ['a text', 'text'],
  ];
}
