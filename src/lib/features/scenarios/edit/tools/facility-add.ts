import { m } from '#lib/paraglide/messages.js';
import { formatCount } from '#lib/ui/format.ts';
import { choiceTitle, FACILITY_KINDS } from '../choices.ts';
import type { EditTool } from '../edit-tool.ts';
import { inOneLine } from '../say.ts';

/** A school, a clinic, a park more. */
export default {
	kind: 'facility-add',
	group: 'places',
	title: m.edit_facility_add,
	how: m.edit_facility_add_how,
	aim: { by: 'drawing', shape: 'point', into: 'at' },
	fields: [
		{
			kind: 'choice',
			name: 'facility',
			title: m.edit_kind,
			choices: FACILITY_KINDS,
			open: true,
			required: true
		},
		{ kind: 'text', name: 'name', title: m.edit_name, most: 80 },
		{ kind: 'number', name: 'capacity', title: m.edit_places, least: 1, most: 1_000_000, step: 1 }
	],
	begin: { facility: 'primary_school' },
	words: ({ facility, name, capacity }, { locale }) => {
		const kind = choiceTitle(FACILITY_KINDS, facility);
		return {
			what: m.edit_say_facility_add({ name: name ?? kind }),
			how: inOneLine(
				name === undefined ? undefined : kind,
				capacity === undefined ? undefined : m.edit_say_places({ count: formatCount(locale, capacity) })
			)
		};
	},
	shapes: ({ at }) => [{ of: 'place', at, look: 'added' }]
} satisfies EditTool<'facility-add'>;
