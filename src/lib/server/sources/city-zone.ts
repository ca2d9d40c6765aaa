import type { EpochMs, Milliseconds } from '#lib/model/units.ts';

export const DAY_MS = 86_400_000;

/** Wall-clock time of one IANA zone. "Local" values are ms as if the wall clock stood in UTC. */
export class CityZone {
	readonly #format: Intl.DateTimeFormat;

	constructor(timezone: string) {
		this.#format = new Intl.DateTimeFormat('en-US', {
			timeZone: timezone,
			hourCycle: 'h23',
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
			second: 'numeric'
		});
	}

	/** Local time minus UTC at an instant. */
	offsetAt(at: EpochMs): Milliseconds {
		const part: Record<string, number> = {};
		for (const { type, value } of this.#format.formatToParts(at)) part[type] = Number(value);
		const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
		return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
	}

	toLocal(at: EpochMs): number {
		return at + this.offsetAt(at);
	}

	/** The instant at which the wall clock shows `local`; of two the earlier, of none the one after the gap. */
	toEpoch(local: number): EpochMs {
		const before = this.offsetAt(local - DAY_MS);
		const early = local - before;
		return this.offsetAt(early) === before
			? early
			: local - this.offsetAt(local - this.offsetAt(local + DAY_MS));
	}

	/** Start of a GTFS service day (days since 1970): its noon minus twelve hours. */
	serviceDayStart(day: number): EpochMs {
		return this.toEpoch(day * DAY_MS + DAY_MS / 2) - DAY_MS / 2;
	}
}

/** `yyyymmdd` (number or text) or `yyyy-mm-dd` as days since 1970. */
export function dayNumber(date: number | string): number {
	const digits = String(date).replaceAll('-', '');
	const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)].map(Number);
	return Date.UTC(year ?? 1970, (month ?? 1) - 1, day ?? 1) / DAY_MS;
}

/** 0 = Monday, of days since 1970 (a Thursday). */
export const weekdayOf = (day: number) => (((day + 3) % 7) + 7) % 7;
