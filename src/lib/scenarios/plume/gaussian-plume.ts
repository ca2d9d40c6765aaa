import { exp } from '#lib/model/portable-math.ts';
import type { Metres, MetresPerSecond } from '#lib/model/units.ts';
import type { StabilityClass } from './stability.ts';

/** Houses, or fields and water: how rough the ground is that the air mixes over. */
export type Roughness = 'urban' | 'open';

/** Standard deviations of a plume across the wind and upwards, metres. */
export interface Spread {
	readonly across: Metres;
	readonly up: Metres;
}

type Curve = (x: Metres) => Metres;
const curve =
	(slope: number, bend = 0, power = 0): Curve =>
	(x) =>
		slope * x * (1 + bend * x) ** power;

/** Briggs (1973), as in Gifford (1976): fitted between 100 m and 10 km. */
const CURVES: Readonly<Record<Roughness, Readonly<Record<StabilityClass, readonly [Curve, Curve]>>>> = {
	open: {
		A: [curve(0.22, 1e-4, -0.5), curve(0.2)],
		B: [curve(0.16, 1e-4, -0.5), curve(0.12)],
		C: [curve(0.11, 1e-4, -0.5), curve(0.08, 2e-4, -0.5)],
		D: [curve(0.08, 1e-4, -0.5), curve(0.06, 1.5e-3, -0.5)],
		E: [curve(0.06, 1e-4, -0.5), curve(0.03, 3e-4, -1)],
		F: [curve(0.04, 1e-4, -0.5), curve(0.016, 3e-4, -1)]
	},
	urban: {
		A: [curve(0.32, 4e-4, -0.5), curve(0.24, 1e-3, 0.5)],
		B: [curve(0.32, 4e-4, -0.5), curve(0.24, 1e-3, 0.5)],
		C: [curve(0.22, 4e-4, -0.5), curve(0.2)],
		D: [curve(0.16, 4e-4, -0.5), curve(0.14, 3e-4, -0.5)],
		E: [curve(0.11, 4e-4, -0.5), curve(0.08, 1.5e-3, -0.5)],
		F: [curve(0.11, 4e-4, -0.5), curve(0.08, 1.5e-3, -0.5)]
	}
};

/** How far a plume has spread at metres downwind. */
export function spreadAt(x: Metres, stability: StabilityClass, roughness: Roughness): Spread {
	const [across, up] = CURVES[roughness][stability];
	return { across: across(x), up: up(x) };
}

/**
 * Concentration of a steady plume in a steady wind, grams per m³ for a rate of grams a second: Gaussian across the wind
 * and upwards, thrown back by the ground (Turner 1970, equation 3.1). `y` is metres beside its axis, `z` above ground.
 */
export function plumeConcentration(
	{ rate, height, wind }: { readonly rate: number; readonly height: Metres; readonly wind: MetresPerSecond },
	{ across, up }: Spread,
	y: Metres,
	z: Metres
): number {
	const bell = (distance: Metres, deviation: Metres) => exp(-(distance ** 2) / (2 * deviation ** 2));
	return (
		(rate / (2 * Math.PI * wind * across * up)) *
		bell(y, across) *
		(bell(z - height, up) + bell(z + height, up))
	);
}
