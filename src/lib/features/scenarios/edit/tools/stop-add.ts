import { m } from '#lib/paraglide/messages.js';
import { formatValue } from '#lib/ui/format.ts';
import type { EditTool } from '../edit-tool.ts';
import { inOneLine } from '../say.ts';

const seconds = { kind: 'number', unit: m.edit_unit_second, least: 0, step: 5, required: true } as const;

/** A stop more on a line that runs already. */
export default {
	kind: 'stop-add',
	group: 'transit',
	title: m.edit_stop_add,
	how: m.edit_stop_add_how,
	aim: { by: 'choosing', of: 'routes', into: 'route', place: 'at' },
	fields: [
		{ kind: 'text', name: 'name', title: m.edit_name, most: 80 },
		{ ...seconds, name: 'dwell', title: m.edit_dwell, most: 1800 },
		{ ...seconds, name: 'slower', title: m.edit_slower, most: 3600 }
	],
	begin: { dwell: 30, slower: 30 },
	words: ({ dataset, route, name, dwell, slower }, { locale, names }) => {
		const line = names.route(dataset, route) ?? route;
		return {
			what: name === undefined ? m.edit_say_stop_add({ line }) : m.edit_say_stop_add_named({ line, name }),
			how: inOneLine(
				m.edit_say_dwell({ seconds: formatValue(locale, dwell) }),
				m.edit_say_slower({ seconds: formatValue(locale, slower) })
			)
		};
	},
	shapes: ({ dataset, route, at }) => [
		{ of: 'route', dataset, id: route, by: at },
		{ of: 'place', at, look: 'added' }
	]
} satisfies EditTool<'stop-add'>;
