export { connectOpenAI, type OpenAIOptions } from "@billkit/openai/connect";
