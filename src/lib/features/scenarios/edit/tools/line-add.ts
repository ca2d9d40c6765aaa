import { m } from '#lib/paraglide/messages.js';
import { formatCount, formatValue } from '#lib/ui/format.ts';
import { choiceTitle, LINE_MODES } from '../choices.ts';
import type { EditTool } from '../edit-tool.ts';
import { groundLength } from '../ground-length.ts';
import { clockHour, inOneLine } from '../say.ts';

const hour = {
	kind: 'number',
	least: 0,
	most: 24,
	step: 0.25,
	unit: m.edit_unit_hour,
	required: true
} as const;

/** A line of public transport. */
export default {
	kind: 'line-add',
	group: 'transit',
	title: m.edit_line_add,
	how: m.edit_line_add_how,
	aim: { by: 'drawing', shape: 'line', into: 'stops' },
	fields: [
		{ kind: 'text', name: 'name', title: m.edit_name, most: 80, required: true },
		{ kind: 'choice', name: 'mode', title: m.edit_mode, choices: LINE_MODES, required: true },
		{
			kind: 'number',
			name: 'headway',
			title: m.edit_headway,
			unit: m.edit_unit_minute,
			least: 1,
			most: 120,
			step: 0.5,
			required: true
		},
		{
			kind: 'number',
			name: 'speed',
			title: m.edit_travel_speed,
			unit: m.unit_kmh,
			least: 5,
			most: 120,
			step: 1,
			required: true
		},
		{ ...hour, name: 'from', title: m.edit_first_hour },
		{ ...hour, name: 'to', title: m.edit_last_hour }
	],
	begin: { mode: 'bus', headway: 8, speed: 18, from: 6, to: 22 },
	lacks: ({ from, to }) => (Number(from) < Number(to) ? undefined : m.edit_hours_turned()),
	words: ({ name, mode, stops, headway, speed, from, to }, { locale }) => ({
		what: m.edit_say_line_add({ mode: choiceTitle(LINE_MODES, mode), name }),
		how: inOneLine(
			m.edit_say_stops({ count: formatCount(locale, stops.length) }),
			groundLength(locale, stops),
			m.edit_say_headway({ minutes: formatValue(locale, headway) }),
			`${formatValue(locale, speed)} km/h`,
			`${clockHour(from)}–${clockHour(to)}`
		)
	}),
	shapes: ({ stops }) => [
		{ of: 'line', places: stops, look: 'transit' },
		...stops.map((at) => ({ of: 'place', at, look: 'stop' }) as const)
	]
} satisfies EditTool<'line-add'>;
