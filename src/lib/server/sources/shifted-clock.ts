import type { EpochMs } from '#lib/model/units.ts';
import { CityZone, DAY_MS, dayNumber } from './city-zone.ts';

/** The days a timetable is valid, `yyyy-mm-dd`, both included. */
export interface Validity {
	readonly from: string;
	readonly to: string;
}

/**
 * Maps now onto a date of the data by the latest whole number of weeks that lands in their validity,
 * keeping weekday and wall-clock time in the feed's zone (also where only one of the two days has
 * summer time). A validity without such a weekday gives its last day, or its first when all lies ahead.
 */
export class ShiftedClock {
	readonly zone: CityZone;
	readonly #first: number;
	readonly #last: number;

	constructor(timezone: string, validity: Validity) {
		this.zone = new CityZone(timezone);
		this.#first = dayNumber(validity.from);
		this.#last = dayNumber(validity.to);
	}

	/** The instant in the data that stands for `now`. */
	dataAt(now: EpochMs): EpochMs {
		const local = this.zone.toLocal(now);
		const days = this.#daysBack(Math.floor(local / DAY_MS));
		return days === 0 ? now : this.zone.toEpoch(local - days * DAY_MS);
	}

	#daysBack(day: number): number {
		if (day > this.#last) {
			const weeks = 7 * Math.ceil((day - this.#last) / 7);
			return day - weeks >= this.#first ? weeks : day - this.#last;
		}
		if (day < this.#first) {
			const weeks = 7 * Math.ceil((this.#first - day) / 7);
			return day + weeks <= this.#last ? -weeks : day - this.#first;
		}
		return 0;
	}
}
