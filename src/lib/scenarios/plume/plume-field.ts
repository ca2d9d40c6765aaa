import { cos, log, sin } from '#lib/model/portable-math.ts';
import type { ScenarioEditOf } from '#lib/model/scenario/edit.ts';
import type { Degrees, Metres, MetresPerSecond } from '#lib/model/units.ts';
import { Plane } from '../city/plane.ts';
import { plumeConcentration, spreadAt, type Roughness } from './gaussian-plume.ts';
import type { StabilityClass } from './stability.ts';

/** The air that a plume goes through. */
export interface Air {
	/** Clockwise from north. */
	readonly windFrom: Degrees;
	/** At 10 m. */
	readonly wind: MetresPerSecond;
	readonly stability: StabilityClass;
	readonly roughness: Roughness;
}

/** Nearer to its source than this a plume is not computed: it has the concentration it has there. */
const NEAREST: Metres = 10;

/** The plume of one release over a city. */
export class PlumeField {
	readonly #release: ScenarioEditOf<'release'>;
	readonly #air: Air;
	readonly #plane: Plane;
	readonly #east: number;
	readonly #north: number;
	/** mg/m³ of the pure gas: no air holds more. */
	readonly #most: number;
	/** Farthest that it is computed. */
	readonly reach: Metres;

	constructor(release: ScenarioEditOf<'release'>, air: Air, most: number, reach: Metres) {
		this.#release = release;
		this.#air = air;
		this.#plane = new Plane(release.at[1]);
		this.#most = most;
		this.reach = reach;
		const towards = ((air.windFrom + 180) * Math.PI) / 180;
		[this.#east, this.#north] = [sin(towards), cos(towards)];
	}

	/** mg/m³ at the ground at a place. */
	at(lng: Degrees, lat: Degrees): number {
		const east = (lng - this.#release.at[0]) * this.#plane.perLng;
		const north = (lat - this.#release.at[1]) * this.#plane.perLat;
		const along = east * this.#east + north * this.#north;
		return this.downwind(along, east * this.#north - north * this.#east);
	}

	/** mg/m³ at the ground, metres along the wind and beside the axis. */
	downwind(along: Metres, beside: Metres): number {
		if (along <= 0 || along > this.reach) return 0;
		const { stability, roughness, wind } = this.#air;
		const spread = spreadAt(Math.max(NEAREST, along), stability, roughness);
		return Math.min(this.#most, 1000 * plumeConcentration({ ...this.#release, wind }, spread, beside, 0));
	}

	/** Metres that a concentration reaches to each side of the axis; 0: it is not reached there. */
	halfWidth(along: Metres, milligrams: number): Metres {
		const { stability, roughness, wind } = this.#air;
		const spread = spreadAt(Math.max(NEAREST, along), stability, roughness);
		const ratio = (1000 * plumeConcentration({ ...this.#release, wind }, spread, 0, 0)) / milligrams;
		return ratio <= 1 || milligrams > this.#most ? 0 : spread.across * Math.sqrt(2 * log(ratio));
	}

	/** The place at metres along the wind and to the right of the axis. */
	place(along: Metres, beside: Metres): [lng: Degrees, lat: Degrees] {
		const east = along * this.#east + beside * this.#north;
		const north = along * this.#north - beside * this.#east;
		const [lng, lat] = this.#release.at;
		return [lng + east / this.#plane.perLng, lat + north / this.#plane.perLat];
	}
}
