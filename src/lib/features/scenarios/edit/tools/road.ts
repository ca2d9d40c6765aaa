import type { ScenarioEditOf } from '#lib/model/scenario/edit.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatCount, formatValue } from '#lib/ui/format.ts';
import type { EditTool, EditValues, Telling } from '../edit-tool.ts';
import { inOneLine, namesText, percent } from '../say.ts';

const isOpen = ({ closed }: EditValues): boolean => closed !== true;

/** Roads as they are, otherwise. */
export default {
	kind: 'road',
	group: 'roads',
	title: m.edit_road,
	how: m.edit_road_how,
	aim: { by: 'picking', of: 'roads', into: 'links' },
	fields: [
		{ kind: 'switch', name: 'closed', title: m.edit_road_closed },
		{
			kind: 'number',
			name: 'lanes',
			title: m.edit_lanes,
			least: 1,
			most: 16,
			step: 1,
			when: isOpen
		},
		{
			kind: 'number',
			name: 'capacity',
			title: m.edit_capacity,
			unit: m.edit_unit_vehicles,
			least: 1,
			most: 50_000,
			step: 1,
			when: isOpen
		},
		{
			kind: 'number',
			name: 'maxSpeed',
			title: m.edit_speed_limit,
			unit: m.unit_kmh,
			least: 1,
			most: 200,
			step: 1,
			when: isOpen
		},
		{
			kind: 'choice',
			name: 'direction',
			title: m.edit_direction,
			choices: [
				{ value: 'both', title: m.edit_direction_both },
				{ value: 'forward', title: m.edit_direction_forward },
				{ value: 'backward', title: m.edit_direction_backward }
			],
			when: isOpen
		},
		{
			kind: 'number',
			name: 'greenShare',
			title: m.edit_green_share,
			unit: () => '%',
			least: 5,
			most: 100,
			step: 1,
			percent: true,
			when: isOpen
		}
	],
	begin: { closed: true },
	lacks: (values) =>
		isOpen(values) && CHANGES.every((name) => values[name] === undefined) ? m.edit_road_same() : undefined,
	words: (edit, telling) => {
		const road = roadText(edit.links, telling);
		const stretches = m.edit_say_stretches({ count: formatCount(telling.locale, edit.links.length) });
		return edit.closed
			? { what: m.edit_say_closed({ road }), how: stretches }
			: { what: m.edit_say_road({ road }), how: inOneLine(...changesText(edit, telling), stretches) };
	},
	shapes: ({ links, closed, direction }) => [
		{
			of: 'links',
			rows: links,
			look: closed ? 'closed' : 'changed',
			...(direction !== undefined && direction !== 'both' && { direction })
		}
	]
} satisfies EditTool<'road'>;

const CHANGES = ['lanes', 'capacity', 'maxSpeed', 'direction', 'greenShare'];
/** Arrows on the map say which way. */
const DIRECTIONS = { both: m.edit_direction_both, forward: m.edit_say_oneway, backward: m.edit_say_oneway };

const roadText = (links: readonly number[], { names }: Telling): string =>
	namesText(links.map((row) => names.road(row))) ??
	(names.settled ? m.edit_say_unnamed_road() : m.edit_say_some_road());

function changesText(
	{ lanes, capacity, maxSpeed, direction, greenShare }: ScenarioEditOf<'road'>,
	{ locale }: Telling
): (string | undefined)[] {
	return [
		lanes === undefined ? undefined : m.edit_say_lanes({ count: formatCount(locale, lanes) }),
		capacity === undefined ? undefined : m.edit_say_capacity({ count: formatCount(locale, capacity) }),
		maxSpeed === undefined ? undefined : m.edit_say_limit({ speed: formatValue(locale, maxSpeed) }),
		direction === undefined ? undefined : DIRECTIONS[direction](),
		greenShare === undefined ? undefined : m.edit_say_green({ share: percent(locale, greenShare) })
	];
}
