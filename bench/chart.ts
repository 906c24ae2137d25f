import { three } from "./format.js";
import { find, type Measure, type Results, type Sampled } from "./results.js";
import type { Summary } from "./statistics.js";
import { groups, subjects, type Group } from "./subjects.js";

interface Panel {
  readonly title: string;
  readonly measure: Measure;
  readonly by: number;
}

const panels: readonly Panel[] = [
  { title: "Cold import, ms (less is better)", measure: "importMs", by: 1 },
  { title: "Bundle, min+gzip, kB (less is better)", measure: "clientBundleBytes", by: 1_000 },
  { title: "Installed, MB (less is better)", measure: "installedBytes", by: 1_000_000 },
  {
    title: "Calls per second over loopback (more is better)",
    measure: "loopbackCallsPerSecond",
    by: 1,
  },
];
const shown: readonly Group[] = ["deepgram", "genesys-cloud", "both"];

const WIDTH = 860;
const LABEL = 230;
const BAR = 500;
const ROW = 20;
const STYLE = `
  text { font: 12px system-ui, sans-serif; fill: #1f2328; }
  .ground { fill: #ffffff; }
  .title { font-weight: 600; font-size: 14px; }
  .group { fill: #59636e; font-weight: 600; }
  .label, .group { text-anchor: end; }
  .other { fill: #afb8c1; }
  .ours { fill: #0969da; }
  .spread { stroke: #1f2328; stroke-width: 1.5; }
  @media (prefers-color-scheme: dark) {
    .ground { fill: #0d1117; }
    text { fill: #f0f6fc; }
    .group { fill: #9198a1; }
    .other { fill: #656c76; }
    .ours { fill: #4493f8; }
    .spread { stroke: #f0f6fc; }
  }`;

/** A picture of the results, readable on light and on dark ground. */
export function chart(results: Results): string {
  const parts: string[] = [];
  let y = 8;
  for (const panel of panels) {
    const drawn = draw(results, panel, y);
    parts.push(...drawn.parts);
    y = drawn.y + 18;
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" width="${WIDTH}" height="${y}" role="img" aria-labelledby="title">`,
    `<title id="title">Billkit beside fetch, openapi-fetch, openapi-generator and the official clients, ${results.date}</title>`,
    `<style>${STYLE}\n</style>`,
    // Of its own: a page may be dark where the system is not.
    `<rect class="ground" width="${WIDTH}" height="${y}"/>`,
    ...parts,
    "</svg>",
    "",
  ].join("\n");
}

function draw(results: Results, panel: Panel, top: number): { parts: string[]; y: number } {
  const { title, measure, by } = panel;
  const rows = subjects.flatMap((subject) => {
    const found = find(results, subject.group, subject.kind, measure);
    return found === undefined ? [] : [{ subject, found }];
  });
  const most = Math.max(...rows.map(({ found }) => found.p90));
  const x = (value: number): number => LABEL + (value / most) * BAR;
  let y = top + 16;
  const parts = [text("title", 8, y, title)];
  for (const group of shown) {
    y += 8;
    parts.push(text("group", LABEL - 8, y + 14, groups[group]));
    y += ROW;
    for (const { subject, found } of rows) {
      if (subject.group !== group) continue;
      parts.push(text("label", LABEL - 8, y + 13, subject.label));
      parts.push(...bar(found, x, y, by, subject.kind === "billkit"));
      y += ROW;
    }
  }
  return { parts, y };
}

function bar(
  { median, p10, p90 }: Sampled & Summary,
  x: (value: number) => number,
  y: number,
  by: number,
  ours: boolean,
): string[] {
  const width = fixed(Math.max(1, x(median) - LABEL));
  const spread =
    p90 > p10 ? [`<path class="spread" d="M${fixed(x(p10))} ${y + 9}H${fixed(x(p90))}"/>`] : [];
  return [
    `<rect class="${ours ? "ours" : "other"}" x="${LABEL}" y="${y + 2}" width="${width}" height="${ROW - 6}" rx="2"/>`,
    ...spread,
    text("value", x(Math.max(median, p90)) + 6, y + 13, three(median / by)),
  ];
}

function text(kind: string, x: number, y: number, content: string): string {
  return `<text class="${kind}" x="${fixed(x)}" y="${y}">${content}</text>`;
}

function fixed(value: number): string {
  return String(Number(value.toFixed(1)));
}
