import { CLOCK_AHEAD } from '#lib/model/live-layer.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { QUALITY } from '#lib/model/wire/fields.ts';
import { instantOfNumber } from '../support/instant.ts';
import { epochMs, type Long } from './proto-values.ts';

export interface FeedTime {
	readonly at: EpochMs;
	/** Set when the source's clock could not be believed. */
	readonly quality?: number;
}

/** The time of a message: its own, else `otherwise`; one that is ahead of ours becomes ours and is marked. */
export function feedTime(seconds: Long, otherwise: FeedTime, receivedAt: EpochMs): FeedTime {
	const said = epochMs(seconds);
	if (said === undefined) return otherwise;
	// Some feeds say milliseconds where the format wants seconds.
	const read = instantOfNumber(said / 1000);
	return read.ok && read.at <= receivedAt + CLOCK_AHEAD * 1000
		? { at: read.at }
		: { at: receivedAt, quality: QUALITY.clockSuspect };
}
