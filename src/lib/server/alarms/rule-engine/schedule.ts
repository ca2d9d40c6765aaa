import type { RuleSchedule } from '#lib/model/alarm-rule.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import { sunPosition } from '#lib/model/sun.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { CityZone, DAY_MS, weekdayOf } from '#lib/server/sources/city-zone.ts';

/** Degrees of the sun's middle at sunrise and sunset: half its disc and the air's bending. */
const HORIZON = -0.833;
const HOUR_MS = 3_600_000;

/** The city's clock and sun. */
export class CityHours {
	readonly #zone: CityZone;
	readonly #place: LngLat;

	constructor(timezone: string, place: LngLat) {
		this.#zone = new CityZone(timezone);
		this.#place = place;
	}

	/** True when a rule applies. Hours past midnight belong to the day on which they began. */
	isOpen({ days, from, to, night }: RuleSchedule, at: EpochMs): boolean {
		if (night && sunPosition(at, ...this.#place).altitude > HORIZON) return false;
		const local = this.#zone.toLocal(at);
		const day = Math.floor(local / DAY_MS);
		const hour = (local - day * DAY_MS) / HOUR_MS;
		const [first, last] = [from ?? 0, to ?? 24];
		const wraps = first > last;
		if (wraps ? hour < first && hour >= last : hour < first || hour >= last) return false;
		const began = wraps && hour < last ? day - 1 : day;
		return !days || days.includes(weekdayOf(began) + 1);
	}
}
