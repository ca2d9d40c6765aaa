/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number;
export type Milliseconds = number;
export type Seconds = number;
export type Metres = number;
/** Clockwise from north for bearings and headings. */
export type Degrees = number;
export type MetresPerSecond = number;
