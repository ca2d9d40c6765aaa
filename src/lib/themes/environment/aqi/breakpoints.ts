/** Index standard that an observation is judged by. */
export type AqiStandard = 'HJ 633-2012' | 'HJ 633-2026';

/** A pollutant over its averaging time. Concentrations are µg/m³, of CO mg/m³. */
export type AqiItem =
	| 'SO2 24h'
	| 'SO2 1h'
	| 'NO2 24h'
	| 'NO2 1h'
	| 'PM10 24h'
	| 'PM10 1h'
	| 'CO 24h'
	| 'CO 1h'
	| 'O3 1h'
	| 'O3 8h'
	| 'PM2.5 24h'
	| 'PM2.5 1h';

/** Sub-indices that the concentrations of `breakpointsOf` stand for, in order. */
export const SUB_INDICES = [0, 50, 100, 150, 200, 300, 400, 500] as const;

/** Columns that are the same in both standards. SO2 1h and O3 8h end early: see `BEYOND`. */
const SHARED = {
	'SO2 24h': [0, 50, 150, 475, 800, 1600, 2100, 2620],
	'SO2 1h': [0, 150, 500, 650, 800],
	'NO2 24h': [0, 40, 80, 180, 280, 565, 750, 940],
	'NO2 1h': [0, 100, 200, 700, 1200, 2340, 3090, 3840],
	'CO 24h': [0, 2, 4, 14, 24, 36, 48, 60],
	'CO 1h': [0, 5, 10, 35, 60, 90, 120, 150],
	'O3 1h': [0, 160, 200, 300, 400, 800, 1000, 1200],
	'O3 8h': [0, 100, 160, 215, 265, 800]
} as const;

/** Hourly values of particles are read from the daily column: in 2012 by common practice, in 2026 by the standard. */
const PARTICLES = {
	'HJ 633-2012': {
		'PM10 24h': [0, 50, 150, 250, 350, 420, 500, 600],
		'PM2.5 24h': [0, 35, 75, 115, 150, 250, 350, 500]
	},
	'HJ 633-2026': {
		'PM10 24h': [0, 50, 120, 250, 350, 420, 500, 600],
		'PM2.5 24h': [0, 35, 60, 115, 150, 250, 350, 500]
	}
} as const;

/** Sub-index above the last concentration of a column that ends early; none in 2012, where another averaging time takes over. */
export const BEYOND: Readonly<Record<AqiStandard, Readonly<Partial<Record<AqiItem, number>>>>> = {
	'HJ 633-2012': {},
	'HJ 633-2026': { 'SO2 1h': 200, 'O3 8h': 300 }
};

/** Concentrations of a column, for the sub-indices of `SUB_INDICES`. */
export function breakpointsOf(standard: AqiStandard, item: AqiItem): readonly number[] {
	const particles = PARTICLES[standard];
	switch (item) {
		case 'PM10 1h':
		case 'PM10 24h':
			return particles['PM10 24h'];
		case 'PM2.5 1h':
		case 'PM2.5 24h':
			return particles['PM2.5 24h'];
		default:
			return SHARED[item];
	}
}

/** Midnight of 1 March 2026 in China (UTC+8): what was observed from then on is judged by the newer standard. */
const FROM_2026 = Date.UTC(2026, 1, 28, 16);

/** The standard by the date of an observation, epoch ms; the date of the calculation does not matter. */
export const standardAt = (observedAt: number): AqiStandard =>
	observedAt < FROM_2026 ? 'HJ 633-2012' : 'HJ 633-2026';
