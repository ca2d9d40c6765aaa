import type { EpochMs, Milliseconds } from '#lib/model/units.ts';

const DAY: Milliseconds = 86_400_000;

/** A stretch of time in which a zone's clocks run at one offset from UTC: `from` included, `to` not. */
export interface OffsetSegment {
	readonly from: EpochMs;
	readonly to: EpochMs;
	/** Add to UTC to get wall time. */
	readonly offset: Milliseconds;
}

/**
 * Wall time of one IANA zone. Intl is asked a few hundred times for a whole decade (once a week and
 * around each change of clocks), never once a row.
 */
export class TimeZone {
	readonly name: string;
	readonly #format: Intl.DateTimeFormat;

	constructor(name: string) {
		this.name = name;
		this.#format = new Intl.DateTimeFormat('en-US', {
			timeZone: name,
			hourCycle: 'h23',
			era: 'short',
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
			second: 'numeric'
		});
	}

	/** Wall time minus UTC at an instant. */
	offsetAt(t: EpochMs): Milliseconds {
		const second = Math.floor(t / 1000) * 1000;
		const part: Record<string, number> = {};
		for (const { type, value } of this.#format.formatToParts(second)) part[type] = Number(value);
		const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second: s = 0 } = part;
		return Date.UTC(year, month - 1, day, hour, minute, s) - second;
	}

	/** Wall time of an instant, written as the epoch ms that a UTC clock would show as the same digits. */
	toWall(t: EpochMs): Milliseconds {
		return t + this.offsetAt(t);
	}

	/** The first instant whose wall time is `wall`; of an hour that clocks skip, the instant of the jump. */
	fromWall(wall: Milliseconds): EpochMs {
		const before = this.offsetAt(wall - DAY);
		const after = this.offsetAt(wall + DAY);
		const earliest = wall - Math.max(before, after);
		if (this.toWall(earliest) === wall) return earliest;
		const latest = wall - Math.min(before, after);
		if (this.toWall(latest) === wall) return latest;
		return this.#change(earliest, latest);
	}

	/** The offsets that cover `from` to `to`, in order, without a gap. */
	segments(from: EpochMs, to: EpochMs): OffsetSegment[] {
		const segments: OffsetSegment[] = [];
		let start = from;
		let offset = this.offsetAt(from);
		for (let at = from; at < to;) {
			// A week: shorter than any stretch between two changes (Morocco's Ramadan time is about 30 days).
			const next = Math.min(at + 7 * DAY, to);
			const nextOffset = this.offsetAt(next);
			if (nextOffset !== offset) {
				const change = this.#change(at, next);
				segments.push({ from: start, to: change, offset });
				start = change;
				offset = nextOffset;
			}
			at = next;
		}
		segments.push({ from: start, to: Infinity, offset });
		return segments;
	}

	/** The first whole second in (from, to] at which the offset is no longer that of `from`. */
	#change(from: EpochMs, to: EpochMs): EpochMs {
		const offset = this.offsetAt(from);
		let low = Math.floor(from / 1000);
		let high = Math.ceil(to / 1000);
		while (high - low > 1) {
			const middle = Math.floor((low + high) / 2);
			if (this.offsetAt(middle * 1000) === offset) low = middle;
			else high = middle;
		}
		return high * 1000;
	}
}

/**
 * Calls `visit(row, offset)` for every row with a time. Rows near each other in time cost one
 * comparison; others a walk over the few segments.
 */
export function eachOffset(
	times: Float64Array,
	segments: readonly OffsetSegment[],
	visit: (row: number, offset: Milliseconds) => void
): void {
	let current = segments[0];
	if (!current) return;
	for (let row = 0; row < times.length; row++) {
		const t = times[row] as number;
		if (Number.isNaN(t)) continue;
		if (t < current.from || t >= current.to)
			current = segments.find((segment) => t >= segment.from && t < segment.to) ?? current;
		visit(row, current.offset);
	}
}
