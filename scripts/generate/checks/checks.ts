import type { Operation, Service } from "../contract/service.js";
import { resultOf } from "../view/result.js";
import type { CoreFeature } from "../core-exports.js";
import { shapeCode, shapesFile } from "./code.js";
import { Shapes, type ShapeNode } from "./shapes.js";

/** The checks of a service's bodies. */
export type Checks = ReturnType<typeof readChecks>;
/** The checks of an operation's bodies, as code. */
export type BodyChecks = ReturnType<Checks["of"]>;

export function readChecks(service: Service) {
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
      const refer = (name: string): string => {
        refers = true;
        wanted.add(name);
        return `shapes.${name}`;
      };
      const code = (shape: ShapeNode | undefined): string | undefined =>
        shape && shapeCode(shape, refer, (feature) => features.push(feature));
      const checked = {
        /** For the body of a 2xx: a shape, `"text"` or `"bytes"`; undefined if none is declared. */
        result: code(answered.get(id)),
        body: code(bodies.get(id)),
        /** The functions of core that they call. */
        features,
      };
      /** `refers`: whether they refer to a constant. */
      return [id, { ...checked, refers }];
    }),
  );
  const none = { result: undefined, body: undefined, refers: false, features: [] };
  return {
    of: ({ id }: Operation) => checks.get(id) ?? none,
    /** The file of the constants; undefined if there are none. */
    file: wanted.size === 0 ? undefined : shapesFile(constants, wanted),
  };
}
