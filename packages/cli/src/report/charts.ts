import { init, type BarSeriesOption } from "echarts";
import { sanitize, truncate } from "../text/text.js";
import { Html, markup } from "./html.js";

/** A bar chart's data; figures are converted to floats only for drawing. */
export interface BarChartData {
  readonly categories: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
  /** A text alternative. */
  readonly alternative: string;
  /** Bars run to the right, the first on top. */
  readonly isHorizontal?: boolean;
}

/** How many colours the style sheet has. */
export const colours = 8;

const label = { color: "var(--muted)", fontSize: 12 };

/** The chart as SVG, twice: for a wide page and for a phone. A style sheet shows one of them. */
export function barChart(data: BarChartData): Html {
  return new Html(draw(data, 1000, "wide") + draw(data, 380, "narrow"));
}

function draw(data: BarChartData, width: number, name: "wide" | "narrow"): string {
  const { categories, series, isHorizontal = false, alternative } = data;
  const isNarrow = name === "narrow";
  const height = isHorizontal ? 36 + categories.length * 28 : 260;
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  // The server has no fonts to measure, so names get a fixed width.
  const wideNames = isNarrow ? 140 : 300;
  const nameWidth = isHorizontal ? wideNames : 64;
  const category = {
    type: "category" as const,
    data: categories.map((each) =>
      isHorizontal ? truncate(sanitize(each), isNarrow ? 16 : 42) : each,
    ),
    // Names stay at the edge, where no bar of a negative amount covers them.
    axisLine: { onZero: false, lineStyle: { color: "var(--line)" } },
    axisTick: { show: false },
    axisLabel: label,
    inverse: isHorizontal,
  };
  const value = {
    type: "value" as const,
    splitNumber: isNarrow ? 3 : 5,
    splitLine: { lineStyle: { color: "var(--grid)" } },
    axisLabel: label,
  };
  chart.setOption({
    animation: false,
    silent: true,
    color: Array.from({ length: colours }, (_, at) => `var(--c${at + 1})`),
    grid: { left: nameWidth, right: 24, top: 12, bottom: 28 },
    xAxis: isHorizontal ? value : category,
    yAxis: isHorizontal ? category : value,
    series: series.map(({ name: title, values }): BarSeriesOption => ({
      ...{ type: "bar", name: title, stack: "all", data: [...values] },
      ...{ silent: true, emphasis: { disabled: true }, barMaxWidth: 34 },
    })),
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return accessible(withoutInlineStyle(svg), alternative, name);
}

/**
 * Removes inline styles, so that the page's policy can forbid them, and what only an interactive chart
 * needs. Quotes in text are escaped, so that the pattern matches attributes only.
 */
function withoutInlineStyle(svg: string): string {
  return svg
    .replace(/<style[^]*?<\/style>/g, "")
    .replace(
      / (?:style|class|ecmeta_\w+|xml:space|baseProfile|version|pointer-events)="[^"]*"/g,
      "",
    )
    .replaceAll("\n", "");
}

function accessible(svg: string, alternative: string, name: string): string {
  const { markup: text } = markup`${alternative}`;
  const start = `<svg role="img" class="${name}" aria-label="${text}" `;
  // A function, since a text can contain `$&`.
  return svg.replace("<svg ", () => start);
}
