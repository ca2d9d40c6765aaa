import type { EpochMs } from '#lib/model/units.ts';
import { optionError } from './input-error.ts';

const MINUTE = 60_000;

/** How the local clock stood: once, never (spring) or twice (autumn). */
export type LocalKind = 'plain' | 'gap' | 'overlap';

export interface Instant {
	readonly at: EpochMs;
	readonly kind: LocalKind;
}

/**
 * Wall-clock times of one IANA zone as instants. A time that the spring change skipped is read with the
 * offset before it (an hour later on the new clock); one that autumn repeats is read as the first of the two.
 */
export class CityTime {
	readonly zone: string;
	readonly #format: Intl.DateTimeFormat;
	/** Offset from UTC by UTC hour: rows of a file share few of them. */
	readonly #offsets = new Map<number, number>();

	constructor(zone: string) {
		this.zone = zone;
		this.#format = new Intl.DateTimeFormat('en-US', {
			timeZone: zone,
			hourCycle: 'h23',
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
			second: 'numeric',
			era: 'short'
		});
	}

	/** `local` is the wall clock written as if it were UTC, epoch ms. */
	resolve(local: EpochMs): Instant {
		const before = this.#offsetAt(local - 24 * 60 * MINUTE);
		const after = this.#offsetAt(local + 24 * 60 * MINUTE);
		const first = local - before;
		if (before === after && this.#offsetAt(first) === before) return { at: first, kind: 'plain' };
		const second = local - after;
		const firstHolds = this.#offsetAt(first) === before;
		const secondHolds = this.#offsetAt(second) === after;
		if (firstHolds && secondHolds && before !== after)
			return { at: Math.min(first, second), kind: 'overlap' };
		if (firstHolds) return { at: first, kind: 'plain' };
		if (secondHolds) return { at: second, kind: 'plain' };
		return { at: first, kind: 'gap' };
	}

	/** Local clock minus UTC, ms. Zones change on whole quarters of an hour. */
	#offsetAt(at: EpochMs): number {
		const key = Math.floor(at / (15 * MINUTE));
		let offset = this.#offsets.get(key);
		if (offset === undefined) {
			if (this.#offsets.size > 200_000) this.#offsets.clear();
			this.#offsets.set(key, (offset = this.#measure(key * 15 * MINUTE)));
		}
		return offset;
	}

	#measure(at: EpochMs): number {
		const parts: Record<string, number> = {};
		for (const { type, value } of this.#format.formatToParts(at)) parts[type] = Number(value);
		const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
		return Date.UTC(year, month - 1, day, hour, minute, second) - at;
	}
}

/** The zone's clock, or a sentence that says what a zone name looks like. */
export function cityTime(option: string, zone: string): CityTime {
	try {
		return new CityTime(zone);
	} catch {
		throw optionError(
			option,
			`"${zone}" is not a time zone this computer knows`,
			'use an IANA name such as Asia/Shanghai or America/New_York'
		);
	}
}
