/** Options of every command that reads bills. */
export interface SourceOptions {
  readonly period?: string;
  readonly vendor?: readonly string[];
  readonly sandbox?: true;
  readonly config?: string;
  readonly verbose?: true;
}
