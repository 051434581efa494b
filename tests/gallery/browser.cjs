// Chromium over pages: what axe-core finds, the accessibility tree in the order of reading, pictures that are not shown,
// whether a page 320 px wide scrolls sideways, and what cannot be read on a dark screen. Paths come as JSON on standard input; what was found goes out as JSON.
"use strict";
const { readFileSync } = require("fs");
const { join } = require("path");
const [chromium, modules] = process.argv.slice(2);
const puppeteer = require(join(modules, "node_modules", "puppeteer-core"));
const axe = readFileSync(join(modules, "node_modules", "axe-core", "axe.min.js"), "utf8");

async function judged(page, path) {
  await page.goto(`file://${path}`);
  // The page forbids scripts, its own and others'; what is evaluated by the debugger is neither.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run({ resultTypes: ["violations"] }));
  const unseen = await page.evaluate(() =>
    [...document.images].filter((one) => !(one.complete && one.naturalWidth)).map((one) => one.alt));
  const session = await page.createCDPSession();
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  await page.setViewport({ width: 320, height: 640 });
  const sideways = await page.evaluate(() =>
    document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await page.setViewport({ width: 1280, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = (await page.evaluate(() =>
    axe.run({ runOnly: ["color-contrast"], resultTypes: ["violations"] }))).violations;
  await page.emulateMediaFeatures([]);
  return { violations, unseen, sideways, dark, ground, tree: inOrder(nodes) };
}

// Role, name and language of each node, depth first: the order in which a screen reader goes through them.
function inOrder(nodes) {
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const out = [];
  const visit = (node, depth) => {
    if (!node.ignored) {
      const level = (node.properties ?? []).find((one) => one.name === "level");
      out.push({ depth, role: node.role?.value, name: node.name?.value ?? "", level: level?.value.value });
    }
    for (const id of node.childIds ?? []) if (byId.has(id)) visit(byId.get(id), depth + !node.ignored);
  };
  if (nodes.length) visit(nodes[0], 0);
  return out;
}

async function main() {
  const paths = JSON.parse(readFileSync(0, "utf8"));
  const browser = await puppeteer.launch({
    executablePath: chromium, headless: true, args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
  try {
    const page = await browser.newPage();
    await page.setBypassCSP(true);
    await page.setViewport({ width: 1280, height: 900 });
    const found = {};
    for (const path of paths) found[path] = await judged(page, path);
    process.stdout.write(JSON.stringify(found));
  } finally {
    await browser.close();
  }
}
main().catch((fault) => { console.error(fault); process.exit(1); });
