export { connectTwilio, type TwilioOptions } from "@billkit/twilio/connect";
