/** The languages that Notion has for code. https://developers.notion.com/reference/block#code */
const languages: ReadonlySet<string> = new Set(
  [
    'abap, abc, agda, arduino, ascii art, assembly, bash, basic, bnf, c, c#, c++, clojure',
    'coffeescript, coq, css, dart, dhall, diff, docker, ebnf, elixir, elm, erlang, f#, flow, fortran',
    'gherkin, glsl, go, graphql, groovy, haskell, hcl, html, idris, java, javascript, json, julia',
    'kotlin, latex, less, lisp, livescript, llvm ir, lua, makefile, markdown, markup, matlab',
    'mathematica, mermaid, nix, notion formula, objective-c, ocaml, pascal, perl, php, plain text',
    'powershell, prolog, protobuf, purescript, python, r, racket, reason, ruby, rust, sass, scala',
    'scheme, scss, shell, smalltalk, solidity, sql, swift, toml, typescript, vb.net, verilog, vhdl',
    'visual basic, webassembly, xml, yaml, java/c/c++/c#',
  ].flatMap((names) => names.split(', ')),
);

/** What people call them otherwise. */
const aliases: ReadonlyMap<string, string> = new Map(
  Object.entries({
    text: 'plain text',
    txt: 'plain text',
    plaintext: 'plain text',
    js: 'javascript',
    jsx: 'javascript',
    mjs: 'javascript',
    ts: 'typescript',
    tsx: 'typescript',
    py: 'python',
    rb: 'ruby',
    rs: 'rust',
    kt: 'kotlin',
    cs: 'c#',
    csharp: 'c#',
    fsharp: 'f#',
    cpp: 'c++',
    objc: 'objective-c',
    golang: 'go',
    sh: 'shell',
    zsh: 'shell',
    console: 'shell',
    ps1: 'powershell',
    yml: 'yaml',
    md: 'markdown',
    tex: 'latex',
    dockerfile: 'docker',
    make: 'makefile',
    proto: 'protobuf',
    wasm: 'webassembly',
    vb: 'visual basic',
  }),
);

/** The language of Notion's that a word behind a fence means; undefined where Notion has none. */
export function languageNamed(word: string): string | undefined {
  const name = word.toLowerCase();
  const spaced = name.replaceAll('-', ' ');
  if (languages.has(name)) return name;
  return languages.has(spaced) ? spaced : aliases.get(name);
}

/** A language as one word. */
export function shortName(language: string): string {
  return language === 'plain text' ? 'text' : language.replaceAll(' ', '-');
}
