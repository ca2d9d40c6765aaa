import { m } from '#lib/paraglide/messages.js';
import type { EditTool } from '../edit-tool.ts';
import { clockHour, inOneLine, percent } from '../say.ts';

/** When street lamps burn, and how bright. */
export default {
	kind: 'lamps',
	group: 'energy',
	title: m.edit_lamps,
	how: m.edit_lamps_how,
	aim: { by: 'drawing', shape: 'area', into: 'within', optional: true },
	fields: [{ kind: 'schedule', name: 'schedule', title: m.edit_schedule, required: true }],
	begin: {
		schedule: [
			{ from: 23, to: 24, level: 0.5 },
			{ from: 0, to: 5, level: 0.5 }
		]
	},
	words: ({ within, schedule }, { locale }) => ({
		what: within ? m.edit_say_lamps_here() : m.edit_say_lamps(),
		how: inOneLine(
			...schedule.map(
				({ from, to, level }) => `${clockHour(from)}–${clockHour(to)} ${percent(locale, level)}`
			)
		)
	}),
	shapes: ({ within }) => (within ? [{ of: 'ring', ring: within }] : [])
} satisfies EditTool<'lamps'>;
