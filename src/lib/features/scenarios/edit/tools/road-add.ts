import { m } from '#lib/paraglide/messages.js';
import { formatCount, formatValue } from '#lib/ui/format.ts';
import { groundLength } from '../ground-length.ts';
import { choiceTitle, ROAD_CLASSES } from '../choices.ts';
import type { EditTool } from '../edit-tool.ts';
import { inOneLine } from '../say.ts';

/** A new road. */
export default {
	kind: 'road-add',
	group: 'roads',
	title: m.edit_road_add,
	how: m.edit_road_add_how,
	aim: { by: 'drawing', shape: 'line', into: 'line' },
	fields: [
		{ kind: 'text', name: 'name', title: m.edit_name, most: 80 },
		{ kind: 'choice', name: 'class', title: m.edit_class, choices: ROAD_CLASSES, required: true },
		{ kind: 'number', name: 'lanes', title: m.edit_lanes, least: 1, most: 16, step: 1, required: true },
		{
			kind: 'number',
			name: 'maxSpeed',
			title: m.edit_speed_limit,
			unit: m.unit_kmh,
			least: 1,
			most: 200,
			step: 1,
			required: true
		},
		{
			kind: 'number',
			name: 'capacity',
			title: m.edit_capacity,
			unit: m.edit_unit_vehicles,
			least: 1,
			most: 50_000,
			step: 1
		},
		{ kind: 'switch', name: 'oneway', title: m.edit_oneway }
	],
	begin: { class: 'secondary', lanes: 4, maxSpeed: 50 },
	words: ({ line, name, class: cls, lanes, maxSpeed, capacity, oneway }, { locale }) => ({
		what: m.edit_say_road_add({ road: name ?? choiceTitle(ROAD_CLASSES, cls) }),
		how: inOneLine(
			name === undefined ? undefined : choiceTitle(ROAD_CLASSES, cls),
			groundLength(locale, line),
			m.edit_say_lanes({ count: formatCount(locale, lanes) }),
			m.edit_say_limit({ speed: formatValue(locale, maxSpeed) }),
			capacity === undefined ? undefined : m.edit_say_capacity({ count: formatCount(locale, capacity) }),
			oneway ? m.edit_oneway() : undefined
		)
	}),
	shapes: ({ line }) => [{ of: 'line', places: line, look: 'road' }]
} satisfies EditTool<'road-add'>;
