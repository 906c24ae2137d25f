// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import type { Shape } from "@billkit/core/client";

export const CompletionsUsageResult: Shape = {
  required: ["input_tokens", "num_model_requests", "object", "output_tokens"],
  fields: {
    input_audio_tokens: "number",
    input_cache_write_tokens: "number",
    input_cached_audio_tokens: "number",
    input_cached_image_tokens: "number",
    input_cached_text_tokens: "number",
    input_cached_tokens: "number",
    input_image_tokens: "number",
    input_text_tokens: "number",
    input_tokens: "number",
    input_uncached_tokens: "number",
    num_model_requests: "number",
    output_audio_tokens: "number",
    output_image_tokens: "number",
    output_text_tokens: "number",
    output_tokens: "number",
  },
};

export const CompletionsUsageBucket: Shape = {
  required: ["end_time", "object", "results", "start_time"],
  fields: { end_time: "number", results: { items: CompletionsUsageResult }, start_time: "number" },
};

export const CompletionsUsagePage: Shape = {
  required: ["data", "has_more", "next_page", "object"],
  fields: { data: { items: CompletionsUsageBucket } },
};

export const CostsAmount: Shape = { fields: { value: ["number", "string"] } };

export const CostsResult: Shape = {
  required: ["object"],
  fields: { amount: CostsAmount, quantity: ["null", "number"] },
};

export const CostsBucket: Shape = {
  required: ["end_time", "object", "results", "start_time"],
  fields: { end_time: "number", results: { items: CostsResult }, start_time: "number" },
};

export const CostsPage: Shape = {
  required: ["data", "has_more", "next_page", "object"],
  fields: { data: { items: CostsBucket } },
};
