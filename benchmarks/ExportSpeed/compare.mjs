// Runs the graphs of `ExportSpeed samples FOLDER` in onnxruntime-node and compares them with TorchSharp's outputs.
// npm install onnxruntime-node, then: node compare.mjs FOLDER
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(join(process.cwd(), 'index.js'));
const { InferenceSession, Tensor } = require('onnxruntime-node');
const tolerance = 1e-5;
const folder = process.argv[2];
let failed = 0;
for (const file of readdirSync(folder).filter(file => file.endsWith('.onnx')).sort()) {
  const sample = JSON.parse(readFileSync(join(folder, file.replace(/\.onnx$/, '.json')), 'utf8'));
  const session = await InferenceSession.create(join(folder, file));
  const feeds = Object.fromEntries(sample.inputs.map(({ name, type, dims, data }) =>
    [name, new Tensor(type, type === 'int64' ? BigInt64Array.from(data, BigInt) : Float32Array.from(data), dims)]));
  const results = await session.run(feeds);
  let largest = 0;
  let agrees = true;
  for (const { name, dims, data } of sample.outputs) {
    const actual = results[name];
    agrees &&= actual.dims.length === dims.length && actual.dims.every((size, axis) => size === dims[axis]);
    data.forEach((expected, i) => {
      const difference = Math.abs(Number(actual.data[i]) - expected);
      largest = Math.max(largest, difference);
      agrees &&= difference <= tolerance + tolerance * Math.abs(expected);
    });
  }

  if (!agrees) failed++;
  console.log(`${file.padEnd(28)} ${agrees ? 'agrees' : 'DIFFERS'}, largest difference ${largest.toExponential(1)}`);
}

process.exitCode = failed ? 1 : 0;
