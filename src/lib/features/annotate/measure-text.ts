import type { Metres } from '#lib/model/units.ts';
import { m } from '#lib/paraglide/messages.js';

const KILOMETRE = 1000;
const HECTARE = 10_000;
const SQUARE_KILOMETRE = 1_000_000;
/** 15 亩 are a hectare. */
const MU = HECTARE / 15;

/** Decimals so that four digits count, at most so many. */
function digits(value: number, most: number) {
	const before = Math.floor(Math.log10(Math.max(1, Math.abs(value))));
	const decimals = Math.max(0, Math.min(most, 3 - before));
	return { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
}
const fixed = (locale: string, value: number, most: number): string =>
	new Intl.NumberFormat(locale, digits(value, most)).format(value);

/** 42.76 m, 1.234 km; centimetres are as fine as one can point. */
export const lengthText = (locale: string, metres: Metres): string =>
	Math.abs(metres) < KILOMETRE
		? `${fixed(locale, metres, 2)} m`
		: `${fixed(locale, metres / KILOMETRE, 3)} km`;

/** With its sign: +12.5 m, −3 m. */
export const riseText = (locale: string, metres: Metres): string =>
	`${metres < 0 ? '−' : '+'}${lengthText(locale, Math.abs(metres))}`;

/** 85.2 m², 1.234 ha, 2.5 km². */
export function areaText(locale: string, area: number): string {
	if (area < HECTARE) return `${fixed(locale, area, 1)} m²`;
	if (area < SQUARE_KILOMETRE)
		return new Intl.NumberFormat(locale, {
			style: 'unit',
			unit: 'hectare',
			...digits(area / HECTARE, 3)
		}).format(area / HECTARE);
	return `${fixed(locale, area / SQUARE_KILOMETRE, 3)} km²`;
}

/** The area in the unit that fields and building land are dealt in; undefined where that is not used. */
export const muText = (locale: string, area: number): string | undefined =>
	locale === 'en' ? undefined : m.size_mu({ value: fixed(locale, area / MU, 2) });
