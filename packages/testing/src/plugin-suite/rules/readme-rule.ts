import { readPluginPackage } from '../plugin-package.ts';
import type { PluginRule } from '../plugin-rule.ts';
import { type ReadmeExample, readmeExample } from '../readme/readme-example.ts';
import { runReadmeExample } from '../readme/run-readme-example.ts';
import type { Subject } from '../subject.ts';

/** What people see first has to work. */
export const readme: PluginRule = {
  level: 'bronze',
  sentence: 'has a README with an example that runs, and every tool by its name',
  check: async (subject) => {
    const { name, readme: text } = await readPluginPackage(subject.options.packageFolder);
    const tools = subject.plugin.tools.map((tool) => tool.name);
    const example = readmeExample(text, name);
    return [
      ...(example ? [] : [`the README has no \`\`\`ts block that imports ${name}`]),
      ...toolsIn(text)
        .filter((tool) => !tools.includes(tool.split('.').at(-1) ?? ''))
        .map((tool) => `the README's example runs ${tool}, and there is no such tool`),
      ...tools.filter((tool) => !text.includes(tool)).map((tool) => `the README does not name ${tool}`),
      ...(example && isFor(subject, example) ? await runReadmeExample(subject, example) : []),
    ];
  },
};

/** The tools that any of the README's programs runs by a name that can be read. */
function toolsIn(text: string): readonly string[] {
  return [...text.matchAll(/^```(?:ts|typescript)\b.*?^```/gms)].flatMap(([block]) =>
    [...block.matchAll(/\.run\(\s*['"]([^'"]+)['"]/g)].map(([, tool = '']) => tool),
  );
}

/** Of several suites, the one for the method that the example connects by knows the provider's answers to it. */
function isFor({ plugin, auth }: Subject, { code }: ReadmeExample): boolean {
  const methods = Object.keys(plugin.auth);
  const named = methods.find((method) => new RegExp(`\\bauth:\\s*['"]${method}['"]`).test(code));
  return auth === (named ?? methods[0]);
}
