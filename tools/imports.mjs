// imports.mjs - does this WebAssembly module import nothing and export public functions?   node tools/imports.mjs MODULE
import { readFileSync } from "node:fs";

const bytes = readFileSync(process.argv[2]);
const module = new WebAssembly.Module(bytes);
const imports = WebAssembly.Module.imports(module);
const exports = WebAssembly.Module.exports(module).filter((e) => e.name.startsWith("ent_"));
for (const { module, name } of imports) console.error(`  imports ${module}.${name}`);
console.log(`wasm: ${bytes.length} bytes, ${imports.length} imports, ${exports.length} public functions`);
process.exit(imports.length === 0 && exports.length > 0 ? 0 : 1);
