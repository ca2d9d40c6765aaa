import type { EpochMs } from '#lib/model/units.ts';
import type { NamedCity } from '../../build/buildings.ts';
import { polesOf } from '../../assets/light-poles.ts';
import { spread } from '../../assets/spread.ts';
import { urnOf } from '../../assets/table.ts';
import { distance } from '../../geometry/point.ts';
import { centresOf } from '../../plan/centres.ts';
import { toLngLat, toMetres } from '../../sources/degrees.ts';
import type { Feed, Incident, World } from '../world.ts';
import { decimals, HOUR, MINUTE } from './course.ts';
import type { Device } from './device.ts';
import { jsonFeed } from './json-feed.ts';
import { burntUntil, lampProgram, levelAt, type LampProgram } from './lamp-program.ts';

/** Poles that report: so many around the city's centres, and as many over all of it. */
const EACH_HALF = 1500;
/** Poles that one cabinet supplies, of those that report. */
const ON_ONE_CABINET = 150;
/** Share of lamps that are broken on a day. */
const BROKEN = 0.004;

export interface Pole extends Device {
	/** Of all lamps of the pole at full light. */
	readonly watts: number;
	/** Level at night, per cent: lower where fewer people pass. */
	readonly dimmed: number;
	/** Light that is left of what the lamp gave when it was new. */
	readonly kept: number;
	/** How long the controller takes to do as it is told, ms. */
	readonly delay: number;
}

/** Lamps: told a level by the programme, confirming it, and giving what they give. */
export function lightPoleFeed(named: NamedCity): Feed {
	const poles = polesThatReport(named);
	const cabinets = new Cabinets(poles);
	return jsonFeed({
		layer: 'light-poles',
		every: 60,
		metrics: { target: '%', feedback: '%', actual: '%', power: 'W', energy: 'kW.h', saved: 'kW.h' },
		devices: poles,
		row: (pole, world) => lampRow(pole, world, cabinets)
	});
}

/** What a pole says: the energy since midnight is the integral of its power. */
export function lampRow(pole: Pole, world: World, cabinets: Cabinets) {
	const { at } = world;
	const { watts, dimmed, kept, delay, number } = pole;
	const program = programOf(at, dimmed);
	const heard = at - delay;
	const target = levelAt(program, at);
	const broken = world.chance('lamp', number, program.midnight) < BROKEN;
	const outages = cabinets.outagesOf(pole, world);
	const dark = outages.some(({ since, until }) => since <= at && at < until);
	const level = broken || dark ? 0 : levelAt(program, heard);
	const burnt = (full: boolean) => {
		if (broken) return 0;
		const lost = outages.reduce((sum, { since, until }) => {
			const span = [since, Math.min(until, at)].map((end) => burntUntil(program, end - delay, full));
			return sum + Math.max(0, span[1]! - span[0]!);
		}, 0);
		return burntUntil(program, heard, full) - lost;
	};
	const kilowattHours = (ms: number) => decimals((watts * ms) / (1000 * HOUR), 4);
	return {
		status: dark || (broken && target > 0) ? 'fault' : level === 0 ? 'off' : level < 90 ? 'dimmed' : 'on',
		values: {
			target,
			// A broken lamp's controller confirms what it was told; one without power says nothing is on.
			feedback: dark ? 0 : levelAt(program, heard),
			actual: decimals(level * kept, 1),
			power: decimals((watts * level) / 100, 1),
			energy: kilowattHours(burnt(false)),
			saved: kilowattHours(burnt(true) - burnt(false))
		}
	};
}

/** Which poles an outage darkens: those of a cabinet, around the place where it failed. */
export class Cabinets {
	readonly #poles: readonly Pole[];
	readonly #dark = new Map<string, ReadonlySet<Pole>>();

	constructor(poles: readonly Pole[]) {
		this.#poles = poles;
	}

	/** Outages of today that concern a pole. */
	outagesOf(pole: Pole, { incidents }: World): readonly Incident[] {
		return incidents.filter(
			(incident) => incident.name === 'pole-outage' && this.#darkened(incident).has(pole)
		);
	}

	#darkened({ place }: Incident): ReadonlySet<Pole> {
		const key = place.join();
		let dark = this.#dark.get(key);
		if (!dark) {
			const at = toMetres(...place);
			const nearest = [...this.#poles].sort((a, b) => distance(a.at, at) - distance(b.at, at));
			this.#dark.set(key, (dark = new Set(nearest.slice(0, ON_ONE_CABINET))));
		}
		return dark;
	}
}

/** Programmes of the day, by level: the same for every pole of it. */
const programs = new Map<number, { readonly minute: number; readonly program: LampProgram }>();

function programOf(at: EpochMs, dimmed: number): LampProgram {
	const minute = Math.floor(at / MINUTE);
	let known = programs.get(dimmed);
	if (known?.minute !== minute) programs.set(dimmed, (known = { minute, program: lampProgram(at, dimmed) }));
	return known.program;
}

/** Poles with a controller: those around the centres, and some over the rest of the city. */
export function polesThatReport(named: NamedCity): Pole[] {
	const centres = centresOf(named.city.skeleton.plan);
	const all = [...polesOf(named)].map(({ at, values }, number) => ({
		at,
		values,
		number,
		away: Math.min(...centres.map((centre) => distance(centre.at, at)))
	}));
	const near = [...all].sort((a, b) => a.away - b.away);
	const chosen = [...near.slice(0, EACH_HALF), ...spread(near.slice(EACH_HALF), EACH_HALF)];
	return chosen
		.sort((a, b) => a.number - b.number)
		.map(({ at, values, number }): Pole => {
			const [, street, watts, , lamps] = values;
			const all = Number(watts) * Number(lamps);
			return {
				id: urnOf('Streetlight', number + 1),
				number,
				title: `${String(street ?? '')}${number + 1}号灯杆`,
				at,
				position: toLngLat(at),
				watts: all,
				dimmed: all >= 200 ? 60 : all >= 60 ? 40 : 30,
				kept: 0.9 + (((number * 7919) % 100) / 100) * 0.1,
				delay: ((number * 104_729) % 40) * 1000
			};
		});
}
