export { connectDeepgram, type DeepgramOptions } from "@billkit/deepgram/connect";
