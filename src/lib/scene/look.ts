import type { Look } from '#lib/model/view-spec.ts';

/** An sRGB colour, 0xRRGGBB. */
type Hex = number;

/**
 * Parameters of the one shading formula:
 * albedo × [mix(gnd, sky, ½+½N.up)·V·(1 + fill·N·L horizontally) + sun·max(N·L, 0)·shadow·mix(1, V, .35)], then fog.
 * sky + sun·L.up ≈ 1, so that an open roof shows its own colour. V is the baked visibility of the sky.
 */
export interface LookParameters {
	readonly land: Hex;
	readonly water: Hex;
	readonly green: Hex;
	/** By height of the body, breaks at 20, 50, 110 and 190 m. */
	readonly buildings: readonly [Hex, Hex, Hex, Hex, Hex];
	/** Minor, secondary, primary, motorway. */
	readonly roads: readonly [Hex, Hex, Hex, Hex];
	/** How far roads are lit by their own lamps: 0 they lie in the shade of the houses, 1 they show their own colour. */
	readonly roadLight: number;
	/** Fixed sun, used when the true one cannot be; strength and warmth. */
	readonly sun: {
		readonly azimuth: number;
		readonly altitude: number;
		readonly strength: number;
		readonly tint: readonly [number, number, number];
	};
	readonly followsSun: boolean;
	readonly shadows: boolean;
	readonly sky: number;
	/** Colours of the light from the sky and from the ground: with a warm sun, the sum on a roof is white. */
	readonly skyTint: readonly [number, number, number];
	readonly gndTint: readonly [number, number, number];
	/** How much darker every other storey's band is, seen from near. */
	readonly storeys: number;
	readonly gnd: number;
	readonly fill: number;
	readonly ao: number;
	/** Walls: factor, metres over which the foot darkens, factor at the foot. */
	readonly wall: readonly [factor: number, metres: number, foot: number];
	/** Colour of horizon and haze, density a metre, start in metres, greatest share. */
	readonly fog: {
		readonly colour: Hex;
		readonly density: number;
		readonly start: number;
		readonly cap: number;
	};
	readonly zenith: Hex;
	readonly roofEdge: { readonly colour: Hex; readonly alpha: number; readonly fade: number };
	/** Soft knee above 0.8 instead of clipping. */
	readonly knee: boolean;
}

// The figures are those of the project's reference stills (design folder, look/README): tuned by eye on real data.

const NIGHT: LookParameters = {
	land: 0x2a2c2f,
	water: 0x15191c,
	green: 0x28302b,
	buildings: [0x46494d, 0x4f5256, 0x5c6065, 0x6d7177, 0x80858b],
	roads: [0x45484c, 0x4d5054, 0x5d6165, 0x6d7176],
	roadLight: 0.8,
	sun: { azimuth: 300, altitude: 52, strength: 0.42, tint: [1, 1, 1] },
	followsSun: false,
	shadows: false,
	sky: 0.67,
	skyTint: [1, 1, 1],
	gndTint: [1, 1, 1],
	storeys: 0,
	gnd: 0.3,
	fill: 0.22,
	ao: 1,
	wall: [0.82, 36, 0.55],
	fog: { colour: 0x2a2d31, density: 9e-5, start: 2600, cap: 0.94 },
	zenith: 0x1a1c1f,
	roofEdge: { colour: 0x9a9fa5, alpha: 0.34, fade: 4600 },
	knee: false
};

const DAY: LookParameters = {
	land: 0xcdd0d3,
	water: 0xb4c3cd,
	green: 0xc2d0c6,
	buildings: [0xdfe0e1, 0xe2e3e4, 0xe5e6e7, 0xe9eaea, 0xececec],
	roads: [0xe0e1e3, 0xe6e7e8, 0xeeeff0, 0xf6f7f7],
	roadLight: 0,
	sun: { azimuth: 128, altitude: 36, strength: 1.03, tint: [1.05, 1, 0.93] },
	followsSun: true,
	shadows: true,
	sky: 0.4,
	skyTint: [0.9, 0.99, 1.11],
	gndTint: [1.1, 1, 0.9],
	storeys: 0.045,
	gnd: 0.27,
	fill: 0.42,
	ao: 0.95,
	wall: [0.94, 30, 0.72],
	fog: { colour: 0xdde4ea, density: 4.6e-5, start: 3600, cap: 0.94 },
	zenith: 0xb3c5d4,
	roofEdge: { colour: 0xffffff, alpha: 0.45, fade: 3600 },
	knee: true
};

/** Data colours replace the body's own: darker roads, almost no fog, brighter walls. */
const NIGHT_RECOLOUR: LookParameters = {
	...NIGHT,
	roads: [0x45484c, 0x46494c, 0x4d5054, 0x575b5f],
	roadLight: 0,
	gnd: 0.46,
	ao: 0.8,
	wall: [0.95, 30, 0.72],
	fog: { colour: 0x2a2d31, density: 3.5e-5, start: 3600, cap: 0.94 },
	roofEdge: { colour: 0xdff3ee, alpha: 0.22, fade: 3000 }
};

const DAY_RECOLOUR: LookParameters = {
	...DAY,
	sky: 0.5,
	skyTint: [1, 1, 1],
	gndTint: [1, 1, 1],
	gnd: 0.46,
	ao: 0.8,
	sun: { ...DAY.sun, strength: 0.85, tint: [1, 1, 1] },
	fog: { ...DAY.fog, density: 2.4e-5 }
};

/** Distance of the still that the night's haze was tuned on. */
const NIGHT_OVERVIEW = 5500;
/** Looking along a street: haze comes nearer as the camera comes down. */
const STREET_DISTANCE = { near: 900, far: 3600 } as const;

/**
 * The parameters of a look. `distance` is the camera's from its target in metres: the day's haze
 * and roof edges go over from the overview's to the street's between 3600 and 900 m; the night's haze begins farther
 * away when the camera is.
 */
export function lookParameters(look: Look, recoloured: boolean, distance: number): LookParameters {
	const dark = look !== 'light';
	if (recoloured) return dark ? NIGHT_RECOLOUR : DAY_RECOLOUR;
	if (dark) return { ...NIGHT, fog: farther(NIGHT.fog, distance / NIGHT_OVERVIEW) };
	const street = clamp01((STREET_DISTANCE.far - distance) / (STREET_DISTANCE.far - STREET_DISTANCE.near));
	return {
		...DAY,
		fog: { ...DAY.fog, density: mix(4.6e-5, 1.3e-4, street), start: mix(3600, 900, street) },
		roofEdge: { ...DAY.roofEdge, alpha: mix(0.45, 0.5, street), fade: mix(3600, 2500, street) }
	};
}

/** A city that is looked at from farther away lies behind no more haze. */
const farther = (fog: LookParameters['fog'], times: number): LookParameters['fog'] => {
	const scale = Math.max(1, times);
	return { ...fog, start: fog.start * scale, density: fog.density / scale };
};

/** Which of the five steps of `buildings` a body of this height has. */
export const BUILDING_BREAKS = [20, 50, 110, 190] as const;

function mix(a: number, b: number, t: number): number {
	return a + (b - a) * t;
}

function clamp01(value: number): number {
	return Math.min(Math.max(value, 0), 1);
}
