import { exp } from '#lib/model/portable-math.ts';
import { balanceTable } from './furness.ts';
import type { ZoneTable } from './zone-table.ts';

export interface TripDistribution extends ZoneTable {
	/** Largest relative difference between a zone's trips and what its people make, once it was done. */
	readonly error: number;
	readonly rounds: number;
}

/**
 * Doubly constrained gravity model (Wilson 1967; Ortúzar and Willumsen, Modelling Transport, ch. 5): trips from i to j
 * are aᵢ Oᵢ bⱼ Dⱼ exp(−β cᵢⱼ), with a and b such that as many leave every zone as its `productions` and come to it as
 * its `attractions`, whose sum is made that of the productions.
 */
export function distributeTrips(
	productions: Float64Array,
	attractions: Float64Array,
	minutes: ZoneTable,
	beta: number
): TripDistribution {
	const { zones } = minutes;
	const [made, drawn] = [total(productions), total(attractions)];
	const values = minutes.values.map((time) => exp(-beta * time));
	const { error, rounds } = balanceTable(
		{ zones, values },
		productions,
		attractions.map((count) => (count * made) / drawn)
	);
	return { zones, values, error, rounds };
}

const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
