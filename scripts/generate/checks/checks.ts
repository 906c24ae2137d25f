import type { Operation, Service } from "../contract/service.js";
import { resultOf } from "../view/result.js";
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
  const code = (shape: ShapeNode | undefined): string | undefined =>
    shape &&
    shapeCode(shape, (name) => {
      wanted.add(name);
      return `shapes.${name}`;
    });
  const checks = new Map(
    operations.map(({ id }) => [
      id,
      {
        /** For the body of a 2xx: a shape, `"text"` or `"bytes"`; undefined if none is declared. */
        result: code(answered.get(id)),
        body: code(bodies.get(id)),
      },
    ]),
  );
  return {
    of: ({ id }: Operation) => checks.get(id) ?? { result: undefined, body: undefined },
    /** The file of the constants; undefined if there are none. */
    file: wanted.size === 0 ? undefined : shapesFile(constants, wanted),
  };
}
