import type { InletsPart, TerrainPart } from '#lib/model/scenario/city-parts.ts';
import type { ModelInput } from '#lib/model/scenario/model.ts';
import { breathe } from '../breathe.ts';
import { cellAt, groundOf } from './ground.ts';
import { findHollows } from './hollows.ts';
import { largeWaters } from './large-waters.ts';
import { drainageOf, riverSurface } from './nearest-drainage.ts';
import { PouredWater } from './pour.ts';
import { rainOn, type WaterBalance } from './runoff.ts';
import type { Weather } from './weather.ts';
import { StandingWater } from './wet-things.ts';

export interface Flood {
	readonly standing: StandingWater;
	readonly balance: WaterBalance;
	/** Of a cell, m². */
	readonly cellArea: number;
}

/** Where water stands once the rain has come down and the rivers have risen. */
export async function standWater(
	terrain: TerrainPart,
	inlets: InletsPart,
	{ rain, hours, rise }: Weather,
	{ parameters, progress, signal }: Pick<ModelInput, 'parameters' | 'progress' | 'signal'>
): Promise<Flood> {
	const ground = groundOf(terrain);
	let surface: Float64Array = new Float64Array(ground.height.length).fill(-Infinity);
	let balance: WaterBalance = { rained: 0, soaked: 0, drained: 0, left: 0, stored: 0 };
	if (rain > 0) {
		const hollows = findHollows(ground);
		progress(0.4);
		await breathe(signal);
		const litres = Number(parameters['inlet']) * (1 - Number(parameters['blocked']));
		const poured = new PouredWater(hollows);
		const taken = byCell(terrain, inlets, (litres / 1000) * 3600 * hours);
		balance = rainOn(ground, hollows, { rain, runoff: Number(parameters['runoff']), inlets: taken }, poured);
		surface = poured.surface(ground);
		progress(0.5);
		await breathe(signal);
	}
	if (rise > 0) {
		const rivers = {
			...ground,
			water: largeWaters(ground, 10_000 * Number(parameters['rising']))
		};
		const risen = riverSurface(rivers, drainageOf(rivers), rise);
		surface = surface.map((level, cell) => Math.max(level, risen[cell]!));
		progress(0.7);
		await breathe(signal);
	}
	return { standing: new StandingWater(terrain, surface), balance, cellArea: ground.area };
}

/** m³ that inlets take, by cell. */
function byCell(terrain: TerrainPart, { lng, lat }: InletsPart, each: number): Float64Array {
	const cells = new Float64Array(terrain.height.length);
	for (let inlet = 0; inlet < lng.length; inlet++) {
		const cell = cellAt(terrain, lng[inlet]!, lat[inlet]!);
		if (cell >= 0) cells[cell]! += each;
	}
	return cells;
}
