import type { Degrees } from '#lib/model/units.ts';
import type { PlumeField } from './plume-field.ts';
import type { Releases } from './release.ts';
import type { Severity } from './substances.ts';

/** What the air holds at a place, of all releases together. */
export interface Danger {
	/** mg/m³, to six digits. */
	readonly concentration: number;
	/** 0: below every threshold. */
	readonly severity: Severity | 0;
}

/** Adds the plumes up. */
export function dangerAt(
	fields: readonly PlumeField[],
	{ thresholds, pure }: Releases,
	lng: Degrees,
	lat: Degrees
): Danger {
	const concentration = Math.min(
		pure,
		fields.reduce((sum, field) => sum + field.at(lng, lat), 0)
	);
	const severity = thresholds.findLast(({ milligrams }) => concentration >= milligrams)?.severity ?? 0;
	return { concentration: sixDigits(concentration), severity };
}

/** What machines may compute otherwise is beyond it. */
export function sixDigits(value: number): number {
	return Number(value.toPrecision(6));
}
