import type { LayerLegendClass } from '#lib/layers/layer.ts';
import type { Words } from '#lib/model/alarm-rule.ts';
import { classOf } from '#lib/model/classes/value-classes.ts';
import type { ColumnClasses } from '#lib/model/scenario/result.ts';
import { unitWords, withUnit } from '#lib/model/unit-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { locale } from '#lib/state/locale.svelte.ts';
import { formatValue } from '#lib/ui/format.ts';
import { said } from '../../alarms/alarm-words.ts';
import { percentText, signed } from '../../compare/difference-words.ts';
import { deltaOf } from '../../compare/difference.ts';
import type { ResultRows } from './result-rows.ts';
import type { ScenarioOnMap } from './scenario-on-map.svelte.ts';
import { reasonOf } from '../../errors/reason-of.ts';

/** The scenario, or two of them set against each other. */
export const resultTitle = ([scenario = '', against]: readonly string[]): string =>
	against === undefined ? scenario : m.result_against({ scenario, against });

/** What a class holds: <10, 10, 20; of differences ≤ −30, ± 10, ≥ +30. */
function resultClassText({ token, from, below }: LayerLegendClass): string {
	const number = (value: number) => formatValue(locale.current, Math.abs(value));
	if (token === '--div-0') return below === undefined ? m.difference_none() : `± ${number(below)}`;
	if (token.startsWith('--div') && from !== undefined) {
		const bound = `${from < 0 ? '−' : '+'}${number(from)}`;
		return token.endsWith('3') ? `${from < 0 ? '≤' : '≥'} ${bound}` : bound;
	}
	if (from !== undefined) return formatValue(locale.current, from);
	return below === undefined ? m.legend_all_values() : `<${formatValue(locale.current, below)}`;
}

/** What the classes of a key hold: as the column calls them when it is cut as the column has it; one value by itself. */
export function resultClassWords(
	{ value, sides, column }: Pick<ResultRows, 'value' | 'sides' | 'column'>,
	classes: readonly LayerLegendClass[]
): readonly string[] {
	const names = sides ? undefined : column.classes?.names;
	if (names?.length === classes.length) return names.map(said);
	const [first] = value;
	const isOne = !sides && classes.length === 1 && first !== undefined && value.every((one) => one === first);
	return classes.map((item) => (isOne ? formatValue(locale.current, first) : resultClassText(item)));
}

/** A column's value: what its class is called, or the number with its unit; or that there is none. */
export function columnWords(
	value: number | null | undefined,
	{ unit, classes }: { readonly unit: string; readonly classes?: ColumnClasses | undefined }
): string {
	const name = typeof value === 'number' ? classes?.names?.[classOf(value, classes)] : undefined;
	return name ? said(name) : valueWords(value, unit);
}

/** A number with its unit, or that there is none. */
export function valueWords(value: number | null | undefined, unit: string): string {
	if (value === undefined || value === null || Number.isNaN(value)) return m.no_data();
	return withUnit(formatValue(locale.current, value), said(unitWords(unit)));
}

/** b − a with its sign and in per cent; undefined when one says nothing. */
export function changeWords(a: number | null, b: number | null, unit: string): string | undefined {
	const { delta, percent } = deltaOf(a ?? undefined, b ?? undefined);
	if (delta === undefined) return undefined;
	return `${withUnit(signed(delta), said(unitWords(unit)))} (${percentText(percent)})`;
}

/** What is under the pointer, line by line. */
export function rowWords(
	{ names, geometry, column, value, sides }: ResultRows,
	row: number
): readonly string[] {
	const name = names[row] ?? '';
	// Of most buildings a result has no more than their number.
	const title = geometry.of === 'buildings' && /^\d+$/.test(name) ? m.building_numbered({ id: name }) : name;
	const shown = said(column.title);
	if (!sides) return [title, `${shown} ${columnWords(value[row], column)}`];
	const [a = NaN, b = NaN] = [sides.a[row], sides.b[row]];
	const change = column.classes?.names ? undefined : changeWords(number(a), number(b), column.unit);
	const both = { a: columnWords(a, { ...column, unit: '' }), b: columnWords(b, column) };
	return [
		title,
		`${shown}: ${m.result_of_both(both)}`,
		...(change === undefined ? [] : [`${m.result_change()} ${change}`])
	];
}

const number = (value: number): number | null => (Number.isNaN(value) ? null : value);

/** What must be said under a key: why nothing is drawn, or that a run is not to be relied on. */
export function resultNote(
	result: ScenarioOnMap
): { readonly kind: 'waits' | 'fails' | 'says'; readonly text: string } | undefined {
	const { state, lacking, runs, error } = result;
	const model = (of: Words | undefined) => (of ? said(of) : (result.session.scenarioView?.model ?? ''));
	const of = { scenario: lacking?.scenario.name ?? '', model: model(runs[0]?.model) };
	switch (state) {
		case 'loading':
			return { kind: 'waits', text: m.result_loading() };
		case 'failed':
			return { kind: 'fails', text: error ? reasonOf(error) : '' };
		case 'stale':
			return { kind: 'fails', text: m.result_stale(of) };
		case 'missing':
			return { kind: 'fails', text: m.result_missing(of) };
		case 'otherPack':
			return { kind: 'fails', text: m.result_other_pack({ scenario: runs[0]?.scenario.name ?? '' }) };
		case 'shown':
			return runs.some((found) => found.state === 'there' && !found.run.converged)
				? { kind: 'says', text: m.result_unconverged() }
				: undefined;
	}
}
