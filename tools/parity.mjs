// parity.mjs - what does parity_run answer as WebAssembly?   node tools/parity.mjs MODULE SNAPSHOT SEED DRAWS
import { readFileSync } from "node:fs";

const [modulePath, snapshotPath, seed, draws] = process.argv.slice(2);
const snapshot = readFileSync(snapshotPath);
const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(modulePath)), {});
exports._initialize?.();

const data = exports.malloc(snapshot.length + 1);
const hex = exports.malloc(65);
new Uint8Array(exports.memory.buffer).set(snapshot, data);
exports.parity_run(data, snapshot.length, BigInt(seed), BigInt(draws), hex);
console.log(Buffer.from(exports.memory.buffer, hex, 64).toString("latin1")); // the buffer is a new one if memory grew
