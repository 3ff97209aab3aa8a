// Who may import whom: between packages, inside core, and never in a circle.
import { importGraph } from './import-graph.ts';
import { importProblems } from './import-rules.ts';
import { typescriptFiles } from './source-files.ts';
import { workspacePackages } from './workspace.ts';

let fileCount = 0;
const problems = workspacePackages().flatMap((workspacePackage) => {
  const { folder } = workspacePackage;
  const files = [...typescriptFiles(`${folder}/src`), ...typescriptFiles(`${folder}/test`)];
  fileCount += files.length;
  return importProblems(workspacePackage, importGraph(files));
});

for (const problem of problems) console.log(problem);
console.log(`${fileCount} files, ${problems.length} forbidden imports`);
process.exitCode = problems.length > 0 ? 1 : 0;
