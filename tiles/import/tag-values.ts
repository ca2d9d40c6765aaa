/** Metres a storey is taken to be when only levels are known. */
export const METRES_PER_LEVEL = 3.2;

/**
 * Height, metres, of a building of which neither height nor levels is known, by use. Small outbuildings
 * are lower than the rest; everything else is two low storeys.
 */
export const DEFAULT_HEIGHT = 6;
const LOW_USES: Readonly<Record<string, number>> = {
	garage: 3,
	garages: 3,
	carport: 3,
	shed: 3,
	hut: 3,
	kiosk: 3,
	greenhouse: 3,
	roof: 4,
	toilets: 3
};

/** The rule above in words, for the report. */
export const HEIGHT_RULE =
	'height unknown: 6 m assumed (3 m for garages, sheds, kiosks and the like, 4 m for roofs)';
export const LEVELS_RULE = `height unknown: levels × ${METRES_PER_LEVEL} m`;

/** Metres: no building is higher; what says so is wrong (millimetres, a code, a typing error). */
export const TALLEST = 1500;

/** True for a height or a number of metres that a building can have. */
export const isHeight = (metres: number | undefined): metres is number =>
	metres !== undefined && metres > 0 && metres <= TALLEST;

/** What the report says of any other. */
export const HEIGHT_FAULT = `height given is not between 0 and ${TALLEST} m`;

/** Text of a property: trimmed, empty and null are absent. */
export function textOf(value: unknown): string | undefined {
	if (typeof value === 'number') return String(value);
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	return text === '' ? undefined : text;
}

/** A plain number; decimal commas are understood. */
export function numberOf(value: unknown): number | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	if (typeof value !== 'string') return undefined;
	const match = /^\s*([-+]?\d+(?:[.,]\d+)?(?:e[-+]?\d+)?)/i.exec(value);
	if (!match) return undefined;
	const number = Number(match[1]!.replace(',', '.'));
	return Number.isFinite(number) ? number : undefined;
}

/** Year of a date as OSM writes it: `1987`, `1987-05`, `~1910`; a century or a word is absent. */
export function yearOf(value: unknown): number | undefined {
	const match = /^\s*~?\s*(\d{3,4})(?:-\d{2}){0,2}\s*$/.exec(textOf(value) ?? '');
	const year = match ? Number(match[1]) : 0;
	return year > 0 ? year : undefined;
}

/** A number of people or things: whole and not below 0. */
export function countOf(value: unknown): number | undefined {
	const number = numberOf(value);
	return number === undefined || number < 0 ? undefined : Math.round(number);
}

/** OSM id of a feature: `123`, `way/123`, `relation/123` and `r123` (relations negative). */
export function idOf(value: unknown): number | undefined {
	if (typeof value === 'number') return Number.isSafeInteger(value) ? value : undefined;
	if (typeof value !== 'string') return undefined;
	const match = /^\s*(?:(node|way|relation|[nwr])[/ ]?)?(-?\d{1,15})\s*$/i.exec(value);
	if (!match) return undefined;
	const id = Number(match[2]);
	return match[1]?.toLowerCase().startsWith('r') ? -Math.abs(id) : id;
}

/** A length in metres as OSM writes it: `12`, `12 m`, `12,5`, `40 ft`, `6'4"`. */
export function metresOf(value: unknown): number | undefined {
	if (typeof value !== 'string') return numberOf(value);
	const feet = /^\s*(\d+(?:\.\d+)?)\s*'\s*(?:(\d+(?:\.\d+)?)\s*")?\s*$/.exec(value);
	if (feet) return (Number(feet[1]) + Number(feet[2] ?? 0) / 12) * 0.3048;
	const number = numberOf(value);
	if (number === undefined) return undefined;
	return /ft|feet/i.test(value) ? number * 0.3048 : number;
}

/** km/h from `50`, `30 mph`, `20 knots`; words (`walk`, `none`) and 0 are absent. */
export function speedOf(value: unknown): number | undefined {
	const number = numberOf(value);
	if (number === undefined || number <= 0) return undefined;
	if (typeof value === 'string' && /mph/i.test(value)) return number * 1.609344;
	if (typeof value === 'string' && /knots/i.test(value)) return number * 1.852;
	return number;
}

/** OSM and Geofabrik ways to say one-way. */
export function onewayOf(value: unknown): -1 | 0 | 1 {
	switch (typeof value === 'string' ? value.trim().toLowerCase() : value) {
		case 'yes':
		case 'true':
		case '1':
		case 'f':
		case 'ft':
		case 1:
		case true:
			return 1;
		case '-1':
		case 'reverse':
		case 't':
		case 'tf':
		case -1:
			return -1;
		default:
			return 0;
	}
}

/** `yes`, `T`, `viaduct`… are true; `no`, `F`, 0 and absence are false. */
export function flagOf(value: unknown): boolean {
	if (value === undefined || value === null || value === false || value === 0) return false;
	return !['', 'no', 'false', 'f', '0', 'n'].includes(String(value).trim().toLowerCase());
}

export interface Height {
	readonly height: number;
	readonly minHeight: number;
	readonly estimated?: 'levels' | 'rule';
	/** `min_height` reached the top and was lowered. */
	readonly clamped: boolean;
}

/**
 * Top and bottom of a building above ground, metres. A missing top is levels × 3.2 m, else the stated
 * rule; a bottom at or above the top is put half a metre below it.
 */
export function heightOf(given: {
	readonly height: number | undefined;
	readonly levels: number | undefined;
	readonly minHeight: number | undefined;
	readonly minLevel: number | undefined;
	readonly use: string;
}): Height {
	const bottom =
		given.minHeight ?? (given.minLevel === undefined ? 0 : Math.max(0, given.minLevel) * METRES_PER_LEVEL);
	const floor = Math.max(0, bottom);
	let height = isHeight(given.height) ? given.height : undefined;
	let estimated: Height['estimated'];
	if (height === undefined) {
		const byLevels = given.levels === undefined ? undefined : given.levels * METRES_PER_LEVEL;
		if (isHeight(byLevels)) {
			height = byLevels;
			estimated = 'levels';
		} else {
			height = LOW_USES[given.use] ?? DEFAULT_HEIGHT;
			estimated = 'rule';
		}
	}
	const clamped = floor >= height;
	return {
		height,
		minHeight: clamped ? Math.max(0, height - 0.5) : floor,
		...(estimated ? { estimated } : {}),
		clamped
	};
}
