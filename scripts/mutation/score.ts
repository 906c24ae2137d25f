/** What is read of Stryker's JSON report (mutation-testing-report-schema). */
export interface Report {
  readonly files: Readonly<
    Record<string, { readonly mutants: readonly { readonly status: string }[] }>
  >;
}

export interface Score {
  readonly name: string;
  /** Mutants that a test failed under, or that ran out of time. */
  readonly killed: number;
  /** With those that no test has noticed; without those that could not be run at all. */
  readonly mutants: number;
}

const killing = ["Killed", "Timeout"];
const unnoticed = ["Survived", "NoCoverage"];

/** The score of each file, by its path, the lowest first; files without mutants are left out. */
export function scores(report: Report): Score[] {
  return Object.entries(report.files)
    .map(([name, { mutants }]) => {
      const count = (statuses: readonly string[]): number =>
        mutants.filter(({ status }) => statuses.includes(status)).length;
      const killed = count(killing);
      return { name, killed, mutants: killed + count(unnoticed) };
    })
    .filter(({ mutants }) => mutants > 0)
    .sort((one, other) => percent(one) - percent(other) || (one.name < other.name ? -1 : 1));
}

export const sum = (name: string, parts: readonly Score[]): Score => ({
  name,
  killed: parts.reduce((total, { killed }) => total + killed, 0),
  mutants: parts.reduce((total, { mutants }) => total + mutants, 0),
});

/** Of no mutants at all, 0: a run that has mutated nothing has shown nothing. */
export const percent = ({ killed, mutants }: Score): number =>
  mutants ? (100 * killed) / mutants : 0;

/** `98.76 %  80 of 81  src/a.ts` */
export const line = (score: Score): string =>
  `${percent(score).toFixed(2).padStart(6)} %  ${`${score.killed} of ${score.mutants}`.padStart(12)}  ${score.name}`;
