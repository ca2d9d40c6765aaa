import type { Milliseconds } from '#lib/model/units.ts';

/** What the way in takes on at once; beyond, senders are told to wait. */
export interface IngestLimits {
	/** Rows decoded and not yet on disk. */
	readonly queueRows: number;
	/** Bytes of messages whose rows are not yet on disk. */
	readonly queueBytes: number;
	/** Rows and bytes of messages that one commit writes; a single message may be larger. */
	readonly commitRows: number;
	readonly commitBytes: number;
	/** Messages handed in by HTTP that wait for their answer, and their bytes. */
	readonly posts: number;
	readonly postBytes: number;
	/** Log records on their way to the followers, in bytes; beyond, followers read them from the log. */
	readonly newsBytes: number;
	/** MQTT connections. */
	readonly connections: number;
	/** Bytes of one MQTT packet. */
	readonly packetBytes: number;
	/** Messages a second of one MQTT client, lasting; twice as many at once. */
	readonly messagesPerSecond: number;
	/** Longest pause between two attempts to write a log that refuses. */
	readonly retryEvery: Milliseconds;
}

export const INGEST_LIMITS: IngestLimits = {
	queueRows: 200_000,
	queueBytes: 64 * 2 ** 20,
	commitRows: 20_000,
	commitBytes: 8 * 2 ** 20,
	posts: 2_000,
	postBytes: 64 * 2 ** 20,
	newsBytes: 64 * 2 ** 20,
	connections: 5_000,
	packetBytes: 2 ** 20,
	messagesPerSecond: 5_000,
	retryEvery: 1_000
};
