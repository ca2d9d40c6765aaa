import type { Metres } from '#lib/model/units.ts';
import { formatCount, formatValue } from '#lib/ui/format.ts';

/** 85 m to the metre; 1.3 km to a hundred metres. */
export const distanceText = (locale: string, metres: Metres): string =>
	metres < 999.5
		? `${formatCount(locale, metres)} m`
		: `${formatValue(locale, Math.round(metres / 100) / 10)} km`;
