import type { Operation, Service } from "../contract/service.js";
import { resultOf } from "../view/result.js";
import type { CoreFeature } from "../core-exports.js";
import { shapeCode, shapesFile } from "./code.js";
import { Shapes, type ShapeNode } from "./shapes.js";

/** The checks of an operation's bodies, as code. */
export interface BodyChecks {
  /** For the body of a 2xx: a shape, `"text"` or `"bytes"`; undefined if none is declared. */
  readonly result: string | undefined;
  readonly body: string | undefined;
  /** Whether they refer to a constant. */
  readonly refers: boolean;
  /** The functions of core that they call. */
  readonly features: readonly CoreFeature[];
}

export interface Checks {
  of(operation: Operation): BodyChecks;
  /** The file of the constants; undefined if there are none. */
  readonly file: string | undefined;
}

export function readChecks(service: Service): Checks {
  const operations = service.tags.flatMap((tag) => tag.operations);
  const answers = new Shapes("response");
  const answered = new Map(
    operations.map((each) => {
      const { kind, schemas } = resultOf(each);
      return [each.id, kind === "json" ? answers.oneOf(schemas) : undefined];
    }),
  );
  const requests = new Shapes("request", answers.constants);
  const bodies = new Map(
    operations.map(({ id, body }) => [id, body && requests.of([body.schema])]),
  );
  const constants = new Map([...answers.constants, ...requests.constants]);
  const wanted = new Set<string>();
  const checks = new Map(
    operations.map(({ id }) => {
      let refers = false;
      const features: CoreFeature[] = [];
      const code = (shape: ShapeNode | undefined): string | undefined =>
        shape &&
        shapeCode(
          shape,
          (name) => {
            refers = true;
            wanted.add(name);
            return `shapes.${name}`;
          },
          (feature) => features.push(feature),
        );
      const checked = { result: code(answered.get(id)), body: code(bodies.get(id)) };
      return [id, { ...checked, refers, features }];
    }),
  );
  return {
    of: ({ id }) =>
      checks.get(id) ?? { result: undefined, body: undefined, refers: false, features: [] },
    file: wanted.size === 0 ? undefined : shapesFile(constants, wanted),
  };
}
