import type { Tool } from '@sidecar/core';
import { objectSchemas } from '../object-schemas.ts';
import type { PluginRules } from '../plugin-rule.ts';

const longestName = 64;

/** What a model sees of a plugin's tools. */
export const toolRules = {
  'tool-names': {
    level: 'bronze',
    sentence:
      'gives its tools names in snake case that stay unique and short when the integration stands before them',
    check: async ({ plugin }) => {
      const names = plugin.tools.map(({ name }) => name);
      return names.flatMap((name, index) => {
        const prefixed = `${plugin.id}_${name}`;
        return [
          ...(/^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/.test(name) ? [] : [`"${name}" is not in snake case`]),
          ...(names.indexOf(name) === index ? [] : [`"${name}" is there twice`]),
          ...(prefixed.length > longestName
            ? [`"${prefixed}" is longer than ${longestName} characters`]
            : []),
        ];
      });
    },
  },
  schemas: {
    level: 'bronze',
    sentence: 'describes every tool and every field of its input, in schemas that convert to JSON Schema',
    check: async ({ plugin }) => plugin.tools.flatMap(schemaProblems),
  },
  'token-budget': {
    level: 'gold',
    sentence: 'costs a model no more tokens than its budget',
    check: async (subject) => {
      const { tool: each = 700, all = 6_000 } = subject.options.tokenBudget ?? {};
      const listed = await subject.withTrial(subject.options.connection?.answers ?? [], (trial) =>
        trial.tools(),
      );
      const costs = listed.map(({ name, description, inputSchema }) => ({
        name,
        // Four characters are about one token.
        tokens: Math.ceil(JSON.stringify({ name, description, inputSchema }).length / 4),
      }));
      const sum = costs.reduce((total, { tokens }) => total + tokens, 0);
      subject.options.report?.(`Its ${costs.length} tools cost a model about ${sum} tokens.`);
      return [
        ...costs
          .filter(({ tokens }) => tokens > each)
          .map(({ name, tokens }) => `${name} costs about ${tokens} tokens, more than ${each}`),
        ...(sum > all ? [`all tools cost about ${sum} tokens, more than ${all}`] : []),
      ];
    },
  },
} as const satisfies PluginRules;

function schemaProblems({ name, description, input, output }: Tool): readonly string[] {
  const described = description.trim() === '' ? [`${name} has no description`] : [];
  try {
    const target = 'draft-2020-12';
    const schema = input['~standard'].jsonSchema.input({ target });
    output['~standard'].jsonSchema.output({ target });
    const top = schema.type === 'object' ? [] : [`${name}: the input is not an object`];
    const silent = objectSchemas(schema).flatMap(({ path, properties }) =>
      Object.entries(properties)
        .filter(([, property]) => !isDescribed(property))
        .map(([field]) => `${name}: ${[...path, field].join('.')} has no description`),
    );
    return [...described, ...top, ...silent];
  } catch (error) {
    return [...described, `${name}: a schema cannot be converted to JSON Schema (${String(error)})`];
  }
}

function isDescribed(property: unknown): boolean {
  if (typeof property !== 'object' || property === null || !('description' in property)) return false;
  return typeof property.description === 'string' && property.description.trim() !== '';
}
