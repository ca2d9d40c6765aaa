import { m } from '#lib/paraglide/messages.js';
import { formatCount } from '#lib/ui/format.ts';
import type { EditTool } from '../edit-tool.ts';
import { namesText } from '../say.ts';

/** Facilities that close. */
export default {
	kind: 'facility-remove',
	group: 'places',
	title: m.edit_facility_remove,
	how: m.edit_facility_remove_how,
	aim: { by: 'picking', of: 'facilities', into: 'rows' },
	fields: [],
	begin: {},
	words: ({ rows }, { locale, names }) => {
		const count = m.edit_say_facilities({ count: formatCount(locale, rows.length) });
		const called = namesText(rows.map((row) => names.facility(row)));
		return {
			what: m.edit_say_facility_remove({ name: called ?? count }),
			how: called === undefined || rows.length === 1 ? '' : count
		};
	},
	shapes: ({ rows }) => [{ of: 'facilities', rows }]
} satisfies EditTool<'facility-remove'>;
