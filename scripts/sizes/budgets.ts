import { readFileSync } from "node:fs";
import path from "node:path";
import { weightsOf } from "./weight.js";

/** How much a bundle may weigh, minified and gzip. */
export interface Budget {
  readonly name: string;
  /** What is bundled. */
  readonly module: string;
  /** A little over what it weighed when this was written: who makes it heavier says so here. */
  readonly budgetBytes: number;
  /** What we would like it to weigh. To miss it fails nothing. */
  readonly aimBytes?: number | undefined;
}

export interface Size extends Budget {
  readonly gzipBytes: number;
  readonly withinBudget: boolean;
  /** Whether the aim is met, where there is one. */
  readonly met?: boolean;
}

const VENDOR_AIM_BYTES = 6_000;
const FILE = "scripts/sizes/budgets.json";
/** So that neither a reworded message nor another zlib asks for a new budget. */
const LEEWAY = 1.01;
const STEP_BYTES = 50;

export function budgetsFile(root: string): string {
  return path.join(root, FILE);
}

export function readBudgets(root: string): Budget[] {
  return JSON.parse(readFileSync(budgetsFile(root), "utf8")) as Budget[];
}

/** The same, with a row that no bundle keeps to for each vendor that has none. */
export function withVendors(budgets: readonly Budget[], vendors: readonly string[]): Budget[] {
  const missing = vendors.filter(
    (name) => !budgets.some(({ module }) => module.includes(`"${name}"`)),
  );
  const rows = missing.map((name) => ({ name, module: `export * from "${name}"`, budgetBytes: 0 }));
  return [...budgets, ...rows.map((row) => ({ ...row, aimBytes: VENDOR_AIM_BYTES }))];
}

/** Weighs what is built. */
export async function weigh(root: string, budgets: readonly Budget[]): Promise<Size[]> {
  const weights = await weightsOf(
    budgets.map(({ module }) => module),
    root,
  );
  return budgets.map((budget, index) => {
    const gzipBytes = weights[index] ?? Infinity;
    const { aimBytes, budgetBytes } = budget;
    return {
      ...budget,
      gzipBytes,
      withinBudget: gzipBytes <= budgetBytes,
      ...(aimBytes !== undefined && { met: gzipBytes <= aimBytes }),
    };
  });
}

/** The text of the file with budgets for what things weigh now. */
export function rebudgeted(budgets: readonly Budget[], sizes: readonly Size[]): string {
  const updated = budgets.map((budget) => {
    const bytes = sizes.find(({ name }) => name === budget.name)?.gzipBytes ?? budget.budgetBytes;
    return { ...budget, budgetBytes: Math.ceil((bytes * LEEWAY) / STEP_BYTES) * STEP_BYTES };
  });
  return `${JSON.stringify(updated, null, 2)}\n`;
}
