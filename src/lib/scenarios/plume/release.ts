import { saidError } from '#lib/model/said-error.ts';
import type { ScenarioEdit, ScenarioEditOf } from '#lib/model/scenario/edit.ts';
import { milligramsOf, MOLAR_VOLUME, substanceOf, type Severity, type Substance } from './substances.ts';

/** Everything that gets into the air, of one substance. */
export interface Releases {
	readonly substance: Substance;
	readonly edits: readonly { readonly edit: ScenarioEditOf<'release'>; readonly place: number }[];
	/** From the least severe up: mg/m³ for who breathes it as long as the longest release lasts. */
	readonly thresholds: readonly {
		readonly id: string;
		readonly severity: Severity;
		readonly milligrams: number;
	}[];
	/** mg/m³ of the pure gas at 25 °C. */
	readonly pure: number;
}

/** Undefined: nothing is released. Throws INPUT_INVALID for an unknown substance, and for two: they are not added up. */
export function releasesOf(edits: readonly ScenarioEdit[]): Releases | undefined {
	const released = edits.flatMap((edit, place) => (edit.kind === 'release' ? [{ edit, place }] : []));
	const [first] = released;
	if (!first) return undefined;
	const substance = substanceOf(first.edit.substance);
	const other = released.find(({ edit }) => edit.substance !== substance.key);
	if (other)
		throw saidError('INPUT_INVALID', {
			zh: `第 ${other.place + 1} 项改动泄漏的是 ${other.edit.substance}，第 ${first.place + 1} 项是 ${substance.key}：两种物质的共同作用未知，请放进不同的方案。`,
			en: `Edit ${other.place + 1} releases ${other.edit.substance}, edit ${first.place + 1} ${substance.key}: what two substances do together is not known. Put them into scenarios of their own.`
		});
	const minutes = Math.max(...released.map(({ edit }) => edit.minutes));
	return {
		substance,
		edits: released,
		thresholds: substance.thresholds.map((threshold) => ({
			id: threshold.id,
			severity: threshold.severity,
			milligrams: milligramsOf(substance, threshold, minutes)
		})),
		pure: (1e6 * substance.molarMass) / MOLAR_VOLUME
	};
}
