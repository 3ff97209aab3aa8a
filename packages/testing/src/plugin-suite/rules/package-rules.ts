import { probeImport } from '../import/probe-import.ts';
import { readPluginPackage } from '../plugin-package.ts';
import type { PluginRules } from '../plugin-rule.ts';

/** What a plugin's package does and says. */
export const packageRules = {
  import: {
    level: 'bronze',
    sentence: 'does nothing when it is imported',
    check: async ({ options: { packageFolder, importLimitMs, report } }) => {
      const { name, entries } = await readPluginPackage(packageFolder);
      const problems: string[] = [];
      for (const entry of entries) {
        const specifier = `${name}${entry.slice(1)}`;
        const { effects, durationMs } = await probeImport(specifier, packageFolder);
        problems.push(...effects.map((effect) => `importing ${specifier} ${effect}`));
        if (durationMs === undefined) continue;
        report?.(`Importing ${specifier} took ${Math.round(durationMs)} ms.`);
        if (importLimitMs !== undefined && durationMs > importLimitMs)
          problems.push(
            `importing ${specifier} took ${Math.round(durationMs)} ms, more than ${importLimitMs}`,
          );
      }
      return problems;
    },
  },
  readme: {
    level: 'bronze',
    sentence: 'has a README with an example that uses it, and every tool by its name',
    check: async ({ plugin, options: { packageFolder } }) => {
      const { name, readme } = await readPluginPackage(packageFolder);
      const code = [...readme.matchAll(/^```(?:ts|typescript)\b[^\n]*\n(.*?)^```/gms)].map(
        ([, block = '']) => block,
      );
      const used = code.flatMap((block) =>
        [...block.matchAll(/\.run\(\s*['"]([^'"]+)['"]/g)].map(([, tool = '']) => tool),
      );
      const names = plugin.tools.map((tool) => tool.name);
      return [
        ...(code.some((block) => block.includes(`'${name}'`) || block.includes(`"${name}"`))
          ? []
          : [`the README has no \`\`\`ts block that imports ${name}`]),
        ...used
          .filter((tool) => !names.includes(tool.split('.').at(-1) ?? ''))
          .map((tool) => `the README's example runs ${tool}, and there is no such tool`),
        ...names.filter((tool) => !readme.includes(tool)).map((tool) => `the README does not name ${tool}`),
      ];
    },
  },
} as const satisfies PluginRules;
