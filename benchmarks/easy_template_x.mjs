// easy-template-x, loading, rendering and saving the Word template of `word.py` each time, as its README says.
// Started in a folder with the package: `node easy_template_x.mjs`; answers each line that it reads, as `race.py` says.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";

const { TemplateHandler } = createRequire(process.cwd() + "/")("easy-template-x");
const LETTERS = 40; // a turn: a quarter of a second or so, since its garbage is collected now and then

let ready = null;

async function took() {
  const start = process.cpuUsage();
  for (let n = 0; n < LETTERS; n++) {
    const made = await new TemplateHandler().process(ready.template, ready.data);
    if (made.length < 1000) throw new Error("no file");
  }
  const spent = process.cpuUsage(start);
  return (spent.user + spent.system) / 1000 / LETTERS;
}

for await (const line of createInterface({ input: process.stdin })) {
  if (ready === null) {
    const { template, data, output } = JSON.parse(readFileSync(line, "utf8"));
    ready = { template: Buffer.from(template, "base64"), data };
    writeFileSync(output, await new TemplateHandler().process(ready.template, data));
    for (let n = 0; n < 5; n++) await took(); // until what is hot is compiled
  }
  console.log(await took());
}
