/** What one message may hold; more is rejected and said, so that no message can fill the memory. */
export const LIMITS = {
	/** Rows of one message. */
	rows: 100_000,
	/** Rejections listed one by one; the last says how many more there were. */
	rejected: 1_000,
	/** Lists and objects inside each other. */
	depth: 64,
	/** Measured values of one row. */
	metrics: 64,
	/** Characters of an entity or event id. */
	id: 256,
	/** Characters of a metric name, unit, status, layer or type. */
	word: 128,
	/** Characters of a title or a fact. */
	line: 2_000,
	/** Characters of a text. */
	text: 100_000,
	/** Facts, languages, areas or replaced ids of one event. */
	entries: 1_000,
	/** Positions of all areas of one event. */
	vertices: 100_000
} as const;
