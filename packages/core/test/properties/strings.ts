import fc from "fast-check";

/** UTF-16 code units, so that unpaired surrogates occur too. */
const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));

/** Strings that some client has misread. */
const hostile = fc.constantFrom(
  ...["", ".", "..", "...", "/", "//", "\\", "?", "#", "&", "=", "+", "%", ";", ":", "@", ",", " "],
  ...["%2F", "%2f", "%2e", "%2E%2e", "%5c", "%00", "%25", "%", "%zz", "{b}", "{a}", "$&", "$1"],
  ...["\t", "\n", "\r\n", "\0", "\u007f", "\u2028", "\ufeff", "\u202e", "é", "e\u0301", "😀"],
  ...["\ud83d", "\ude00", "https://evil.example", "//evil.example", "user:pass@", "line_item[]"],
);

/** Any string at all. */
export const anyString = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit }),
  fc.array(hostile, { maxLength: 5 }).map((parts) => parts.join("")),
  hostile,
);

/** UTF-8 can't encode it. */
export const isHalved = (value: string): boolean => /\p{Surrogate}/u.test(value);

/** No URL has a segment for it: it is empty, or URL parsers resolve it. */
export const isWalked = (value: string): boolean => ["", ".", ".."].includes(value);
