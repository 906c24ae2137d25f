export { connectDatadog, type DatadogOptions } from "@billkit/datadog/connect";
