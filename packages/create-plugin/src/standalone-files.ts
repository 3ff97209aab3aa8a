import type { Template } from './template.ts';

/** What a plugin of its own needs beside the template's files, where the repository has it at its root. */
export function standaloneFiles({ compilerOptions }: Template): Readonly<Record<string, string>> {
  return {
    '.gitignore': 'node_modules/\ndist/\n*.tgz\n',
    'tsconfig.json': json({ compilerOptions, include: ['src', 'test'] }),
    'tsconfig.build.json': json({
      extends: './tsconfig.json',
      compilerOptions: {
        noEmit: false,
        declaration: true,
        rewriteRelativeImportExtensions: true,
        rootDir: 'src',
        outDir: 'dist',
      },
      include: ['src'],
      exclude: ['src/**/*.test.ts'],
    }),
  };
}

function json(content: object): string {
  return `${JSON.stringify(content, undefined, 2)}\n`;
}
