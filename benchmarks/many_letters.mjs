// Many letters by easy-template-x or docxtemplater, from the Word template of `word.py`: each loaded, rendered and
// written as its README says. `node many_letters.mjs PACKAGE TASK.json` in a folder with the package; prints the seconds.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";

const require = createRequire(process.cwd() + "/");
const [name, task] = process.argv.slice(2);
const { template, letters, output } = JSON.parse(readFileSync(task, "utf8"));
const source = Buffer.from(template, "base64");

const make = {
  "easy-template-x": async (data) => {
    const { TemplateHandler } = require("easy-template-x");
    return await new TemplateHandler().process(source, data);
  },
  docxtemplater: async (data) => {
    const PizZip = require("pizzip");
    const Docxtemplater = require("docxtemplater");
    const made = new Docxtemplater(new PizZip(source), { paragraphLoop: true, linebreaks: true });
    made.render(data);
    return made.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
  },
}[name];

const start = performance.now();
for (const [number, data] of letters.entries()) {
  writeFileSync(`${output}/${number}.docx`, await make(data));
}
console.log((performance.now() - start) / 1000);
