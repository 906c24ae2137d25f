import type { JsonObject } from "../../engine/json.js";
import {
  countField,
  dateField,
  decimalField,
  listOf,
  objectOf,
  textField,
} from "../../engine/state-fields.js";

/** The state of the OpenAI sandbox. Names in snake case are the service's own. */
export interface OpenAIState {
  /** The first day with usage, `2026-06-01`. */
  since: string;
  /** Usage that continues from day to day, from which usage and costs are computed. */
  streams: OpenAIStream[];
  /** Costs in addition to those of the streams. */
  costs: OpenAICost[];
}

/** The daily usage of one model by one API key. */
export interface OpenAIStream {
  project_id: string;
  api_key_id: string;
  user_id: string;
  model: string;
  batch: boolean;
  /** Requests on a typical weekday. */
  requests: number;
  /** Tokens of a typical request. */
  inputTokens: number;
  outputTokens: number;
  /** US dollars per token, as decimals. */
  inputPrice: string;
  outputPrice: string;
}

/** The cost of one line item for one API key on one day. */
export interface OpenAICost {
  date: string;
  project_id: string;
  api_key_id: string;
  line_item: string;
  /** US dollars, a decimal with all its digits. */
  value: string;
  quantity: number;
}

export const openaiFields: JsonObject = {
  since: dateField,
  streams: listOf(
    objectOf({
      project_id: textField,
      api_key_id: textField,
      user_id: textField,
      model: textField,
      batch: { type: "boolean" },
      requests: countField,
      inputTokens: countField,
      outputTokens: countField,
      inputPrice: decimalField,
      outputPrice: decimalField,
    }),
  ),
  costs: listOf(
    objectOf({
      date: dateField,
      project_id: textField,
      api_key_id: textField,
      line_item: textField,
      value: decimalField,
      quantity: { type: "number" },
    }),
  ),
};
