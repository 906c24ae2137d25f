/**
 * Writes the README's picture of the report in light and dark: `npm run picture -w scripts`. Its
 * parts come from the page that `billkit report --sandbox` writes. Run `npm run build` first.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import type { Io } from "../../packages/cli/src/io.js";
import { run as billkit } from "../../packages/cli/src/run.js";
import { runCommand } from "../common/command.js";
import { UserError } from "../common/user-error.js";
import { writeAll } from "../common/write.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const currency = "USD";
const width = 1048;
const margin = 24;
const cardHeight = 92;
const chartTop = 216;
const fonts = "font-family=\"system-ui,-apple-system,'Segoe UI',Roboto,sans-serif\"";

/** The first match's groups. */
function find(text: string, pattern: RegExp): readonly string[] {
  const groups = pattern.exec(text)?.slice(1);
  if (!groups) throw new UserError(`the report has no ${pattern.source}: adapt docs/picture.ts`);
  return groups.map((group) => (group as string | undefined) ?? "");
}

/** The last whole month is June 2026, as in the README. */
const now = (): number => Date.parse("2026-07-10T12:00:00Z");

async function reportPage(): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), "billkit-picture-"));
  const output = path.join(folder, "report.html");
  const { env, stdout, stderr } = process;
  const io: Io = { env, stdout, stderr, signal: new AbortController().signal, now };
  try {
    const code = await billkit(["report", "--sandbox", "--output", output], io);
    if (code !== 0) throw new UserError("billkit report failed");
    return readFileSync(output, "utf8");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Colours are filled in: not every viewer of SVG has CSS variables. */
function colour(svg: string, declarations: string): string {
  const found = [...declarations.matchAll(/(--[\w-]+):(#\w+)/g)];
  const colours = new Map(found.map(([, name = "", value = ""]) => [name, value]));
  return svg.replace(/var\((--[\w-]+)\)/g, (_, name: string) => colours.get(name) ?? "none");
}

function picture(html: string): string {
  const [title = ""] = find(html, /<h1>(.*?)<\/h1>/);
  const cards = [...html.matchAll(/<div class="card">(.*?)<\/div>/g)].map(([, card = ""]) => card);
  const [heading = "", keys = "", chart = "", caption = ""] = find(
    html,
    new RegExp(
      `<h2>(${currency} per day)</h2><figure><p class="small">(.*?)</p><svg role="img" class="wide" aria-label="[^"]*" (.*?</svg>).*?<figcaption>(.*?)</figcaption>`,
    ),
  );
  const [chartHeight = ""] = find(chart, /height="(\d+)"/);
  const height = chartTop + 84 + Number(chartHeight) + margin;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ${fonts} fill="var(--ink)">`,
    `<rect width="100%" height="100%" rx="8" fill="var(--page)"/>`,
    `<text x="${margin}" y="52" font-size="26" font-weight="bold">${title}</text>`,
    ...cards.map(card(cards.length)),
    `<text x="${margin}" y="${chartTop}" font-size="18" font-weight="bold">${heading}</text>`,
    box(margin, chartTop + 14, width - 2 * margin, Number(chartHeight) + 66),
    legend(keys),
    `<svg x="${margin}" y="${chartTop + 44}" font-size="12" ${chart}`,
    `<text x="${2 * margin}" y="${height - margin - 12}" font-size="12" fill="var(--muted)">${caption.split(". ")[0] ?? ""}</text>`,
    "</svg>\n",
  ].join("\n");
}

const box = (x: number, y: number, boxWidth: number, height: number): string =>
  `<rect x="${x}" y="${y}" width="${boxWidth}" height="${height}" rx="8" fill="var(--card)" stroke="var(--line)"/>`;

/** A total of one currency. */
function card(count: number): (content: string, index: number) => string {
  const cardWidth = (width - margin * 2 - 12 * (count - 1)) / count;
  return (content, index) => {
    const x = margin + index * (cardWidth + 12);
    const [label = "", amount = "", kind = "", change = "", rows = ""] = find(
      content,
      /<span class="muted">(.*?)<\/span><strong>(.*?)<\/strong><span class="small">(?:<span class="(\w+)">(.*?)<\/span>)? ?(.*?)<\/span>/,
    );
    return [
      box(x, 76, cardWidth, cardHeight),
      `<text x="${x + 16}" y="100" font-size="14" fill="var(--muted)">${label}</text>`,
      `<text x="${x + 16}" y="130" font-size="26" font-weight="bold">${amount}</text>`,
      `<text x="${x + 16}" y="154" font-size="13"><tspan fill="var(--${kind || "muted"})">${change}</tspan> ${rows}</text>`,
    ].join("\n");
  };
}

/** The vendors' names beside their colours. */
function legend(keys: string): string {
  let x = 2 * margin;
  return [...keys.matchAll(/<span class="key k(\d)">(.*?)<\/span>/g)]
    .map(([, number = "", name = ""]) => {
      const y = chartTop + 28;
      const entry = `<rect x="${x}" y="${y}" width="12" height="12" rx="2" fill="var(--c${number})"/><text x="${x + 18}" y="${y + 11}" font-size="13">${name}</text>`;
      x += 46 + name.length * 7;
      return entry;
    })
    .join("\n");
}

await runCommand("picture", async () => {
  const html = await reportPage();
  const [light = "", dark = ""] = find(
    html,
    /:root\{color-scheme:light dark;([^}]*)\}\s*@media \(prefers-color-scheme:dark\)\{:root\{([^}]*)\}/,
  );
  const svg = picture(html);
  const files = Object.entries({ light, dark }).map(([name, declarations]) => {
    const file = path.join(root, `docs/images/report-${name}.svg`);
    return [file, colour(svg, declarations)] as const;
  });
  for (const file of await writeAll(root, new Map(files))) console.log(`Wrote ${file}.`);
  return 0;
});
