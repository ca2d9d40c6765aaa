import type { EditMark } from '#lib/layers/edits/edit-marks.ts';
import type { CityThings } from './city-things.svelte.ts';
import type { AnyTool, EditValues } from './edit-tool.ts';

/** What of public transport the map shows of the city itself while a tool needs it: what can be taken with it. */
export function whatIsThere({ kind, aim }: AnyTool, values: EditValues, things: CityThings): EditMark[] {
	if (kind === 'line-add' || kind === 'stop-remove') return things.stops.map(({ at }) => stopMark(at));
	if (aim?.by !== 'choosing' || aim.of !== 'routes') return [];
	const chosen = things.routes.find(
		({ dataset, id }) => dataset === values['dataset'] && id === values['route']
	);
	const lines = (chosen ? [chosen] : things.routes).filter(({ stops }) => stops.length > 1);
	return [
		...lines.map(({ stops }): EditMark => ({
			form: { of: 'line', path: stops, look: 'there' },
			weight: 'quiet'
		})),
		...(chosen?.stops.map(stopMark) ?? [])
	];
}

const stopMark = (at: readonly [number, number]): EditMark => ({
	form: { of: 'place', at, look: 'stop', radius: 0 },
	weight: 'quiet'
});
