import { expect, it } from "@jest/globals";
import { objectAt } from "../../common/json.js";
import { parseDescription } from "../../common/yaml.js";
import { readRepository, repository } from "../testing/repository.js";
import { lint } from "./lint.js";

const path = "specs/deepgram/openapi.yaml";
const inherited = Object.getOwnPropertyNames(Object.prototype).filter(
  (name) => name !== "__proto__",
);

it.each(inherited)("accepts a field called %s, which every object has", async (name) => {
  const contract = parseDescription(readRepository(path), path);
  const project = objectAt(objectAt(objectAt(contract, "components"), "schemas"), "Project");
  const fields = objectAt(project, "properties");
  fields[name] = { type: "string", description: "A field." };
  project.required = [name];
  await expect(lint(repository, [{ path, text: JSON.stringify(contract) }])).resolves.toBe(
    undefined,
  );
});
