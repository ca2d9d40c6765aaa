import type { ScenarioFigures } from '#lib/model/scenario/contract.ts';
import type { ScenarioModel } from '#lib/model/scenario/model.ts';
import type { ScenarioRun } from '#lib/model/scenario/scenario.ts';
import { indicatorTable, type IndicatorRow } from '#lib/scenarios/compare-results.ts';

/** Indicators of one model over several scenarios, one column each. */
export interface IndicatorGroup {
	readonly model: ScenarioModel;
	/** Run of each scenario as it is now; undefined: nobody ran it. */
	readonly runs: readonly (ScenarioRun | undefined)[];
	/** With a value for each scenario; null where it has none. */
	readonly rows: readonly IndicatorRow[];
}

/** `fresh`: by scenario, its runs by model. What most of them have comes first; models that nobody ran are left out. */
export function indicatorGroups(
	models: readonly ScenarioModel[],
	fresh: readonly ReadonlyMap<string, ScenarioRun>[],
	figures: ScenarioFigures
): readonly IndicatorGroup[] {
	const groups = models.flatMap((model): IndicatorGroup[] => {
		const runs = fresh.map((byModel) => byModel.get(model.id));
		const known = runs.flatMap((run, place) => {
			const indicators = run && figures[run.inputs];
			return indicators ? [{ place, indicators }] : [];
		});
		if (known.length === 0) return [];
		const { id, version } = model;
		const rows = indicatorTable(known.map(({ indicators }) => ({ model: id, version, indicators })));
		return [
			{
				model,
				runs,
				rows: rows.map(({ values, over, ...row }) => {
					const at = runs.map((_, place) => known.findIndex((one) => one.place === place));
					return { ...row, values: at.map((one) => values[one] ?? null), over: at.map((one) => over[one]) };
				})
			}
		];
	});
	const answered = ({ runs }: IndicatorGroup) => runs.filter((run) => run !== undefined).length;
	return groups.toSorted((a, b) => answered(b) - answered(a));
}
