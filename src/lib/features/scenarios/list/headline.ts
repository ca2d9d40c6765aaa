import type { Words } from '#lib/model/alarm-rule.ts';
import type { ResultIndicator } from '#lib/model/scenario/result.ts';

/** An indicator that is another than in the scenario that it is set against. */
export interface HeadlineFigure {
	readonly model: string;
	readonly title: Words;
	readonly unit: string;
	readonly difference: number;
	/** Of the other's value, as a part of it; absent where that is 0. */
	readonly share?: number;
}

/** Indicators of a model, of the scenario and of the other. */
export interface BothFigures {
	readonly model: string;
	readonly own: readonly ResultIndicator[];
	readonly other: readonly ResultIndicator[];
}

/** What differs, in the models' own order: one a model before a second one of it, `most` altogether. */
export function headlineOf(models: readonly BothFigures[], most: number): readonly HeadlineFigure[] {
	const ranked = models.map(({ model, own, other }) =>
		own.flatMap(({ id, title, unit, value }): HeadlineFigure[] => {
			const before = other.find((one) => one.id === id)?.value;
			if (value === null || before === null || before === undefined || value === before) return [];
			const difference = value - before;
			return [
				{ model, title, unit, difference, ...(before !== 0 && { share: difference / Math.abs(before) }) }
			];
		})
	);
	const rounds = ranked.reduce((longest, figures) => Math.max(longest, figures.length), 0);
	return Array.from({ length: rounds }, (_, round) => ranked.flatMap((figures) => figures[round] ?? []))
		.flat()
		.slice(0, most);
}
