/**
 * Unit of the count, unit of the usage, price per unit in US dollars, units on a typical weekday.
 */
type Rate = readonly [count: string, usage: string, price: string, typical: number];

/** The categories that a category contains. */
interface Tree {
  readonly [name: string]: Rate | Tree;
}

/** A usage category. Parents have no rate: their figures are the sums of their parts. */
export interface Category {
  readonly name: string;
  /** The categories that contain it. */
  readonly parents: readonly string[];
  readonly rate: Rate | undefined;
}

const call = (price: string, typical: number): Rate => ["calls", "minutes", price, typical];
const message = (price: string, typical: number): Rate => ["messages", "segments", price, typical];
const each = (unit: string, price: string, typical: number): Rate => [unit, unit, price, typical];

/** Some of the service's categories: more than one page, most of them unused. */
const tree: Tree = {
  calls: {
    "calls-client": call("0.004", 96),
    "calls-inbound": {
      "calls-inbound-local": call("0.0085", 811),
      "calls-inbound-mobile": call("0.0085", 0),
      "calls-inbound-tollfree": call("0.022", 120),
    },
    "calls-outbound": call("0.014", 1_290),
    "calls-sip": {
      "calls-sip-inbound": call("0.004", 0),
      "calls-sip-outbound": call("0.004", 0),
    },
    "calls-globalconference": call("0.0018", 44),
    "calls-media-stream-minutes": call("0.004", 0),
    "calls-recordings": call("0.0025", 210),
    "calls-text-to-speech": call("0.0008", 0),
    "calls-transfers": call("0.1", 0),
  },
  sms: {
    "sms-inbound": {
      "sms-inbound-longcode": message("0.0079", 340),
      "sms-inbound-shortcode": message("0.0075", 0),
    },
    "sms-outbound": {
      "sms-outbound-longcode": message("0.0083", 2_750),
      "sms-outbound-shortcode": message("0.0079", 0),
    },
    "sms-messages-carrierfees": message("0.003", 2_750),
    "sms-messages-features": message("0.001", 0),
    "sms-national-regulatory-protection": message("0.01", 0),
  },
  mms: {
    "mms-inbound": {
      "mms-inbound-longcode": message("0.0165", 12),
      "mms-inbound-shortcode": message("0.0165", 0),
    },
    "mms-outbound": {
      "mms-outbound-longcode": message("0.022", 41),
      "mms-outbound-shortcode": message("0.022", 0),
    },
    "mms-messages-carrierfees": message("0.01", 41),
  },
  phonenumbers: {
    "phonenumbers-cps": each("numbers", "1", 0),
    "phonenumbers-emergency": each("numbers", "0.75", 0),
    "phonenumbers-local": each("numbers", "0.03833", 26),
    "phonenumbers-mobile": each("numbers", "0.3", 0),
    "phonenumbers-setups": each("numbers", "1", 0),
    "phonenumbers-tollfree": each("numbers", "0.07167", 3),
  },
  recordings: {
    "recordings-encrypted": each("minutes", "0.001", 0),
    // A part, although its name doesn't show it.
    recordingstorage: each("minutes", "0.0005", 4_100),
  },
  "answering-machine-detection": each("calls", "0.0075", 180),
  "amazon-polly": each("characters", "0.0000032", 51_300),
  "voice-insights": each("calls", "0.0025", 0),
  transcriptions: each("minutes", "0.05", 31),
  "speech-recognition": each("requests", "0.02", 0),
  monitor: {
    "monitor-reads": each("requests", "0.0005", 0),
    "monitor-storage": each("events", "0.0001", 0),
    "monitor-writes": each("events", "0.0001", 0),
  },
  calleridlookups: each("lookups", "0.01", 86),
  "carrier-lookups": each("lookups", "0.008", 15),
  "authy-authentications": each("authentications", "0.09", 27),
  "authy-phone-verifications": each("verifications", "0.05", 0),
  "authy-sms-outbound": message("0.0075", 0),
};

const isRate = (value: Rate | Tree): value is Rate => Array.isArray(value);

const listed = (inside: Tree, parents: readonly string[]): Category[] =>
  Object.entries(inside).flatMap(([name, value]): Category[] =>
    isRate(value)
      ? [{ name, parents, rate: value }]
      : [{ name, parents, rate: undefined }, ...listed(value, [...parents, name])],
  );

/** Contains all others. */
export const total = "totalprice";

/** Every category, parents before their parts, and the total at the end. */
export const categories: readonly Category[] = [
  ...listed(tree, [total]),
  { name: total, parents: [], rate: undefined },
];
